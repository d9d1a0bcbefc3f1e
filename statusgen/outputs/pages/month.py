"""One page for each month."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from statusgen.i18n import Language
from statusgen.model.vocabulary import Impact, Kind
from statusgen.outputs import charts
from statusgen.outputs.edition import Edition, digest, root_of
from statusgen.outputs.output import Output
from statusgen.outputs.parts import LinkPart, ReportPart, StatePart
from statusgen.outputs.reports import report_line
from statusgen.views.course import Course
from statusgen.views.figures import Tally, ended_toll, tally
from statusgen.views.history import Month

TEMPLATE = "month.html"


@dataclass(frozen=True, slots=True)
class MonthPage:
    """Context of `month.html`."""

    title: str
    """The month: `August 2025`."""
    total: str
    """What happened in it: `3 incidents and 1 maintenance`; empty where there is neither."""
    impacts: tuple[StatePart, ...]
    """How many incidents had each impact, the worst first: `Major: 2`. Empty without incidents."""
    impact_time: str
    """How long any component was degraded or out by these reports, each moment counted once: `3.4 hr`; empty where
    none was."""
    is_partial: bool
    """Whether an incident among them has not ended, which has no part in that time yet."""
    reports: tuple[ReportPart, ...]
    """Those that began in the month, newest first, as lines; often empty."""
    empty: str
    """A sentence for a month without incidents, `No incidents in August 2025`; empty where it has some or is still to
    come."""
    earlier: LinkPart | None
    """The month before it; none for the first one of the record."""
    later: LinkPart | None
    """The month after it; none for the last one of the record."""


def outputs(edition: Edition) -> Iterator[Output]:
    """A page for each month."""
    months = edition.facts.months
    every = tuple(months)
    for n, month in enumerate(every):
        beside = (every[n - 1] if n else None, every[n + 1] if n + 1 < len(every) else None)
        keys = [edition.facts.keys[course.report.id] for course in months[month]]
        key = digest(edition.digest, beside, _is_ahead(edition, month), keys)
        path = path_of(month)
        yield Output(path, key, f"the month {month.path}", _renderer(edition, month, beside, path))


def path_of(month: Month) -> str:
    """The path of a month's page in the output."""
    return f"history/{month.path}/index.html"


def _renderer(
    edition: Edition, month: Month, beside: tuple[Month | None, Month | None], path: str
) -> Callable[[], bytes]:
    return lambda: edition.render(TEMPLATE, path, _page(edition, month, beside, root_of(path)))


def _page(edition: Edition, month: Month, beside: tuple[Month | None, Month | None], root: str) -> MonthPage:
    language, courses = edition.language, edition.facts.months[month]
    title = language.month(month.first_day)
    earlier, later = (
        LinkPart(language.month(other.first_day), f"{root}history/{other.path}/") if other else None for other in beside
    )
    counts, total = tally(courses), ended_toll(courses).total
    is_quiet = not counts.incidents and not _is_ahead(edition, month)
    return MonthPage(
        title=title,
        total=_total(language, counts),
        impacts=_impacts(edition, counts),
        impact_time=language.hours(total) if total else "",
        is_partial=_any_open(courses),
        reports=tuple(report_line(edition, course, root) for course in courses),
        empty=language.gettext("No incidents in %(month)s") % {"month": title} if is_quiet else "",
        earlier=earlier,
        later=later,
    )


def _is_ahead(edition: Edition, month: Month) -> bool:
    """Whether there can only be plans in it."""
    return month.first_day > edition.facts.today


def _total(language: Language, counts: Tally) -> str:
    incidents = charts.incidents_text(language, counts.incidents) if counts.incidents else ""
    maintenances = charts.maintenances_text(language, counts.maintenances) if counts.maintenances else ""
    return language.list(filter(None, (incidents, maintenances)))


def _impacts(edition: Edition, counts: Tally) -> tuple[StatePart, ...]:
    language = edition.language
    return tuple(
        StatePart(
            impact.slug,
            language.gettext("%(impact)s: %(count)s")
            % {"impact": language.impact(impact), "count": language.number(counts.impacts[impact])},
        )
        for impact in reversed(Impact)
        if counts.impacts[impact]
    )


def _any_open(courses: Sequence[Course]) -> bool:
    return any(course.is_open and course.report.kind is Kind.INCIDENT and course.spells for course in courses)
