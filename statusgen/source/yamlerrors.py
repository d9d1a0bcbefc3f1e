"""YAML syntax errors in our own words, the same whichever library found them."""

from __future__ import annotations

import re

import yaml

from statusgen.diagnostics import Diagnostic, Span
from statusgen.source.text import SourceText

_KEY_VALUE = re.compile(r"\s*(?:-\s+)?[^\s:#'\"\[{][^:]*:\s+(?P<value>\S.*?)\s*$")
_FORBIDDEN = re.compile("[\x80-\x84\x86-\x9f\ufffe\uffff]")
_CODE = "yaml-syntax"


def syntax_diagnostic(source: SourceText, first_line: int, end_line: int, error: yaml.YAMLError) -> Diagnostic:
    """What a writer has to know about an error in the YAML of the lines from `first_line` up to `end_line`."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return _forbidden_character(source, first_line, end_line)
    problem, context = error.problem or "", error.context or ""
    line = min(first_line + error.problem_mark.line, end_line - 1)
    at = source.span(line, error.problem_mark.column)
    if "mapping values" in problem:
        return _colon_in_value(source, line, at)
    if "cannot start any token" in problem:
        return _bad_beginning(at)
    if "alias" in problem or "alias" in context or "anchor" in context:
        value = _value_span(source, line) or at
        return Diagnostic(value, _CODE, f"'{value.text[:1]}' begins a YAML reference here", _quoted(value.text))
    if "quoted scalar" in context:
        opened = _context_span(source, first_line, error) or at
        if "escape" in problem:
            return Diagnostic(at, _CODE, "this backslash is no YAML escape", "use single quotes, or write '\\\\'")
        return Diagnostic(opened, _CODE, "this quote is never closed", f"end the text with {opened.text[:1]}")
    if "flow" in context:
        opened = _context_span(source, first_line, error) or at
        closing = {"[": "]", "{": "}"}.get(opened.text[:1], "]")
        hint = f"end it with '{closing}', put commas between the items, and quote items with special characters"
        return Diagnostic(opened, _CODE, f"this '{opened.text[:1]}' is not closed where it should be", hint)
    if "document" in problem:
        return Diagnostic(at, _CODE, "a second YAML document begins here", "remove the line")
    if "block sequence entries" in problem:
        return Diagnostic(at, _CODE, "a list cannot begin on the line of its key", "put '- ' on a line of its own")
    if "expected ':'" in problem:
        previous = source.line_span(max(first_line, line - 1))
        here = at if at.width and ":" not in at.text else previous
        return Diagnostic(here, _CODE, "this line is no 'key: value'", "write a key, a colon and a blank before the value")
    return _misplaced(source, line, at)


def _colon_in_value(source: SourceText, line: int, at: Span) -> Diagnostic:
    """`title: a: b`, or a key indented below a value."""
    value = _value_span(source, line)
    if value and value.column <= at.column:
        return Diagnostic(value, _CODE, "this value contains ': ', which YAML reads as another key", _quoted(value.text))
    if line and not at.source.lstrip().startswith("-"):
        message = "this line cannot be a key here"
        return Diagnostic(source.line_span(line), _CODE, message, "check the line before it and the indentation")
    return Diagnostic(source.line_span(line), _CODE, "this line cannot be a key here", "check the indentation")


def _bad_beginning(at: Span) -> Diagnostic:
    character = at.source[at.column - 1 : at.column]
    if character == "\t":
        tab = Span(at.path, at.line, at.column, 1, at.source)
        return Diagnostic(tab, _CODE, "a tab indents this line", "indent with blanks")
    return Diagnostic(at, _CODE, f"a value cannot begin with '{character}'", _quoted(at.text))


def _misplaced(source: SourceText, line: int, at: Span) -> Diagnostic:
    value = _value_span(source, line)
    if value and value.text[:1] in "'\"" and at.column > value.column:
        message = "there is more text after the closing quote"
        return Diagnostic(value, _CODE, message, "put the whole value in one pair of quotes; double a quote inside it")
    where = at if at.width else source.line_span(line)
    return Diagnostic(where, _CODE, "YAML cannot read this", "check the indentation, the quotes and the brackets")


def _forbidden_character(source: SourceText, first_line: int, end_line: int) -> Diagnostic:
    for line in range(first_line, end_line):
        if found := _FORBIDDEN.search(source.lines[line]):
            message = f"there is a character that YAML forbids (U+{ord(found[0]):04X})"
            return Diagnostic(source.span(line, found.start(), 1), _CODE, message, "delete it")
    return Diagnostic(source.line_span(first_line), _CODE, "YAML cannot read this", "check it for odd characters")


def _value_span(source: SourceText, line: int) -> Span | None:
    if found := _KEY_VALUE.match(source.lines[line]):
        return source.span(line, found.start("value"))
    stripped = source.lines[line].lstrip()
    if stripped.startswith("- ") and len(stripped) > 2:
        return source.span(line, source.lines[line].index("- ") + 2)
    return None


def _context_span(source: SourceText, first_line: int, error: yaml.MarkedYAMLError) -> Span | None:
    if error.context_mark is None:
        return None
    return source.span(first_line + error.context_mark.line, error.context_mark.column)


def _quoted(value: str) -> str:
    if '"' not in value and "\\" not in value:
        return f'quote it: "{value}"'
    return "quote it: '" + value.replace("'", "''") + "'"
