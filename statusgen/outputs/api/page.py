"""What every file of the API begins with, how it writes times, and the state of everything together."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from statusgen.i18n import BANNERS
from statusgen.outputs.edition import Edition
from statusgen.views.current import Banner

Record = dict[str, object]
"""An object of the API; the order of its keys is part of the format."""


def page_record(edition: Edition, updated: datetime) -> Record:
    """The `page` of a file."""
    page = edition.facts.site.page
    return {
        "id": page.id,
        "name": page.name,
        "url": edition.url.removesuffix("/"),
        "time_zone": page.zone.key,
        "updated_at": timestamp(updated, page.zone),
    }


def status_record(banner: Banner) -> Record:
    """The state of everything together, in English in every language of the page."""
    return {"indicator": banner.indicator, "description": BANNERS[banner]}


def timestamp(at: datetime, zone: ZoneInfo) -> str:
    """An instant on the page's clock: `2025-08-05T11:50:00.000+02:00`, and with a `Z` where that clock is UTC."""
    local = at.astimezone(zone)
    if local.tzname() == "UTC":
        return local.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    offset = local.utcoffset() or timedelta(0)
    offset -= offset % timedelta(minutes=1)  # Liberia's was no whole minute until 1972
    return at.astimezone(timezone(offset)).isoformat(timespec="milliseconds")
