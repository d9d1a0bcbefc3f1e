"""`statusgen next-change`."""

from pathlib import Path

import click

from statusgen import pipeline
from statusgen.cli.jsonfacts import print_json
from statusgen.cli.means import means_options
from statusgen.cli.moment import now_option
from statusgen.cli.present import answer
from statusgen.cli.text import visible
from statusgen.i18n import iso
from statusgen.load.site import Moment
from statusgen.means import Means
from statusgen.outputs.nextchange import ClockChange, Event, NextChange

_SAID = {
    Event.BEGINS: "the maintenance '{}' begins",
    Event.ENDS: "the maintenance '{}' ends",
    Event.RECOVERS: "the impact of '{}' ends",
    Event.EXPIRES: "the notice '{}' expires",
    Event.JOINS: "the uptime of {} begins to count",
    Event.RETIRES: "the component {} retires",
    Event.FEED: "the oldest item of a feed is older than 14 days and leaves it",
    Event.MIDNIGHT: "midnight in {}: the uptime bars and the past incidents move on by a day",
}


@click.command("next-change")
@click.option("--in", "as_seconds", is_flag=True, help="Print how many seconds from now that is, and nothing else.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document, for programs.")
@now_option
@means_options
@click.pass_obj
def command(folder: Path, moment: Moment, means: Means, *, as_seconds: bool, as_json: bool) -> None:
    """Tell when the clock alone will next change the site.

    Use it to decide when to build again: when a maintenance begins or ends,
    a notice expires, a component retires, or the page's day is over. The
    first line is the time, in UTC, and those below say what will change.

    \b
      statusgen next-change
      2026-11-27T22:00:00Z
        the maintenance 'Database upgrade' begins
      statusgen next-change --in

    The exit code is 1 if the site has errors; then there is no answer.
    """
    if as_seconds and as_json:
        raise click.UsageError("--in and --json exclude each other: the document says both")
    found = answer(pipeline.next_change, folder, moment, means)
    seconds = int((found.at - moment.now).total_seconds())
    if as_seconds:
        click.echo(seconds)
    elif as_json:
        print_json(_document(found, seconds))
    else:
        click.echo("\n  ".join([iso(found.at), *map(_text, found.changes)]))


def _text(change: ClockChange) -> str:
    return visible(_SAID[change.event].format(change.name))


def _document(found: NextChange, seconds: int) -> dict[str, object]:
    """The fields of docs/cli.md."""
    changes = [
        {"event": change.event, "id": change.id or None, "name": change.name or None, "text": _text(change)}
        for change in found.changes
    ]
    return {"at": iso(found.at), "in": seconds, "changes": changes}
