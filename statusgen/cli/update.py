"""`statusgen update`."""

from __future__ import annotations

from pathlib import Path

import click

from statusgen.cli.components import complete_states
from statusgen.cli.following import Follow, complete_open, follow, likely_open
from statusgen.cli.words import Word
from statusgen.cli.writing import Wishes, writing_options
from statusgen.model.vocabulary import Status

_STATUS = Word("status", {status.value: status for status in Status if status is not Status.POSTMORTEM})


@click.command()
@click.argument("report", metavar="[ID]", required=False, shell_complete=complete_open)
@click.option("--status", metavar="STATUS", type=_STATUS, help="The new status; without one, the present one stays.")
@click.option(
    "-c",
    "--component",
    "components",
    metavar="NAME=STATE",
    multiple=True,
    shell_complete=complete_states,
    help="A component that is in another state from now on: api=operational. Repeat it for several.",
)
@click.option("--start", metavar="TIME", help="Of a maintenance: it begins then instead.")
@click.option("--end", metavar="TIME", help="Of a maintenance: it ends then instead.")
@writing_options
@click.pass_obj
def command(
    folder: Path,
    report: str | None,
    status: Status | None,
    components: tuple[str, ...],
    start: str | None,
    end: str | None,
    wishes: Wishes,
) -> None:
    """Tell news of a report.

    ID is any part of a report's id that no other has, or of those that are
    open no other; without one, it is the only open incident. The news is
    added at the end of the file, or, with --at, where its time belongs; all
    the rest of the file stays as it is.

    \b
      statusgen update --status identified -m 'A disk is full.'
      statusgen update slow-login -c api=operational -m 'The API is fast again.'
      echo 'It takes longer.' | statusgen update upgrade --end 23:45
    """
    follow(
        folder,
        report,
        Follow(status or Status.UPDATE, likely_open, status is not None, components, start, end),
        wishes,
    )
