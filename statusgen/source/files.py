"""What lies in a site's folder, by name: which files are reports, and which would be overlooked."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from statusgen.diagnostics import Diagnostic, Span, StatusgenError

_LIKE_A_REPORT = re.compile(r"(?P<stem>.+?)\.(?:md|markdown|mdown|mkdn?|mdx)(?:\.txt)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tree:
    """The files below one of the site's folders; all paths are relative to the site's."""

    files: tuple[str, ...]
    """Regular files, sorted."""
    links: tuple[str, ...]
    """Symbolic links, to files or folders; they are never followed."""
    unnamed: tuple[str, ...] = ()
    """What has a name that is not UTF-8, with signs in place of the bytes that make it so."""


def find_files(root: Path, folder: str) -> Tree:
    """Everything below `folder`, which need not be there.

    What begins with a dot is part of it only in `static`, where `.well-known` lives.
    """
    files: list[str] = []
    links: list[str] = []
    unnamed: list[str] = []
    unseen = [folder]
    if (root / folder).is_symlink():
        return Tree((), (folder,))
    while unseen:
        here = unseen.pop()
        for entry in _entries(root, here):
            path = f"{here}/{entry.name}"
            if entry.name.startswith(".") and folder != "static":
                continue
            if not _is_utf8(entry.name):
                unnamed.append(os.fsencode(path).decode(errors="replace"))
            elif entry.is_symlink():
                links.append(path)
            elif entry.is_dir():
                unseen.append(path)
            elif entry.is_file():
                files.append(path)
    return Tree(tuple(sorted(files)), tuple(sorted(links)), tuple(sorted(unnamed)))


def is_report(path: str) -> bool:
    """Whether a file in incidents/ is a report."""
    return path.endswith(".md") and not _is_private(path)


def overlooked(incidents: Tree, static: Tree) -> Iterator[Diagnostic]:
    """What is there but not read, though its author may think so."""
    yield from map(not_followed, (*incidents.links, *static.links))
    for path in (*incidents.unnamed, *static.unnamed):
        hint = "give it a name of ordinary letters"
        yield Diagnostic(Span(path, 1, 1, 0, ""), "not-utf8", "the file's name is not UTF-8 text", hint)
    for path in incidents.files:
        name = path.rsplit("/", 1)[1]
        found = _LIKE_A_REPORT.fullmatch(name)
        if found and not path.endswith(".md") and not _is_private(path):
            message = f"'{name}' is not read, because the name of a report ends in '.md'"
            hint = f"call it {found['stem']}.md; begin its name with '_' if it is no report"
            yield Diagnostic(Span(path, 1, 1, 0, ""), "wrong-suffix", message, hint)


def not_followed(link: str) -> Diagnostic:
    """The complaint about a symbolic link."""
    message = "a symbolic link is not followed, so what it leads to is not used"
    return Diagnostic(Span(link, 1, 1, 0, ""), "symbolic-link", message, "put the file itself here")


def no_incidents(root: Path) -> Iterator[Diagnostic]:
    """Where the folder for reports is missing: it may have another name, and what goes on would be hidden."""
    if not (root / "incidents").is_dir():
        message = "there is no folder incidents/ beside this file, so the site has no reports"
        hint = "make it; a README.md in it keeps it in git while it is empty"
        yield Diagnostic(Span("components.yaml", 1, 1, 0, ""), "no-incidents", message, hint)


def _is_private(path: str) -> bool:
    parts = path.split("/")
    return any(part.startswith("_") for part in parts) or parts[-1].casefold().startswith("readme.")


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _entries(root: Path, folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(root / folder) as scan:
            return list(scan)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise StatusgenError(f"cannot read {folder}: {error.strerror}") from error
