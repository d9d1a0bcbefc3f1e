"""The feeds with an item for each update: nothing is missed, nothing is repeated."""

import json
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest

from building import INCIDENT, Site, items

FEEDS = ["updates.atom", "updates.rss", "feed.json"]
OF_API = ["components/api/updates.atom", "components/api/updates.rss"]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path / "site")
    site.build()
    return site


@pytest.mark.parametrize("name", [*FEEDS, *OF_API])
@pytest.mark.parametrize(
    "news",
    [
        "## Identified - 2025-08-18 09:30 +02:00\ncomponents: {API: partial_outage, Portal: major_outage}\n\nFound.\n",
        "## Update - 2025-08-18 11:00 +02:00\n\nStill fine.\n",
        "## Investigating - 2025-08-18 11:00 +02:00\ncomponents: {Websites: major_outage}\n\nIt is back.\n",
        "## Postmortem - 2025-08-19 11:00 +02:00\n\n### Why\n\nA cable.\n",
    ],
)
def test_a_new_update_adds_one_item_and_changes_no_other(site: Site, name: str, news: str) -> None:
    """Not even where it makes the incident worse, or opens it again."""
    if "Identified" in news:
        site.edit("incidents/first.md", "\n## Resolved - 2025-08-18 10:00 +02:00\n\nIt works again.\n", "")
        site.build()
    before = items(site.output, name)
    path = site.folder / "incidents/first.md"
    path.write_text(path.read_text() + "\n" + news)
    site.build()
    after = items(site.output, name)
    assert len(after) == len(before) + 1
    assert {key: after[key] for key in before} == before


@pytest.mark.parametrize("name", [*FEEDS, *OF_API])
def test_a_correction_changes_one_item(site: Site, name: str) -> None:
    """Its text and its date of change, and nothing else in it."""
    before = items(site.output, name)
    site.edit(
        "incidents/first.md",
        "## Resolved - 2025-08-18 10:00 +02:00\n\nIt works again.",
        "## Resolved - 2025-08-18 10:00 +02:00\nedited: 2025-08-18 12:00 +02:00\n\nIt works again, all of it.",
    )
    site.build()
    after = items(site.output, name)
    changed = [key for key in before if after[key] != before[key]]
    assert [key.rpartition("/")[2] for key in changed] == ["first-20250818T0800Z"]
    assert after.keys() == before.keys()
    if name == "feed.json":
        old, new = (json.loads(one[changed[0]]) for one in (before, after))
        assert {key for key in old if old[key] != new[key]} == {"content_html", "date_modified"}
        assert new["date_modified"] == "2025-08-18T10:00:00Z"


@pytest.mark.parametrize("name", ["updates.rss", "updates.atom"])
def test_the_clock_makes_items_of_its_own(site: Site, name: str) -> None:
    """A maintenance that begins by its window is news; until then only its announcement is."""
    site.write(
        "incidents/move.md",
        "---\ntitle: Move\nkind: maintenance\ncomponents: [API]\n"
        "scheduled: {start: 2025-08-20 12:00Z, end: 2025-08-20 13:00Z}\n---\n\n"
        "## Scheduled - 2025-08-19 10:00Z\n\nSoon.\n",
    )
    site.build()
    before = items(site.output, name)
    feed = feedparser.parse((site.output / name).read_bytes())
    assert feed.entries[0].title == "Scheduled: Move"
    assert feed.entries[0].published_parsed[:5] == (2025, 8, 19, 10, 0)
    text = feed.entries[0].get("content", [{"value": feed.entries[0].get("description")}])[0]["value"]
    assert "Scheduled for Aug 20, 2025 - 14:00 to 15:00 CEST" in text
    site.now = datetime(2025, 8, 20, 12, 30, tzinfo=UTC)
    site.build()
    after = items(site.output, name)
    (new,) = after.keys() - before.keys()
    assert new == "tag:status.example.org,2005:Incident/move/move-start-20250820T1200Z"
    assert {key: after[key] for key in before} == before


@pytest.mark.parametrize("name", ["history", "updates"])
def test_a_component_has_the_news_that_name_it(site: Site, name: str) -> None:
    """From the update on that first does."""
    site.edit(
        "incidents/first.md",
        "## Resolved",
        "## Identified - 2025-08-18 09:30 +02:00\ncomponents: {Portal: partial_outage}\n\nAlso this.\n\n## Resolved",
    )
    site.build()
    titles = {
        component: [
            entry.title for entry in feedparser.parse(site.output / f"components/{component}/{name}.atom").entries
        ]
        for component in ("api", "portal", "websites")
    }
    of_first = ["Resolved: First", "Identified: First", "Investigating: First"]
    of_second = ["Resolved: Second", "Investigating: Second"]
    assert titles == (
        {"api": ["First", "Second"], "portal": ["First"], "websites": []}
        if name == "history"
        else {"api": of_first + of_second, "portal": of_first[:2], "websites": []}
    )


def test_an_item_tells_what_was_known_then(site: Site) -> None:
    """Its categories are the impact, the status and the components of that time."""
    site.edit(
        "incidents/first.md",
        "## Resolved",
        "## Update - 2025-08-18 09:30 +02:00\ncomponents: {API: partial_outage, Portal: partial_outage}\n\nAlso.\n\n"
        "## Resolved",
    )
    site.edit("incidents/first.md", "{API: major_outage}", "{API: degraded_performance}")
    site.build()
    told = [item["tags"] for item in json.loads(site.page("feed.json"))["items"][:3]]
    assert told == [
        ["Incident", "Impact: Major", "Resolved", "API", "Portal"],
        ["Incident", "Impact: Major", "Investigating", "API", "Portal"],
        ["Incident", "Impact: Minor", "Investigating", "API"],
    ]


