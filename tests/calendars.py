"""Calendars as icalendar reads them, and a maintenance to put into them."""

from pathlib import Path
from typing import Any

import icalendar

from building import Site

MOVE = """\
---
title: {title}
kind: maintenance
scheduled: {{start: 2025-08-21 22:00Z, end: 2025-08-21 23:00Z}}
components: [API, Portal]
---

## Scheduled - 2025-08-19 10:00Z

The database moves.
"""
CAL = "calendar.ics"


def append_to_move(site: Site, text: str) -> None:
    """Adds news of that maintenance, which is incidents/move.md."""
    path = site.folder / "incidents/move.md"
    site.write("incidents/move.md", f"{path.read_text('utf-8')}\n{text}\n")


def read_calendar(path: Path) -> Any:
    """A calendar, whose parts could be anything as far as their types tell."""
    return icalendar.Calendar.from_ical(path.read_bytes())


def events_in(site: Site, path: str = CAL) -> list[Any]:
    """What icalendar reads in a valid calendar of a new build."""
    assert site.build().publication is not None
    content = (site.output / path).read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    calendar = read_calendar(site.output / path)
    assert calendar.subcomponents
    return list(calendar.walk("VEVENT"))


def event_in(site: Site, path: str = CAL) -> Any:
    """The only event there."""
    (event,) = events_in(site, path)
    return event
