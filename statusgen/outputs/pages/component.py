"""The page of one component."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from statusgen.i18n import iso
from statusgen.model.components import Component
from statusgen.model.paths import component_folder, year_folder
from statusgen.model.vocabulary import Kind
from statusgen.outputs import charts
from statusgen.outputs.charts import StripPart, TollPart
from statusgen.outputs.edition import Edition, digest, root_of
from statusgen.outputs.filters import FilterPart, filter_part
from statusgen.outputs.output import Output
from statusgen.outputs.parts import (
    ComponentPart,
    ReportPart,
    StatePart,
    StateTurnPart,
    SubscriptionPart,
    TimePart,
)
from statusgen.outputs.reports import day_part, instant_part, report_line
from statusgen.outputs.rows import row_part
from statusgen.outputs.subscriptions import subscriptions
from statusgen.outputs.turns import state_turns
from statusgen.views.course import Course
from statusgen.views.figures import tally
from statusgen.views.history import Month, month_of
from statusgen.views.longrun import YearRecord, year_records

TEMPLATE = "component.html"


@dataclass(frozen=True, slots=True)
class YearCount:
    """How many more reports there are of a year."""

    year: str
    """Its number: `2019`."""
    url: str
    """The year's page, where a script shows those of this component only."""
    text: str
    """How many: `12 reports`."""


@dataclass(frozen=True, slots=True)
class YearPart:
    """A year of the component."""

    year: str
    """Its number: `2025`."""
    note: str
    """Which part of the year the record has, `from May 02, 2023` or `to Nov 21, 2026`; empty where it has all of it."""
    percent: str
    """The uptime: `99.98%`; empty where nothing is known."""
    count: str
    """How many incidents began in it: `14`."""
    toll: TollPart | None
    """None where it had no impact, or where nothing is known."""


