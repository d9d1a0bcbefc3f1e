"""The addresses of a site: which belong to statusgen itself, which to reports, and which to static/."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from statusgen.diagnostics import Diagnostic, Span
from statusgen.model.report import Report

_FOLDERS = frozenset({"api", "assets", "components", "history", "uptime"})
"""Not incidents/: other systems have had reports there too."""
_OWN = ".statusgen-"
"""How the names of its list of files and of its lock begin."""
_FILES = frozenset(
    {"404.html", "badge.svg", "build.json", "calendar.ics", "embed.js", "feed.json", "history.atom", "history.rss"}
    | {"index.html", "sitemap.xml", "updates.atom", "updates.rss"}
)
_PART = re.compile(r"sitemap-\d+\.xml")
"""A part of a very large sitemap."""


def is_taken(path: str) -> bool:
    """Whether statusgen writes at this path of the output, or may in a later version."""
    parts = path.casefold().split("/")
    is_file = path.casefold() in _FILES or _PART.fullmatch(path.casefold())
    return bool(is_file) or parts[0] in _FOLDERS or any(part.startswith(_OWN) for part in parts)


def report_folder(report_id: str) -> str:
    """The folder of a report's page and files in the output, and its address from the front page."""
    return f"incidents/{report_id}/"


def component_folder(component_id: str) -> str:
    """The folder of a component's page, feeds, calendar and badge in the output, and its address likewise."""
    return f"components/{component_id}/"


def year_folder(year: int) -> str:
    """The folder of a year's page in the output, and its address likewise."""
    return f"history/{year:04}/"


def page_of(report_id: str) -> str:
    """The path of a report's page in the output."""
    return f"{report_folder(report_id)}index.html"


def file_of(former_path: str) -> str:
    """The file in the output that a static host serves at a former path."""
    path = former_path.removeprefix("/")
    return path if path.endswith((".html", ".htm")) else f"{path.rstrip('/')}/index.html"


def folded(path: str) -> str:
    """Equal for paths that a file system which ignores case, or how accents are encoded, takes for one."""
    return unicodedata.normalize("NFC", path).casefold()


def folders_of(path: str) -> Iterator[str]:
    """The folders that `path` lies in, innermost first."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def static_problems(published: Sequence[str], reports: Sequence[Report]) -> Iterator[Diagnostic]:
    """The files of static/ that would stand where something else is; their paths are those in the output."""
    owners: dict[str, str] = {}
    for report in reports if published else ():
        owners |= {folded(page_of(word)): report.path for word in (report.id, *report.former_ids)}
        owners |= {folded(file_of(path)): report.path for path in report.former_paths}
    folders = {folder: owner for path, owner in owners.items() for folder in folders_of(path)}
    for path in published:
        own, places = f"static/{path}", (folded(path), *folders_of(folded(path)))
        found = "statusgen" if is_taken(path) else next((owners[place] for place in places if place in owners), None)
        owner = found or folders.get(places[0], own)
        if owner != own:
            at = Span(own, 1, 1, 0, "")
            yield Diagnostic(at, "taken-path", f"the address {path} belongs to {owner}", "give the file another name")
        else:
            owners[places[0]] = own
            folders |= dict.fromkeys(places[1:], own)
