"""The front matter of a report, as it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Discriminator, Field, Tag

from statusgen.diagnostics import Diagnostic, Severity, Span
from statusgen.model.fronthints import example_window, hint, pair
from statusgen.model.slugs import ID, ID_RULE
from statusgen.model.times import Instant
from statusgen.model.validation import (
    BRANCH,
    Flag,
    Format,
    Line,
    Path,
    Time,
    complaint,
    shape,
    validate,
    with_lost_comments,
)
from statusgen.model.vocabulary import Kind
from statusgen.source.yamltext import YamlText

StateWord = Literal["operational", "under_maintenance", "degraded_performance", "partial_outage", "major_outage"]


def _branch(value: Any) -> str:
    return BRANCH + ("mapping" if isinstance(value, dict) else "list")


def _no_pairs(value: Any) -> Any:
    """A list of `NAME: STATE` is one mistake, not one in every line."""
    if isinstance(value, list) and value and all(isinstance(item, dict) and item for item in value):
        instead = f"write one mapping, without '[' or '-': {{{', '.join(map(pair, value))}}}"
        raise complaint("wrong-type", "this is a list of mappings", instead)
    return value


def _some(value: Any) -> Any:
    if not value:
        raise complaint("empty-value", "no component is named here", "name one, or remove the key")
    return value


ReportId = Annotated[Line, shape(ID.pattern, "number", "boolean", hint=ID_RULE)]
"""The id of a report or an update."""
_FORMER_PATH = r'(?:/(?!\.{1,2}(?:/|\s*$))[^/\\?#"<>:|*]+)+/*'
Alias = Annotated[Line, shape(rf"{_FORMER_PATH}|[A-Za-z0-9_%-]+", "number", "boolean")]
"""A former id or path, with % escapes or without."""

ComponentsField = Annotated[
    Annotated[tuple[Line, ...], Field(json_schema_extra={"minItems": 1}), Tag(BRANCH + "list")]
    | Annotated[dict[str, StateWord], Field(json_schema_extra={"minProperties": 1}), Tag(BRANCH + "mapping")],
    Discriminator(_branch),
    BeforeValidator(_no_pairs),
    AfterValidator(_some),
]
"""What is affected: a list of names, or names with states."""


class WindowFormat(Format):
    """`scheduled` in the front matter."""

    start: Time = Field(description="When it starts")
    end: Time = Field(description="When it ends")


class WindowChangeFormat(Format):
    """`scheduled` in an update: what is left out stays."""

    start: Time | None = Field(None, description="When it starts")
    end: Time | None = Field(None, description="When it ends")


_ONLY_FOR = {
    "scheduled": Kind.MAINTENANCE,
    "automatic": Kind.MAINTENANCE,
    "started": Kind.INCIDENT,
    "ended": Kind.INCIDENT,
    "expires": Kind.NOTICE,
}


def _rule_of(kind: Kind) -> dict[str, Any]:
    """In the schema, what the kind forbids, and what it needs."""
    said = {"properties": {"kind": {"const": kind.value}}, "required": [] if kind is Kind.INCIDENT else ["kind"]}
    rule: dict[str, Any] = {"properties": {key: False for key, only in _ONLY_FOR.items() if only is not kind}}
    if kind is Kind.NOTICE:
        rule["properties"]["components"] = {"type": "array"}
    if kind is Kind.MAINTENANCE:
        rule["required"] = ["scheduled"]
    return {"if": said, "then": rule}


class FrontMatter(Format):
    """What stands between the two lines `---`."""

    model_config = ConfigDict(json_schema_extra={"allOf": [_rule_of(kind) for kind in Kind]})

    title: Line = Field(description="What readers see first")
    kind: Literal["incident", "maintenance", "notice"] = Field("incident", description="What the report is about")
    impact: Literal["none", "minor", "major", "critical"] | None = Field(None, description="How bad it is as a whole")
    components: ComponentsField | None = Field(None, description="What is affected, with or without states")
    scheduled: WindowFormat | None = Field(None, description="The window of a maintenance")
    automatic: Flag = Field(True, description="Whether a maintenance starts and ends by the clock")
    started: Time | None = Field(None, description="When the impact of an incident really began")
    ended: Time | None = Field(None, description="When the impact of an incident really ended")
    expires: Time | None = Field(None, description="Until when a notice is shown")
    id: ReportId | None = Field(None, description="The permanent id; default: the file's name")
    aliases: tuple[Alias, ...] = Field((), description="Former ids, and former paths, which redirect")
    tags: tuple[Line, ...] = Field((), description="Words to find it by")
    authors: tuple[Line, ...] = Field((), description="Who wrote it")
    draft: Flag = Field(False, description="Checked, but not published")


class Attributes(Format):
    """The YAML mapping that an update may begin with."""

    components: ComponentsField | None = Field(None, description="The states of components from then on")
    scheduled: WindowChangeFormat | None = Field(None, description="The window of the maintenance from then on")
    edited: Time | None = Field(None, description="When the text was corrected")
    id: ReportId | None = Field(None, description="The permanent id of the update")


ATTRIBUTE_KEYS = tuple(Attributes.model_fields)
NO_ATTRIBUTES = Attributes.model_validate({})


def read_front_matter(yaml: YamlText, zone: ZoneInfo) -> tuple[FrontMatter | None, list[Diagnostic]]:
    """The front matter, and what is wrong with it by itself."""
    form, diagnostics = validate(
        FrontMatter,
        yaml,
        keys_at=lambda path: (WindowFormat if path else FrontMatter).model_fields,
        placeholders=lambda path: {} if path else {"title": "?"},
        context={"zone": zone},
        hint_for=lambda path, value: hint(path, value, zone),
    )
    diagnostics = with_lost_comments(diagnostics, yaml, [("title",)])
    if form is not None:
        diagnostics += _kind_problems(form, yaml, zone)
        diagnostics += _season_warnings(form, yaml, ("started",), ("ended",), ("expires",))
        if form.scheduled is not None:
            diagnostics += window_problems(form.scheduled.start.at, form.scheduled.end.at, yaml)
            diagnostics += _season_warnings(form.scheduled, yaml, ("scheduled", "start"), ("scheduled", "end"))
    return form, diagnostics


def read_attributes(yaml: YamlText, zone: ZoneInfo, kind: Kind) -> tuple[Attributes, list[Diagnostic]]:
    """An update's attributes, and what is wrong with them by themselves."""
    form, diagnostics = validate(
        Attributes,
        yaml,
        keys_at=lambda path: (WindowFormat if path else Attributes).model_fields,
        context={"zone": zone},
        hint_for=lambda path, value: hint(path, value, zone),
    )
    diagnostics = [*map(_text_begins_later, yaml.diagnostics), *diagnostics]
    if form is None:
        return NO_ATTRIBUTES, diagnostics
    diagnostics += _season_warnings(form, yaml, ("edited",))
    if form.scheduled is not None:
        diagnostics += _season_warnings(form.scheduled, yaml, ("scheduled", "start"), ("scheduled", "end"))
        if kind is not Kind.MAINTENANCE:
            diagnostics.append(_wrong_kind(yaml, "scheduled", kind))
    if kind is Kind.NOTICE and isinstance(form.components, dict):
        diagnostics.append(_states_in_notice(yaml))
    return form, diagnostics