@dataclass(frozen=True, slots=True)
class YearReports:
    """The reports of a year, as lines."""

    year: str
    """Its number: `2025`."""
    reports: tuple[ReportPart, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class ComponentPage:
    """Context of `component.html`."""

    component: ComponentPart
    """The component itself."""
    label: str
    """Its name, with that of its group where the name alone is ambiguous."""
    group: str
    """The name of its group; empty where it is in none."""
    since: TimePart | None
    """The day since when there is such a component; none where that is not said."""
    retired: TimePart | None
    """The day it was retired, if that day has come; then there is no state to show. Else none."""
    until: TimePart | None
    """How long its state holds; none unless the clock alone will change it."""
    as_of: TimePart | None
    """When the site was built, while an outage goes on: its record then grows with every second. Else none."""
    turns: tuple[StateTurnPart, ...]
    """When the clock alone will change its state, soonest first; often empty."""
    records: tuple[YearPart, ...]
    """Its years, newest first: uptime, incidents, hours of impact."""
    shows_uptime: bool
    """Whether its uptime and its hours of impact are shown, be it retired or not."""
    legend: tuple[StatePart, ...]
    """The impacts that occur in the strips, the worst first."""
    strips: tuple[StripPart, ...]
    """This year and the last one, by month, newest first; empty where no incident ever named it."""
    filter: FilterPart
    """What a script can narrow the reports down by."""
    reports: tuple[YearReports, ...]
    """The newest fifty that name it, by the year in which they began, newest first."""
    earlier: tuple[YearCount, ...]
    """The rest, counted by year, newest first; empty where there is no more than `reports` has."""
    subscriptions: tuple[SubscriptionPart, ...]
    """To the news of this component only."""


_MOST_REPORTS = 50


def outputs(edition: Edition) -> Iterator[Output]:
    """One page for each component, the retired ones included."""
    facts = edition.facts
    for component in facts.site.components:
        path = path_of(component.id)
        key = digest(
            edition.digest,
            facts.current.states[component.id],
            facts.displayed_uptime(component.id),
            component.is_retired(facts.now, facts.site.page),
            [facts.keys[course.report.id] for course in facts.by_component[component.id]],
            facts.today,
            next(iter(facts.months)),
            state_turns(edition, component.id),
            facts.is_down(component) and facts.now,
        )
        yield Output(path, key, f"the component {component.name}", _renderer(edition, component, path))


def path_of(component_id: str) -> str:
    """The path of a component's page in the output."""
    return f"{component_folder(component_id)}index.html"


def _earlier_years(edition: Edition, component: Component) -> Counter[int]:
    """How many reports of each year the page only counts."""
    courses = edition.facts.by_component[component.id][_MOST_REPORTS:]
    return Counter(edition.language.day_of(course.began).year for course in courses)


def _renderer(edition: Edition, component: Component, path: str) -> Callable[[], bytes]:
    return lambda: edition.render(TEMPLATE, path, _page(edition, component, root_of(path)))


def _page(edition: Edition, component: Component, root: str) -> ComponentPage:
    facts, language = edition.facts, edition.language
    retired = component.retired if component.is_retired(facts.now, facts.site.page) else None
    earlier = sorted(_earlier_years(edition, component).items(), reverse=True)
    incidents = [c for c in facts.by_component[component.id] if c.report.kind is Kind.INCIDENT]
    strips, legend = _strips(edition, component, incidents, root)
    turns = state_turns(edition, component.id)
    reports = _reports(edition, facts.by_component[component.id][:_MOST_REPORTS], root)
    return ComponentPage(
        component=row_part(edition, component, root),
        label=edition.label(component.id),
        group=component.group or "",
        since=day_part(edition, component.since) if component.since else None,
        retired=day_part(edition, retired) if retired else None,
        until=instant_part(edition, turns[0][0]) if turns else None,
        as_of=instant_part(edition, facts.now) if facts.is_down(component) else None,
        turns=tuple(StateTurnPart(iso(at), {component.id: state}) for at, state in turns),
        records=_records(edition, component, incidents),
        shows_uptime=edition.facts.keeps_record(component),
        legend=legend,
        strips=strips,
        filter=filter_part(edition, [report for year in reports for report in year.reports], by_component=False),
        reports=reports,
        earlier=tuple(
            YearCount(
                str(year),
                _url(component, root, year_folder(year)),
                language.ngettext("%(count)s report", "%(count)s reports", count) % {"count": language.number(count)},
            )
            for year, count in earlier
        ),
        subscriptions=subscriptions(language, "", edition.url + component_folder(component.id), has_json=False),
    )


def _reports(edition: Edition, courses: Sequence[Course], root: str) -> tuple[YearReports, ...]:
    by_year = groupby(courses, key=lambda course: edition.language.day_of(course.began).year)
    return tuple(
        YearReports(str(year), tuple(report_line(edition, course, root) for course in those)) for year, those in by_year
    )


def _url(component: Component, root: str, folder: str) -> str:
    """A page of the history, on which a script shows the component's reports only."""
    return f"{root}{folder}?component={component.id}"


def _records(edition: Edition, component: Component, incidents: Sequence[Course]) -> tuple[YearPart, ...]:
    """The years of its uptime, and those with incidents."""
    records = year_records(edition.facts, component) if edition.facts.keeps_record(component) else ()
    by_year = {record.first.year: record for record in records}
    counts = Counter(edition.language.day_of(course.began).year for course in incidents)
    longest = max((record.toll.total for record in records), default=0)
    return tuple(
        _year(edition, year, by_year.get(year), counts[year], longest)
        for year in sorted(by_year.keys() | counts.keys(), reverse=True)
    )


def _year(edition: Edition, year: int, record: YearRecord | None, count: int, longest: int) -> YearPart:
    language = edition.language
    if record is None:
        return YearPart(str(year), "", "", language.number(count), None)
    days = {"first": language.day(record.first), "last": language.day(record.last)}
    match record.first == date(year, 1, 1), record.last == date(year, 12, 31):
        case True, True:
            note = ""
        case True, False:
            note = language.gettext("to %(last)s") % days
        case False, True:
            note = language.gettext("from %(first)s") % days
        case _:
            note = language.gettext("%(first)s to %(last)s") % days
    toll = charts.toll_part(edition, record.toll, longest) if record.toll.total else None
    return YearPart(str(year), note, language.percent(record.percent), language.number(count), toll)


def _strips(
    edition: Edition, component: Component, incidents: Sequence[Course], root: str
) -> tuple[tuple[StripPart, ...], tuple[StatePart, ...]]:
    """The last two years with their legend; a month leads to its page where it has an incident."""
    if not incidents:
        return (), ()
    by_month: dict[Month, list[Course]] = defaultdict(list)
    for course in incidents:
        by_month[month_of(course, edition.language.zone)].append(course)
    today = edition.facts.today
    tallies = {
        month: tally(by_month[month])
        for month in edition.facts.months
        if today.year - 1 <= month.year and month.first_day <= today
    }
    height = charts.top(tallies.values())
    strips = tuple(
        charts.strip(
            edition,
            year,
            _url(component, root, year_folder(year)),
            tallies,
            height,
            lambda month, one: _url(component, root, f"history/{month.path}/") if one.incidents else "",
        )
        for year in sorted({month.year for month in tallies}, reverse=True)
    )
    return strips, charts.legend(edition, tuple(tallies.values()))
