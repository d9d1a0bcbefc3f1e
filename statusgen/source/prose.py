"""Rendered Markdown that can still be moved: its links to files of the site are open until a page is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from statusgen.diagnostics import Span

_OPEN_LINK = re.compile("\x02([0-9]+)\x03")
_CHAPTER = re.compile(r'<(h[3-6]) id="([^"]+)">((?:(?!<a ).)*?)</\1>', re.DOTALL)
"""A heading with an id and no link in it; no text has quotes or tags that look like it."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link or picture in a text that the site has to resolve."""

    target: str
    """As it is written, fragment included."""
    at: Span


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading of a text, to be linked to."""

    level: int
    """From 3 on."""
    anchor: str
    """Its id in the HTML."""
    title: str
    """As plain text."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A piece of a file's Markdown; false where there is none.

    Its HTML is kept apart, since most of what is done with a report needs none of it.
    """

    number: int = -1
    """Which of the file's texts it is."""
    links: tuple[Link, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    """Its headings, where they have ids."""

    def __bool__(self) -> bool:
        return self.number >= 0


def is_relative(target: str) -> bool:
    """Whether a link leads to a file beside the one it stands in, or to a place in the same text."""
    if target.startswith("#"):
        return True
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    return bool(parts.path) and not parts.scheme and not parts.netloc and not target.startswith("/")


def is_ours(target: str) -> bool:
    """Whether a picture comes with the site: it is in the text itself, or at a path of the same server."""
    return target.startswith("data:") or (target.startswith("/") and not target.startswith("//"))


def open_link(number: int) -> str:
    """What stands in rendered HTML in place of the address of a text's link."""
    return f"\x02{number}\x03"


def resolve_links(html: str, links: tuple[Link, ...], address: Callable[[str], str | None]) -> str:
    """The finished HTML: `address` turns a link's target, as written, into an escaped URL.

    Where it has none, of a link only the words are left, and of a picture only the words that describe it.
    """
    if not links:
        return html
    addresses = {str(number): address(link.target) for number, link in enumerate(links)}
    for number, found in addresses.items():
        if found is None:
            html = re.sub(f'<a href="\x02{number}\x03"[^>]*>(.*?)</a>', r"\1", html, flags=re.DOTALL)
            html = re.sub(f'<img src="\x02{number}\x03" alt="([^"]*)"[^>]*>', r"\1", html)
    return _OPEN_LINK.sub(lambda match: addresses[match[1]] or "", html)


def with_self_links(html: str) -> str:
    """The HTML, in which each heading with an id leads to itself, unless it leads elsewhere."""
    return _CHAPTER.sub(r'<\1 id="\2"><a href="#\2">\3</a></\1>', html)


def without_anchors(html: str) -> str:
    """The HTML, in which no heading has an id."""
    return re.sub(r'(<h[3-6]) id="[^"]+"', r"\1", html)
