"""A feed as JSON Feed 1.1."""

from __future__ import annotations

import json

from statusgen.i18n import iso
from statusgen.outputs.feeds.feed import Feed, Item


def json_feed(feed: Feed) -> bytes:
    """The whole document."""
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "description": feed.description,
        "icon": feed.icon,
        "language": feed.language,
        "authors": [{"name": feed.author, "url": feed.home}],
        "items": [_item(item) for item in feed.items],
    }
    told = {key: value for key, value in content.items() if value != ""}
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def _item(item: Item) -> dict[str, object]:
    return {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_html": item.html,
        "date_published": iso(item.published),
        "date_modified": iso(item.updated),
        "tags": [category.label for category in item.categories],
    }
