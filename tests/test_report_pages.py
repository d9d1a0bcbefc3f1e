"""The page of a report, as it stands in the file."""

from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement

from building import Site

MAINTENANCE = """\
---
title: New disks
kind: maintenance
scheduled: {start: 2025-08-25 22:00 +02:00, end: 2025-08-25 23:00 +02:00}
components: [API]
---

## Scheduled - 2025-08-18 09:00 +02:00

Faster ones.

## Update - 2025-08-19 09:00 +02:00
scheduled: {end: 2025-08-26 01:00 +02:00}

More of them.
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site")


def _report(site: Site, report_id: str) -> HtmlElement:
    return html.fromstring(site.page(f"incidents/{report_id}/"))


def _said(element: HtmlElement) -> str:
    """Its text with the blanks folded."""
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("path", ["", "incidents/disks/"])
def test_the_ends_of_a_window_are_times(site: Site, path: str) -> None:
    """Each with its instant for machines, and one sentence for people."""
    site.write("incidents/disks.md", MAINTENANCE)
    site.build()
    windows = html.fromstring(site.page(path)).xpath("//main//*[@class='window']")
    assert windows
    assert {_said(window) for window in windows} == {"Aug 25, 2025 - 22:00 CEST to Aug 26, 2025 - 01:00 CEST"}
    for window in windows:
        assert window.xpath("time/@datetime") == ["2025-08-25T20:00:00Z", "2025-08-25T23:00:00Z"]


def test_what_both_ends_of_a_window_share_is_said_once(site: Site) -> None:
    """The day and the zone, where they are the same."""
    site.write("incidents/disks.md", MAINTENANCE.partition("## Update")[0])
    site.build()
    (window,) = html.fromstring(site.page("")).xpath("//main//*[@class='window']")
    assert [time.text for time in window.xpath("time")] == ["Aug 25, 2025 - 22:00", "23:00 CEST"]
