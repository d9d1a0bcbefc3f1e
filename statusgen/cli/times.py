"""Times that a writer gives on the command line."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import click

from statusgen.model.rules import CLOCK_TOLERANCE
from statusgen.model.times import BadTimeError, read_time

_CLOCK = re.compile(r"\d{1,2}:\d{2}")
_AGO = re.compile(r"(?P<count>\d{1,4})\s*(?P<unit>m|min|h)\s+ago")
_OFFSET = re.compile(r"(?:Z|UTC|[+-]\d\d:?\d\d)$")
_DAY = timedelta(days=1)
_NOT_LONG_AGO = timedelta(hours=12)


def past_time(option: str, text: str, zone: ZoneInfo, now: datetime) -> datetime:
    """A TIME that has come, `10m ago`, or `HH:MM` of today or, within twelve hours, of yesterday.

    Raises click.UsageError for anything else.
    """
    if found := _AGO.fullmatch(text.strip()):
        count = int(found["count"])
        length = timedelta(hours=count) if found["unit"] == "h" else timedelta(minutes=count)
        return (now - length).replace(second=0)
    if not has_day(text):
        today = now.astimezone(zone).date()
        at = _read(option, f"{today} {text.strip():0>5}", zone)
        if at <= now + CLOCK_TOLERANCE:
            return at
        yesterday = f"{today - _DAY} {text.strip():0>5}"
        if at - now <= _DAY - _NOT_LONG_AGO:
            raise click.UsageError(f"{option}: {text} has not come yet; for the day before, write '{yesterday}'")
        return _read(option, yesterday, zone)
    at = _read(option, text, zone)
    if at > now + CLOCK_TOLERANCE:
        raise click.UsageError(f"{option}: {text} has not come yet; it is {now.astimezone(zone):%Y-%m-%d %H:%M %Z}")
    return at


def next_time(option: str, text: str, zone: ZoneInfo, after: datetime) -> datetime:
    """A TIME, or `HH:MM` for the next time after an instant that the page's clocks say so; raises likewise."""
    if not has_day(text):
        day = after.astimezone(zone).date()
        at = _read(option, f"{day} {text.strip():0>5}", zone)
        return at if at > after else _read(option, f"{day + _DAY} {text.strip():0>5}", zone)
    return _read(option, text, zone)


def has_offset(text: str) -> bool:
    """Whether a time has an offset of its own."""
    return bool(_OFFSET.search(text.strip()))


def has_day(text: str) -> bool:
    """Whether a time is more than hours and minutes."""
    return not _CLOCK.fullmatch(text.strip())


def _read(option: str, text: str, zone: ZoneInfo) -> datetime:
    try:
        return read_time(text, zone).at
    except BadTimeError as error:
        raise click.UsageError(f"{option}: {error.message}; {error.hint}") from error
