"""What a page loads from another host, whose owner could then follow every reader, or change the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from statusgen.diagnostics import Diagnostic, Span
from statusgen.source.text import SourceText, decode
from statusgen.theme.folder import ThemeFile

FOREIGN = re.compile(r"(?i)(?:https?:)?//")
_TAG = re.compile(
    r"(?is)<(?P<name>script|link|img|iframe|audio|video|source|track|embed|object|input)\b(?P<rest>[^>]*)>"
)
_ADDRESS = re.compile(r"(?is)\b(?:src|href|data|poster)\s*=\s*[\"']?(?P<url>(?:https?:)?//[^\s\"'>]*)")
_LOADED = re.compile(r"(?i)\brel\s*=\s*[\"']?[^\"'>]*\b(?:stylesheet|icon|preload|modulepreload|manifest|prefetch)\b")


def foreign_asset(at: Span) -> Diagnostic:
    """The complaint about the address of something that a page loads."""
    message = "this is loaded from another host, which could follow every reader and change the page"
    hint = "put the file into assets/ of the theme, and load it from there"
    return Diagnostic(at, "foreign-asset", message, hint)


def foreign_problems(templates: Mapping[str, ThemeFile]) -> Iterator[Diagnostic]:
    """What the site's own templates load from other hosts, as far as the address stands in them."""
    for file in templates.values():
        if file.is_own:
            source, _ = decode(file.location, file.content)
            text = "\n".join(source.lines)
            for tag in _TAG.finditer(text):
                if tag["name"].lower() != "link" or _LOADED.search(tag["rest"]):
                    for found in _ADDRESS.finditer(text, tag.start("rest"), tag.end("rest")):
                        yield foreign_asset(place(source, text, found.start("url"), found["url"]))


def place(source: SourceText, text: str, start: int, written: str) -> Span:
    """Where in a file something written on one line is; `text` has its lines joined."""
    line = text.count("\n", 0, start)
    return source.span(line, start - (text.rfind("\n", 0, start) + 1), len(written))
