"""The bars of the days: as many as there is room for, with their percentage, and each day in words for whoever asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from lxml import html
from playwright.sync_api import Browser, Locator, Page

from statusgen.i18n import Language

from building import INCIDENT, Site
from hosting import hosting
from writing import COMPONENTS, facts_at, write

pytestmark = pytest.mark.xdist_group("bars")

ROWS = """\
page: {name: Nordlys, url: https://status.example.org/, timezone: Europe/Oslo, language: en}
components:
  - {name: API}
  - {name: Portal, since: 2025-08-01}
  - {name: Europe, components: [{name: Login}]}
"""
ENDED = INCIDENT.replace("-08-", "-{month:02}-")
LAST = "Aug 20, 2025"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """An API with an hour of outage 2, 18, 50 and 80 days ago, and a portal that is younger than that."""
    site = Site(tmp_path_factory.mktemp("bars") / "site")
    site.write("components.yaml", ROWS)
    site.write("incidents/third.md", ENDED.format(title="Third", month=7, day=1))
    site.write("incidents/fourth.md", ENDED.format(title="Fourth", month=6, day=1))
    assert site.build().publication
    return site


@pytest.fixture(scope="module")
def address(site: Site) -> Iterator[str]:
    """Where it is served."""
    with hosting(site.output) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Its front page on a wide screen."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address)
    yield page
    page.close()


def bars(page: Page, row: int = 0) -> Locator:
    """The picture of a row."""
    return page.locator(".bars").nth(row)


def tip(page: Page) -> str:
    """What the tooltip says, or nothing."""
    shown = page.locator(".tip")
    return shown.inner_text() if shown.count() else ""


@contextmanager
def abroad(browser: Browser, folder: Path, language: str) -> Iterator[Page]:
    """The front page of a site in another language."""
    site = Site(folder / "site")
    site.edit("components.yaml", "timezone:", f"language: {language}\n  timezone:")
    assert site.build().publication
    with hosting(site.output) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(address)
        yield page
        page.close()


def test_shorter_windows_count_by_the_same_rule() -> None:
    """An hour of outage 50 days ago is in the last 90 and 60 days, not in the last 30."""
    outage = write(
        "components: {Europe / Login: major_outage}",
        "Investigating - 2025-06-16 09:00Z",
        "Resolved - 2025-06-16 10:00Z",
    )
    facts = facts_at("2025-08-05 12:00", outage, components=COMPONENTS)
    windows = (facts.uptimes, *facts.recent_uptimes)
    assert [len(window["login"].days) for window in windows] == [90, 60, 30]
    assert [window["login"].percent for window in windows] == ["99.95", "99.92", "100.00"]
    assert [window["europe"].percent for window in windows] == ["99.97", "99.96", "100.00"]
    assert facts.displayed_uptime("login")[-2:] == ("99.92", "100.00")


@pytest.mark.parametrize(
    ("width", "percent", "first"),
    [(360, "99.71%", "Jul 22, 2025"), (768, "99.78%", "Jun 22, 2025"), (1280, "99.81%", "May 23, 2025")],
)
def test_a_screen_shows_as_many_days_as_it_has_room_for(
    browser: Browser, address: str, width: int, percent: str, first: str
) -> None:
    """With the percentage of these days, and the words which days they are."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address)
    assert page.locator(".pct").first.inner_text() == percent
    assert page.locator(".rows").locator("..").locator(".aside").inner_text() == f"Uptime from {first} to {LAST}"
    bars(page).hover(position={"x": 1, "y": 14})
    assert tip(page) == f"{first}: no outage"
    box = bars(page).bounding_box()
    assert box
    bars(page).hover(position={"x": box["width"] - 1, "y": 14})
    assert tip(page) == f"{LAST}: no outage"
    page.close()


def test_one_percentage_is_enough_where_all_are_the_same(site: Site) -> None:
    """Which is so on most rows."""
    texts = [cell.xpath("*/@class") for cell in html.fromstring(site.page("")).xpath("//span[@class='pct']")]
    assert texts == [["d90", "d60", "d30"], [], [], []]


def test_the_words_for_a_row_begin_where_its_record_begins(site: Site) -> None:
    """A percentage stands beside it, which depends on the screen."""
    labels = html.fromstring(site.page("")).xpath("//*[local-name()='svg']/@aria-label")
    assert labels[1] == "Portal from Aug 01, 2025 to Aug 20, 2025: no outages."
    outages = [f"{day}, 2025: Major outage for 1 hr" for day in ("Jun 01", "Jul 01", "Aug 02", "Aug 18")]
    assert labels[0] == f"API from May 23, 2025 to Aug 20, 2025: {'; '.join(outages)}."


def test_the_arrow_keys_go_from_day_to_day(page: Page) -> None:
    """A row is one stop, a slider over its days that is read out."""
    row = bars(page)
    page.locator(".rows a").first.focus()
    page.keyboard.press("Tab")
    said = "[document.activeElement.role, document.activeElement.ariaValueText]"
    assert page.evaluate(said) == ["slider", f"{LAST}: no outage"]
    for key, text in {
        "ArrowRight": f"{LAST}: no outage",
        "ArrowLeft": "Aug 19, 2025: no outage",
        "ArrowDown": "Aug 18, 2025: Major outage for 1 hr",
        "Home": "May 23, 2025: no outage",
        "ArrowUp": "May 24, 2025: no outage",
        "End": f"{LAST}: no outage",
        "Alt+ArrowUp": f"{LAST}: no outage",
    }.items():
        page.keyboard.press(key)
        assert tip(page) == row.get_attribute("aria-valuetext") == text
    page.keyboard.press("Escape")
    assert tip(page) == ""
    page.keyboard.press("ArrowLeft")
    assert tip(page) == "Aug 19, 2025: no outage"
    page.mouse.move(5, 5)
    assert tip(page) == "Aug 19, 2025: no outage", "it stays as long as the row has the focus"
    page.keyboard.press("Tab")
    assert tip(page) == ""
    assert page.evaluate("document.activeElement.innerText") == "Portal"


def test_a_day_before_the_record_has_no_data(page: Page) -> None:
    """And the first day of the record has."""
    bars(page, 1).focus()
    page.keyboard.press("Home")
    assert tip(page) == "May 23, 2025: no data"
    box = bars(page, 1).bounding_box()
    assert box
    for day, text in ((69, "Jul 31, 2025: no data"), (70, "Aug 01, 2025: no outage")):
        bars(page, 1).hover(position={"x": box["width"] * (day + 0.5) / 90, "y": 14})
        assert tip(page) == text


def test_a_pointer_can_rest_on_the_tooltip(page: Page) -> None:
    """It goes when the pointer leaves both, or at Escape, and stays in sight at the top of the window."""
    bars(page).hover()
    text = tip(page)
    page.locator(".tip").hover()
    assert tip(page) == text
    page.locator("h2").first.hover()
    assert tip(page) == ""
    bars(page).hover()
    page.keyboard.press("Escape")
    assert tip(page) == ""
    page.set_viewport_size({"width": 1280, "height": 200})
    bars(page).evaluate("bars => scrollTo(0, bars.getBoundingClientRect().top + scrollY)")
    bars(page).hover()
    box = page.locator(".tip").bounding_box()
    assert box
    assert box["y"] >= 0


def test_a_narrower_window_has_the_tooltip_in_it(page: Page) -> None:
    """At its day still, if that is among those that the window has room for."""
    bars(page).press("ArrowLeft")
    page.set_viewport_size({"width": 320, "height": 640})
    page.wait_for_function("document.documentElement.scrollWidth <= 320")
    assert tip(page) == "Aug 19, 2025: no outage"
    bars(page).press("Home")
    assert tip(page) == "Jul 22, 2025: no outage"


def test_a_finger_asks_too(browser: Browser, address: str) -> None:
    """By a tap or by moving along; a tap elsewhere ends it."""
    page = browser.new_page(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
    page.goto(address)
    bars(page).scroll_into_view_if_needed()
    box = bars(page).bounding_box()
    assert box
    middle, day = box["y"] + box["height"] / 2, box["width"] / 30
    page.touchscreen.tap(box["x"] + 27.5 * day, middle)
    assert tip(page) == "Aug 18, 2025: Major outage for 1 hr"
    touch = page.context.new_cdp_session(page)
    for kind, place in (("touchStart", 20.5), ("touchMove", 15.5), ("touchMove", 11.5)):
        points = [{"x": box["x"] + place * day, "y": middle}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert tip(page) == "Aug 02, 2025: Major outage for 1 hr"
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.locator("h2").first.tap()
    assert tip(page) == ""
    page.close()


def test_a_group_answers_where_it_is_folded(page: Page) -> None:
    """With the arrow keys, since nothing inside a control can be one; a click at its bars does not fold it."""
    group = page.locator("details").first
    fold = group.locator("summary")
    fold.focus()
    assert tip(page) == ""
    for key, text in (("Left", LAST), ("Left", "Aug 19, 2025"), ("Left", "Aug 18, 2025"), ("Right", "Aug 19, 2025")):
        fold.press(f"Arrow{key}")
        assert tip(page) == f"{text}: no outage"
    fold.press("Escape")
    assert tip(page) == ""
    bars(page, 2).click()
    assert tip(page).endswith("no outage")
    assert group.get_attribute("open") is not None
    fold.locator(".name").click()
    assert group.get_attribute("open") is None


def test_rows_that_come_later_answer_as_well(page: Page) -> None:
    """A page may replace its content, also under an open tooltip; a row then is at the day where it was."""
    bars(page).press("ArrowLeft")
    swap = (
        "fetch('').then(r => r.text()).then(t => document.querySelector('main').replaceWith("
        "new DOMParser().parseFromString(t, 'text/html').querySelector('main')))"
    )
    page.evaluate(swap)
    page.locator(".bars[role=slider]").first.wait_for()
    assert tip(page) == ""
    bars(page).focus()
    assert tip(page) == "Aug 19, 2025: no outage"
    page.keyboard.press("ArrowLeft")
    assert tip(page) == "Aug 18, 2025: Major outage for 1 hr"
    page.keyboard.press("Tab")
    bars(page, 2).hover()
    page.evaluate(swap)
    page.locator(".bars[role=slider]").first.wait_for()
    assert tip(page) == ""


def test_without_a_script_a_row_is_a_picture_with_words(browser: Browser, address: str) -> None:
    """It is no stop for the keyboard, and days with an outage have their words for a pointer."""
    page = browser.new_page(java_script_enabled=False)
    page.goto(address)
    assert bars(page).get_attribute("role") == "img"
    assert bars(page).get_attribute("tabindex") is None
    assert bars(page).locator("title").last.text_content() == "Aug 18, 2025: Major outage for 1 hr"
    page.close()


@pytest.mark.parametrize("language", ["de", "ja", "fa"])
def test_days_are_written_as_everywhere_on_the_page(browser: Browser, tmp_path: Path, language: str) -> None:
    """In its language and its calendar."""
    with abroad(browser, tmp_path, language) as page:
        bars(page).press("ArrowDown")
        assert Language(language, ZoneInfo("UTC")).day(date(2025, 8, 19)) in tip(page)


def test_a_row_is_mirrored_where_people_read_from_right_to_left(browser: Browser, tmp_path: Path) -> None:
    """The last day is at the left end, and the left arrow goes to it."""
    with abroad(browser, tmp_path, "ar") as page:
        bars(page, 1).hover(position={"x": 1, "y": 14})
        assert bars(page, 1).get_attribute("aria-valuenow") == "0"
        bars(page, 1).press("ArrowRight")
        assert bars(page, 1).get_attribute("aria-valuenow") == "-1"
        bars(page, 1).press("ArrowLeft")
        assert bars(page, 1).get_attribute("aria-valuenow") == "0"
