"""The clock, and the option that replaces it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

import click

from statusgen.cli.times import has_offset
from statusgen.load.site import Moment
from statusgen.model.times import BadTimeError, read_time, zone

_Command = TypeVar("_Command", bound=Callable[..., object])


def read_clock() -> datetime:
    """The time, in whole seconds of UTC."""
    return datetime.now(UTC).replace(microsecond=0)


def clock_moment() -> Moment:
    """The present."""
    return Moment(read_clock())


def now_option(command: _Command) -> _Command:
    """Gives `command` the option `--now` and the argument `moment`, the clock's by default."""
    option = click.option(
        "--now",
        "moment",
        metavar="TIME",
        callback=_read_moment,
        help="Show the site as it was at TIME, such as 2025-08-05T12:00Z; later news is left out. "
        "The default is the clock's time.",
    )
    return option(command)


def _read_moment(_ctx: click.Context, _param: click.Parameter, text: str | None) -> Moment:
    if text is None:
        return clock_moment()
    try:
        time = read_time(text, zone("UTC"))
    except BadTimeError as error:
        raise click.BadParameter(f"{text!r} is not a time such as 2025-08-05T12:00Z: {error.message}") from error
    if not has_offset(text):
        raise click.BadParameter(f"{text!r} needs an offset from UTC, such as {text.strip()}Z")
    return Moment(time.at, is_clock=False)
