"""Open pages take in new builds, and keep the reader's place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from building import Site
from hosting import hosting
from readers import OUTAGE, WORK, hours, open_at, planned_site

pytestmark = pytest.mark.xdist_group("news")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with a maintenance to come and a notice that expires."""
    return planned_site(tmp_path / "site")


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    """Where it is served."""
    with hosting(site.output) as address:
        assert site.build().publication
        yield address


def test_an_open_page_takes_in_a_new_build_and_keeps_its_place(browser: Browser, site: Site, address: str) -> None:
    """It says so; what was in view stays where it was, what was unfolded stays so, and so does the focus."""
    page = open_at(browser, address, hours(0))
    page.set_viewport_size({"width": 800, "height": 300})
    page.get_by_role("link", name="Login").focus()
    page.evaluate("scrollTo(0, document.querySelector('[data-row=login]').offsetTop - 100)")
    before = page.locator("[data-row=login]").bounding_box()
    site.write("incidents/portal.md", OUTAGE)
    site.later(1)
    site.build()
    page.clock.run_for(61_000)
    expect(page.get_by_text("This page has just been updated.")).to_be_visible()
    expect(page).to_have_title("Minor Service Outage – Example Status")
    assert page.get_by_role("heading", name="Portal slow", level=3).is_visible()
    after = page.locator("[data-row=login]").bounding_box()
    assert before
    assert after
    assert abs(after["y"] - before["y"]) <= 1
    assert page.evaluate("document.activeElement.textContent") == "Login"
    assert "minor" in str(page.locator("[rel=icon]").get_attribute("href"))
    page.context.close()


def test_other_pages_take_in_what_was_built_while_they_loaded(browser: Browser, site: Site, address: str) -> None:
    """They do not know their own build, so they compare themselves at first; and their icon is that of now."""
    site.write("incidents/portal.md", OUTAGE)
    site.build()
    page = open_at(browser, address + "incidents/portal/", hours(0))
    site.write("incidents/portal.md", OUTAGE + "\n## Resolved - 2025-08-05 12:00Z\n\nIt works.\n")
    site.later(1)
    site.build()
    page.clock.run_for(16_000)
    expect(page.get_by_role("heading", name="Resolved")).to_be_visible()
    expect(page.locator(".now")).to_have_text("Resolved")
    assert str(page.locator("[rel=icon]").get_attribute("href")).startswith("../../assets/favicon.")
    page.context.close()


def test_a_front_page_that_comes_late_is_asked_for_again(browser: Browser, site: Site, address: str) -> None:
    """A host may answer with the old page when build.json is new already."""
    page = open_at(browser, address, hours(0))
    old = site.page("")
    site.write("incidents/portal.md", OUTAGE)
    site.later(1)
    site.build()
    page.route(address, lambda route: route.fulfill(body=old, content_type="text/html"), times=1)
    page.clock.run_for(16_000)
    page.wait_for_timeout(200)
    expect(page).to_have_title("All Systems Operational – Example Status")
    page.clock.run_for(61_000)
    expect(page).to_have_title("Minor Service Outage – Example Status")
    page.context.close()


def test_what_was_unfolded_folded_focused_and_read_stays(browser: Browser, site: Site, address: str) -> None:
    """Through a new build, also where the page got longer above it."""
    updates = "".join(f"\n## Update - 2025-08-05 11:{minute}Z\n\nText {minute}.\n" for minute in range(50, 57))
    site.write("incidents/portal.md", OUTAGE + updates)
    site.build()
    page = open_at(browser, address, hours(0))
    page.set_viewport_size({"width": 800, "height": 300})
    page.get_by_text("earlier updates").first.click()
    page.locator("summary[data-row=europe] .group").click()
    slider = page.locator("[data-row=api] > .bars")
    slider.press("ArrowLeft")
    before = slider.bounding_box()
    site.write("incidents/portal.md", OUTAGE + updates + "\n## Update - 2025-08-05 11:59Z\n\nNews.\n")
    site.later(1)
    site.build()
    page.clock.run_for(16_000)
    expect(page.get_by_text("News.").first).to_be_visible()
    expect(page.get_by_text("Text 50.").first).to_be_visible()
    assert page.locator("[data-row=login]").is_hidden()
    expect(slider).to_be_focused()
    expect(page.locator(".tip")).to_have_text("Aug 04, 2025: no outage")
    after = slider.bounding_box()
    assert before
    assert after
    assert abs(after["y"] - before["y"]) <= 1
    page.context.close()


def test_a_step_to_come_is_no_place_to_hold_on_to(browser: Browser, site: Site, address: str) -> None:
    """On the page of a planned maintenance, what is in view stays where it is."""
    site.write("incidents/disks.md", WORK + "\nLong.\n" * 60)
    site.build()
    page = open_at(browser, address + "incidents/disks/", hours(0))
    page.set_viewport_size({"width": 800, "height": 300})
    step = page.locator("li.step:not([hidden])").last
    step.evaluate("it => scrollTo(0, it.getBoundingClientRect().top + scrollY - 50)")
    news = "\n## Update - 2025-08-05 11:59Z\n\n" + "More.\n\n" * 30
    site.write("incidents/disks.md", WORK + "\nLong.\n" * 60 + news)
    site.later(1)
    site.build()
    page.clock.run_for(16_000)
    expect(page.get_by_text("More.").first).to_be_attached()
    box = step.bounding_box()
    assert box
    assert abs(box["y"] - 50) <= 1
    page.context.close()


def test_a_selection_is_left_alone(browser: Browser, site: Site, address: str) -> None:
    """No time is written anew, and no new page taken in, until it is given up."""
    page = open_at(browser, address, hours(0))
    page.locator(".asof time").select_text()
    site.write("incidents/portal.md", OUTAGE)
    site.later(1)
    site.build()
    page.clock.run_for(80_000)
    assert page.evaluate("String(getSelection())") == "Aug 05, 2025 - 14:00 CEST"
    page.evaluate("getSelection().removeAllRanges()")
    page.clock.run_for(61_000)
    expect(page).to_have_title("Minor Service Outage – Example Status")
    page.context.close()


def test_a_new_theme_makes_the_page_load_anew(browser: Browser, site: Site, address: str) -> None:
    """Old scripts and styles do not meet new pages."""
    page = open_at(browser, address, hours(0))
    site.write("themes/default/assets/style.css", "main { color: red }")
    site.later(1)
    site.build()
    with page.expect_navigation():
        page.clock.run_for(16_000)
    assert page.locator("main").evaluate("it => getComputedStyle(it).color") == "rgb(255, 0, 0)"
    page.context.close()


def test_a_build_without_news_only_renews_its_time(browser: Browser, site: Site, address: str) -> None:
    """Nothing is announced, and other pages are not asked for."""
    for path in ("", "incidents/disks/"):
        page = open_at(browser, address + path, site.now)
        page.clock.run_for(16_000)
        site.later(5)
        site.build()
        page.clock.run_for(61_000)
        if not path:
            expect(page.locator(".asof time")).to_have_attribute("datetime", "2025-08-05T12:05:00Z")
        assert page.get_by_role("status").filter(has_text="updated").count() == 0
        page.context.close()


def test_a_page_without_connection_stays_as_it_is(browser: Browser, address: str) -> None:
    """No error, no claim that it is current."""
    page = open_at(browser, address, hours(0))
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def fail(route: Route) -> None:
        route.abort()

    page.route("**/build.json", fail)
    page.clock.run_for(180_000)
    assert errors == []
    assert page.get_by_role("heading", name="All Systems Operational").is_visible()
    page.context.close()
