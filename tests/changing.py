"""Two states of a site, and what the later one breaks of what was published, without a disk."""

from collections.abc import Mapping
from datetime import datetime

from statusgen.diagnostics import Diagnostic, has_errors
from statusgen.model.names import Names
from statusgen.model.promises import PROMISES
from statusgen.model.published import Snapshot, look_back
from statusgen.model.reading import read_report
from statusgen.model.report import Report

from writing import COMPONENTS, at, settings, source

ONE, TWO = "incidents/one.md", "incidents/two.md"
NOW = at("2025-08-20 12:00:30Z")
LONG_AFTER = at("2026-08-20 12:00Z")
OLD = """\
---
title: Slow
components: [API]
---

## Investigating - 2025-08-05 09:00Z

Requests are slow, and we look for the reason.

## Monitoring - 2025-08-05 09:30Z

The database has a new index.

## Resolved - 2025-08-05 10:00Z

It works again.
"""
RESOLVED, MONITORING = "## Resolved - 2025-08-05 10:00Z", "## Monitoring - 2025-08-05 09:30Z"
OSLO = COMPONENTS.replace("timezone: UTC", "timezone: Europe/Oslo")
POSTMORTEM = "\n## Postmortem - 2025-08-06 10:00Z\n\nAn index was missing.\n"

Files = str | Mapping[str, str]
"""Reports by path; a text alone is that of ONE."""


def edit(*pairs: str, text: str = OLD) -> str:
    """The text with every second of `pairs` in place of the one before it."""
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def state(files: Files, components: str) -> Snapshot:
    """A state of a site with these reports."""
    known, problems = settings(components)
    assert known is not None
    texts: dict[str, tuple[str, ...]] = {}
    reports: dict[str, Report | None] = {}
    for path, text in ({ONE: files} if isinstance(files, str) else files).items():
        reading, texts[path] = read_report(source(text, path), Names(known), known.page.zone)
        reports[path] = reading.report
    return Snapshot(known, not has_errors(problems), reports, lambda report: texts[report.path])


def told(
    before: Files,
    after: Files,
    *,
    renames: Mapping[str, str] | None = None,
    now: datetime = NOW,
    pages: tuple[str, str] = (COMPONENTS, COMPONENTS),
) -> list[Diagnostic]:
    """What a change breaks."""
    then = look_back(state(before, pages[0]), state(after, pages[1]), renames or {}, now)
    return sorted(diagnostic for promise in PROMISES for diagnostic in promise(then))


def said(diagnostics: list[Diagnostic]) -> list[str]:
    """What was told, as `line 'offending text' code`."""
    return [f"{d.at.line} '{d.at.text}' {d.code}" for d in diagnostics]
