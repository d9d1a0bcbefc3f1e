"""What became of a file that was written, and what to do next."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import click

from statusgen.authoring.desk import Desk
from statusgen.authoring.reports import Written
from statusgen.cli.jsonfacts import print_json
from statusgen.cli.report import format_diagnostic, in_colour
from statusgen.cli.text import visible
from statusgen.diagnostics import StatusgenError
from statusgen.git import Repository, is_in_repository
from statusgen.i18n import iso
from statusgen.model.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Committed:
    """What became of a commit; both are None where none was wanted."""

    name: str | None = None
    refusal: StatusgenError | None = None
    """Why there is none."""


def commit(written: Written, repository: Repository | None) -> Committed:
    """Commits the file, if there is a repository."""
    if repository is None:
        return Committed()
    try:
        return Committed(repository.commit([written.path], _subject(written)))
    except StatusgenError as error:
        return Committed(refusal=StatusgenError(f"{written.path} is written, but not committed: {error}"))


def tell(desk: Desk, written: Written, committed: Committed, *, as_json: bool) -> None:
    """Says which file was written, what is new in it, and what comes next.

    Raises StatusgenError where git said no; what there is to say has been said by then.
    """
    if not as_json:
        _show(desk, written)
    for warning in written.warnings:
        if warning.code == "empty-section" and _is_unfinished(written):
            continue
        click.echo(format_diagnostic(warning, colour=in_colour(sys.stderr)), err=True)
    if as_json:
        print_json(_record(written, committed.name))
    elif committed.name is None:
        click.echo(f"\nNext: {_next(desk.folder.root, written)}")
    else:
        click.echo(f"\nCommitted {committed.name}: {visible(_subject(written))}\nNext: git push")
    if committed.refusal:
        raise committed.refusal


def _show(desk: Desk, written: Written) -> None:
    colour = in_colour(sys.stdout)
    verb = "Wrote" if written.before is None else "Added to"
    title = "" if written.before is None else f" ({visible(written.report.title)})"
    click.echo(f"{verb} {visible(os.path.relpath(desk.folder.root / written.path))}{title}")
    lines = list(_new_lines(written))
    width = len(str(lines[-1][0])) if lines else 0
    for number, line in lines:
        shown = f"  {number:>{width}} + {visible(line)}".rstrip()
        click.echo(click.style(shown, fg="green") if colour else shown, color=colour)


def _new_lines(written: Written) -> Iterator[tuple[int, str]]:
    """The lines that the file did not have, with their numbers."""
    after = written.after.decode("utf-8-sig").splitlines()
    before = (written.before or b"").decode("utf-8-sig").splitlines()
    for tag, _, _, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag in ("insert", "replace"):
            yield from enumerate(after[first:last], first + 1)


def _subject(written: Written) -> str:
    """The subject of a commit: `Investigating: Login is slow`."""
    return f"{written.update.status.heading}: {written.report.title}"


def _record(written: Written, commit: str | None) -> dict[str, object]:
    """The fields of docs/cli.md."""
    update = written.update
    return {
        "path": written.path,
        "id": written.report.id,
        "update": {"id": update.id, "status": update.status.value, "at": iso(update.at)},
        "commit": commit,
    }


def _next(folder: Path, written: Written) -> str:
    """What publishes it, from where the writer stands; what is unfinished is to be filled in first."""
    return f"{'fill it in, then ' if _is_unfinished(written) else ''}{_publish(folder, written)}"


def _is_unfinished(written: Written) -> bool:
    """Whether it is a postmortem with remarks in it that tell what belongs there."""
    return written.update.status is Status.POSTMORTEM and any("<!--" in line for _, line in _new_lines(written))


def _publish(folder: Path, written: Written) -> str:
    if not is_in_repository(folder):
        return "statusgen build"
    git = "git" if folder == Path() else f"git -C {shlex.quote(str(folder))}"
    path, subject = visible(shlex.quote(written.path)), shlex.quote(visible(_subject(written)))
    return f"{git} add {path} && {git} commit -m {subject}"
