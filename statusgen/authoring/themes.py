"""Shipped files of a theme come into the site to be edited, and what they were is remembered there."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from statusgen.authoring.desk import BrokenSourceError
from statusgen.authoring.saving import save_changed, save_new
from statusgen.cache.store import Cache
from statusgen.diagnostics import StatusgenError
from statusgen.load.site import read_theme_name
from statusgen.publish.folder import remove_file
from statusgen.source.folder import SiteFolder
from statusgen.theme import shipped_themes_folder
from statusgen.theme.copies import Copies, read_copies


def open_copies(root: Path) -> Copies:
    """The files of the theme that the site in a folder names, whatever else its components.yaml says.

    Raises StatusgenError where there is no site, BrokenSourceError where the theme's name cannot be told.
    """
    with closing(Cache(None)) as cache:
        name, problems = read_theme_name(SiteFolder(root, cache))
    if name is None:
        raise BrokenSourceError(problems)
    return read_copies(root, name, shipped_themes_folder())


def copy(root: Path, copies: Copies, paths: Sequence[str]) -> tuple[str, ...]:
    """Writes shipped files into the site, and beside each what it was; the paths of all, from the site's folder.

    Raises StatusgenError where one is there already; then nothing is written.
    """
    taken = [copies.location(path) for path in paths if os.path.lexists(root / copies.location(path))]
    if taken:
        names = " and ".join(str(root / path) for path in taken)
        raise StatusgenError(f"{names} {'are' if taken[1:] else 'is'} there already, so nothing was written")
    for path in paths:
        content = copies.shipped[path].content
        _remember(root, copies, path, content)
        save_new(root, copies.location(path), content)
    return tuple(name for path in paths for name in (copies.location(path), copies.memory(path)))


def remember(root: Path, copies: Copies, paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """Takes what is shipped now for what the site's own files go back to.

    The paths of what was written, and of what was removed: what is shipped no more, or is no more in the site.
    """
    written, removed = [], []
    for path in paths:
        memory = copies.memory(path)
        if path not in copies.shipped or path not in copies.own:
            remove_file(root, memory)
            removed.append(memory)
        elif copies.seen.get(path) != copies.shipped[path].content:
            _remember(root, copies, path, copies.shipped[path].content)
            written.append(memory)
    return written, removed


def _remember(root: Path, copies: Copies, path: str, content: bytes) -> None:
    if path not in copies.seen:
        save_new(root, copies.memory(path), content)
    elif copies.seen[path] != content:
        save_changed(root, copies.memory(path), copies.seen[path], content)
