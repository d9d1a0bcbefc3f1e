"""Figures, put into the parts that `parts/chart.html` draws: every picture has its numbers beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from statusgen.i18n import Language
from statusgen.model.vocabulary import Impact, Kind, State
from statusgen.outputs.edition import Edition
from statusgen.outputs.parts import StatePart
from statusgen.outputs.reports import state_part
from statusgen.views.figures import Resolution, Tally, Toll
from statusgen.views.history import Month

WHOLE = 1000
"""How long the longest bar is."""
_LOWEST_TOP = 4
"""A single incident never fills a column."""
_NO_TIME = timedelta(0)
STATES = (State.MAJOR_OUTAGE, State.PARTIAL_OUTAGE, State.DEGRADED_PERFORMANCE)
"""What a bar is made of, the worst first."""


@dataclass(frozen=True, slots=True)
class SegmentPart:
    """A stretch of a bar or of a column."""

    slug: str
    """A state or an impact, for its colour."""
    start: int
    """Where it begins, from the beginning of the bar in thousandths, or from the foot of the column in incidents."""
    length: int
    """How long it is, in the same unit."""


@dataclass(frozen=True, slots=True)
class CellPart:
    """One month of a year."""

    name: str
    """The month, as short as can be: `Aug`."""
    url: str
    """The month's page; empty where there is nothing to read."""
    count: str
    """How many incidents began in it, or maintenances where there is nothing else; empty outside the record."""
    worst: str
    """The worst impact of its incidents, for class names, or `maintenance`; empty where there is neither."""
    column: tuple[SegmentPart, ...]
    """Its incidents by impact, the least on the ground, each one unit high."""
    text: str
    """The month in a sentence: `August 2025: 3 incidents, worst impact: Major`; empty outside the record."""


@dataclass(frozen=True, slots=True)
class StripPart:
    """A year with a column for each month."""

    year: str
    """Its number: `2025`."""
    url: str
    """The year's page."""
    text: str
    """What happened in it: `41 incidents`."""
    top: int
    """How many units fill a column."""
    months: tuple[CellPart, ...]
    """January first, always twelve."""


@dataclass(frozen=True, slots=True)
class ShareTextPart:
    """The time in one state."""

    state: StatePart
    """The state."""
    text: str
    """How long it lasted: `3.4 hr`."""


@dataclass(frozen=True, slots=True)
class TollPart:
    """A time of impact as a bar that is split by state."""

    text: str
    """All of it: `41 hr`."""
    shares: tuple[ShareTextPart, ...]
    """What it is made of, the worst first."""
    segments: tuple[SegmentPart, ...]
    """The same, to be drawn on a bar that is 1000 long."""


@dataclass(frozen=True, slots=True)
class ResolutionPart:
    """How long the incidents of a year took."""

    year: str
    """Its number: `2025`."""
    count: str
    """`41 incidents`: those that have ended."""
    lengths: tuple[str, ...]
    """Of so few that there is neither median nor percentile: each one's, the shortest first; else empty."""
    median: str
    """How long half of them took at most: `1 hr 21 min`; empty for so few."""
    nine_in_ten: str
    """How long nine in ten of them took at most; empty for fewer than ten."""
    to_median: int
    """How far the bar goes, in thousandths; 0 where there is none, or no other year to compare it with."""
    to_nine_in_ten: int
    """How far the line goes, in thousandths; 0 likewise."""


def top(tallies: Iterable[Tally]) -> int:
    """The height of the columns of all these months together."""
    return max((one.incidents for one in tallies), default=0) or 1


def counted(language: Language, one: Tally) -> str:
    """`3 incidents`, or `1 maintenance` where there is nothing else."""
    if one.maintenances and not one.incidents:
        return maintenances_text(language, one.maintenances)
    return incidents_text(language, one.incidents)


def incidents_text(language: Language, count: int) -> str:
    """`3 incidents`, or `No incidents`."""
    if not count:
        return language.gettext("No incidents")
    return language.ngettext("%(count)s incident", "%(count)s incidents", count) % {"count": language.number(count)}


def maintenances_text(language: Language, count: int) -> str:
    """`3 maintenances`."""
    text = language.ngettext("%(count)s maintenance", "%(count)s maintenances", count)
    return text % {"count": language.number(count)}


