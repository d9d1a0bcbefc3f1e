"""What can only be seen in all reports together, or with the time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from statusgen.diagnostics import Diagnostic
from statusgen.model.paths import file_of, page_of
from statusgen.model.report import Report

CLOCK_TOLERANCE = timedelta(minutes=10)
"""How far a writer's clock may be ahead of ours."""

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
            if other.permanent_id.casefold() != report.permanent_id.casefold():
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
        for update in report.updates:
            if max(update.at, update.edited or update.at) > now + CLOCK_TOLERANCE:
                message = f"this time has not come yet; it is {now:%Y-%m-%d %H:%M} UTC"
                if update.at <= now + CLOCK_TOLERANCE:
                    message = f"'edited' has not come yet; it is {now:%Y-%m-%d %H:%M} UTC"
                hint = "check the date and the offset; plans belong in 'scheduled'"
                yield Diagnostic(update.span, "future-time", message, hint)


RULES: tuple[Rule, ...] = (
    ids_are_unique,
    former_paths_are_unique,
    update_ids_are_unique,
    updates_have_happened,
)
