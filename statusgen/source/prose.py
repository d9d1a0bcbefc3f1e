"""Rendered Markdown that can still be moved: its relative links are open until a page is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from statusgen.diagnostics import Span

_OPEN_LINK = re.compile("\x02([0-9]+)\x03")


@dataclass(frozen=True, slots=True)
class Link:
    """A relative link or picture in a text."""

    target: str
    """As it is written, fragment included."""
    at: Span


@dataclass(frozen=True, slots=True)
class Prose:
    """HTML of a piece of Markdown."""

    html: str = ""
    """Escaped and complete but for the addresses of `links`; headings start at level 3, without a gap."""
    links: tuple[Link, ...] = ()

    def resolved(self, address: Callable[[str], str]) -> str:
        """The finished HTML: `address` turns a link's target, as written, into an escaped URL."""
        html = self.html
        if self.links:
            html = _OPEN_LINK.sub(lambda m: address(self.links[int(m[1])].target), html)
        return html

    def __bool__(self) -> bool:
        return bool(self.html)
