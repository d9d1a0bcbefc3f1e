"""The front page: what is happening, what is planned, how the components are, the last days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from statusgen.outputs.edition import Edition, digest
from statusgen.outputs.output import Output, Wave
from statusgen.outputs.parts import ComponentPart, ReportPart, TimePart, TurnPart
from statusgen.outputs.reports import day_part, instant_part, report_line, report_story
from statusgen.outputs.rows import row_part
from statusgen.outputs.turns import turn_parts
from statusgen.views.course import Course

TEMPLATE = "index.html"


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the last fifteen."""

    date: TimePart
    """The day."""
    reports: tuple[ReportPart, ...]
    """Those whose latest update is of that day, newest first; open ones as a line, ended ones with updates. Often
    empty."""


@dataclass(frozen=True, slots=True)
class IndexPage:
    """Context of `index.html`."""

    indicator: str
    """The worst of all that happens, for class names: none, minor, major, critical or maintenance."""
    headline: str
    """The same in words: `All Systems Operational`."""
    as_of: TimePart
    """When the site was built."""
    notices: tuple[ReportPart, ...]
    """The notices that are shown, newest first, with their updates; often empty."""
    incidents: tuple[ReportPart, ...]
    """The open ones, newest first, with all their updates; often empty."""
    running: tuple[ReportPart, ...]
    """The maintenances in progress, with their updates; often empty."""
    upcoming: tuple[ReportPart, ...]
    """The maintenances to come, the next first, with their updates; often empty."""
    components: tuple[ComponentPart, ...]
    """In the order of components.yaml, groups with their members, without retired ones."""
    days: tuple[Day, ...]
    """The last fifteen days, newest first, those without a report included."""
    turns: tuple[TurnPart, ...]
    """What the clock alone will change, soonest first; often empty."""


def outputs(edition: Edition) -> Iterator[Output]:
    """The front page; it tells when it was built, so no two builds of different times have the same."""
    facts, current = edition.facts, edition.facts.current
    told = (current.notices, current.incidents, current.running, current.upcoming, *(c for _, c in facts.recent_days))
    keys = [[edition.course_key(course) for course in courses] for courses in told]
    rows = [(row_id, state, facts.displayed_uptime(row_id)) for row_id, state in current.states.items()]
    key = digest(edition.digest, facts.now, current.banner, keys, rows, turn_parts(edition))
    yield Output("index.html", key, "the front page", lambda: _render(edition), Wave.ENTRANCES)


def _render(edition: Edition) -> bytes:
    return edition.render(TEMPLATE, "index.html", _page(edition))


def _page(edition: Edition) -> IndexPage:
    facts = edition.facts
    current = facts.current
    return IndexPage(
        indicator=current.banner.indicator,
        headline=edition.language.banner(current.banner),
        as_of=instant_part(edition, facts.now),
        notices=_stories(edition, current.notices),
        incidents=_stories(edition, current.incidents),
        running=_stories(edition, current.running),
        upcoming=_stories(edition, current.upcoming),
        components=tuple(row_part(edition, row, "") for row in facts.rows),
        days=tuple(
            Day(day_part(edition, day), tuple(_past(edition, course) for course in those))
            for day, those in facts.recent_days
        ),
        turns=turn_parts(edition),
    )


def _stories(edition: Edition, courses: tuple[Course, ...]) -> tuple[ReportPart, ...]:
    return tuple(report_story(edition, course, "") for course in courses)


def _past(edition: Edition, course: Course) -> ReportPart:
    if course.is_open:
        return report_line(edition, course, "")
    return report_story(edition, course, "")
