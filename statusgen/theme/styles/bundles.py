"""Stylesheets and what they are made of: files that import files, bundled into what is published.

`@import "x.css";` at the top of a stylesheet stands for the theme's own `x.css`, wherever that comes from, and
`@import "default/x.css";` for the shipped one. A file that is imported anywhere is not published by itself.
"""

from __future__ import annotations

import codecs
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from statusgen.theme.folder import ASSETS, ThemeFile

_COMMENT = r"/\*.*?\*/"
_IMPORT = re.compile(rf"(?s)(?:\s|{_COMMENT})*@import\s+(?P<quote>[\"'])(?P<name>[^\"'\n]+)(?P=quote)\s*;")
_URL = re.compile(
    rf"(?s){_COMMENT}|(?P<open>url\(\s*)(?:(?P<quote>[\"'])(?P<text>.*?)(?P=quote)|(?P<bare>[^\"')\s]+))(?P<close>\s*\))"
)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#")


@dataclass(frozen=True, slots=True)
class Import:
    """A line at the top of a stylesheet that says what comes before it."""

    name: str
    """As written: `tokens.css`."""
    path: str
    """The file that it means, by its name in the theme: `assets/tokens.css`, `default/assets/tokens.css`."""
    start: int
    """Where the name begins in the text."""


def is_stylesheet(path: str) -> bool:
    """Whether a theme's file is one."""
    return path.endswith(".css") and f"/{path}".rpartition(f"/{ASSETS}")[1] != ""


def text_of_sheet(file: ThemeFile) -> str:
    """What a stylesheet says, its lines ended by newlines; what is no text in it is replaced."""
    text = file.content.removeprefix(codecs.BOM_UTF8).decode(errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def imports(path: str, text: str, shipped: frozenset[str]) -> tuple[tuple[Import, ...], int]:
    """What the stylesheet at `path` imports, and where its own rules begin; `shipped` are the names of themes."""
    found: list[Import] = []
    end = 0
    while match := _IMPORT.match(text, end):
        found.append(Import(match["name"], _meant(path, match["name"], shipped), match.start("name")))
        end = match.end()
    return tuple(found), end


def cascade(path: str, files: Mapping[str, ThemeFile], shipped: frozenset[str]) -> tuple[str, ...]:
    """The files that a stylesheet is made of, in their order, itself last; each once, where it comes first.

    Imports that lead nowhere or in a circle are left out: they are told elsewhere.
    """
    order: dict[str, None] = {}

    def add(one: str, above: tuple[str, ...]) -> None:
        if one in files and one not in above and one not in order:
            for part in imports(one, text_of_sheet(files[one]), shipped)[0]:
                add(part.path, (*above, one))
            order[one] = None

    add(path, ())
    return tuple(order)


def imported(files: Mapping[str, ThemeFile], shipped: frozenset[str]) -> frozenset[str]:
    """The stylesheets that another one imports, by their names in the theme."""
    sheets = {path: file for path, file in files.items() if is_stylesheet(path)}
    return frozenset(
        one.path for path, file in sheets.items() for one in imports(path, text_of_sheet(file), shipped)[0]
    )


def bundled(
    path: str, files: Mapping[str, ThemeFile], shipped: frozenset[str], published: Callable[[str], str | None]
) -> str:
    """The text of a stylesheet with what it imports in its place.

    `published` gives where an asset is published, from where the stylesheet is, if there is one of that name.
    """
    texts = []
    for one in cascade(path, files, shipped):
        text = text_of_sheet(files[one])
        rules = text[imports(one, text, shipped)[1] :]
        texts.append(_with_addresses(one, rules, published) if files[one].is_own else rules)
    return "\n".join(texts)


def assets_in(path: str, text: str) -> Iterator[tuple[str, str, int]]:
    """What a stylesheet loads: each address as written, the path of the asset that it means, and where it begins.

    The path is empty for what is no file of the theme: an address of another site.
    """
    for match in _URL.finditer(text):
        written = match["text"] or match["bare"]
        if written and not written.startswith(("data:", "#")):
            start = match.start("text") if match["text"] else match.start("bare")
            yield written, asset_of(path, written), start


def asset_of(path: str, written: str) -> str:
    """The asset that an address in the stylesheet at `path` means; empty where it is none of this theme."""
    if _ELSEWHERE.match(written):
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(_here(path)), re.split(r"[?#]", written)[0]))


def _with_addresses(path: str, text: str, published: Callable[[str], str | None]) -> str:
    def replaced(match: re.Match[str]) -> str:
        written = match["text"] or match["bare"] or ""
        address = published(asset_of(path, written))
        if address is None:
            return match[0]
        rest = "".join(re.findall(r"[?#].*", written))
        return f'url("{address}{rest}")'

    return _URL.sub(replaced, text)


def _meant(path: str, name: str, shipped: frozenset[str]) -> str:
    theme, _, rest = name.partition("/")
    if rest and theme in shipped:
        return f"{theme}/{ASSETS}{rest}"
    return posixpath.normpath(posixpath.join(posixpath.dirname(_here(path)), name))


def _here(path: str) -> str:
    """The place of a file in its theme, whichever that is."""
    return path[path.index(ASSETS) :]
