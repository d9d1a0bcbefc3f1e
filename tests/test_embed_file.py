"""embed.js as a file of the site."""

import gzip
from pathlib import Path

import pytest

from building import Site


@pytest.mark.parametrize(("language", "most"), [("en", 2048), ("de", 2304), ("fr", 2304), ("ja", 2304), ("ar", 2304)])
def test_the_script_is_small(language: str, most: int, tmp_path: Path) -> None:
    """On its way, with a long name too."""
    site = Site(tmp_path / "site")
    site.edit("components.yaml", "Nordlys", "The Nordlys Shipping and Tracking Company")
    site.edit("components.yaml", "timezone: Europe/Oslo", f"timezone: Europe/Oslo\n  language: {language}")
    site.build()
    assert len(gzip.compress((site.output / "embed.js").read_bytes(), 9, mtime=0)) <= most


def test_it_speaks_the_language_of_the_status_site(tmp_path: Path) -> None:
    """Its direction included."""
    site = Site(tmp_path / "site")
    site.edit("components.yaml", "timezone: Europe/Oslo", "timezone: Europe/Oslo\n  language: ar")
    site.build()
    assert '"dir": "rtl"' in site.page("embed.js")
    assert '"lang": "ar"' in site.page("embed.js")


def test_a_theme_can_have_its_own(tmp_path: Path) -> None:
    """It is tried like a page."""
    site = Site(tmp_path / "site")
    site.write("themes/default/embed.js", "// {{ page.nothing }}\n")
    assert [(d.at.path, d.code) for d in site.build().diagnostics] == [("themes/default/embed.js", "broken-template")]
    site.write("themes/default/embed.js", "// {{ page.url | nofilter }}\n")
    assert [(d.at.path, d.code) for d in site.build().diagnostics] == [("themes/default/embed.js", "broken-template")]
    site.write("themes/default/embed.js", "// {{ page.url }}\n")
    site.build()
    assert site.page("embed.js") == "// https://status.example.org/\n"
