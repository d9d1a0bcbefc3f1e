"""The overview of all years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from statusgen.model.paths import component_folder, year_folder
from statusgen.outputs import charts
from statusgen.outputs.charts import ResolutionPart, StripPart, TollPart
from statusgen.outputs.edition import Edition, digest, root_of
from statusgen.outputs.output import Output
from statusgen.outputs.parts import LinkPart, StatePart, TimePart
from statusgen.outputs.reports import day_part, state_part
from statusgen.views.figures import Resolution, Tally, resolutions, tally
from statusgen.views.history import Month
from statusgen.views.longrun import Ranking, ranking

TEMPLATE = "history.html"
PATH = "history/index.html"
_MOST_RANKED = 10


@dataclass(frozen=True, slots=True)
class RankPart:
    """A component that suffered."""

    name: str
    """The component's name, with that of its group where it is in one."""
    url: str
    """The component's page."""
    toll: TollPart
    """Its time of impact."""


@dataclass(frozen=True, slots=True)
class RankingPart:
    """Hours of impact of each component, over some full months."""

    first: TimePart
    """The first day of the first of those months."""
    last: TimePart
    """The last day of the last one."""
    ranks: tuple[RankPart, ...]
    """The longest first, ten at most; empty where nothing suffered."""
    rest: str
    """How many more there are: `3 more components had less.`; empty where there are none."""
    legend: tuple[StatePart, ...]
    """The states that the bars are made of."""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Context of `history.html`."""

    total: str
    """All of it in words: `1,282 incidents since October 2018`; empty where nothing was ever reported."""
    legend: tuple[StatePart, ...]
    """The impacts that occur, and `maintenance` where a month has nothing else."""
    ahead: tuple[LinkPart, ...]
    """The months of later years, for which there are only plans: `March 2027: 1 maintenance`. Often empty."""
    years: tuple[StripPart, ...]
    """Up to this one, newest first; empty where nothing was ever reported."""
    ranking: RankingPart | None
    """Which components suffered most; none where no component shows its uptime, or before the first month is over."""
    resolutions: tuple[ResolutionPart, ...]
    """The years in which incidents began that have ended, newest first; empty where there are none."""


def outputs(edition: Edition) -> Iterator[Output]:
    """The overview, which has no figure that a minute changes."""
    facts = edition.facts
    tallies = {month: tally(courses) for month, courses in facts.months.items()}
    ranked, years = ranking(facts), resolutions(facts.courses, facts.site.page.zone)
    key = digest(edition.digest, bool(facts.courses), facts.today.year, tallies, ranked, years)
    yield Output(PATH, key, "the history", lambda: _render(edition, tallies, ranked, years))


def _render(
    edition: Edition, tallies: Mapping[Month, Tally], ranked: Ranking | None, years: tuple[Resolution, ...]
) -> bytes:
    root, language = root_of(PATH), edition.language
    if not edition.facts.courses:
        return edition.render(TEMPLATE, PATH, HistoryPage("", (), (), (), None, ()))
    count = charts.incidents_text(language, sum(one.incidents for one in tallies.values()))
    since = language.month(next(iter(tallies)).first_day)
    height, this_year = charts.top(tallies.values()), edition.facts.today.year
    page = HistoryPage(
        total=language.gettext("%(incidents)s since %(month)s") % {"incidents": count, "month": since},
        legend=charts.legend(edition, tuple(tallies.values())),
        ahead=tuple(
            LinkPart(charts.month_text(language, month, one), f"{root}history/{month.path}/")
            for month, one in tallies.items()
            if month.year > this_year
        ),
        years=tuple(
            charts.strip(
                edition,
                year,
                root + year_folder(year),
                tallies,
                height,
                lambda month, _: f"{root}history/{month.path}/",
            )
            for year in sorted({month.year for month in tallies if month.year <= this_year}, reverse=True)
        ),
        ranking=_ranking(edition, ranked, root) if ranked else None,
        resolutions=charts.resolution_parts(edition, years),
    )
    return edition.render(TEMPLATE, PATH, page)


def _ranking(edition: Edition, ranked: Ranking, root: str) -> RankingPart:
    language, shown = edition.language, ranked.tolls[:_MOST_RANKED]
    longest = shown[0][1].total if shown else 1
    ranks = tuple(
        RankPart(
            component.full_name,
            root + component_folder(component.id),
            charts.toll_part(edition, toll, longest),
        )
        for component, toll in shown
    )
    rest = len(ranked.tolls) - len(shown)
    said = language.ngettext("%(count)s more component had less.", "%(count)s more components had less.", rest)
    slugs = {segment.slug for rank in ranks for segment in rank.toll.segments}
    return RankingPart(
        first=day_part(edition, ranked.first),
        last=day_part(edition, ranked.last),
        ranks=ranks,
        rest=said % {"count": language.number(rest)} if rest else "",
        legend=tuple(state_part(edition, state) for state in charts.STATES if state.slug in slugs),
    )
