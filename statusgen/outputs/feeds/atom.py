"""A feed as Atom, RFC 4287."""

from __future__ import annotations

from xml.etree import ElementTree

from statusgen.i18n import iso
from statusgen.outputs import mediatypes
from statusgen.outputs.feeds.feed import Feed
from statusgen.outputs.xml import child, document

_ATOM = "http://www.w3.org/2005/Atom"


def atom(feed: Feed) -> bytes:
    """The whole document."""
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": feed.language})
    child(root, "id", feed.id)
    child(root, "title", feed.title)
    child(root, "subtitle", feed.description)
    child(root, "updated", iso(feed.updated))
    child(root, "link", rel="alternate", type="text/html", href=feed.home)
    child(root, "link", rel="self", type=mediatypes.ATOM, href=feed.url)
    if feed.icon:
        child(root, "icon", feed.icon)
    child(child(root, "author"), "name", feed.author)
    for item in feed.items:
        entry = child(root, "entry")
        child(entry, "id", item.id)
        child(entry, "title", item.title)
        child(entry, "published", iso(item.published))
        child(entry, "updated", iso(item.updated))
        child(entry, "link", rel="alternate", type="text/html", href=item.url)
        for category in item.categories:
            scheme = feed.id.partition("/")[0] + category.scheme
            child(entry, "category", term=category.term, scheme=scheme, label=category.label)
        child(entry, "content", item.html, type="html")
    return document(root)
