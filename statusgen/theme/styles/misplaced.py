"""Imports that are not read, because they are not what stands at the top of a stylesheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from statusgen.diagnostics import Diagnostic
from statusgen.theme.foreign import FOREIGN, foreign_asset
from statusgen.theme.styles.sheets import BLANK, STRING, Sheet

_ENDED = re.compile(rf"(?si)@import{BLANK}{STRING}{BLANK};")
_PLACES = {"layer": "@layer", "supports": "@supports"}
"""What a rule is called that does what a word after an import asks for."""


def import_problem(node: Any, sheet: Sheet, *, is_late: bool) -> Iterator[Diagnostic]:
    """What is wrong with an import that is none of those read; nothing where only one before it is wrong.

    `is_late` says that something else than imports is before it.
    """
    tokens = [token for token in node.prelude if token.type not in ("whitespace", "comment")]
    name = _name(tokens[0]) if tokens else ""
    at = sheet.source.line_span(node.source_line - 1)
    written = f'@import "{name}";'
    rest = tokens[1:]
    is_url = bool(tokens) and tokens[0].type != "string"
    if FOREIGN.match(name):
        yield foreign_asset(at.part(name))
        return
    if not name:
        said = ("an import is a name in quotes", 'write @import "style.css";')
    elif node.content is not None or any(token.type == "at-keyword" for token in rest):
        said = ("the import is not ended by ';'", f"write {written}")
    elif rest:
        word = _PLACES.get(getattr(rest[0], "lower_value", "") or getattr(rest[0], "lower_name", ""), "@media")
        said = ("an import has no condition here", f"put the rules into {word}")
    elif is_late:
        said = ("an import comes before all rules", f"write {written} at the top" if is_url else "move it to the top")
    elif is_url:
        said = ("an import has its name in quotes, without url()", f"write {written}")
    elif not _ENDED.match(sheet.text, sheet.offset(node)):
        said = ("the import is not ended by ';'", f"write {written}")
    else:
        return
    yield Diagnostic(at, "broken-stylesheet", *said)


def _name(token: Any) -> str:
    """The name that an import begins with; empty where it begins with something else."""
    if token.type in ("string", "url"):
        return str(token.value)
    if token.type == "function" and token.lower_name == "url" and token.arguments:
        return _name(token.arguments[0])
    return ""
