"""Texts in line with each other, as wide as a terminal at most."""

import shutil
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence

import click

from statusgen.cli.text import cells, visible

GAP = "  "
_LEAST = 30
"""How many columns of a terminal the last cell of a row needs to be worth reading."""


def terminal_width() -> int | None:
    """How many columns the terminal has; None where standard output is no terminal."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def columns(header: Sequence[str], rows: Sequence[Sequence[str]], beside: Collection[str], width: int | None) -> str:
    """The rows below their header, with everything in line; without a width nothing is cut off.

    Within a width the last cell of a row ends where the line does. Where that leaves too little of it, each row has
    two lines instead: the last cell with those of the columns `beside`, then the others, which are never cut off.
    """
    *others, last = zip(header, *rows, strict=True)
    lines = [GAP.join(row) + GAP for row in zip(*map(aligned, others), strict=True)]
    ends = [visible(text) for text in last]
    if width is not None:
        room = width - cells(lines[0])
        if room < min(_LEAST, max(map(cells, ends))):
            return "\n".join(line for row in rows for line in _two_lines(header, row, beside, width))
        ends = [_cut(end, room) for end in ends]
    return "\n".join((line + end).rstrip() for line, end in zip(lines, ends, strict=True))


def aligned(texts: Sequence[str]) -> list[str]:
    """The texts, visible, and each as wide as the widest."""
    shown = [visible(text) for text in texts]
    width = max(map(cells, shown))
    return [text + " " * (width - cells(text)) for text in shown]


def filled(parts: Iterable[str], gap: str, width: int | None, indent: str = "") -> Iterator[str]:
    """The parts, which are visible, on as many lines as they need; further lines are indented by two more."""
    line = ""
    for part in parts:
        longer = f"{line}{gap}{part}" if line else indent + part
        if line and width is not None and cells(click.unstyle(longer) + gap.rstrip()) > width:
            yield line + gap.rstrip()
            longer = f"{indent}  {part}"
        line = longer
    if line:
        yield line


def _two_lines(header: Sequence[str], row: Sequence[str], beside: Collection[str], width: int) -> Iterator[str]:
    *others, last = [(name, visible(text)) for name, text in zip(header, row, strict=True)]
    said = [(name, text) for name, text in others if text != "-"]
    marked = ", ".join(text for name, text in said if name in beside)
    marks = f" ({marked})" if marked else ""
    yield _cut(last[1], max(1, width - cells(marks))) + marks
    yield from filled((text for name, text in said if name not in beside), GAP, width, "  ")


def _cut(text: str, room: int) -> str:
    if cells(text) <= room:
        return text
    while text and cells(text) > room - 1:
        text = text[:-1]
    return text.rstrip() + "…"
