"""The files of a theme's folder, read once: regular files only, for a link could lead anywhere."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from statusgen.diagnostics import Diagnostic, Span, StatusgenError

ASSETS = "assets/"
TEMPLATES = (".html", ".js")
"""How the names of templates end; other files of a theme may be notes."""


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """A file of a theme, as it was when the theme was read."""

    location: str
    """Of the site's own files the path from the site's folder, of a shipped one the path on this machine."""
    content: bytes
    is_own: bool = False
    """Whether it lies in the site's folder."""

    @property
    def span(self) -> Span:
        """The file as a whole."""
        return Span(self.location, 1, 1, 0, "")


def own_templates(files: Mapping[str, ThemeFile]) -> dict[str, ThemeFile]:
    """Those of a theme's files that are templates of the site's own, by their names."""
    return {name: file for name, file in files.items() if file.is_own and name.endswith(TEMPLATES)}


def read_shipped(folder: Path) -> dict[str, ThemeFile]:
    """Every file below `folder`, by its path there; none if there is no such folder."""
    return {
        path: ThemeFile(str(folder / path), _read(folder / path)) for path in _walk(folder) if (folder / path).is_file()
    }


def read_own(site_folder: Path, name: str) -> tuple[dict[str, ThemeFile], list[Diagnostic]]:
    """The files of the site's `themes/NAME` by their paths there, and what in it is no file of a theme."""
    top = f"themes/{name}"
    for folder in ("themes", top):
        if (site_folder / folder).is_symlink():
            return {}, [_link(folder)]
    files: dict[str, ThemeFile] = {}
    problems: list[Diagnostic] = []
    for path in _walk(site_folder / top):
        location = f"{top}/{path}"
        if (site_folder / location).is_symlink():
            problems.append(_link(location))
        elif not path.isprintable() or "\\" in path:
            message = "the name of the file has a character that no address can have"
            problems.append(Diagnostic(_whole(location), "bad-path", message, "give the file another name"))
        elif (site_folder / location).is_file():
            files[path] = ThemeFile(location, _read(site_folder / location), is_own=True)
    return files, problems


def asset_clashes(files: Mapping[str, ThemeFile]) -> Iterator[Diagnostic]:
    """The site's own assets whose names other machines take for that of another one."""
    alike: dict[str, list[str]] = {}
    for path in sorted(files):
        if path.startswith(ASSETS):
            alike.setdefault(unicodedata.normalize("NFC", path).casefold(), []).append(path)
    for paths in alike.values():
        for path in paths:
            others = [other for other in paths if other != path]
            if others and files[path].is_own:
                message = f"'{path}' and '{others[0]}' differ by capitals or accents only, so some machines mix them up"
                hint = (
                    "rename one of the two" if files[others[0]].is_own else f"name it {others[0]} to replace that one"
                )
                yield Diagnostic(files[path].span, "taken-path", message, hint)


def _link(path: str) -> Diagnostic:
    hint = "put the file itself in its place"
    return Diagnostic(_whole(path), "symbolic-link", "a symbolic link is not followed", hint)


def _whole(path: str) -> Span:
    return Span(path, 1, 1, 0, "")


def _walk(folder: Path) -> Iterable[str]:
    """Everything below `folder` that is neither hidden nor a folder, and links to folders, sorted."""

    def fail(error: OSError) -> None:
        raise StatusgenError(f"cannot read {error.filename}: {error.strerror}") from error

    found: list[str] = []
    if folder.is_dir():
        for where, folders, names in os.walk(folder, onerror=fail):
            folders[:] = [name for name in folders if not name.startswith(".")]
            here = Path(where)
            links = [name for name in folders if (here / name).is_symlink()]
            visible = [name for name in names if not name.startswith(".")]
            found += [(here / name).relative_to(folder).as_posix() for name in (*links, *visible)]
    return sorted(found)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise StatusgenError(f"cannot read {path}: {error.strerror}") from error
