"""Pages read hours and days after the build: true without JavaScript, and up to date with it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from building import Site
from hosting import hosting
from readers import COMPONENTS, OUTAGE, hours, open_at, planned_site

pytestmark = pytest.mark.xdist_group("reading")


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


def states(page: Page) -> list[str]:
    """The state of each row of the front page."""
    return page.locator("[data-row] > .st").all_inner_texts()


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
