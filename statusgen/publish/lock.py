"""One build at a time in an output folder; the lock ends with the process that holds it, however that ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from statusgen.publish.folder import told_plainly
from statusgen.publish.paths import LOCK

if sys.platform != "win32":
    import fcntl


@contextmanager
def locked(folder: Path, waiting: Callable[[], None]) -> Generator[None]:
    """Holds the lock of `folder`, which is made where there is none, for as long as the block runs.

    Calls `waiting` before it waits for another process. Raises StatusgenError if the folder cannot be used.
    Nothing is left behind but what was published. (Windows has no such locks; there, nothing is locked.)
    """
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    with told_plainly(f"cannot write to {folder}"):
        folder.mkdir(parents=True, exist_ok=True)
        holder = _acquire(folder / LOCK, waiting)
    try:
        yield
    finally:
        with suppress(OSError):
            (folder / LOCK).unlink()
        os.close(holder)
        for path in made:
            with suppress(OSError):
                path.rmdir()


def _acquire(file: Path, waiting: Callable[[], None]) -> int:
    """The open lock file, locked, and still the one of that name."""
    while True:
        file.parent.mkdir(parents=True, exist_ok=True)
        holder = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        try:
            _lock(holder, waiting)
            if _is_same(holder, file):
                return holder
        except BaseException:
            os.close(holder)
            raise
        os.close(holder)


def _lock(holder: int, waiting: Callable[[], None]) -> None:
    if sys.platform == "win32":
        return
    try:
        fcntl.flock(holder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waiting()
        fcntl.flock(holder, fcntl.LOCK_EX)


def _is_same(holder: int, file: Path) -> bool:
    """Whether the one who had the lock before has not removed the file meanwhile."""
    try:
        return os.path.samestat(os.fstat(holder), file.stat())
    except FileNotFoundError:
        return False
