"""Tells when the files of a site change, by writes alone: reading them is no event."""

import os
import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Self

from watchdog.events import (
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from statusgen.diagnostics import StatusgenError

_WRITES = frozenset({EVENT_TYPE_CREATED, EVENT_TYPE_MODIFIED, EVENT_TYPE_MOVED, EVENT_TYPE_DELETED})
_OF_AN_EDITOR = re.compile(r".*(~|\.sw[a-z]|\.tmp|___jb_(tmp|old)___)|#.*#|\.#.*|4913|\.DS_Store")
_QUIET = 0.03
"""Seconds without another change until a burst of them is over."""
_FEW = 5
"""How many files an editor changes when it saves one; more are a checkout or the like."""
_QUIET_OF_MANY = 0.3
"""Seconds without another change until that is over."""
_LONGEST = 5.0
"""Seconds after which a burst is over, whatever else changes."""
_PATROL = 1.0
"""Seconds until it is looked whether the site's folder is still there, which no event tells everywhere."""


def matters(path: str) -> bool:
    """Whether a change of `path`, relative to the site's folder, can change the site.

    Hidden files are git's, the cache's or the desktop's, except in static/, which is published as it is.
    """
    parts = path.split("/")
    hidden = parts[0] != "static" and any(part.startswith(".") for part in parts)
    return not hidden and not any(_OF_AN_EDITOR.fullmatch(part) for part in parts)


class SiteWatcher:
    """Watches a site's folder, but neither its hidden folders nor those it publishes to."""

    def __init__(self, folder: Path, *ignored: Path) -> None:
        self._folder = folder.resolve()
        self._ignored = [path.resolve() for path in ignored]
        self._changes: SimpleQueue[str] = SimpleQueue()
        self._observer = Observer()
        self._watched: dict[tuple[Path, int], ObservedWatch] = {}

    def __enter__(self) -> Self:
        with self._told_plainly():
            self._observer.start()
            self._watch_folders()
        return self

    def __exit__(self, *_: object) -> None:
        self._observer.stop()
        self._observer.join()

    def changes(self) -> Iterator[frozenset[str]]:
        """For each burst of changes, once it is over: the paths, relative to the site's folder.

        Where the folder itself goes, comes back or is replaced by another, its path is `.`.
        """
        while True:
            burst = self._burst()
            with self._told_plainly():
                if self._watch_folders():
                    burst.add(".")
            if burst:
                yield frozenset(burst)

    def _burst(self) -> set[str]:
        """What changes until it is quiet; nothing where nothing does for a while."""
        try:
            burst = {self._changes.get(timeout=_PATROL)}
        except Empty:
            return set()
        end = monotonic() + _LONGEST
        with suppress(Empty):
            while (left := end - monotonic()) > 0:
                quiet = _QUIET if len(burst) <= _FEW else _QUIET_OF_MANY
                burst.add(self._changes.get(timeout=min(quiet, left)))
        return burst

    @contextmanager
    def _told_plainly(self) -> Generator[None]:
        try:
            yield
        except OSError as error:
            raise StatusgenError(f"cannot watch {self._folder}: {error.strerror or error}") from error

    def notice(self, path: Path) -> None:
        """Takes note of a change, if it matters."""
        if path == self._folder or any(path.is_relative_to(ignored) for ignored in self._ignored):
            return
        relative = path.relative_to(self._folder).as_posix()
        if matters(relative):
            self._changes.put(relative)

    def _watch_folders(self) -> bool:
        """Watches the site's folder, and each folder in it with all that is in it, new ones included.

        The site's folder is not watched as a whole, since a virtual environment in it has thousands of folders.
        Tells whether it is another one than before, or none.
        """
        present = self._present()
        gone, new = self._watched.keys() - present, present - self._watched.keys()
        for place in gone:
            watch = self._watched.pop(place)
            with suppress(KeyError):
                self._observer.unschedule(watch)
        for path, inode in sorted(new):
            with suppress(FileNotFoundError):
                watch = self._observer.schedule(_Listener(self), str(path), recursive=path != self._folder)
                self._watched[path, inode] = watch
        return any(path == self._folder for path, _ in gone | new)

    def _present(self) -> set[tuple[Path, int]]:
        """The folders to watch; folders that were replaced differ by their second part."""
        try:
            with os.scandir(self._folder) as scan:
                folders = {(Path(entry.path), entry.inode()) for entry in scan if self._is_watchable(entry)}
            return {(self._folder, self._folder.stat().st_ino), *folders}
        except (FileNotFoundError, NotADirectoryError):
            return set()

    def _is_watchable(self, entry: os.DirEntry[str]) -> bool:
        return entry.is_dir() and matters(entry.name) and Path(entry.path) not in self._ignored


class _Listener(FileSystemEventHandler):
    """Passes on what was written; a file that is saved by renaming another shows as the target of a move."""

    def __init__(self, watcher: SiteWatcher) -> None:
        self._watcher = watcher

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by the observer's thread."""
        if event.event_type not in _WRITES or (event.is_directory and event.event_type == EVENT_TYPE_MODIFIED):
            return
        for path in (event.src_path, event.dest_path):
            if path:
                self._watcher.notice(Path(str(path)))
