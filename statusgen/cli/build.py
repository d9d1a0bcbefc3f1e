"""`statusgen build`."""

import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import click

from statusgen import pipeline
from statusgen.cli.moment import now_option
from statusgen.cli.progress import progress_bars
from statusgen.cli.report import counted, report
from statusgen.cli.text import visible
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
@click.option("-v", "--verbose", is_flag=True, help="Also tell which files were written and removed, and why.")
@click.pass_obj
def command(folder: Path, output: Path, moment: pipeline.Moment, base_url: str | None, verbose: bool) -> None:
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
        built = pipeline.build(folder, target, moment, base_url=base_url, progress=progress)
    if built.diagnostics:
        report(built.diagnostics, sys.stderr)
    if built.publication is None:
        click.echo(f"Nothing was published to {visible(str(target))}.", err=True)
        sys.exit(1)
    if verbose:
        _list_changes(built.publication)
    click.echo(_result(target, built.publication, time.monotonic() - begun))


def _refuse_inputs(folder: Path, target: Path) -> None:
    """A site is never published over what it is made from."""
    site, output = folder.resolve(), target.resolve()
    if site.is_relative_to(output):
        raise click.UsageError(f"the output folder {target} holds the site itself: choose another with -o")
    for name in _INPUTS:
        if output.is_relative_to(site / name):
            raise click.UsageError(f"the output folder {target} is part of the site's {name}/: choose another with -o")


def _list_changes(publication: Publication) -> None:
    for written in publication.written:
        click.echo(f"written: {visible(written.path)} ({written.reason})")
    for path in publication.removed:
        click.echo(f"removed: {visible(path)}")


def _result(target: Path, publication: Publication, seconds: float) -> str:
    return (
        f"Built {visible(str(target))}: {counted(publication.files, 'file')}, "
        f"{len(publication.written):,} written, {len(publication.removed):,} removed, in {seconds:.1f} s."
    )
