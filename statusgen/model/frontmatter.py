"""The front matter of a report, as it is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Discriminator, Field, Tag

from statusgen.diagnostics import Diagnostic, Severity, Span
from statusgen.model.times import Instant
from statusgen.model.validation import Flag, Format, Line, Path, Time, complaint, validate
from statusgen.model.vocabulary import Kind
from statusgen.source.yamltext import YamlText

StateWord = Literal["operational", "under_maintenance", "degraded_performance", "partial_outage", "major_outage"]


def _branch(value: Any) -> str:
    return "mapping" if isinstance(value, dict) else "list"


def _some(value: Any) -> Any:
    if not value:
        raise complaint("empty-value", "no component is named here", "name one, or remove the key")
    return value


ComponentsField = Annotated[
    Annotated[tuple[Line, ...], Tag("list")] | Annotated[dict[str, StateWord], Tag("mapping")],
    Discriminator(_branch),
    AfterValidator(_some),
]
"""What is affected: a list of names, or names with states."""


class WindowFormat(Format):
    """`scheduled` in the front matter."""

    start: Time
    end: Time


class WindowChangeFormat(Format):
    """`scheduled` in an update: what is left out stays."""

    start: Time | None = None
    end: Time | None = None


class FrontMatter(Format):
    """What stands between the two lines `---`."""

    title: Line = Field(description="What readers see first")
    kind: Literal["incident", "maintenance", "notice"] = Field("incident", description="What the report is about")
    impact: Literal["none", "minor", "major", "critical"] | None = Field(None, description="How bad it is as a whole")
    components: ComponentsField | None = Field(None, description="What is affected, with or without states")
    scheduled: WindowFormat | None = Field(None, description="The window of a maintenance")
    automatic: Flag = Field(True, description="Whether a maintenance starts and ends by the clock")
    started: Time | None = Field(None, description="When the impact of an incident really began")
    ended: Time | None = Field(None, description="When the impact of an incident really ended")
    expires: Time | None = Field(None, description="Until when a notice is shown")
    id: Line | None = Field(None, description="The permanent id; default: the file's name")
    aliases: tuple[Line, ...] = Field((), description="Former ids, and former paths, which redirect")
    tags: tuple[Line, ...] = Field((), description="Words to find it by")
    authors: tuple[Line, ...] = Field((), description="Who wrote it")
    draft: Flag = Field(False, description="Checked, but not published")


class Attributes(Format):
    """The YAML mapping that an update may begin with."""

    components: ComponentsField | None = Field(None, description="The states of components from then on")
    scheduled: WindowChangeFormat | None = Field(None, description="The window of the maintenance from then on")
    edited: Time | None = Field(None, description="When the text was corrected")
    id: Line | None = Field(None, description="The permanent id of the update")


ATTRIBUTE_KEYS = tuple(Attributes.model_fields)

_ONLY_FOR = {
    "scheduled": Kind.MAINTENANCE,
    "automatic": Kind.MAINTENANCE,
    "started": Kind.INCIDENT,
    "ended": Kind.INCIDENT,
    "expires": Kind.NOTICE,
}


def read_front_matter(yaml: YamlText, zone: ZoneInfo) -> tuple[FrontMatter | None, list[Diagnostic]]:
    """The front matter, and what is wrong with it by itself."""
    form, diagnostics = validate(
        FrontMatter,
        yaml,
        keys_at=lambda path: (WindowFormat if path else FrontMatter).model_fields,
        placeholders=lambda path: {} if path else {"title": "?"},
        context={"zone": zone},
        hint_for=_hint,
    )
    for at in yaml.comments_lost([("title",)]):
        diagnostics.append(Diagnostic(at, "lost-comment", "YAML drops this as a comment", "quote the title to keep the '#'"))
    if form is not None:
        diagnostics += _forbidden(form, yaml)
        diagnostics += _season_warnings(form, yaml, ("started", "ended", "expires"))
        if form.scheduled is not None:
            diagnostics += _window_problems(form.scheduled, yaml)
        if form.kind == Kind.MAINTENANCE and "scheduled" not in (yaml.data or {}):
            hint = 'add scheduled: {start: "2025-08-05 22:00 +02:00", end: "2025-08-05 23:00 +02:00"}'
            diagnostics.append(Diagnostic(_kind_span(yaml), "no-window", "a maintenance needs its window", hint))
    return form, diagnostics


def read_attributes(yaml: YamlText, zone: ZoneInfo, kind: Kind) -> tuple[Attributes | None, list[Diagnostic]]:
    """An update's attributes, and what is wrong with them by themselves."""
    form, diagnostics = validate(
        Attributes,
        yaml,
        keys_at=lambda path: (WindowFormat if path else Attributes).model_fields,
        context={"zone": zone},
        hint_for=_hint,
    )
    diagnostics = yaml.diagnostics + diagnostics
    if form is not None:
        diagnostics += _season_warnings(form, yaml, ("edited",))
        if form.scheduled is not None and kind is not Kind.MAINTENANCE:
            diagnostics.append(_wrong_kind(yaml, "scheduled", kind))
    return form, diagnostics


def _hint(path: Path, value: Any) -> str:
    """What to write where `components` has the wrong shape."""
    if not path or path[0] != "components":
        return ""
    if len(path) == 1 and isinstance(value, str):
        return f"write [{value}]"
    if len(path) == 2 and isinstance(value, dict) and value:
        name, state = next(iter(value.items()))
        return f"write a mapping, without the '[' or the '-': {name}: {state}"
    if len(path) == 2 and value is None and isinstance(path[1], str):
        name, colon, state = path[1].partition(":")
        return f"put a blank after the colon: {name}: {state}" if colon else "write the component's state after the colon"
    return ""


def _forbidden(form: FrontMatter, yaml: YamlText) -> Iterator[Diagnostic]:
    for key, kind in _ONLY_FOR.items():
        if key in yaml.data and form.kind != kind:
            yield _wrong_kind(yaml, key, Kind(form.kind))
    if form.kind == Kind.NOTICE and isinstance(form.components, dict):
        message = "a notice says nothing about states"
        yield Diagnostic(yaml.key_at(("components",)), "key-not-for-kind", message, "write a list of components")


def _wrong_kind(yaml: YamlText, key: str, kind: Kind) -> Diagnostic:
    message = f"'{key}' is for a report of kind {_ONLY_FOR[key]}, and this is of kind {kind}"
    return Diagnostic(yaml.key_at((key,)), "key-not-for-kind", message, f"remove '{key}', or change 'kind'")


def _kind_span(yaml: YamlText) -> Span:
    return yaml.at(("kind",))


def _window_problems(window: WindowFormat, yaml: YamlText) -> Iterator[Diagnostic]:
    if window.end.at <= window.start.at:
        at = yaml.at(("scheduled", "end"))
        yield Diagnostic(at, "end-before-start", "the window ends before it starts", "check both times")
    for key, instant in (("start", window.start), ("end", window.end)):
        yield from season_warning(instant, yaml.at(("scheduled", key)))


def _season_warnings(form: Format, yaml: YamlText, keys: tuple[str, ...]) -> Iterator[Diagnostic]:
    for key in keys:
        if (instant := getattr(form, key)) is not None:
            yield from season_warning(instant, yaml.at((key,)))


def season_warning(instant: Instant, at: Span) -> Iterator[Diagnostic]:
    """The warning for an offset of the zone's other season."""
    if instant.other_season:
        hint = f"did you mean {instant.other_season}?"
        message = "this is the zone's offset in the other half of the year"
        yield Diagnostic(at, "other-season", message, hint, Severity.WARNING)


