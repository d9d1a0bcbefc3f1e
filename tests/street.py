"""A website that embeds the widget of a status site, for tests."""

import json
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page

HOST = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src {status}; \
connect-src {status} https://status.example.org; require-trusted-types-for 'script'">
<title>Shop</title>
<link rel="stylesheet" href="style.css">
{head}
</head>
<body>
<main>
<h1>Shop</h1>
<p>Buy something. <a href="#top">Up</a></p>
<form><label>Name <input></label> <button type="button">Buy</button></form>
</main>
{body}
</body>
</html>
"""
HOSTILE = """\
html { font-size: 40px; }
body { margin: 1rem; text-align: right; text-transform: uppercase; letter-spacing: 1em; direction: rtl; }
body div, section, output, i, p:has(b), b, a[href*="incidents"], button[aria-label] {
  all: unset !important; display: none !important; color: red !important; background: red !important;
  position: static !important; visibility: hidden !important; opacity: 0 !important; width: 3000px !important;
}
"""


@dataclass
class Street:
    """A status site, and beside it a host's page that embeds its widget."""

    output: Path
    """Of the status site."""
    status: str
    """Its address."""
    folder: Path
    """Of the host."""
    host: str

    def say(self, text: str) -> None:
        """Publishes a summary."""
        (self.output / "api/v2").mkdir(parents=True, exist_ok=True)
        (self.output / "api/v2/summary.json").write_text(text, "utf-8")

    def tell(self, status: dict[str, str], *names: str, work: tuple[tuple[str, str], ...] = ()) -> None:
        """Publishes a summary with open incidents, and with maintenances with their states."""
        incidents = [{"name": name, "status": "identified", "shortlink": self.report(name)} for name in names]
        planned = [{"name": name, "status": state, "shortlink": self.report(name)} for name, state in work]
        self.say(json.dumps({"incidents": incidents, "scheduled_maintenances": planned, "status": status}))

    def report(self, name: str) -> str:
        """The address of a report."""
        return f"{self.status}incidents/{name.lower()}/"

    def page(self, body: str | None = None, head: str = "", css: str = HOSTILE) -> None:
        """Writes the host's page; it embeds the widget as the documentation says."""
        body = f'<script src="{self.status}embed.js" async></script>' if body is None else body
        text = HOST.replace("{status}", self.status.rstrip("/")).replace("{head}", head).replace("{body}", body)
        (self.folder / "index.html").write_text(text, "utf-8")
        (self.folder / "style.css").write_text(css, "utf-8")


def banner(page: Page) -> Locator:
    """What the widget shows."""
    return page.get_by_role("region", name="Nordlys Status")
