"""What all commands that write reports have in common: their options, their texts, and what they say at the end."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from statusgen.authoring.desk import BrokenSourceError, Desk, NotFoundError, open_desk
from statusgen.authoring.news import Edit, as_it_is
from statusgen.authoring.reports import Written
from statusgen.cli.editor import Editor
from statusgen.cli.means import cache_folder, cores
from statusgen.cli.outcome import tell
from statusgen.cli.report import report as show
from statusgen.cli.text import visible
from statusgen.cli.words import completed
from statusgen.diagnostics import StatusgenError
from statusgen.editing.proof import EditRefusedError
from statusgen.editing.templates import shipped_names
from statusgen.git import Repository
from statusgen.load.templates import own_templates
from statusgen.means import Means

_Command = TypeVar("_Command", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the options say that all of these commands have."""

    message: str | None
    edit: bool
    template: str | None
    at: str | None
    commit: bool
    as_json: bool


def _templates(folder: Path) -> Iterator[tuple[str, str]]:
    own = own_templates(folder)
    yield from own.items()
    yield from ((name, "") for name in shipped_names() if name not in own)


_OPTIONS = (
    click.option("-m", "--message", metavar="TEXT", help="The text, in Markdown; - reads it from standard input."),
    click.option("-e", "--edit", is_flag=True, help="Open the text in $EDITOR before it is written."),
    click.option(
        "--template",
        metavar="NAME",
        shell_complete=completed(_templates),
        help="Begin with templates/NAME.md of the site, or with a shipped template.",
    ),
    click.option("--at", metavar="TIME", help="When it happened, as 2025-08-05 09:36 or 09:36; the default is now."),
    click.option("--commit", is_flag=True, help="Also commit the file, and nothing else, with git."),
    click.option("--json", "as_json", is_flag=True, help="Tell programs what was written."),
)


def writing_options(command: _Command) -> _Command:
    """Gives `command` the options of `Wishes`, and the argument `wishes`."""
    names = [field.name for field in fields(Wishes)]

    @wraps(command)
    def with_wishes(*args: Any, **options: Any) -> object:
        wishes = Wishes(**{name: options.pop(name) for name in names})
        return command(*args, wishes=wishes, **options)

    decorated: Any = with_wishes
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    result: _Command = decorated
    return result


@contextmanager
def at_desk(folder: Path) -> Generator[Desk]:
    """The site in a folder; what the block cannot do is told, and ends the program."""
    try:
        yield open_desk(folder, Means(cache_folder(folder), cores()))
    except NotFoundError as error:
        raise click.UsageError(str(error)) from error
    except BrokenSourceError as error:
        show(error.diagnostics, sys.stderr)
        _give_up("Nothing was written.")
    except EditRefusedError as error:
        if error.diagnostics:
            show(error.diagnostics, sys.stderr)
        _give_up(f"Nothing was written: {error.message}.")


def write(desk: Desk, wishes: Wishes, make: Callable[[Edit], Written]) -> None:
    """Makes a file, saves it, and tells what became of it."""
    editor, repository = Editor(), Repository(desk.folder.root) if wishes.commit else None
    try:
        written = make(editor.edit if wishes.edit else as_it_is)
        written.save(desk)
    except (EditRefusedError, NotFoundError, StatusgenError):
        editor.tell()
        raise
    editor.forget()
    tell(desk, written, repository, as_json=wishes.as_json)


def text_of(wishes: Wishes) -> str:
    """The text that was given: by the option, or on a standard input that is a pipe or a file; else empty."""
    if wishes.message is not None and wishes.message != "-":
        return wishes.message
    if wishes.message != "-" and not _is_given(sys.stdin):
        return ""
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EditRefusedError("standard input is not UTF-8 text") from error


def _is_given(stream: Any) -> bool:
    try:
        mode = os.fstat(stream.fileno()).st_mode
    except (OSError, ValueError, AttributeError):
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode)


def _give_up(message: str) -> NoReturn:
    click.echo(visible(message), err=True)
    sys.exit(1)
