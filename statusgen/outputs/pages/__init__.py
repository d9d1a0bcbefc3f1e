"""The pages: one module for each template, with the context that the template sees."""

from collections.abc import Callable, Iterator, Mapping

from statusgen.outputs import embed
from statusgen.outputs.edition import Edition
from statusgen.outputs.output import Output
from statusgen.outputs.pages import component, history, index, month, not_found, redirect, report, uptime, year

PAGES: tuple[Callable[[Edition], Iterator[Output]], ...] = (
    index.outputs,
    history.outputs,
    year.outputs,
    month.outputs,
    report.outputs,
    component.outputs,
    uptime.outputs,
    not_found.outputs,
    redirect.outputs,
)

CONTEXTS: Mapping[str, type] = {
    index.TEMPLATE: index.IndexPage,
    history.TEMPLATE: history.HistoryPage,
    year.TEMPLATE: year.YearPage,
    month.TEMPLATE: month.MonthPage,
    report.TEMPLATE: report.ReportPage,
    component.TEMPLATE: component.ComponentPage,
    uptime.TEMPLATE: uptime.UptimePage,
    not_found.TEMPLATE: not_found.NotFoundPage,
    redirect.TEMPLATE: redirect.RedirectPage,
    embed.TEMPLATE: embed.Embed,
}
"""What each template sees as `page`."""
