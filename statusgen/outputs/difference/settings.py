"""What components.yaml says to readers, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import timedelta
from zoneinfo import ZoneInfo

from statusgen.model.components import Component, Components, Group, Row
from statusgen.model.page import Page, PageLink
from statusgen.outputs.difference.parts import SettingChange

_CALLED = {"zone": "timezone"}
"""The keys of the page that have another name in the file than in the program."""


def setting_changes(before: Components, after: Components) -> Iterator[SettingChange]:
    """Each that says something else."""
    yield from _differing("page", _of_page(before.page), _of_page(after.page))
    old, new = ({row.id: row for row in _rows(components)} for components in (before, after))
    for row_id in {**new, **old}:
        key, was, now = f"components.{row_id}", old.get(row_id), new.get(row_id)
        if was and now:
            yield from _differing(key, _of_row(was), _of_row(now))
        else:
            yield SettingChange(key, was.name if was else "", now.name if now else "")
    was_order, order = ([row_id for row_id in one if row_id in old and row_id in new] for one in (old, new))
    if was_order != order:
        yield SettingChange("components", _listed(old, was_order), _listed(new, order))


def _differing(key: str, before: dict[str, str], after: dict[str, str]) -> Iterator[SettingChange]:
    for name in {**after, **before}:
        was, now = before.get(name, ""), after.get(name, "")
        if was != now:
            yield SettingChange(f"{key}.{name}", was, now)


def _rows(components: Components) -> Iterator[Row]:
    for row in components.rows:
        yield row
        if isinstance(row, Group):
            yield from row.members


def _listed(rows: dict[str, Row], order: list[str]) -> str:
    return ", ".join(rows[row_id].name for row_id in order)


def _of_page(page: Page) -> dict[str, str]:
    return {_CALLED.get(field.name, field.name): _text(getattr(page, field.name)) for field in fields(page)}


def _of_row(row: Row) -> dict[str, str]:
    told = {"name": row.name, "description": row.description}
    if isinstance(row, Component):
        told |= {name: _text(getattr(row, name)) for name in ("group", "since", "retired")}
        told["uptime"] = _text(row.shows_uptime)
    return told


def _text(value: object) -> str:
    """A setting as a person reads it."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case ZoneInfo():
            return value.key
        case timedelta():
            return _length(value)
        case tuple():
            return ", ".join(f"{link.label} ({link.url})" for link in value if isinstance(link, PageLink))
        case _:
            return str(value)


def _length(length: timedelta) -> str:
    """`2d`, as it is written."""
    minutes = int(length.total_seconds() // 60)
    return next(f"{minutes // size}{unit}" for unit, size in (("d", 1440), ("h", 60), ("m", 1)) if minutes % size == 0)
