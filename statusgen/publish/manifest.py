"""The output folder's own list of what statusgen wrote into it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from statusgen.diagnostics import StatusgenError
from statusgen.publish.paths import MANIFEST, is_safe

_VERSION = 1


def digest_of(content: bytes) -> str:
    """A name for `content` that no other bytes have."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as statusgen left it, or is about to."""

    key: str = ""
    """The key of the output that it was made from; empty until it is written."""
    size: int = -1
    mtime_ns: int = -1
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Every path that is statusgen's own in one output folder."""

    files: Mapping[str, Entry]
    made_with: Mapping[str, str] = field(default_factory=dict[str, str])
    """A digest of each thing that had a part in every page, by what people call it."""
    saved_ns: int = 0
    """The folder's clock when it was saved; a file changed later may have kept its size and time."""

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The manifest of `folder`, which is empty where there is none."""
        path = folder / MANIFEST
        try:
            text = path.read_bytes()
            saved_ns = path.stat().st_mtime_ns
        except (FileNotFoundError, NotADirectoryError):
            return cls({})
        try:
            return cls(*_content(json.loads(text)), saved_ns)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise StatusgenError(
                f"{path} is damaged or from another version of statusgen, so it is not clear which files "
                f"are safe to replace: please remove the folder {folder} and build again"
            ) from error

    def to_json(self) -> bytes:
        """The same bytes for the same files, so that an unchanged manifest need not be written."""
        files = {
            path: {"key": e.key, "size": e.size, "mtime_ns": e.mtime_ns, "digest": e.digest}
            for path, e in self.files.items()
        }
        content = {"version": _VERSION, "made_with": dict(self.made_with), "files": files}
        return json.dumps(content, sort_keys=True).encode()


def _content(data: Any) -> tuple[dict[str, Entry], dict[str, str]]:
    """What `data` lists, and what that was made with; any of several errors where it is none of this version."""
    if data["version"] != _VERSION:
        raise ValueError("unknown version")
    files = {_checked_path(path): _entry(**fields) for path, fields in data["files"].items()}
    return files, dict(data.get("made_with", {}))


def _checked_path(path: str) -> str:
    if not is_safe(path):
        raise ValueError("a path leaves the folder")
    return path


def _entry(*, key: Any, size: Any, mtime_ns: Any, digest: Any) -> Entry:
    if not all(isinstance(value, str) for value in (key, digest)):
        raise TypeError("not text")
    if not all(isinstance(value, int) for value in (size, mtime_ns)):
        raise TypeError("not a number")
    return Entry(key, size, mtime_ns, digest)
