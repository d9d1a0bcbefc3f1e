"""YAML syntax errors in our own words: where, what is wrong, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import yaml

from statusgen.diagnostics import Diagnostic, Span
from statusgen.source.text import SourceText

_CODE = "yaml-syntax"
_VALUE = re.compile(r"\s*(?:-\s+)*(?:[^\s:#'\"\[{-][^:]*:\s+)?(?P<value>\S.*?)\s*$")
_KEY_VALUE = re.compile(r"\s*(?:-\s+)?[^\s:#'\"\[{-][^:]*:\s+(?P<value>\S.*?)\s*$")
_NO_BLANK = re.compile(r"\s*(?:-\s+)?(?P<pair>[A-Za-z_][\w ]*:[^\s/].*?)\s*$")
_ODD_COLON = re.compile(r"\s*(?:-\s+)?[\w ]+?\s*(?P<odd>[\uff1a\ufe55\u2236\ua789])")
_ODD_BLANK = re.compile(r"(?:\s*-?|\s*[\w ]+:)(?P<odd>[\u00a0\u2007\u202f\u3000])")
_ITEM = re.compile(r"[@`%*&!|>?][^,\]}]*(?<! )")
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_BAD_BEGINNINGS = (
    "alias",
    "anchor",
    "tag",
    "block scalar",
    "sequence entries are not",
    "mapping keys are not",
    "expected the node content",
    "cannot start any token",
)


@dataclass(frozen=True, slots=True)
class _Trouble:
    """What the YAML library says, and where in the file that is."""

    source: SourceText
    first_line: int
    line: int
    """Counted from 0, like all lines here."""
    at: Span
    problem: str
    context: str
    began: Span | None
    """Where the construct begins that the trouble is in."""

    @property
    def value(self) -> Span | None:
        """The value on the line."""
        found = _VALUE.match(self.source.lines[self.line])
        return self.source.span(self.line, found.start("value")) if found else None


def syntax_diagnostic(source: SourceText, first_line: int, end_line: int, error: yaml.YAMLError) -> Diagnostic:
    """What a writer has to know about an error in the lines from `first_line` up to `end_line`."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return _forbidden_character(source, first_line, end_line)
    mark, began = error.problem_mark, error.context_mark
    line = min(first_line + mark.line, end_line - 1)
    column = mark.column if line == first_line + mark.line else len(source.lines[line])
    trouble = _Trouble(
        source=source,
        first_line=first_line,
        line=line,
        at=source.span(line, column),
        problem=error.problem or "",
        context=error.context or "",
        began=source.span(first_line + began.line, began.column) if began else None,
    )
    return next(found for explain in _EXPLANATIONS if (found := explain(trouble)) is not None)


def odd_character(source: SourceText, line: int) -> Diagnostic | None:
    """A colon or a blank of another script where YAML needs the plain one."""
    text = source.lines[line]
    if found := _ODD_COLON.match(text):
        at = source.span(line, found.start("odd"), 1)
        return Diagnostic(at, _CODE, "this is not the colon that YAML knows", "write ':' and a blank")
    if found := _ODD_BLANK.match(text):
        at = source.span(line, found.start("odd"), 1)
        message = f"this blank is a special one (U+{ord(found['odd']):04X})"
        return Diagnostic(at, _CODE, message, "write a plain blank")
    return None


def _odd_character(trouble: _Trouble) -> Diagnostic | None:
    for line in (trouble.line, trouble.line - 1):
        if line >= trouble.first_line and (found := odd_character(trouble.source, line)):
            return found
    return None


def _tab(trouble: _Trouble) -> Diagnostic | None:
    if trouble.at.source[trouble.at.column - 1 : trouble.at.column] != "\t":
        return None
    at = Span(trouble.at.path, trouble.at.line, trouble.at.column, 1, trouble.at.source)
    return Diagnostic(at, _CODE, "a tab indents this line", "indent with blanks")


def _no_blank_after_colon(trouble: _Trouble) -> Diagnostic | None:
    if "mapping values" not in trouble.problem and "expected ':'" not in trouble.problem:
        return None
    began = trouble.began.line - 1 if trouble.began else trouble.line - 1
    if began < trouble.first_line:
        return None
    found = _NO_BLANK.match(trouble.source.lines[began])
    if found is None:
        return None
    at = trouble.source.span(began, found.start("pair"))
    key, _, value = found["pair"].partition(":")
    return Diagnostic(at, _CODE, "there is no blank after the colon", f"write {key}: {value}")


def _colon_in_value(trouble: _Trouble) -> Diagnostic | None:
    """`title: a: b`, or a key indented below a value."""
    if "mapping values" not in trouble.problem:
        return None
    found = _KEY_VALUE.match(trouble.source.lines[trouble.line])
    if found and found.start("value") < trouble.at.column:
        at = trouble.source.span(trouble.line, found.start("value"))
        message = "this value contains ': ', which YAML reads as another key"
        return Diagnostic(at, _CODE, message, quoted(at.text))
    at = trouble.source.line_span(trouble.line)
    hint = "check its indentation, and the line before it"
    return Diagnostic(at, _CODE, "this line cannot be a key here", hint)


