"""Readers narrow down the reports of a month, a year or a component, and share what they see."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Locator, Page, expect

from building import INCIDENT, Site
from hosting import hosting
from judges import axe

pytestmark = pytest.mark.xdist_group("filters")

WORK = """\
---
title: New disks
kind: maintenance
components: [Portal]
scheduled: {start: 2025-08-10 22:00Z, end: 2025-08-10 23:00Z}
---

## Scheduled - 2025-08-01 09:00Z

Text.
"""
NOTICE = """\
---
title: New terms
kind: notice
---

## Announced - 2025-08-12 09:00Z

Text.
"""
YEAR = "history/2025/"
MONTH = "history/2025/08/"
API = "components/api/"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """In August two critical incidents of the API, a minor one of Websites, a maintenance and a notice; one in June."""
    site = Site(tmp_path / "site")
    minor = INCIDENT.format(title="Minor", day=5).replace("API: major_outage", "Websites: degraded_performance")
    site.write("incidents/minor.md", minor)
    site.write("incidents/june.md", INCIDENT.format(title="June", day=10).replace("2025-08", "2025-06"))
    site.write("incidents/disks.md", WORK)
    site.write("incidents/terms.md", NOTICE)
    return site


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    """Where it is served."""
    with hosting(site.output) as address:
        assert site.build().publication
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone."""
    page = browser.new_page(viewport={"width": 360, "height": 640})
    yield page
    page.close()


def choices(site: Site, path: str) -> dict[str, list[str]]:
    """The values of each choice of a page, the first of which is all of them."""
    found = html.fromstring(site.page(path)).xpath("//report-filter//label")
    return {label.xpath("string(select/@name)"): label.xpath("select/option/@value") for label in found}


def lines(page: Page) -> Locator:
    """The reports that can be seen."""
    return page.locator(".line:visible :is(h2, h3, h4)")


def query(page: Page) -> str:
    """What the address asks for."""
    return page.url.partition("?")[2]


def test_choices_are_those_of_the_reports_on_the_page(site: Site) -> None:
    """Components in their order, impacts of incidents only, kinds; a component's page has no choice of component."""
    site.build()
    assert choices(site, MONTH) == {
        "component": ["", "websites", "api", "portal"],
        "impact": ["", "critical", "minor"],
        "kind": ["", "incident", "maintenance", "notice"],
    }
    assert choices(site, "history/2025/06/") == {
        "component": ["", "api"],
        "impact": ["", "critical"],
        "kind": ["", "incident"],
    }
    assert choices(site, API).keys() == {"impact", "kind"}
    assert choices(site, "history/2025/07/") == {}


def test_without_a_script_there_are_none(browser: Browser, address: str) -> None:
    """Nor is there room for them; a link that somebody shared shows everything."""
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}{MONTH}?component=api")
    assert page.locator("report-filter").bounding_box() is None
    assert page.get_by_role("search").count() == 0
    assert lines(page).count() == 5
    page.close()


def test_a_choice_hides_what_does_not_match(page: Page, address: str) -> None:
    """The address follows, a sentence says how much is left, and headings without a report go too."""
    page.goto(address + YEAR)
    status = page.get_by_role("search").get_by_role("status")
    assert lines(page).count() == 6
    assert status.text_content() == ""
    page.get_by_label("Component").select_option("API")
    assert lines(page).all_inner_texts() == ["First", "Second", "June"]
    assert query(page) == "component=api"
    assert status.inner_text() == "3 of 6 reports"
    page.get_by_label("Component").select_option("Portal")
    assert page.locator("main h2:visible").all_inner_texts() == ["August 2025"]
    page.get_by_label("Component").select_option("All")
    page.get_by_label("Impact").select_option("Minor")
    assert (lines(page).all_inner_texts(), query(page)) == (["Minor"], "impact=minor")
    assert page.evaluate("history.length") == 2


def test_an_impact_is_one_of_incidents(page: Page, address: str) -> None:
    """Maintenances and notices have none, so any impact leaves them out."""
    page.goto(f"{address}{MONTH}?impact=none")
    assert lines(page).count() == 0
    for impact in ("minor", "critical"):
        page.get_by_label("Impact").select_option(impact)
        assert not {"New disks", "New terms"} & set(lines(page).all_inner_texts())


def test_a_shared_link_shows_the_same(page: Page, address: str) -> None:
    """On every kind of page, from the first frame on, and also after the way there and back."""
    page.goto(f"{address}{MONTH}?component=api&impact=critical&kind=incident#site:main")
    assert lines(page).all_inner_texts() == ["First", "Second"]
    assert [page.get_by_label(name).input_value() for name in ("Component", "Impact", "Kind")] == [
        "api",
        "critical",
        "incident",
    ]
    page.get_by_label("Impact").select_option("All")
    assert page.url.endswith("?component=api&kind=incident#site:main")
    page.get_by_role("link", name="First").click()
    page.go_back()
    assert lines(page).all_inner_texts() == ["First", "Second"]
    page.goto(f"{address}{API}?impact=major&component=portal")
    assert lines(page).count() == 0


