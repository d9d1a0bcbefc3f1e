"""Pydantic's complaints about a YAML document, as diagnostics at the right place in our words."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, PlainValidator, ValidationError, ValidationInfo, WithJsonSchema
from pydantic_core import ErrorDetails, PydanticCustomError

from statusgen.diagnostics import Diagnostic, Span, did_you_mean
from statusgen.model.times import TIME_PATTERN, BadTimeError, Instant, read_time
from statusgen.source.yamlerrors import odd_character, quoted
from statusgen.source.yamltext import YamlText

Path = tuple[str | int, ...]


class Format(BaseModel):
    """A mapping in one of our files: no other keys than the declared ones."""

    model_config = ConfigDict(extra="forbid", frozen=True)


F = TypeVar("F", bound=Format)


def complaint(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """The error for a validator to raise: it becomes the diagnostic of that code."""
    return PydanticCustomError("statusgen", "{message}", {"code": code, "message": message, "hint": hint})


def _line(value: object) -> str:
    if value is None:
        raise complaint("empty-value", "there is no value here", "fill it in, or remove the key")
    if not isinstance(value, str):
        raise complaint("wrong-type", f"this is {_kind_of(value)}, not a text")
    text = " ".join(value.split())
    if not text:
        raise complaint("empty-value", "there is no value here", "fill it in, or remove the key")
    return text


_FLAG_RULE = "write true or false"


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    word = _line(value)
    if word not in ("true", "false"):
        raise complaint("bad-choice", f"'{word}' is not one of: true, false", _FLAG_RULE)
    return word == "true"


def _time(value: object, info: ValidationInfo) -> Instant:
    try:
        return read_time(_line(value), (info.context or {})["zone"])
    except BadTimeError as error:
        raise complaint(error.code, error.message, error.hint) from error


def shape(pattern: str, *kinds: str, hint: str = "") -> WithJsonSchema:
    """How the schema tells editors to see a text of that pattern.

    `kinds` are what else YAML takes such a text for, `number` or `boolean`; no pattern applies to these.
    """
    said = {"patternErrorMessage": hint} if hint else {}
    return WithJsonSchema({"type": ["string", *kinds], "pattern": rf"^\s*(?:{pattern})\s*$", **said})


Line = Annotated[
    str, PlainValidator(_line), WithJsonSchema({"type": ["string", "number", "boolean"], "pattern": r"\S"})
]
"""A text on one line, not empty."""
Flag = Annotated[bool, PlainValidator(_flag), shape("true|false", "boolean", hint=_FLAG_RULE)]
"""`true` or `false`, and nothing else."""
Time = Annotated[Instant, PlainValidator(_time), shape(TIME_PATTERN, hint="write it as 2025-08-05 11:50 +02:00")]
"""A TIME; the validation's context holds the page's `zone`."""


def validate(
    model: type[F],
    yaml: YamlText,
    *,
    keys_at: Callable[[Path], Iterable[str]],
    placeholders: Callable[[Path], Mapping[str, Any]] = lambda _: {},
    context: Mapping[str, Any] | None = None,
    hint_for: Callable[[Path, Any], str] = lambda *_: "",
) -> tuple[F | None, list[Diagnostic]]:
    """The document as `model`, and all that is wrong with it.

    What is wrong is left out of the result, so that the rest can still be checked; a mapping that lost
    a required key gets the `placeholders` of its path. None where nothing can be made of the document.
    """
    data = {} if yaml.data is None else yaml.data
    if not isinstance(data, dict):
        message = f"this is {_kind_of(data)}, not a mapping"
        return None, [Diagnostic(yaml.at(()), "wrong-type", message, "write 'key: value'")]
    form, found = _validate(model, data, yaml, keys_at, placeholders, context, hint_for)
    return form, _with_odd_characters(found, yaml)


def _validate(
    model: type[F],
    data: dict[str, Any],
    yaml: YamlText,
    keys_at: Callable[[Path], Iterable[str]],
    placeholders: Callable[[Path], Mapping[str, Any]],
    context: Mapping[str, Any] | None,
    hint_for: Callable[[Path, Any], str],
) -> tuple[F | None, list[Diagnostic]]:
    kept = copy.deepcopy(data)
    empty = [path for path in _empty_values(data) if str(path[-1]) in set(keys_at(path[:-1]))]
    found = [_empty(yaml, path, hint_for) for path in empty]
    for path in empty:
        _leave_out(kept, path, placeholders)
    is_first = True
    while True:
        try:
            return model.model_validate(kept, context=dict(context or {})), found
        except ValidationError as error:
            details = error.errors(include_url=False)
        if is_first:
            news = [d for d in details if d["type"] != "missing" or _path(d["loc"]) not in empty]
            found += _without_doubles([_diagnostic(d, yaml, keys_at, hint_for) for d in news])
        is_first = False
        changed = [_leave_out(kept, _path(d["loc"]), placeholders) for d in details]
        if not all(changed):
            return None, found
        kept = _without_gaps(kept)


def _with_odd_characters(found: list[Diagnostic], yaml: YamlText) -> list[Diagnostic]:
    """Where a blank or a colon of another script is the reason, it takes the place of what came of it."""
    shapes = ("wrong-type", "unknown-key", "empty-value")
    odd = {d.at.line: odd_character(yaml.source, d.at.line - 1) for d in found if d.code in shapes}
    kept = []
    for one in found:
        instead = odd.get(one.at.line) if one.code in shapes else None
        is_consequence = one.code == "empty-value" and odd.get(one.at.line + 1) is not None
        if not is_consequence and (instead or one) not in kept:
            kept.append(instead or one)
    return kept


def with_lost_comments(found: list[Diagnostic], yaml: YamlText, places: Iterable[Path]) -> list[Diagnostic]:
    """`found` and the texts at `places` that YAML cut off at ` #`; one that has nothing left is not empty as well."""
    lost = [
        Diagnostic(at, "lost-comment", "YAML drops this as a comment", quoted(whole))
        for at, whole in yaml.comments_lost(places)
    ]
    lines = {d.at.line for d in lost}
    return [d for d in found if d.code != "empty-value" or d.at.line not in lines] + lost


def _empty_values(data: Any, path: Path = ()) -> Iterator[Path]:
    """The keys that have no value."""
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in steps:
        if value is None and isinstance(data, dict):
            yield (*path, step)
        yield from _empty_values(value, (*path, step))


def _empty(yaml: YamlText, path: Path, hint_for: Callable[[Path, Any], str]) -> Diagnostic:
    hint = hint_for(path, None) or "fill it in, or remove the key"
    return Diagnostic(_place(yaml, path), "empty-value", "there is no value here", hint)


def _without_doubles(found: list[Diagnostic]) -> list[Diagnostic]:
    """A misspelt key is not missed as well."""
    meant = {d.hint.partition("? ")[0].removesuffix("?") for d in found if d.code == "unknown-key"}
    return [d for d in found if d.code != "missing-key" or f"did you mean {d.message.split()[0]}" not in meant]


_GAP = object()


def _leave_out(data: Any, path: Path, placeholders: Callable[[Path], Mapping[str, Any]]) -> bool:
    """Takes what is wrong out of `data`, or what it is in where that is not enough.

    False where nothing is left to take out.
    """
    if not path:
        return False
    *way, last = path
    holder = data
    for step in way:
        try:
            holder = holder[step]
        except (LookupError, TypeError):
            return True
    changed = False
    if isinstance(holder, list) and isinstance(last, int):
        holder[last] = dict(placeholders(path)) or _GAP
        return True
    if isinstance(holder, dict):
        changed = holder.pop(last, _GAP) is not _GAP
        instead = placeholders(tuple(way))
        if last in instead:
            holder.update({**instead, **holder})
            return True
    return changed or _leave_out(data, tuple(way), placeholders)


def _without_gaps(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _without_gaps(value) for key, value in data.items()}
    return [_without_gaps(item) for item in data if item is not _GAP] if isinstance(data, list) else data


def _diagnostic(
    error: ErrorDetails,
    yaml: YamlText,
    keys_at: Callable[[Path], Iterable[str]],
    hint_for: Callable[[Path, Any], str],
) -> Diagnostic:
    path, value = _path(error["loc"]), error["input"]
    context = error.get("ctx", {})
    at, hint, key = _place(yaml, path), hint_for(path, value), str(error["loc"][-1])
    match error["type"]:
        case "statusgen":
            hint = hint or context["hint"] or _as_text(at, yaml.key_at(path))
            return Diagnostic(at, context["code"], context["message"], hint)
        case "missing":
            return Diagnostic(_start(yaml, path), "missing-key", f"'{key}' is missing", f"add '{key}: …'")
        case "extra_forbidden":
            known = list(keys_at(path[:-1]))
            hint = hint or did_you_mean(key, known) or f"the keys here are: {', '.join(known)}"
            return Diagnostic(yaml.key_at(path), "unknown-key", f"'{key}' is no key here", hint)
        case "literal_error" if isinstance(value, str):
            return bad_choice(at, value, re.findall(r"'([^']*)'", context["expected"]))
    if value is None:
        return _empty(yaml, path, hint_for)
    wanted = _WANTED.get(error["type"], "a mapping")
    message = f"this is {_kind_of(value)}, not {wanted}"
    return Diagnostic(at, "wrong-type", message, hint or f"write {wanted}")


def _as_text(at: Span, key: Span) -> str:
    """What to write where a text was meant and YAML sees more."""
    if (at.line == key.line and at.text[:1] in ("[", "{")) or at == key:
        return quoted(at.text)
    return "write a text, in quotes if it begins with '[' or '{' or contains ': '"


_WANTED = {"tuple_type": "a list", "literal_error": "one word"}


def bad_choice(at: Span, value: str, choices: Iterable[str]) -> Diagnostic:
    """The diagnostic for a word that is none of `choices`."""
    listed = ", ".join(choices)
    return Diagnostic(
        at, "bad-choice", f"'{value}' is not one of: {listed}", did_you_mean(value, choices) or "write one of them"
    )


BRANCH = "\0"
"""The first character of the tags of our unions, which no key of a file can be taken for."""


def _path(loc: Path) -> Path:
    """The location without what pydantic adds to it: the branch of a union."""
    return tuple(step for step in loc if not str(step).startswith(BRANCH))


def _place(yaml: YamlText, path: Path) -> Span:
    at = yaml.at(path)
    return at if at.width else yaml.key_at(path)


def _start(yaml: YamlText, path: Path) -> Span:
    around = yaml.at(path[:-1])
    return Span(around.path, around.line, around.column, 0, around.source)


def _kind_of(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else "a text"
