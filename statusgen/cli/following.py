"""Commands that add to a report: which one is meant, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from statusgen.authoring.desk import Desk, open_desk
from statusgen.authoring.news import Edit, News, minute
from statusgen.authoring.reports import Written, add
from statusgen.cli import moment
from statusgen.cli.components import component_states
from statusgen.cli.means import cache_folder
from statusgen.cli.times import next_time, past_time
from statusgen.cli.words import completed
from statusgen.cli.writing import Wishes, write
from statusgen.editing.templates import Template
from statusgen.means import Means
from statusgen.model.report import Report
from statusgen.model.vocabulary import Kind, Status
from statusgen.views.course import RUNNING, Course
from statusgen.views.walk import course

_ENDS = {Kind.INCIDENT: Status.RESOLVED, Kind.MAINTENANCE: Status.COMPLETED, Kind.NOTICE: Status.CLOSED}


@dataclass(frozen=True, slots=True)
class Follow:
    """What a command says of a report."""

    status: Status | None
    """None for the end that goes with the kind of report."""
    likely: Callable[[Course], bool]
    """Which report is meant where several could be."""
    insists: bool = True
    """Whether it is that status and no other, whatever a template says."""
    components: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None


def likely_open(one: Course) -> bool:
    """Whether news of it is to be expected."""
    return one.is_open


def likely_over(one: Course) -> bool:
    """Whether its postmortem is to be expected."""
    return not one.is_open and not one.postmortem


def follow(folder: Path, word: str | None, what: Follow, wishes: Wishes) -> None:
    """Adds an update to the report that `word` means; without a word, to the only open incident."""
    now = moment.read_clock()

    def make(desk: Desk, message: str, edit: Edit) -> Written:
        one = course(_meant(desk, word, what.likely, now), now)
        if what.status is Status.POSTMORTEM:
            _refuse_early_postmortem(one, is_written=bool(message or wishes.edit or not wishes.commit))
        news = _news(desk, one, what, message, wishes.at, now)
        return add(desk, one.report, _template(desk, wishes.template, news), news, edit)

    write(folder, wishes, make)


def _news(desk: Desk, one: Course, what: Follow, message: str, at: str | None, now: datetime) -> News:
    """What the options say of a report."""
    zone = desk.page.zone
    if (what.start or what.end) and one.window is None:
        raise click.UsageError("--start and --end are for a maintenance")
    start = next_time("--start", what.start, zone, now) if what.start else None
    last = one.report.updates[-1].at
    return News(
        at=minute(now, not_before=last) if at is None else past_time("--at", at, zone, now),
        status=what.status or _end(one),
        insists=what.insists,
        message=message,
        states=component_states(desk, what.components, None),
        start=start,
        end=next_time("--end", what.end, zone, start or _start(one) or now) if what.end else None,
    )


def _refuse_early_postmortem(one: Course, *, is_written: bool) -> None:
    """Raises click.UsageError where there is nothing to look back on yet, or it is to be committed as a template."""
    if one.is_open:
        raise click.UsageError(f"{one.report.id} is not over: a postmortem comes after its end")
    if not is_written:
        raise click.UsageError("write the postmortem before you commit it: with --edit, -m or on standard input")


def _template(desk: Desk, name: str | None, news: News) -> Template:
    """The one of that name; without a name, the one that goes with the news."""
    if name is not None:
        return desk.template(name)
    if news.status is Status.POSTMORTEM:
        template = desk.template("postmortem")
        if not news.message or "message" in template.placeholders:
            return template
    return desk.template("update")


def _start(one: Course) -> datetime | None:
    """Of a maintenance: when its window opens."""
    return one.window.start if one.window else None


def _end(one: Course) -> Status:
    """The end that goes with a report; raises click.UsageError where there is none."""
    if one.is_upcoming:
        raise click.UsageError(f"{one.report.id} has not begun: call it off with update --status cancelled")
    if not one.is_open:
        raise click.UsageError(f"{one.report.id} is {one.status} already: add something with update")
    return _ENDS[one.report.kind]


def _meant(desk: Desk, word: str | None, likely: Callable[[Course], bool], now: datetime) -> Report:
    known = {one.report.id: one for one in desk.courses(now)}
    if word is not None:
        return desk.find(word, lambda report: report.id in known and likely(known[report.id]))
    for path, reading in desk.broken.items():
        if reading.over_since is None or reading.over_since > now:
            raise click.UsageError(f"{path} has errors and may be open too: name the report by a part of its id")
    public = [one for one in known.values() if not one.report.draft and one.is_open]
    incidents = [one for one in public if one.report.kind is Kind.INCIDENT]
    if len(incidents) == 1:
        return incidents[0].report
    what = f"{len(incidents)} incidents are open" if incidents else "no incident is open"
    others = incidents or [one for one in public if one.status in RUNNING]
    listed = "".join(f"\n  {one.report.id}  ({one.report.title})" for one in others)
    raise click.UsageError(f"{what}: name the report by a part of its id{listed}")


def _offered(likely: Callable[[Course], bool]) -> Callable[[Path], Iterator[tuple[str, str]]]:
    def candidates(folder: Path) -> Iterator[tuple[str, str]]:
        courses = [
            one for one in open_desk(folder, Means(cache_folder(folder))).courses(moment.read_clock()) if likely(one)
        ]
        for one in sorted(courses, key=lambda one: one.latest.at, reverse=True):
            yield one.report.id, one.report.title

    return candidates


complete_open = completed(_offered(likely_open))
"""Offers the ids of reports that go on, the latest news first."""
complete_over = completed(_offered(likely_over))
"""Offers the ids of reports that are over and have no postmortem, the latest first."""
