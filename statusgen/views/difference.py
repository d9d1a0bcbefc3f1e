"""What differs between two sites that are seen at the same now: all of it is the work of writers, not of the clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from statusgen.model.site import Site
from statusgen.model.vocabulary import Kind, State, Status
from statusgen.source.prose import Prose
from statusgen.views.course import Course, Step
from statusgen.views.facts import Facts

FRONT = {
    "kind": "kind",
    "impact": "declared_impact",
    "components": "claims",
    "automatic": "automatic",
    "started": "started",
    "ended": "ended",
    "expires": "expires",
    "tags": "tags",
    "authors": "authors",
}
"""The keys of the front matter that count as an edit, and what holds each in a report; the rest has other changes."""


class Change(StrEnum):
    """What happened to a report, the most telling first."""

    OPENED = "opened"
    """It is new, and goes on."""
    SCHEDULED = "scheduled"
    """It is new or put back: a maintenance to come."""
    BEGUN = "begun"
    """A maintenance goes on that did not."""
    REOPENED = "reopened"
    RESOLVED = "resolved"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    CLOSED = "closed"
    ADDED = "added"
    """It is new, and over already."""
    REMOVED = "removed"
    """It is no longer published."""
    UPDATED = "updated"
    """There is news that changes none of the above."""
    POSTMORTEM = "postmortem"
    """It has a postmortem now."""
    MOVED = "moved"
    """The window of a maintenance is another."""
    EDITED = "edited"
    """What was told before is told in another way, or told no more."""
    RETITLED = "retitled"
    RENAMED = "renamed"
    """It has another id, and so another address."""


_ENDS = {
    Status.RESOLVED: Change.RESOLVED,
    Status.COMPLETED: Change.COMPLETED,
    Status.CANCELLED: Change.CANCELLED,
    Status.CLOSED: Change.CLOSED,
}


@dataclass(frozen=True, slots=True)
class CourseChange:
    """A report of which readers will see something else."""

    course: Course
    """As it will be, or as it was where it is gone."""
    before: Course | None
    """None where it is new."""
    after: Course | None
    """None where it is gone."""
    changes: tuple[Change, ...]
    """In the order of `Change`; never empty."""
    news: tuple[Step, ...]
    """What is told that was not, oldest first."""
    edited: tuple[Step, ...]
    """What is told in another way, as it is now."""
    dropped: tuple[Step, ...]
    """What is told no more; empty where the report is gone."""
    fields: tuple[str, ...]
    """The keys of the front matter that say something else, and `summary`."""

    @property
    def states(self) -> Iterator[tuple[str, State, State]]:
        """Every component it names or named, with the states that it gives it before and after.

        Of what is over on both sides, these are the worst ones.
        """
        is_over = all(course is None or not course.is_open for course in (self.before, self.after))
        before, after = (
            {claim.component: claim.state for claim in (course.worst if is_over else course.states)} if course else {}
            for course in (self.before, self.after)
        )
        for component in {**after, **before}:
            yield component, before.get(component, State.OPERATIONAL), after.get(component, State.OPERATIONAL)


def course_changes(before: Facts, after: Facts) -> tuple[CourseChange, ...]:
    """Every report that differs, by what happened to it, the latest first."""
    old = {course.report.id: course for course in before.courses}
    found = []
    for course in after.courses:
        former = (course.report.id, *course.report.former_ids)
        was = next((old.pop(report_id) for report_id in former if report_id in old), None)
        if was is None:
            found.append(_added(course))
        elif was != course:
            found.append(_changed(before.site, after.site, was, course))
    found += map(_removed, old.values())
    told = sorted(filter(lambda change: change.changes, found), key=lambda change: change.course.changed, reverse=True)
    order = list(Change)
    return tuple(sorted(told, key=lambda change: order.index(change.changes[0])))


def state_changes(before: Facts, after: Facts) -> Iterator[tuple[str, State | None, State | None]]:
    """The id of each component whose state differs, with both; None where the site has or shows no such component."""
    states = [
        {c.id: f.current.states[c.id] for c in f.site.components if not c.is_retired(f.now, f.site.page)}
        for f in (before, after)
    ]
    for component in {**states[1], **states[0]}:
        was, now = (side.get(component) for side in states)
        if was is not now and not {was, now} <= {None, State.OPERATIONAL}:
            yield component, was, now


def _added(course: Course) -> CourseChange:
    return CourseChange(course, None, course, (_first(course),), course.steps, (), (), ())


def _removed(course: Course) -> CourseChange:
    return CourseChange(course, course, None, (Change.REMOVED,), (), (), (), ())


def _changed(old: Site, new: Site, before: Course, after: Course) -> CourseChange:
    told = {step.id: step for step in before.steps}
    tells = {step.id for step in after.steps}
    news = tuple(step for step in after.steps if step.id not in told)
    edited = tuple(
        step for step in after.steps if step.id in told and _told(old, before, told[step.id]) != _told(new, after, step)
    )
    dropped = tuple(step for step in before.steps if step.id not in tells)
    fields = tuple(_fields(old, new, before, after))
    found = set(_changes(before, after, news))
    if edited or dropped or fields:
        found.add(Change.EDITED)
    changes = tuple(change for change in Change if change in found)
    return CourseChange(after, before, after, changes, news, edited, dropped, fields)


def _first(course: Course) -> Change:
    """What the first that readers see of a report means."""
    if not course.is_open:
        return Change.ADDED
    if course.is_upcoming:
        return Change.SCHEDULED
    return Change.BEGUN if course.report.kind is Kind.MAINTENANCE else Change.OPENED


def _changes(before: Course, after: Course, news: tuple[Step, ...]) -> Iterator[Change]:
    """All that happened, but for edits."""
    if before.status is not after.status:
        yield _turn(before, after)
    elif any(step.status is not Status.POSTMORTEM for step in news):
        yield Change.UPDATED
    if any(step.status is Status.POSTMORTEM for step in news):
        yield Change.POSTMORTEM
    if before.window != after.window:
        yield Change.MOVED
    if before.report.title != after.report.title:
        yield Change.RETITLED
    if before.report.id != after.report.id:
        yield Change.RENAMED


def _turn(before: Course, after: Course) -> Change:
    """What another status means."""
    if not after.is_open:
        return _ENDS[after.status] if before.is_open else Change.UPDATED
    if not before.is_open:
        return Change.REOPENED
    if after.is_upcoming:
        return Change.SCHEDULED
    return Change.BEGUN if before.is_upcoming else Change.UPDATED


def _told(site: Site, course: Course, step: Step) -> tuple[object, ...]:
    """All that an update says by itself."""
    return step.at, step.label, step.changes, step.edited, step.moved and step.window, _text(site, course, step.prose)


def _text(site: Site, course: Course, prose: Prose) -> tuple[object, ...]:
    return (site.texts(course.report)[prose.number], [link.target for link in prose.links]) if prose else ()


def _fields(old: Site, new: Site, before: Course, after: Course) -> Iterator[str]:
    for key, name in FRONT.items():
        if getattr(before.report, name) != getattr(after.report, name):
            yield key
    if _text(old, before, before.report.summary) != _text(new, after, after.report.summary):
        yield "summary"
