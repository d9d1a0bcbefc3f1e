"""`statusgen new`."""

from __future__ import annotations

from pathlib import Path

import click

from statusgen.authoring.desk import Desk
from statusgen.authoring.news import Edit, News, minute
from statusgen.authoring.reports import Written, begin
from statusgen.cli import moment
from statusgen.cli.components import complete_states, component_states
from statusgen.cli.times import past_time
from statusgen.cli.words import Word
from statusgen.cli.writing import Wishes, write, writing_options
from statusgen.model.vocabulary import STATE_OF_IMPACT, STATUSES, Impact, Kind, State, Status

_STATUS = Word("status of an incident", {s.value: s for s in STATUSES[Kind.INCIDENT] if s is not Status.POSTMORTEM})
_IMPACT = Word("impact", {impact.slug: impact for impact in Impact})


@click.command()
@click.argument("title", metavar="[TITLE]", required=False, default="")
@click.option(
    "-c",
    "--component",
    "components",
    metavar="NAME=STATE",
    multiple=True,
    shell_complete=complete_states,
    help="What is affected, and how: api=partial_outage. Repeat it for several.",
)
@click.option("--status", metavar="STATUS", type=_STATUS, help="The first status; the default is investigating.")
@click.option("--impact", metavar="IMPACT", type=_IMPACT, help="How bad it is, if the states do not say it.")
@writing_options
@click.pass_obj
def command(
    folder: Path,
    title: str,
    components: tuple[str, ...],
    status: Status | None,
    impact: Impact | None,
    wishes: Wishes,
) -> None:
    """Open an incident, as of now.

    It writes a file below incidents/ whose name is the day and the title,
    and shows what is in it. Without a text it says what goes with the
    status. Words may be cut short: -c api=partial.

    States: operational, under_maintenance, degraded_performance,
    partial_outage, major_outage. Statuses: investigating, identified,
    monitoring, resolved.

    \b
      statusgen new 'Login is slow' -c api=partial_outage -m 'We are looking into it.'
      statusgen new 'Login is slow' -c api=partial --at 03:12 --commit
      statusgen new --template database --edit
    """
    now = moment.read_clock()
    default = STATE_OF_IMPACT[impact] if impact is not None else State.DEGRADED_PERFORMANCE

    def make(desk: Desk, message: str, edit: Edit) -> Written:
        news = News(
            at=minute(now) if wishes.at is None else past_time("--at", wishes.at, desk.page.zone, now),
            status=status or Status.INVESTIGATING,
            insists=status is not None,
            title=title,
            message=message,
            impact=impact,
            states=component_states(desk, components, default),
        )
        template = desk.template(wishes.template or "incident")
        if not title.strip() and "title" in template.placeholders:
            raise click.UsageError("say in a few words what is wrong: statusgen new 'Login is slow'")
        return begin(desk, template, news, edit)

    write(folder, wishes, make)
