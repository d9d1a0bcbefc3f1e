"""The stylesheets of a theme, each read once: its text, what it imports, and what its rules are."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

import tinycss2

from statusgen.diagnostics import Diagnostic, Span
from statusgen.source.text import SourceText, decode
from statusgen.theme.folder import ASSETS, ThemeFile

COMMENT = r"(?>/\*.*?(?:\*/|\Z))"
STRING = r"(?>\"(?:\\.|[^\"\\\n])*+\"?|'(?:\\.|[^'\\\n])*+'?)"
"""Comments and texts in quotes, also those that are never closed, which nothing in them ends early."""
BLANK = rf"(?:\s|{COMMENT})*+"
_CHARSET = re.compile(rf"(?si){BLANK}@charset\s+\"[^\"\n]*\"\s*;")
_IMPORT = re.compile(rf"(?si){BLANK}@import{BLANK}(?P<quote>[\"'])(?P<name>[^\"'\n]+)(?P=quote){BLANK};")
_BRACKETS = re.compile(rf"(?s){COMMENT}|{STRING}|(?P<open>[{{\[(])|(?P<close>[}}\])])")
_REMARK = re.compile(
    rf"(?sm){COMMENT}|{STRING}|url\([^)\n]*+\)?|(?:^|(?<=[;{{}}]))[ \t]*+(?P<remark>//[^\n]*)", re.IGNORECASE
)
_JINJA = re.compile(rf"(?s){COMMENT}|(?P<jinja>\{{\{{-?\s*\w[^\n]*?\}}\}}|\{{%[^\n]*?%\}})")
_DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Import:
    """A line at the top of a stylesheet that says what comes before it."""

    name: str
    """As written: `tokens.css`."""
    path: str
    """The file that it means, by its name in the theme: `assets/tokens.css`, `default/assets/tokens.css`."""
    start: int
    """Where the name begins in the text."""


@dataclass(frozen=True)
class Sheet:
    """A stylesheet as it was when the theme was read."""

    path: str
    """Its name in the theme."""
    source: SourceText
    is_own: bool
    imports: tuple[Import, ...]
    start: int
    """Where its own rules begin in the text."""
    problems: tuple[Diagnostic, ...]
    """Why it is no text."""

    @cached_property
    def text(self) -> str:
        """What it says, its lines ended by newlines."""
        return "\n".join(self.source.lines)

    @property
    def folder(self) -> str:
        """Where it is in its theme, whichever that is: `assets`, `assets/brand`."""
        return posixpath.dirname(_here(self.path))

    @cached_property
    def is_too_deep(self) -> bool:
        """Whether its blocks are nested as no stylesheet of any use has them."""
        steps = (bool(match["open"]) - bool(match["close"]) for match in _BRACKETS.finditer(self.text))
        return max(accumulate(steps, initial=0)) > _DEEPEST

    @cached_property
    def remarks(self) -> tuple[tuple[int, int], ...]:
        """Where the comments of other languages begin and end: `// like this`, before a rule or a declaration."""
        return tuple(match.span("remark") for match in _REMARK.finditer(self.text) if match["remark"])

    @cached_property
    def jinja(self) -> tuple[int, int] | None:
        """Where something begins and ends that only templates know."""
        return next((match.span("jinja") for match in _JINJA.finditer(self.text) if match["jinja"]), None)

    @cached_property
    def plain(self) -> str:
        """The text with blanks in the place of remarks."""
        text = self.text
        for start, end in self.remarks:
            text = text[:start] + " " * (end - start) + text[end:]
        return text

    @cached_property
    def nodes(self) -> list[Any]:
        """The rules as tinycss2 reads them; none where they are nested too deep."""
        return (
            [] if self.is_too_deep else tinycss2.parse_stylesheet(self.plain, skip_comments=True, skip_whitespace=True)
        )

    def offset(self, node: Any) -> int:
        """Where a node begins in the text."""
        return int(self._lines[node.source_line - 1] + node.source_column - 1)

    def span(self, start: int, end: int) -> Span:
        """A stretch of the text that is on one line."""
        line = bisect_right(self._lines, start) - 1
        return self.source.span(line, start - self._lines[line], end - start)

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line begins in the text."""
        return list(accumulate((len(line) + 1 for line in self.source.lines), initial=0))[:-1]


Sheets = Mapping[str, Sheet]
"""All stylesheets of a theme by their names there, those that are shipped also as `default/…`."""


def is_stylesheet(path: str, shipped: frozenset[str]) -> bool:
    """Whether a theme's file is one; `shipped` are the names of the themes that have a prefix."""
    folders = (ASSETS, *(f"{theme}/{ASSETS}" for theme in shipped))
    return path.lower().endswith(".css") and path.startswith(folders)


def read_sheets(files: Mapping[str, ThemeFile], shipped: frozenset[str]) -> Sheets:
    """The stylesheets among all files of a theme."""
    return {path: read_sheet(path, file, shipped) for path, file in files.items() if is_stylesheet(path, shipped)}


def read_sheet(path: str, file: ThemeFile, shipped: frozenset[str] = frozenset()) -> Sheet:
    """A file of a theme as a stylesheet."""
    source, problems = decode(file.location, file.content)
    text = "\n".join(source.lines)
    found: list[Import] = []
    charset = _CHARSET.match(text)
    end = charset.end() if charset else 0
    while match := _IMPORT.match(text, end):
        found.append(Import(match["name"], _meant(path, match["name"], shipped), match.start("name")))
        end = match.end()
    return Sheet(path, source, file.is_own, tuple(found), end, problems)


def _meant(path: str, name: str, shipped: frozenset[str]) -> str:
    theme, _, rest = name.partition("/")
    if rest and theme in shipped:
        return f"{theme}/{ASSETS}{rest}"
    return posixpath.normpath(posixpath.join(posixpath.dirname(_here(path)), name))


def _here(path: str) -> str:
    return path[max(0, path.find(ASSETS)) :]
