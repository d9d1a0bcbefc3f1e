"""What readers find on the pages."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urljoin

import html5lib
import pytest
from lxml import html

from statusgen.load.site import Moment
from statusgen.pipeline import build

from building import Site
from golden import SITES

DEMO = Path(__file__).parents[1]
NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
BASE = "https://status.example.org/"

REPORT = """\
---
title: Pin is hidden
impact: major
components: [Websites, API, Portal]
---

## Investigating - 2025-08-05 09:36 +02:00

We are currently investigating.

## Update - 2025-08-05 09:45 +02:00

We are continuing to investigate.

## Resolved - 2025-08-05 11:50 +02:00

This incident has been resolved.

## Postmortem - 2025-08-05 11:50 +02:00

We experienced a disruption.

### Timeline

- **9:16 AM** - Maintenance initiated
- **9:25 AM** - Degradation detected

### Preventive measures

1. **Monitoring** - More of it
2. **Procedures** - Stricter ones
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo site, published."""
    output = tmp_path_factory.mktemp("demo") / "site"
    assert build(DEMO, output, Moment(NOW, is_clock=False)).publication
    return output


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site")


def _text(page: str) -> str:
    """What a reader reads in the main part, blanks folded."""
    return " ".join(html.fromstring(page).xpath("string(//main)").split())


def test_a_report_has_everything_in_the_order_of_reading(site: Site) -> None:
    """Title, whose it is, the postmortem with its headings and lists, then the updates, newest first."""
    site.write("incidents/pin.md", REPORT)
    site.build()
    text = _text(site.page("incidents/pin/"))
    expected = [
        "Incident Report for Nordlys",
        "Pin is hidden",
        "Postmortem",
        "We experienced a disruption.",
        "Timeline",
        "9:16 AM - Maintenance initiated",
        "Preventive measures",
        "Monitoring - More of it",
        "Posted Aug 05, 2025 - 11:50 CEST",
        "Resolved",
        "This incident has been resolved.",
        "Posted Aug 05, 2025 - 11:50 CEST",
        "Update",
        "We are continuing to investigate.",
        "Posted Aug 05, 2025 - 09:45 CEST",
        "Investigating",
        "We are currently investigating.",
        "Posted Aug 05, 2025 - 09:36 CEST",
        "This incident affected: Websites, API, and Portal.",
        "← Current status",
    ]
    position = 0
    for part in expected:
        assert part in text[position:], part
        position = text.index(part, position) + len(part)
    page = html.fromstring(site.page("incidents/pin/"))
    assert [h.text_content() for h in page.xpath("//section[@class='postmortem']//h3")] == [
        "Timeline",
        "Preventive measures",
    ]
    assert len(page.xpath("//section[@class='postmortem']//ul/li")) == 2
    assert len(page.xpath("//section[@class='postmortem']//ol/li")) == 2


def test_every_update_can_be_linked_to(site: Site) -> None:
    """Its id is an anchor, and its time links there."""
    site.write("incidents/pin.md", REPORT)
    site.build()
    page = html.fromstring(site.page("incidents/pin/"))
    for anchor in ("pin-20250805T0736Z", "pin-20250805T0745Z", "pin-20250805T0950Z", "pin-postmortem"):
        assert page.xpath(f"//*[@id='{anchor}']//a[@href='#{anchor}']"), anchor


def test_an_open_incident_stands_on_the_front_page(site: Site) -> None:
    """Its updates are there as long as it is open; on its day it is one line."""
    site.write(
        "incidents/now.md",
        REPORT.split("## Resolved", maxsplit=1)[0].replace("08-05", "08-20").replace("major", "critical"),
    )
    site.build()
    text = _text(site.page(""))
    assert text.startswith(("Partial System Outage", "Major System Outage"))
    assert "This is" not in text
    assert text.count("We are continuing to investigate.") == 1


def test_uptime_bars_tell_in_words_what_they_show(site: Site) -> None:
    """The picture has a text for those who do not see it."""
    site.build()
    bars = html.fromstring(site.page("")).xpath("//*[local-name()='svg'][@role='img']/@aria-label")
    assert any("API from May 23, 2025 to Aug 20, 2025: " in text for text in bars)
    assert any("Aug 18, 2025: Major outage for 1 hr" in text for text in bars)


def test_a_former_address_leads_to_the_report(site: Site) -> None:
    """By id and by path, without a script."""
    site.edit("incidents/first.md", "title: First", "title: First\naliases: [was, /old/page.html, /older/]")
    site.build()
    for path, way in (("incidents/was/", "../../"), ("old/page.html", "../"), ("older/", "../")):
        page = site.page(path)
        assert f'content="0; url={way}incidents/first/"' in page
        assert f'<link rel="canonical" href="{BASE}incidents/first/">' in page


def test_below_a_path_the_site_carries_it_where_it_must(site: Site) -> None:
    """404.html is shown at any depth, `_headers` names whole paths, and robots.txt belongs to the host."""
    site.edit("components.yaml", "https://status.example.org/", "https://example.org/status")
    site.build()
    assert 'href="/status/history/"' in site.page("404.html")
    assert site.page("_headers").startswith("/status/*\n")
    assert not (site.output / "robots.txt").exists()
    assert "<loc>https://example.org/status/incidents/first/</loc>" in site.page("sitemap.xml")


def test_static_files_are_copied_as_they_are(site: Site) -> None:
    """Folders with a dot included."""
    site.write("static/.well-known/security.txt", "Contact: mailto:a@example.org\n")
    site.build()
    assert site.page(".well-known/security.txt") == "Contact: mailto:a@example.org\n"
    assert (site.output / ".nojekyll").exists()


def test_a_site_may_have_its_own_files_for_its_host(site: Site) -> None:
    """Such as `_headers` or robots.txt; nothing else of statusgen's can be replaced."""
    site.write("static/robots.txt", "User-agent: *\nDisallow: /\n")
    site.build()
    assert "Disallow" in site.page("robots.txt")
    site.write("static/history/index.html", "mine")
    built = site.build()
    assert built.publication is None
    assert [(d.at.path, d.code) for d in built.diagnostics] == [("static/history/index.html", "taken-path")]


