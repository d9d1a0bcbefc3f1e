"""Diagnostics as text: the only place that decides how a complaint looks."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TextIO

import click

from statusgen.cli.text import cells, visible
from statusgen.diagnostics import Diagnostic, Severity, Span

_LONGEST_LINE = 160
_BEFORE_THE_SPAN = 40
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


@dataclass(frozen=True, slots=True)
class _Excerpt:
    """The part of a source line that is shown, ready for the terminal."""

    line: str
    indent: int
    """How many columns stand before the offending text."""
    width: int


def report(diagnostics: Sequence[Diagnostic], stream: TextIO, remarks: Sequence[str] = ()) -> None:
    """Writes every diagnostic, a summary and `remarks` to `stream`, in colours where a person looks at a terminal."""
    colour = in_colour(stream)
    for diagnostic in diagnostics:
        click.echo(format_diagnostic(diagnostic, colour=colour), file=stream, color=colour)
    click.echo(summary(diagnostics), file=stream)
    for remark in remarks:
        click.echo(remark, file=stream)


def in_colour(stream: TextIO) -> bool:
    """Whether a person looks at the stream, and wants colours."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def styled(text: str, fg: str | None = None, *, colour: bool) -> str:
    """`text` as it stands out: in bold and in a colour, where there are colours."""
    return click.style(text, fg=fg, bold=True) if colour else text


def format_diagnostic(diagnostic: Diagnostic, *, colour: bool = False) -> str:
    """The complaint, the source line with carets under the offending text, and the hint."""
    bold = partial(styled, colour=colour)
    toned = partial(bold, fg=_COLOURS[diagnostic.severity])
    head, severity = bold(f"{place(diagnostic.at)}:"), toned(f"{diagnostic.severity}:")
    lines = [f"{head} {severity} {visible(diagnostic.message)}  [{diagnostic.code}]"]
    hint = visible(diagnostic.hint)
    if shown := excerpt(diagnostic.at, toned):
        lines.append(f"{shown} {hint}".rstrip())
    elif hint:
        lines.append(f"  {hint}")
    return "\n".join(lines)


def place(at: Span) -> str:
    """`incidents/api.md:3:9`."""
    return f"{visible(at.path)}:{at.line}:{at.column}"


def excerpt(at: Span, toned: Callable[[str], str] = str) -> str:
    """The source line with carets under the offending text, in a style; empty where there is no line to show."""
    if not at.source.strip():
        return ""
    shown, number = _excerpt(at), str(at.line)
    carets = toned("^" * shown.width)
    return f"  {number} | {shown.line}\n  {' ' * len(number)} | {' ' * shown.indent}{carets}"


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """How many of each there are, such as `2 errors and 1 warning in 2 files`."""
    files = len({d.at.path for d in diagnostics})
    counts = [(sum(d.severity is severity for d in diagnostics), severity.value) for severity in Severity]
    found = [counted(count, name) for count, name in counts if count]
    return f"{' and '.join(found)} in {counted(files, 'file')}" if found else "No problems found."


def counted(count: int, noun: str) -> str:
    """`1 file`, `2 files`, `1,282 files`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _excerpt(at: Span) -> _Excerpt:
    """The line as it is shown: a very long one is cut around the offending text."""
    source = at.source.rstrip()
    begin = at.column - 1
    start, end = 0, len(source)
    if end > _LONGEST_LINE:
        start = max(0, min(begin - _BEFORE_THE_SPAN, end - _LONGEST_LINE))
        end = start + _LONGEST_LINE
    before = ("…" if start else "") + visible(source[start:begin])
    after = visible(source[begin:end]) + ("…" if end < len(source) else "")
    marked = visible(source[begin : min(begin + at.width, end)])
    return _Excerpt(before + after, cells(before), max(1, cells(marked)))
