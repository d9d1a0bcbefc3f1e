"""`statusgen schedule`."""

from __future__ import annotations

from pathlib import Path

import click

from statusgen.authoring.desk import Desk
from statusgen.authoring.news import Edit, News, minute
from statusgen.authoring.reports import Written, begin
from statusgen.cli import moment
from statusgen.cli.components import complete_states, component_states
from statusgen.cli.times import has_day, has_offset, next_time, past_time
from statusgen.cli.writing import Wishes, write, writing_options
from statusgen.model.vocabulary import State, Status


@click.command()
@click.argument("title", metavar="[TITLE]", required=False, default="")
@click.option("--start", metavar="TIME", required=True, help="When it begins, as 2025-08-09 22:00 or 22:00.")
@click.option("--end", metavar="TIME", required=True, help="When it ends: 23:00 is the next one after the start.")
@click.option(
    "-c",
    "--component",
    "components",
    metavar="NAME[=STATE]",
    multiple=True,
    shell_complete=complete_states,
    help="What is affected; the default state is under_maintenance. Repeat it for several.",
)
@writing_options
@click.pass_obj
def command(folder: Path, title: str, start: str, end: str, components: tuple[str, ...], wishes: Wishes) -> None:
    """Announce a maintenance.

    It begins and ends by the clock, unless an update says otherwise. Times
    without an offset are those of the page's zone.

    \b
      statusgen schedule 'Database upgrade' --start '2025-08-09 22:00' --end 23:30 -c api
      statusgen schedule 'Database upgrade' --start 22:00 --end 23:30 -c api -m 'Reading goes on.'
    """
    now = moment.read_clock()

    def make(desk: Desk, message: str, edit: Edit) -> Written:
        zone = desk.page.zone
        opens = next_time("--start", start, zone, now)
        if not has_day(end) and has_offset(start):
            raise click.UsageError("--end: write it as --start is written, with its day and offset")
        news = News(
            at=minute(now) if wishes.at is None else past_time("--at", wishes.at, zone, now),
            status=Status.SCHEDULED,
            title=title,
            message=message,
            states=component_states(desk, components, State.UNDER_MAINTENANCE),
            start=opens,
            end=next_time("--end", end, zone, opens),
        )
        template = desk.template(wishes.template or "maintenance")
        if not title.strip() and "title" in template.placeholders:
            raise click.UsageError("say in a few words what is planned: statusgen schedule 'Database upgrade' …")
        return begin(desk, template, news, edit)

    write(folder, wishes, make)
