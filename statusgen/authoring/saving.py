"""What was written reaches the disk: whole or not at all, and never over somebody else's words."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from statusgen.diagnostics import ChangedMeanwhileError, StatusgenError
from statusgen.publish.folder import told_plainly

if sys.platform != "win32":
    import fcntl


def save_new(root: Path, path: str, content: bytes) -> None:
    """Makes a file below `root` that was not there; raises StatusgenError if it is, or cannot be made."""
    file = _inside(root, path)
    with told_plainly(f"cannot write {file}"):
        file.parent.mkdir(parents=True, exist_ok=True)
        with alone_in(file.parent):
            if file.exists():
                raise ChangedMeanwhileError(f"{file} is there already, so nothing was written")
            _put(file, content, like=None)


def save_changed(root: Path, path: str, before: bytes, after: bytes) -> None:
    """Makes a file that says `before` say `after`; raises StatusgenError if it says something else by now."""
    file = _inside(root, path)
    with told_plainly(f"cannot write {file}"), alone_in(file.parent):
        if file.read_bytes() != before:
            raise ChangedMeanwhileError(f"{file} was changed meanwhile, so nothing was written: please try again")
        if not os.access(file, os.W_OK):
            raise StatusgenError(f"cannot write {file}: it is read-only")
        _put(file, after, file.stat())


def _inside(root: Path, path: str) -> Path:
    """The file, unless a step of the way to it leads elsewhere: there, the site would not read it."""
    file = root
    for part in path.split("/"):
        file /= part
        if file.is_symlink():
            raise StatusgenError(f"{file} is a symbolic link, which is not followed, so nothing was written")
    return file


def _put(file: Path, content: bytes, like: os.stat_result | None) -> None:
    """Puts a new file in the place of the old one at once, as much like it as may be; a kill leaves one of the two."""
    beside = file.with_name(f".{file.name[:100]}.{token_hex(4)}.tmp")
    try:
        with beside.open("xb") as stream:
            if like is not None:
                beside.chmod(like.st_mode & 0o7777)
                with suppress(OSError):
                    os.chown(beside, like.st_uid, like.st_gid)
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(file)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


@contextmanager
def alone_in(folder: Path) -> Generator[None]:
    """Keeps other writers out of a folder, until the block or the process ends. (Windows has no such locks.)"""
    if sys.platform == "win32":
        yield
        return
    holder = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(holder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(holder)