def test_assets_are_named_by_their_content(site: Site) -> None:
    """So that they can be cached for ever."""
    site.build()
    (before,) = (site.output / "assets").glob("style.*.css")
    site.write("themes/default/assets/style.css", "body { color: #000 }\n")
    site.build()
    (after,) = (site.output / "assets").glob("style.*.css")
    assert before.name != after.name
    assert f'href="assets/{after.name}"' in site.page("")


def _pages(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.html")):
        yield path.relative_to(folder).as_posix(), path.read_text("utf-8")


def test_every_page_is_html_in_the_strictest_reading(demo: Path) -> None:
    """By the algorithm of the standard, with every parse error counted."""
    for path, page in _pages(demo):
        parser = html5lib.HTMLParser()
        parser.parse(page)
        assert parser.errors == [], path


def test_every_link_of_the_demo_leads_somewhere(demo: Path) -> None:
    """Pages, files and anchors; nothing is loaded from another host."""
    base = "https://status.larkpost.example/"
    anchors = {
        base + path.removesuffix("index.html"): set(html.fromstring(page).xpath("//@id")) for path, page in _pages(demo)
    }
    for path, page in _pages(demo):
        here = base + path.removesuffix("index.html")
        tree = html.fromstring(page)
        for source in tree.xpath("//@src | //link[@rel='stylesheet' or @rel='icon']/@href"):
            assert urljoin(here, source).startswith((base, "data:")), (path, source)
        for target in tree.xpath("//@href | //@src"):
            address, _, anchor = urljoin(here, target).partition("#")
            address = address.partition("?")[0]
            if address.startswith(base):
                file = demo / unquote(address.removeprefix(base))
                assert file.is_file() or (file / "index.html").is_file(), (path, target)
                assert not anchor or anchor in anchors[address], (path, target)


def test_no_page_says_when_it_is_read(demo: Path) -> None:
    """A page must stay true: it gives times, and never says today or how long ago."""
    for path, page in _pages(demo):
        text = html.fromstring(page).xpath("string(//header) ") + _text(page)
        for site_word in ("today", "yesterday", " ago", "ongoing for"):
            assert site_word not in text.lower() or "incidents/" in path or path == "index.html", (path, site_word)


@pytest.mark.parametrize("name", ["whole", "maintenances", "empty"])
def test_golden_pages_are_html_too(name: str) -> None:
    """Also those with nothing to show."""
    for path, page in _pages(SITES / name / "expected"):
        parser = html5lib.HTMLParser()
        parser.parse(page)
        assert parser.errors == [], path
