"""Open pages follow the site while it is being written."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from building import Site
from judges import axe
from serving import Served

pytestmark = pytest.mark.xdist_group("serve")

STYLE = "themes/default/assets/style.css"
DRAFT = """\
---
title: Unfinished
components: {API: major_outage}
draft: true
---

## Investigating - 2025-08-19 09:00 +02:00

We do not know yet.
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A small site with a style of its own."""
    site = Site(tmp_path / "site")
    site.write(STYLE, "main { color: rgb(1, 1, 1) }")
    return site


@pytest.fixture
def served(site: Site) -> Iterator[Served]:
    """It is served."""
    with Served(site.folder) as served:
        yield served


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """The page of a report, scrolled down in a low window, with a mark that goes when it loads anew."""
    page = opened(browser, served.address + "incidents/first/")
    yield page
    page.context.close()


def opened(browser: Browser, address: str) -> Page:
    """A page in a window of its own."""
    page = browser.new_context(viewport={"width": 800, "height": 200}).new_page()
    page.goto(address)
    page.evaluate("window.isOld = true; scrollTo(0, 150)")
    return page


def is_old(page: Page) -> bool:
    """Whether it has not loaded anew."""
    return bool(page.evaluate("window.isOld === true"))


def test_an_edit_shows_and_the_place_stays(page: Page, site: Site) -> None:
    """The page loads anew and scrolls to where it was."""
    site.edit("incidents/first.md", "title: First", "title: Edited")
    expect(page.locator("h1")).to_have_text("Edited")
    assert page.evaluate("scrollY") == 150


def test_other_pages_stay_as_they_are(browser: Browser, page: Page, served: Served, site: Site) -> None:
    """Only what shows the edit loads anew."""
    other = opened(browser, served.address + "incidents/second/")
    site.edit("incidents/first.md", "title: First", "title: Edited")
    expect(page.locator("h1")).to_have_text("Edited")
    assert is_old(other)
    other.context.close()


def test_styles_are_swapped_in_the_open_page(page: Page, site: Site) -> None:
    """Which does not load anew, and takes in what comes then."""
    for color in ("rgb(2, 2, 2)", "rgb(3, 3, 3)"):
        site.write(STYLE, f"main {{ color: {color} }}")
        expect(page.locator("main")).to_have_css("color", color)
        expect(page.locator("link[rel=stylesheet]")).to_have_count(2)
    assert is_old(page)
    site.edit("incidents/first.md", "title: First", "title: Edited")
    expect(page.locator("h1")).to_have_text("Edited")


def test_errors_lie_over_the_last_good_page_until_they_are_mended(
    browser: Browser, page: Page, served: Served, site: Site
) -> None:
    """Also over one that is opened meanwhile; they can be put aside, and come back with the next error."""
    site.edit("incidents/first.md", "title: First", "titel: <b>First</b>")
    late = opened(browser, served.address)
    for each in (page, late):
        box = each.get_by_role("dialog")
        expect(box).to_contain_text("1 error keeps this site from being built")
        expect(box).to_contain_text("incidents/first.md:2:1")
        expect(box).to_contain_text("2 | titel: <b>First</b>\n    | ^^^^^")
        expect(box).to_contain_text("did you mean 'title'?")
        expect(each.locator("main h1")).to_be_visible()
    expect(page.get_by_role("dialog").locator("h1")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    site.edit("incidents/first.md", "titel", "titles")
    expect(page.get_by_role("dialog")).to_contain_text("'titles' is no key here")
    site.edit("incidents/first.md", "titles: <b>First</b>", "title: First")
    for each in (page, late):
        expect(each.get_by_role("dialog")).to_have_count(0)
    assert is_old(page)
    late.context.close()


def test_errors_that_are_put_aside_stay_so_and_go_when_mended_unseen(page: Page, served: Served, site: Site) -> None:
    """A page that nobody sees does not listen, and catches up when it is seen again."""
    page.evaluate(
        """() => {
            const show = HTMLDialogElement.prototype.showModal;
            window.shown = 0;
            HTMLDialogElement.prototype.showModal = function () { window.shown++; show.call(this); };
        }"""
    )
    link = site.folder / STYLE.replace("style", "linked")
    link.symlink_to("style.css")
    box = page.get_by_role("dialog")
    expect(box).to_contain_text("a symbolic link is not followed")
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    seen(page, is_hidden=True)
    with page.expect_response("**/.statusgen/events?*"):
        seen(page, is_hidden=False)
    site.edit("incidents/first.md", "title: First", "titel: First")
    expect(box).to_contain_text("2 errors keep")
    assert page.evaluate("window.shown") == 2
    seen(page, is_hidden=True)
    site.edit("incidents/first.md", "titel: First", "title: First")
    served.until(r"1 error")
    link.unlink()
    served.until(r"Built \d+ files")
    expect(box).to_be_visible()
    seen(page, is_hidden=False)
    expect(box).to_have_count(0)
    assert is_old(page)


def seen(page: Page, *, is_hidden: bool) -> None:
    """Hides the page as behind another tab, or shows it again."""
    page.evaluate(
        """is => {
            Object.defineProperty(document, "hidden", { value: is, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }""",
        is_hidden,
    )


def test_more_windows_than_a_browser_has_connections(browser: Browser, served: Served, site: Site) -> None:
    """They all open, and the last follows."""
    context = browser.new_context()
    for _ in range(8):
        page = context.new_page()
        page.goto(served.address + "incidents/first/")
    site.edit("incidents/first.md", "title: First", "title: Edited")
    expect(page.locator("h1")).to_have_text("Edited")
    context.close()


def test_a_site_that_never_was_good_shows_its_errors_and_then_itself(browser: Browser, site: Site) -> None:
    """In place of every page."""
    site.edit("incidents/first.md", "title: First", "titel: First")
    with Served(site.folder) as served:
        page = opened(browser, served.address + "incidents/first/")
        expect(page.get_by_role("heading", level=1)).to_have_text("1 error keeps this site from being built")
        expect(page.get_by_role("dialog")).to_have_count(0)
        assert axe(page) == []
        site.edit("incidents/first.md", "titel: First", "title: First")
        expect(page.locator("h1")).to_have_text("First")
        page.context.close()


def test_a_page_of_errors_becomes_the_site_when_a_style_is_mended(browser: Browser, site: Site) -> None:
    """It is no page of the site that only has to be dressed anew."""
    link = site.folder / STYLE.replace("style", "linked")
    link.symlink_to("style.css")
    with Served(site.folder) as served:
        page = opened(browser, served.address + "incidents/first/")
        expect(page.get_by_role("heading", level=1)).to_have_text("1 error keeps this site from being built")
        link.unlink()
        expect(page.locator("h1")).to_have_text("First")
        page.context.close()


def test_pages_find_the_server_again(browser: Browser, site: Site) -> None:
    """When it was ended and begun again at the same port, also by force, and the site has changed meanwhile."""
    first = Served(site.folder)
    page = opened(browser, first.address + "incidents/first/")
    first.stop(signal.SIGKILL)
    site.edit("incidents/first.md", "title: First", "title: Edited")
    with Served(site.folder, port=int(first.address.rsplit(":")[2].strip("/"))):
        expect(page.locator("h1")).to_have_text("Edited", timeout=20_000)
    page.context.close()


def test_drafts_are_shown_and_marked(browser: Browser, served: Served, site: Site) -> None:
    """On every page that has them, which are as they will be when the draft is none any more."""
    page = opened(browser, served.address)
    site.write("incidents/draft.md", DRAFT)
    expect(page.locator(".card h3")).to_have_text("Unfinished Draft")
    expect(page.locator(".banner h1")).to_have_text("Partial System Outage")
    expect(page.locator("mark")).to_have_count(1)
    for path in ("incidents/draft/", "history/2025/08/", "components/api/"):
        page.goto(served.address + path)
        expect(page.locator("mark")).to_have_count(1)
        expect(page.get_by_role("heading", name="Unfinished Draft")).to_be_visible()
    site.edit("incidents/draft.md", "draft: true\n", "")
    expect(page.locator("mark")).to_have_count(0)
    page.context.close()
