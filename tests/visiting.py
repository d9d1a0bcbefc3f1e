"""Pages as a strict policy lets a browser have them."""

from dataclasses import dataclass, field

from playwright.sync_api import Browser, ConsoleMessage, Page, Route

POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'"


@dataclass
class Visit:
    """A page as it was served under the strict policy."""

    path: str
    page: Page
    refused: list[str] = field(default_factory=list)
    """What the browser complains about, violations of the policy among it."""
    outside: list[str] = field(default_factory=list)
    """The requests that leave the site; they fail."""


def visit(browser: Browser, address: str, path: str, *, scripts: bool = True) -> Visit:
    """Opens a page; one that leads elsewhere stays."""
    page = browser.new_page(viewport={"width": 1280, "height": 800}, java_script_enabled=scripts)
    seen = Visit(path, page)

    def serve(route: Route) -> None:
        if not route.request.url.startswith((address, "data:")):
            seen.outside.append(route.request.url)
            route.abort()
        elif route.request.resource_type == "document":
            response = route.fetch()
            body = response.text().replace('http-equiv="refresh"', "")
            headers = {**response.headers, "content-security-policy": POLICY}
            route.fulfill(response=response, body=body, headers=headers)
        else:
            route.continue_()

    def complain(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            seen.refused.append(message.text)

    page.route("**/*", serve)
    page.on("console", complain)
    page.on("pageerror", lambda error: seen.refused.append(str(error)))
    page.goto(address + path, wait_until="networkidle")
    return seen
