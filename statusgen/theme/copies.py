"""The shipped files that a site has copied to edit, each with a second copy that tells what it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from statusgen.theme import DEFAULT
from statusgen.theme.folder import ASSETS, TEMPLATES, read_own, read_shipped

_MEMORY = ".shipped"
"""Where in a theme's folder the copied files lie as they were shipped; being hidden, it is no part of the theme."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """A file that comes with statusgen."""

    theme: str
    """The shipped theme that has it: the one of the site's theme's name, or the default."""
    content: bytes


@dataclass(frozen=True, slots=True)
class Copies:
    """The files of a site's theme, each by its path in the theme's folder."""

    theme: str
    shipped: Mapping[str, Shipped]
    """What pages would be made of without the site's own files."""
    own: Mapping[str, bytes]
    seen: Mapping[str, bytes]
    """As they were shipped when they were copied."""

    @property
    def folder(self) -> str:
        """Where the site's own files are, from the site's folder."""
        return f"themes/{self.theme}"

    @property
    def copied(self) -> tuple[str, ...]:
        """The files that the site has copied, and has still, sorted."""
        return tuple(sorted(self.own.keys() & self.seen.keys()))

    def location(self, path: str) -> str:
        """Where the site has its own file, or would have it."""
        return f"{self.folder}/{path}"

    def memory(self, path: str) -> str:
        """Where the site keeps a file as it was shipped."""
        return f"{self.folder}/{_MEMORY}/{path}"


def read_copies(site_folder: Path, theme: str, shipped_folder: Path) -> Copies:
    """The files of a theme as they are on the disk."""
    shipped = {
        path: Shipped(name, file.content)
        for name in (DEFAULT, theme)
        for path, file in read_shipped(shipped_folder / name).items()
    }
    is_link = (site_folder / "themes" / theme).is_symlink()
    own, seen = ({} if is_link else read_own(site_folder, name)[0] for name in (theme, f"{theme}/{_MEMORY}"))
    return Copies(
        theme,
        dict(sorted(shipped.items())),
        {path: file.content for path, file in own.items()},
        {path: file.content for path, file in seen.items()},
    )


def meant(word: str, paths: Iterable[str]) -> list[str]:
    """The paths that a word can mean: itself, one without its suffix, else a file's name in any folder, or its stem."""
    known = [PurePosixPath(path) for path in paths]
    for ways in (str, lambda p: str(p.with_suffix("")), lambda p: p.name, lambda p: p.stem):
        if found := [str(path) for path in known if ways(path) == word]:
            return found
    return []


def name_of(path: str) -> str:
    """What templates and stylesheets call a file of their theme."""
    return path.removeprefix(ASSETS)


def building_on(copies: Copies, path: str) -> str:
    """The first line of a file that changes a shipped one in part; empty where that can only be replaced as a whole.

    A stylesheet adds rules, and a template replaces blocks, if there are any.
    """
    shipped = copies.shipped[path]
    name = f"{shipped.theme}/{name_of(path)}"
    if path.endswith(".css") and path.startswith(ASSETS):
        return f'@import "{name}";'
    if path.endswith(TEMPLATES) and re.search(rb"\{%-? *(?:block|extends)\b", shipped.content):
        return f'{{% extends "{name}" %}}'
    return ""
