"""The writer's editor, in which no text is lost."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import mkstemp

import click

from statusgen.cli.text import visible
from statusgen.diagnostics import StatusgenError
from statusgen.editing.proof import EditRefusedError


class Editor:
    """Opens a text in $VISUAL or $EDITOR; what was typed stays in a file of its own until it is saved elsewhere."""

    def __init__(self) -> None:
        self._file: Path | None = None
        self._text: str | None = None

    def edit(self, text: str) -> str:
        """The text as the writer leaves it, who is asked once.

        Raises EditRefusedError where nothing was saved, or it is no text.
        """
        if self._text is not None:
            return self._text
        descriptor, name = mkstemp(prefix="statusgen-", suffix=".md")
        os.close(descriptor)
        file = Path(name)
        file.write_text(text, "utf-8")
        # Saving the same text again says that it is right as it is; leaving without saving does not.
        os.utime(file, ns=(0, 0))
        try:
            click.edit(filename=name)
        except click.ClickException as error:
            self._keep(file, text)
            raise StatusgenError(error.message) from error
        raw = file.read_bytes() if file.exists() and file.stat().st_mtime_ns else b""
        if not raw.strip():
            file.unlink(missing_ok=True)
            raise EditRefusedError("nothing was saved in the editor")
        self._file = file
        try:
            self._text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            raise EditRefusedError("what the editor saved is not UTF-8 text") from error
        return self._text

    def _keep(self, file: Path, text: str) -> None:
        """Keeps a file that says something else than what it said at first."""
        if file.exists() and file.read_bytes() != text.encode():
            self._file = file
        else:
            file.unlink(missing_ok=True)

    def forget(self) -> None:
        """The text is safe elsewhere."""
        if self._file is not None:
            self._file.unlink(missing_ok=True)

    def tell(self) -> None:
        """Says where the text is that could not be used."""
        if self._file is not None:
            click.echo(f"Your text is kept in {visible(str(self._file))}", err=True)
