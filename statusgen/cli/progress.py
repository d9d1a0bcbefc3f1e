"""A progress bar for long work, which nobody sees unless they watch a terminal."""

import sys
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager

import click

_PATIENCE = 0.5
"""Seconds of work before a bar appears: quick work needs none."""


@contextmanager
def progress_bar(label: str) -> Generator[Callable[[int, int], None]]:
    """A function that is told how much of the work is done, and of how much."""
    begun, shown = time.monotonic(), 0
    advance: Callable[[int], None] | None = None

    def show(done: int, total: int) -> None:
        nonlocal advance, shown
        if not sys.stderr.isatty() or time.monotonic() - begun < _PATIENCE:
            return
        if advance is None:
            bar = click.progressbar(length=total, label=label, file=sys.stderr)
            advance = stack.enter_context(bar).update
        advance(done - shown)
        shown = done

    with ExitStack() as stack:
        yield show
