"""What each language looks like."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from statusgen.i18n import spoken_languages

from building import Site
from hosting import hosting

pytestmark = pytest.mark.xdist_group("languages")

_CODE = "Text.\n\n    --now 2025-08-20\n\n`--now`"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as narrow as a phone's at twice the size."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    yield page
    page.close()


def front_page(folder: Path, tag: str) -> Path:
    """A site in a language, published."""
    site = Site(folder / "site")
    site.edit("components.yaml", "timezone: Europe/Oslo", f"timezone: Europe/Oslo\n  language: {tag}")
    site.edit("incidents/first.md", "It works again.", _CODE)
    assert site.build().publication
    return site.output


@pytest.mark.parametrize("tag", spoken_languages())
def test_no_language_is_too_wide_for_a_phone(tag: str, tmp_path: Path, page: Page) -> None:
    """On every page there is; long words break."""
    output = front_page(tmp_path, tag)
    with hosting(output) as address:
        for file in sorted(output.rglob("*.html")):
            page.goto(address + file.relative_to(output).as_posix())
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, file


def test_arabic_runs_from_right_to_left(tmp_path: Path, page: Page) -> None:
    """The page's name is on the right, its oldest day too, and code runs as it always does."""
    with hosting(front_page(tmp_path, "ar")) as address:
        page.goto(address)
        brand, links = (page.locator(part).bounding_box() for part in (".brand", ".bar .links"))
        assert brand is not None
        assert links is not None
        assert brand["x"] > links["x"]
        assert page.locator("svg.bars, .bars svg").first.evaluate("row => row.getScreenCTM().a") < 0
        page.goto(f"{address}incidents/first/")
        for code in page.locator("pre, p code").all():
            assert code.evaluate("code => getComputedStyle(code).direction") == "ltr"
        assert page.get_by_role("link", name="→ الحالة الحالية").is_visible()
