"""The options that tell what a run may use."""

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from statusgen.means import Means

CACHE = ".statusgen-cache"
_Command = TypeVar("_Command", bound=Callable[..., object])


def cache_folder(site: Path) -> Path | None:
    """Where the cache of a site is; none where the site has put a link in its place, which may lead anywhere."""
    folder = site / CACHE
    return None if folder.is_symlink() else folder


def cores() -> int:
    """How many processes can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def means_options(command: _Command) -> _Command:
    """Gives `command` the options `--cache-dir`, `--no-cache` and `--jobs`, and the argument `means`."""

    @wraps(command)
    def with_means(*args: Any, cache_dir: Path | None, no_cache: bool, jobs: int | None, **others: Any) -> object:
        cache = None if no_cache else cache_dir or cache_folder(click.get_current_context().obj)
        return command(*args, means=Means(cache, jobs or cores()), **others)

    decorated: Any = with_means
    for option in (
        click.option(
            "-j",
            "--jobs",
            metavar="N",
            type=click.IntRange(min=1),
            help="How many processes may work at once; the default is one for each core.",
        ),
        click.option("--no-cache", is_flag=True, help="Parse everything again, and keep nothing for the next time."),
        click.option(
            "--cache-dir",
            metavar="DIR",
            type=click.Path(file_okay=False, path_type=Path),
            help=f"Where to keep what was parsed for the next time; the default is {CACHE} in the site.",
        ),
    ):
        decorated = option(decorated)
    result: _Command = decorated
    return result
