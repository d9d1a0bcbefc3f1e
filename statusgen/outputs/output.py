"""One file of the site, before it is written."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum


class Wave(IntEnum):
    """When an output is written: what is linked comes before what links to it."""

    ASSETS = 0
    REPORTS = 1
    LISTS = 2
    ENTRANCES = 3


@dataclass(frozen=True, slots=True)
class Output:
    """A path below the output folder and how to make its bytes."""

    path: str
    """With forward slashes, never absolute, never with `..`."""
    key: str
    """A digest of every fact that the bytes depend on: equal keys mean equal bytes."""
    origin: str
    """What asked for it (a source file or the name of the output), for the user's eyes."""
    render: Callable[[], bytes]
    """Pure; called only where the key is new or the file on disk is not as it was written."""
    wave: Wave = Wave.LISTS
