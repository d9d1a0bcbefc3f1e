"""When the clock alone will next change the site, and what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from statusgen.model.times import local_midnight
from statusgen.model.vocabulary import Kind, Status
from statusgen.outputs.edition import Edition
from statusgen.outputs.feeds import next_departure
from statusgen.views.course import Course
from statusgen.views.current import is_shown
from statusgen.views.facts import Facts
from statusgen.views.turns import steps_ahead


class Event(StrEnum):
    """What the clock does."""

    BEGINS = "begins"
    """A maintenance."""
    ENDS = "ends"
    """A maintenance."""
    RECOVERS = "recovers"
    """What an incident hit, by its `ended`, which a writer's fast clock can put some minutes ahead."""
    EXPIRES = "expires"
    """A notice."""
    JOINS = "joins"
    """A component whose uptime counts from then on."""
    RETIRES = "retires"
    """A component."""
    FEED = "feed"
    """An item becomes too old for a feed."""
    MIDNIGHT = "midnight"
    """The bars, the past incidents, months and years move on by a day."""


@dataclass(frozen=True, slots=True)
class ClockChange:
    """One thing that the clock does."""

    event: Event
    id: str = ""
    """Of the report or component; empty where there is none."""
    name: str = ""
    """Its title or name; of midnight the zone."""


@dataclass(frozen=True, slots=True)
class NextChange:
    """The next instant at which the site is another without anybody's doing."""

    at: datetime
    changes: tuple[ClockChange, ...]
    """Never empty."""


def next_change(edition: Edition) -> NextChange:
    """The soonest of all, the next midnight at the latest.

    Percentages, which creep while an outage goes on and after it, are no event.
    """
    now = edition.facts.now
    ahead = [(at, change) for at, change in _ahead(edition) if at > now]
    soonest = min(at for at, _ in ahead)
    return NextChange(soonest, tuple(change for at, change in ahead if at == soonest))


def _ahead(edition: Edition) -> Iterator[tuple[datetime, ClockChange]]:
    facts = edition.facts
    for course in facts.courses:
        yield from _of_report(course, facts.now)
    yield from _of_components(facts)
    if departure := next_departure(edition):
        yield departure, ClockChange(Event.FEED)
    zone = facts.site.page.zone
    yield local_midnight(facts.today + timedelta(days=1), zone), ClockChange(Event.MIDNIGHT, name=zone.key)


def _of_report(course: Course, now: datetime) -> Iterator[tuple[datetime, ClockChange]]:
    report = course.report
    for step in steps_ahead(course):
        event = Event.BEGINS if step.status is Status.IN_PROGRESS else Event.ENDS
        yield step.at, ClockChange(event, report.id, report.title)
    if report.kind is Kind.NOTICE and report.expires and is_shown(course, now):
        yield report.expires, ClockChange(Event.EXPIRES, report.id, report.title)
    if report.ended:
        yield report.ended, ClockChange(Event.RECOVERS, report.id, report.title)


def _of_components(facts: Facts) -> Iterator[tuple[datetime, ClockChange]]:
    page = facts.site.page
    for component in facts.site.components:
        for event, at in ((Event.JOINS, component.came(page)), (Event.RETIRES, component.gone(page))):
            if at is not None:
                yield at, ClockChange(event, component.id, component.full_name)
