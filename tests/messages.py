"""The catalogues of languages: what there is to translate, and how a catalogue is written.

`python tests/messages.py` brings every catalogue up to date and tells what is left to translate.
"""

from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from statusgen.i18n.catalogues import catalogue_files

ROOT = Path(__file__).parent.parent

_PLACES = (
    (ROOT / "statusgen", [("**.py", "python")]),
    (ROOT / "themes", [("**/assets/**", "ignore"), ("**.html", "jinja2"), ("**.js", "jinja2")]),
)
_JINJA = {"newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
_KEYWORDS = {**DEFAULT_KEYWORDS, "say": None}
"""`say` is what modules with much to say call `gettext`."""
_HEADER = """\
# {language}: the words of statusgen's pages. `make messages` writes everything but the translations.
msgid ""
msgstr ""
"Language: {tag}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plural_forms};\\n"

"""


def template() -> Catalog:
    """Every message of the program and of the shipped themes."""
    found = Catalog()
    for folder, methods in _PLACES:
        for _, _, message, _, context in extract_from_dir(folder, methods, {"**": _JINJA}, _KEYWORDS):
            found.add(message, context=context)
    return found


def read(path: Path) -> Catalog:
    """A catalogue as it lies there."""
    return read_po(BytesIO(path.read_bytes()), locale=path.stem, abort_invalid=True)


def brought_up_to_date(path: Path, messages: Catalog) -> str:
    """The text of a catalogue with these messages and no others; what is new in it is empty."""
    catalogue = read(path)
    catalogue.update(messages, no_fuzzy_matching=True)
    written = BytesIO()
    write_po(written, catalogue, width=0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    language = Locale.parse(path.stem).english_name
    tag = path.stem.replace("_", "-")
    header = _HEADER.format(language=language, tag=tag, plural_forms=catalogue.plural_forms.rstrip(";"))
    return header + written.getvalue().decode().strip("\n") + "\n"


def untranslated(catalogue: Catalog) -> list[str]:
    """The messages without a translation, or without one for each plural."""
    return [
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalogue
        if message.id and not (all(message.string) if isinstance(message.string, tuple | list) else message.string)
    ]


if __name__ == "__main__":
    every = template()
    for file in catalogue_files():
        file.write_text(brought_up_to_date(file, every), encoding="utf-8", newline="\n")
        left = untranslated(read(file))
        print(f"{file.relative_to(ROOT)}: {len(left) or 'nothing'} left to translate", *left, sep="\n    ")
