"""The site's own files that nothing uses: templates that no other one names, and assets outside of `assets/`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

from statusgen.diagnostics import Diagnostic, Severity, did_you_mean
from statusgen.theme.folder import ASSETS, TEMPLATES, ThemeFile
from statusgen.theme.templates.lineage import Lineage

_PUBLISHED = frozenset(
    {".avif", ".css", ".gif", ".ico", ".jpeg", ".jpg", ".js", ".png", ".svg", ".ttf", ".webp", ".woff", ".woff2"}
)
"""How the names of assets end."""


def unused_files(
    own: Mapping[str, ThemeFile], templates: Mapping[str, ThemeFile], shipped: Collection[str]
) -> Iterator[Diagnostic]:
    """What is unused of the site's `own` files, by their paths.

    `shipped` are those that they may replace. Nothing is certain where a template cannot be parsed, or computes which
    others it uses.
    """
    suspects = [path for path in own if not path.startswith(ASSETS) and path not in shipped and _is_no_note(path)]
    named = Lineage(templates).named() if suspects else None
    if named is not None:
        for path in suspects:
            # What lies where the prefix of a shipped theme leads is named, but never found there.
            if path not in named or templates.get(path) is not own[path]:
                message, hint = "nothing uses this file", _hint(path, shipped)
                yield Diagnostic(own[path].span, "unused-file", message, hint, Severity.WARNING)


def _is_no_note(path: str) -> bool:
    return path.lower().endswith((*TEMPLATES, *_PUBLISHED))


def _hint(path: str, shipped: Collection[str]) -> str:
    pure = PurePosixPath(path)
    alike = sorted(one for one in shipped if PurePosixPath(one).name.casefold() == pure.name.casefold())
    if not alike and pure.suffix.lower() in _PUBLISHED:
        return f"move it to {ASSETS}{pure.name}"
    alike = alike or sorted(one for one in shipped if one.endswith(TEMPLATES) and _are_close(one, pure.stem))
    if alike:
        return did_you_mean(path, alike) or f"did you mean '{alike[0]}'?"
    return "name it in a template with include, or remove it"


def _are_close(path: str, stem: str) -> bool:
    return did_you_mean(stem, [PurePosixPath(path).stem]) != ""
