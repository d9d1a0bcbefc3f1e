"""Times as people write them, and as the format wants them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from statusgen.diagnostics import plain

_LOOSE = re.compile(
    r"(?P<year>\d{4})([-/.])(?P<month>\d\d?)\2(?P<day>\d\d?)\s*(?:[T,@-]|at)?\s*"
    r"(?P<hour>\d\d?)[:.h]?(?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?(?!\d)"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?"
    r"(?:\s*\(?(?:(?P<utc>Z|UTC|GMT)\b(?!\s*[+-]?\d)|(?:UTC|GMT)?\s*(?P<sign>[+-])(?P<hours>\d\d?)(?::?(?P<minutes>\d\d))?"
    r"|(?P<letters>[A-Z]{2,5})\b)\)?)?",
    re.ASCII | re.IGNORECASE,
)
_AROUND = " \"'*_()[]<>"


@dataclass(frozen=True, slots=True)
class Meant:
    """The time that a text was meant to be."""

    local: str
    """`2025-08-05 09:36`, with seconds where they are written."""
    offset: str
    """`+02:00` or `UTC`; empty where none is written."""
    letters: str
    """An abbreviation of a zone, such as CEST."""

    def __str__(self) -> str:
        """The time as the format wants it, but for the abbreviation."""
        return " ".join(filter(None, (self.local, self.offset or self.letters)))


def meant_time(text: str, *, alone: bool = True) -> Meant | None:
    """The time that `text` was meant to be, or with `alone` false has in it; None where that would be a guess.

    The result need not exist: the month may be 13.
    """
    cleaned = plain(text).strip(_AROUND)
    found = _LOOSE.fullmatch(cleaned) if alone else _LOOSE.search(cleaned)
    if found is None:
        return None
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    clock = ":".join(filter(None, (f"{hour:02}", found["minute"], found["second"])))
    offset = "UTC" if found["utc"] else ""
    if found["sign"]:
        offset = f"{found['sign']}{int(found['hours']):02}:{found['minutes'] or '00'}"
    local = f"{found['year']}-{int(found['month']):02}-{int(found['day']):02} {clock}"
    return Meant(local, offset, (found["letters"] or "").upper())
