"""Times that a writer gives on the command line."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import click

from statusgen.model.rules import CLOCK_TOLERANCE
from statusgen.model.times import BadTimeError, read_time

_CLOCK = re.compile(r"\d{1,2}:\d{2}")
_DAY = timedelta(days=1)


def past_time(option: str, text: str, zone: ZoneInfo, now: datetime) -> datetime:
    """A TIME that has come, or `HH:MM` for the last time that the page's clocks said so.

    Raises click.UsageError for anything else.
    """
    if _CLOCK.fullmatch(text.strip()):
        today = now.astimezone(zone).date()
        at = _read(option, f"{today} {text.strip():0>5}", zone)
        return at if at <= now + CLOCK_TOLERANCE else _read(option, f"{today - _DAY} {text.strip():0>5}", zone)
    at = _read(option, text, zone)
    if at > now + CLOCK_TOLERANCE:
        raise click.UsageError(f"{option}: {text} has not come yet; it is {now.astimezone(zone):%Y-%m-%d %H:%M %Z}")
    return at


def next_time(option: str, text: str, zone: ZoneInfo, after: datetime) -> datetime:
    """A TIME, or `HH:MM` for the next time after an instant that the page's clocks say so; raises likewise."""
    if _CLOCK.fullmatch(text.strip()):
        day = after.astimezone(zone).date()
        at = _read(option, f"{day} {text.strip():0>5}", zone)
        return at if at > after else _read(option, f"{day + _DAY} {text.strip():0>5}", zone)
    return _read(option, text, zone)


def _read(option: str, text: str, zone: ZoneInfo) -> datetime:
    try:
        return read_time(text, zone).at
    except BadTimeError as error:
        raise click.UsageError(f"{option}: {error.message}; {error.hint}") from error
