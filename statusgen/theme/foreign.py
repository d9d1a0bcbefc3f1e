"""What a page loads from another host, whose owner could then follow every reader, or change the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from statusgen.diagnostics import Diagnostic, Span
from statusgen.theme.templates.markup import Html, Tag, Written

FOREIGN = re.compile(r"(?i)(?:https?:)?//")
_AHEAD = re.compile(r"(?i)\b(?:preconnect|dns-prefetch)\b")
_SENDING = {"form": "action", "button": "formaction", "input": "formaction"}


def foreign_asset(at: Span) -> Diagnostic:
    """The complaint about the address of something that a page loads."""
    message = "this is loaded from another host, which could follow every reader and change the page"
    hint = "put the file into assets/ of the theme, and load it from there"
    return Diagnostic(at, "foreign-asset", message, hint)


def foreign_problems(pages: Iterable[Html]) -> Iterator[Diagnostic]:
    """What the HTML of the site's own templates loads from other hosts, as far as the address stands in it."""
    for html in pages:
        for tag in html.tags:
            yield from (foreign_asset(html.at(url)) for url in tag.loaded() if FOREIGN.match(url.text))
            for url in _met(tag):
                message = "browsers turn to another host by this, which could follow every reader"
                yield Diagnostic(html.at(url), "foreign-asset", message, "remove it")
            for url in _sent(tag):
                message = "what readers write goes to another host, and browsers refuse where `_headers` are sent"
                hint = "link to a page of that host that has the form"
                yield Diagnostic(html.at(url), "foreign-asset", message, hint)


def _met(tag: Tag) -> Iterator[Written]:
    """The host that a page turns to before it loads something."""
    if tag.name == "link" and _AHEAD.search(tag.value("rel")) and FOREIGN.match(tag.value("href")):
        yield tag.attributes["href"][1]


def _sent(tag: Tag) -> Iterator[Written]:
    """Where a form leads."""
    name = _SENDING.get(tag.name, "")
    if FOREIGN.match(tag.value(name)):
        yield tag.attributes[name][1]
