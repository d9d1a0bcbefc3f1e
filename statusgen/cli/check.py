"""`statusgen check`."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from statusgen import pipeline
from statusgen.cli.githubreport import report_github
from statusgen.cli.gitlabreport import report_gitlab
from statusgen.cli.jsonreport import report_json
from statusgen.cli.means import means_options
from statusgen.cli.moment import clock_moment
from statusgen.cli.progress import progress_bars
from statusgen.cli.report import report
from statusgen.diagnostics import StatusgenError, has_errors
from statusgen.git import Repository
from statusgen.means import Means

_FORMATS = ("text", "json", "github", "gitlab")


@click.command()
@click.option(
    "--format",
    "format_name",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="How to tell it: text for people, json for programs, github and gitlab for pull requests there.",
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
    wrong; with github, annotations for a pull request and then the text; with
    gitlab, a Code Quality report, and the text on standard error.

    The exit code is 1 if there are errors; warnings alone are none.
    """
    with progress_bars() as progress:
        diagnostics = pipeline.check(folder, clock_moment(), replace(means, progress=progress))
    match format_name:
        case "json":
            report_json(diagnostics, sys.stdout)
        case "github":
            report_github(diagnostics, sys.stdout, _way_to(folder))
        case "gitlab":
            report_gitlab(diagnostics, sys.stdout, _way_to(folder))
            report(diagnostics, sys.stderr)
        case _:
            report(diagnostics, sys.stdout)
    if has_errors(diagnostics):
        sys.exit(1)


def _way_to(folder: Path) -> str:
    """The way from the top of the repository to the site, with a slash at its end; empty where there is no git."""
    try:
        return Repository(folder).prefix
    except StatusgenError:
        return ""
