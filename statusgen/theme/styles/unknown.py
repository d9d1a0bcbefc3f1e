"""Custom properties that are used where nothing sets them, or set where nothing uses them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from statusgen.diagnostics import Diagnostic, Severity, Span, did_you_mean
from statusgen.source.text import decode
from statusgen.theme.folder import ASSETS, ThemeFile
from statusgen.theme.foreign import place
from statusgen.theme.styles.bundles import cascade, imports, is_stylesheet, loaded, text_of_sheet
from statusgen.theme.styles.tokens import STYLE, TOKENS

_NAMED = re.compile(
    r"(?s)/\*.*?\*/|(?:(?P<used>var\(\s*)|(?<![\w-]))(?P<name>--[\w-]+)(?P<set>\s*:|\s*\{)?(?P<else>\s*,)?"
)
_FEW = 3


def unknown_tokens(files: Mapping[str, ThemeFile], shipped: frozenset[str]) -> Iterator[Diagnostic]:
    """The custom properties that the site's own stylesheets use and nothing sets, or set and nothing uses.

    What no page loads counts for nothing; and nothing is said as long as an import leads nowhere.
    """
    parts = dict.fromkeys(part for path in loaded(files, shipped) for part in cascade(path, files, shipped))
    if any(one.path not in files for path in parts for one in imports(path, text_of_sheet(files[path]), shipped)[0]):
        return
    names = {path: _names(files[path]) for path in parts}
    known = {m["name"] for found in names.values() for m in found if m["set"]}
    used = {m["name"] for found in names.values() for m in found if m["used"]}
    told: set[str] = set()
    for path in (path for path in parts if files[path].is_own):
        for match in names[path]:
            if _lacks(match, known):
                told.add(match["name"])
                hint = (
                    did_you_mean(match["name"], sorted(known))
                    or _elsewhere(match["name"], files, parts)
                    or "set it in assets/tokens.css"
                )
                yield Diagnostic(_at(files[path], match), "unknown-token", f"nothing sets '{match['name']}'", hint)
            elif path == TOKENS and match["set"] and match["name"] not in used:
                hint = did_you_mean(match["name"], sorted(used)) or "remove it, or use it in a stylesheet"
                message = f"no stylesheet uses '{match['name']}'"
                yield Diagnostic(_at(files[path], match), "unknown-token", message, hint, Severity.WARNING)
    to_blame = next((path for path in (TOKENS, STYLE) if path in parts and files[path].is_own), None)
    if to_blame:
        # A style.css of the site's own may leave the shipped report.css and records.css without tokens.
        theirs = parts if to_blame == TOKENS else cascade(STYLE, files, shipped)
        lacking = {m["name"]: None for path in theirs for m in names[path] if _lacks(m, known | told)}
        yield from _missing_tokens(list(lacking), files[to_blame])


def _names(file: ThemeFile) -> list[re.Match[str]]:
    """Each place at which a stylesheet names a custom property."""
    return [match for match in _NAMED.finditer(text_of_sheet(file)) if match["name"]]


def _lacks(match: re.Match[str], known: set[str]) -> bool:
    """Whether a property is used there that nothing sets, and nothing takes the place of."""
    return bool(match["used"]) and not match["else"] and match["name"] not in known


def _elsewhere(name: str, files: Mapping[str, ThemeFile], parts: Mapping[str, None]) -> str:
    """A hint where a stylesheet sets the property that no page loads."""
    for path in (path for path in files if path.startswith(ASSETS) and is_stylesheet(path) and path not in parts):
        if any(match["set"] and match["name"] == name for match in _names(files[path])):
            return f'begin style.css with @import "{path.removeprefix(ASSETS)}";'
    return ""


def _missing_tokens(names: list[str], own: ThemeFile) -> Iterator[Diagnostic]:
    """What to say where shipped stylesheets use what the site has taken away."""
    if names:
        listed = ", ".join(names[:_FEW]) + (f" and {len(names) - _FEW} more" if len(names) > _FEW else "")
        message = f"the theme's stylesheets use {listed}, and nothing sets them now that this file is in place"
        name = own.location.rpartition(ASSETS)[2]
        hint = "tokens.css" if name == "style.css" else f"default/{name}"
        yield Diagnostic(own.span, "unknown-token", message, f'begin it with @import "{hint}";')


def _at(file: ThemeFile, match: re.Match[str]) -> Span:
    source, _ = decode(file.location, file.content)
    return place(source, text_of_sheet(file), match.start("name"), match["name"])
