"""The long run: what components come to over months and years of whole days.

Everything here ends at a midnight of the page's zone, so nothing changes from one minute to the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

from statusgen.model.components import Component
from statusgen.model.times import local_day, local_midnight
from statusgen.views.facts import Facts
from statusgen.views.figures import Toll, tolls
from statusgen.views.history import Month
from statusgen.views.uptime import floor2

_FULL_MONTHS = 12


@dataclass(frozen=True, slots=True)
class YearRecord:
    """The whole days of a component in a year of the page's calendar."""

    first: date
    last: date
    """Both counted, and the year's first and last day but for the years in which the record begins and ends."""
    toll: Toll
    fraction: Fraction
    """Of the time that was up."""

    @property
    def percent(self) -> str:
        """Two decimals, rounded down: `99.98`."""
        return floor2(self.fraction)


@dataclass(frozen=True, slots=True)
class Ranking:
    """The components that suffered, over some full months."""

    first: date
    last: date
    """Both counted."""
    tolls: tuple[tuple[Component, Toll], ...]
    """The most time of impact first; without those that had none."""


def year_records(facts: Facts, component: Component) -> tuple[YearRecord, ...]:
    """The component's years up to yesterday, newest first.

    They begin with its `since`; without one, with the year of the first report that names it or with the site's
    first month, whichever is later, since nothing is known of the time before.
    """
    zone = facts.site.page.zone
    first, after = _beginning(facts, component), _after(facts, component)
    if first is None or first >= after:
        return ()
    days = [first, *(date(year, 1, 1) for year in range(first.year + 1, after.year + 1) if date(year, 1, 1) < after)]
    bounds = [local_midnight(day, zone) for day in (*days, after)]
    return tuple(
        YearRecord(day, until - timedelta(days=1), toll, 1 - toll.weight / int((end - start).total_seconds()))
        for (day, until), (start, end), toll in zip(
            pairwise((*days, after)), pairwise(bounds), tolls(facts.spells[component.id], bounds), strict=True
        )
    )[::-1]


def _beginning(facts: Facts, component: Component) -> date | None:
    if component.since:
        return component.since
    courses = facts.by_component[component.id]
    if not courses:
        return None
    named = local_day(courses[-1].began, facts.site.page.zone)
    return max(date(named.year, 1, 1), next(iter(facts.months)).first_day)


def _after(facts: Facts, component: Component) -> date:
    """The day of now, or the component's last one if that has come."""
    return min(facts.today, component.retired) if component.retired else facts.today


def ranking(facts: Facts) -> Ranking | None:
    """The time of impact of the last twelve full months, or of as many as there are; None before the first is over.

    A component that shows no uptime has no part in it.
    """
    zone, this_month = facts.site.page.zone, Month.of(facts.today)
    full = [month for month in facts.months if month < this_month][-_FULL_MONTHS:]
    shown = [component for component in facts.site.components if facts.keeps_record(component)]
    if not full or not shown:
        return None
    first, after = full[0].first_day, this_month.first_day
    bounds = (local_midnight(first, zone), local_midnight(after, zone))
    found = [(component, _toll_within(facts, component, bounds)) for component in shown]
    suffered = sorted((pair for pair in found if pair[1].total), key=lambda pair: -pair[1].total)
    return Ranking(first, after - timedelta(days=1), tuple(suffered))


def _toll_within(facts: Facts, component: Component, bounds: Sequence[datetime]) -> Toll:
    came, gone = component.came(facts.site.page), component.gone(facts.site.page)
    start, end = max(bounds[0], came or bounds[0]), min(bounds[1], gone or bounds[1])
    return tolls(facts.spells[component.id], (start, end))[0] if start < end else Toll()


def last_months(facts: Facts, count: int) -> Iterator[Month]:
    """The last months of the page's calendar, the present one included, oldest first."""
    present = facts.today.year * 12 + facts.today.month - 1
    return (Month(n // 12, n % 12 + 1) for n in range(present - count + 1, present + 1))