def test_the_filter_goes_along(page: Page, address: str) -> None:
    """To other months and years, over those without reports; not to reports."""
    page.goto(f"{address}{MONTH}?kind=incident")
    page.get_by_role("link", name="← July 2025").click()
    assert query(page) == "kind=incident"
    page.get_by_role("link", name="← June 2025").click()
    assert query(page) == "kind=incident"
    page.get_by_role("link", name="2025", exact=True).click()
    assert lines(page).count() == 4
    page.get_by_label("Component").select_option("API")
    page.get_by_role("link", name="June 2025").click()
    assert query(page) == "component=api&kind=incident"
    assert lines(page).all_inner_texts() == ["June"]
    page.get_by_role("link", name="June", exact=True).click()
    assert query(page) == ""


def test_from_a_component_the_way_leads_to_its_own_reports(page: Page, address: str) -> None:
    """With the rest of what was chosen there."""
    page.goto(address + API)
    page.locator(".months a").last.click()
    assert query(page) == "component=api"
    page.goto(f"{address}{API}?kind=incident")
    page.locator(".months a").last.click()
    assert query(page) == "component=api&kind=incident"
    assert lines(page).all_inner_texts() == ["First", "Second"]


@pytest.mark.parametrize("value", ["portal", "<b>x</b>", 'a"] *'])
def test_what_a_page_does_not_have_can_be_asked_for(page: Page, address: str, value: str) -> None:
    """It is among the choices then, nothing matches, and a sentence says so; nothing else is chosen then."""
    page.goto(address + "history/2025/06/")
    assert page.get_by_role("search").count() == 0
    page.evaluate("value => { location.search = new URLSearchParams({component: value}) }", value)
    page.wait_for_url(re.compile("component="))
    expect(page.get_by_label("Component")).to_have_value(value)
    assert page.locator("select:visible").count() == 1
    assert page.get_by_role("search").get_by_role("status").inner_text() == "No report matches."
    assert lines(page).count() == 0
    page.get_by_role("button", name="Show all").click()
    assert (lines(page).count(), query(page)) == (1, "")


def test_the_keyboard_is_enough(page: Page, address: str) -> None:
    """What was chosen stays in focus, and after "Show all" the first choice is."""
    page.goto(address + MONTH)
    page.get_by_label("Component").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert query(page) == "impact=critical"
    assert page.evaluate("document.activeElement.name") == "impact"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert query(page) == ""
    assert lines(page).count() == 5
    assert page.evaluate("document.activeElement.name") == "component"
    assert page.get_by_role("button", name="Show all").count() == 0


def test_it_satisfies_axe_while_it_is_used(page: Page, address: str) -> None:
    """On a phone, with some left, and with nothing; nobody scrolls sideways."""
    for asked in ("component=api", "component=portal&impact=minor"):
        page.goto(f"{address}{YEAR}?{asked}")
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_new_build_keeps_it(browser: Browser, site: Site, address: str) -> None:
    """With the new report if that matches; the focus stays where it was, and nothing in view moves."""
    page = browser.new_page(viewport={"width": 800, "height": 400})
    page.clock.install(time=site.now)
    page.goto(f"{address}{MONTH}?component=api")
    page.get_by_label("Component").focus()
    before = page.get_by_label("Component").bounding_box()
    site.write("incidents/third.md", INCIDENT.format(title="Third", day=19))
    site.write("incidents/other.md", INCIDENT.format(title="Other", day=19).replace("API", "Portal"))
    site.later(1)
    site.build()
    page.clock.run_for(61_000)
    expect(lines(page)).to_have_text(["Third", "First", "Second"])
    page.clock.run_for(10)
    assert page.evaluate("document.activeElement.name") == "component"
    assert page.get_by_role("search").get_by_role("status").inner_text() == "3 of 7 reports"
    assert page.get_by_label("Component").bounding_box() == before
    page.close()


def test_from_right_to_left_it_begins_at_the_right(page: Page, address: str) -> None:
    """With its first choice there, and the arrow of each at its end."""
    page.goto(f"{address}{MONTH}?component=api")
    page.evaluate("document.documentElement.dir = 'rtl'")
    first, last, button = (
        it.bounding_box()
        for it in (page.get_by_label("Component"), page.get_by_label("Kind"), page.get_by_text("Show all"))
    )
    assert first
    assert last
    assert button
    assert first["x"] > last["x"] > 0
    assert first["x"] + first["width"] == 344
    assert button["x"] == 16
    assert page.evaluate("getComputedStyle(document.querySelector('.choice'), '::after').left") == "12px"


def test_on_paper_it_only_says_that_some_are_left_out(page: Page, address: str) -> None:
    """And nothing where all reports are printed."""
    page.emulate_media(media="print")
    page.goto(address + MONTH)
    box = page.locator("report-filter").bounding_box()
    assert box
    assert box["height"] == 0
    page.goto(f"{address}{MONTH}?component=api")
    assert page.locator("report-filter").inner_text().strip() == "2 of 5 reports"
