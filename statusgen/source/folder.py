"""The site's folder: the only door through which content comes in."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable
from pathlib import Path

from statusgen.cache.store import Cache
from statusgen.diagnostics import StatusgenError
from statusgen.source.text import LARGEST

_DIGESTS = "digests"


class SiteFolder:
    """Opens files by their path in the site, and remembers their digests from one build to the next."""

    def __init__(self, root: Path, cache: Cache) -> None:
        """Raises StatusgenError unless `root` is a folder with a components.yaml."""
        settings = root / "components.yaml"
        if not root.is_dir():
            raise StatusgenError(f"there is no folder {root}")
        if settings.is_symlink():
            raise StatusgenError(f"{settings} is a symbolic link, which is not followed: put the file itself here")
        if not settings.is_file():
            raise StatusgenError(f"{root} is no statusgen site: it has no components.yaml ('statusgen init' makes one)")
        self.root = root
        self.opened: set[str] = set()
        """The files that were read, by path."""
        self.cache = cache
        self._base = str(root)
        self._seen: dict[str, str] = {}
        cache.warm(_DIGESTS)

    @property
    def seen(self) -> Collection[str]:
        """Every file whose digest was asked for."""
        return self._seen.keys()

    def read(self, path: str) -> bytes:
        """The content of a file; raises StatusgenError if it cannot be read."""
        return self._read(path, -1)

    def read_source(self, path: str) -> bytes:
        """The same for a text, which is cut off shortly after what is the largest allowed."""
        return self._read(path, LARGEST + 1)

    def known_digest(self, path: str) -> str | None:
        """The SHA-256 of a file if the file is as an earlier build found it, by its data on disk."""
        found = self.cache.get(_DIGESTS, path, _stamp(self._stat(path)))
        if found is not None:
            self._seen[path] = found.decode()
        return self._seen.get(path)

    def digest(self, path: str, content: bytes | None = None) -> str:
        """The SHA-256 of a file, in hex; of `content` if that has been read from it already."""
        if content is None and (known := self.known_digest(path)):
            return known
        made = hashlib.sha256(self.read(path) if content is None else content).hexdigest()
        now = self._stat(path)
        if self.cache.is_older(now):
            self.cache.put(_DIGESTS, path, _stamp(now), made.encode())
        self._seen[path] = made
        return made

    def digests(self, paths: Iterable[str]) -> dict[str, str]:
        """The SHA-256 of those of `paths` that are regular files inside the site, by path, in order."""
        return {path: self.digest(path) for path in sorted(paths) if self._is_inside(path)}

    def _read(self, path: str, size: int) -> bytes:
        self.opened.add(path)
        try:
            with (self.root / path).open("rb") as stream:
                return stream.read(size)
        except OSError as error:
            raise StatusgenError(f"cannot read {path}: {error.strerror}") from error

    def _stat(self, path: str) -> os.stat_result:
        try:
            return os.lstat(f"{self._base}/{path}")
        except OSError as error:
            raise StatusgenError(f"cannot read {path}: {error.strerror}") from error

    def _is_inside(self, path: str) -> bool:
        """Whether it is a regular file, and no step of the way to it is a symbolic link."""
        parts = path.split("/")
        if "\x00" in path or not {"", ".", ".."}.isdisjoint(parts):
            return False
        steps = [self.root.joinpath(*parts[: n + 1]) for n in range(len(parts))]
        return not any(step.is_symlink() for step in steps) and steps[-1].is_file()


def _stamp(file: os.stat_result) -> str:
    """Another one after every change of the file."""
    return f"{file.st_size} {file.st_mtime_ns} {file.st_ctime_ns} {file.st_ino}"
