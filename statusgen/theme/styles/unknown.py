"""Custom properties that are used where nothing sets them, or set where nothing uses them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from statusgen.diagnostics import Diagnostic, Severity, Span, did_you_mean
from statusgen.theme.folder import ASSETS
from statusgen.theme.styles.bundles import STYLE, cascade
from statusgen.theme.styles.sheets import COMMENT, Sheet, Sheets
from statusgen.theme.styles.tokens import TOKENS

_NAMED = re.compile(
    rf"(?s){COMMENT}|(?:(?P<used>var\(\s*)|(?<![\w-]))(?P<name>--[\w-]+)(?P<set>\s*:|\s*\{{)?(?P<else>\s*,)?"
)
_FEW = 3


def unknown_tokens(bundles: Iterable[str], sheets: Sheets) -> Iterator[Diagnostic]:
    """The custom properties that the site's own stylesheets use and nothing sets, or set and nothing uses.

    What no page loads, being in none of `bundles`, counts for nothing; and nothing is said as long as an import leads
    nowhere.
    """
    parts = dict.fromkeys(part for path in bundles for part in cascade(path, sheets))
    if any(one.path not in sheets for path in parts for one in sheets[path].imports):
        return
    names = {path: _names(sheets[path]) for path in parts}
    known = {m["name"] for found in names.values() for m in found if m["set"]}
    used = {m["name"] for found in names.values() for m in found if m["used"]}
    told: set[str] = set()
    for sheet in (sheets[path] for path in parts if sheets[path].is_own):
        for match in names[sheet.path]:
            name, at = match["name"], sheet.span(*match.span("name"))
            if _lacks(match, known):
                told.add(name)
                elsewhere = did_you_mean(name, sorted(known)) or _elsewhere(name, sheets, parts)
                hint = elsewhere or "set it in assets/tokens.css"
                yield Diagnostic(at, "unknown-token", f"nothing sets '{name}'", hint, Severity.WARNING)
            elif sheet.path == TOKENS and match["set"] and name not in used:
                hint = did_you_mean(name, sorted(used)) or "remove it, or use it in a stylesheet"
                yield Diagnostic(at, "unknown-token", f"no stylesheet uses '{name}'", hint, Severity.WARNING)
    to_blame = next((path for path in (TOKENS, STYLE) if path in parts and sheets[path].is_own), None)
    if to_blame:
        # A style.css of the site's own may leave the shipped report.css and records.css without tokens.
        theirs = parts if to_blame == TOKENS else cascade(STYLE, sheets)
        lacking = {m["name"]: None for path in theirs for m in names[path] if _lacks(m, known | told)}
        yield from _missing_tokens(list(lacking), sheets[to_blame])


def _names(sheet: Sheet) -> list[re.Match[str]]:
    """Each place at which a stylesheet names a custom property."""
    return [match for match in _NAMED.finditer(sheet.text) if match["name"]]


def _lacks(match: re.Match[str], known: set[str]) -> bool:
    """Whether a property is used there that nothing sets, and nothing takes the place of."""
    return bool(match["used"]) and not match["else"] and match["name"] not in known


def _elsewhere(name: str, sheets: Sheets, parts: Collection[str]) -> str:
    """A hint where a stylesheet sets the property that no page loads."""
    for path in (path for path in sheets if path.startswith(ASSETS) and path not in parts):
        if any(match["set"] and match["name"] == name for match in _names(sheets[path])):
            return f'begin style.css with @import "{path.removeprefix(ASSETS)}";'
    return ""


def _missing_tokens(names: list[str], own: Sheet) -> Iterator[Diagnostic]:
    """What to say where shipped stylesheets use what the site has taken away."""
    if names:
        listed = ", ".join(names[:_FEW]) + (f" and {len(names) - _FEW} more" if len(names) > _FEW else "")
        message = f"the theme's stylesheets use {listed}, and nothing sets them now that this file is in place"
        name = "default/tokens.css" if own.path == TOKENS else "tokens.css"
        at = Span(own.source.path, 1, 1, 0, "")
        yield Diagnostic(at, "unknown-token", message, f'begin it with @import "{name}";')
