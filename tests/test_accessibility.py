"""One page of each kind of the demo site, in a real browser, by what WCAG 2.2 AA and a strict policy ask of it."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page

from judges import axe
from visiting import Visit, visit

REDIRECT = "incidents/eu-api-down/"
PAGES = [
    "",
    "incidents/2025-03-19-eu-shipping-api-outage/",
    "incidents/2026-11-20-document-archive-migration/",
    "history/",
    "history/2026/",
    "history/2026/11/",
    "components/eu-shipping-api/",
    "uptime/",
    "404.html",
    REDIRECT,
]

pytestmark = pytest.mark.xdist_group("accessibility")


@pytest.fixture(scope="module", params=PAGES)
def seen(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    """Each page once, for all that is asked of it."""
    seen = visit(browser, address, request.param)
    yield seen
    seen.page.unroute_all(behavior="ignoreErrors")
    seen.page.close()


@pytest.fixture
def page(seen: Visit) -> Iterator[Page]:
    """The page, which is put back as it was."""
    yield seen.page
    seen.page.emulate_media(forced_colors="none", reduced_motion="no-preference", color_scheme="light")
    seen.page.set_viewport_size({"width": 1280, "height": 800})


def test_a_strict_policy_blocks_nothing(seen: Visit) -> None:
    """Nothing is complained about, and nothing asked of another host."""
    assert seen.refused == []
    assert seen.outside == []


@pytest.mark.parametrize("path", PAGES)
def test_without_scripts_it_blocks_nothing_either(browser: Browser, address: str, path: str) -> None:
    """And there is something to read."""
    seen = visit(browser, address, path, scripts=False)
    assert seen.page.locator("h1").inner_text()
    assert seen.refused == []
    assert seen.outside == []
    seen.page.unroute_all(behavior="ignoreErrors")
    seen.page.close()


def test_axe_finds_nothing(page: Page) -> None:
    """No violation of WCAG or of axe's best practices, landmarks and targets of 24 px among them, nor in the dark."""
    assert axe(page) == []


def test_headings_are_an_outline(page: Page) -> None:
    """One of the first level, and none skips a level on the way down."""
    levels = page.locator("main :is(h1, h2, h3, h4, h5, h6)").evaluate_all("all => all.map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_page_has_its_landmarks(seen: Visit, page: Page) -> None:
    """And a title and a language of its own; a page that only leads elsewhere is its main part."""
    for landmark in ("main",) if seen.path == REDIRECT else ("main", "banner", "navigation", "contentinfo"):
        assert page.get_by_role(landmark).count() >= 1, landmark  # type: ignore[arg-type]
    assert page.get_by_role("main").count() == 1
    assert page.title()
    assert page.locator("html").get_attribute("lang") == "en"


def test_a_keyboard_sees_where_it_is(seen: Visit, page: Page) -> None:
    """The first stop leads past the header; every stop has a ring, in the order of the page, and a name."""
    page.evaluate("scrollTo(0, 0); document.activeElement.blur()")
    if seen.path != REDIRECT:
        page.keyboard.press("Tab")
        box = page.locator(".skip:focus").bounding_box()
        assert box
        assert box["width"] > 24
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "site:main"
    stops = 0
    for _ in range(20):
        page.keyboard.press("Tab")
        ring = page.evaluate(
            "(() => { const it = document.activeElement, style = getComputedStyle(it);"
            "return it !== document.body && [style.outlineStyle, parseFloat(style.outlineWidth)] })()"
        )
        if not ring:
            break
        assert ring[0] != "none"
        assert ring[1] >= 2
        stops += 1
    assert stops


@pytest.mark.parametrize("width", [320, 640])
def test_nobody_scrolls_sideways(page: Page, width: int) -> None:
    """On a narrow phone, which is also a window of 1280 px at 400 %, and at 200 % (WCAG 1.4.10)."""
    page.set_viewport_size({"width": width, "height": 256})
    page.wait_for_function("width => document.documentElement.scrollWidth <= width", arg=width, timeout=3000)


def test_there_is_room_between_letters_and_lines(page: Page) -> None:
    """As wide as some need it, on a narrow phone too (WCAG 1.4.12)."""
    page.set_viewport_size({"width": 320, "height": 640})
    rule = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    width = page.evaluate(
        "rule => { const sheet = new CSSStyleSheet(); sheet.replaceSync(rule); document.adoptedStyleSheets = [sheet];"
        "const width = document.documentElement.scrollWidth; document.adoptedStyleSheets = []; return width }",
        rule,
    )
    assert width <= 320


def test_nothing_moves(page: Page) -> None:
    """For those who asked for that, not even the way to an anchor."""
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert page.evaluate("document.getAnimations().length") == 0
    moving = "all => all.filter(it => parseFloat(getComputedStyle(it).transitionDuration)).length"
    assert page.locator("*").evaluate_all(moving) == 0


def test_shapes_are_there_in_forced_colours(page: Page) -> None:
    """A mark is a mask over a colour: both are there, and the colour is not that of the ground."""
    page.emulate_media(forced_colors="active")
    marks = page.locator(".st:visible").evaluate_all(
        "all => all.map(it => getComputedStyle(it, '::before')).map(s => [s.maskImage, s.backgroundColor])"
    )
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert all(mask.startswith("url(") and colour != ground for mask, colour in marks)
    bars = page.locator(".bars :is(path, rect)").evaluate_all(
        "all => all.map(it => [it.tagName, getComputedStyle(it)]).map(([n, s]) => n == 'rect' ? s.fill : s.stroke)"
    )
    assert ground not in bars


def test_the_bars_satisfy_axe_while_they_are_asked(browser: Browser, address: str) -> None:
    """A slider with its value and an open tooltip, on a phone; its target is 24 px high."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(address)
    bars = page.locator(".bars[role=slider]").first
    bars.press("ArrowLeft")
    assert page.locator(".tip").is_visible()
    assert axe(page) == []
    box = bars.bounding_box()
    assert box
    assert box["height"] >= 24
    page.close()
