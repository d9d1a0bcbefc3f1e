"""What a theme publishes: its assets, each under a name that changes with its content."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from rcssmin import cssmin

from statusgen.theme.folder import ASSETS, ThemeFile
from statusgen.theme.styles.bundles import bundled
from statusgen.theme.styles.sheets import Sheets


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that the theme publishes."""

    name: str
    """Its path below `assets/` in the theme's folder, such as `style.css`."""
    path: str
    """Its path in the site, which changes with its content: `assets/style.0f1e2d3c4b.css`."""
    content: bytes
    """As it is published: a stylesheet with what it imports, without needless blanks, and of comments licences only."""


def published_assets(files: Mapping[str, ThemeFile], bundles: Iterable[str], sheets: Sheets) -> tuple[Asset, ...]:
    """The assets among a theme's files, sorted by name; of stylesheets those that pages load, `bundles`."""
    others = {
        path: _asset(path, file.content)
        for path, file in files.items()
        if path.startswith(ASSETS) and path not in sheets
    }
    made = []
    for path in bundles:

        def published(asset: str, here: str = posixpath.dirname(path)) -> str | None:
            return quote(posixpath.relpath(others[asset].path, here)) if asset in others else None

        text = bundled(path, sheets, published)
        made.append(_asset(path, bytes(cssmin(text.encode(), keep_bang_comments=True))))
    return tuple(sorted((*others.values(), *made), key=lambda asset: asset.name))


def _asset(path: str, content: bytes) -> Asset:
    name = PurePosixPath(path)
    digest = hashlib.sha256(content).hexdigest()[:10]
    return Asset(path.removeprefix(ASSETS), str(name.with_name(f"{name.stem}.{digest}{name.suffix}")), content)
