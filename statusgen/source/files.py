"""The site's folder: the only place that opens what a writer wrote."""

from __future__ import annotations

import codecs
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from statusgen.diagnostics import Diagnostic, StatusgenError
from statusgen.source.text import CONTROL, SourceText


def require_site(root: Path) -> None:
    """Raises StatusgenError unless `root` is a folder with a components.yaml."""
    if not root.is_dir():
        raise StatusgenError(f"there is no folder {root}")
    if not (root / "components.yaml").is_file():
        raise StatusgenError(f"{root} is no statusgen site: it has no components.yaml ('statusgen init' makes one)")


def find_reports(root: Path) -> tuple[str, ...]:
    """The paths of all Markdown files below incidents/ that are reports, sorted."""
    return tuple(
        path
        for path in find_files(root, "incidents")
        if path.endswith(".md")
        and not any(p.startswith("_") for p in path.split("/"))
        and not path.endswith("/README.md")
    )


def find_files(root: Path, folder: str) -> tuple[str, ...]:
    """The paths of all files below `folder`, relative to `root`, sorted; links are not followed.

    Folders whose name begins with a dot are part of it only in `static`, where `.well-known` lives.
    """
    found = []

    def fail(error: OSError) -> None:
        raise StatusgenError(f"cannot read {error.filename}: {error.strerror}")

    top = root / folder
    if not top.is_dir():
        return ()
    for where, folders, names in os.walk(top, onerror=fail):
        if folder != "static":
            folders[:] = [f for f in folders if not f.startswith(".")]
        here = Path(where)
        relative = here.relative_to(root).as_posix()
        found += [
            f"{relative}/{name}"
            for name in names
            if (folder == "static" or not name.startswith(".")) and not (here / name).is_symlink()
        ]
    return tuple(sorted(found))


def read_bytes(root: Path, path: str) -> bytes:
    """The content of a file; raises StatusgenError if it cannot be read."""
    try:
        return (root / path).read_bytes()
    except OSError as error:
        raise StatusgenError(f"cannot read {path}: {error.strerror}") from error


def file_digests(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """The SHA-256 of those of `paths` that are regular files inside `root`, by path, in order.

    Links are not followed.
    """
    return {
        path: hashlib.sha256(read_bytes(root, path)).hexdigest() for path in sorted(paths) if _is_inside(root, path)
    }


def _is_inside(root: Path, path: str) -> bool:
    parts = path.split("/")
    if "\x00" in path or not {"", ".", ".."}.isdisjoint(parts):
        return False
    steps = [root.joinpath(*parts[: n + 1]) for n in range(len(parts))]
    return not any(step.is_symlink() for step in steps) and steps[-1].is_file()


def read_text(root: Path, path: str) -> tuple[SourceText, tuple[Diagnostic, ...]]:
    """A file as text: no byte-order mark, newlines only; and what makes it unreadable, if anything does."""
    raw = read_bytes(root, path)
    digest = hashlib.sha256(raw).hexdigest()
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        broken = SourceText(path, _lines(raw.decode(errors="replace")), digest)
        before = _lines(raw[: error.start].decode())
        at = broken.span(len(before) - 1, len(before[-1]), 1)
        hint = "save it with the encoding UTF-8"
        return broken, (Diagnostic(at, "not-utf8", "the file is not UTF-8 text", hint),)
    source = SourceText(path, _lines(text), digest)
    return source, tuple(_control_characters(source) if CONTROL.search(text) else ())


def _control_characters(source: SourceText) -> Iterator[Diagnostic]:
    """The first one of each line."""
    for line, text in enumerate(source.lines):
        if control := CONTROL.search(text):
            message = f"there is a control character (U+{ord(control[0]):04X}) here"
            at = source.span(line, control.start(), 1)
            yield Diagnostic(at, "control-character", message, "delete it")


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
