"""`statusgen build`."""

import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import click

from statusgen import pipeline
from statusgen.cli.means import means_options
from statusgen.cli.moment import now_option
from statusgen.cli.progress import progress_bars
from statusgen.cli.report import counted, report
from statusgen.cli.text import visible
from statusgen.diagnostics import has_errors
from statusgen.load.site import Moment
from statusgen.means import Means
from statusgen.model.salvage import Salvage
from statusgen.pipeline import Work
from statusgen.publish.writer import Publication

_INPUTS = ("incidents", "static", "templates", "themes")


def _read_base_url(_ctx: click.Context, _param: click.Parameter, url: str | None) -> str | None:
    """`url` with a slash at its end, which is how paths are joined to it."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        good = False
    if not good or set(url) & set("?#@\\ \t\r\n"):
        raise click.BadParameter(
            f"{url!r} is not an address such as https://status.example.com/ or https://example.com/status/"
        )
    return url.rstrip("/") + "/"


@click.command()
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    default="_site",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The folder to publish to.",
)
@now_option
@click.option(
    "--base-url",
    metavar="URL",
    callback=_read_base_url,
    help="The address the folder will be served at, instead of the url in components.yaml.",
)
@click.option(
    "--keep-going",
    is_flag=True,
    help="Publish in spite of errors that hide no outage; the exit code is 1 all the same.",
)
@means_options
@click.option("-v", "--verbose", is_flag=True, help="Also tell which files were written and removed, and why.")
@click.pass_obj
def command(
    folder: Path,
    output: Path,
    moment: Moment,
    means: Means,
    base_url: str | None,
    *,
    keep_going: bool,
    verbose: bool,
) -> None:
    """Write the site to a folder that any web server can serve.

    Use it in CI on every merge, and on a timer. Only files whose content
    changes are written, each one whole, and only files that statusgen wrote
    are ever removed. If the content has errors, nothing is published, what
    is published stays, and the exit code is 1.

    \b
      statusgen build
      statusgen build -o public --base-url https://example.com/status/
      statusgen build --now 2025-08-05T12:00Z
    """
    begun = time.monotonic()
    target = folder / output
    _refuse_inputs(folder, target)
    with progress_bars() as progress:
        told = replace(means, progress=progress, waiting=partial(_tell_of_waiting, target))
        built = pipeline.build(folder, target, moment, told, base_url=base_url, keep_going=keep_going)
    if built.diagnostics:
        report(built.diagnostics, sys.stderr)
    _tell_of_salvage(built.salvage)
    if built.publication is None:
        click.echo(f"Nothing was published to {visible(str(target))}.", err=True)
        sys.exit(1)
    if verbose:
        _list_changes(built.publication, built.work)
    click.echo(_result(target, built.publication, time.monotonic() - begun))
    if has_errors(built.diagnostics):
        sys.exit(1)


def _refuse_inputs(folder: Path, target: Path) -> None:
    """A site is never published over what it is made from."""
    site, output = folder.resolve(), target.resolve()
    if site.is_relative_to(output):
        raise click.UsageError(f"the output folder {target} holds the site itself: choose another with -o")
    for name in _INPUTS:
        if output.is_relative_to(site / name):
            raise click.UsageError(f"the output folder {target} is part of the site's {name}/: choose another with -o")


def _tell_of_waiting(target: Path) -> None:
    click.echo(f"Waiting for another build into {visible(str(target))} to end.", err=True)


def _tell_of_salvage(salvage: Salvage) -> None:
    """What --keep-going did, or why it did nothing."""
    for path in salvage.needed:
        why = "may tell of something that goes on" if path.startswith("incidents/") else "is needed for every page"
        click.echo(f"{visible(path)} {why}, so nothing is published without it.", err=True)
    if not salvage.needed:
        for path in salvage.left_out:
            click.echo(f"{visible(path)} was left out.", err=True)


def _list_changes(publication: Publication, work: Work) -> None:
    for written in publication.written:
        click.echo(f"written: {visible(written.path)} ({written.reason})")
    for path in publication.removed:
        click.echo(f"removed: {visible(path)}")
    click.echo(
        f"Opened {counted(work.read, 'file')}, parsed {counted(work.parsed, 'report')}, "
        f"rendered {counted(work.rendered, 'file')}."
    )


def _result(target: Path, publication: Publication, seconds: float) -> str:
    return (
        f"Built {visible(str(target))}: {counted(publication.files, 'file')}, "
        f"{len(publication.written):,} written, {len(publication.removed):,} removed, in {seconds:.1f} s."
    )
