"""What templates show that has no text of its own, of which a page would have what Python calls it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin

from jinja2 import nodes
from jinja2.runtime import BlockReference, Macro, TemplateReference

from statusgen.theme.templates.faults import Fault, field_pattern

CALLED = frozenset({BlockReference, Macro, TemplateReference})
"""What Jinja makes; it is known by itself, not by its fields."""
SHOWING = frozenset(
    {"capitalize", "center", "e", "escape", "forceescape", "indent", "lower", "replace", "safe", "string", "striptags"}
    | {"title", "trim", "truncate", "upper", "urlize", "wordwrap"}
)
"""Filters that make a text of whatever they are given."""
TRANSLATING = frozenset({"_", "gettext", "ngettext"})


def print_fault(node: nodes.Node, kinds: Iterable[Any] | None) -> Fault | None:
    """What is wrong with showing an expression that can only be of these kinds; none where it may have a text."""
    several = sorted(kinds or (), key=str)
    if not several or any(_has_text(kind) for kind in several):
        return None
    written = _written(node)
    message, hint = _said(several[0], written)
    owner = f"'{written}'" if written else "this"
    return Fault(f"{owner} is {message}", hint, _pattern(written))


def _has_text(kind: Any) -> bool:
    origin = get_origin(kind) or kind
    if is_dataclass(origin):
        return any(method in vars(origin) for method in ("__html__", "__str__"))
    return origin not in (dict, list, tuple, *CALLED)


def _said(kind: Any, written: str) -> tuple[str, str]:
    origin = get_origin(kind) or kind
    if origin is Macro:
        return "a macro, which shows nothing until it is called", f"call it: {written}(…)" if written else "call it"
    if origin is BlockReference:
        return "a block, which shows nothing until it is called", f"write {written}()"
    if origin is TemplateReference:
        return "the template itself, which has no text", "call one of its blocks, such as self.title()"
    if origin is dict:
        return "a mapping, which has no text of its own", f'show one of its values: {written or "…"}["…"]'
    if origin in (list, tuple):
        element = next(iter(get_args(kind)), None)
        if not is_dataclass(element):
            return "a list, which has no text of its own", f"join it: {written or '…'} | join(', ')"
        name = getattr(element, "__name__", "")
        return (
            f"a list of {name}, which has no text of its own",
            f"go through it with 'for', and show {_one_of(element)}",
        )
    return f"{origin.__name__}, which has no text of its own", f"show {_one_of(origin)}"


def _one_of(kind: Any) -> str:
    return f"one of the fields: {', '.join(field.name for field in fields(kind))}"


def _written(node: nodes.Node) -> str:
    """A name, or the way to a field, as a template says it; empty for all else."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        before = _written(node.node)
        return f"{before}.{node.attr}" if before else ""
    return ""


def _pattern(written: str) -> str:
    before, _, last = written.rpartition(".")
    if before:
        return field_pattern(last)
    return rf"(?<![\w.'\"])({re.escape(last)})(?!\w|\s*[(=])" if last else ""
