"""Faults that were found once, each with the site that showed it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from building import Site, published

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>\n'
NOTICE = "---\ntitle: N\nkind: notice\n{more}---\n## Announced - 2025-08-19 08:00Z\n\nHello.\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site")


def codes(site: Site) -> list[str]:
    """The codes of all that is wrong."""
    return [diagnostic.code for diagnostic in site.build().diagnostics]


def test_a_picture_of_two_reports_is_published_with_both(site: Site) -> None:
    """Each page shows its own copy."""
    site.write("incidents/queue.svg", PICTURE)
    for name in ("first", "second"):
        site.edit(f"incidents/{name}.md", "looking at it.", "looking at it. ![queue](queue.svg)")
    site.build()
    for name in ("first", "second"):
        assert len(list((site.output / "incidents" / name).glob("queue.*.svg"))) == 1


def test_equal_pictures_in_two_folders_are_published_once(site: Site) -> None:
    """They have one name, and that is no clash."""
    for folder in ("a", "b"):
        site.write(f"incidents/{folder}/queue.svg", PICTURE)
    site.edit("incidents/first.md", "looking at it.", "![a](a/queue.svg) ![b](b/queue.svg)")
    assert site.build().publication is not None


def test_a_favicon_in_static_keeps_its_own_address(site: Site) -> None:
    """It is published twice: as it is, and as the page's icon; the logo may be the same file."""
    site.write("static/favicon.svg", PICTURE)
    pictures = "  favicon: static/favicon.svg\n  logo: static/favicon.svg\n"
    site.edit("components.yaml", "  name: Nordlys\n", f"  name: Nordlys\n{pictures}")
    site.build()
    assert (site.output / "favicon.svg").exists()
    assert 'rel="icon" href="assets/favicon.' in site.page("")


def test_a_logo_may_be_the_same_file_as_an_asset_of_the_theme(site: Site) -> None:
    """Both are published under one name, which is made of their content."""
    site.write("logo.svg", PICTURE)
    site.write("themes/default/assets/logo.svg", PICTURE)
    site.edit("components.yaml", "  name: Nordlys\n", "  name: Nordlys\n  logo: logo.svg\n")
    assert site.build().publication is not None
    assert len(list(site.output.glob("assets/logo.*.svg"))) == 1


def test_escapes_cannot_bring_in_what_a_file_cannot_hold(site: Site) -> None:
    """Control characters and halves of characters would make feeds that nobody can read."""
    site.edit("incidents/first.md", "title: First", 'title: "a\\x01b"')
    site.edit("incidents/second.md", "title: Second", 'title: "fire \\ud83d\\udd25"')
    assert set(codes(site)) == {"control-character"}


def test_the_front_page_follows_a_replaced_picture(site: Site) -> None:
    """Even at the same instant."""
    site.write("incidents/queue.svg", PICTURE)
    site.edit("incidents/first.md", "looking at it.", "looking at it. ![queue](queue.svg)")
    site.build()
    site.write("incidents/queue.svg", PICTURE.replace("1 1", "2 2"))
    site.build()
    clean = site.output.with_name("clean")
    site.build(clean)
    assert published(site.output) == published(clean)


def test_a_first_notice_is_not_nothing(site: Site) -> None:
    """The history no longer says that nothing was ever reported."""
    for name in ("first", "second"):
        (site.folder / f"incidents/{name}.md").unlink()
    site.build()
    before = site.page("history/")
    site.write("incidents/n.md", NOTICE.format(more=""))
    site.build()
    assert site.page("history/") != before


def test_the_builds_digest_follows_the_front_page(site: Site) -> None:
    """Open tabs watch it; a notice that expires is a change."""
    site.edit("components.yaml", "  name: Nordlys\n", "  name: Nordlys\n  uptime: false\n")
    site.write("incidents/n.md", NOTICE.format(more="expires: 2025-08-20 10:30Z\n"))
    site.build()
    before = site.page("build.json").split("digest")[1]
    site.later(10)
    site.build()
    assert site.page("build.json").split("digest")[1] == before
    site.later(30)
    site.build()
    assert site.page("build.json").split("digest")[1] != before


def test_at_midnight_the_bars_know_every_day(site: Site) -> None:
    """The new day has begun, and the oldest is not forgotten for it."""
    site.now = datetime(2025, 8, 20, 22, 0, tzinfo=UTC)
    site.build()
    assert '<path class="l0"' not in site.page("")


def test_an_ended_beyond_the_end_is_an_error(site: Site) -> None:
    """The page would say that the impact lasts for years."""
    site.edit("incidents/first.md", "title: First", "title: First\nended: 2099-01-01 00:00Z")
    assert codes(site) == ["bad-ended"]


