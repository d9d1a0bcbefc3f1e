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


POSTMORTEM = """\
---
title: Slow
components: {API: partial_outage, Portal: degraded_performance}
---

## Investigating - 2025-08-18 09:00 +02:00

We look.

## Resolved - 2025-08-18 10:27 +02:00

Over.

## Postmortem - 2025-08-19 10:00 +02:00

What we know.
"""


def _contents(page: HtmlElement) -> list[tuple[str, str]]:
    """Its lines with where they lead, and whether they stand one level down."""
    links = page.xpath("//nav[@aria-label='Contents']//a")
    return [("  " * len(link.xpath("ancestor::ol[2]")) + _said(link), link.get("href")) for link in links]


def test_from_three_headings_on_a_postmortem_has_a_table_of_contents(site: Site) -> None:
    """Of two levels, and with the way to the updates; every line leads somewhere."""
    headings = "### Cause\n\n#### First\n\n##### Finer\n\n### `max_connections` *and* more\n"
    site.write("incidents/slow.md", f"{POSTMORTEM}\n{headings}")
    site.build()
    page = _report(site, "slow")
    assert _contents(page) == [
        ("Cause", "#postmortem:cause"),
        ("  First", "#postmortem:first"),
        ("max_connections and more", "#postmortem:max-connections-and-more"),
        ("Updates", "#report:updates"),
    ]
    for _, url in _contents(page):
        assert len(page.xpath(f"//*[@id='{url[1:]}']")) == 1


def test_a_short_postmortem_has_none(site: Site) -> None:
    """What would be two lines can be seen at once."""
    site.write("incidents/slow.md", f"{POSTMORTEM}\n### Cause\n\n#### First\n\n##### Finer\n")
    site.build()
    assert _contents(_report(site, "slow")) == []


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Root cause", "root-cause"),
        ("What we'll do: 3 things!", "what-we-ll-do-3-things"),
        ("障害の原因", "障害の原因"),
        ("ماذا حدث؟", "ماذا-حدث"),
        ("समस्या", "समस्या"),
        ("ÄRGER", "ärger"),
        ("🚒", "section"),
        ("a" * 200, "a" * 80),
        ("Two<!-- secret -->fold", "twofold"),
    ],
)
def test_the_anchor_of_a_heading_is_its_words(site: Site, heading: str, anchor: str) -> None:
    """In whatever script they are; the heading leads there itself."""
    site.write("incidents/slow.md", f"{POSTMORTEM}\n### {heading}\n")
    site.build()
    (found,) = _report(site, "slow").xpath("//h3[starts-with(@id, 'postmortem:')]")
    assert found.get("id") == f"postmortem:{anchor}"
    assert found.xpath("a/@href") == [f"#postmortem:{anchor}"]


def test_equal_headings_have_different_anchors(site: Site) -> None:
    """The first keeps its own when another comes below it, and no number meets a heading that ends in it."""
    site.write("incidents/slow.md", f"{POSTMORTEM}\n### A\n\n### A\n\n### A 2\n\n### A\n")
    site.build()
    assert _report(site, "slow").xpath("//h3/@id[starts-with(., 'postmortem:')]") == [
        "postmortem:a",
        "postmortem:a-2",
        "postmortem:a-2-2",
        "postmortem:a-3",
    ]


def test_a_heading_with_a_link_keeps_it(site: Site) -> None:
    """There are no links in links."""
    site.write("incidents/slow.md", f"{POSTMORTEM}\n### See [there](https://example.org/)\n\n### And here\n")
    site.build()
    links = _report(site, "slow").xpath("//h3[starts-with(@id, 'postmortem:')]//a/@href")
    assert links == ["https://example.org/", "#postmortem:and-here"]


def test_no_anchor_of_a_heading_meets_that_of_an_update(site: Site) -> None:
    """Whatever the report is called."""
    site.write("incidents/postmortem.md", f"{POSTMORTEM}\n### Postmortem\n\n### 20250818T0700Z\n")
    site.build()
    ids = _report(site, "postmortem").xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {"postmortem-postmortem", "postmortem:postmortem"} <= set(ids)


