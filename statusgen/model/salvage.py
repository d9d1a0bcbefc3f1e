"""What can be told of a site that has errors, and what can be published without ever hiding an outage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from statusgen.diagnostics import Diagnostic, Severity
from statusgen.model.outlook import report_over_since
from statusgen.model.record import Reading

_LINKS = frozenset({"broken-link", "foreign-picture", "link-outside", "link-to-draft"})
"""Errors that cost a text no more than a link or a picture."""


@dataclass(frozen=True, slots=True)
class Salvage:
    """What becomes of the files that have errors."""

    left_out: tuple[str, ...] = ()
    """Those that the site can do without, sorted."""
    needed: tuple[str, ...] = ()
    """Those that it cannot do without, sorted: while there are any, nothing can be published."""


Salvaging = Callable[[Iterable[Diagnostic], Mapping[str, Reading], datetime], Salvage]
"""Sorts the files with errors; it is given what came of each report, by its path, and the time."""


def salvage(diagnostics: Iterable[Diagnostic], readings: Mapping[str, Reading], now: datetime) -> Salvage:
    """Sorts the files with errors: left out are those of static/, and reports of what is over by now.

    `readings` has what came of each report, by its path.
    """
    errors = {d.at.path for d in diagnostics if d.severity is Severity.ERROR and d.code not in _LINKS}
    left_out = {path for path in errors if path.startswith("static/") or _is_over(readings.get(path), now)}
    return Salvage(tuple(sorted(left_out)), tuple(sorted(errors - left_out)))


def leave_out(diagnostics: Iterable[Diagnostic], readings: Mapping[str, Reading], now: datetime) -> Salvage:
    """Leaves out all files with errors, which may hide an outage: for those who are told so."""
    found = salvage(diagnostics, readings, now)
    return Salvage(left_out=tuple(sorted((*found.left_out, *found.needed))))


def _is_over(reading: Reading | None, now: datetime) -> bool:
    if reading is None:
        return False
    since = reading.over_since
    if since is None and reading.report is not None and not reading.has_errors:
        since = report_over_since(reading.report)
    return since is not None and since <= now
