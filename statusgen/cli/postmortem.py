"""`statusgen postmortem`."""

from __future__ import annotations

from pathlib import Path

import click

from statusgen.cli.following import Follow, complete_over, follow, likely_over
from statusgen.cli.writing import Wishes, writing_options
from statusgen.model.vocabulary import Status


@click.command()
@click.argument("report", metavar="ID", shell_complete=complete_over)
@writing_options
@click.pass_obj
def command(folder: Path, report: str, wishes: Wishes) -> None:
    """Begin the postmortem of a report that is over.

    It adds a template with what a good postmortem has, the timeline filled
    in from the updates. Fill in the rest before you commit it, or write it
    at once with --edit; with -m or standard input the text is yours alone.

    \b
      statusgen postmortem slow-login
      statusgen postmortem slow-login --edit --commit
    """
    follow(folder, report, Follow(Status.POSTMORTEM, likely_over), wishes)
