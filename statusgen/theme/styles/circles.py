"""Imports that lead in a circle: which file comes first cannot be told of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from statusgen.diagnostics import Diagnostic
from statusgen.source.text import decode
from statusgen.theme.folder import ASSETS, ThemeFile
from statusgen.theme.foreign import place
from statusgen.theme.styles.bundles import Import, imports, is_stylesheet, loaded, text_of_sheet

_Way = tuple[tuple[str, Import], ...]
"""Stylesheets by their names in the theme, each with its import that leads to the next."""


def circles(files: Mapping[str, ThemeFile], shipped: frozenset[str]) -> Iterator[Diagnostic]:
    """One complaint for each import that closes a circle; where a shipped file closes it, for the site's own before."""
    seen: set[str] = set()

    def follow(path: str, way: _Way) -> Iterator[Diagnostic]:
        if path in seen or path not in files:
            return
        seen.add(path)
        for one in imports(path, text_of_sheet(files[path]), shipped)[0]:
            steps = (*way, (path, one))
            above = [sheet for sheet, _ in steps]
            if one.path in above:
                yield _circle(steps[above.index(one.path) :], files, shipped)
            else:
                yield from follow(one.path, steps)

    own = [path for path, file in files.items() if file.is_own and is_stylesheet(path)]
    for path in (*loaded(files, shipped), *own):
        yield from follow(path, ())


def _circle(way: _Way, files: Mapping[str, ThemeFile], shipped: frozenset[str]) -> Diagnostic:
    last = max(number for number, (path, _) in enumerate(way) if files[path].is_own)
    way = way[last + 1 :] + way[: last + 1]
    path, one = way[-1]
    source, _ = decode(files[path].location, files[path].content)
    at = place(source, text_of_sheet(files[path]), one.start, one.name)
    names = [_name(sheet) for sheet, _ in way]
    told = f"this leads in a circle: {' → '.join((*names, names[0]))}"
    message = told if len(way) > 1 else f"'{source.path}' imports itself"
    # Every theme that is shipped has it, be it that of the default.
    themes = [one for one in sorted(shipped, key=lambda one: one != "default") if f"{one}/{way[0][0]}" in files]
    hint = f'write @import "{themes[0]}/{names[0]}"; for the shipped one' if themes else "remove it"
    return Diagnostic(at, "broken-stylesheet", message, hint)


def _name(path: str) -> str:
    """A stylesheet as an import writes it."""
    return path.replace(ASSETS, "", 1)
