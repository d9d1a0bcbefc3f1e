"""Whether a file that has errors can only tell of something that is over."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from statusgen.diagnostics import Diagnostic
from statusgen.model.headings import cut
from statusgen.model.report import Report
from statusgen.model.times import EARLIEST_YEAR
from statusgen.model.updates import section_time
from statusgen.model.vocabulary import ENDS, Kind, Status
from statusgen.source.document import Document

_SAYS = re.compile(r"(?P<key>kind|draft):\s*['\"]?(?P<word>\w+)")
_HIDE_NEWS = frozenset(
    {"bad-heading", "merge-conflict", "near-heading", "state-after-end", "stray-attribute"}
    | {"unclosed-comment", "unclosed-fence"}
)
"""Complaints about lines that may say that something goes on."""
_ALWAYS = datetime(EARLIEST_YEAR, 1, 1, tzinfo=UTC)
_MOVE_NOTHING = frozenset({Status.UPDATE, Status.POSTMORTEM})


def kind_of(document: Document) -> Kind:
    """The kind that a front matter names, whether or not it can be read."""
    word = _said(document).get("kind")
    return next((kind for kind in Kind if kind == word), Kind.INCIDENT)


def over_since(document: Document, zone: ZoneInfo, found: Iterable[Diagnostic]) -> datetime | None:
    """When the last status that can be read ended it; None where that is no end, or news may follow it.

    A draft shows nothing and a notice hides no outage, so theirs is the earliest time there is.
    """
    kind = kind_of(document)
    if kind is Kind.NOTICE or _said(document).get("draft") == "true":
        return _ALWAYS
    turns = [section for section in cut(document, kind, zone)[0] if section.status not in _MOVE_NOTHING]
    if not turns or turns[-1].status not in ENDS:
        return None
    if any(d.code in _HIDE_NEWS and d.at.line >= turns[-1].time.line for d in found):
        return None
    instant, _ = section_time(turns[-1], zone)
    return instant.at if instant else None


def report_over_since(report: Report) -> datetime | None:
    """The same of a report without errors of its own."""
    if report.kind is Kind.NOTICE or report.draft:
        return _ALWAYS
    turns = [update for update in report.updates if update.status not in _MOVE_NOTHING]
    return turns[-1].at if turns and turns[-1].status in ENDS else None


def _said(document: Document) -> dict[str, str]:
    found = filter(None, (_SAYS.match(at.text) for at in document.front_lines()))
    return {match["key"]: match["word"] for match in found}
