"""How little a phone has to load before there is something to read, and that nothing moves then."""

import gzip

import pytest
from playwright.sync_api import Browser

PAGES = [
    "",
    "incidents/2025-03-19-eu-shipping-api-outage/",
    "history/",
    "history/2026/",
    "history/2026/?kind=incident",
    "history/2026/11/",
    "components/webhooks/",
    "uptime/",
]
SHIFTS = """() => new Promise(tell => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => (sum += entry.value)))
        .observe({type: 'layout-shift', buffered: true});
    requestIdleCallback(() => tell(sum));
})"""

pytestmark = pytest.mark.xdist_group("weight")


def test_the_front_page_comes_with_the_first_packets(browser: Browser, address: str) -> None:
    """Page, stylesheet and icon have 14 kB together, compressed, and the script that follows has 5 kB."""
    page = browser.new_page()
    loaded: dict[str, bytes] = {}
    page.on("response", lambda response: loaded.update({response.request.resource_type: response.body()}))
    page.goto(address, wait_until="networkidle")
    icon = page.evaluate("fetch(document.querySelector('[rel=icon]').href).then(it => it.text())")
    page.close()
    packed = {kind: len(gzip.compress(body, mtime=0)) for kind, body in loaded.items() if kind != "other"}
    assert packed.keys() - {"fetch"} == {"document", "stylesheet", "script"}
    assert packed["document"] + packed["stylesheet"] + len(gzip.compress(icon.encode(), mtime=0)) <= 14_000
    assert packed["script"] <= 5_000


@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves_while_a_page_loads(browser: Browser, address: str, path: str) -> None:
    """Not even for what the script adds, on a phone, and a week after the build."""
    for days in (0, 7):
        page = browser.new_page(viewport={"width": 360, "height": 640})
        page.clock.install(time=f"2026-11-{22 + days}T16:00:00Z")
        page.goto(address + path, wait_until="networkidle")
        page.clock.run_for(20_000)
        moved = page.evaluate(SHIFTS)
        page.close()
        assert moved == 0
