"""Tells when the files of a site change, by writes alone: reading them is no event."""

import os
import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
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
_QUIET = 0.1
"""Seconds without another change until a burst of them is over."""


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
            self._observer.schedule(_Listener(self), str(self._folder))
            self._observer.start()
            self._watch_subfolders()
        return self

    def __exit__(self, *_: object) -> None:
        self._observer.stop()
        self._observer.join()

    def changes(self) -> Iterator[frozenset[str]]:
        """For each burst of changes, once it is over: the paths, relative to the site's folder."""
        while True:
            burst = {self._changes.get()}
            while True:
                try:
                    burst.add(self._changes.get(timeout=_QUIET))
                except Empty:
                    break
            with self._told_plainly():
                self._watch_subfolders()
            yield frozenset(burst)

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

    def _watch_subfolders(self) -> None:
        """Watches each folder of the site with all that is in it, new ones included.

        The site's folder as a whole is not, since a virtual environment in it has thousands of folders.
        """
        with os.scandir(self._folder) as scan:
            present = {(Path(entry.path), entry.inode()) for entry in scan if self._is_watchable(entry)}
        for gone in self._watched.keys() - present:
            self._observer.unschedule(self._watched.pop(gone))
        for path, inode in present - self._watched.keys():
            with suppress(FileNotFoundError):
                watch = self._observer.schedule(_Listener(self), str(path), recursive=True)
                self._watched[path, inode] = watch

    def _is_watchable(self, entry: os.DirEntry[str]) -> bool:
        return entry.is_dir() and matters(entry.name) and Path(entry.path) not in self._ignored


class _Listener(FileSystemEventHandler):
    """Passes on what was written; a file that is saved by renaming another shows as the target of a move."""

    def __init__(self, watcher: SiteWatcher) -> None:
        self._watcher = watcher

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by the observer's thread."""
        if event.event_type not in _WRITES:
            return
        for path in (event.src_path, event.dest_path):
            if path:
                self._watcher.notice(Path(str(path)))
