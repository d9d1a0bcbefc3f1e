"""`statusgen status`."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from statusgen.cli.columns import GAP, aligned, filled, terminal_width
from statusgen.cli.jsonfacts import banner_entry, component_entry, print_json, report_entry, state_entry
from statusgen.cli.moment import now_option
from statusgen.cli.present import time_of, told_present
from statusgen.cli.report import in_colour, styled
from statusgen.cli.text import visible
from statusgen.i18n import BANNERS, STATES, Language, iso
from statusgen.load.site import Moment
from statusgen.model.components import Group, Row
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
            text = _Text(present.facts, present.left_out, partial(styled, colour=colour), terminal_width())
            click.echo("\n".join(text.lines()), color=colour)


@dataclass(frozen=True, slots=True)
class _Text:
    """The status, for people."""

    facts: Facts
    left_out: Sequence[str]
    painted: Callable[[str, str], str]
    """A text in a colour, where there are any."""
    width: int | None
    """The terminal's, if it is one."""

    def lines(self) -> Iterator[str]:
        facts, current = self.facts, self.facts.current
        banner = self.painted(BANNERS[current.banner], _BANNER_COLOURS[current.banner.indicator])
        now = self._time(facts.now.replace(second=0))
        zone = "" if self.width is None else f", {facts.site.page.zone.key}"
        yield f"{visible(facts.site.page.name)}: {banner}  ({now}{zone})"
        if facts.rows:
            yield ""
            yield from self._rows()
        for title, courses in (
            ("Open incidents", current.incidents),
            ("Maintenance in progress", current.running),
            ("Scheduled maintenance", current.upcoming),
            ("Notices", current.notices),
        ):
            if courses:
                yield f"\n{title}"
                for course in courses:
                    yield from self._report(course)
        if self.left_out:
            yield "\nLeft out, because of errors"
            yield from (f"  {visible(path)}" for path in self.left_out)
        elif current.banner is Banner.OPERATIONAL and not (current.incidents or current.running):
            yield "\nNothing is open."

    def _rows(self) -> Iterator[str]:
        """The components and groups with their states, in one column."""
        names, rows = zip(*_indented(self.facts.rows), strict=True)
        for name, row in zip(aligned(names), rows, strict=True):
            yield name + GAP + self._state(self.facts.current.states[row.id])

    def _report(self, course: Course) -> Iterator[str]:
        """The id and the title, where it stands, and what it does to which component."""
        report, label = course.report, self.facts.site.label
        title = visible(report.title)
        head, *below = filled((f"{visible(report.id)}:", title), " ", self.width, "  ")
        yield head
        if below:
            yield from filled(title.split(" "), " ", self.width, "    ")
        yield from filled(self._standing(course), "; ", self.width, "    ")
        if course.states and report.kind is not Kind.NOTICE:
            told = (f"{visible(label(claim.component))}: {self._state(claim.state)}" for claim in course.claims)
            yield from filled(told, ", ", self.width, "    ")

    def _standing(self, course: Course) -> Iterator[str]:
        latest, report = course.latest, course.report
        if course.window is not None:
            yield f"{course.status.heading}, {self._time(course.window.start)} to {self._time(course.window.end)}"
        elif report.kind is Kind.NOTICE:
            expires = f" to {self._time(report.expires)}" if report.expires else ""
            yield f"{course.status.heading}, {self._time(course.began)}{expires}"
        else:
            yield f"{course.status.heading}, {course.impact.slug} impact, since {self._time(course.began)}"
            yield f"last news {self._time(latest.at)}"

    def _state(self, state: State) -> str:
        return self.painted(STATES[state], _COLOURS[state])

    def _time(self, at: datetime) -> str:
        return time_of(self.facts, at, self.width)


def _indented(rows: Iterable[Row], indent: str = "") -> Iterator[tuple[str, Row]]:
    for row in rows:
        yield indent + row.name, row
        if isinstance(row, Group):
            yield from _indented(row.members, indent + "  ")


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
