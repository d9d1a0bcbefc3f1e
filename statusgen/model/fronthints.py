"""What to write instead, where the front matter or the attributes of an update have the wrong shape."""

from __future__ import annotations

import re
from typing import Any
from zoneinfo import ZoneInfo

from statusgen.model.times import example_time
from statusgen.model.validation import Path

_LISTS = ("components", "aliases", "tags", "authors")
_NOTHING = ("~", "null", "Null", "NULL", "none", "None")
_COLON = re.compile("[:\uff1a\ufe55\u2236\ua789]")

_WINDOW = "write it in 'scheduled', as {start: TIME, end: TIME}"
_END = "say it with an update: '## Resolved - TIME'"
_ELSEWHERE = {
    "affected": "did you mean 'components'?",
    "begin": _WINDOW,
    "body": "write it as text before the first update",
    "categories": "did you mean 'tags'?",
    "date": "the time of an update stands in its heading",
    "description": "write it as text before the first update",
    "end": _WINDOW,
    "from": _WINDOW,
    "informational": "write 'kind: notice'",
    "keywords": "did you mean 'tags'?",
    "labels": "did you mean 'tags'?",
    "lastmod": "write 'edited: TIME' below the heading of the update",
    "layout": "remove it",
    "name": "did you mean 'title'?",
    "permalink": "did you mean 'aliases'?",
    "published": "write 'draft: true' to hold it back",
    "resolved": _END,
    "resolvedWhen": _END,
    "section": "remove it",
    "services": "did you mean 'components'?",
    "severity": "did you mean 'impact'?",
    "slug": "did you mean 'id'?",
    "start": _WINDOW,
    "state": _END,
    "status": _END,
    "subject": "did you mean 'title'?",
    "summary": "write it as text before the first update",
    "systems": "did you mean 'components'?",
    "to": _WINDOW,
    "type": "did you mean 'kind'?",
    "until": _WINDOW,
}
"""Keys that other tools have for something that is written here in another way."""
_IN_WINDOW = {"from": "start", "begin": "start", "started": "start", "to": "end", "until": "end", "ended": "end"}


def example_window(zone: ZoneInfo) -> str:
    """A window for a hint."""
    return f"{{start: {example_time(zone, '22:00')}, end: {example_time(zone, '23:00')}}}"


def pair(item: dict[str, Any]) -> str:
    """`NAME: STATE`, as a mapping that stands where a name should be was meant."""
    if "name" in item:
        rest = [value for key, value in item.items() if key != "name"]
        return f"{item['name']}: {rest[0] if rest else 'STATE'}"
    name, state = next(iter(item.items()))
    return f"{name}: {state}"


def hint(path: Path, value: Any, zone: ZoneInfo) -> str:
    """What to write instead of `value` at `path`; empty where the complaint itself has to say it."""
    match path:
        case (str(key),) if key in _LISTS and isinstance(value, str):
            return f"write [{value}]" if value not in _NOTHING else "write a list, or remove the key"
        case ("scheduled",) if not isinstance(value, dict):
            return f"write {example_window(zone)}"
        case (str(key),):
            return _ELSEWHERE.get(key, "")
        case ("scheduled", str(key)) if key in _IN_WINDOW:
            return f"did you mean '{_IN_WINDOW[key]}'?"
        case ("components", step):
            return _component_hint(step, value)
    return ""


def _component_hint(step: str | int, value: Any) -> str:
    if isinstance(step, int):
        if isinstance(value, list) and all(isinstance(name, str) for name in value):
            return f"write the names in one list: {', '.join(value)}"
        return (
            f"write a mapping, without the '[' or the '-': {pair(value)}" if isinstance(value, dict) and value else ""
        )
    if isinstance(value, dict | list):
        words = list(value.values()) if isinstance(value, dict) else value
        return f"write {step}: {words[0]}" if len(words) == 1 and isinstance(words[0], str) else "write one state"
    if value is None:
        name, state = (*map(str.strip, _COLON.split(step, maxsplit=1)), "")[:2]
        if state:
            return f"write a colon and a blank: {name}: {state}"
        return f"write its state after a colon, as in {name}: partial_outage, or a list of names in '[' and ']'"
    return ""
