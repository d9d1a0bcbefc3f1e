"""Design tokens: the custom properties of a theme, and what they are in each colour scheme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import tinycss2

from statusgen.diagnostics import Span
from statusgen.theme.folder import ASSETS
from statusgen.theme.styles.bundles import STYLE, cascade
from statusgen.theme.styles.sheets import Sheet, Sheets

SCHEMES = ("light", "dark")
TOKENS = f"{ASSETS}tokens.css"
_SCHEME = re.compile(r"(?i)(?:(?:only\s+)?screen\s+and\s+)?\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)")
_LONGEST = 1000
_DEEPEST = 20
"""How long what a token stands for may be, and how many tokens may be in one another: no colour needs as much."""


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
        """What a token is in a scheme, other tokens in it put in; empty where nothing sets it, or only itself."""
        known = self.by_scheme[scheme]
        done: dict[str, str] = {}
        within: list[str] = []

        def of(one: str) -> str:
            if one in known and one not in done and one not in within and len(within) < _DEEPEST:
                within.append(one)
                text = resolved(tinycss2.parse_component_value_list(known[one].value, skip_comments=True))
                within.pop()
                done[one] = text if len(text) <= _LONGEST else ""
            return done.get(one, "")

        def resolved(nodes: Iterable[Any]) -> str:
            return "".join(map(put_in, nodes)).strip()

        def put_in(node: Any) -> str:
            if node.type != "function":
                return str(node.serialize())
            first, rest = _halves(node.arguments)
            if node.lower_name == "var":
                return of(tinycss2.serialize(first).strip()) or resolved(rest)
            if node.lower_name == "light-dark":
                return resolved(first if scheme == "light" else rest)
            return f"{node.name}({resolved(node.arguments)})"

        return of(name)


def tokens_of(sheets: Sheets) -> Tokens:
    """What tokens.css and the site's own stylesheets set on every page."""
    by_scheme: dict[str, dict[str, Token]] = {scheme: {} for scheme in SCHEMES}
    for path in cascade(STYLE, sheets):
        if sheets[path].is_own or path.endswith(TOKENS):
            for token, schemes in _tokens_in(sheets[path].nodes, sheets[path], SCHEMES):
                for scheme in schemes:
                    by_scheme[scheme][token.name] = token
    return Tokens(by_scheme)


def _tokens_in(rules: Iterable[Any], sheet: Sheet, schemes: tuple[str, ...]) -> Iterator[tuple[Token, tuple[str, ...]]]:
    for rule in rules:
        if rule.type == "qualified-rule" and _is_of_the_page(rule):
            for one in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
                if one.type == "declaration" and one.name.startswith("--"):
                    start = sheet.offset(one)
                    at = sheet.span(start, start + len(one.name))
                    yield Token(one.name, tinycss2.serialize(one.value).strip(), at, sheet.is_own), schemes
        elif rule.type == "at-rule" and rule.content is not None:
            inner = _schemes(rule, schemes)
            if inner:
                inside = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
                yield from _tokens_in(inside, sheet, inner)


def _is_of_the_page(rule: Any) -> bool:
    """Whether the page as a whole is among what a rule is for."""
    return any(one.strip() in (":root", "html") for one in tinycss2.serialize(rule.prelude).split(","))


def _schemes(rule: Any, schemes: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `schemes` in which the rules inside a rule hold on every screen."""
    if rule.lower_at_keyword in ("layer", "supports"):
        return schemes
    wanted = _SCHEME.fullmatch(tinycss2.serialize(rule.prelude).strip())
    return tuple(scheme for scheme in schemes if wanted and scheme == wanted[1].lower())


def _halves(arguments: list[Any]) -> tuple[list[Any], list[Any]]:
    """What is before the first comma, and what is after it."""
    comma = next((number for number, one in enumerate(arguments) if one == ","), len(arguments))
    return arguments[:comma], arguments[comma + 1 :]
