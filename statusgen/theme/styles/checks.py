"""What is wrong with the site's own stylesheets: what does not parse, and what they load that is not there."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from statusgen.diagnostics import Diagnostic, Span, did_you_mean
from statusgen.source.text import merge_conflicts
from statusgen.theme.folder import ASSETS, ThemeFile
from statusgen.theme.foreign import FOREIGN, foreign_asset
from statusgen.theme.styles.addresses import addresses
from statusgen.theme.styles.circles import circles
from statusgen.theme.styles.sheets import Sheet, Sheets, read_sheet
from statusgen.theme.styles.syntax import syntax_problems

_EMBED = "parts/embed.css"


def stylesheet_problems(files: Mapping[str, ThemeFile], bundles: Iterable[str], sheets: Sheets) -> Iterator[Diagnostic]:
    """What is wrong with each of the site's own; `files` are all of the theme, and pages load `bundles`."""
    assets = [path for path in files if path.startswith(ASSETS) and path not in sheets]
    for sheet in (sheet for sheet in sheets.values() if sheet.is_own):
        problems = (*sheet.problems, *merge_conflicts(sheet.source))
        yield from problems or syntax_problems(sheet)
        if not problems and not sheet.jinja:
            yield from _import_problems(sheet, sheets)
            yield from _address_problems(sheet, assets)
    yield from circles(bundles, sheets)
    if _EMBED in files and files[_EMBED].is_own:
        yield from _embedded_problems(read_sheet(_EMBED, files[_EMBED]))


def _embedded_problems(sheet: Sheet) -> Iterator[Diagnostic]:
    """What does not parse in the style of the widget, which is a template too and may be made by it."""
    if not sheet.problems and not sheet.jinja:
        yield from syntax_problems(sheet)


def _import_problems(sheet: Sheet, sheets: Sheets) -> Iterator[Diagnostic]:
    for one in sheet.imports:
        at = sheet.span(one.start, one.start + len(one.name))
        if FOREIGN.match(one.name):
            yield foreign_asset(at)
        elif one.path not in sheets:
            others = [path for path in sheets if path != sheet.path]
            known = [_from(sheet, path) if path.startswith(ASSETS) else path.replace(ASSETS, "", 1) for path in others]
            yield _missing(one.path, one.name, known, at)


def _address_problems(sheet: Sheet, assets: list[str]) -> Iterator[Diagnostic]:
    for one in addresses(sheet):
        if one.asset not in assets:
            at = sheet.span(one.start, one.end)
            known = [_from(sheet, asset) for asset in assets]
            foreign = FOREIGN.match(one.written)
            yield foreign_asset(at) if foreign else _missing(one.asset, one.written, known, at)


def _from(sheet: Sheet, path: str) -> str:
    """An asset as the stylesheet writes it."""
    return posixpath.relpath(path, sheet.folder)


def _missing(path: str, written: str, known: list[str], at: Span) -> Diagnostic:
    name = path.replace(ASSETS, "", 1) or written
    base = posixpath.basename(unquote(written))
    alike = [one for one in known if posixpath.basename(one) == base]
    hint = (
        did_you_mean(written, alike or known)
        or (f"did you mean '{alike[0]}'?" if alike else "")
        or "put the file into assets/ of the theme, and write its path from the stylesheet"
    )
    return Diagnostic(at, "missing-asset", f"there is no '{name}' in the theme's assets/", hint)
