"""One page for each year, with every report of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from statusgen.model.paths import year_folder
from statusgen.outputs.edition import Edition, digest, root_of
from statusgen.outputs.filters import FilterPart, filter_part
from statusgen.outputs.output import Output
from statusgen.outputs.parts import LinkPart, ReportPart
from statusgen.outputs.reports import report_line
from statusgen.outputs.totals import TotalsPart, has_incidents, totals_part
from statusgen.views.history import neighbours

TEMPLATE = "year.html"


@dataclass(frozen=True, slots=True)
class MonthReports:
    """The reports of a month, as lines."""

    title: str
    """The month: `August 2025`."""
    url: str
    """The month's page."""
    reports: tuple[ReportPart, ...]
    """Those that began in it, newest first; at least one."""


@dataclass(frozen=True, slots=True)
class YearPage:
    """Context of `year.html`."""

    title: str
    """The year: `2025`."""
    totals: TotalsPart
    """What its reports come to."""
    filter: FilterPart
    """What a script can narrow the reports down by."""
    months: tuple[MonthReports, ...]
    """Those with reports that began in them, newest first; empty where there are none."""
    empty: str
    """A sentence for a year without incidents, `No incidents in 2025`; empty where it has some or is still to come."""
    earlier: LinkPart | None
    """The year before it that has a page; none for the first one."""
    later: LinkPart | None
    """The year after it that has a page; none for the last one."""


def outputs(edition: Edition) -> Iterator[Output]:
    """A page for each year that has a month with a page."""
    facts = edition.facts
    for year, beside in neighbours(sorted(facts.years)):
        keys = [(month, [facts.keys[c.report.id] for c in courses]) for month, courses in facts.years[year].items()]
        path = path_of(year)
        key = digest(edition.digest, beside, _is_ahead(edition, year), keys)
        yield Output(path, key, f"the year {year}", _renderer(edition, year, beside, path))


def path_of(year: int) -> str:
    """The path of a year's page in the output."""
    return f"{year_folder(year)}index.html"


def _renderer(edition: Edition, year: int, beside: tuple[int | None, int | None], path: str) -> Callable[[], bytes]:
    return lambda: edition.render(TEMPLATE, path, _page(edition, year, beside, root_of(path)))


def _page(edition: Edition, year: int, beside: tuple[int | None, int | None], root: str) -> YearPage:
    language, months = edition.language, edition.facts.years[year]
    courses = tuple(chain.from_iterable(months.values()))
    earlier, later = (LinkPart(str(other), root + year_folder(other)) if other else None for other in beside)
    is_quiet = not has_incidents(courses) and not _is_ahead(edition, year)
    by_month = [
        MonthReports(
            language.month(month.first_day),
            f"{root}history/{month.path}/",
            tuple(report_line(edition, course, root) for course in those),
        )
        for month, those in months.items()
        if those
    ]
    return YearPage(
        title=str(year),
        totals=totals_part(edition, courses),
        filter=filter_part(edition, [report for month in by_month for report in month.reports]),
        months=tuple(by_month),
        empty=language.gettext("No incidents in %(year)s") % {"year": year} if is_quiet else "",
        earlier=earlier,
        later=later,
    )


def _is_ahead(edition: Edition, year: int) -> bool:
    """Whether there can only be plans in it."""
    return year > edition.facts.today.year
