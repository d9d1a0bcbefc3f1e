"""What a run may use; nothing of it shows in what it finds or publishes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""


def unseen(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def unheard() -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Means:
    """A cache, processes, and somebody to tell how it goes."""

    cache: Path | None = None
    """The folder of the cache; without one, nothing is kept for the next run."""
    jobs: int = 1
    """How many processes may work at once."""
    progress: Progress = unseen
    waiting: Callable[[], None] = unheard
    """Called before waiting for another process to end."""


ALONE = Means()
"""Nothing but this process."""
