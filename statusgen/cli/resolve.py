"""`statusgen resolve`."""

from __future__ import annotations

from pathlib import Path

import click

from statusgen.cli.following import Follow, complete_open, follow, likely_open
from statusgen.cli.writing import Wishes, writing_options


@click.command()
@click.argument("report", metavar="[ID]", required=False, shell_complete=complete_open)
@writing_options
@click.pass_obj
def command(folder: Path, report: str | None, wishes: Wishes) -> None:
    """Tell that it is over.

    An incident is resolved, a maintenance completed, a notice closed, and
    all of its components are operational. ID is as for update.

    \b
      statusgen resolve
      statusgen resolve slow-login -m 'Login has been fast for an hour.'
    """
    follow(folder, report, Follow(None, likely_open), wishes)
