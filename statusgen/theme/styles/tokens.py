"""Design tokens: the custom properties of a theme, what they are in each colour scheme, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import tinycss2

from statusgen.diagnostics import Diagnostic, Severity, Span, did_you_mean
from statusgen.source.text import SourceText, decode
from statusgen.theme.folder import ASSETS, ThemeFile
from statusgen.theme.foreign import place
from statusgen.theme.styles.bundles import cascade, is_stylesheet, text_of_sheet

SCHEMES = ("light", "dark")
TOKENS = f"{ASSETS}tokens.css"
_STYLE = f"{ASSETS}style.css"
_VAR = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*(?:\([^()]*\)[^()]*)*))?\)")
_NAMED = re.compile(
    r"(?s)/\*.*?\*/|(?:(?P<used>var\(\s*)|(?<![\w-]))(?P<name>--[\w-]+)(?P<set>\s*:|\s*\{)?(?P<else>\s*,)?"
)
_DEEPEST = 10
_FEW = 3


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
    for path in cascade(_STYLE, files, shipped):
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


def unknown_tokens(files: Mapping[str, ThemeFile], shipped: frozenset[str]) -> Iterator[Diagnostic]:
    """The custom properties that the site's own stylesheets use and nothing sets, or set and nothing uses."""
    sheets = {path for path in files if path.startswith(ASSETS) and is_stylesheet(path)}
    parts = dict.fromkeys(part for path in sorted(sheets) for part in cascade(path, files, shipped))
    names = {path: [m for m in _NAMED.finditer(text_of_sheet(files[path])) if m["name"]] for path in parts}
    known = {m["name"] for found in names.values() for m in found if m["set"]}
    used = {m["name"] for found in names.values() for m in found if m["used"]}
    lacking = {m["name"]: None for found in names.values() for m in found if m["used"] and not m["else"]}
    missing = [name for name in lacking if name not in known]
    told: set[str] = set()
    for path in (path for path in parts if files[path].is_own):
        for match in names[path]:
            if match["used"] and match["name"] in missing:
                told.add(match["name"])
                hint = did_you_mean(match["name"], sorted(known)) or "set it in assets/tokens.css"
                at = _at(files[path], match)
                yield Diagnostic(at, "unknown-token", f"nothing sets '{match['name']}'", hint)
            elif path == TOKENS and match["set"] and match["name"] not in used:
                hint = did_you_mean(match["name"], sorted(used)) or "remove it, or use it in a stylesheet"
                message = f"no stylesheet uses '{match['name']}'"
                yield Diagnostic(_at(files[path], match), "unknown-token", message, hint, Severity.WARNING)
    rest = [name for name in missing if name not in told]
    if rest:
        yield from _missing_tokens(rest, files)


def _missing_tokens(names: list[str], files: Mapping[str, ThemeFile]) -> Iterator[Diagnostic]:
    """What to say where shipped stylesheets use what the site has taken away."""
    own = next((files[path] for path in (TOKENS, _STYLE) if path in files and files[path].is_own), None)
    if own:
        listed = ", ".join(names[:_FEW]) + (f" and {len(names) - _FEW} more" if len(names) > _FEW else "")
        message = f"the theme's stylesheets use {listed}, and nothing sets them now that this file is in place"
        name = own.location.rpartition(ASSETS)[2]
        yield Diagnostic(own.span, "unknown-token", message, f'begin it with @import "default/{name}";')


def _at(file: ThemeFile, match: re.Match[str]) -> Span:
    source, _ = decode(file.location, file.content)
    return place(source, text_of_sheet(file), match.start("name"), match["name"])
