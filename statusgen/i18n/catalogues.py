"""The words of the pages in other languages: one file of GNU gettext for each in `statusgen/catalogues/`."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from statusgen.model.languages import ORIGINAL, fallbacks

FOLDER = Path(__file__).resolve().parent.parent / "catalogues"


def catalogue_files() -> tuple[Path, ...]:
    """Every catalogue, sorted."""
    return tuple(sorted(FOLDER.glob("*.po")))


def spoken_languages() -> tuple[str, ...]:
    """The languages that the pages' own words are in, as their catalogues are named; sorted."""
    return tuple(sorted((ORIGINAL, *(path.stem for path in catalogue_files()))))


def translations(tag: str) -> NullTranslations:
    """The words of a language, or of the nearest one that has a catalogue; without one, they stay English."""
    for name in fallbacks(tag):
        if name == ORIGINAL:
            break
        path = FOLDER / f"{name}.po"
        if path.is_file():
            return _compiled(name, path.read_bytes())
    return NullTranslations()


@cache
def _compiled(name: str, content: bytes) -> GNUTranslations:
    """A catalogue, ready for use; `serve` asks for it at each build."""
    # Imported only where a page is not in English: it is a part of the start that most builds can do without.
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(content), locale=name))
    compiled.seek(0)
    return GNUTranslations(compiled)
