"""embed.js, the widget for other websites, on a page of another origin that is hard to be a guest of."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from building import Site
from hosting import hosting
from judges import axe
from street import Street, banner

pytestmark = pytest.mark.xdist_group("embed")

QUIET = {"indicator": "none", "description": "All Systems Operational"}
MINOR = {"indicator": "minor", "description": "Partially Degraded Service"}
WORK = {"indicator": "maintenance", "description": "Service Under Maintenance"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a status site."""
    site = Site(tmp_path_factory.mktemp("embed") / "site")
    assert site.build().publication
    return site.output


@pytest.fixture
def street(built: Path, tmp_path: Path) -> Iterator[Street]:
    """Where both are served, the page embedding the widget in the usual way."""
    with hosting(built) as status, hosting(tmp_path) as host:
        street = Street(built, status, tmp_path, host)
        street.page()
        yield street
        (built / "api/v2/summary.json").unlink(missing_ok=True)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor with a small phone."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    yield context
    context.close()


class Visit(Protocol):
    """Opens the host's page, and waits until it is loaded, or the widget has read the summary."""

    def __call__(self, until: Literal["load", "networkidle"] = "load") -> Page: ...


@pytest.fixture
def visit(context: BrowserContext, street: Street) -> Iterator[Visit]:
    """A visit during which no script may fail."""
    errors: list[str] = []

    def visit(until: Literal["load", "networkidle"] = "load") -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(street.host, wait_until=until)
        return page

    yield visit
    assert errors == []


def test_nothing_is_shown_when_all_is_well(street: Street, visit: Visit) -> None:
    """A maintenance to come is no news for a visitor; the page looks as without the widget."""
    street.tell(QUIET, work=(("Move", "scheduled"),))
    with_widget = visit("networkidle")
    street.page(body="")
    assert with_widget.screenshot() == visit().screenshot()
    expect(banner(with_widget)).to_have_count(0)


def test_it_can_be_shown_always(street: Street, visit: Visit) -> None:
    """Then it leads to the status site."""
    street.tell(QUIET)
    street.page(f'<script src="{street.status}embed.js" data-show="always" async></script>')
    shown = banner(visit())
    expect(shown).to_contain_text("All Systems Operational")
    expect(shown.get_by_role("link", name="View status")).to_have_attribute("href", street.status)


def test_an_open_incident_is_shown(street: Street, visit: Visit) -> None:
    """The newest by name, the others by number; markup in a name is text."""
    street.tell(MINOR, "<b>Labels</b> $&", "Webhooks", work=(("Move", "in_progress"), ("Later", "scheduled")))
    page = visit()
    shown = banner(page)
    expect(shown.get_by_role("paragraph")).to_have_text(
        "Partially Degraded Service<b>Labels</b> $& and 2 more View status"
    )
    expect(shown.get_by_role("link", name="View status")).to_have_attribute("href", street.report("<b>Labels</b> $&"))
    assert "region" in page.locator("output").aria_snapshot()


def test_an_incident_without_impact_is_shown(street: Street, visit: Visit) -> None:
    """It is news, though everything works."""
    street.tell(QUIET, "Labels")
    expect(banner(visit())).to_contain_text("Labels")


def test_a_running_maintenance_is_shown(street: Street, visit: Visit) -> None:
    """With its name and its page."""
    street.tell(WORK, work=(("Later", "scheduled"), ("Move", "verifying")))
    shown = banner(visit())
    expect(shown.get_by_role("paragraph")).to_have_text("Service Under MaintenanceMove View status")
    expect(shown.get_by_role("link")).to_have_attribute("href", street.report("Move"))


def test_only_web_addresses_are_linked(street: Street, visit: Visit) -> None:
    """Anything else becomes the status site."""
    one = {"name": "Labels", "shortlink": "javascript:alert(1)"}
    street.say(json.dumps({"incidents": [one], "scheduled_maintenances": [], "status": MINOR}))
    expect(banner(visit()).get_by_role("link")).to_have_attribute("href", street.status)


def test_what_was_dismissed_stays_away_until_there_is_news(street: Street, visit: Visit) -> None:
    """For as long as the visitor's session; no cookie is set."""
    street.tell(MINOR, "Labels")
    page = visit()
    banner(page).get_by_role("button", name="Dismiss").click()
    expect(banner(page)).to_have_count(0)
    with page.expect_response("**/summary.json"):
        page.reload()
    expect(banner(page)).to_have_count(0)
    street.tell(MINOR, "Webhooks", "Labels")
    page.reload()
    expect(banner(page)).to_contain_text("Webhooks and 1 more")
    assert page.context.cookies() == []


def test_a_page_that_may_not_store_anything_can_dismiss(street: Street, context: BrowserContext, visit: Visit) -> None:
    """It is remembered for as long as the page is open."""
    context.add_init_script("Object.defineProperty(window, 'sessionStorage', {get() { throw new Error('no') }})")
    street.tell(MINOR, "Labels")
    page = visit()
    banner(page).get_by_role("button", name="Dismiss").click()
    expect(banner(page)).to_have_count(0)


