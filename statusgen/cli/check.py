"""`statusgen check`."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from statusgen import pipeline
from statusgen.cli.jsonreport import report_json
from statusgen.cli.means import means_options
from statusgen.cli.moment import clock_moment
from statusgen.cli.progress import progress_bars
from statusgen.cli.report import report
from statusgen.diagnostics import has_errors
from statusgen.means import Means

_FORMATS = {"text": report, "json": report_json}


@click.command()
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(_FORMATS)),
    default="text",
    show_default=True,
    help="How to tell it: text for people, json for programs.",
)
@means_options
@click.pass_obj
def command(folder: Path, means: Means, format_name: str) -> None:
    """Tell everything that is wrong with the site, at once.

    Use it before you commit, and on every pull request: it reads
    components.yaml and all incidents, tries the templates of your own, and
    publishes nothing. Each complaint has its file, line and column, and says
    what to write instead.

    \b
      statusgen check
      incidents/api.md:3:9: error: 'mjaor' is not one of: none, minor, major, critical  [bad-choice]
        3 | impact: mjaor
          |         ^^^^^ did you mean 'major'?
      1 error in 1 file

    With --format json it prints one JSON document, also where nothing is
    wrong.

    The exit code is 1 if there are errors; warnings alone are none.
    """
    with progress_bars() as progress:
        diagnostics = pipeline.check(folder, clock_moment(), replace(means, progress=progress))
    _FORMATS[format_name](diagnostics, sys.stdout)
    if has_errors(diagnostics):
        sys.exit(1)
