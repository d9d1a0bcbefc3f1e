"""A text that knows where its lines are."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from statusgen.diagnostics import Diagnostic, Span

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\ufeff]")
"""Characters that no text for people has, and that HTML and XML forbid."""
LARGEST = 1 << 20
"""How many bytes a text may have."""
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


def place(source: SourceText, text: str, start: int, written: str) -> Span:
    """Where in a file something is written that begins on one line; `text` has the file's lines joined."""
    line = text.count("\n", 0, start)
    return source.span(line, start - (text.rfind("\n", 0, start) + 1), len(written))


def merge_conflicts(source: SourceText) -> Iterator[Diagnostic]:
    """The marks of an unfinished merge; where there are any, nothing else in the file means much."""
    for number, line in enumerate(source.lines):
        if _CONFLICT.match(line):
            message = "this is the mark of an unfinished merge"
            hint = "decide between the two versions and remove the marks"
            yield Diagnostic(source.line_span(number), "merge-conflict", message, hint)


def decode(path: str, raw: bytes) -> tuple[SourceText, tuple[Diagnostic, ...]]:
    """A file as text: no byte-order mark, newlines only; and what makes it unreadable, if anything does."""
    digest = hashlib.sha256(raw).hexdigest()
    if len(raw) > LARGEST:
        hint = "a text may have 1 MB; link to files that are larger"
        empty = SourceText(path, ("",), digest)
        return empty, (Diagnostic(empty.span(0), "file-too-large", "the file is too large for a text", hint),)
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        broken = SourceText(path, _lines(raw.decode(errors="replace")), digest)
        before = _lines(raw[: error.start].decode())
        at = broken.span(len(before) - 1, len(before[-1]), 1)
        is_utf16 = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        hint = f"save it with the encoding UTF-8{'; it is UTF-16 now' if is_utf16 else ''}"
        return broken, (Diagnostic(at, "not-utf8", "the file is not UTF-8 text", hint),)
    source = SourceText(path, _lines(text), digest)
    return source, tuple(_control_characters(source) if CONTROL.search(text) else ())


def _control_characters(source: SourceText) -> Iterator[Diagnostic]:
    """The first one of each line."""
    for line, text in enumerate(source.lines):
        if control := CONTROL.search(text):
            message = f"there is a control character (U+{ord(control[0]):04X}) here"
            at = source.span(line, control.start(), 1)
            yield Diagnostic(at, "control-character", message, "delete it")


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
