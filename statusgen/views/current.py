"""What is happening now: the state of every component, the banner, and what is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from statusgen.model.components import Component, Group, Row
from statusgen.model.site import Site
from statusgen.model.vocabulary import Impact, Kind, State
from statusgen.views.course import Course


class Banner(IntEnum):
    """The state of everything together; a greater value is worse."""

    OPERATIONAL = 0
    MAINTENANCE = 1
    SOME_DEGRADED = 2
    ALL_DEGRADED = 3
    SOME_PARTIAL = 4
    SOME_MAJOR = 5
    """Or all partial."""
    ALL_MAJOR = 6

    @property
    def indicator(self) -> str:
        """The field's word for it: none, maintenance, minor, major or critical."""
        return ("none", "maintenance", "minor", "minor", "minor", "major", "critical")[self]


_RAISED: dict[Impact, Banner] = {
    Impact.NONE: Banner.OPERATIONAL,
    Impact.MINOR: Banner.SOME_DEGRADED,
    Impact.MAJOR: Banner.SOME_MAJOR,
    Impact.CRITICAL: Banner.ALL_MAJOR,
}


@dataclass(frozen=True, slots=True)
class Current:
    """The present, as the front page tells it."""

    banner: Banner
    states: Mapping[str, State]
    """By the id of a component or group."""
    incidents: tuple[Course, ...]
    """Open, newest first."""
    running: tuple[Course, ...]
    """Maintenances in progress or in verification, newest first."""
    upcoming: tuple[Course, ...]
    """Maintenances to come, the next first."""
    notices: tuple[Course, ...]
    """Neither closed nor expired, newest first."""


def current(site: Site, courses: Sequence[Course], now: datetime) -> Current:
    """The present of a site whose reports went these courses up to `now`."""
    still = sorted((c for c in courses if c.is_open), key=lambda c: (c.began, c.report.id), reverse=True)
    incidents, maintenances, notices = (
        tuple(c for c in still if c.report.kind is kind) for kind in (Kind.INCIDENT, Kind.MAINTENANCE, Kind.NOTICE)
    )
    running = tuple(c for c in maintenances if not c.is_upcoming)
    states = component_states(site, (*incidents, *running))
    present = [c for c in site.components if not c.is_retired(now, site.page)]
    for row in site.components.rows:
        if isinstance(row, Group):
            states[row.id] = group_state(row, states, now, site)
    return Current(
        banner=banner([states[c.id] for c in present], incidents, running),
        states=states,
        incidents=incidents,
        running=running,
        upcoming=tuple(c for c in reversed(maintenances) if c.is_upcoming),
        notices=tuple(c for c in notices if is_shown(c, now)),
    )


def is_shown(notice: Course, now: datetime) -> bool:
    """Whether the front page shows this notice."""
    expires = notice.report.expires
    return notice.is_open and (expires is None or now < expires)


def component_states(site: Site, open_courses: Iterable[Course]) -> dict[str, State]:
    """The worst state that any open incident or running maintenance claims for each component."""
    states = {component.id: State.OPERATIONAL for component in site.components}
    for course in open_courses:
        for claim in course.states:
            states[claim.component] = max(states[claim.component], claim.state)
    return states


def group_state(group: Group, states: Mapping[str, State], now: datetime, site: Site) -> State:
    """The state of a group's worst member that is not retired."""
    return max((states[m.id] for m in group.members if not m.is_retired(now, site.page)), default=State.OPERATIONAL)


def banner(states: Sequence[State], incidents: Iterable[Course], running: Iterable[Course]) -> Banner:
    """The first row of the field's table that holds, raised by what names no component or none that suffers."""
    raised = [_of_states(states)]
    raised += [
        _RAISED[course.impact]
        for course in incidents
        if all(claim.state is State.OPERATIONAL for claim in course.worst)
    ]
    raised += [Banner.MAINTENANCE for course in running if not course.worst]
    return max(raised)


def _of_states(states: Sequence[State]) -> Banner:
    worst, best = max(states, default=State.OPERATIONAL), min(states, default=State.OPERATIONAL)
    match worst:
        case State.MAJOR_OUTAGE:
            return Banner.ALL_MAJOR if best is worst else Banner.SOME_MAJOR
        case State.PARTIAL_OUTAGE:
            return Banner.SOME_MAJOR if best is worst else Banner.SOME_PARTIAL
        case State.DEGRADED_PERFORMANCE:
            return Banner.ALL_DEGRADED if best is worst else Banner.SOME_DEGRADED
        case State.UNDER_MAINTENANCE:
            return Banner.MAINTENANCE
    return Banner.OPERATIONAL


def present_rows(site: Site, now: datetime) -> tuple[Row, ...]:
    """The rows of components.yaml without what is retired; a group without members is left out."""
    rows: list[Row] = []
    for row in site.components.rows:
        if isinstance(row, Component):
            if not row.is_retired(now, site.page):
                rows.append(row)
        elif members := tuple(m for m in row.members if not m.is_retired(now, site.page)):
            rows.append(Group(row.id, row.name, row.description, members))
    return tuple(rows)
