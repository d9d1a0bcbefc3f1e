"""Which month, which day: where each report stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from statusgen.model.times import local_day
from statusgen.views.course import Course

RECENT_DAYS = 15
T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of the page's calendar."""

    year: int
    month: int

    @staticmethod
    def of(day: date) -> Month:
        """The month that a day is in."""
        return Month(day.year, day.month)

    @property
    def path(self) -> str:
        """`2025/08`."""
        return f"{self.year:04}/{self.month:02}"

    @property
    def first_day(self) -> date:
        """The first of the month."""
        return date(self.year, self.month, 1)

    def next(self) -> Month:
        """The month after."""
        return Month(self.year + self.month // 12, self.month % 12 + 1)


def month_of(course: Course, zone: ZoneInfo) -> Month:
    """The month in which a report began, or is to begin."""
    return Month.of(local_day(course.began, zone))


def months(courses: Sequence[Course], now: datetime, zone: ZoneInfo) -> Mapping[Month, tuple[Course, ...]]:
    """Every month from the first report to now, or to the last plan, with its reports, newest first."""
    found: dict[Month, list[Course]] = defaultdict(list)
    for course in courses:
        found[month_of(course, zone)].append(course)
    this_month = Month.of(local_day(now, zone))
    past = [month for month in found if month <= this_month]
    every = dict.fromkeys(_range(min(past, default=this_month), this_month))
    planned = sorted(month for month in found if month > this_month)
    return {
        month: tuple(sorted(found.get(month, ()), key=lambda c: (c.began, c.report.id), reverse=True))
        for month in (*every, *planned)
    }


def years(months: Mapping[Month, tuple[Course, ...]]) -> Mapping[int, Mapping[Month, tuple[Course, ...]]]:
    """The months by their year, those of a year newest first."""
    found: dict[int, dict[Month, tuple[Course, ...]]] = defaultdict(dict)
    for month in sorted(months, reverse=True):
        found[month.year][month] = months[month]
    return found


def neighbours(every: Iterable[T]) -> Iterator[tuple[T, tuple[T | None, T | None]]]:
    """Each with the one before and the one after it; None at the ends."""
    whole = tuple(every)
    yield from zip(whole, zip((None, *whole), (*whole[1:], None), strict=False), strict=False)


def _range(first: Month, last: Month) -> Iterator[Month]:
    while first <= last:
        yield first
        first = first.next()


def recent_days(
    courses: Sequence[Course], now: datetime, zone: ZoneInfo
) -> tuple[tuple[date, tuple[Course, ...]], ...]:
    """The last fifteen days, newest first, each with the reports whose latest update is of that day.

    What has only been planned stands on no day.
    """
    today = local_day(now, zone)
    by_day: dict[date, list[Course]] = {today - timedelta(days=n): [] for n in range(RECENT_DAYS)}
    for course in courses:
        day = min(local_day(course.latest.at, zone), today)
        if day in by_day and not course.is_upcoming:
            by_day[day].append(course)
    return tuple(
        (day, tuple(sorted(those, key=lambda c: (c.latest.at, c.report.id), reverse=True)))
        for day, those in by_day.items()
    )
