"""What the clock alone will change, if nothing else is told: pages read later are brought up to date with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from statusgen.model.site import Site
from statusgen.views.course import Course, Step
from statusgen.views.current import Current, current, is_shown
from statusgen.views.walk import course

_MOST = 40


@dataclass(frozen=True, slots=True)
class Turn:
    """The present from an instant to come on."""

    at: datetime
    current: Current


def steps_ahead(one: Course) -> tuple[Step, ...]:
    """What the clock will do to a report, oldest first."""
    if one.window is None or not one.is_open:
        return ()
    return course(one.report, one.window.end).steps[len(one.steps) :]


def turns(site: Site, courses: Sequence[Course], now: datetime) -> tuple[Turn, ...]:
    """The next forty instants at which the front page changes by itself, each with what it then shows."""
    ahead = {one.report.id: steps for one in courses if (steps := steps_ahead(one))}
    instants = {step.at for steps in ahead.values() for step in steps}
    instants |= {one.report.expires for one in courses if one.report.expires and is_shown(one, now)}
    still = [one for one in courses if one.is_open]
    return tuple(_turn(site, still, ahead, at) for at in sorted(at for at in instants if at > now)[:_MOST])


def _turn(site: Site, still: Sequence[Course], ahead: Mapping[str, tuple[Step, ...]], at: datetime) -> Turn:
    then = [course(one.report, at) if _has_moved(ahead.get(one.report.id, ()), at) else one for one in still]
    return Turn(at, current(site, then, at))


def _has_moved(steps: Sequence[Step], at: datetime) -> bool:
    return bool(steps) and steps[0].at <= at
