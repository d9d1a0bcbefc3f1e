"""All facts of a site at an instant, computed once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from statusgen.model.components import Component, Group, Row
from statusgen.model.report import Report
from statusgen.model.site import Site
from statusgen.model.vocabulary import State
from statusgen.views.course import Course
from statusgen.views.current import Current, current, present_rows
from statusgen.views.history import Month, months, recent_days, years
from statusgen.views.states import Spell
from statusgen.views.turns import Turn, turns
from statusgen.views.uptime import RECENT_DAYS, Uptime, component_uptime, group_uptime, window_days
from statusgen.views.walk import course


@dataclass(frozen=True)
class Facts:
    """A site as it stands at `now`."""

    site: Site
    now: datetime
    courses: tuple[Course, ...]
    """Of every report, in the order of the ids."""

    @cached_property
    def current(self) -> Current:
        """What is happening."""
        return current(self.site, self.courses, self.now)

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """What the clock alone will change, soonest first."""
        return turns(self.site, self.courses, self.now)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The components and groups to show."""
        return present_rows(self.site, self.now)

    @cached_property
    def months(self) -> Mapping[Month, tuple[Course, ...]]:
        """Every month with its reports."""
        return months(self.courses, self.now, self.site.page.zone)

    @cached_property
    def years(self) -> Mapping[int, Mapping[Month, tuple[Course, ...]]]:
        """Every year with its months, newest first."""
        return years(self.months)

    @cached_property
    def recent_days(self) -> tuple[tuple[date, tuple[Course, ...]], ...]:
        """The last fifteen days with their reports."""
        return recent_days(self.courses, self.now, self.site.page.zone)

    @cached_property
    def by_component(self) -> Mapping[str, tuple[Course, ...]]:
        """The reports that name each component, newest first."""
        found: dict[str, list[Course]] = {component.id: [] for component in self.site.components}
        for one in sorted(self.courses, key=lambda c: (c.began, c.report.id), reverse=True):
            for claim in one.worst:
                found[claim.component].append(one)
        return {component: tuple(those) for component, those in found.items()}

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """What tells each course from every other of its report, by the report's id."""
        return {one.report.id: one.key for one in self.courses}

    @cached_property
    def spells(self) -> Mapping[str, tuple[Spell, ...]]:
        """When each component was worse than operational, by its id."""
        found: dict[str, list[Spell]] = {component.id: [] for component in self.site.components}
        for one in self.courses:
            for spell in one.spells:
                found[spell.component].append(spell)
        return {component: tuple(those) for component, those in found.items()}

    @property
    def today(self) -> date:
        """The page's day of now."""
        return self.window[-1]

    @cached_property
    def window(self) -> tuple[date, ...]:
        """The ninety days of the bars."""
        return window_days(self.now, self.site.page.zone)

    @cached_property
    def uptimes(self) -> Mapping[str, Uptime]:
        """The record of every component and group that shows one, by id."""
        return self._uptimes(self.window)

    @cached_property
    def recent_uptimes(self) -> tuple[Mapping[str, Uptime], ...]:
        """The same for the shorter windows, the longest first."""
        return tuple(self._uptimes(self.window[-count:]) for count in RECENT_DAYS)

    def _uptimes(self, days: tuple[date, ...]) -> Mapping[str, Uptime]:
        found = {
            component.id: self.uptime_of(component, days)
            for component in self.site.components
            if self.shows_uptime(component)
        }
        for row in self.rows:
            if isinstance(row, Group):
                members = [found[m.id] for m in row.members if m.id in found]
                if members:
                    found[row.id] = group_uptime(members)
        return found

    def uptime_of(self, component: Component, days: tuple[date, ...]) -> Uptime:
        """The component's record of other days."""
        return component_uptime(component, self.spells[component.id], days, self.now, self.site.page)

    def displayed_uptime(self, row_id: str) -> tuple[object, ...]:
        """What a reader sees of the ninety days of a component or group; empty where it shows none."""
        uptime = self.uptimes.get(row_id)
        return (*uptime.shown, *(recent[row_id].percent for recent in self.recent_uptimes)) if uptime else ()

    def is_down(self, component: Component) -> bool:
        """Whether it shows its uptime, and an outage goes on that counts."""
        return self.shows_uptime(component) and self.current.states[component.id] >= State.PARTIAL_OUTAGE

    def keeps_record(self, component: Component) -> bool:
        """Whether its hours of impact and its years are shown, be it retired or not."""
        return self.site.page.uptime and component.shows_uptime

    def shows_uptime(self, component: Component) -> bool:
        """Whether its percentage and bars are shown."""
        return self.keeps_record(component) and not component.is_retired(self.now, self.site.page)

    @cached_property
    def changed(self) -> datetime | None:
        """When the content changed last; None where nothing was ever reported."""
        return max((c.changed for c in self.courses), default=None)


def facts(site: Site, now: datetime, course: Callable[[Report, datetime], Course] = course) -> Facts:
    """The facts of a site at `now`; `course` finds how a report went."""
    return Facts(site, now, tuple(course(report, now) for report in site.reports))
