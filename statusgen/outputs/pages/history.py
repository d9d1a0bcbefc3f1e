"""The overview of all years, and one page for each month."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from statusgen.i18n import Language
from statusgen.model.vocabulary import Impact, Kind
from statusgen.outputs.edition import Edition, digest, root_of
from statusgen.outputs.output import Output
from statusgen.outputs.parts import LinkPart, ReportPart
from statusgen.outputs.reports import report_line
from statusgen.views.course import Course
from statusgen.views.history import Month

HISTORY_TEMPLATE = "history.html"
MONTH_TEMPLATE = "month.html"
PATH = "history/index.html"


@dataclass(frozen=True, slots=True)
class MonthCell:
    """One month in the overview."""

    name: str
    """`August`."""
    url: str
    """Empty for a month that has no page: before the first report, or still to come."""
    count: int
    """How many incidents began in it."""
    text: str
    """`3 incidents`, `No incidents`, or `1 maintenance` where there is nothing else."""
    worst: str
    """The worst impact of its incidents: none, minor, major or critical."""


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year in the overview."""

    name: str
    text: str
    """`41 incidents`."""
    months: tuple[MonthCell, ...]
    """January first, always twelve."""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Context of `history.html`."""

    years: tuple[YearRow, ...]
    """Newest first; empty where nothing was ever reported."""


@dataclass(frozen=True, slots=True)
class MonthPage:
    """Context of `month.html`."""

    title: str
    """`August 2025`."""
    reports: tuple[ReportPart, ...]
    """Those that began in the month, newest first, as lines."""
    empty: str
    """`No incidents in August 2025`, where there are none; else empty."""
    earlier: LinkPart | None
    later: LinkPart | None


def outputs(edition: Edition) -> Iterator[Output]:
    """The overview, and a page for each month."""
    months = edition.facts.months
    counts = [(month, *_tally(courses)) for month, courses in months.items()]
    key = digest(edition.digest, counts, bool(edition.facts.courses))
    yield Output(PATH, key, "the history", lambda: _render_history(edition, PATH))
    every = tuple(months)
    for n, month in enumerate(every):
        beside = (every[n - 1] if n else None, every[n + 1] if n + 1 < len(every) else None)
        key = digest(edition.digest, beside, [c.key for c in months[month]])
        path = path_of(month)
        yield Output(path, key, f"the month {month.path}", _month_renderer(edition, month, beside, path))


def path_of(month: Month) -> str:
    """The path of a month's page in the output."""
    return f"history/{month.path}/index.html"


def _tally(courses: Sequence[Course]) -> tuple[int, int, Impact]:
    """How many incidents, how many maintenances, and the worst impact among the incidents."""
    incidents = [course for course in courses if course.report.kind is Kind.INCIDENT]
    maintenances = sum(course.report.kind is Kind.MAINTENANCE for course in courses)
    return len(incidents), maintenances, max((course.impact for course in incidents), default=Impact.NONE)


def _render_history(edition: Edition, path: str) -> bytes:
    months, root = edition.facts.months, root_of(path)
    years = tuple(
        _year(edition, year, {month.month: month for month in those}, root)
        for year, those in groupby(reversed(tuple(months)), key=lambda month: month.year)
    )
    page = HistoryPage(years if edition.facts.courses else ())
    return edition.render(HISTORY_TEMPLATE, path, page)


def _year(edition: Edition, year: int, months: dict[int, Month], root: str) -> YearRow:
    language = edition.language
    cells, all_incidents, all_maintenances = [], 0, 0
    for number, name in enumerate(language.month_names, 1):
        month = months.get(number)
        incidents, maintenances, worst = _tally(edition.facts.months[month] if month else ())
        url = f"{root}history/{month.path}/" if month else ""
        text = _count(language, incidents, maintenances) if month else ""
        cells.append(MonthCell(name, url, incidents, text, worst.slug))
        all_incidents, all_maintenances = all_incidents + incidents, all_maintenances + maintenances
    return YearRow(str(year), _count(language, all_incidents, all_maintenances), tuple(cells))


def _count(language: Language, incidents: int, maintenances: int) -> str:
    if incidents:
        return language.ngettext("%(count)s incident", "%(count)s incidents", incidents) % {"count": incidents}
    if maintenances:
        text = language.ngettext("%(count)s maintenance", "%(count)s maintenances", maintenances)
        return text % {"count": maintenances}
    return language.gettext("No incidents")


def _month_renderer(
    edition: Edition, month: Month, beside: tuple[Month | None, Month | None], path: str
) -> Callable[[], bytes]:
    def render() -> bytes:
        language, root = edition.language, root_of(path)
        title = language.month(month.first_day)
        courses = edition.facts.months[month]
        earlier, later = (
            LinkPart(language.month(other.first_day), f"{root}history/{other.path}/") if other else None
            for other in beside
        )
        page = MonthPage(
            title=title,
            reports=tuple(report_line(edition, course, root) for course in courses),
            empty="" if courses else language.gettext("No incidents in %(month)s") % {"month": title},
            earlier=earlier,
            later=later,
        )
        return edition.render(MONTH_TEMPLATE, path, page)

    return render
