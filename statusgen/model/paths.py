"""The addresses of a site: which belong to statusgen itself, which to reports, and which to static/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from statusgen.diagnostics import Diagnostic, Span
from statusgen.model.report import Report

_FOLDERS = frozenset({"api", "assets", "components", "history", "uptime"})
"""Not incidents/: other systems have had reports there too."""
_FILES = frozenset(
    {"404.html", "badge.svg", "build.json", "calendar.ics", "embed.js", "feed.json", "history.atom", "history.rss"}
    | {"index.html", "sitemap.xml", "updates.atom", "updates.rss"}
)


def is_taken(path: str) -> bool:
    """Whether statusgen writes at this path of the output, or may in a later version."""
    first = path.split("/", maxsplit=1)[0].casefold()
    return first in _FOLDERS or path.casefold() in _FILES


def page_of(report_id: str) -> str:
    """The path of a report's page in the output."""
    return f"incidents/{report_id}/index.html"


def file_of(former_path: str) -> str:
    """The file in the output that a static host serves at a former path."""
    path = former_path.removeprefix("/")
    return path if path.endswith((".html", ".htm")) else f"{path.rstrip('/')}/index.html"


def static_problems(published: Iterable[str], reports: Sequence[Report]) -> Iterator[Diagnostic]:
    """The files of static/ that would stand where something else is; their paths are those in the output."""
    owners: dict[str, str] = {}
    for report in reports:
        owners |= {page_of(word).casefold(): report.path for word in (report.id, *report.former_ids)}
        owners |= {file_of(path).casefold(): report.path for path in report.former_paths}
    for path in published:
        owner = "statusgen" if is_taken(path) else owners.get(path.casefold())
        if owner:
            at = Span(f"static/{path}", 1, 1, 0, "")
            yield Diagnostic(at, "taken-path", f"the address {path} belongs to {owner}", "give the file another name")
