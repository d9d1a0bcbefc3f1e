"""What has changed in shipped files since a site has copied them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import diff_bytes, unified_diff

from statusgen.theme import DEFAULT
from statusgen.theme.copies import Copies, name_of
from statusgen.theme.folder import TEMPLATES

_TEXTS = (*TEMPLATES, ".css")
_COMMENT = re.compile(rb"(?s)\{#.*?#\}")
_NO_END = b"\n\\ No newline at end of file\n"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a shipped file since the site has copied it, or has seen it last."""

    path: str
    before: bytes
    after: bytes
    """Both have line ends like those of the site's own file, for git and editors change these."""
    is_taken_over: bool
    """Whether the site's own file says the same as the shipped one by now."""

    @property
    def is_text(self) -> bool:
        """Whether it has lines to compare."""
        return b"\0" not in self.before + self.after


def changes(copies: Copies, paths: Collection[str]) -> Iterator[Change]:
    """What has changed in those of the copied files that are shipped still."""
    for path in copies.copied:
        if path in paths and path in copies.shipped:
            own = copies.own[path]
            before, after = _like(own, copies.seen[path]), _like(own, copies.shipped[path].content)
            if after != before:
                yield Change(path, before, after, is_taken_over=after == own)


def gone(copies: Copies, paths: Collection[str]) -> list[str]:
    """Those of the copied files that are shipped no more."""
    return [path for path in copies.copied if path in paths and path not in copies.shipped]


def untold(copies: Copies, paths: Collection[str]) -> list[str]:
    """The site's own texts in the place of shipped ones of which it is not known what those were.

    One that names the shipped one builds on it, and has all changes by itself.
    """
    return [
        path
        for path in sorted((copies.own.keys() & copies.shipped.keys()) - copies.seen.keys())
        if path in paths
        and path.endswith(_TEXTS)
        and _COMMENT.sub(b"", copies.shipped[path].content).strip()
        and _plain(copies.shipped[path].content).strip() != _plain(copies.own[path]).strip()
        and not _names_its_shipped(copies, path)
    ]


def patch(copies: Copies, change: Change) -> bytes:
    """A change as a patch of the site's own file, for `git apply` in the site's folder, or `patch -p1`."""
    where = copies.location(change.path).encode()
    lines = diff_bytes(unified_diff, _lines(change.before), _lines(change.after), b"a/" + where, b"b/" + where)
    return b"".join(line if line.endswith(b"\n") else line + _NO_END for line in lines)


def _names_its_shipped(copies: Copies, path: str) -> bool:
    themes = "|".join(map(re.escape, (DEFAULT, copies.theme)))
    return bool(re.search(rf"[\"'](?:{themes})/{re.escape(name_of(path))}[\"']".encode(), copies.own[path]))


def _lines(content: bytes) -> list[bytes]:
    """Each with its end; nothing but LF ends a line of a patch."""
    return [line for line in re.split(rb"(?<=\n)", content) if line]


def _plain(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n")


def _like(example: bytes, content: bytes) -> bytes:
    """The content with line ends like those of another one, if it has lines and these are alike."""
    ends = set(re.findall(rb"\r?\n", example))
    return _plain(content).replace(b"\n", ends.pop()) if len(ends) == 1 else content
