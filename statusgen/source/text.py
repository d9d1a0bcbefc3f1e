"""A text that knows where its lines are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from statusgen.diagnostics import Diagnostic, Span

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\ufeff]")
"""Characters that no text for people has, and that HTML and XML forbid."""
_CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)")


@dataclass(frozen=True, slots=True)
class SourceText:
    """One file's text."""

    path: str
    lines: tuple[str, ...]
    digest: str = ""
    """SHA-256 of the file's bytes, in hex."""

    def span(self, line: int, column: int = 0, width: int | None = None) -> Span:
        """The span at a line and column counted from 0; to the end of the line unless a width is given."""
        line = min(line, len(self.lines) - 1)
        source = self.lines[line]
        column = min(column, len(source))
        rest = len(source.rstrip()) - column
        return Span(self.path, line + 1, column + 1, max(0, min(rest, rest if width is None else width)), source)

    def line_span(self, line: int) -> Span:
        """What stands on a line, counted from 0, without its indentation."""
        source = self.lines[min(line, len(self.lines) - 1)]
        return self.span(line, len(source) - len(source.lstrip()))


def merge_conflicts(source: SourceText) -> Iterator[Diagnostic]:
    """The marks of an unfinished merge; where there are any, nothing else in the file means much."""
    for number, line in enumerate(source.lines):
        if _CONFLICT.match(line):
            message = "this is the mark of an unfinished merge"
            hint = "decide between the two versions and remove the marks"
            yield Diagnostic(source.line_span(number), "merge-conflict", message, hint)
