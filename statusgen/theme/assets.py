"""What a theme publishes: its assets, each under a name that changes with its content."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from rcssmin import cssmin

from statusgen.theme.folder import ASSETS, ThemeFile
from statusgen.theme.styles.bundles import bundled, is_stylesheet, loaded


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that the theme publishes."""

    name: str
    """Its path below `assets/` in the theme's folder, such as `style.css`."""
    path: str
    """Its path in the site, which changes with its content: `assets/style.0f1e2d3c4b.css`."""
    content: bytes
    """As it is published: a stylesheet with what it imports, without comments and needless blanks."""


def published_assets(files: Mapping[str, ThemeFile], shipped: frozenset[str]) -> tuple[Asset, ...]:
    """The assets among a theme's files, sorted by name; `shipped` are the names of the themes that have a prefix."""
    own = {path: file.content for path, file in files.items() if path.startswith(ASSETS)}
    others = {path: _asset(path, content) for path, content in own.items() if not is_stylesheet(path)}
    sheets = []
    for path in loaded(files, shipped):

        def published(asset: str, here: str = posixpath.dirname(path)) -> str | None:
            return posixpath.relpath(others[asset].path, here) if asset in others else None

        sheets.append(_asset(path, bytes(cssmin(bundled(path, files, shipped, published).encode()))))
    return tuple(sorted((*others.values(), *sheets), key=lambda asset: asset.name))


def _asset(path: str, content: bytes) -> Asset:
    name = PurePosixPath(path)
    digest = hashlib.sha256(content).hexdigest()[:10]
    return Asset(path.removeprefix(ASSETS), str(name.with_name(f"{name.stem}.{digest}{name.suffix}")), content)