def test_a_page_that_stays_open_is_kept_up_to_date(street: Street, context: BrowserContext, visit: Visit) -> None:
    """Every five minutes; an error changes nothing."""
    context.clock.install()
    street.tell(QUIET)
    page = visit("networkidle")
    expect(banner(page)).to_have_count(0)
    street.tell(MINOR, "Labels")
    page.clock.run_for("04:30")
    expect(banner(page)).to_have_count(0)
    page.clock.run_for("00:30")
    expect(banner(page)).to_contain_text("Labels")
    street.say("<!DOCTYPE html>")
    with page.expect_response("**/summary.json"):
        page.clock.run_for("05:00")
    expect(banner(page)).to_contain_text("Labels")
    street.tell(QUIET)
    page.clock.run_for("05:00")
    expect(banner(page)).to_have_count(0)


@pytest.mark.parametrize(
    "text", [None, "", "<!DOCTYPE html>", "null", "{}", '{"incidents": [], "scheduled_maintenances": [], "status": {}}']
)
def test_a_summary_that_cannot_be_read_shows_nothing(street: Street, visit: Visit, text: str | None) -> None:
    """And no script fails."""
    (street.output / "api/v2/summary.json").unlink(missing_ok=True)
    if text is not None:
        street.say(text)
    expect(banner(visit("networkidle"))).to_have_count(0)


def test_a_page_in_the_background_asks_for_nothing(street: Street, context: BrowserContext, visit: Visit) -> None:
    """Until it is looked at."""
    street.tell(MINOR, "Labels")
    context.add_init_script("Object.defineProperty(document, 'hidden', {get: () => !window.seen})")
    page = visit("networkidle")
    expect(banner(page)).to_have_count(0)
    page.evaluate("window.seen = true, document.dispatchEvent(new Event('visibilitychange'))")
    expect(banner(page)).to_be_visible()


def test_a_script_in_the_head_waits_for_the_body(street: Street, visit: Visit) -> None:
    """And a second one for the same site adds nothing."""
    street.tell(MINOR, "Labels")
    plain = f'<script src="{street.status}embed.js"></script>'
    street.page(head=plain, body=plain)
    expect(banner(visit("networkidle"))).to_have_count(1)


def test_a_script_that_is_not_told_its_address_knows_its_site(
    street: Street, context: BrowserContext, visit: Visit
) -> None:
    """Such as a module."""
    street.page(f'<script type="module" src="{street.status}embed.js"></script>')
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    context.route("https://status.example.org/**", answer)
    context.add_init_script("Object.defineProperty(document, 'currentScript', {value: null})")
    visit("networkidle")
    assert asked == ["https://status.example.org/api/v2/summary.json"]


def test_styles_neither_leak_in_nor_out(street: Street, visit: Visit) -> None:
    """The banner looks the same under any style, and the page around it keeps its own."""
    look = "e => [...e.querySelectorAll('*'), e].map(e => ({...getComputedStyle(e)}))"
    street.tell(MINOR, "Labels")
    page = visit()
    shown = banner(page)
    expect(shown).to_be_visible()
    among_enemies, host = shown.evaluate(look), page.locator("main").evaluate(look)
    street.page(css="")
    assert banner(visit()).evaluate(look) == among_enemies
    street.page(body="")
    assert visit().locator("main").evaluate(look) == host


def test_axe_finds_nothing(street: Street, browser: Browser) -> None:
    """Under any colour scheme."""
    street.page(css="")
    street.tell(MINOR, "Labels")
    page = browser.new_page()
    page.goto(street.host)
    expect(banner(page)).to_be_visible()
    found = axe(page)
    page.close()
    assert found == []


def test_it_works_with_the_keyboard(street: Street, visit: Visit) -> None:
    """It takes no focus, comes last, and shows where the focus is; when it goes, the page's own end is near."""
    street.tell(MINOR, "Labels")
    page = visit()
    expect(banner(page)).to_be_visible()
    assert page.evaluate("document.activeElement === document.body")
    page.get_by_role("button", name="Buy").focus()
    page.keyboard.press("Tab")
    expect(banner(page).get_by_role("link")).to_be_focused()
    page.keyboard.press("Tab")
    dismiss = banner(page).get_by_role("button", name="Dismiss")
    expect(dismiss).to_be_focused()
    assert dismiss.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(banner(page)).to_have_count(0)
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Buy")).to_be_focused()


def test_it_fits_a_narrow_phone_and_stays_off_paper(street: Street, visit: Visit) -> None:
    """320 px, and never more than half of the height."""
    street.tell(MINOR, "Longest" * 200)
    street.page(css="")
    page = visit()
    box = banner(page).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert box["y"] + box["height"] <= 640
    assert box["height"] <= 320
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.emulate_media(media="print")
    expect(banner(page)).to_be_hidden()


def test_it_can_be_seen_in_forced_colours(street: Street, visit: Visit) -> None:
    """The shape of the state is drawn in the text's colour."""
    street.tell(MINOR, "Labels")
    page = visit()
    page.emulate_media(forced_colors="active")
    icon = banner(page).locator("i").evaluate("e => getComputedStyle(e).borderTopColor")
    assert icon == banner(page).evaluate("e => getComputedStyle(e).color")
