"""The shipped themes beside the default, in a real browser: one page of each kind of the demo site."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from hosting import hosting
from judges import axe
from readers import hours, open_at, planned_site
from themed import OTHERS, demo_in, publish
from visiting import visit

PAGES = [
    "",
    "incidents/2025-03-19-eu-shipping-api-outage/",
    "history/",
    "history/2026/",
    "history/2026/11/",
    "components/eu-shipping-api/",
    "uptime/",
]

pytestmark = pytest.mark.xdist_group("themes")


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The demo site, served in each theme."""
    place = tmp_path_factory.mktemp("demos")
    with hosting(place / "dense-out") as dense, hosting(place / "plain-out") as plain:
        found = {"dense": dense, "plain": plain}
        for theme, address in found.items():
            publish(demo_in(theme, place / theme), place / f"{theme}-out", address)
        yield found


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("theme", OTHERS)
def test_a_page_satisfies_its_judges(browser: Browser, addresses: dict[str, str], theme: str, path: str) -> None:
    """axe in both schemes, a strict policy, an outline of headings, and a phone, where nobody scrolls sideways."""
    seen = visit(browser, addresses[theme], path)
    page = seen.page
    assert axe(page) == []
    assert seen.refused == []
    assert seen.outside == []
    levels = page.locator("main :is(h1, h2, h3, h4, h5, h6)").evaluate_all("all => all.map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for width in (320, 640):
        page.set_viewport_size({"width": width, "height": 256})
        page.wait_for_function("width => document.documentElement.scrollWidth <= width", arg=width, timeout=3000)
    page.unroute_all(behavior="ignoreErrors")
    page.close()


def test_they_look_different(browser: Browser, addresses: dict[str, str], address: str) -> None:
    """Where the components are, how wide a page is, what its letters are, and what it stands on."""
    looks = []
    for one in (address, *addresses.values()):
        page = browser.new_page(viewport={"width": 1600, "height": 900})
        page.goto(one)
        places = [page.get_by_role("heading", name=name, exact=True) for name in ("Open incidents", "Components")]
        incidents, components = (place.bounding_box() for place in places)
        assert incidents
        assert components
        style = "(() => { const { backgroundColor: b, fontFamily: f, fontSize: s } = getComputedStyle(document.body);"
        colour, family, size = page.evaluate(f"{style} return [b, f.split(',')[0], parseFloat(s)] }})()")
        is_beside = abs(components["y"] - incidents["y"]) < 20 and components["x"] < incidents["x"]
        looks.append((is_beside, components["x"] < 100, family, size < 16, colour))
        page.close()
    default, dense, plain = looks
    assert dense[:2] == (True, True)
    assert default[:2] == plain[:2] == (False, False)
    assert plain[2] != default[2]
    assert [look[3] for look in looks] == [False, True, False]
    assert len({look[4] for look in looks}) == 3


def test_dense_follows_the_clock(browser: Browser, tmp_path: Path) -> None:
    """A state of which only the shape was to be seen becomes a word, and the report is in its place."""
    site = planned_site(tmp_path / "site")
    site.edit("components.yaml", "name: Example,", "name: Example, theme: dense,")
    with hosting(site.output) as address:
        site.build()
        page = open_at(browser, address, hours(0))
        state = page.locator("[data-row=api] > .st")
        width = "it => it.getBoundingClientRect().width"
        assert state.evaluate(width) < 24
        assert state.inner_text() == "Operational"
        page.clock.run_for(3_660_000)
        assert state.inner_text() == "Under maintenance"
        assert state.evaluate(width) > 100
        assert page.locator("[data-place=running] .card").count() == 1
        page.close()


def test_every_line_of_dense_can_be_hit(browser: Browser, addresses: dict[str, str]) -> None:
    """It is 24 px high at least (WCAG 2.5.8), however many stand close together."""
    page = browser.new_page()
    page.goto(addresses["dense"])
    heights = page.locator(".wall .row:visible").evaluate_all("all => all.map(it => it.offsetHeight)")
    assert heights
    assert min(heights) >= 24
    page.close()


def test_on_paper_the_headline_of_dense_is_on_its_colour(browser: Browser, addresses: dict[str, str]) -> None:
    """Browsers leave grounds out where nothing else is said, and the headline has the colour of the page."""
    page = browser.new_page()
    page.goto(addresses["dense"])
    page.emulate_media(media="print")
    assert page.locator(".banner").evaluate("it => getComputedStyle(it).printColorAdjust") == "exact"
    page.close()
