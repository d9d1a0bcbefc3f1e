"""api/v2/: the Statuspage API as files, so that its clients work unchanged."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from statusgen.model.vocabulary import Kind
from statusgen.outputs.api.components import ComponentRow
from statusgen.outputs.api.content import Content
from statusgen.outputs.api.incidents import incident_record
from statusgen.outputs.api.page import Record, page_record, status_record
from statusgen.outputs.edition import Edition, digest
from statusgen.outputs.output import Output, Wave
from statusgen.views.course import RUNNING, Course

_MOST = 50
"""How many reports a list of all of them has."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A key of a file besides `page`."""

    name: str
    key: str
    """Tells its value from every other."""
    value: Callable[[], object]


def outputs(edition: Edition) -> Iterator[Output]:
    """The lists, and a file for each incident and maintenance."""
    content = Content(edition)
    yield from _lists(content)
    yield from _single(content)


def _lists(content: Content) -> Iterator[Output]:
    """Which list holds what."""
    incidents = [c for c in content.courses if c.report.kind is Kind.INCIDENT]
    maintenances = [c for c in content.courses if c.report.kind is Kind.MAINTENANCE]
    status = status_record(content.edition.facts.current.banner)
    status_part = _Part("status", digest(status), lambda: status)
    components = _components(row for row in content.rows.values() if row.is_listed)
    unresolved = _several(content, "incidents", [c for c in incidents if c.is_open])

    def planned(courses: Sequence[Course]) -> _Part:
        return _several(content, "scheduled_maintenances", courses)

    files: dict[str, tuple[_Part, ...]] = {
        "summary": (components, unresolved, planned([c for c in maintenances if c.is_open]), status_part),
        "status": (status_part,),
        "components": (components,),
        "incidents": (_several(content, "incidents", incidents[:_MOST]),),
        "incidents/unresolved": (unresolved,),
        "scheduled-maintenances": (planned(maintenances[:_MOST]),),
        "scheduled-maintenances/upcoming": (planned([c for c in maintenances if c.is_upcoming]),),
        "scheduled-maintenances/active": (planned([c for c in maintenances if c.status in RUNNING]),),
    }
    for name, parts in files.items():
        yield _file(content, name, content.changed, parts, "the API", Wave.ENTRANCES)


def _single(content: Content) -> Iterator[Output]:
    """Each report alone, at its id and at its former ids."""
    for course in content.courses:
        report, part = course.report, _one(content, course)
        changed = content.changed_for(course)
        for name in (report.id, *report.former_ids):
            yield _file(content, f"incidents/{name}", changed, (part,), report.path, Wave.REPORTS)


def _file(content: Content, name: str, changed: datetime, parts: Sequence[_Part], origin: str, wave: Wave) -> Output:
    edition = content.edition
    key = digest(
        edition.program, edition.facts.site.digest, edition.url, changed, [(part.name, part.key) for part in parts]
    )

    def render() -> bytes:
        told = {"page": page_record(edition, changed), **{part.name: part.value() for part in parts}}
        return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()

    return Output(f"api/v2/{name}.json", key, origin, render, wave)


def _components(rows: Iterable[ComponentRow]) -> _Part:
    listed = tuple(rows)
    return _Part("components", digest([row.digest for row in listed]), lambda: [row.record for row in listed])


def _one(content: Content, course: Course) -> _Part:
    return _Part("incident", content.key(course), lambda: _record(content, course))


def _several(content: Content, name: str, courses: Sequence[Course]) -> _Part:
    key = digest([content.key(course) for course in courses])
    return _Part(name, key, lambda: [_record(content, course) for course in courses])


def _record(content: Content, course: Course) -> Record:
    return incident_record(content.edition, course, [row.record for row in content.named[course.report.id]])
