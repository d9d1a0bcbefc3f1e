"""sitemap.xml: every page that is worth finding, and when its content changed last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from xml.etree import ElementTree

from statusgen.i18n import iso
from statusgen.model.paths import component_folder, report_folder, year_folder
from statusgen.outputs.edition import Edition, digest
from statusgen.outputs.output import Output, Wave
from statusgen.outputs.xml import child, document

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_MOST_URLS = 50_000
"""More than these the protocol does not allow in one file."""

Entry = tuple[str, datetime | None]
"""An address from the front page on, and when what is there changed last, if ever."""


def outputs(edition: Edition) -> Iterator[Output]:
    """The sitemap; of very large sites an index, and the sitemaps that it names."""
    pages = list(_pages(edition))
    if len(pages) <= _MOST_URLS:
        yield _output(edition, "sitemap.xml", "urlset", pages)
        return
    parts = [pages[first : first + _MOST_URLS] for first in range(0, len(pages), _MOST_URLS)]
    named = [(f"sitemap-{number}.xml", entries) for number, entries in enumerate(parts, 1)]
    yield from (_output(edition, path, "urlset", entries) for path, entries in named)
    yield _output(edition, "sitemap.xml", "sitemapindex", [(path, _latest(at for _, at in es)) for path, es in named])


def _pages(edition: Edition) -> Iterator[Entry]:
    facts = edition.facts
    yield "", facts.changed
    yield "history/", facts.changed
    for year, months in sorted(facts.years.items()):
        if any(months.values()):
            yield year_folder(year), _latest(course.changed for courses in months.values() for course in courses)
    for month, courses in facts.months.items():
        if courses:  # the page of the month is there in any case, but nothing leads to it
            yield f"history/{month.path}/", _latest(course.changed for course in courses)
    for course in facts.courses:
        yield report_folder(course.report.id), course.changed
    for component, courses in facts.by_component.items():
        yield component_folder(component), _latest(course.changed for course in courses)
    if facts.uptimes:
        yield "uptime/", facts.changed


def _latest(changes: Iterable[datetime | None]) -> datetime | None:
    return max(filter(None, changes), default=None)


def _output(edition: Edition, path: str, kind: str, entries: Sequence[Entry]) -> Output:
    key = digest(edition.program, edition.url, kind, entries)
    return Output(path, key, "the sitemap", lambda: _document(edition.url, kind, entries), Wave.ENTRANCES)


def _document(url: str, kind: str, entries: Sequence[Entry]) -> bytes:
    root = ElementTree.Element(kind, {"xmlns": _NAMESPACE})
    for path, changed in entries:
        entry = child(root, "url" if kind == "urlset" else "sitemap")
        child(entry, "loc", url + path)
        if changed is not None:
            child(entry, "lastmod", iso(changed))
    return document(root)
