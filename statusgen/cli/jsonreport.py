"""Diagnostics as JSON, for programs."""

from collections.abc import Sequence
from typing import TextIO

from statusgen.cli.jsonfacts import print_json
from statusgen.diagnostics import Diagnostic, Severity


def report_json(diagnostics: Sequence[Diagnostic], stream: TextIO, not_shown: int = 0, not_compared: str = "") -> None:
    """Writes one JSON document to `stream`, also where nothing is wrong; in ASCII, whatever the terminal can show.

    `not_shown` is how many more there are in files that did not change, `not_compared` why nothing was compared with
    what was published.
    """
    document = {
        "errors": sum(d.severity is Severity.ERROR for d in diagnostics),
        "warnings": sum(d.severity is Severity.WARNING for d in diagnostics),
        "not_shown": not_shown,
        "not_compared": not_compared,
        "diagnostics": [_entry(d) for d in diagnostics],
    }
    print_json(document, stream)


def _entry(diagnostic: Diagnostic) -> dict[str, str | int]:
    """The fields of docs/cli.md."""
    at = diagnostic.at
    return {
        "path": at.path,
        "line": at.line,
        "column": at.column,
        "end_column": at.column + at.width,
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "source": at.source,
    }
