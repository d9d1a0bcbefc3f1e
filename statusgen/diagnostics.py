"""What is wrong, and where: values, never exceptions, for content; one exception for the world.

Nothing here knows about files, YAML or incidents, and nothing here prints.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one source line."""

    path: str
    """The file, relative to the site's folder, with forward slashes."""
    line: int
    """Counted from 1."""
    column: int
    """In characters, counted from 1."""
    width: int
    """In characters; 0 where something is missing."""
    source: str
    """The whole line, without its line ending."""

    @property
    def text(self) -> str:
        """The characters that the span points at."""
        return self.source[self.column - 1 : self.column - 1 + self.width]

    def part(self, text: str) -> "Span":
        """The first place of `text` inside this span, or the span itself if it is not in there."""
        start = self.text.find(text)
        if start < 0 or not text:
            return self
        return replace(self, column=self.column + start, width=len(text))


class Severity(StrEnum):
    """Errors keep a site from being published, warnings do not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One complaint about the content, addressed to its writer."""

    at: Span
    code: str
    """A stable name, the heading of its entry in docs/diagnostics.md."""
    message: str
    """What is wrong, in one sentence without a full stop."""
    hint: str = ""
    """What to write instead."""
    severity: Severity = Severity.ERROR


class StatusgenError(Exception):
    """The world failed (disk, port, a missing folder): one line for the user, exit code 3."""


class ChangedMeanwhileError(StatusgenError):
    """Somebody else wrote a file while it was at work on: the same may be tried again at once."""


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether anything in there keeps the site from being published."""
    return any(d.severity is Severity.ERROR for d in diagnostics)


_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_QUOTES = {**dict.fromkeys(map(ord, "\u2018\u2019\u201a"), "'"), **dict.fromkeys(map(ord, "\u201c\u201d\u201e"), '"')}


def plain(text: str) -> str:
    """`text` as a plain keyboard has it: no other blanks, dashes, quotes or widths, and nothing invisible."""
    known = unicodedata.normalize("NFKC", text).translate(_DASHES | _QUOTES)
    return " ".join("".join(c for c in known if unicodedata.category(c) != "Cf").split())


def unseen_in(text: str) -> str:
    """A remark on the first character of `text` that a reader takes for a blank or does not see, if there is one."""
    for character in text:
        if unicodedata.category(character) == "Cf":
            return f"there is an invisible character (U+{ord(character):04X}) in it"
        if character.isspace() and character not in " \t\n":
            return f"one of its blanks is a special one (U+{ord(character):04X})"
    return ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the known word closest to `word`, or an empty string.

    Of words that differ in case alone, the first one counts.
    """
    remark = unseen_in(word)
    word = plain(word).strip("'\"")
    by_folded: dict[str, str] = {}
    for one in known:
        by_folded.setdefault(one.casefold(), one)
    close = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.7)
    return f"did you mean '{by_folded[close[0]]}'? {remark}".rstrip() if close else ""
