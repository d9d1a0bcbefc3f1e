"""`statusgen diff`."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from statusgen.cli.diffjson import diff_document
from statusgen.cli.diffmarkdown import markdown
from statusgen.cli.jsonfacts import print_json
from statusgen.cli.means import means_options
from statusgen.cli.moment import now_option
from statusgen.cli.progress import progress_bars
from statusgen.cli.report import report
from statusgen.diagnostics import Severity
from statusgen.load.site import Moment
from statusgen.means import Means
from statusgen.revisions import compare


@click.command()
@click.argument("revisions", metavar="[A..B]", default="", required=False)
@click.option("--json", "as_json", is_flag=True, help="Tell it as one JSON document, for programs.")
@click.option("--keep-going", is_flag=True, help="Compare what can be published in spite of errors.")
@now_option
@means_options
@click.pass_obj
def command(folder: Path, revisions: str, moment: Moment, means: Means, *, as_json: bool, keep_going: bool) -> None:
    """Tell what readers will see change between two commits.

    Use it on a pull request, where its Markdown makes a comment: reports
    that are opened, updated or resolved, the banner and the components
    before and after, new items of feeds, and pages that come and go. Both
    sides are seen at the same time, so only content counts.

    A..B are two commits, and A...B begins where both forked. A alone is
    compared with the files that are here, and so is HEAD where nothing is
    named.

    \b
      statusgen diff
      statusgen diff origin/main...
      statusgen diff --json HEAD~1..HEAD

    The exit code is 1 if the newer side has errors; these are told, and
    nothing is compared, unless --keep-going is said.
    """
    with progress_bars() as progress:
        compared = compare(folder, revisions, moment, replace(means, progress=progress), keep_going=keep_going)
    errors = [d for d in compared.diagnostics if d.severity is Severity.ERROR]
    if errors:
        report(errors, sys.stderr)
    if compared.difference is None:
        click.echo("Nothing is compared.", err=True)
    elif as_json:
        print_json(diff_document(compared.difference, compared.gaps))
    else:
        click.echo(markdown(compared.difference, compared.gaps))
    if errors:
        sys.exit(1)
