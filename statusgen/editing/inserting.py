"""An update put into a file: every byte that was there stays."""

from __future__ import annotations

import re

_LINE_END = re.compile(rb"\r\n|\n|\r")


def with_section(raw: bytes, section: str, before_line: int | None = None) -> bytes:
    """The file with a section at its end, or before a line counted from 1, a blank line on either side of it.

    The section has the line ends that the file has most of.
    """
    ends = [match.span() for match in _LINE_END.finditer(raw)]
    newline = _usual([raw[first:last] for first, last in ends])
    place = len(raw) if before_line is None else ends[before_line - 2][1]
    head, tail = raw[:place], raw[place:]
    gap = newline * _missing_ends(head)
    added = section.strip("\n").encode().replace(b"\n", newline) + newline
    return head + gap + added + (newline + tail if tail else b"")


def _usual(ends: list[bytes]) -> bytes:
    return max((b"\n", b"\r\n", b"\r"), key=ends.count)


def _missing_ends(head: bytes) -> int:
    """How many line ends it takes until a blank line is the last thing, and the next line can begin."""
    *before, last = _LINE_END.split(head)
    if last:
        return 2 if last.strip() else 1
    return 1 if before and before[-1].strip() else 0
