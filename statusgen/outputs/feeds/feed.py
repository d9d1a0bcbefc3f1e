"""A feed and its items, before they take the form of RSS, Atom or JSON Feed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from statusgen.outputs.edition import NEVER


@dataclass(frozen=True, slots=True)
class Category:
    """One thing to sort items by."""

    scheme: str
    """What kind of thing it is: kind, impact, status or component."""
    term: str
    """For machines: a slug, or the id of a component."""
    label: str
    """In the page's language."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry, all of its addresses absolute."""

    id: str
    """A tag URI; never changes, and no two items share one."""
    url: str
    title: str
    published: datetime
    news: datetime
    """When its latest news was told, which is what readers without a notion of changes sort by."""
    updated: datetime
    """When anything that it shows changed last."""
    categories: tuple[Category, ...]
    html: str


@dataclass(frozen=True, slots=True)
class Feed:
    """What somebody subscribes to."""

    id: str
    """A tag URI; never changes."""
    url: str
    home: str
    """The address of the page that it tells of."""
    title: str
    description: str
    author: str
    language: str
    icon: str
    """The address of a small picture, or empty."""
    items: tuple[Item, ...]
    """The newest first."""

    @property
    def updated(self) -> datetime:
        """When anything in it changed last."""
        return max((item.updated for item in self.items), default=NEVER)
