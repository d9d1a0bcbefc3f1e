"""`statusgen serve`."""

import sys
import traceback
from collections.abc import Collection, Iterable
from contextlib import closing
from pathlib import Path

import click

from statusgen.cache.store import Cache
from statusgen.cli.means import cache_folder
from statusgen.cli.moment import clock_moment
from statusgen.cli.report import counted, excerpt, place, report
from statusgen.cli.text import visible
from statusgen.diagnostics import Diagnostic, Severity, StatusgenError
from statusgen.means import Means
from statusgen.preview import Preview
from statusgen.serve.http import serving
from statusgen.serve.problems import Problem
from statusgen.serve.screen import Screen
from statusgen.serve.watch import SiteWatcher
from statusgen.source.folder import SiteFolder
from statusgen.theme import BrokenTemplateError


@click.command()
@click.option(
    "--port",
    metavar="PORT",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="The port to listen on; 0 picks a free one.",
)
@click.pass_obj
def command(folder: Path, port: int) -> None:
    """Show the site on this machine and follow your changes.

    Use it while you write: it serves the site to this machine only, drafts
    included, and open pages show each change as soon as a file is saved.
    Errors are told here and laid over the last good page. Nothing is
    published. Ctrl-C ends it.

    \b
      statusgen serve
      statusgen serve --port 0
    """
    folder = folder.resolve()  # wherever it is moved to, and whatever comes in its place
    SiteFolder(folder, Cache())  # a site that goes is waited for, but not one that never was
    try:
        with (
            closing(Screen(_told)) as screen,
            serving(screen.read, port, screen.events) as address,
            SiteWatcher(folder) as watcher,
            closing(Preview(folder, address, Means(cache_folder(folder)))) as preview,
        ):
            _show(preview, screen, ())
            click.echo(f"Serving {address} until you press Ctrl-C.")
            _follow(watcher, preview, screen)
    except KeyboardInterrupt:
        click.echo()


def _follow(watcher: SiteWatcher, preview: Preview, screen: Screen) -> None:
    """Shows the site whenever it changes, until somebody interrupts that."""
    changed: set[str] = set()
    watcher.follow(preview.pictures)
    for burst in watcher.changes():
        changed |= burst
        if _show(preview, screen, changed):
            changed.clear()
        watcher.follow(preview.pictures)


def _show(preview: Preview, screen: Screen, changed: Collection[str]) -> bool:
    """Shows the site as it is now, or what keeps it from being shown; whatever goes wrong, the server goes on."""
    moment = clock_moment()
    with screen.held():
        try:
            looked = preview.look(moment)
        except Exception as error:  # noqa: BLE001 - a bug must not end the session, but it must be seen
            screen.fail(_told(error))
            return False
        if looked.outputs is None:
            screen.fail(_problems(looked.diagnostics))
        else:
            screen.show(looked.outputs, changed)
    if looked.diagnostics:
        report(looked.diagnostics, sys.stderr)
    if looked.outputs is None:
        click.echo("Nothing new is shown until that is mended.", err=True)
        return False
    click.echo(f"{moment.now.astimezone():%H:%M:%S} Built {counted(len(looked.outputs), 'file')}.")
    return True


def _told(error: Exception) -> list[Problem]:
    """Why something could not be made, which is told in the terminal too."""
    if isinstance(error, BrokenTemplateError):
        report(error.diagnostics, sys.stderr)
        return _problems(error.diagnostics)
    if isinstance(error, StatusgenError):
        message = visible(str(error))
        click.echo(f"statusgen: error: {message}", err=True)
        return [Problem(message)]
    told = "".join(traceback.format_exception(error))
    click.echo(told, err=True)
    return [Problem(f"A bug in statusgen: {type(error).__name__}", excerpt=told)]


def _problems(diagnostics: Iterable[Diagnostic]) -> list[Problem]:
    """The errors among them."""
    return [_problem(diagnostic) for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]


def _problem(diagnostic: Diagnostic) -> Problem:
    """The complaint as it is laid over a page."""
    title = f"{visible(diagnostic.message)}  [{diagnostic.code}]"
    return Problem(title, place(diagnostic.at), excerpt(diagnostic.at), visible(diagnostic.hint))
