"""A feed as RSS 2.0."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree import ElementTree

from statusgen.i18n import iso
from statusgen.outputs import mediatypes
from statusgen.outputs.feeds.feed import Feed
from statusgen.outputs.xml import child, document

_ATOM = "http://www.w3.org/2005/Atom"


def rss(feed: Feed) -> bytes:
    """The whole document."""
    root = ElementTree.Element("rss", {"version": "2.0", "xmlns:atom": _ATOM})
    channel = child(root, "channel")
    child(channel, "title", feed.title)
    child(channel, "link", feed.home)
    child(channel, "atom:link", href=feed.url, rel="self", type=mediatypes.RSS)
    child(channel, "description", feed.description)
    child(channel, "language", feed.language.lower())
    if feed.items:
        child(channel, "pubDate", _rfc822(feed.updated))
    for item in feed.items:
        entry = child(channel, "item")
        child(entry, "title", item.title)
        child(entry, "description", item.html)
        child(entry, "pubDate", _rfc822(item.news))
        child(entry, "atom:updated", iso(item.updated))
        child(entry, "link", item.url)
        child(entry, "guid", item.id, isPermaLink="false")
        for category in item.categories:
            child(entry, "category", category.label, domain=category.scheme)
    return document(root)


def _rfc822(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC), usegmt=True)
