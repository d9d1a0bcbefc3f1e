"""The HTML in templates: its tags, so far as those of Jinja leave them in the text, and what they load."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from statusgen.diagnostics import Span
from statusgen.source.text import SourceText, decode, place
from statusgen.theme.folder import ThemeFile, own_templates

_HOLE = "\ufffc"
"""Stands for each character of Jinja's tags, so that everything else keeps its place."""
_INSIDE = r"""(?:"[^"]*"|'[^']*'|[^"'])*?"""
_JINJA = re.compile(
    r"(?s)(?P<note>\{#.*?#\})"
    r"|(?P<open>\{%[-+]?\s*raw\s*[-+]?%\})(?P<raw>.*?)(?P<close>\{%[-+]?\s*endraw\s*[-+]?%\})"
    rf"|\{{\{{{_INSIDE}\}}\}}|\{{%{_INSIDE}%\}}"
)
_TAG = re.compile(r"(?is)<!--.*?(?:-->|\Z)|<(?P<name>[a-z][a-z0-9:-]*)(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^\"'<>])*)>")
_ATTRIBUTE = re.compile(
    rf"(?i)(?<![^\s\"'/{_HOLE}])(?P<name>[a-z_:@][\w:.-]*)\s*=\s*"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+))"
)
_TEXTS = frozenset({"script", "style", "textarea", "title"})
"""Elements in which there are no tags."""
_LOADING = frozenset(
    {"audio", "embed", "feimage", "iframe", "image", "img", "input", "link", "object", "script", "source", "track"}
    | {"use", "video"}
)
_ADDRESSES = frozenset({"data", "href", "poster", "src", "xlink:href"})
_LOADED = re.compile(r"(?i)\b(?:stylesheet|icon|preload|modulepreload|manifest|(?<!dns-)prefetch)\b")


@dataclass(frozen=True, slots=True)
class Written:
    """Something in a template, with its place."""

    text: str
    start: int
    """Where it begins in the text."""

    @property
    def is_literal(self) -> bool:
        """Whether no tag of Jinja has a part in it."""
        return _HOLE not in self.text


@dataclass(frozen=True, slots=True)
class Tag:
    """One that opens an element."""

    name: str
    """In small letters."""
    opening: Written
    """Its first characters: `<img`."""
    attributes: Mapping[str, tuple[Written, Written]]
    """Names as they are written, and values, by the name in small letters; those without a value are left out."""

    def value(self, name: str) -> str:
        """What an attribute says; empty where there is none of that name."""
        return self.attributes[name][1].text if name in self.attributes else ""

    def loaded(self) -> Iterator[Written]:
        """The addresses of what a page with this tag loads by itself."""
        if self.name not in _LOADING or (self.name == "link" and not _LOADED.search(self.value("rel"))):
            return
        for name, (_, value) in self.attributes.items():
            if name in _ADDRESSES:
                skipped = len(value.text) - len(value.text.lstrip())
                yield Written(value.text.strip(), value.start + skipped)
            elif name in ("srcset", "imagesrcset"):
                yield from _candidates(value)


class Html:
    """The HTML of a template."""

    def __init__(self, file: ThemeFile) -> None:
        self._source: SourceText = decode(file.location, file.content)[0]
        self._whole = "\n".join(self._source.lines)
        self._text = _JINJA.sub(_without_jinja, self._whole)

    @cached_property
    def tags(self) -> tuple[Tag, ...]:
        """Every tag that opens an element, in their order; those in comments and in scripts are none."""
        return tuple(self._tags())

    def _tags(self) -> Iterator[Tag]:
        end = 0
        while found := _TAG.search(self._text, end):
            end = found.end()
            if found["name"]:
                name = found["name"].lower()
                opening = Written(f"<{found['name']}", found.start())
                yield Tag(name, opening, dict(_attributes(self._text, *found.span("rest"))))
                if name in _TEXTS:
                    closed = re.compile(rf"(?i)</{name}\b").search(self._text, end)
                    end = closed.start() if closed else len(self._text)

    def at(self, written: Written) -> Span:
        """Where something is written, to the end of its line at most."""
        return place(self._source, self._whole, written.start, written.text)


def own_html(templates: Mapping[str, ThemeFile]) -> tuple[Html, ...]:
    """The HTML of the site's own templates."""
    return tuple(Html(file) for name, file in own_templates(templates).items() if name.endswith(".html"))


def _attributes(text: str, start: int, end: int) -> Iterator[tuple[str, tuple[Written, Written]]]:
    for found in _ATTRIBUTE.finditer(text, start, end):
        kind = next(kind for kind in ("double", "single", "bare") if found[kind] is not None)
        name = Written(found["name"], found.start("name"))
        yield name.text.lower(), (name, Written(found[kind], found.start(kind)))


def _candidates(value: Written) -> Iterator[Written]:
    """The addresses of a `srcset`, where each may be followed by a width."""
    start = 0
    for part in value.text.split(","):
        if address := re.search(r"\S+", part):
            yield Written(address[0], value.start + start + address.start())
        start += len(part) + 1


def _without_jinja(tag: re.Match[str]) -> str:
    if tag["raw"] is not None:
        return _hidden(tag["open"], " ") + tag["raw"] + _hidden(tag["close"], " ")
    return _hidden(tag[0], " " if tag["note"] else _HOLE)


def _hidden(text: str, by: str) -> str:
    return re.sub(r"[^\n]", by, text)