def test_an_item_has_the_whole_text_and_a_link_to_its_update(site: Site) -> None:
    """With the time and its year, the states that it changed, and what is affected."""
    item = json.loads(site.page("feed.json"))["items"][1]
    assert item["title"] == "Investigating: First"
    assert item["url"] == "https://status.example.org/incidents/first/#first-20250818T0700Z"
    assert 'id="first-20250818T0700Z"' in site.page("incidents/first/")
    assert item["content_html"] == (
        "<p><small>Aug 18, 2025 - 09:00 CEST</small><br><strong>Investigating</strong> - We are looking at it.</p>"
        "<ul><li>API: Major outage</li></ul><p>This incident affects: API.</p>"
    )


def test_what_stands_before_the_first_update_is_in_its_item(site: Site) -> None:
    """So that nothing a page says is missing from the feed."""
    site.edit("incidents/first.md", "## Investigating", "A *short* summary.\n\n## Investigating")
    site.build()
    with_summary = [key for key, text in items(site.output, "feed.json").items() if "<em>short</em>" in text]
    assert [key.rpartition("/")[2] for key in with_summary] == ["first-20250818T0700Z"]


@pytest.mark.parametrize("name", FEEDS)
def test_the_feeds_hold_fifty_updates_and_all_of_the_last_fortnight(site: Site, name: str) -> None:
    """Whichever is more."""
    for number in range(40):
        day = 1 if number < 10 else 19
        site.write(f"incidents/n{number}.md", INCIDENT.format(title=f"N{number}", day=day))
    site.build()
    assert len(items(site.output, name)) == 62
    site.now = datetime(2025, 12, 1, tzinfo=UTC)
    site.build()
    assert len(items(site.output, name)) == 50


def test_update_items_outlive_a_move(site: Site) -> None:
    """Of the site to another address, and of the report to another id; a pinned id is its report's own."""
    site.edit("incidents/first.md", "\n\nIt works", "\nid: pinned\n\nIt works")
    site.edit("incidents/second.md", "\n\nIt works", "\nid: pinned\n\nIt works")
    site.build()
    before = set(items(site.output, "updates.atom"))
    assert len(before) == 4
    site.edit("components.yaml", "https://status.example.org/", "http://status.example.org/elsewhere/")
    site.edit("incidents/first.md", "title: First", "title: First\nid: renamed\naliases: [first]")
    site.build()
    assert set(items(site.output, "updates.atom")) == before


def test_what_the_clock_does_is_said_in_words(site: Site) -> None:
    """With the window, whose end is what readers want to know then."""
    site.write(
        "incidents/move.md",
        "---\ntitle: Move\nkind: maintenance\ncomponents: [API]\n"
        "scheduled: {start: 2025-08-20 08:00Z, end: 2025-08-20 13:00Z}\n---\n\n"
        "## Scheduled - 2025-08-19 10:00Z\n\nSoon.\n",
    )
    site.build()
    item = json.loads(site.page("feed.json"))["items"][0]
    assert item["content_html"] == (
        "<p><small>Aug 20, 2025 - 10:00 CEST</small><br><strong>In progress</strong> - "
        "The scheduled maintenance is in progress.</p><p>Scheduled for Aug 20, 2025 - 10:00 to 15:00 CEST</p>"
        "<ul><li>API: Under maintenance</li></ul><p>This scheduled maintenance affects: API.</p>"
    )


def test_a_postmortem_looks_back(site: Site) -> None:
    """What it tells of is over."""
    site.edit("incidents/first.md", "It works again.\n", "It works.\n\n## Postmortem - 2025-08-19 09:00Z\n\nA cable.\n")
    site.build()
    assert "This incident affected: API." in json.loads(site.page("feed.json"))["items"][0]["content_html"]


def test_a_table_needs_none_of_our_styles(site: Site) -> None:
    """Its columns are aligned by itself, and it has no frame that only our pages can scroll."""
    site.edit("incidents/first.md", "It works again.", "It works.\n\n| a | b |\n|---|--:|\n| 1 | 2 |")
    site.build()
    text = json.loads(site.page("feed.json"))["items"][0]["content_html"]
    assert '<td align="right">2</td>' in text
    assert "scroll" not in text
    assert "</div>" not in text


def test_what_was_told_at_one_time_keeps_its_order(site: Site) -> None:
    """Readers sort by date, and a postmortem is often written down with the time of the end."""
    path = site.folder / "incidents/first.md"
    path.write_text(path.read_text() + "\n## Postmortem - 2025-08-18 10:00 +02:00\n\nA cable.\n")
    site.build()
    newest = feedparser.parse(site.page("updates.atom")).entries[:2]
    assert [(entry.title, entry.updated) for entry in newest] == [
        ("Postmortem: First", "2025-08-18T08:00:00.001Z"),
        ("Resolved: First", "2025-08-18T08:00:00Z"),
    ]


def test_an_edit_dated_before_the_update_changes_no_date(site: Site) -> None:
    """No item is updated before it was published."""
    site.edit("incidents/first.md", "10:00 +02:00\n", "10:00 +02:00\nedited: 2025-08-18 09:30 +02:00\n")
    site.build()
    item = json.loads(site.page("feed.json"))["items"][0]
    assert item["date_modified"] == item["date_published"] == "2025-08-18T08:00:00Z"


def test_a_build_a_minute_later_writes_no_feed(site: Site) -> None:
    """Feeds are dated by what they tell, never by the build."""
    site.later(1)
    assert not [path for path in site.written() if path.endswith((".rss", ".atom", "feed.json"))]
