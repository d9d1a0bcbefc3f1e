"""What all commands that write reports have in common: their options, their texts, and what they say at the end."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from select import select
from typing import Any, NoReturn, TypeVar

import click

from statusgen.authoring.desk import BrokenSourceError, Desk, NotFoundError, open_desk
from statusgen.authoring.news import Edit, as_it_is
from statusgen.authoring.reports import Written
from statusgen.authoring.saving import alone_in
from statusgen.cli.editor import Editor
from statusgen.cli.means import cache_folder, cores
from statusgen.cli.outcome import Committed, commit, tell
from statusgen.cli.report import report as show
from statusgen.cli.text import visible
from statusgen.cli.words import completed
from statusgen.diagnostics import ChangedMeanwhileError, StatusgenError
from statusgen.editing.proof import EditRefusedError
from statusgen.editing.templates import shipped_names
from statusgen.git import Repository
from statusgen.load.templates import own_templates
from statusgen.means import Means

_TRIES = 20
_PATIENCE = 0.5
"""Seconds until a reader of standard input says so."""
_Command = TypeVar("_Command", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the options say that all of these commands have."""

    message: tuple[str, ...]
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
    click.option(
        "-m",
        "--message",
        metavar="TEXT",
        multiple=True,
        help="The text, in Markdown, else what comes through a pipe; several are paragraphs, - reads standard input.",
    ),
    click.option("-e", "--edit", is_flag=True, help="Open the text in $EDITOR before it is written."),
    click.option(
        "--template",
        metavar="NAME",
        shell_complete=completed(_templates),
        help="Begin with templates/NAME.md of the site, or with a shipped template.",
    ),
    click.option("--at", metavar="TIME", help="When it was: 2025-08-05 09:36, 09:36 or '10m ago'; the default is now."),
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
def _told() -> Generator[None]:
    """What the block cannot do is told, and ends the program."""
    try:
        yield
    except NotFoundError as error:
        raise click.UsageError(str(error)) from error
    except BrokenSourceError as error:
        show(error.diagnostics, sys.stderr)
        _give_up("Nothing was written.")
    except EditRefusedError as error:
        if error.diagnostics:
            show(error.diagnostics, sys.stderr)
        _give_up(f"Nothing was written: {error.message}.")


def write(folder: Path, wishes: Wishes, make: Callable[[Desk, str, Edit], Written]) -> None:
    """Makes a file of the site in a folder, saves it, and tells what became of it.

    `make` is given the site, the text and what edits it. Where others write at the same time, it is done again with
    what they have written.
    """
    with _told():
        message, editor = _text(wishes), Editor()
        edit = editor.edit if wishes.edit else as_it_is

        def made(desk: Desk) -> tuple[Written, Repository | None]:
            return make(desk, message, edit), Repository(folder) if wishes.commit else None

        try:
            desk, written, committed = _saved(folder, made)
        except (EditRefusedError, NotFoundError, StatusgenError, click.UsageError):
            editor.tell()
            raise
        editor.forget()
        tell(desk, written, committed, as_json=wishes.as_json)


def _saved(folder: Path, make: Callable[[Desk], tuple[Written, Repository | None]]) -> tuple[Desk, Written, Committed]:
    """The site that a file was made for, the file, which is on the disk, and its commit, if there is a repository."""
    for left in reversed(range(_TRIES)):
        desk = open_desk(folder, Means(cache_folder(folder), cores()))
        try:
            written, repository = make(desk)
            with alone_in(folder):
                written.save(desk)
                committed = commit(written, repository)
        except ChangedMeanwhileError:
            if not left:
                raise
        else:
            return desk, written, committed
    raise AssertionError("the last try raises")


def _text(wishes: Wishes) -> str:
    """The text that was given: by the option, or on a standard input that is a pipe or a file; else empty."""
    if wishes.message and wishes.message != ("-",):
        return "\n\n".join(wishes.message)
    if not wishes.message and not _is_given(sys.stdin):
        return ""
    with suppress(OSError, ValueError):
        if not select([sys.stdin], [], [], _PATIENCE)[0]:
            click.echo("Reading the text from standard input …", err=True)
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
