"""Tells when the files of a site change, by writes alone: reading them is no event."""

import re
import stat
import warnings
from collections.abc import Collection, Generator, Iterator
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
from statusgen.model.components import PATH

_FOLDERS = frozenset({"incidents", "static", "templates", "themes"})
"""What is in them is the site's."""
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


def matters(path: str, files: Collection[str] = ()) -> bool:
    """Whether a change of `path`, relative to the site's folder, can change the site, to which these `files` belong.

    Hidden files are git's or the desktop's, except in static/, which is published as it is.
    """
    parts = path.split("/")
    if path != PATH and parts[0] not in _FOLDERS:
        return any(file == path or file.startswith(f"{path}/") for file in files)
    hidden = parts[0] != "static" and any(part.startswith(".") for part in parts)
    return not hidden and not any(_OF_AN_EDITOR.fullmatch(part) for part in parts)


class SiteWatcher:
    """Watches what a site is made from: its settings, its folders, and single files that the settings name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._files: Collection[str] = ()
        self._changes: SimpleQueue[str] = SimpleQueue()
        self._observer = Observer()
        self._watched: dict[tuple[Path, int], ObservedWatch] = {}

    def __enter__(self) -> Self:
        # watchdog meets a new folder twice where it is made while the one that it is in is being taken in
        warnings.filterwarnings("ignore", r"Callback with id .* already exists for watch", RuntimeWarning)
        with self._told_plainly():
            self._observer.start()
            self._watch_folders()
        return self

    def __exit__(self, *_: object) -> None:
        self._observer.stop()
        self._observer.join()

    def follow(self, files: Collection[str]) -> None:
        """Watches these files too from now on, and no others; they are paths relative to the site's folder."""
        if files != self._files:
            self._files = files
            with self._told_plainly():
                self._watch_folders()

    def changes(self) -> Iterator[frozenset[str]]:
        """For each burst of changes, once it is over: the paths, relative to the site's folder.

        Where the folder itself goes, comes back or is replaced by another, its path is `.`.
        """
        while True:
            burst = self._burst()
            with self._told_plainly():
                burst |= self._watch_folders()
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
        relative = path.relative_to(self._folder).as_posix()
        if matters(relative, self._files):
            self._changes.put(relative)

    def _watch_folders(self) -> set[str]:
        """Watches what there is to watch, and tells which folders are others than before, come or gone.

        Neither the site's folder nor one with a file that the settings name is watched with all that is in it: a
        virtual environment has thousands of folders.
        """
        present = self._present()
        gone, new = self._watched.keys() - present, present - self._watched.keys()
        for place in gone:
            watch = self._watched.pop(place)
            with suppress(KeyError):
                self._observer.unschedule(watch)
        for path, inode in sorted(new):
            with suppress(FileNotFoundError):
                is_whole = path.parent == self._folder and path.name in _FOLDERS
                watch = self._observer.schedule(_Listener(self), str(path), recursive=is_whole)
                self._watched[path, inode] = watch
        return {path.relative_to(self._folder).as_posix() for path, _ in gone | new}

    def _present(self) -> set[tuple[Path, int]]:
        """The folders to watch; folders that were replaced differ by their second part."""
        beside = {(self._folder / file).parent for file in self._files if not matters(file)}
        wanted = {self._folder, *(self._folder / name for name in _FOLDERS), *beside}
        present = set()
        for path in wanted:
            with suppress(FileNotFoundError, NotADirectoryError):
                found = path.stat()
                if stat.S_ISDIR(found.st_mode):
                    present.add((path, found.st_ino))
        return present


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
