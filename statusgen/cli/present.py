"""Answers that a site has, for commands that tell of it."""

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import click

from statusgen import pipeline
from statusgen.cli.means import cache_folder, cores
from statusgen.cli.progress import progress_bars
from statusgen.cli.report import report
from statusgen.diagnostics import Diagnostic
from statusgen.load.site import Moment
from statusgen.means import Means
from statusgen.model.times import time_text
from statusgen.pipeline import Present
from statusgen.views.facts import Facts

_Answer = TypeVar("_Answer")
_Question = Callable[[Path, Moment, Means], tuple[tuple[Diagnostic, ...], _Answer | None]]


def answer(question: _Question[_Answer], folder: Path, moment: Moment, means: Means) -> _Answer:
    """What the site has for an answer; errors of its content are told instead, and the exit code is 1."""
    with progress_bars() as progress:
        diagnostics, found = question(folder, moment, replace(means, progress=progress))
    if found is None:
        report(diagnostics, sys.stderr)
        sys.exit(1)
    return found


def time_of(facts: Facts, at: datetime, width: int | None) -> str:
    """An instant by the page's clock; on a terminal, which has a width, short: its zone is told once elsewhere."""
    zone = facts.site.page.zone
    return time_text(at, zone) if width is None else f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


@contextmanager
def told_present(folder: Path, moment: Moment) -> Generator[Present]:
    """What can be read of a site; once that is told, its errors are, and the exit code is 1 if there are any."""
    found = answer(pipeline.present, folder, moment, Means(cache_folder(folder), cores()))
    yield found
    if found.errors:
        click.echo(err=True)
        report(found.errors, sys.stderr)
        sys.exit(1)
