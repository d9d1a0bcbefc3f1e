"""What a stylesheet loads: the addresses in it, as browsers read them, and the assets that they mean."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from statusgen.theme.styles.sheets import STRING, Sheet

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_NO_LOADS = ("import", "namespace", "charset")
_STRING = re.compile(rf"(?s){STRING}")
_URL = re.compile(r"(?si)url\(\s*+(?P<text>(?:\\.|[^\\)])*?)\s*\)")
_REST = re.compile(r"[?#]")


@dataclass(frozen=True, slots=True)
class Address:
    """What a stylesheet loads."""

    written: str
    """What is meant, without escapes."""
    asset: str
    """The path in the theme of the asset that it means; empty for what is none, an address of another site."""
    start: int
    end: int
    """Where it begins and ends in the text, without `url()` and quotation marks."""
    before: int
    after: int
    """The same with its quotation marks, or with `url()` where it has none."""
    has_quotes: bool


def addresses(sheet: Sheet) -> Iterator[Address]:
    """The addresses in the rules of a stylesheet, in their order, without pictures that stand in it themselves."""
    for node in sheet.nodes:
        if getattr(node, "content", None) and getattr(node, "lower_at_keyword", "") not in _NO_LOADS:
            for token in _loads(node.content):
                if token.value and not token.value.lower().startswith(("data:", "#")):
                    yield _address(sheet, token)


def with_addresses(sheet: Sheet, published: Callable[[str], str | None]) -> str:
    """The rules of a stylesheet with the addresses at which its assets are published."""
    parts, end = [], sheet.start
    for one in addresses(sheet):
        address = published(one.asset)
        if address is not None and end <= one.before < one.after:
            rest = one.written[len(_REST.split(one.written)[0]) :].replace('"', "%22")
            quoted = f'"{address}{rest}"'
            parts += [sheet.text[end : one.before], quoted if one.has_quotes else f"url({quoted})"]
            end = one.after
    return "".join((*parts, sheet.text[end:]))


def _loads(tokens: Iterable[Any], *, are_addresses: bool = False) -> Iterator[Any]:
    """The tokens that are addresses: `url(…)`, and texts in quotes where these are loaded."""
    for token in tokens:
        if token.type == "url" or (token.type == "string" and are_addresses):
            yield token
        elif token.type == "function":
            is_set = token.lower_name.endswith("image-set")
            yield from _loads(token.arguments, are_addresses=is_set or token.lower_name in ("url", "src"))
        elif token.type in ("() block", "[] block", "{} block"):
            yield from _loads(token.content)


def _address(sheet: Sheet, token: Any) -> Address:
    begin = sheet.offset(token)
    asset = ""
    if not _ELSEWHERE.match(token.value):
        path = unquote(_REST.split(token.value)[0])
        asset = posixpath.normpath(posixpath.join(sheet.folder, path))
    if found := _STRING.match(sheet.text, begin):
        end = found.end()
        return Address(token.value, asset, begin + 1, end - 1, begin, end, has_quotes=True)
    bare = _URL.match(sheet.text, begin)
    start, end, after = (bare.start("text"), bare.end("text"), bare.end()) if bare else (begin, begin, begin)
    return Address(token.value, asset, start, end, begin, after, has_quotes=False)
