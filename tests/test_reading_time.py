"""Pages read hours and days after the build: true without JavaScript, and up to date with it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from statusgen.serve.http import serving

from building import Site
from writing import at

BUILT = at("2025-08-05 12:00")
COMPONENTS = """\
page: {name: Example, url: https://status.example.com/, timezone: Europe/Oslo}
components:
  - name: API
  - name: Portal
  - name: Europe
    components: [{name: Login}]
"""
WORK = """\
---
title: New disks
kind: maintenance
components: [API, Login]
scheduled: {start: 2025-08-05 13:00Z, end: 2025-08-05 15:00Z}
---

## Scheduled - 2025-08-01 09:00Z

We change disks.
"""
NOTICE = """\
---
title: New terms
kind: notice
expires: 2025-08-06 09:00Z
---

## Announced - 2025-08-05 10:00Z

Read them.
"""
OUTAGE = """\
---
title: Portal slow
components: {Portal: partial_outage}
---

## Investigating - 2025-08-05 11:48Z

We look into it.
"""

pytestmark = pytest.mark.xdist_group("reading")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with a maintenance to come and a notice that expires."""
    site = Site(tmp_path / "site", BUILT)
    for old in (site.folder / "incidents").iterdir():
        old.unlink()
    site.write("components.yaml", COMPONENTS)
    site.write("incidents/disks.md", WORK)
    site.write("incidents/terms.md", NOTICE)
    return site


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    """Where it is served."""
    with serving(site.output, 0) as address:
        assert site.build().publication
        yield address


def open_at(browser: Browser, url: str, now: datetime, zone: str = "Europe/Oslo", *, script: bool = True) -> Page:
    """The page as somebody in that time zone sees it at that time."""
    context = browser.new_context(timezone_id=zone, java_script_enabled=script, locale="en-GB")
    page = context.new_page()
    page.clock.install(time=now)
    page.goto(url)
    return page


def states(page: Page) -> list[str]:
    """The state of each row of the front page."""
    return page.locator("[data-row] > .st").all_inner_texts()


def hours(count: float) -> datetime:
    """That long after the build."""
    return BUILT + timedelta(hours=count)


def test_a_maintenance_begins_and_ends_on_a_page_built_before(browser: Browser, address: str) -> None:
    """Banner, title, icon, components, its place and its updates follow the clock, step by step."""
    page = open_at(browser, address, hours(0.5))
    quiet, busy = ["Operational"] * 4, ["Under maintenance", "Operational"] + ["Under maintenance"] * 2
    expect(page).to_have_title("All Systems Operational – Example Status")
    assert states(page) == quiet
    assert page.get_by_role("heading", name="Scheduled maintenance").is_visible()
    assert page.get_by_text("The scheduled maintenance is in progress.").is_hidden()
    page.clock.run_for(timedelta(hours=1) // timedelta(milliseconds=1))
    expect(page).to_have_title("Service Under Maintenance – Example Status")
    assert states(page) == busy
    assert page.get_by_role("heading", name="Scheduled maintenance").is_hidden()
    assert page.locator("[data-place=running]").get_by_text("The scheduled maintenance is in progress.").is_visible()
    assert "maintenance" in str(page.locator("[rel=icon]").get_attribute("href"))
    page.clock.run_for(timedelta(hours=2) // timedelta(milliseconds=1))
    expect(page).to_have_title("All Systems Operational – Example Status")
    assert states(page) == quiet
    assert page.locator(".card", has_text="New disks").count() == 0
    assert "maintenance" not in str(page.locator("[rel=icon]").get_attribute("href"))


@pytest.mark.parametrize("path", ["", "incidents/disks/"])
def test_a_page_opened_later_is_right_at_once(browser: Browser, address: str, path: str) -> None:
    """The same page, opened during the maintenance and after it."""
    steps = ["The scheduled maintenance is in progress.", "The scheduled maintenance has been completed."]
    for later, shown in ((0.5, 0), (1.5, 1), (3.5, 2), (200, 2)):
        page = open_at(browser, address + path, hours(later))
        is_shown = [n < shown and (shown < 2 or path != "") for n in range(2)]
        assert [page.get_by_text(step).is_visible() for step in steps] == is_shown
        if path:
            status = ("Scheduled as of Aug 01, 2025 - 11:00 CEST", "In progress", "Completed")[shown]
            assert page.locator(".now").inner_text() == status
        page.context.close()


def test_a_notice_goes_when_it_expires(browser: Browser, address: str) -> None:
    """With its heading."""
    for later, is_shown in ((20, True), (22, False)):
        page = open_at(browser, address, hours(later))
        assert page.locator(".card", has_text="New terms").is_visible() == is_shown
        assert page.get_by_role("heading", name="Notices").is_visible() == is_shown
        page.context.close()


def test_without_javascript_no_state_is_claimed_for_later(browser: Browser, address: str) -> None:
    """The page says when it was built, what is planned and when; nothing that the clock alone makes false."""
    page = open_at(browser, address, hours(1.5), script=False)
    text = page.locator("body").inner_text()
    assert "As of Aug 05, 2025 - 14:00 CEST" in text
    assert "Aug 05, 2025 - 15:00 to 17:00 CEST" in text
    for word in ("today", "ago", "in progress", "out of date"):
        assert word not in text.lower()
    page.context.close()


def test_times_say_how_long_ago_and_days_which_are_today(browser: Browser, site: Site, address: str) -> None:
    """The words change while the page is open; times of long ago have none."""
    site.write("incidents/portal.md", OUTAGE)
    site.build()
    page = open_at(browser, address, hours(0))
    posted = page.locator("article", has_text="Portal slow").locator(".status").first
    assert "12 minutes ago" in posted.inner_text()
    assert "in 1 hour" in page.locator(".window").first.locator("xpath=..").inner_text()
    assert page.locator(".day h3").first.inner_text() == "Aug 05, 2025 today"
    assert page.locator(".day h3").nth(1).inner_text() == "Aug 04, 2025 yesterday"
    assert page.locator(".ago").filter(has_text="today").count() == 1
    page.clock.fast_forward(12 * 3_600_000)
    assert "12 hours ago" in posted.inner_text()
    assert page.locator(".day h3").first.inner_text() == "Aug 05, 2025 yesterday"
    page.clock.fast_forward(10 * 86_400_000)
    assert "ago" not in posted.inner_text()
    page.context.close()


def test_the_readers_own_zone_is_on_a_switch_that_is_remembered(browser: Browser, address: str) -> None:
    """On every page, until it is switched back."""
    page = open_at(browser, address, hours(0), "America/New_York")
    as_of = page.locator(".asof time")
    assert as_of.inner_text() == "Aug 05, 2025 - 14:00 CEST"
    page.get_by_role("button", name="Show times in America/New_York").click()
    assert as_of.inner_text() == "Aug 05, 2025, 08:00 EDT"
    assert page.get_by_text("Times are in America/New_York.").is_visible()
    page.goto(address + "incidents/disks/")
    window = page.locator(".window time")
    assert window.all_inner_texts()[:2] == ["Aug 05, 2025, 09:00 EDT", "Aug 05, 2025, 11:00 EDT"]
    page.get_by_role("button", name="Show times in Europe/Oslo").click()
    page.goto(address)
    assert as_of.inner_text() == "Aug 05, 2025 - 14:00 CEST"
    page.context.close()


def test_there_is_no_switch_for_readers_in_the_zone_of_the_page(browser: Browser, site: Site, address: str) -> None:
    """It would change nothing, whichever of its names the zone has."""
    for name in ("Europe/Oslo", "Asia/Kolkata"):
        site.write("components.yaml", COMPONENTS.replace("Europe/Oslo", name))
        site.build()
        page = open_at(browser, address, hours(0), name)
        assert page.locator(".zone").is_hidden()
        page.context.close()


def test_an_old_build_says_how_old_it_is(browser: Browser, address: str) -> None:
    """On the front page at once, on others as soon as they know when the build was; and never a fresh one."""
    warning = "This page was built 7 days ago."
    for path in ("", "incidents/disks/", "404.html"):
        page = open_at(browser, address + path, hours(7 * 24))
        page.clock.run_for(20_000)
        expect(page.get_by_text(warning)).to_be_visible()
        page.context.close()
    page = open_at(browser, address, hours(47))
    page.clock.run_for(20_000)
    assert page.get_by_text("This page was built").is_hidden()
    page.context.close()


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
    page.locator("summary[data-row=europe] .name").click()
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
