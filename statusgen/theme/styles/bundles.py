"""Stylesheets and what they are made of: files that import files, bundled into what is published.

`@import "x.css";` at the top of a stylesheet stands for the theme's own `x.css`, wherever that comes from, and
`@import "default/x.css";` for the shipped one. What pages load is published by itself, and nothing else is.
"""

from __future__ import annotations

import codecs
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from statusgen.theme.folder import ASSETS, TEMPLATES, ThemeFile

BUNDLES = tuple(f"{ASSETS}{name}.css" for name in ("style", "report", "records"))
"""What the shipped pages load."""
_NAMED = re.compile(r"[\"']([^\"'\n]+\.css)[\"']")
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


def loaded(files: Mapping[str, ThemeFile], shipped: frozenset[str]) -> tuple[str, ...]:
    """The stylesheets that pages load: those of the shipped pages, those that the site's own templates name, and own
    ones that are no part of another one, be it a shipped one that they replace.

    Those in a circle of imports are parts of themselves only, lest a template is blamed for what a stylesheet lacks.
    """
    own = {path for path, file in files.items() if file.is_own and is_stylesheet(path)}
    above = {path: [one.path for one in imports(path, text_of_sheet(files[path]), shipped)[0]] for path in own}
    circles = {path for path in own if any(path in cascade(part, files, shipped) for part in above[path])}
    inner = {part for parts in above.values() for part in parts} - circles
    new = {path for path in own - inner if not any(f"{theme}/{path}" in files for theme in shipped)}
    named = {
        ASSETS + name
        for path, file in files.items()
        if file.is_own and path.endswith(TEMPLATES)
        for name in _NAMED.findall(file.content.decode(errors="replace"))
    }
    return tuple(path for path in dict.fromkeys((*BUNDLES, *sorted(new | named))) if path in files)


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
