"""What components.yaml has published is relied on, too: the page's id, its clock, and the ids of components."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from statusgen.diagnostics import Diagnostic, Severity
from statusgen.model.components import Component
from statusgen.model.kept import Kept
from statusgen.model.published import Past
from statusgen.model.report import Report
from statusgen.model.times import example_time

_NAMED = 3
"""How many files a complaint names."""


def the_page_keeps_its_id(past: Past) -> Iterator[Diagnostic]:
    """It is in the id of everything in feeds and calendars; unless it is written, the address gives it."""
    before, after = past.before.components.page.id, past.after.components.page.id
    if past.has_whole_settings and before != after:
        message = f"with the id '{after}', feeds and calendars tell everything again; it was '{before}'"
        hint = f"write 'id: {before}' below 'page', whatever the address is"
        yield Diagnostic(past.after.components.id_at, "changed-page-id", message, hint)


def components_keep_their_ids(past: Past) -> Iterator[Diagnostic]:
    """The page, the feeds, the calendar and the badge of a component are at addresses with its id."""
    if not past.has_whole_settings:
        return
    components = past.after.components
    published, present = {c.id for c in past.before.components}, {c.id for c in components}
    new = [component for component in components if component.id not in published]
    for component in past.before.components:
        if component.id in present:
            continue
        if heir := _heir(component, new):
            message = f"'{heir.name}' was published with the id '{component.id}', and has the id '{heir.id}' now"
            hint = f"write 'id: {component.id}', whatever its name is"
            yield Diagnostic(components.places[heir.id], "changed-component-id", message, hint)
        else:
            day = past.now.astimezone(past.after.zone).date()
            message = f"the component '{component.full_name}' was published, and is gone"
            hint = (
                f"put it back with 'retired: {day}', or, if it has another name now, write 'id: {component.id}' there"
            )
            yield Diagnostic(components.components_at, "removed-component", message, hint, Severity.WARNING)


def _heir(component: Component, others: Sequence[Component]) -> Component | None:
    """The one of `others` with the component's name, or with one of its names among the former ones."""
    names = {component.name, component.full_name, *component.aliases}
    same = (other for other in others if other.full_name == component.full_name)
    alike = (other for other in others if not names.isdisjoint((other.name, *other.aliases)))
    return next(same, None) or next(alike, None)


def the_zone_stays(past: Past) -> Iterator[Diagnostic]:
    """Times without an offset are by the page's clock, so another clock makes them other instants."""
    zone = past.before.components.page.zone
    if zone.key == past.after.zone.key or not past.has_whole_settings:
        return
    counts = {kept.after.path: _moved(kept) for kept in past.kept if kept.is_same_file}
    files = sorted(path for path, count in counts.items() if count)
    if files:
        named = ", ".join(files[:_NAMED]) + (f" and {len(files) - _NAMED:,} more" if len(files) > _NAMED else "")
        count = sum(counts.values())
        message = f"with another time zone, published times without an offset change: {count:,} in {named}"
        hint = f"keep '{zone.key}', or write their offsets first, as in {example_time(zone)}"
        yield Diagnostic(past.after.components.zone_at, "changed-timezone", message, hint, Severity.WARNING)


def _moved(kept: Kept) -> int:
    """How many times of a report are other instants now."""
    return sum(a != b for a, b in zip(_times(kept.before), _times(kept.after), strict=True))


def _times(report: Report) -> Iterator[datetime | None]:
    """Every time that is written in a report, in order."""
    yield from (report.started, report.ended, report.expires)
    yield from (report.window.start, report.window.end) if report.window else ()
    for update in report.updates:
        yield from (update.at, update.new_start, update.new_end, update.edited)
