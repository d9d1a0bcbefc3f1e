"""Shipped files of a theme, as the command line names them."""

import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path, PurePosixPath

import click

from statusgen.authoring.desk import BrokenSourceError
from statusgen.authoring.themes import open_copies
from statusgen.cli.report import report
from statusgen.diagnostics import did_you_mean
from statusgen.theme.copies import Copies, meant


def told_copies(folder: Path) -> Copies:
    """The files of the theme that a site names; where errors hide its name, they are told, and the program ends."""
    try:
        return open_copies(folder)
    except BrokenSourceError as error:
        report(error.diagnostics, sys.stderr)
        sys.exit(1)


def named_files(copies: Copies, words: Sequence[str], known: Collection[str], otherwise: str) -> list[str]:
    """The paths that the words mean, each once; where one is none of those, it is told `otherwise` what to do."""
    bare = (word.removeprefix(f"{copies.folder}/") for word in words)
    return list(dict.fromkeys(_named(copies, word, known, otherwise) for word in bare))


def _named(copies: Copies, word: str, known: Collection[str], otherwise: str) -> str:
    found = meant(word, known)
    if len(found) == 1:
        return found[0]
    if found:
        raise click.UsageError(f"'{word}' could be {' or '.join(found)}")
    if meant(word, copies.shipped):
        raise click.UsageError(f"{copies.folder}/ has no '{word}'; {otherwise}")
    hint = did_you_mean(word, [*known, *(PurePosixPath(path).name for path in known)])
    raise click.UsageError(f"no file '{word}' is shipped; {hint or otherwise}")


def copyable_words(folder: Path) -> Iterator[tuple[str, str]]:
    """The shipped files that the site has not taken the place of."""
    copies = open_copies(folder)
    yield from ((path, "") for path in copies.shipped if path not in copies.own)


def copied_words(folder: Path) -> Iterator[tuple[str, str]]:
    """The files that the site has copied."""
    yield from ((path, "") for path in open_copies(folder).copied)
