"""How long components were down: percentages, and each day's outage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from zoneinfo import ZoneInfo

from statusgen.model.components import Component
from statusgen.model.page import Page
from statusgen.model.times import local_day, local_midnight
from statusgen.views.figures import tolls
from statusgen.views.states import Spell

WINDOW_DAYS = 90
RECENT_DAYS = (60, 30)
"""The shorter windows, which a narrow screen shows."""
_LEVELS = (0, 11880, 19800, 36000)
"""The weighted tenths of a second of outage in a day up to which each level goes."""


@dataclass(frozen=True, slots=True)
class DayRecord:
    """One day of a component, in the page's zone."""

    day: date
    major: int
    """Seconds of major outage."""
    partial: int
    """Seconds of partial outage."""
    is_known: bool = True
    """False before the component's `since`."""

    @property
    def level(self) -> int:
        """0 without an outage, else 1 to 4."""
        return sum(self.weight > limit for limit in _LEVELS)

    @property
    def weight(self) -> int:
        """The outage in tenths of a second, a partial one at three tenths."""
        return 10 * self.major + 3 * self.partial


@dataclass(frozen=True, slots=True)
class Uptime:
    """A stretch of days of a component or group."""

    days: tuple[DayRecord, ...]
    """Oldest first."""
    fraction: Fraction | None
    """Of the time that was up; None where no time is known yet."""

    @property
    def percent(self) -> str | None:
        """Two decimals, rounded down: `99.98`."""
        return None if self.fraction is None else floor2(self.fraction)

    @property
    def shown(self) -> tuple[object, ...]:
        """All that a reader can see of it: the percentage, the span of days, and the days that are not plain."""
        marked = [(d.day, d.major, d.partial, d.is_known) for d in self.days if d.level or not d.is_known]
        return (self.percent, self.days[0].day, self.days[-1].day, *marked)


def floor2(fraction: Fraction) -> str:
    """A share of one as a percentage with two decimals, rounded down."""
    hundredths = fraction * 10000 // 1
    return f"{hundredths // 100}.{hundredths % 100:02}"


def window_days(now: datetime, zone: ZoneInfo, count: int = WINDOW_DAYS) -> tuple[date, ...]:
    """The page's last `count` days, oldest first; the last one is that of `now`."""
    last = local_day(now, zone)
    return tuple(last - timedelta(days=back) for back in range(count - 1, -1, -1))


def component_uptime(
    component: Component, spells: Iterable[Spell], days: Sequence[date], now: datetime, page: Page
) -> Uptime:
    """The component's record of `days`, which follow each other, up to `now`; the spells are its own."""
    bounds = [local_midnight(day, page.zone) for day in days]
    after_last = local_midnight(days[-1] + timedelta(days=1), page.zone)
    end = min(now, after_last)
    since = component.came(page) or bounds[0]
    start = max(bounds[0], since)
    counted = tolls(spells, [min(max(bound, start), end) for bound in (*bounds, after_last)])
    known = [begin <= now and since < after for begin, after in pairwise((*bounds, after_last))]
    records = tuple(
        DayRecord(day, toll.major, toll.partial, is_known)
        for day, toll, is_known in zip(days, counted, known, strict=True)
    )
    return Uptime(records, _fraction(records, start, end))


def _fraction(records: Iterable[DayRecord], start: datetime, end: datetime) -> Fraction | None:
    total = int((end - start).total_seconds())
    if total <= 0:
        return None
    return 1 - Fraction(sum(record.weight for record in records), 10 * total)


def group_uptime(members: Sequence[Uptime]) -> Uptime:
    """A group's record: the mean of its members' shares, and each day at its worst member."""
    fractions = [m.fraction for m in members if m.fraction is not None]
    mean = sum(fractions, Fraction(0)) / len(fractions) if fractions else None
    days = tuple(
        max((d for d in same if d.is_known), key=lambda d: d.weight, default=same[0])
        for same in zip(*(m.days for m in members), strict=True)
    )
    return Uptime(days, mean)
