"""Pydantic's complaints about a YAML document, as diagnostics at the right place in our words."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, PlainValidator, ValidationError, ValidationInfo, WithJsonSchema
from pydantic_core import ErrorDetails, PydanticCustomError

from statusgen.diagnostics import Diagnostic, Span, did_you_mean
from statusgen.model.times import BadTimeError, Instant, read_time
from statusgen.source.yamltext import YamlText

Path = tuple[str | int, ...]


class Format(BaseModel):
    """A mapping in one of our files: no other keys than the declared ones."""

    model_config = ConfigDict(extra="forbid", frozen=True)


F = TypeVar("F", bound=Format)


def complaint(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """The error for a validator to raise: it becomes the diagnostic of that code."""
    return PydanticCustomError("statusgen", "{message}", {"code": code, "message": message, "hint": hint})  # type: ignore[arg-type]


def _line(value: object) -> str:
    if value is None:
        raise complaint("empty-value", "there is no value here", "fill it in, or remove the key")
    if not isinstance(value, str):
        raise complaint("wrong-type", f"this is {_kind_of(value)}, not a text", "")
    text = " ".join(value.split())
    if not text:
        raise complaint("empty-value", "there is no value here", "fill it in, or remove the key")
    return text


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if value not in ("true", "false"):
        raise complaint("bad-choice", f"'{value or ''}' is not one of: true, false", "write true or false")
    return value == "true"


def _time(value: object, info: ValidationInfo) -> Instant:
    try:
        return read_time(_line(value), info.context["zone"])
    except BadTimeError as error:
        raise complaint(error.code, error.message, error.hint) from error


Line = Annotated[str, PlainValidator(_line), WithJsonSchema({"type": "string", "minLength": 1})]
"""A text on one line, not empty."""
Flag = Annotated[bool, PlainValidator(_flag), WithJsonSchema({"type": "boolean"})]
"""`true` or `false`, and nothing else."""
Time = Annotated[Instant, PlainValidator(_time), WithJsonSchema({"type": "string"})]
"""A TIME; the validation's context holds the page's `zone`."""


def validate(
    model: type[F],
    yaml: YamlText,
    *,
    keys_at: Callable[[Path], Iterable[str]],
    placeholders: Callable[[Path], Mapping[str, Any]] = lambda path: {},
    context: Mapping[str, Any] | None = None,
    hint_for: Callable[[Path, Any], str] = lambda path, value: "",
) -> tuple[F | None, list[Diagnostic]]:
    """The document as `model`, and all that is wrong with it.

    What is wrong is left out of the result, so that the rest can still be checked; a mapping that lost
    a required key gets the `placeholders` of its path. None where nothing can be made of the document.
    """
    data = {} if yaml.data is None else yaml.data
    if not isinstance(data, dict):
        return None, [Diagnostic(yaml.at(()), "wrong-type", f"this is {_kind_of(data)}, not a mapping", "write 'key: value'")]
    try:
        return model.model_validate(data, context=context), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    diagnostics = [_diagnostic(d, yaml, keys_at, hint_for) for d in details]
    kept = copy.deepcopy(data)
    for detail in details:
        _leave_out(kept, _path_in(data, detail["loc"]), placeholders)
    try:
        return model.model_validate(kept, context=context), diagnostics
    except ValidationError as error:
        wrong = {d["loc"][0] for d in error.errors(include_url=False)}
    kept = {**placeholders(()), **{k: v for k, v in kept.items() if k not in wrong}}
    try:
        return model.model_validate(kept, context=context), diagnostics
    except ValidationError:
        return None, diagnostics


def _leave_out(data: Any, path: Path, placeholders: Callable[[Path], Mapping[str, Any]]) -> None:
    """Takes what is wrong out of `data`, and puts the placeholders where something required is missing."""
    *way, last = path or ("",)
    for step in way:
        data = data[step] if isinstance(data, list) or step in data else {}
    if isinstance(data, list) and isinstance(last, int):
        data[last] = dict(placeholders(path))
    elif isinstance(data, dict):
        data.pop(last, None)
        for key, value in placeholders(tuple(way)).items():
            data.setdefault(key, value)


def _diagnostic(
    error: ErrorDetails,
    yaml: YamlText,
    keys_at: Callable[[Path], Iterable[str]],
    hint_for: Callable[[Path, Any], str],
) -> Diagnostic:
    path, value = _path_in(yaml.data, error["loc"]), error["input"]
    context = error.get("ctx", {})
    key = str(error["loc"][-1])
    match error["type"]:
        case "statusgen":
            hint = hint_for(path, value) or context["hint"]
            return Diagnostic(_place(yaml, path), context["code"], context["message"], hint)
        case "missing":
            return Diagnostic(_start(yaml, path), "missing-key", f"'{key}' is missing", f"add '{key}: …'")
        case "extra_forbidden":
            known = list(keys_at(path[:-1]))
            hint = did_you_mean(key, known) or f"the keys here are: {', '.join(known)}"
            return Diagnostic(yaml.key_at(path), "unknown-key", f"'{key}' is no key here", hint)
        case "literal_error":
            choices = re.findall(r"'([^']*)'", context["expected"])
            return bad_choice(_place(yaml, path), value, choices)
    if value is None:
        return Diagnostic(_place(yaml, path), "empty-value", "there is no value here", hint_for(path, value) or "fill it in, or remove the key")
    wanted = {"list_type": "a list", "tuple_type": "a list", "dict_type": "a mapping", "string_type": "a text"}
    message = f"this is {_kind_of(value)}, not {wanted.get(error['type'], 'a mapping')}"
    return Diagnostic(_place(yaml, path), "wrong-type", message, hint_for(path, value) or _shape_hint(error["type"], value))


def bad_choice(at: Span, value: object, choices: Iterable[str]) -> Diagnostic:
    """The diagnostic for a word that is none of `choices`."""
    listed = ", ".join(choices)
    if not isinstance(value, str):
        return Diagnostic(at, "wrong-type", f"this is {_kind_of(value)}, not one of: {listed}", "")
    return Diagnostic(at, "bad-choice", f"'{value}' is not one of: {listed}", did_you_mean(value, choices))


def _shape_hint(wanted: str, value: object) -> str:
    if wanted in ("list_type", "tuple_type") and isinstance(value, str):
        return f"write [{value}]"
    return ""


def _path_in(data: Any, loc: Path) -> Path:
    """The location without what pydantic adds to it, such as the branch of a union."""
    path: list[str | int] = []
    for number, step in enumerate(loc):
        last = number == len(loc) - 1
        if (isinstance(data, dict) and step in data) or (
            isinstance(data, list) and isinstance(step, int) and step < len(data)
        ):
            path.append(step)
            data = data[step]
        elif last and isinstance(data, dict) and step not in _BRANCHES:
            path.append(step)
    return tuple(path)


_BRANCHES = frozenset({"list", "mapping", "component", "group", "[key]"})
"""The tags of our unions, and pydantic's word for the key of a mapping."""


def _place(yaml: YamlText, path: Path) -> Span:
    at = yaml.at(path)
    return at if at.width else yaml.key_at(path)


def _start(yaml: YamlText, path: Path) -> Span:
    around = yaml.at(path[:-1])
    return Span(around.path, around.line, around.column, 0, around.source)


def _kind_of(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else "a text"
