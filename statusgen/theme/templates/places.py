"""Where in a template something is: its text, the line, and what to point at on it."""

from __future__ import annotations

import codecs
import re

from jinja2 import Environment

from statusgen.diagnostics import Diagnostic, Span
from statusgen.source.text import SourceText, merge_conflicts
from statusgen.theme.folder import ThemeFile
from statusgen.theme.templates.faults import BrokenTemplateError, Fault

_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_NEEDS_END = frozenset({"autoescape", "block", "call", "filter", "for", "if", "macro", "set", "trans", "with"})


def text_of(file: ThemeFile) -> str:
    """A template's text, without a byte-order mark.

    Raises BrokenTemplateError where it is not UTF-8, or has the marks of an unfinished merge.
    """
    raw = file.content.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        before = _lines(raw[: error.start].decode())
        at = _source(file).span(len(before) - 1, len(before[-1]), 1)
        hint = "save it with the encoding UTF-8"
        raise BrokenTemplateError((Diagnostic(at, "not-utf8", "the file is not UTF-8 text", hint),)) from error
    conflicts = tuple(merge_conflicts(_source(file))) if file.is_own else ()
    if conflicts:
        raise BrokenTemplateError(conflicts)
    return text


def diagnosis(file: ThemeFile, line: int, fault: Fault, environment: Environment) -> Diagnostic:
    """The complaint about a fault on a line of a template, counted from 1."""
    source = _source(file)
    if fault.unclosed:
        line = _opening(environment, text_of(file), fault.unclosed) or line
    return Diagnostic(_span(source, line - 1, fault.pattern), "broken-template", fault.message, fault.hint)


def _span(source: SourceText, line: int, pattern: str) -> Span:
    whole = source.line_span(line)
    if pattern:
        codes = [m.span() for m in _CODE.finditer(whole.source)] or [(0, len(whole.source))]
        found = [m for start, end in codes for m in re.compile(pattern).finditer(whole.source, start, end)]
        if len(found) == 1:
            return source.span(line, found[0].start(1), len(found[0][1]))
    return whole


def _opening(environment: Environment, text: str, tag: str) -> int | None:
    """The line of the last tag of this name that is still open at the end of a text."""
    opened: list[tuple[str, int]] = []
    tokens = [token for token in environment.lex(text) if token[1] != "whitespace"]
    for n, (line, kind, _) in enumerate(tokens):
        if kind == "block_begin" and n + 1 < len(tokens):
            name = tokens[n + 1][2]
            if name.startswith("end") and opened:
                opened.pop()
            elif name in _NEEDS_END and not (name == "set" and _assigns(tokens[n:])):
                opened.append((name, line))
    return next((line for name, line in reversed(opened) if name == tag), None)


def _assigns(tokens: list[tuple[int, str, str]]) -> bool:
    """Whether a tag that begins here has an equals sign in it."""
    end = next((n for n, (_, kind, _) in enumerate(tokens) if kind == "block_end"), len(tokens))
    return any(token[1:] == ("operator", "=") for token in tokens[:end])


def _source(file: ThemeFile) -> SourceText:
    text = file.content.removeprefix(codecs.BOM_UTF8).decode(errors="replace")
    return SourceText(file.location, _lines(text))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
