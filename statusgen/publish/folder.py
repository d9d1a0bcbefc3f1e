"""The output folder as it is: what lies in it, and the few ways in which it is changed."""

import os
import shutil
from collections.abc import Collection, Generator, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from statusgen.diagnostics import StatusgenError
from statusgen.model.paths import folders_of
from statusgen.publish.paths import LOCK, MANIFEST, RESERVED, STAGED, is_hidden

_TEMPORARY = f"{RESERVED}tmp-"
_NAMED = 3
_OWN = frozenset({LOCK, MANIFEST, STAGED})


@dataclass(frozen=True, slots=True)
class Found:
    """What lies in an output folder."""

    files: Mapping[str, os.stat_result]
    """The files that are ours, by path."""
    leftovers: tuple[str, ...]
    """Temporary files of a build that was killed."""


def survey(folder: Path, ours: Collection[str], planned: Collection[str]) -> Found:
    """What lies in `folder`, which is refused with a StatusgenError if that includes others' files.

    `ours` are the paths that the manifest lists. Hidden files of others are left in peace, unless one of
    `planned` would replace them. Symbolic links are never ours and never followed.
    """
    wanted = {*ours, *planned}
    needed = wanted.union(*map(folders_of, wanted))
    files: dict[str, os.stat_result] = {}
    leftovers: list[str] = []
    foreign: list[str] = []
    for path, entry in _walk(folder, "", needed):
        is_file = entry.is_file(follow_symlinks=False)
        if is_file and path in ours:
            files[path] = entry.stat(follow_symlinks=False)
        elif is_file and entry.name.startswith(_TEMPORARY):
            leftovers.append(path)
        elif not is_hidden(path) or path in needed:
            foreign.append(path)
        if len(foreign) > _NAMED:
            break
    if foreign:
        raise StatusgenError(_refusal(folder, foreign))
    return Found(files, tuple(leftovers))


def write_file(folder: Path, path: str, content: bytes) -> os.stat_result:
    """The new file's data on disk; readers see the old file or all of the new one, never a part."""
    temporary = folder / f"{_TEMPORARY}{os.getpid()}"
    with told_plainly(f"cannot write {folder / path}"):
        try:
            written = _write(temporary, content)
            temporary.replace(folder / path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    return written


@contextmanager
def staging(folder: Path) -> Generator[None]:
    """Lets files be staged as long as the block runs; those that were not moved to their places then go."""
    staged = folder / STAGED
    with told_plainly(f"cannot write to {folder}"):
        _remove_staged(staged)
        staged.mkdir(parents=True)
    try:
        yield
    finally:
        with suppress(OSError):
            _remove_staged(staged)


def stage_file(folder: Path, number: int, content: bytes) -> os.stat_result:
    """Writes a new file under a number, and is its data on disk."""
    with told_plainly(f"cannot write to {folder}"):
        return _write(folder / STAGED / str(number), content)


def place_file(folder: Path, number: int, path: str) -> None:
    """Moves a staged file to its place, where readers see the old file or all of the new one."""
    target = folder / path
    with told_plainly(f"cannot write {target}"):
        target.parent.mkdir(parents=True, exist_ok=True)
        (folder / STAGED / str(number)).replace(target)


def _remove_staged(staged: Path) -> None:
    """Removes what a build left that was killed, whatever that is."""
    if staged.is_dir() and not staged.is_symlink():
        shutil.rmtree(staged)
    else:
        staged.unlink(missing_ok=True)


def _write(file: Path, content: bytes) -> os.stat_result:
    with open(file, "xb", opener=_with_normal_permissions) as stream:
        stream.write(content)
        stream.flush()
        return os.fstat(stream.fileno())


def _with_normal_permissions(path: str, flags: int) -> int:
    return os.open(path, flags, 0o644)


def remove_file(folder: Path, path: str) -> None:
    """Removes a file of ours, and the folders that become empty with it."""
    with told_plainly(f"cannot remove {folder / path}"), suppress(FileNotFoundError, NotADirectoryError):
        (folder / path).unlink()
    for parent in folders_of(path):
        try:
            (folder / parent).rmdir()
        except OSError:
            break


@contextmanager
def told_plainly(what: str) -> Generator[None]:
    """Turns the system's errors into one line that begins with `what`."""
    try:
        yield
    except OSError as error:
        raise StatusgenError(f"{what}: {error.strerror or error}") from error


def _walk(folder: Path, below: str, needed: Collection[str]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything in `folder` that is not a folder, sorted; hidden folders only where something is needed."""
    try:
        with told_plainly(f"cannot read {folder}"), os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except StatusgenError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return
        raise
    for entry in entries:
        path = f"{below}{entry.name}"
        if path in _OWN:
            continue
        if not entry.is_dir(follow_symlinks=False):
            yield path, entry
        elif not is_hidden(path) or path in needed:
            yield from _walk(folder / entry.name, f"{path}/", needed)


def _refusal(folder: Path, foreign: list[str]) -> str:
    more = " and more" if len(foreign) > _NAMED else ""
    return (
        f"{folder} holds files that statusgen did not write ({', '.join(foreign[:_NAMED])}{more}): "
        "choose an empty folder, or move them away; what belongs to the site goes into static/"
    )
