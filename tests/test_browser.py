"""One page of each kind of the demo site, in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from statusgen.serve.http import serving

from building import Site
from judges import axe

PAGES = [
    "",
    "incidents/2025-03-19-eu-shipping-api-outage/",
    "incidents/2026-11-20-document-archive-migration/",
    "history/",
    "history/2026/11/",
    "components/eu-shipping-api/",
    "uptime/",
    "404.html",
]
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'"

pytestmark = pytest.mark.xdist_group("browser")


def _outside_requests(page: Page, address: str) -> list[str]:
    """Fills with every request that leaves the site; such requests fail."""
    outside: list[str] = []

    def route(route: Route) -> None:
        if route.request.url.startswith((address, "data:")):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    page.route("**/*", route)
    return outside


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(browser: Browser, address: str, path: str) -> None:
    """No violation of WCAG or of axe's best practices, and nothing is loaded from elsewhere."""
    page = browser.new_page(reduced_motion="reduce")
    outside = _outside_requests(page, address)
    page.goto(address + path)
    found = axe(page)
    page.unroute_all(behavior="ignoreErrors")
    page.close()
    assert found == []
    assert outside == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_a_narrow_phone(browser: Browser, address: str, path: str) -> None:
    """At 320 px nobody has to scroll sideways (WCAG 1.4.10)."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(address + path)
    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert width <= 320


def test_a_long_line_of_code_does_not_widen_the_front_page(browser: Browser, tmp_path: Path) -> None:
    """It scrolls by itself, also in the card of an open incident."""
    site = Site(tmp_path / "site")
    path = site.folder / "incidents" / "first.md"
    text = path.read_text("utf-8").partition("## Resolved")[0]
    path.write_text(f"{text}```\ncurl https://api.example.org/{'v1/' * 30}\n```\n", "utf-8")
    with serving(site.output, 0) as address:
        assert site.build().publication
        page = browser.new_page(viewport={"width": 360, "height": 640})
        page.goto(address)
        assert page.locator("pre").count() == 1
        width = page.evaluate("document.documentElement.scrollWidth")
        page.close()
    assert width <= 360


@pytest.mark.parametrize("path", PAGES)
def test_a_strict_policy_blocks_nothing(browser: Browser, address: str, path: str) -> None:
    """Under the policy that `_headers` sends, the page looks as it should: no violation is reported."""
    page = browser.new_page()

    def with_policy(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": POLICY})

    page.route("**/*", with_policy)
    page.add_init_script(
        "window.violations = [];"
        "document.addEventListener('securitypolicyviolation', e => window.violations.push(e.blockedURI))"
    )
    page.goto(address + path)
    violations = page.evaluate("window.violations")
    page.unroute_all(behavior="ignoreErrors")  # the icon may still be on its way
    page.close()
    assert violations == []
