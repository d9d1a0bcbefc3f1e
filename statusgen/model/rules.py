"""What can only be seen in all reports together, or with the time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from statusgen.diagnostics import Diagnostic, Severity, Span
from statusgen.model.paths import file_of, page_of
from statusgen.model.report import Report
from statusgen.model.vocabulary import ENDS, Kind

CLOCK_TOLERANCE = timedelta(minutes=10)
"""How far a writer's clock may be ahead of ours."""
WITHOUT_NEWS = timedelta(days=7)
"""How long an open incident may be without news."""
RECENT = timedelta(days=30)
"""How long after its end an incident may still be worth mending."""

Rule = Callable[[Sequence[Report], datetime | None], Iterator[Diagnostic]]
"""All reports, sorted by path, and now (None where the site is seen at another time than the clock's)."""


def ids_are_unique(reports: Sequence[Report], _now: datetime | None) -> Iterator[Diagnostic]:
    """No id or former id means two reports, whatever its case; an id has the right of way over a former one."""
    owners: dict[str, Report] = {}
    for report in reports:
        if other := owners.get(report.id.casefold()):
            message = f"the id '{report.id}' belongs to {other.path} already"
            yield Diagnostic(report.places.id, "duplicate-id", message, "give one of the two another 'id'")
        owners.setdefault(report.id.casefold(), report)
    for report in reports:
        for word, at in zip(report.former_ids, report.places.former_ids, strict=True):
            if other := owners.get(word.casefold()):
                message = f"the id '{word}' belongs to {_as_seen_from(report, other)} already"
                yield Diagnostic(at, "duplicate-id", message, "remove this alias, or correct it")
            owners.setdefault(word.casefold(), report)


def former_paths_are_unique(reports: Sequence[Report], _now: datetime | None) -> Iterator[Diagnostic]:
    """No former path leads to two reports, or is where a report stands now."""
    owners = {page_of(word).casefold(): report for report in reports for word in (report.id, *report.former_ids)}
    for report in reports:
        for path, at in zip(report.former_paths, report.places.former_paths, strict=True):
            file = file_of(path).casefold()
            if other := owners.get(file):
                message = f"the path '{path}' leads to {_as_seen_from(report, other)} already"
                yield Diagnostic(at, "duplicate-path", message, "remove this alias, or correct it")
            owners.setdefault(file, report)


def _as_seen_from(report: Report, other: Report) -> str:
    return "this report" if other is report else other.path


def update_ids_are_unique(reports: Sequence[Report], _now: datetime | None) -> Iterator[Diagnostic]:
    """No update has an id that another report's update has."""
    first: dict[str, Report] = {}
    for report in reports:
        for update in report.updates:
            other = first.setdefault(update.id, report)
            if other is not report and other.permanent_id.casefold() != report.permanent_id.casefold():
                message = f"the update id '{update.id}' is in {other.path} already"
                yield Diagnostic(update.span, "duplicate-id", message, "pin another with 'id:' below the heading")


def updates_have_happened(reports: Sequence[Report], now: datetime | None) -> Iterator[Diagnostic]:
    """No update is from the future, but for a clock that is a little fast."""
    if now is None:
        return
    for report in reports:
        if report.ended is not None and report.places.ended and report.ended > now + CLOCK_TOLERANCE:
            message = f"'ended' has not come yet; it is {now:%Y-%m-%d %H:%M} UTC"
            yield Diagnostic(report.places.ended, "future-time", message, "leave it out until the impact has ended")
        message = f"this time has not come yet; it is {now:%Y-%m-%d %H:%M} UTC"
        for update in report.updates:
            if update.at > now + CLOCK_TOLERANCE:
                hint = "check the date and the offset; plans belong in 'scheduled'"
                yield Diagnostic(update.time_span, "future-time", message, hint)
            if update.edited and update.edited_span and update.edited > now + CLOCK_TOLERANCE:
                yield Diagnostic(update.edited_span, "future-time", message, "check the date and the offset")


def open_incidents_have_news(reports: Sequence[Report], now: datetime | None) -> Iterator[Diagnostic]:
    """A warning where an open incident has been without news for longer than readers believe it."""
    if now is None:
        return
    for report in reports:
        if report.kind is Kind.INCIDENT and _is_worth_advice(report) and _end(report) is None:
            last = report.updates[-1]
            if now - last.at > WITHOUT_NEWS:
                message = f"this is the last news of an open incident, {(now - last.at).days} days ago"
                hint = "add an update, or '## Resolved - TIME'"
                yield Diagnostic(last.span, "no-news", message, hint, Severity.WARNING)


def recent_incidents_name_components(reports: Sequence[Report], now: datetime | None) -> Iterator[Diagnostic]:
    """A warning where an incident, open or of the last days, leaves every component operational."""
    if now is None:
        return
    for report in reports:
        at, end = report.places.lacks_component, _end(report)
        if at and _is_worth_advice(report) and (end is None or now - end <= RECENT):
            message = "this incident names no component, so all of them stay operational"
            hint = "add 'components: {NAME: partial_outage}', or 'impact: none' if nothing is affected"
            yield Diagnostic(at, "no-component", message, hint, Severity.WARNING)


def _is_worth_advice(report: Report) -> bool:
    """Whether it will be published as it is known here; a draft may be unfinished, and a broken file unread."""
    return report.is_whole and not report.draft and bool(report.updates)


def _end(report: Report) -> datetime | None:
    """When the updates say that it ended; None while it is open."""
    last = report.last_turn
    return last.at if last is not None and last.status in ENDS else None


def tags_are_spelt_alike(reports: Sequence[Report], _now: datetime | None) -> Iterator[Diagnostic]:
    """A warning at the rarer spellings of a tag; of two that are as frequent, the first one counts."""
    written = [(tag, at) for report in reports for tag, at in zip(report.tags, report.places.tags, strict=True)]
    used = Counter(tag for tag, _ in written)
    usual: dict[str, tuple[str, Span]] = {}
    for tag, at in written:
        if tag.casefold() not in usual or used[tag] > used[usual[tag.casefold()][0]]:
            usual[tag.casefold()] = tag, at
    for tag, at in written:
        instead, there = usual[tag.casefold()]
        if tag != instead:
            message = f"the tag '{tag}' is written '{instead}' in {there.path}"
            yield Diagnostic(at, "tag-case", message, f"write '{instead}' everywhere", Severity.WARNING)


RULES: tuple[Rule, ...] = (
    ids_are_unique,
    former_paths_are_unique,
    update_ids_are_unique,
    updates_have_happened,
    open_incidents_have_news,
    recent_incidents_name_components,
    tags_are_spelt_alike,
)