def test_feeds_and_the_api_have_no_anchors(site: Site) -> None:
    """They are for the page; elsewhere the ids of several texts would meet."""
    site.write("incidents/slow.md", f"{POSTMORTEM}\n### Root cause\n\nOf it.\n")
    site.build()
    files = [path for path in site.output.rglob("*") if path.suffix in (".atom", ".rss", ".json", ".ics")]
    texts = [path.read_text("utf-8") for path in files if path.name[0] != "."]
    assert sum("Root cause" in text for text in texts) > 5
    assert not any("postmortem:" in text for text in texts)


def test_the_top_says_how_a_report_stands(site: Site) -> None:
    """Status, impact and length in words, and the way to the postmortem."""
    site.write("incidents/slow.md", POSTMORTEM)
    site.build()
    page = _report(site, "slow")
    assert [_said(part) for part in page.xpath("//article/header/p[@class='meta']/*")] == [
        "Resolved",
        "Impact: Major",
        "Lasted 1 hr, 27 min",
        "Read the postmortem",
    ]
    (way,) = page.xpath("//article/header//a/@href")
    assert page.xpath(f"//section[@id='{way[1:]}']/@class") == ["postmortem"]
    assert page.xpath("//article/@data-kind | //article/@data-status") == ["incident", "resolved"]


@pytest.mark.parametrize(
    ("name", "text", "status", "time"),
    [
        ("disks", MAINTENANCE, "Scheduled", "Aug 19, 2025 - 09:00 CEST"),
        ("disks", MAINTENANCE.replace("08-25", "08-20").replace("22:00", "11:00"), "In progress", "11:00 CEST"),
        ("slow", POSTMORTEM.partition("## Resolved")[0], "Investigating", "Aug 18, 2025 - 09:00 CEST"),
    ],
)
def test_what_may_change_is_said_with_its_time(site: Site, name: str, text: str, status: str, time: str) -> None:
    """Such as the status of a maintenance that the clock will begin: it is true however late it is read."""
    site.write(f"incidents/{name}.md", text)
    site.build()
    (now,) = _report(site, name).xpath("//*[@class='now']")
    assert _said(now).startswith(f"{status} as of Aug ")
    assert _said(now).endswith(time)


def test_between_updates_the_page_says_how_long_it_took(site: Site) -> None:
    """Since the one before; the first has none before it."""
    late = "\n## Update - 2025-08-19 11:30 +02:00\n\nMore.\n"
    site.write("incidents/slow.md", POSTMORTEM + late)
    site.build()
    posted = _report(site, "slow").xpath("//ol[contains(@class, 'rail')]/li/p[@class='posted']")
    assert [[_said(part) for part in line] for line in posted] == [
        ["Posted Aug 19, 2025 - 11:30 CEST", "1 day, 1 hr later"],
        ["Posted Aug 18, 2025 - 10:27 CEST", "1 hr, 27 min later"],
        ["Posted Aug 18, 2025 - 09:00 CEST"],
    ]


def test_headings_of_a_report_are_in_order(site: Site) -> None:
    """The postmortem and the updates are its two parts."""
    site.write("incidents/slow.md", f"{POSTMORTEM}\n# Cause\n\n### First\n")
    site.build()
    headings = _report(site, "slow").xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")
    assert [(heading.tag, _said(heading)) for heading in headings] == [
        ("h1", "Slow"),
        ("h2", "Postmortem"),
        ("h3", "Cause"),
        ("h4", "First"),
        ("h2", "Updates"),
        ("h3", "Resolved"),
        ("h3", "Investigating"),
    ]


def test_a_maintenance_that_was_called_off_claims_no_states(site: Site) -> None:
    """It names what it was planned for."""
    site.write("incidents/disks.md", f"{MAINTENANCE}\n## Cancelled - 2025-08-20 09:00 +02:00\n\nNot needed.\n")
    site.build()
    (affected,) = _report(site, "disks").xpath("//dl/div[dt='Components']/dd")
    assert _said(affected) == "API"


def test_ten_components_and_more_fold_away(site: Site) -> None:
    """In one line that says how many there are."""
    names = [f"Part {number}" for number in range(10)]
    rows = "".join(f"  - name: {name}\n" for name in names)
    site.edit("components.yaml", "  - name: API\n", f"  - name: API\n{rows}")
    site.write(
        "incidents/slow.md",
        POSTMORTEM.replace("API: partial_outage", ": major_outage, ".join(names) + ": major_outage"),
    )
    site.build()
    (folded,) = _report(site, "slow").xpath("//dl//details")
    assert _said(folded.find("summary")) == "11 components"
    assert len(folded.xpath("ul/li")) == 11
