"""The calendar of every component's last months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from statusgen.model.components import Component
from statusgen.model.paths import component_folder
from statusgen.outputs.edition import Edition, digest, root_of
from statusgen.outputs.output import Output
from statusgen.outputs.parts import DayPart, TimePart
from statusgen.outputs.reports import day_part, instant_part
from statusgen.outputs.rows import outage_part, percent_text
from statusgen.views.history import Month
from statusgen.views.longrun import last_months
from statusgen.views.uptime import DayRecord, Uptime

TEMPLATE = "uptime.html"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One square of the calendar."""

    number: str
    """The day of the month."""
    level: int
    """-1 where nothing is known (before `since`, or still to come), else as in DayPart."""
    text: str
    """The day and what happened, for a tooltip; empty where nothing is known."""


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """One month of a component."""

    title: str
    """The month: `August 2025`."""
    percent: str
    """The uptime: `99.98%`; empty where nothing is known."""
    weeks: tuple[tuple[CalendarDay | None, ...], ...]
    """Rows of seven, the locale's first weekday first; none stands for what is outside the month."""
    outages: tuple[DayPart, ...]
    """The days with an outage, in words, oldest first; often empty."""


@dataclass(frozen=True, slots=True)
class ComponentCalendar:
    """One component in the calendar."""

    id: str
    """The anchor of its calendars on the page."""
    name: str
    """With its group, where it is in one."""
    url: str
    """The component's page."""
    months: tuple[CalendarMonth, ...]
    """The last three, oldest first."""
    had_outage: bool
    """Whether any of these months had an outage."""


@dataclass(frozen=True, slots=True)
class UptimePage:
    """Context of `uptime.html`."""

    weekdays: tuple[str, ...]
    """Seven short names, the locale's first weekday first."""
    first: TimePart
    """The first day of the oldest month."""
    last: TimePart
    """The last day that is known, which is the one of the build."""
    months: tuple[str, ...]
    """Their short names, oldest first: `Aug`."""
    components: tuple[ComponentCalendar, ...]
    """Every component that shows its uptime, in the order of components.yaml."""
    as_of: TimePart | None
    """When the site was built, while an outage goes on: the record then grows with every second. Else none."""


_PATH = "uptime/index.html"
_MONTHS = 3


def outputs(edition: Edition) -> Iterator[Output]:
    """The calendar, where any component shows its uptime."""
    facts = edition.facts
    shown = tuple(component for component in facts.site.components if facts.shows_uptime(component))
    if shown:
        months = tuple(last_months(facts, _MONTHS))
        records = [(component.id, [_uptime(edition, component, m).shown for m in months]) for component in shown]
        key = digest(edition.digest, facts.today, records, _as_of(edition, shown))
        yield Output(_PATH, key, "the uptime calendar", lambda: _render(edition, shown))


def _render(edition: Edition, shown: tuple[Component, ...]) -> bytes:
    root, months = root_of(_PATH), tuple(last_months(edition.facts, _MONTHS))
    page = UptimePage(
        weekdays=edition.language.weekday_names,
        first=day_part(edition, months[0].first_day),
        last=day_part(edition, edition.facts.today),
        months=tuple(edition.language.short_month_names[month.month - 1] for month in months),
        components=tuple(_calendar(edition, component, root) for component in shown),
        as_of=_as_of(edition, shown),
    )
    return edition.render(TEMPLATE, _PATH, page)


def _as_of(edition: Edition, shown: tuple[Component, ...]) -> TimePart | None:
    return instant_part(edition, edition.facts.now) if any(map(edition.facts.is_down, shown)) else None


def _uptime(edition: Edition, component: Component, month: Month) -> Uptime:
    last = month.next().first_day - timedelta(days=1)
    return edition.facts.uptime_of(component, tuple(month.first_day + timedelta(days=n) for n in range(last.day)))


def _calendar(edition: Edition, component: Component, root: str) -> ComponentCalendar:
    facts = edition.facts
    months = tuple(_month(edition, component, month) for month in last_months(facts, _MONTHS))
    return ComponentCalendar(
        id=component.id,
        name=component.full_name,
        url=root + component_folder(component.id),
        months=months,
        had_outage=any(month.outages for month in months),
    )


def _month(edition: Edition, component: Component, month: Month) -> CalendarMonth:
    uptime = _uptime(edition, component, month)
    cells: list[CalendarDay | None] = [None] * ((month.first_day.weekday() - edition.language.first_weekday) % 7)
    cells += [_day(edition, n, record) for n, record in enumerate(uptime.days)]
    cells += [None] * (-len(cells) % 7)
    return CalendarMonth(
        title=edition.language.month(month.first_day),
        percent=percent_text(edition, uptime),
        weeks=tuple(tuple(cells[n : n + 7]) for n in range(0, len(cells), 7)),
        outages=tuple(outage_part(edition, n, record) for n, record in enumerate(uptime.days) if record.level),
    )


def _day(edition: Edition, index: int, record: DayRecord) -> CalendarDay:
    number = str(record.day.day)
    if not record.is_known:
        return CalendarDay(number, -1, "")
    if record.level:
        return CalendarDay(number, record.level, outage_part(edition, index, record).text)
    text = edition.language.gettext("%(day)s: no outage") % {"day": edition.language.day(record.day)}
    return CalendarDay(number, 0, text)