def texts_at(yaml: YamlText, key: str) -> tuple[Span, ...]:
    """The places of the texts in the list of this key, without those of items that are blank or no texts."""
    items = yaml.data.get(key) if yaml.data else None
    if not isinstance(items, list):
        return ()
    return tuple(yaml.at((key, n)) for n, item in enumerate(items) if isinstance(item, str) and item.split())


def _text_begins_later(diagnostic: Diagnostic) -> Diagnostic:
    """The text of an update may have been taken for YAML."""
    if diagnostic.code != "yaml-syntax":
        return diagnostic
    return replace(diagnostic, hint=f"{diagnostic.hint}; an empty line ends the attributes")


def _kind_problems(form: FrontMatter, yaml: YamlText, zone: ZoneInfo) -> Iterator[Diagnostic]:
    """Keys that the kind forbids, and the one that a maintenance needs."""
    kind, written = Kind(form.kind), yaml.data or {}
    for key, only in _ONLY_FOR.items():
        if key in written and kind is not only:
            yield _wrong_kind(yaml, key, kind)
    if kind is Kind.NOTICE and isinstance(form.components, dict):
        yield _states_in_notice(yaml)
    if kind is Kind.MAINTENANCE and "scheduled" not in written:
        message, instead = "a maintenance needs its window", f"add scheduled: {example_window(zone)}"
        yield Diagnostic(yaml.at(("kind",)), "no-window", message, instead)


def _states_in_notice(yaml: YamlText) -> Diagnostic:
    at = yaml.key_at(("components",))
    return Diagnostic(at, "key-not-for-kind", "a notice says nothing about states", "write a list of components")


def _wrong_kind(yaml: YamlText, key: str, kind: Kind) -> Diagnostic:
    message = f"'{key}' is for a report of kind {_ONLY_FOR[key]}, and this is of kind {kind}"
    return Diagnostic(yaml.key_at((key,)), "key-not-for-kind", message, f"remove '{key}', or change 'kind'")


def window_problems(start: datetime, end: datetime, yaml: YamlText) -> Iterator[Diagnostic]:
    """A window that ends before it starts."""
    if end <= start:
        at = yaml.at(("scheduled", "end"))
        yield Diagnostic(at, "end-before-start", "the window ends before it starts", "check both times")


def _season_warnings(form: Format, yaml: YamlText, *places: Path) -> Iterator[Diagnostic]:
    for place in places:
        if (instant := getattr(form, str(place[-1]))) is not None:
            yield from season_warning(instant, yaml.at(place))


def season_warning(instant: Instant, at: Span) -> Iterator[Diagnostic]:
    """The warning for an offset of the zone's other season."""
    if instant.other_season:
        message = "this is the zone's offset in the other half of the year"
        yield Diagnostic(at, "other-season", message, f"did you mean {instant.other_season}?", Severity.WARNING)
