"""The feeds with an item for each report."""

from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest

from building import INCIDENT, Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site")


def _read(site: Site, name: str) -> feedparser.FeedParserDict:
    feed = feedparser.parse((site.output / name).read_bytes())
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


@pytest.mark.parametrize("name", ["history.rss", "history.atom"])
def test_there_is_one_item_for_each_report(site: Site, name: str) -> None:
    """The newest news first, with a link, a date and the whole story."""
    site.build()
    items = _read(site, name).entries
    assert [item.title for item in items] == ["First", "Second"]
    assert items[0].link == "https://status.example.org/incidents/first/"
    text = items[0].content[0].value if name.endswith("atom") else items[0].description
    assert "<strong>Resolved</strong> - It works again." in text
    assert text.index("Resolved") < text.index("Investigating")
    assert "This incident affected: API." in text


@pytest.mark.parametrize("name", ["history.rss", "history.atom"])
def test_an_items_id_outlives_a_move(site: Site, name: str) -> None:
    """Of the site to another path of its host, and of the report to another id."""
    site.build()
    before = {item.title: item.id for item in _read(site, name).entries}
    site.edit("components.yaml", "https://status.example.org/", "http://status.example.org/elsewhere/")
    site.edit("incidents/first.md", "title: First", "title: First\nid: renamed\naliases: [first]")
    site.build()
    assert {item.title: item.id for item in _read(site, name).entries} == before


@pytest.mark.parametrize("name", ["history.rss", "history.atom"])
def test_an_upcoming_maintenance_is_dated_when_it_was_announced(site: Site, name: str) -> None:
    """A date in the future would be refused by readers."""
    site.write(
        "incidents/move.md",
        "---\ntitle: Move\nkind: maintenance\nscheduled: {start: 2025-09-20 10:30Z, end: 2025-09-20 11:00Z}\n---\n\n"
        "## Scheduled - 2025-08-19 10:00Z\n\nSoon.\n",
    )
    site.build()
    item = _read(site, name).entries[0]
    assert item.title == "Move"
    assert (item.published_parsed or item.updated_parsed)[:5] == (2025, 8, 19, 10, 0)


def test_links_and_pictures_in_a_feed_are_absolute(site: Site) -> None:
    """A reader shows the text far from the site."""
    site.write("incidents/queue.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.edit("incidents/first.md", "looking at it.", "looking at it: ![queue](queue.svg), as [then](second.md).")
    site.build()
    text = _read(site, "history.rss").entries[0].description
    assert 'src="https://status.example.org/incidents/first/queue.' in text
    assert 'href="https://status.example.org/incidents/second/"' in text


def test_the_feeds_hold_fifty_reports_and_all_of_the_last_fortnight(site: Site) -> None:
    """Whichever is more."""
    for number in range(70):
        day = 1 if number < 10 else 19
        site.write(f"incidents/n{number}.md", INCIDENT.format(title=f"N{number}", day=day))
    site.build()
    assert len(_read(site, "history.atom").entries) == 61
    site.now = datetime(2025, 12, 1, tzinfo=UTC)
    site.build()
    assert len(_read(site, "history.rss").entries) == 50


def test_a_site_without_reports_has_valid_feeds(tmp_path: Path) -> None:
    """An empty feed is a feed."""
    site = Site(tmp_path / "site")
    for path in (site.folder / "incidents").iterdir():
        path.unlink()
    site.build()
    for name in ("history.rss", "history.atom"):
        assert _read(site, name).entries == []


def test_an_item_can_be_sorted_by_impact_status_and_component(site: Site) -> None:
    """Machines find the slugs in Atom, people the words."""
    site.build()
    tags = _read(site, "history.atom").entries[0].tags
    assert [(tag.scheme.rpartition(":")[2], tag.term, tag.label) for tag in tags] == [
        ("kind", "incident", "Incident"),
        ("impact", "critical", "Impact: Critical"),
        ("status", "resolved", "Resolved"),
        ("component", "api", "API"),
    ]
    tags = _read(site, "history.rss").entries[0].tags
    assert [tag.term for tag in tags] == ["Incident", "Impact: Critical", "Resolved", "API"]
