"""Imports that lead in a circle: which file comes first cannot be told of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from statusgen.diagnostics import Diagnostic
from statusgen.theme.folder import ASSETS
from statusgen.theme.styles.sheets import Import, Sheets

_Way = tuple[tuple[str, Import], ...]
"""Stylesheets by their names in the theme, each with its import that leads to the next."""


def circles(bundles: Iterable[str], sheets: Sheets) -> Iterator[Diagnostic]:
    """One complaint for each import that closes a circle; where a shipped file closes it, for the site's own before.

    The way begins with what pages load, `bundles`.
    """
    seen: set[str] = set()

    def follow(path: str, way: _Way) -> Iterator[Diagnostic]:
        if path in seen or path not in sheets:
            return
        seen.add(path)
        for one in sheets[path].imports:
            steps = (*way, (path, one))
            above = [sheet for sheet, _ in steps]
            if one.path in above:
                yield _circle(steps[above.index(one.path) :], sheets)
            else:
                yield from follow(one.path, steps)

    for path in (*bundles, *(path for path, sheet in sheets.items() if sheet.is_own)):
        yield from follow(path, ())


def _circle(way: _Way, sheets: Sheets) -> Diagnostic:
    last = max(number for number, (path, _) in enumerate(way) if sheets[path].is_own)
    way = way[last + 1 :] + way[: last + 1]
    path, one = way[-1]
    sheet = sheets[path]
    at = sheet.span(one.start, one.start + len(one.name))
    first, *names = [sheet.replace(ASSETS, "", 1) for sheet, _ in way]
    told = f"this leads in a circle: {' → '.join((first, *names, first))}"
    message = told if names else f"'{sheet.source.path}' imports itself"
    theme = sheet.source.path.split("/")[1]
    replaced = next((one for one in (f"{theme}/{first}", f"default/{first}") if _is_shipped(one, sheets)), "")
    hint = f'write @import "{replaced}"; for the shipped one' if replaced else "remove it"
    return Diagnostic(at, "broken-stylesheet", message, hint)


def _is_shipped(name: str, sheets: Sheets) -> bool:
    """Whether an import of that name means a shipped stylesheet."""
    theme, _, rest = name.partition("/")
    return f"{theme}/{ASSETS}{rest}" in sheets
