"""Which addresses of a site belong to statusgen itself."""

from collections.abc import Iterable, Iterator

from statusgen.diagnostics import Diagnostic, Span

_FOLDERS = frozenset({"api", "assets", "components", "history", "uptime"})
"""Not incidents/: other systems have had reports there too."""
_FILES = frozenset(
    {"404.html", "badge.svg", "build.json", "calendar.ics", "embed.js", "feed.json", "history.atom", "history.rss"}
    | {"index.html", "sitemap.xml", "updates.atom", "updates.rss"}
)


def is_taken(path: str) -> bool:
    """Whether statusgen writes at this path of the output, or may in a later version."""
    first = path.split("/", maxsplit=1)[0].casefold()
    return first in _FOLDERS or first in _FILES


def static_problems(published: Iterable[str]) -> Iterator[Diagnostic]:
    """The files of static/ that would stand where statusgen writes; their paths are those in the output."""
    for path in published:
        if is_taken(path):
            message = f"the address {path} belongs to statusgen"
            yield Diagnostic(Span(f"static/{path}", 1, 1, 0, ""), "taken-path", message, "give the file another name")
