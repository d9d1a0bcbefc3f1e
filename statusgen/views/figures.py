"""What a record comes to in figures: how many reports, hours of impact, and how long incidents took."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from statusgen.model.times import local_day
from statusgen.model.vocabulary import Impact, Kind, State
from statusgen.views.course import Course
from statusgen.views.states import Spell, merged

_FEWEST_FOR_MEDIAN = 3
_FEWEST_FOR_NINE_IN_TEN = 10


@dataclass(frozen=True, slots=True)
class Toll:
    """For how long something was worse than it should be, in whole seconds."""

    degraded: int = 0
    partial: int = 0
    major: int = 0

    @property
    def total(self) -> int:
        """The time of impact; maintenance has no part in it."""
        return self.degraded + self.partial + self.major

    @property
    def weight(self) -> Fraction:
        """The seconds that count against the uptime."""
        return self.major + Fraction(3, 10) * self.partial


def tolls(spells: Iterable[Spell], bounds: Sequence[datetime]) -> tuple[Toll, ...]:
    """What spells come to between each bound and the next; each moment counts once, at its worst.

    Bounds never go back; between two that are equal there is nothing.
    """
    start, end = bounds[0], bounds[-1]
    found = [[0] * len(State) for _ in bounds[1:]]
    near = (spell for spell in spells if spell.start < end and (spell.end is None or spell.end > start))
    for first, last, state in merged(near):
        begin, upto = max(first, start), min(last or end, end)
        while begin < upto:
            part = bisect_right(bounds, begin) - 1
            until = min(upto, bounds[part + 1])
            found[part][state] += int((until - begin).total_seconds())
            begin = until
    return tuple(
        Toll(seconds[State.DEGRADED_PERFORMANCE], seconds[State.PARTIAL_OUTAGE], seconds[State.MAJOR_OUTAGE])
        for seconds in found
    )


def ended_toll(courses: Iterable[Course]) -> Toll:
    """What the ended of these reports come to together, whichever component they hit."""
    over = [spell for course in courses if not course.is_open for spell in course.spells if spell.end]
    if not over:
        return Toll()
    return tolls(over, (min(s.start for s in over), max(s.end for s in over if s.end)))[0]


@dataclass(frozen=True, slots=True)
class Resolution:
    """How long the incidents of a year took, from when each began to its end."""

    year: int
    """In which they began."""
    lengths: tuple[timedelta, ...]
    """Of those whose length is known, the shortest first; never empty."""

    @property
    def median(self) -> timedelta | None:
        """Half of them took no longer; None for fewer than three."""
        return nearest_rank(self.lengths, 50) if len(self.lengths) >= _FEWEST_FOR_MEDIAN else None

    @property
    def nine_in_ten(self) -> timedelta | None:
        """The 90th percentile; None for fewer than ten, of which it would be the longest."""
        return nearest_rank(self.lengths, 90) if len(self.lengths) >= _FEWEST_FOR_NINE_IN_TEN else None


def nearest_rank(lengths: Sequence[timedelta], percent: int) -> timedelta:
    """The shortest of these sorted lengths that at least so many percent of them do not exceed."""
    return lengths[-(-percent * len(lengths) // 100) - 1]


def resolutions(courses: Iterable[Course], zone: ZoneInfo) -> tuple[Resolution, ...]:
    """Each year in which an incident began that has ended, newest first.

    One that ended the moment it began was told of in one go, so how long it took is not known.
    """
    found: dict[int, list[timedelta]] = defaultdict(list)
    for course in courses:
        if course.report.kind is Kind.INCIDENT and course.ended is not None and course.ended > course.began:
            found[local_day(course.began, zone).year].append(course.ended - course.began)
    return tuple(Resolution(year, tuple(sorted(found[year]))) for year in sorted(found, reverse=True))


@dataclass(frozen=True, slots=True)
class Tally:
    """The reports of a month or a year, counted."""

    impacts: tuple[int, ...] = (0,) * len(Impact)
    """Incidents by impact."""
    maintenances: int = 0

    @property
    def incidents(self) -> int:
        """All of them."""
        return sum(self.impacts)

    @property
    def worst(self) -> str:
        """The slug of the worst impact, `maintenance` where there are only such, or empty."""
        found = [impact.slug for impact in Impact if self.impacts[impact]]
        return found[-1] if found else "maintenance" if self.maintenances else ""


def tally(courses: Iterable[Course]) -> Tally:
    """How many reports of what kind there are."""
    impacts, maintenances = Counter[Impact](), 0
    for course in courses:
        if course.report.kind is Kind.INCIDENT:
            impacts[course.impact] += 1
        maintenances += course.report.kind is Kind.MAINTENANCE
    return Tally(tuple(impacts[impact] for impact in Impact), maintenances)
