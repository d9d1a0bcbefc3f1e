"""What only a browser can tell of texts that nobody foresaw."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from building import Site
from hosting import hosting

pytestmark = pytest.mark.xdist_group("browser")


def test_a_long_line_of_code_does_not_widen_the_front_page(browser: Browser, tmp_path: Path) -> None:
    """It scrolls by itself, also in the card of an open incident."""
    site = Site(tmp_path / "site")
    path = site.folder / "incidents" / "first.md"
    text = path.read_text("utf-8").partition("## Resolved")[0]
    path.write_text(f"{text}```\ncurl https://api.example.org/{'v1/' * 30}\n```\n", "utf-8")
    with hosting(site.output) as address:
        assert site.build().publication
        page = browser.new_page(viewport={"width": 360, "height": 640})
        page.goto(address)
        assert page.locator("pre").count() == 1
        width = page.evaluate("document.documentElement.scrollWidth")
        page.close()
    assert width <= 360
