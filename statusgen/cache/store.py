"""One SQLite file that holds bytes by room and name: it may forget anything at any time, and never lies."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

_FILE = "cache.sqlite"
_TABLE = (
    "CREATE TABLE IF NOT EXISTS entries "
    "(room TEXT, name TEXT, stamp TEXT, content BLOB, seal BLOB, PRIMARY KEY (room, name))"
)
_FAILURES = (sqlite3.Error, UnicodeDecodeError)
"""The second comes where the damage is in the words of an error that is about to be raised."""
_WORLD = frozenset(
    {
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_NOLFS,
    }
)
"""Errors that say nothing about the file; all others say that it is damaged."""
_PASSING = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
"""Those that are over once another process has written."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """Bytes, and what they were made from."""

    stamp: str
    content: bytes
    seal: bytes
    """A digest of all the rest, the place included."""

    def is_sound(self, room: str, name: str) -> bool:
        """Whether it is what was once put there."""
        return isinstance(self.content, bytes) and self.seal == _seal(room, name, self.stamp, self.content)


class Cache:
    """What earlier builds left, and what this one leaves to the next.

    Every entry is sealed, so that a damaged one is taken for a missing one. Where the folder cannot be used,
    the cache is as good as empty, and holds what is put into it for as long as it lives.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Opens the cache in `folder`, which is made where there is none; without one, nothing outlives this."""
        self._folder = folder
        self._owner = os.getpid()
        self._is_new = False
        self._connections: dict[int, sqlite3.Connection | None] = {self._owner: None}
        self._opened: os.stat_result | None = None
        self._warm: dict[str, dict[str, _Entry]] = {}
        self._unsaved: dict[tuple[str, str], _Entry] = {}
        if folder is not None:
            self._open(folder)

    def warm(self, room: str) -> None:
        """Reads a whole room at once, which is quicker than name by name."""
        if room in self._warm:
            return
        rows = self._run("SELECT name, stamp, content, seal FROM entries WHERE room = ?", room)
        read = {name: _Entry(*rest) for name, *rest in rows}
        self._warm[room] = {name: entry for name, entry in read.items() if entry.is_sound(room, name)}

    def get(self, room: str, name: str, stamp: str) -> bytes | None:
        """What was put there with the same stamp; None where there is nothing sound."""
        unsaved = self._unsaved.get((room, name))
        entry = unsaved if unsaved and unsaved.stamp == stamp else self._find(room, name)
        return entry.content if entry is not None and entry.stamp == stamp else None

    def put(self, room: str, name: str, stamp: str, content: bytes) -> None:
        """Remembers bytes until others are put there, together with a stamp that tells what they were made from."""
        self._unsaved[room, name] = _Entry(stamp, content, _seal(room, name, stamp, content))

    def keep_only(self, names: Collection[str]) -> None:
        """Forgets everything of other names."""
        self._unsaved = {place: entry for place, entry in self._unsaved.items() if place[1] in names}
        known = self._run("SELECT DISTINCT name FROM entries")
        self._write("DELETE FROM entries WHERE name = ?", [(name,) for (name,) in known if name not in names])

    def save(self, *, stay_warm: bool = False) -> None:
        """Leaves to the next build what was put; until then, what it replaces can be had too, by its own stamp.

        What was warmed goes from memory, unless this process builds again and again.
        """
        rows = [(*place, entry.stamp, entry.content, entry.seal) for place, entry in self._unsaved.items()]
        if not self._write("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?)", rows):
            return
        if not stay_warm:
            self._warm.clear()
        for (room, name), entry in self._unsaved.items():
            if room in self._warm:
                self._warm[room][name] = entry
        self._unsaved.clear()

    def is_older(self, file: os.stat_result) -> bool:
        """Whether a file had its last change before this cache was opened, by the clock of one file system.

        A later change then shows in the file's data on disk; a file that is as new might be changed once more
        within one tick of that clock.
        """
        opened = self._opened
        return opened is not None and file.st_dev == opened.st_dev and file.st_ctime_ns < opened.st_mtime_ns

    def close(self) -> None:
        """Lets go of the file."""
        connection = self._connections.pop(os.getpid(), None)
        self._connections[os.getpid()] = None
        if connection is not None:
            connection.close()

    def _open(self, folder: Path) -> None:
        """Makes the folder and its file where they are missing."""
        file = folder / _FILE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            ignore = folder / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", "utf-8")
            if file.is_symlink():
                file.unlink()
            file.touch()
            self._opened = file.stat()
        except OSError:
            return
        try:
            self._connections[self._owner] = connection = sqlite3.connect(
                file, isolation_level=None, check_same_thread=False
            )
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(_TABLE)
        except _FAILURES as error:
            self._recover(error)

    def _connection(self) -> sqlite3.Connection | None:
        """This process's own; one that was forked off since only reads."""
        process = os.getpid()
        if process not in self._connections:
            self._connections[process] = None
            if self._folder is not None and self._connections[self._owner] is not None:
                with suppress(*_FAILURES):
                    self._connections[process] = sqlite3.connect(
                        f"file:{quote(str(self._folder / _FILE))}?mode=ro", uri=True
                    )
        return self._connections[process]

    def _find(self, room: str, name: str) -> _Entry | None:
        """What is in memory or on the disk, if it is sound."""
        if room in self._warm:
            return self._warm[room].get(name)
        rows = self._run("SELECT stamp, content, seal FROM entries WHERE room = ? AND name = ?", room, name)
        entry = _Entry(*rows[0]) if rows else None
        return entry if entry and entry.is_sound(room, name) else None

    def _run(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        """The rows of a query; none where the cache cannot be read."""
        connection = self._connection()
        try:
            return connection.execute(query, values).fetchall() if connection else []
        except _FAILURES as error:
            self._recover(error)
            return []

    def _write(self, query: str, rows: Sequence[tuple[object, ...]]) -> bool:
        """Runs the query for every row, or for none; tells whether it could."""
        connection = self._connection()
        if connection is None:
            return False
        if not rows:
            return True
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(query, rows)
            connection.execute("COMMIT")
        except _FAILURES as error:
            self._recover(error)
            return False
        return True

    def _recover(self, error: Exception) -> None:
        """Goes on with a new file where the old one is damaged, and without one where the world is to blame.

        Where another process writes just now, what was begun is taken back, and may be tried again later.
        """
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        connection = self._connections.get(os.getpid())
        if code in _PASSING and connection is not None:
            with suppress(*_FAILURES):
                connection.rollback()
            return
        self.close()
        is_damaged = code not in _WORLD
        if is_damaged and self._folder is not None and os.getpid() == self._owner and not self._is_new:
            self._is_new = True
            with suppress(OSError):
                (self._folder / _FILE).unlink()
            self._open(self._folder)


def _seal(room: str, name: str, stamp: str, content: bytes) -> bytes:
    """A digest of an entry with its place."""
    return hashlib.blake2b(b"\0".join((room.encode(), name.encode(), stamp.encode(), content)), digest_size=16).digest()
