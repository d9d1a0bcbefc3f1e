"""What other programs learn from a page's head: Open Graph, JSON-LD, and the sitemap."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from statusgen.outputs import sitemap

from building import Site

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path / "site")
    site.edit("incidents/first.md", "title: First", 'title: First </script> & "second"\ntags: [database]')
    site.edit("incidents/first.md", "10:00 +02:00\n", "10:00 +02:00\nedited: 2025-08-18 12:00 +02:00\n")
    site.build()
    return site


def _head(site: Site, path: str) -> dict[str, str]:
    """The Open Graph properties of a page."""
    page = html.fromstring(site.page(path))
    return {meta.get("property"): meta.get("content") for meta in page.xpath("//meta[@property]")}


def _linked(site: Site, path: str) -> Any:
    """The JSON-LD of a page."""
    (text,) = html.fromstring(site.page(path)).xpath("//script[@type='application/ld+json']/text()")
    return json.loads(text)


def test_a_report_is_an_article_with_its_times(site: Site) -> None:
    """As chat programs and social networks show a link to it."""
    head = _head(site, "incidents/first/")
    assert head == {
        "og:type": "article",
        "og:site_name": "Nordlys Status",
        "og:title": 'First </script> & "second" – Nordlys Status',
        "og:description": 'Incident Report for Nordlys: First </script> & "second". This incident affected: API.',
        "og:url": "https://status.example.org/incidents/first/",
        "article:published_time": "2025-08-18T07:00:00Z",
        "article:modified_time": "2025-08-18T10:00:00Z",
        "article:tag": "database",
    }


def test_every_other_page_says_what_it_is(site: Site) -> None:
    """A missing page has no address of its own."""
    assert _head(site, "")["og:type"] == "website"
    assert _head(site, "history/")["og:url"] == "https://status.example.org/history/"
    assert "og:url" not in _head(site, "404.html")


def test_json_ld_tells_the_report_update_by_update(site: Site) -> None:
    """In the vocabulary of schema.org, with absolute addresses."""
    linked = _linked(site, "incidents/first/")
    assert linked["@type"] == "LiveBlogPosting"
    assert linked["headline"] == 'First </script> & "second"'
    assert (linked["coverageStartTime"], linked["coverageEndTime"]) == ("2025-08-18T07:00:00Z", "2025-08-18T08:00:00Z")
    assert linked["about"] == [{"@type": "Thing", "name": "API"}]
    assert linked["liveBlogUpdate"][0] == {
        "@type": "BlogPosting",
        "@id": "https://status.example.org/incidents/first/#first-20250818T0800Z",
        "url": "https://status.example.org/incidents/first/#first-20250818T0800Z",
        "headline": "Resolved",
        "datePublished": "2025-08-18T08:00:00Z",
        "dateModified": "2025-08-18T10:00:00Z",
        "articleBody": "It works again.",
    }


def test_an_open_report_has_no_end(site: Site) -> None:
    """Nor does a maintenance that is still to come."""
    site.now = datetime(2025, 8, 18, 7, 30, tzinfo=UTC)
    site.build()
    assert "coverageEndTime" not in _linked(site, "incidents/first/")


def test_the_sitemap_dates_a_page_by_its_content(site: Site) -> None:
    """A correction counts, a build does not."""
    site.later(60)
    site.build()
    tree = etree.fromstring((site.output / "sitemap.xml").read_bytes())
    found = {
        url.findtext("s:loc", namespaces=SITEMAP).removeprefix("https://status.example.org/"): url.findtext(
            "s:lastmod", namespaces=SITEMAP
        )
        for url in tree
    }
    assert found == {
        "": "2025-08-18T10:00:00Z",
        "history/": "2025-08-18T10:00:00Z",
        "history/2025/": "2025-08-18T10:00:00Z",
        "history/2025/08/": "2025-08-18T10:00:00Z",
        "incidents/first/": "2025-08-18T10:00:00Z",
        "incidents/second/": "2025-08-02T08:00:00Z",
        "components/api/": "2025-08-18T10:00:00Z",
        "components/portal/": None,
        "components/websites/": None,
        "uptime/": "2025-08-18T10:00:00Z",
    }


def test_a_sitemap_of_too_many_pages_is_an_index(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of sitemaps that together name every page."""
    whole = etree.fromstring((site.output / "sitemap.xml").read_bytes()).xpath("//s:loc/text()", namespaces=SITEMAP)
    monkeypatch.setattr(sitemap, "_MOST_URLS", 4)
    site.build()
    index = etree.fromstring((site.output / "sitemap.xml").read_bytes())
    assert etree.QName(index).localname == "sitemapindex"
    named = index.xpath("//s:loc/text()", namespaces=SITEMAP)
    assert named == [f"https://status.example.org/sitemap-{n}.xml" for n in (1, 2, 3)]
    parts = [etree.fromstring((site.output / url.rpartition("/")[2]).read_bytes()) for url in named]
    assert [url for part in parts for url in part.xpath("//s:loc/text()", namespaces=SITEMAP)] == whole
