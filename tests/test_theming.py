"""The page on themes tells all there is to override, and its walk from nothing to a brand leads there."""

import re
from pathlib import Path

import pytest

from statusgen.theme import shipped_themes_folder

import tokentables
from tutorial import played

PAGE = tokentables.PAGE
SHIPPED = shipped_themes_folder() / "default"


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The page as its commands write it today, and the site that comes of them."""
    folder = tmp_path_factory.mktemp("walk")
    return played(PAGE.read_text("utf-8"), folder), folder / "home" / "status"


def section(title: str) -> str:
    """What the page says below a heading."""
    return PAGE.read_text("utf-8").split(f"\n## {title}\n")[1].split("\n## ")[0]


def test_the_walk_is_a_transcript(walk: tuple[str, Path]) -> None:
    """Every command prints what stands on the page; `make golden` writes it anew."""
    assert walk[0] == PAGE.read_text("utf-8")


def test_the_walk_ends_with_the_brand_on_every_page(walk: tuple[str, Path]) -> None:
    """Logo, colours, typeface, footer, and what the front page says during an incident."""
    site = walk[1] / "_site"
    (style,) = (site / "assets").glob("style.*.css")
    (logo,) = (site / "assets").glob("logo.*.svg")
    text = style.read_text("utf-8")
    assert text.rindex("--accent:#cb2663") > text.index("--accent:#0b57a4")
    assert '--font:"Avenir Next"' in text
    for path in ("index.html", "history/index.html", "components/api/index.html", "404.html"):
        page = (site / path).read_text("utf-8")
        assert f'assets/{logo.name}" alt="Havbris Status"' in page
        assert "<p>Havbris AS, Bergen. Org. no. 987 654 321</p>" in page
        assert '<meta name="theme-color" content="#191316" media="(prefers-color-scheme: dark)">' in page
    assert "A ticket does not scan?" in (site / "index.html").read_text("utf-8")


def test_every_block_is_told() -> None:
    """And none that is not there."""
    there = {
        name for path in SHIPPED.rglob("*.html") for name in re.findall(r"{% block (\w+)", path.read_text("utf-8"))
    }
    told = re.findall(r"`(\w+)`", "\n".join(re.findall(r"(?m)^\|[^|]*\|([^|]*)\|", section("Blocks"))))
    assert set(told) == there


def test_every_file_is_told() -> None:
    """By its path, but for the stylesheets that a bundle is made of, and for macros by their names."""
    told = section("Files")
    for path in SHIPPED.rglob("*"):
        name = path.relative_to(SHIPPED).as_posix()
        if path.is_file() and not re.fullmatch(
            r"assets/(favicon-\w+\.svg|(?!style|report\.|records|tokens)\w+\.css)", name
        ):
            assert f"`{name}`" in told or f"`{path.name}`" in told, name


def test_every_token_is_told() -> None:
    """With what it is in both schemes, and with what must be read on what."""
    text = PAGE.read_text("utf-8")
    assert tokentables.rewritten(text) == text
    assert "| |" not in section("Tokens")
