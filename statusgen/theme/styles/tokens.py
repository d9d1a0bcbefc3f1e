"""Design tokens: the custom properties of a theme, and what they are in each colour scheme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import tinycss2

from statusgen.diagnostics import Span
from statusgen.source.text import SourceText, decode
from statusgen.theme.folder import ASSETS, ThemeFile
from statusgen.theme.styles.bundles import cascade

SCHEMES = ("light", "dark")
TOKENS = f"{ASSETS}tokens.css"
STYLE = f"{ASSETS}style.css"
_VAR = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*(?:\([^()]*\)[^()]*)*))?\)")
_DEEPEST = 10


@dataclass(frozen=True, slots=True)
class Token:
    """A custom property as one file sets it for the whole page."""

    name: str
    """With its dashes: `--accent`."""
    value: str
    at: Span
    """Its name in the file."""
    is_own: bool


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a theme."""

    by_scheme: Mapping[str, Mapping[str, Token]]
    """For each of SCHEMES: the token by its name, as the file sets it that has the last word."""

    def value(self, name: str, scheme: str) -> str:
        """What a token is in a scheme, other tokens in it put in; empty where nothing sets it."""
        text, tokens = f"var({name})", self.by_scheme[scheme]

        def put_in(match: re.Match[str]) -> str:
            token = tokens.get(match[1])
            return token.value if token else (match[2] or "").strip()

        for _ in range(_DEEPEST):
            text = _VAR.sub(put_in, text)
        return text


def tokens_of(files: Mapping[str, ThemeFile], shipped: frozenset[str]) -> Tokens:
    """What tokens.css and the site's own stylesheets set on every page; `files` are all of the theme by their names."""
    by_scheme: dict[str, dict[str, Token]] = {scheme: {} for scheme in SCHEMES}
    for path in cascade(STYLE, files, shipped):
        if files[path].is_own or path.endswith(TOKENS):
            source, _ = decode(files[path].location, files[path].content)
            rules = tinycss2.parse_stylesheet("\n".join(source.lines), skip_comments=True, skip_whitespace=True)
            for token, schemes in _tokens_in(rules, source, SCHEMES, is_own=files[path].is_own):
                for scheme in schemes:
                    by_scheme[scheme][token.name] = token
    return Tokens(by_scheme)


def _tokens_in(
    rules: Iterable[Any], source: SourceText, schemes: tuple[str, ...], *, is_own: bool
) -> Iterator[tuple[Token, tuple[str, ...]]]:
    for rule in rules:
        if rule.type == "qualified-rule" and tinycss2.serialize(rule.prelude).strip() in (":root", "html"):
            for one in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
                if one.type == "declaration" and one.name.startswith("--"):
                    at = source.span(one.source_line - 1, one.source_column - 1, len(one.name))
                    yield Token(one.name, tinycss2.serialize(one.value).strip(), at, is_own), schemes
        elif rule.type == "at-rule" and rule.content is not None:
            inner = _schemes(rule, schemes)
            if inner:
                inside = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
                yield from _tokens_in(inside, source, inner, is_own=is_own)


def _schemes(rule: Any, schemes: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `schemes` in which the rules inside a rule hold on every screen."""
    if rule.lower_at_keyword in ("layer", "supports"):
        return schemes
    wanted = re.search(r"prefers-color-scheme\s*:\s*(light|dark)", tinycss2.serialize(rule.prelude))
    return tuple(scheme for scheme in schemes if wanted and scheme == wanted[1])
