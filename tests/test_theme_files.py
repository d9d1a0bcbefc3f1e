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
