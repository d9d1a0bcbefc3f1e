"""Components and groups as the API lists them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from statusgen.model.components import Component, Group, Row
from statusgen.outputs.api.page import Record, timestamp
from statusgen.outputs.edition import NEVER, Edition, digest
from statusgen.views.course import Course
from statusgen.views.states import Spell, last_change


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """A component or a group."""

    id: str
    position: int
    is_listed: bool
    """Whether it is not retired, or a group with a member that is not."""
    changed: datetime | None
    """When its state changed last; None where it never did."""
    record: Record
    digest: str
    """Of the record."""


def component_rows(edition: Edition, courses: Sequence[Course]) -> Iterator[ComponentRow]:
    """Every row of components.yaml, a group before its members; `courses` are the reports of the API, newest first."""
    facts, births = edition.facts, _births(edition, courses)
    for position, (row, group) in enumerate(_flat(facts.site.components.rows), 1):
        members = row.members if isinstance(row, Group) else (row,)
        present = tuple(m for m in members if not m.is_retired(facts.now, facts.site.page))
        in_group = isinstance(row, Group)
        changed = last_change(spell for member in members for spell in _spells(edition, member, as_member=in_group))
        created = min((births[member.id] for member in members), default=NEVER)
        record = _record(edition, row, group, position, created, max(changed or created, created))
        if in_group:
            record["components"] = [member.id for member in present]
        yield ComponentRow(row.id, position, bool(present), changed, record, digest(record))


def _spells(edition: Edition, component: Component, *, as_member: bool) -> Iterator[Spell]:
    """When the component was told to be worse than operational; as a member of its group, until it retired.

    An impact that began earlier is news only when the report is.
    """
    page, now = edition.facts.site.page, edition.facts.now
    gone = component.gone(page) if as_member and component.is_retired(now, page) else None
    for course in edition.facts.by_component[component.id]:
        for spell in course.spells:
            start, end = max(spell.start, course.announced), min(filter(None, (spell.end, gone)), default=None)
            if spell.component == component.id and (end is None or start < end):
                yield replace(spell, start=start, end=end)


def _flat(rows: Sequence[Row]) -> Iterator[tuple[Row, Group | None]]:
    """Every row with the group it is in."""
    for row in rows:
        yield row, None
        if isinstance(row, Group):
            yield from ((member, row) for member in row.members)


def _births(edition: Edition, courses: Sequence[Course]) -> dict[str, datetime]:
    """When each component came to be: its `since` if that has come, else the first report that names it, else the
    site's first.
    """
    site, named = edition.facts.site, dict[str, datetime]()
    for course in reversed(courses):
        for claim in course.worst:
            named.setdefault(claim.component, course.announced)
    first = courses[-1].announced if courses else NEVER
    come = {c.id: day for c in site.components if (day := c.came(site.page)) and day <= edition.facts.now}
    return {c.id: come.get(c.id) or named.get(c.id, first) for c in site.components}


def _record(
    edition: Edition, row: Row, group: Group | None, position: int, created: datetime, updated: datetime
) -> Record:
    page = edition.facts.site.page
    return {
        "id": row.id,
        "name": row.name,
        "status": edition.facts.current.states[row.id].slug,
        "created_at": timestamp(created, page.zone),
        "updated_at": timestamp(updated, page.zone),
        "position": position,
        "description": row.description or None,
        "showcase": True,
        "start_date": row.since.isoformat() if isinstance(row, Component) and row.since else None,
        "group_id": group.id if group else None,
        "page_id": page.id,
        "group": isinstance(row, Group),
        "only_show_if_degraded": False,
    }
