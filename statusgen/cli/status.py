"""`statusgen status`."""

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from statusgen.cli.columns import GAP, aligned
from statusgen.cli.jsonfacts import banner_entry, component_entry, print_json, report_entry, state_entry
from statusgen.cli.moment import now_option
from statusgen.cli.present import told_present
from statusgen.cli.report import in_colour, styled
from statusgen.cli.text import visible
from statusgen.i18n import BANNERS, STATES, Language, iso
from statusgen.load.site import Moment
from statusgen.model.components import Group, Row
from statusgen.model.times import time_text
from statusgen.model.vocabulary import Kind, State
from statusgen.pipeline import Present
from statusgen.views.course import Course
from statusgen.views.current import Banner
from statusgen.views.facts import Facts

_COLOURS = {
    State.OPERATIONAL: "green",
    State.UNDER_MAINTENANCE: "magenta",
    State.DEGRADED_PERFORMANCE: "yellow",
    State.PARTIAL_OUTAGE: "yellow",
    State.MAJOR_OUTAGE: "red",
}
_BANNER_COLOURS = {"none": "green", "maintenance": "magenta", "minor": "yellow", "major": "red", "critical": "red"}

_Painted = Callable[[str, str], str]
"""A text in a colour, where there are any."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document, for programs.")
@now_option
@click.pass_obj
def command(folder: Path, moment: Moment, *, as_json: bool) -> None:
    """Tell what is happening now.

    Use it to see what readers see, and the ids to go on with: the banner,
    the components with their states, open incidents, maintenances and
    notices. Times are in the page's zone.

    \b
      statusgen status
      statusgen status --json | jq -r .banner.indicator
      statusgen status --now 2025-08-05T12:00Z

    The exit code is 0 also during an outage, and 1 if reports have errors;
    these are left out, and told.
    """
    with told_present(folder, moment) as present:
        if as_json:
            print_json(_document(present))
        else:
            colour = in_colour(sys.stdout)
            click.echo("\n".join(_lines(present, partial(styled, colour=colour))), color=colour)


def _lines(present: Present, painted: _Painted) -> Iterator[str]:
    facts, current = present.facts, present.facts.current
    banner = painted(BANNERS[current.banner], _BANNER_COLOURS[current.banner.indicator])
    yield f"{visible(facts.site.page.name)}: {banner}  ({_time(facts, facts.now.replace(second=0))})"
    if facts.rows:
        yield ""
        yield from _rows(facts, painted)
    for title, courses in (
        ("Open incidents", current.incidents),
        ("Maintenance in progress", current.running),
        ("Scheduled maintenance", current.upcoming),
        ("Notices", current.notices),
    ):
        if courses:
            yield f"\n{title}"
            for course in courses:
                yield from _report(facts, course, painted)
    if present.left_out:
        yield "\nLeft out, because of errors"
        yield from (f"  {visible(path)}" for path in present.left_out)
    elif current.banner is Banner.OPERATIONAL and not (current.incidents or current.running):
        yield "\nNothing is open."


def _rows(facts: Facts, painted: _Painted) -> Iterator[str]:
    """The components and groups with their states, in one column."""
    names, rows = zip(*_indented(facts.rows), strict=True)
    for name, row in zip(aligned(names), rows, strict=True):
        yield name + GAP + _state(facts.current.states[row.id], painted)


def _indented(rows: Iterable[Row], indent: str = "") -> Iterator[tuple[str, Row]]:
    for row in rows:
        yield indent + row.name, row
        if isinstance(row, Group):
            yield from _indented(row.members, indent + "  ")


def _report(facts: Facts, course: Course, painted: _Painted) -> Iterator[str]:
    """The id and the title, where it stands, and what it does to which component."""
    yield f"  {visible(course.report.id)}: {visible(course.report.title)}"
    yield f"    {'; '.join(_standing(facts, course))}"
    if course.states and course.report.kind is not Kind.NOTICE:
        told = (f"{visible(facts.site.label(c.component))}: {_state(c.state, painted)}" for c in course.claims)
        yield f"    {', '.join(told)}"


def _standing(facts: Facts, course: Course) -> Iterator[str]:
    latest, report = course.latest, course.report
    if course.window is not None:
        yield f"{course.status.heading}, {_time(facts, course.window.start)} to {_time(facts, course.window.end)}"
    elif report.kind is Kind.NOTICE:
        expires = f" to {_time(facts, report.expires)}" if report.expires else ""
        yield f"{course.status.heading}, {_time(facts, course.began)}{expires}"
    else:
        yield f"{course.status.heading}, {course.impact.slug} impact, since {_time(facts, course.began)}"
        yield f"last news {_time(facts, latest.at)}"


def _state(state: State, painted: _Painted) -> str:
    return painted(STATES[state], _COLOURS[state])


def _time(facts: Facts, at: datetime) -> str:
    return time_text(at, facts.site.page.zone)


def _document(present: Present) -> dict[str, object]:
    """The fields of docs/cli.md."""
    facts, current = present.facts, present.facts.current
    language = Language(facts.site.page.language, facts.site.page.zone)
    return {
        "now": iso(facts.now),
        "banner": banner_entry(current.banner.indicator, language.banner(current.banner)),
        "components": [_entry(facts, row) for row in facts.rows],
        "incidents": [report_entry(facts, course) for course in current.incidents],
        "running": [report_entry(facts, course) for course in current.running],
        "upcoming": [report_entry(facts, course) for course in current.upcoming],
        "notices": [report_entry(facts, course) for course in current.notices],
        "left_out": list(present.left_out),
    }


def _entry(facts: Facts, row: Row) -> dict[str, object]:
    state = facts.current.states[row.id]
    if isinstance(row, Group):
        members = [_entry(facts, member) for member in row.members]
        return {**component_entry(row.id, row.name, None, state=state.slug), "components": members}
    return state_entry(facts, row.id, state)
