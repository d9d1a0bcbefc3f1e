"""What is told of the files of a site's own theme without rendering any: their addresses, names and places."""

from pathlib import Path

import pytest

from statusgen.theme import load_theme

FOLDER = "themes/default/"
IN_STATIC = "or into static/ and write {{ site.root }}office.jpg"


def told(folder: Path, files: dict[str, str]) -> list[str]:
    """What is told of a theme with these files: `name: hint`."""
    for name, text in files.items():
        path = folder / FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return [f"{one.at.path.removeprefix(FOLDER)}: {one.hint}" for one in load_theme("default", folder).problems]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("logo.svg", 'write {{ site.assets["logo.svg"] }}'),
        ("./assets/logo.svg?1", 'write {{ site.assets["logo.svg"] }}'),
        ("/assets/logo.svg", 'write {{ site.assets["logo.svg"] }}'),
        ("images/logo.svg", 'write {{ site.assets["logo.svg"] }}'),
        (
            "../office.jpg",
            'put the file into assets/ and write {{ site.assets["office.jpg"] }}, ' + IN_STATIC,
        ),
    ],
)
def test_an_address_from_one_page_only_gets_one_from_all(tmp_path: Path, written: str, hint: str) -> None:
    """That of an asset of the theme, if there is one of that name."""
    found = told(tmp_path, {"parts/head.html": f'<img src="{written}">', "assets/logo.svg": "<svg/>"})
    assert found == [f"parts/head.html: {hint}"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("footer.html", "did you mean 'parts/footer.html'?"),
        ("Parts/Footer.html", "did you mean 'parts/footer.html'?"),
        ("Index.html", "did you mean 'index.html'?"),
        ("idnex.html", "did you mean 'index.html'?"),
        ("parts/reprot.html", "did you mean 'parts/report.html'?"),
        ("default/index.html", "did you mean 'index.html'?"),
        ("band.html", "name it in a template with include, or remove it"),
        ("style.css", "did you mean 'assets/style.css'?"),
        ("images/Office.JPG", "move it to assets/Office.JPG"),
        ("own.js", "move it to assets/own.js"),
    ],
)
def test_a_file_that_nothing_uses_is_told(tmp_path: Path, name: str, hint: str) -> None:
    """With where it would be used."""
    assert told(tmp_path, {name: "<p>"}) == [f"{name}: {hint}"]


@pytest.mark.parametrize(
    "files",
    [
        {"README": "<p>", "LICENSE.md": "<p>", "notes.txt": "<p>", "assets/own.js": "", "parts/embed.css": ""},
        {
            "parts/head.html": "{% include 'icon.svg' %}{% include ['a.html', 'b.html'] %}",
            "icon.svg": "",
            "b.html": "<p>",
        },
        {"parts/head.html": "{% set name = 'a.html' %}{% include name %}", "a.html": "<p>"},
        {"embed.js": "{% include 'words.js' %}", "words.js": "{}"},
    ],
)
def test_a_file_that_may_be_used_is_none_to_complain_of(tmp_path: Path, files: dict[str, str]) -> None:
    """Notes are for people."""
    assert told(tmp_path, files) == []