def _bad_beginning(trouble: _Trouble) -> Diagnostic | None:
    """A value that begins with a character that means something to YAML."""
    if not any(words in f"{trouble.context}, {trouble.problem}" for words in _BAD_BEGINNINGS):
        return None
    at = trouble.value or trouble.began or trouble.at
    if at.text[:1] in ("[", "{"):
        at = trouble.began if trouble.began and trouble.began.text[:1] in ("*", "&", "!") else trouble.at
        item = _ITEM.match(at.text)
        at = replace(at, width=item.end() if item else 0)
    if not at.width:
        return None
    return Diagnostic(at, _CODE, f"a value cannot begin with '{at.text[0]}'", quoted(at.text))


def _quote(trouble: _Trouble) -> Diagnostic | None:
    if "quoted scalar" not in trouble.context:
        return None
    if "escape" in trouble.problem or "hexdecimal" in trouble.problem:
        hint = "use single quotes, or write '\\\\'"
        return Diagnostic(trouble.at, _CODE, "this backslash is no YAML escape", hint)
    at = trouble.began or trouble.at
    return Diagnostic(at, _CODE, "this quote is never closed", f"end the text with {at.text[:1]}")


def _bracket(trouble: _Trouble) -> Diagnostic | None:
    if "flow" not in trouble.context:
        return None
    at = trouble.began if trouble.began and trouble.began.text[:1] in ("[", "{") else _last_opened(trouble)
    closing = {"[": "]", "{": "}"}.get(at.text[:1], "]")
    hint = f"end it with '{closing}', put commas between the items, quote items with special characters"
    return Diagnostic(at, _CODE, f"this '{at.text[:1]}' is not closed where it should be", hint)


def _last_opened(trouble: _Trouble) -> Span:
    """The last bracket that is opened before the trouble, for YAML forgets where it was."""
    for line in range(trouble.line, trouble.first_line - 1, -1):
        text = trouble.source.lines[line]
        if (column := max(text.rfind("["), text.rfind("{"))) >= 0:
            return trouble.source.span(line, column)
    return trouble.at


def _more_after_value(trouble: _Trouble) -> Diagnostic | None:
    at = trouble.value
    if "<block end>" not in trouble.problem or at is None or trouble.at.column <= at.column:
        return None
    if at.text[0] in "'\"":
        inside = at.text[1:-1] if at.text[0] == at.text[-1] else at.text
        return Diagnostic(at, _CODE, "there is more text after the closing quote", quoted(inside))
    if at.text[0] in "[{":
        message = "there is more text after the closing bracket"
        return Diagnostic(trouble.at, _CODE, message, f"remove it, or quote all of it: {in_quotes(at.text)}")
    return None


def _second_document(trouble: _Trouble) -> Diagnostic | None:
    line = trouble.line - 1
    if line >= trouble.first_line and trouble.source.lines[line].rstrip() == "...":
        at = trouble.source.line_span(line)
    elif "another document" in trouble.problem:
        at = trouble.at
    else:
        return None
    return Diagnostic(at, _CODE, "a second YAML document begins here", "remove the line")


def _no_pair(trouble: _Trouble) -> Diagnostic | None:
    if "expected ':'" not in trouble.problem:
        return None
    line = trouble.began.line - 1 if trouble.began else trouble.line
    hint = "write a key, a colon and a blank before the value"
    return Diagnostic(trouble.source.line_span(line), _CODE, "this line is no 'key: value'", hint)


def _misplaced(trouble: _Trouble) -> Diagnostic:
    at = trouble.at if trouble.at.width else trouble.source.line_span(trouble.line)
    return Diagnostic(at, _CODE, "YAML cannot read this", "check the indentation, the quotes and the brackets")


_EXPLANATIONS: tuple[Callable[[_Trouble], Diagnostic | None], ...] = (
    _odd_character,
    _tab,
    _no_blank_after_colon,
    _colon_in_value,
    _bad_beginning,
    _quote,
    _bracket,
    _more_after_value,
    _second_document,
    _no_pair,
    _misplaced,
)
"""The first one that knows what to say says it."""


def _forbidden_character(source: SourceText, first_line: int, end_line: int) -> Diagnostic:
    for line in range(first_line, end_line):
        if found := _FORBIDDEN.search(source.lines[line]):
            message = f"there is a character that YAML forbids (U+{ord(found[0]):04X})"
            return Diagnostic(source.span(line, found.start(), 1), _CODE, message, "delete it")
    at = source.line_span(first_line)
    return Diagnostic(at, _CODE, "YAML cannot read this", "check it for odd characters")


def quoted(value: str) -> str:
    """The hint to write `value` in quotes."""
    return f"quote it: {in_quotes(value)}"


def in_quotes(value: str) -> str:
    """`value` as YAML takes it for a text."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"
