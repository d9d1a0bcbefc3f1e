"""components.yaml as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, Discriminator, Field, Tag
from pydantic.config import JsonDict

from statusgen.diagnostics import Diagnostic
from statusgen.model.page import LinkFormat, PageFormat
from statusgen.model.slugs import ID, ID_RULE
from statusgen.model.times import EARLIEST_YEAR, LATEST_YEAR
from statusgen.model.validation import BRANCH, Flag, Format, Line, Path, complaint, shape, validate, with_lost_comments
from statusgen.source.yamltext import YamlText

_DAY, _DAY_RULE = r"\d{4}-\d\d-\d\d", "write it as 2021-08-27"


def _day(value: str) -> str:
    try:
        day = date.fromisoformat(value if re.fullmatch(_DAY, value) else "")
    except ValueError:
        raise complaint("bad-date", f"'{value}' is no date", _DAY_RULE) from None
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise complaint("bad-date", f"the year {day.year} is out of range", "check the year")
    return value


def _id(value: str) -> str:
    if not ID.fullmatch(value):
        raise complaint("bad-id", f"'{value}' cannot be an id", ID_RULE)
    return value


Day = Annotated[Line, AfterValidator(_day), shape(_DAY, hint=_DAY_RULE)]
Id = Annotated[Line, AfterValidator(_id), shape(ID.pattern, "number", "boolean", hint=ID_RULE)]


_HAS_ALIASES: JsonDict = {"required": ["aliases"], "properties": {"aliases": {"minItems": 1}}}


class ComponentFormat(Format):
    """A component."""

    model_config = ConfigDict(json_schema_extra={"if": _HAS_ALIASES, "then": {"required": ["id"]}})

    name: Line = Field(description="The name that is shown")
    id: Id | None = Field(None, description="Permanent; in URLs and feeds; default: the name's slug")
    description: Line | None = Field(None, description="What it is, in a few words")
    since: Day | None = Field(None, description="The day from which its uptime counts")
    retired: Day | None = Field(None, description="The day from which it is kept for history only")
    aliases: tuple[Line, ...] = Field((), description="Former names, which old incidents go on using")
    uptime: Flag = Field(True, description="Whether its percentage and bars are shown")


class GroupFormat(Format):
    """A group of components."""

    name: Line = Field(description="The name that is shown")
    id: Id | None = Field(None, description="Permanent; default: the name's slug")
    description: Line | None = Field(None, description="What it is, in a few words")
    components: tuple[ComponentFormat, ...] = Field(description="Its members")


def _branch(value: Any) -> str:
    return BRANCH + ("group" if isinstance(value, dict) and "components" in value else "component")


Entry = Annotated[
    Annotated[ComponentFormat, Tag(BRANCH + "component")] | Annotated[GroupFormat, Tag(BRANCH + "group")],
    Discriminator(_branch),
]


class ComponentsFormat(Format):
    """All of components.yaml."""

    page: PageFormat = Field(description="The page's own settings")
    components: tuple[Entry, ...] = Field((), description="Components and groups of them, in the order of the page")


def read_form(yaml: YamlText) -> tuple[ComponentsFormat | None, list[Diagnostic]]:
    """What is written, and what is wrong with it by itself; None where nothing can be read."""
    form, diagnostics = validate(ComponentsFormat, yaml, keys_at=_keys_at, placeholders=_placeholders, hint_for=_hint)
    return form, with_lost_comments(diagnostics, yaml, _lines_of_text(yaml))


def _placeholders(path: Path) -> dict[str, Any]:
    page = {"name": "?", "url": "https://status.invalid/"}
    match path:
        case ():
            return {"page": page}
        case ("page",):
            return page
        case ("components", int(n)):
            return {"name": f"?{n}", "id": f"broken-{n}"}
        case ("components", int(n), "components", int(m)):
            return {"name": f"?{n}-{m}", "id": f"broken-{n}-{m}"}
    return {}


def _hint(path: Path, value: Any) -> str:
    """What to write where a list or a mapping has the wrong shape."""
    match path:
        case ("components",) | ("components", _, "components") if isinstance(value, dict):
            return "write a list: each component begins with '- name: …'"
        case ("components", int()) | ("components", int(), "components", int()) if isinstance(value, str):
            return f"write '- name: {value}'"
        case ("components", int(), "components", int(), "components"):
            return "a group cannot be in a group"
        case ("components", *_, int(), str(key)) if isinstance(value, dict) and key not in _keys_at(path[:-1]):
            return f"did you mean 'name'? write '- name: {key}'"
        case ("page",) if value is None:
            return "indent the lines that belong to it"
        case (str(key),) if key in PageFormat.model_fields:
            return "it belongs to 'page': indent it below that"
        case ("page", "links", int()) if isinstance(value, str):
            return f"write '- {{label: …, url: {value}}}'"
    return ""


def _keys_at(path: Path) -> list[str]:
    match path:
        case ():
            form: type[Format] = ComponentsFormat
        case ("page",):
            form = PageFormat
        case ("page", *_):
            form = LinkFormat
        case ("components", _, "components", _):
            form = ComponentFormat
        case _:
            return list(dict.fromkeys([*ComponentFormat.model_fields, *GroupFormat.model_fields]))
    return list(form.model_fields)


def _lines_of_text(yaml: YamlText) -> Iterator[Path]:
    """Where a name or a description may be written."""
    yield from (("page", "name"), ("page", "description"))
    data = yaml.data.get("components") if isinstance(yaml.data, dict) else None
    for n, row in enumerate(data if isinstance(data, list) else ()):
        yield from (("components", n, key) for key in ("name", "description"))
        members = row.get("components") if isinstance(row, dict) else None
        for m in range(len(members) if isinstance(members, list) else 0):
            yield from (("components", n, "components", m, key) for key in ("name", "description"))
