"""Components, groups and their uptime, put into the parts that templates print."""

from __future__ import annotations

from statusgen.model.components import Component, Group, Row
from statusgen.model.paths import component_folder
from statusgen.model.vocabulary import State
from statusgen.outputs.edition import Edition
from statusgen.outputs.parts import BarsPart, ComponentPart, DayPart, StretchPart
from statusgen.outputs.reports import day_part, state_part
from statusgen.views.uptime import DayRecord, Uptime


def row_part(edition: Edition, row: Row, root: str) -> ComponentPart:
    """A component, or a group with its members, as the front page shows it."""
    members = row.members if isinstance(row, Group) else ()
    return ComponentPart(
        id=row.id,
        url="" if isinstance(row, Group) else root + component_folder(row.id),
        name=row.name,
        description=row.description,
        state=state_part(edition, edition.facts.current.states[row.id]),
        bars=bars_part(edition, row),
        members=tuple(row_part(edition, member, root) for member in members),
        is_group=isinstance(row, Group),
    )


def bars_part(edition: Edition, row: Component | Group) -> BarsPart | None:
    """The row's ninety days, or None where it shows no uptime."""
    uptime = edition.facts.uptimes.get(row.id)
    if uptime is None:
        return None
    language = edition.language
    marked = tuple(outage_part(edition, n, day) for n, day in enumerate(uptime.days) if day.level)
    return BarsPart(
        days=len(uptime.days),
        unknown=sum(not day.is_known for day in uptime.days),
        marked=marked,
        percent=percent_text(edition, uptime),
        stretches=_stretches(edition, row, uptime),
        first=day_part(edition, uptime.days[0].day),
        last=day_part(edition, uptime.days[-1].day),
        text=_sentence(edition, row, uptime, marked),
        plain=language.gettext("%(day)s: no outage"),
        blank=language.gettext("%(day)s: no data"),
    )


def percent_text(edition: Edition, uptime: Uptime) -> str:
    """`99.98%`, or empty where nothing is known."""
    return "" if uptime.percent is None else edition.language.percent(uptime.percent)


def outage_part(edition: Edition, index: int, record: DayRecord) -> DayPart:
    """A day with an outage, in words."""
    language = edition.language
    lengths = ((State.MAJOR_OUTAGE, record.major), (State.PARTIAL_OUTAGE, record.partial))
    texts = [
        language.gettext("%(state)s for %(duration)s")
        % {"state": language.state(state), "duration": language.seconds(seconds)}
        for state, seconds in lengths
        if seconds
    ]
    text = language.gettext("%(day)s: %(outages)s") % {
        "day": language.day(record.day),
        "outages": language.list(texts),
    }
    return DayPart(index, record.level, text)


def _stretches(edition: Edition, row: Row, uptime: Uptime) -> tuple[StretchPart, ...]:
    records = (uptime, *(recent[row.id] for recent in edition.facts.recent_uptimes))
    return tuple(
        StretchPart(len(record.days), percent_text(edition, record), day_part(edition, record.days[0].day))
        for record in records
    )


def _sentence(edition: Edition, row: Row, uptime: Uptime, marked: tuple[DayPart, ...]) -> str:
    language = edition.language
    if uptime.percent is None:
        return language.gettext("%(name)s: no data yet.") % {"name": row.name}
    known = [record.day for record in uptime.days if record.is_known]
    span = {"name": row.name, "first": language.day(known[0]), "last": language.day(known[-1])}
    if not marked:
        return language.gettext("%(name)s from %(first)s to %(last)s: no outages.") % span
    listed = language.gettext("; ").join(day.text for day in marked)
    return language.gettext("%(name)s from %(first)s to %(last)s: %(outages)s.") % {**span, "outages": listed}
