"""A site whose pages the clock alone changes, and readers who look at it at any time and from anywhere."""

from datetime import datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page

from building import Site
from writing import at

BUILT = at("2025-08-05 12:00")
COMPONENTS = """\
page: {name: Example, url: https://status.example.com/, timezone: Europe/Oslo}
components:
  - name: API
  - name: Portal
  - name: Europe
    components: [{name: Login}]
"""
WORK = """\
---
title: New disks
kind: maintenance
components: [API, Login]
scheduled: {start: 2025-08-05 13:00Z, end: 2025-08-05 15:00Z}
---

## Scheduled - 2025-08-01 09:00Z

We change disks.
"""
NOTICE = """\
---
title: New terms
kind: notice
expires: 2025-08-06 09:00Z
---

## Announced - 2025-08-05 10:00Z

Read them.
"""
OUTAGE = """\
---
title: Portal slow
components: {Portal: partial_outage}
---

## Investigating - 2025-08-05 11:48Z

We look into it.
"""


def planned_site(folder: Path) -> Site:
    """A site with a maintenance to come and a notice that expires."""
    site = Site(folder, BUILT)
    for old in (site.folder / "incidents").iterdir():
        old.unlink()
    site.write("components.yaml", COMPONENTS)
    site.write("incidents/disks.md", WORK)
    site.write("incidents/terms.md", NOTICE)
    return site


def open_at(browser: Browser, url: str, now: datetime, zone: str = "Europe/Oslo", *, script: bool = True) -> Page:
    """The page as somebody in that time zone sees it at that time."""
    context = browser.new_context(timezone_id=zone, java_script_enabled=script, locale="en-GB")
    page = context.new_page()
    page.clock.install(time=now)
    page.goto(url)
    return page


def hours(count: float) -> datetime:
    """That long after the build."""
    return BUILT + timedelta(hours=count)
