"""`statusgen check`."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from statusgen import pipeline
from statusgen.cli.means import means_options
from statusgen.cli.moment import clock_moment
from statusgen.cli.progress import progress_bars
from statusgen.cli.report import report
from statusgen.diagnostics import has_errors
from statusgen.means import Means


@click.command()
@means_options
@click.pass_obj
def command(folder: Path, means: Means) -> None:
    """Tell everything that is wrong with the site, at once.

    Use it before you commit, and on every pull request: it reads
    components.yaml and all incidents and writes nothing. Each complaint has
    its file, line and column, and says what to write instead.

    \b
      statusgen check
      incidents/api.md:3:9: error: 'mjaor' is not one of: none, minor, major, critical  [bad-choice]
        3 | impact: mjaor
          |         ^^^^^ did you mean 'major'?
      1 error in 1 file

    The exit code is 1 if there are errors; warnings alone are none.
    """
    with progress_bars() as progress:
        diagnostics = pipeline.check(folder, clock_moment(), replace(means, progress=progress))
    report(diagnostics, sys.stdout)
    if has_errors(diagnostics):
        sys.exit(1)
