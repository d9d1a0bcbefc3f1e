"""Shipped themes that tests can change, as if another version of statusgen were installed."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from desk import SETTINGS

REPORT = """\
{% extends "base.html" %}
{% block main %}
<h1>{{ page.title }}</h1>
<p>One.</p>
<p>Two.</p>
<p>Three.</p>
<p>Four.</p>
<p>Five.</p>
<footer>The end.</footer>
{% endblock %}
"""
FILES = {
    "default/base.html": b"{% block main %}{% endblock %}\n",
    "default/report.html": REPORT.encode(),
    "default/index.html": b"<h1>Now</h1>\n",
    "default/parts/footer.html": b"<p>Thanks.</p>\n",
    "default/parts/head.html": b"",
    "default/parts/report.html": b"{{ report }}\n",
    "default/assets/style.css": b"body { margin: 0 }\n",
    "default/assets/logo.png": b"\x89PNG\x00\x01",
    "dense/index.html": b"<h1>All</h1>\n",
    "dense/assets/style.css": b'@import "default/style.css";\n',
}


@dataclass(frozen=True)
class Shipping:
    """A folder of shipped themes, and a site whose theme is called acme."""

    themes: Path
    site: Path

    def ship(self, path: str, content: bytes | str) -> None:
        """The next version has this file so."""
        file = self.themes / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)

    def own(self, path: str, content: bytes | str | None = None) -> bytes:
        """What a file of the site's theme says, after it has been made to say `content`."""
        file = self.site / "themes/acme" / path
        if content is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file.read_bytes()

    def name_theme(self, line: str) -> None:
        """The site's settings name its theme by this line."""
        (self.site / "components.yaml").write_text(SETTINGS.replace("page: {", f"page: {{{line}, "))

    @property
    def files(self) -> list[str]:
        """Every file below the site's themes/."""
        found = (path for path in (self.site / "themes").rglob("*") if path.is_file())
        return sorted(path.relative_to(self.site / "themes").as_posix() for path in found)


def begin(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Shipping:
    """Two shipped themes, and a site in a folder of a folder."""
    shipping = Shipping(folder / "shipped", folder / "repository" / "status")
    for path, content in FILES.items():
        shipping.ship(path, content)
    monkeypatch.setattr("statusgen.authoring.themes.shipped_themes_folder", lambda: shipping.themes)
    (shipping.site / "incidents").mkdir(parents=True)
    shipping.name_theme("theme: acme")
    return shipping
