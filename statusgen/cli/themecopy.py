"""`statusgen theme copy`."""

from collections.abc import Sequence
from pathlib import Path

import click

from statusgen.authoring.themes import copy
from statusgen.cli.copies import copyable_words, named_files, told_copies
from statusgen.cli.words import completed
from statusgen.git import is_in_repository
from statusgen.theme.copies import Copies, building_on


@click.command()
@click.argument("templates", metavar="[TEMPLATE]...", nargs=-1, shell_complete=completed(copyable_words))
@click.pass_obj
def command(folder: Path, templates: tuple[str, ...]) -> None:
    """Bring shipped templates or assets into the site, to edit them.

    Each is written to themes/NAME/, where NAME is page.theme, and takes the
    place of the shipped one from then on. A second copy goes to
    themes/NAME/.shipped/: by it, 'statusgen theme diff' tells after an update
    what has changed in the shipped one, so commit both.

    Without TEMPLATE it lists what there is. Nothing is overwritten. To change
    a block of a template only, extend the shipped one instead of copying it.

    \b
      statusgen theme copy
      statusgen theme copy report.html parts/footer.html
    """
    copies = told_copies(folder)
    if not templates:
        _list(copies)
        return
    otherwise = "'statusgen theme copy' without a name lists what there is"
    paths = named_files(copies, templates, copies.shipped, otherwise)
    for name in copy(folder, copies, paths):
        click.echo(f"Wrote {folder / name}")
    _tell_what_is_next(folder, copies, paths)


def _tell_what_is_next(folder: Path, copies: Copies, paths: Sequence[str]) -> None:
    what = "them" if paths[1:] else copies.location(paths[0])
    click.echo(f"\nNext:\n  edit {what}; 'statusgen serve' shows the site")
    if is_in_repository(folder):
        click.echo(f"  commit {copies.folder}/, with the hidden .shipped/ in it")
    click.echo("  statusgen theme diff    tells after an update what has changed in what is shipped")
    shorter = {copies.location(path): line for path in paths if (line := building_on(copies, path))}
    if shorter:
        click.echo("\nTo change a part only, it is enough to begin the file with this line, and write that part:")
        width = max(map(len, shorter))
        for location, line in shorter.items():
            click.echo(f"  {location:<{width}}  {line}")


def _list(copies: Copies) -> None:
    """Every shipped file, and which ones the site has in their place."""
    width = max(map(len, copies.shipped))
    for path in copies.shipped:
        state = "copied" if path in copies.copied else "your own" if path in copies.own else ""
        click.echo(f"{path:<{width}}  {state}".rstrip())
