"""The panel that offers all feeds and the calendar, on every page."""

from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from building import Site
from judges import axe

OF_SITE = ["updates.atom", "updates.rss", "feed.json", "history.atom", "history.rss", "calendar.ics"]

pytestmark = pytest.mark.xdist_group("subscribe")


def _open_panel(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    page.get_by_role("button", name="Subscribe").click()
    page.get_by_role("heading", name="Subscribe").wait_for(state="visible")


def test_every_page_offers_all_feeds_and_the_calendar(tmp_path: Path) -> None:
    """To people in the panel, and to programs in the head; a component's page its own besides."""
    site = Site(tmp_path / "site")
    site.build()
    for path in sorted(site.output.rglob("*.html")):
        page = html.fromstring(path.read_bytes(), base_url=f"/{path.relative_to(site.output)}")
        page.make_links_absolute()
        own = [f"{path.parent.relative_to(site.output)}/{name}" for name in OF_SITE if name != "feed.json"]
        wanted = {f"/{name}" for name in (OF_SITE if path.parent.parent.name != "components" else [*OF_SITE, *own])}
        assert set(page.xpath("//link[@rel='alternate']/@href")) == wanted, path
        assert {url for url in page.xpath("//*[@id='site:subscribe']//a/@href") if url.startswith("/")} == wanted, path
        assert all((site.output / url[1:]).is_file() for url in wanted)
        assert all(offer.xpath("string(p)") for offer in page.find_class("offer"))


@pytest.mark.parametrize("path", ["", "components/webhooks/"])
def test_axe_finds_nothing_in_the_open_panel(browser: Browser, address: str, path: str) -> None:
    """And on a narrow phone nothing is wider than the screen."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    _open_panel(page, address, path)
    found = axe(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert found == []
    assert width <= 320


def test_an_address_can_be_copied(browser: Browser, address: str) -> None:
    """Whole, and people who do not see it are told."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    _open_panel(page, address, "history/")
    page.get_by_role("button", name="Copy the address: Every update, JSON Feed").click()
    page.get_by_text("Copied", exact=True).wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}feed.json"
    assert page.get_by_role("status").text_content() == f"Copied: {address}feed.json"
    context.close()


def test_without_javascript_the_panel_opens_and_offers_no_copies(browser: Browser, address: str) -> None:
    """A button that does nothing would be worse than none."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    _open_panel(page, address, "")
    assert page.get_by_role("button", name="Copy").count() == 0
    assert page.get_by_role("link", name="JSON Feed").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("link", name="JSON Feed").is_visible()
    context.close()
