"""Progress bars for long work, which nobody sees unless they watch a terminal, and which leave nothing there."""

import sys
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager

import click

from statusgen.means import Progress

_PATIENCE = 0.5
"""Seconds of work before a bar appears: quick work needs none."""
_ERASE_THE_LINE_ABOVE = "\x1b[A\x1b[2K"


@contextmanager
def progress_bars() -> Generator[Progress]:
    """What a pipeline tells its progress to: one bar after another, for as long as the block runs."""
    begun = time.monotonic()
    advance: dict[str, Callable[[int], None]] = {}
    shown = 0

    def show(what: str, done: int, total: int) -> None:
        nonlocal shown
        if not total or not sys.stderr.isatty() or time.monotonic() - begun < _PATIENCE:
            return
        if what not in advance:
            stack.close()
            stack.callback(click.echo, _ERASE_THE_LINE_ABOVE, file=sys.stderr, nl=False)
            bar = click.progressbar(length=total, label=what, file=sys.stderr)
            advance[what], shown = stack.enter_context(bar).update, 0
        advance[what](done - shown)
        shown = done

    with ExitStack() as stack:
        yield show
