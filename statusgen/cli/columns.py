"""Rows of text in columns."""

import shutil
import sys
from collections.abc import Sequence

from statusgen.cli.text import cells, visible

GAP = "  "
_LEAST = 20
"""How many columns of a terminal the last cell of a row gets, however little room there is."""


def columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rows below their header, with everything in line.

    On a terminal the last cell of a row ends where the line does; elsewhere nothing is cut off.
    """
    *others, last = zip(header, *rows, strict=True)
    lines = [GAP.join(row) for row in zip(*map(aligned, others), strict=True)]
    room = max(_LEAST, _terminal_width() - cells(lines[0] + GAP)) if sys.stdout.isatty() else None
    ends = [text if room is None else _cut(text, room) for text in map(visible, last)]
    return "\n".join((line + GAP + end).rstrip() for line, end in zip(lines, ends, strict=True))


def aligned(texts: Sequence[str]) -> list[str]:
    """The texts, visible, and each as wide as the widest."""
    shown = [visible(text) for text in texts]
    width = max(map(cells, shown))
    return [text + " " * (width - cells(text)) for text in shown]


def _terminal_width() -> int:
    return shutil.get_terminal_size().columns


def _cut(text: str, room: int) -> str:
    if cells(text) <= room:
        return text
    while cells(text) > room - 1:
        text = text[:-1]
    return text.rstrip() + "…"
