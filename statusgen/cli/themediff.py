"""`statusgen theme diff`."""

import shlex
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

import click

from statusgen.authoring.themes import remember
from statusgen.cli.copies import copied_words, named_files, told_copies
from statusgen.cli.report import in_colour
from statusgen.cli.text import visible
from statusgen.cli.words import completed
from statusgen.git import is_in_repository
from statusgen.theme.changes import Change, changes, gone, patch, untold
from statusgen.theme.copies import Copies

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


@click.command()
@click.argument("templates", metavar="[TEMPLATE]...", nargs=-1, shell_complete=completed(copied_words))
@click.option("--seen", is_flag=True, help="Remember what is shipped now, so that the next diff begins there.")
@click.pass_obj
def command(folder: Path, templates: tuple[str, ...], *, seen: bool) -> None:
    """Show what has changed in shipped files since they were copied.

    What 'statusgen theme copy' has kept in themes/NAME/.shipped/ is compared
    with what this statusgen ships. The patch goes with the site's own files,
    so git can take the changes over; what the site itself has changed in them
    stays. Say --seen after that.

    \b
      statusgen theme diff
      statusgen theme diff | git apply -C1
      statusgen theme diff --seen
    """
    copies = told_copies(folder)
    otherwise = "'statusgen theme copy' brings a shipped file into the site"
    known = sorted({*copies.seen, *(copies.own.keys() & copies.shipped.keys())})
    named = named_files(copies, templates, known, otherwise)
    if seen:
        _remember(folder, copies, named or sorted(copies.seen))
    else:
        _show(folder, copies, named, named or known)


def _show(folder: Path, copies: Copies, named: Sequence[str], paths: Collection[str]) -> None:
    """The patch goes to standard output, and all there is to say of it to the other one."""
    changed, lost, unknown = list(changes(copies, paths)), gone(copies, paths), untold(copies, paths)
    texts = [change for change in changed if change.is_text and not change.is_taken_over]
    for change in texts:
        _print(patch(copies, change))
    remarks = [_remark(copies, change) for change in changed if change not in texts]
    remarks += [f"{path} is shipped no more: what is left of it is {copies.location(path)}" for path in lost]
    if unknown:
        remarks.append(
            f"what has changed in {', '.join(unknown)} cannot be told, for 'statusgen theme copy' did not bring it; "
            f"'statusgen theme diff --seen {shlex.join(unknown)}' begins now"
        )
    if changed or lost:
        remarks += ["", "Next:", *_next(folder, named, is_patch=bool(texts))]
    else:
        remarks.append(_nothing(copies))
    for remark in remarks:
        click.echo(visible(remark), err=True)


def _remember(folder: Path, copies: Copies, paths: Sequence[str]) -> None:
    written, removed = remember(folder, copies, paths)
    for name in written:
        click.echo(f"Wrote {folder / name}")
    for name in removed:
        click.echo(f"Removed {visible(str(folder / name))}")
    if not written and not removed:
        click.echo(_nothing(copies))
    elif is_in_repository(folder):
        click.echo(f"\nNext: commit {copies.folder}/, with the hidden .shipped/ in it")


def _print(content: bytes) -> None:
    """The patch as it is; for the eyes of a person, with colours and nothing that commands a terminal."""
    if not sys.stdout.isatty():
        click.echo(content, nl=False)
        return
    colour = in_colour(sys.stdout)
    for line in content.decode(errors="replace").removesuffix("\n").split("\n"):
        shown = visible(line.removesuffix("\r"))
        click.echo(click.style(shown, fg=_COLOURS.get(line[:1])) if colour else shown, color=colour)


def _remark(copies: Copies, change: Change) -> str:
    """On a change that no patch is needed for, or can tell of."""
    where = copies.location(change.path)
    if change.is_taken_over:
        return f"{change.path} has changed, and {where} says the same already"
    return f"{change.path} has changed, and is no text: delete {where} and copy it again, or leave it as it is"


def _nothing(copies: Copies) -> str:
    if not copies.copied:
        return f"Nothing in {copies.folder}/ is a copy: 'statusgen theme copy' makes one"
    return f"Nothing has changed in what {copies.folder}/ has copied"


def _next(folder: Path, named: Sequence[str], *, is_patch: bool) -> list[str]:
    """What takes the changes over, from where the writer stands."""
    there = "" if folder == Path() else f" -C {shlex.quote(str(folder))}"
    diff = shlex.join(["theme", "diff"])
    what = "".join(f" {shlex.quote(name)}" for name in named)
    apply = f"git{there} apply -C1" if is_in_repository(folder) else f"patch -p1{there.replace(' -C', ' -d')}"
    steps = {
        f"statusgen{there} {diff}{what} | {apply}": "takes the changes over into your files" if is_patch else "",
        f"statusgen{there} {diff} --seen{what}": "remembers them, so that the next diff begins here",
    }
    steps = {step: meaning for step, meaning in steps.items() if meaning}
    width = max(map(len, steps))
    return [f"  {step:<{width}}    {meaning}" for step, meaning in steps.items()]
