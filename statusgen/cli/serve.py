"""`statusgen serve`."""

import sys
import traceback
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from statusgen import pipeline
from statusgen.cli.means import cache_folder
from statusgen.cli.moment import clock_moment
from statusgen.cli.report import counted, report
from statusgen.cli.text import visible
from statusgen.diagnostics import StatusgenError
from statusgen.means import Means
from statusgen.serve.http import serving
from statusgen.serve.watch import SiteWatcher


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

    Use it while you write: it builds the site into a temporary folder,
    serves it to this machine only, and builds it again whenever a file
    changes. Errors are told here, and the last good site stays up. Ctrl-C
    ends it.

    \b
      statusgen serve
      statusgen serve --port 0
    """
    with TemporaryDirectory(prefix="statusgen-") as temporary:
        output = Path(temporary) / "site"
        with serving(output, port) as address, SiteWatcher(folder, folder / "_site", output) as watcher:
            _rebuild(folder, output, address)
            click.echo(f"Serving {address} until you press Ctrl-C.")
            try:
                for _ in watcher.changes():
                    _rebuild(folder, output, address)
            except KeyboardInterrupt:
                click.echo()


def _rebuild(folder: Path, output: Path, address: str) -> None:
    """Builds, and tells how it went; whatever goes wrong, the server goes on."""
    moment = clock_moment()
    try:
        built = pipeline.build(folder, output, moment, Means(cache_folder(folder)), base_url=address)
    except StatusgenError as error:
        click.echo(f"statusgen: error: {visible(str(error))}", err=True)
        return
    except Exception:  # noqa: BLE001 - a bug must not end the session, but it must be seen
        click.echo(traceback.format_exc(), err=True)
        return
    if built.diagnostics:
        report(built.diagnostics, sys.stderr)
    if built.publication is None:
        click.echo("Nothing was published; the last good site stays up.", err=True)
    else:
        local = moment.now.astimezone()
        click.echo(f"{local:%H:%M:%S} Built {counted(built.publication.files, 'file')}.")
