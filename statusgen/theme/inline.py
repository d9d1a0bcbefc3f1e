"""Code in templates that browsers do not run and styles that they do not see, as the site's policy forbids both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from statusgen.diagnostics import Diagnostic, Severity
from statusgen.theme.templates.markup import Html, Tag, Written

_RUN = re.compile(r"(?i)(?:|(?:text|application)/(?:x-)?(?:java|ecma)script|module|importmap)\s*(?:;.*)?")
_EVENT = re.compile(r"on[a-z]+")


def inline_problems(pages: Iterable[Html]) -> Iterator[Diagnostic]:
    """What the HTML of the site's own templates has of it."""
    for html in pages:
        for tag in html.tags:
            for written in _inline(tag):
                yield Diagnostic(
                    html.at(written),
                    "inline-code",
                    "browsers ignore this where the host sends the site's `_headers`, which allow files only",
                    "put it into a file in assets/ of the theme, and load that",
                    Severity.WARNING,
                )


def _inline(tag: Tag) -> Iterator[Written]:
    runs = tag.name == "script" and "src" not in tag.attributes and _RUN.fullmatch(tag.value("type").strip())
    if tag.name == "style" or runs:
        yield tag.opening
    for key, (name, value) in tag.attributes.items():
        if key == "style" or _EVENT.fullmatch(key):
            yield name
        elif value.text.strip().lower().startswith("javascript:"):
            yield value