def strip(
    edition: Edition,
    year: int,
    page: str,
    months: Mapping[Month, Tally],
    height: int,
    url: Callable[[Month, Tally], str],
) -> StripPart:
    """A year of those months, with its page; `url` says where a month that is among them leads."""
    language, cells = edition.language, []
    for number, name in enumerate(language.short_month_names, 1):
        month = Month(year, number)
        one = months.get(month)
        cells.append(
            CellPart(name, "", "", "", (), "") if one is None else _cell(language, month, one, name, url(month, one))
        )
    known = [one for month, one in months.items() if month.year == year]
    every = Tally(
        tuple(map(sum, zip(*(one.impacts for one in known), strict=True))), sum(o.maintenances for o in known)
    )
    return StripPart(str(year), page, counted(language, every), max(height, _LOWEST_TOP), tuple(cells))


def _cell(language: Language, month: Month, one: Tally, name: str, url: str) -> CellPart:
    count = language.number(one.incidents or one.maintenances)
    return CellPart(name, url, count, one.worst, _stacked(_impacts(one)), month_text(language, month, one))


def month_text(language: Language, month: Month, one: Tally) -> str:
    """`August 2025: 3 incidents, worst impact: Major`."""
    said = {"month": language.month(month.first_day), "reports": counted(language, one)}
    worst = max((impact for impact in Impact if one.impacts[impact]), default=Impact.NONE)
    if worst is Impact.NONE:
        return language.gettext("%(month)s: %(reports)s") % said
    said["impact"] = language.impact(worst)
    return language.gettext("%(month)s: %(reports)s, worst impact: %(impact)s") % said


def _impacts(one: Tally) -> Sequence[tuple[str, int]]:
    return [(impact.slug, one.impacts[impact]) for impact in Impact]


def _stacked(lengths: Iterable[tuple[str, int]]) -> tuple[SegmentPart, ...]:
    """One after the other, without those of no length."""
    segments, start = [], 0
    for slug, length in lengths:
        if length:
            segments.append(SegmentPart(slug, start, length))
        start += length
    return tuple(segments)


def legend(edition: Edition, tallies: Iterable[Tally]) -> tuple[StatePart, ...]:
    """The impacts that occur, the worst first, and maintenances where a month shows them."""
    shown = {one.worst for one in tallies} | {slug for one in tallies for slug, count in _impacts(one) if count}
    language = edition.language
    found = [
        StatePart(impact.slug, language.gettext("Impact: %(impact)s") % {"impact": language.impact(impact)})
        for impact in reversed(Impact)
        if impact.slug in shown
    ]
    maintenance = [StatePart("maintenance", language.kind(Kind.MAINTENANCE))] if "maintenance" in shown else []
    return (*found, *maintenance)


def toll_part(edition: Edition, toll: Toll, longest: int) -> TollPart:
    """The time of impact where the longest beside it takes so many seconds."""
    seconds = {
        State.MAJOR_OUTAGE: toll.major,
        State.PARTIAL_OUTAGE: toll.partial,
        State.DEGRADED_PERFORMANCE: toll.degraded,
    }
    shares = [(state, seconds[state]) for state in STATES if seconds[state]]
    return TollPart(
        text=edition.language.hours(toll.total),
        shares=tuple(ShareTextPart(state_part(edition, state), edition.language.hours(long)) for state, long in shares),
        segments=_stacked((state.slug, max(long * WHOLE // longest, 4)) for state, long in shares),
    )


def resolution_parts(edition: Edition, years: Sequence[Resolution]) -> tuple[ResolutionPart, ...]:
    """Years side by side, on one scale."""
    language = edition.language
    told = [year for year in years if year.median is not None]
    longest = max((year.nine_in_ten or year.median or _NO_TIME for year in told), default=_NO_TIME)
    found = []
    for year in years:
        median, nine_in_ten = year.median, year.nine_in_ten
        few = year.lengths if median is None else ()
        found.append(
            ResolutionPart(
                year=str(year.year),
                count=incidents_text(language, len(year.lengths)),
                lengths=tuple(language.seconds(_seconds(length)) for length in few),
                median="" if median is None else language.seconds(_seconds(median)),
                nine_in_ten="" if nine_in_ten is None else language.seconds(_seconds(nine_in_ten)),
                to_median=_share(median, longest) if len(told) > 1 else 0,
                to_nine_in_ten=_share(nine_in_ten, longest) if len(told) > 1 else 0,
            )
        )
    return tuple(found)


def _share(length: timedelta | None, longest: timedelta) -> int:
    return length * WHOLE // longest if length else 0


def _seconds(length: timedelta) -> int:
    return int(length.total_seconds())
