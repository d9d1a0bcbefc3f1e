"""Which paths an output folder can hold together; pure, and the disk is never asked."""

from collections.abc import Iterable

from statusgen.diagnostics import StatusgenError
from statusgen.model.paths import folded, folders_of
from statusgen.outputs.output import Output

RESERVED = ".statusgen-"
"""How the names of statusgen's own files in an output folder begin."""
MANIFEST = f"{RESERVED}manifest.json"
LOCK = f"{RESERVED}lock"
STAGED = f"{RESERVED}staged"
"""A folder of new files that are not in their places yet."""


def is_safe(path: str) -> bool:
    """Whether `path` is relative, plain and stays inside the folder it is joined to."""
    segments = path.split("/")
    return not set(path) & {"\\", "\0"} and not any(s in ("", ".", "..") for s in segments)


def is_hidden(path: str) -> bool:
    """Whether `path` is a dot-file or lies in a dot-folder."""
    return any(segment.startswith(".") for segment in path.split("/"))


def refuse_clashes(outputs: Iterable[Output]) -> None:
    """Raises StatusgenError where two outputs cannot both exist, on any file system.

    A path that could leave the folder is our own bug, a ValueError.
    """
    taken: dict[str, Output] = {}
    for output in outputs:
        if not is_safe(output.path):
            raise ValueError(f"unsafe output path {output.path!r} from {output.origin}")
        if output.path.rpartition("/")[2].startswith(RESERVED):
            raise StatusgenError(f"{output.origin}: names that begin with '{RESERVED}' are taken")
        other = taken.setdefault(folded(output.path), output)
        if other is not output:
            raise StatusgenError(_clash(other, output))
    for path, output in taken.items():
        for folder in folders_of(path):
            if folder in taken:
                raise StatusgenError(_clash(taken[folder], output))


def in_the_way(stale: Iterable[str], planned: Iterable[str]) -> tuple[str, ...]:
    """Those of `stale` that have to go before `planned` can be written.

    Such a path is a file where a folder is needed, lies in a folder where a file is needed, or differs only
    by case, which some file systems take for the same.
    """
    files = {folded(path) for path in planned}
    folders = {folder for path in files for folder in folders_of(path)}
    return tuple(
        path
        for path in stale
        if (name := folded(path)) in files or name in folders or any(folder in files for folder in folders_of(name))
    )


def _clash(one: Output, other: Output) -> str:
    return (
        f"{one.path} (from {one.origin}) and {other.path} (from {other.origin}) cannot both be published: "
        "please rename one of them"
    )
