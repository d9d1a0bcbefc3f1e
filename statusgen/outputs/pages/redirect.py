"""A page at a former address that leads to the present one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from statusgen.model.paths import file_of, page_of, report_folder
from statusgen.model.report import Report
from statusgen.outputs.edition import Edition, digest, root_of
from statusgen.outputs.output import Output

TEMPLATE = "redirect.html"


@dataclass(frozen=True, slots=True)
class RedirectPage:
    """Context of `redirect.html`."""

    title: str
    """The report's title."""
    url: str
    """The address of the report's page, relative to this one."""
    canonical: str
    """The same as an absolute URL."""


def outputs(edition: Edition) -> Iterator[Output]:
    """A page at every former id and former path of a report."""
    for report in edition.facts.site.reports:
        paths = [page_of(former) for former in report.former_ids]
        paths += [file_of(former) for former in report.former_paths]
        for path in paths:
            key = digest(edition.digest, path, report.id, report.title)
            yield Output(path, key, f"{report.path} (aliases)", _renderer(edition, report, path))


def _renderer(edition: Edition, report: Report, path: str) -> Callable[[], bytes]:
    there = report_folder(report.id)
    page = RedirectPage(report.title, root_of(path) + there, edition.url + there)
    return lambda: edition.render(TEMPLATE, path, page)
