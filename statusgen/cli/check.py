"""`statusgen check`."""

import sys
from collections.abc import Iterator
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
from statusgen.cli.report import counted, report
from statusgen.diagnostics import has_errors
from statusgen.git import prefix_of
from statusgen.means import Means
from statusgen.revisions import Changes, check_since

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
@click.option(
    "--since",
    "revision",
    metavar="REV",
    help="Tell only what is wrong because of what changed since the fork point with REV, a branch or a commit.",
)
@means_options
@click.pass_obj
def command(folder: Path, means: Means, format_name: str, revision: str | None) -> None:
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

    With --since it leaves out what was wrong before, in files that did not
    change, and tells what changes break in what was published: ids that feeds
    know, updates that are gone, texts that do not say they were corrected.
    The history must be there as far back as that:

    \b
      statusgen check --since origin/main --format github

    The exit code is 1 if there are errors; warnings alone are none.
    """
    moment = clock_moment()
    with progress_bars() as progress:
        means = replace(means, progress=progress)
        if revision is None:
            changes = Changes(pipeline.check(folder, moment, means), not_shown=0)
        else:
            changes = check_since(folder, revision, moment, means)
    _tell(changes, format_name, folder)
    if has_errors(changes.diagnostics):
        sys.exit(1)


def _tell(changes: Changes, format_name: str, folder: Path) -> None:
    """Prints what was found in one of the formats."""
    diagnostics, remarks = changes.diagnostics, tuple(_remarks(changes))
    match format_name:
        case "json":
            report_json(diagnostics, sys.stdout, changes.not_shown, changes.not_compared)
        case "github":
            report_github(diagnostics, sys.stdout, _prefix(folder), remarks)
        case "gitlab":
            report_gitlab(diagnostics, sys.stdout, _prefix(folder))
            report(diagnostics, sys.stderr, remarks)
        case _:
            report(diagnostics, sys.stdout, remarks)


def _remarks(changes: Changes) -> Iterator[str]:
    """What a reader of the text should know besides."""
    if changes.not_shown:
        yield f"Not shown: {counted(changes.not_shown, 'problem')} in files that did not change."
    if changes.not_compared:
        yield f"Nothing was compared with what was published: {changes.not_compared}."


def _prefix(folder: Path) -> str:
    """The way from the repository's top to the site; where git refuses to tell, paths begin at the site."""
    prefix = prefix_of(folder)
    if prefix is None:
        message = "git does not tell where the site is in its repository, so paths begin at the site's folder"
        click.echo(f"statusgen: warning: {message}: its lines may be annotated nowhere", err=True)
    return prefix or ""
