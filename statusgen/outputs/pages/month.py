"""One page for each month."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from statusgen.model.paths import year_folder
from statusgen.outputs.edition import Edition, digest, root_of
from statusgen.outputs.filters import FilterPart, filter_part
from statusgen.outputs.output import Output
from statusgen.outputs.parts import LinkPart, ReportPart
from statusgen.outputs.reports import report_line
from statusgen.outputs.totals import TotalsPart, has_incidents, totals_part
from statusgen.views.history import Month, neighbours

TEMPLATE = "month.html"


@dataclass(frozen=True, slots=True)
class MonthPage:
    """Context of `month.html`."""

    title: str
    """The month: `August 2025`."""
    year: LinkPart
    """The page of its year: `2025`."""
    totals: TotalsPart
    """What its reports come to."""
    filter: FilterPart
    """What a script can narrow the reports down by."""
    reports: tuple[ReportPart, ...]
    """Those that began in the month, newest first, as lines; often empty."""
    empty: str
    """A sentence for a month without incidents, `No incidents in August 2025`; empty where it has some or is still to
    come."""
    earlier: LinkPart | None
    """The month before it; none for the first one of the record."""
    later: LinkPart | None
    """The month after it; none for the last one of the record."""


def outputs(edition: Edition) -> Iterator[Output]:
    """A page for each month."""
    months = edition.facts.months
    for month, beside in neighbours(months):
        keys = [edition.facts.keys[course.report.id] for course in months[month]]
        key = digest(edition.digest, beside, _is_ahead(edition, month), keys)
        path = path_of(month)
        yield Output(path, key, f"the month {month.path}", _renderer(edition, month, beside, path))


def path_of(month: Month) -> str:
    """The path of a month's page in the output."""
    return f"history/{month.path}/index.html"


def _renderer(
    edition: Edition, month: Month, beside: tuple[Month | None, Month | None], path: str
) -> Callable[[], bytes]:
    return lambda: edition.render(TEMPLATE, path, _page(edition, month, beside, root_of(path)))


def _page(edition: Edition, month: Month, beside: tuple[Month | None, Month | None], root: str) -> MonthPage:
    language, courses = edition.language, edition.facts.months[month]
    title = language.month(month.first_day)
    earlier, later = (
        LinkPart(language.month(other.first_day), f"{root}history/{other.path}/") if other else None for other in beside
    )
    is_quiet = not has_incidents(courses) and not _is_ahead(edition, month)
    reports = tuple(report_line(edition, course, root) for course in courses)
    return MonthPage(
        title=title,
        year=LinkPart(str(month.year), root + year_folder(month.year)),
        totals=totals_part(edition, courses),
        filter=filter_part(edition, reports),
        reports=reports,
        empty=language.gettext("No incidents in %(month)s") % {"month": title} if is_quiet else "",
        earlier=earlier,
        later=later,
    )


def _is_ahead(edition: Edition, month: Month) -> bool:
    """Whether there can only be plans in it."""
    return month.first_day > edition.facts.today
