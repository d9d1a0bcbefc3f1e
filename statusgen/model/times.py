"""TIME as the format writes it, and the page's clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from statusgen.diagnostics import unseen_in
from statusgen.model.timewords import meant_time

_DATE, _CLOCK, _ZONE = r"\d{4}-\d{2}-\d{2}", r"\d{2}:\d{2}(?::\d{2})?", r"Z|UTC|[+\-\u2212]\d{2}:?\d{2}"
_TIME = re.compile(rf"(?P<date>{_DATE})[T ](?P<clock>{_CLOCK})(?:\s*(?P<zone>{_ZONE}))?$", re.ASCII)
TIME_PATTERN = rf"{_DATE}(?:T|\s+){_CLOCK}(?:\s*(?:{_ZONE}))?"
"""A TIME as it may stand in a file."""
_DATE_ONLY = re.compile(rf"{_DATE}$", re.ASCII)
EARLIEST_YEAR, LATEST_YEAR = 1970, 9000
"""Between them every instant can be shown in every zone."""


class BadTimeError(ValueError):
    """A text that is no TIME."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


@dataclass(frozen=True, slots=True)
class Instant:
    """A TIME that was read."""

    at: datetime
    """In UTC."""
    has_seconds: bool = False
    other_season: str = ""
    """The offset the page's zone has then, where the one written is that of the zone's other season."""


@cache
def zone(name: str) -> ZoneInfo:
    """The time zone of that name, from the tzdata package and never from the machine.

    Raises KeyError if there is none.
    """
    if name not in zone_names():
        raise KeyError(name)
    with resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


@cache
def zone_names() -> frozenset[str]:
    """All names that `zone` knows."""
    return frozenset(resources.files("tzdata").joinpath("zones").read_text("utf-8").split())


def read_time(text: str, page_zone: ZoneInfo) -> Instant:
    """The instant that a TIME means; raises BadTimeError for anything else."""
    text = " ".join(text.split())
    found = _TIME.match(text)
    if found is None:
        raise _explained(text, page_zone)
    clock = found["clock"]
    if clock.startswith("24:"):
        raise BadTimeError("bad-time", "there is no hour 24", "write 00:00 of the next day")
    try:
        local = datetime.combine(date.fromisoformat(found["date"]), time.fromisoformat(clock))
    except ValueError as error:
        message = f"there is no such time as {found['date']} {clock}"
        raise BadTimeError("bad-time", message, "check the month, the day and the hour") from error
    if not EARLIEST_YEAR <= local.year <= LATEST_YEAR:
        raise BadTimeError("bad-time", f"the year {local.year} is out of range", "check the year")
    has_seconds = len(clock) > 5
    if found["zone"] is None:
        return Instant(_from_local(local, page_zone), has_seconds)
    return _with_offset(local, found["zone"], page_zone, has_seconds)


def _with_offset(local: datetime, written: str, page_zone: ZoneInfo, has_seconds: bool) -> Instant:
    if written in ("Z", "UTC"):
        return Instant(local.replace(tzinfo=UTC), has_seconds)
    digits = written[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 14 or minutes > 59:
        raise BadTimeError("bad-time", f"there is no offset {written}", f"write it as {example_time(page_zone)}")
    offset = timedelta(hours=hours, minutes=minutes) * (1 if written[0] == "+" else -1)
    at = local.replace(tzinfo=timezone(offset)).astimezone(UTC)
    return Instant(at, has_seconds, _other_season(at, offset, page_zone))


def _other_season(at: datetime, offset: timedelta, page_zone: ZoneInfo) -> str:
    real = at.astimezone(page_zone).utcoffset()
    if real is None or real == offset:
        return ""
    half_year = timedelta(days=182)
    if offset in {(at + step).astimezone(page_zone).utcoffset() for step in (-half_year, half_year)}:
        return offset_text(real)
    return ""


def _from_local(local: datetime, page_zone: ZoneInfo) -> datetime:
    early, late = (local.replace(tzinfo=page_zone, fold=fold) for fold in (0, 1))
    first, second = early.utcoffset(), late.utcoffset()
    if first is None or second is None or first == second:
        return early.astimezone(UTC)
    there = early.astimezone(UTC).astimezone(page_zone).replace(tzinfo=None) == local
    texts = f"{offset_text(first)} or {offset_text(second)}"
    if there:
        message = f"the clocks went back then, so this time was twice in {page_zone.key}"
        raise BadTimeError("ambiguous-time", message, f"add the offset: {texts}")
    message = f"the clocks went forward then, so there was no such time in {page_zone.key}"
    raise BadTimeError("impossible-time", message, f"add the offset: {texts}")


def _explained(text: str, page_zone: ZoneInfo) -> BadTimeError:
    if _DATE_ONLY.match(text):
        try:
            whole = f"{text} 11:50 {_offset(datetime.fromisoformat(f'{text} 11:50'), page_zone)}"
        except ValueError:
            return BadTimeError("bad-time", f"there is no such day as {text}", "check the month and the day")
        return BadTimeError("bad-time", "this is a date without a time", f"add the time: {whole}")
    message, meant = f"'{text}' is no time", meant_time(text)
    if meant is None:
        return BadTimeError("bad-time", message, f"write it as {example_time(page_zone)}")
    try:
        read_time(f"{meant.local} {meant.offset}", page_zone)
    except BadTimeError as error:
        return error
    local = datetime.fromisoformat(meant.local)
    offset = _offset(local, page_zone)
    if not meant.letters:
        written = f"write {meant.local} {meant.offset or offset}"
        return BadTimeError("bad-time", message, "; ".join(filter(None, (written, unseen_in(text)))))
    message = f"'{meant.letters}' is an abbreviation, which may mean several zones"
    if meant.letters == local.replace(tzinfo=page_zone).tzname():
        return BadTimeError("bad-time", message, f"write {meant.local} {offset}")
    return BadTimeError("bad-time", message, f"write an offset, such as {offset}, or UTC")


def _offset(local: datetime, page_zone: ZoneInfo) -> str:
    return offset_text(local.replace(tzinfo=page_zone).utcoffset() or timedelta())


def example_time(page_zone: ZoneInfo, clock: str = "11:50") -> str:
    """A time for a hint, with the offset that it has in the page's zone."""
    return f"2025-08-05 {clock} {_offset(datetime.fromisoformat(f'2025-08-05 {clock}'), page_zone)}"


def offset_text(offset: timedelta) -> str:
    """`+02:00`."""
    minutes = int(offset.total_seconds() // 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def time_text(at: datetime, page_zone: ZoneInfo) -> str:
    """An instant as a TIME by the page's clock, with its offset: `2025-08-05 11:50 +02:00`."""
    local = at.astimezone(page_zone)
    seconds = ":%S" if local.second else ""
    return f"{local:%Y-%m-%d %H:%M{seconds}} {offset_text(local.utcoffset() or timedelta())}"


def local_midnight(day: date, page_zone: ZoneInfo) -> datetime:
    """The first instant of a day in the page's zone, in UTC.

    Where a clock change leaves out midnight, that is the instant of the change.
    """
    return datetime.combine(day, time.min, tzinfo=page_zone).astimezone(UTC)


def local_day(at: datetime, page_zone: ZoneInfo) -> date:
    """The page's day that an instant falls on."""
    return at.astimezone(page_zone).date()


def compact(at: datetime, has_seconds: bool = False) -> str:
    """An instant for use in an id: `20250805T0736Z`."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ" if has_seconds else "%Y%m%dT%H%MZ")
