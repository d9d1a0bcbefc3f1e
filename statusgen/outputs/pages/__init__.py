"""The pages: one module for each template, with the context that the template sees."""

from collections.abc import Callable, Iterator

from statusgen.outputs.edition import Edition
from statusgen.outputs.output import Output
from statusgen.outputs.pages import component, history, index, month, not_found, redirect, report, uptime

PAGES: tuple[Callable[[Edition], Iterator[Output]], ...] = (
    index.outputs,
    history.outputs,
    month.outputs,
    report.outputs,
    component.outputs,
    uptime.outputs,
    not_found.outputs,
    redirect.outputs,
)
