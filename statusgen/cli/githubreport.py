"""Diagnostics as workflow commands, which GitHub shows at the lines of a pull request."""

import hashlib
import io
from collections.abc import Sequence
from typing import TextIO

import click

from statusgen.cli.report import report
from statusgen.cli.text import visible
from statusgen.diagnostics import Diagnostic

_IN_MESSAGES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def report_github(diagnostics: Sequence[Diagnostic], stream: TextIO, prefix: str, remarks: Sequence[str] = ()) -> None:
    """Writes an annotation for every diagnostic to `stream`, then the same as text, which is what the log shows.

    `prefix` is the way from the repository's top to the site. Of annotations GitHub shows ten of a kind in a step, of
    the text all; while it is written no other command is obeyed, and since the word that ends that is a digest of the
    text, nothing in the text can be that word.
    """
    for diagnostic in diagnostics:
        click.echo(_annotation(diagnostic, prefix), file=stream)
    text = io.StringIO()
    report(diagnostics, text, remarks)
    word = hashlib.sha256(text.getvalue().encode(errors="backslashreplace")).hexdigest()
    click.echo(f"::stop-commands::{word}\n{text.getvalue()}::{word}::", file=stream)


def _annotation(diagnostic: Diagnostic, prefix: str) -> str:
    at = diagnostic.at
    properties = {
        "file": prefix + at.path,
        "line": str(at.line),
        "col": str(at.column),
        "endColumn": str(at.column + at.width),
        "title": f"statusgen ({diagnostic.code})",
    }
    written = ",".join(f"{name}={visible(value).translate(_IN_PROPERTIES)}" for name, value in properties.items())
    message = "\n".join(visible(text) for text in (diagnostic.message, diagnostic.hint) if text)
    return f"::{diagnostic.severity} {written}::{message.translate(_IN_MESSAGES)}"
