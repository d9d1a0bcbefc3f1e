"""--keep-going publishes in spite of errors, and never hides an outage."""

from pathlib import Path

import pytest

from building import INCIDENT, Site
from shell import run

OPEN = INCIDENT.split("## Resolved")[0].format(title="Open", day=19)
BROKEN = INCIDENT.format(title="Broken", day=17).replace("API", "Apj")
NOTICE = "---\ntitel: N\nkind: notice\n---\n\n## Announced - 2025-08-19 08:00Z\n\nHello.\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site")


def test_without_it_any_error_keeps_the_site_as_it_was(site: Site) -> None:
    """Which is the default."""
    site.write("incidents/broken.md", BROKEN)
    assert site.build().publication is None


@pytest.mark.parametrize(
    "text",
    [
        BROKEN,
        BROKEN.replace("title:", "titel:"),
        BROKEN + "\n## Postmortem - 2025-08-18 09:00 CEST\n\nWhy.\n",
        BROKEN + "\n## Update - 2025-08-18 09:00 +02:00\n\nThanks.\n",
        NOTICE,
        OPEN.replace("API", "Apj").replace("title: Open", "title: Open\ndraft: true"),
        INCIDENT.format(title="Twice", day=17).replace("title:", "id: second\ntitle:"),
        "---\ntitle: a: b\n---\n\n## Resolved - 2025-08-19 09:00Z\n\nDone.\n",
    ],
)
def test_a_broken_file_about_the_past_is_left_out(site: Site, text: str) -> None:
    """The news in the others is published, and the exit code tells that something is wrong."""
    site.write("incidents/third.md", text)
    site.write("incidents/open.md", OPEN)
    built = site.build(keep_going=True)
    assert built.diagnostics
    assert (built.salvage.left_out, built.salvage.needed) == (("incidents/third.md",), ())
    assert "Open" in site.page("")
    assert not (site.output / "incidents/third").exists()


def test_an_odd_action_item_keeps_its_report(site: Site) -> None:
    """It hides no outage, so it is shown as it is written."""
    lesson = "\n## Postmortem - 2025-08-18 09:00 +02:00\n\n- [] One\n- [ ] Two (@ida, due soon)\n"
    site.write("incidents/third.md", INCIDENT.format(title="Third", day=17) + lesson)
    built = site.build()
    assert [problem.code for problem in built.diagnostics] == ["near-task", "bad-action"]
    assert "Two (@ida, due soon)" in site.page("incidents/third")


@pytest.mark.parametrize(
    "text",
    [
        OPEN.replace("API", "Apj"),
        OPEN.replace("title:", "titel:"),
        "---\ntitle: a: b\n---\n\n## Investigating - 2025-08-19 09:00Z\n\nText.\n",
        BROKEN + "\n## Investgating - 2025-08-19 09:00 +02:00\n\nAgain.\n",
        BROKEN + "\n##Investigating - 2025-08-19 09:00 +02:00\n\nAgain.\n",
        BROKEN + "\n## Investigating - 2025-08-19 09:00 CEST\n\nAgain.\n",
        BROKEN + "\n```\n\n## Investigating - 2025-08-19 09:00 +02:00\n\nAgain.\n",
        BROKEN + "\n<!--\n\n## Investigating - 2025-08-19 09:00 +02:00\n\nAgain.\n",
        BROKEN.replace("2025-08-17 10:00", "2026-08-17 10:00"),
        BROKEN.replace("10:00 +02:00", "10:00 CEST"),
        BROKEN + "<<<<<<< HEAD\n",
        "---\ntitle: No end\n\n## Resolved - 2025-08-19 09:00Z\n\nDone.\n",
        "Nothing at all.\n",
        "\x00",
    ],
)
def test_a_broken_file_that_may_be_open_stops_the_build(site: Site, text: str) -> None:
    """An outage is never hidden."""
    site.write("incidents/third.md", text)
    built = site.build(keep_going=True)
    assert built.publication is None
    assert built.salvage.needed == ("incidents/third.md",)


def test_an_end_that_has_not_come_stops_the_build(site: Site) -> None:
    """A typo in the year of an end would hide what goes on."""
    future = INCIDENT.format(title="Third", day=19).replace("2025-08-19 10:00", "9000-08-19 10:00")
    site.write("incidents/third.md", future)
    done = run("-C", site.folder, "build", "--keep-going", "-o", site.output)
    assert done.exit_code == 1
    assert "incidents/third.md may tell of something that goes on" in done.stderr


def test_broken_settings_stop_the_build(site: Site) -> None:
    """Nothing can be said without them."""
    site.edit("components.yaml", "name: Portal", "nam: Portal")
    built = site.build(keep_going=True)
    assert (built.publication, built.salvage.needed) == (None, ("components.yaml",))


def test_a_broken_link_or_picture_is_dropped_from_the_text(site: Site) -> None:
    """Its words stay; the report is published, open or not."""
    text = 'Look [here *now*](gone.md), at ![a <chart>](gone.png) and [a ![b](x.png)](gone.txt "T>"), [so](second.md).'
    site.write("incidents/third.md", OPEN.replace("We are looking at it.", f"{text} ![c](https://example.com/c.png)"))
    built = site.build(keep_going=True)
    assert {d.code for d in built.diagnostics} == {"broken-link", "foreign-picture"}
    assert (built.salvage.left_out, built.salvage.needed) == ((), ())
    page = site.page("incidents/third/")
    assert (
        'Look here <em>now</em>, at a &lt;chart&gt; and a b, <a href="../../incidents/second/">so</a>. c</p>'
    ) in page
    assert "example.com/c.png" not in page


def test_links_to_what_is_left_out_are_dropped(site: Site) -> None:
    """They would lead nowhere."""
    site.write("incidents/third.md", BROKEN)
    site.edit("incidents/first.md", "looking at it", "looking at [it](third.md)")
    assert site.build(keep_going=True).publication is not None
    assert "We are looking at it." in site.page("incidents/first/")


def test_a_file_of_static_that_is_in_the_way_is_left_out(site: Site) -> None:
    """Statusgen's own stays."""
    site.write("static/index.html", "mine")
    built = site.build(keep_going=True)
    assert built.salvage.left_out == ("static/index.html",)
    assert "Nordlys" in site.page("")


def test_the_command_tells_what_it_left_out(site: Site) -> None:
    """And ends with 1 after publishing."""
    site.write("incidents/third.md", BROKEN)
    done = run("-C", site.folder, "build", "--keep-going")
    assert done.exit_code == 1
    assert "incidents/third.md was left out." in done.stderr
    assert "Built" in done.stdout
    assert (site.folder / "_site/index.html").exists()