def test_a_link_within_a_report_works_on_every_page(site: Site) -> None:
    """On the front page and in feeds it leads to the report."""
    site.edit("incidents/first.md", "looking at it.", "looking at it, see [below](#first-20250818T0800Z).")
    site.build()
    assert 'href="incidents/first/#first-20250818T0800Z"' in site.page("")
    assert "https://status.example.org/incidents/first/#first-20250818T0800Z" in site.page("history.rss")


def test_a_path_of_the_server_has_its_host_in_a_feed(site: Site) -> None:
    """A reader does not know which server is meant."""
    site.edit("incidents/first.md", "looking at it.", "looking at it, see [the terms](/terms).")
    site.build()
    assert 'href="/terms"' in site.page("incidents/first/")
    assert "https://status.example.org/terms" in site.page("history.atom")


def test_an_alias_as_a_browser_shows_it_is_decoded(site: Site) -> None:
    """Static hosts look for the decoded name."""
    site.edit("incidents/first.md", "title: First", "title: First\naliases: [/i/caf%C3%A9]")
    site.build()
    assert (site.output / "i/café/index.html").exists()


@pytest.mark.parametrize("aliases", ["[first]", "[a, a]", "[/a, /a/index.html]", "[/incidents/second]"])
def test_an_alias_that_stands_in_the_way_is_told_at_check(site: Site, aliases: str) -> None:
    """Not only when the site is published."""
    site.edit("incidents/first.md", "title: First", f"title: First\naliases: {aliases}")
    assert codes(site)[0] in ("duplicate-id", "duplicate-path")


def test_static_files_cannot_stand_where_reports_are(site: Site) -> None:
    """Neither at their pages nor at their former paths."""
    site.edit("incidents/first.md", "title: First", "title: First\naliases: [/about.html]")
    site.write("static/about.html", "mine")
    site.write("static/incidents/second/index.html", "mine")
    assert codes(site) == ["taken-path", "taken-path"]


def test_a_postmortem_does_not_take_a_pinned_id(site: Site) -> None:
    """Two elements of a page never have one id."""
    site.edit("incidents/first.md", "+02:00\n\nWe are", "+02:00\nid: first-postmortem\n\nWe are")
    text = (site.folder / "incidents/first.md").read_text()
    site.write("incidents/first.md", f"{text}\n## Postmortem - 2025-08-19 10:00Z\n\nSorry.\n")
    site.build()
    assert site.page("incidents/first/").count('id="first-postmortem"') == 1


def test_comments_cost_no_more_than_their_length(site: Site) -> None:
    """A line of many short comments is read at once."""
    site.edit("incidents/first.md", "We are looking at it.", "<!---->" * 2000 + " <!-- x --> Fixed")
    assert site.build().publication is not None


@pytest.mark.parametrize("broken", ["{{ page.nope }}", "{% if %}"])
def test_a_template_that_breaks_is_told_with_its_line(site: Site, broken: str) -> None:
    """As all that is wrong with a site, not in a traceback."""
    site.write("themes/default/404.html", f"<html>\n{broken}\n</html>\n")
    built = site.build()
    assert [(d.at.path, d.at.line) for d in built.diagnostics] == [("themes/default/404.html", 2)]
    assert built.publication is None


def test_a_site_in_the_past_has_no_files_of_the_future(site: Site) -> None:
    """A picture of a report that was not there yet is not published."""
    site.write("incidents/queue.svg", PICTURE)
    site.edit("incidents/first.md", "looking at it.", "looking at it. ![queue](queue.svg)")
    site.now = datetime(2025, 8, 10, tzinfo=UTC)
    site.build()
    assert not (site.output / "incidents/first").exists()


def test_a_link_to_a_report_that_is_broken_earns_no_second_complaint(site: Site) -> None:
    """It will lead there once the report is right."""
    site.edit("incidents/first.md", "looking at it.", "looking at it, as [then](second.md).")
    site.write("incidents/second.md", "no front matter")
    assert codes(site) == ["no-front-matter"]


@pytest.mark.parametrize(
    "line",
    [
        "### Resolved",
        "##Resolved",
        "**Resolved**",
        "__Resolved__ - 2025-08-18 10:00",
        "> ## Resolved - 2025-08-18 10:00",
        "- Resolved - 2025-08-18 10:00",
        "Resolved at 2025-08-18 10:00",
        "### Resolved: all is well",
    ],
)
def test_news_in_another_shape_is_not_shown_as_text(site: Site, line: str) -> None:
    """Its writer believes that the incident is over."""
    site.edit("incidents/first.md", "We are looking at it.", f"We are looking at it.\n\n{line}\n")
    assert codes(site) == ["near-heading"]
