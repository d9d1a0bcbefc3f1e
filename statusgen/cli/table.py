"""Rows of text in columns."""

import shutil
import sys
from collections.abc import Sequence

from statusgen.cli.text import cells, visible

_GAP = "  "
_LEAST = 20
"""How many columns of a terminal the last cell of a row gets, however little room there is."""


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rows below their header, with everything in line.

    On a terminal the last cell of a row ends where the line does; elsewhere nothing is cut off.
    """
    shown = [[visible(cell) for cell in row] for row in (header, *rows)]
    widths = [max(map(cells, column)) for column in zip(*shown, strict=True)]
    room = max(_LEAST, _columns() - sum(widths[:-1]) - len(_GAP) * (len(widths) - 1)) if sys.stdout.isatty() else None
    return "\n".join(_line(row, widths, room) for row in shown)


def _columns() -> int:
    return shutil.get_terminal_size().columns


def _line(row: Sequence[str], widths: Sequence[int], room: int | None) -> str:
    padded = [cell + " " * (width - cells(cell)) for cell, width in zip(row[:-1], widths, strict=False)]
    return _GAP.join([*padded, row[-1] if room is None else _cut(row[-1], room)]).rstrip()


def _cut(text: str, room: int) -> str:
    if cells(text) <= room:
        return text
    while cells(text) > room - 1:
        text = text[:-1]
    return text.rstrip() + "…"
