"""An edit is read back before it is saved: it has to say what it was meant to, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from zoneinfo import ZoneInfo

from statusgen.diagnostics import Diagnostic, Severity, has_errors
from statusgen.model.names import Names
from statusgen.model.reading import read_report
from statusgen.model.report import Report, Update
from statusgen.source.prose import Prose, resolve_links
from statusgen.source.text import decode


class EditRefusedError(Exception):
    """What was to be written does not read as what was meant; nothing was saved."""

    def __init__(self, message: str, diagnostics: Sequence[Diagnostic] = ()) -> None:
        super().__init__(message)
        self.message = message
        """One line, without a full stop."""
        self.diagnostics = tuple(diagnostics)
        """What is wrong, with places in the text that was not saved."""


@dataclass(frozen=True, slots=True)
class Proven:
    """A file without errors."""

    report: Report
    texts: tuple[str, ...]
    """The HTML of its texts, by the numbers of `Prose`."""
    warnings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads reports as the site does."""

    names: Names
    zone: ZoneInfo

    def read(self, path: str, raw: bytes) -> Proven:
        """What a file says; raises EditRefusedError where it has errors."""
        source, problems = decode(path, raw)
        if problems:
            raise EditRefusedError(f"{path} could not be read", problems)
        reading, texts = read_report(source, self.names, self.zone)
        if reading.report is None or has_errors(reading.diagnostics):
            errors = [d for d in reading.diagnostics if d.severity is Severity.ERROR]
            raise EditRefusedError(f"{path} would have errors", errors)
        return Proven(reading.report, texts, reading.diagnostics)


def proven_update(reader: Reader, path: str, before: bytes, after: bytes) -> tuple[Proven, Update]:
    """What the file says afterwards, with warnings that are new, and the update that it did not have before.

    Raises EditRefusedError unless that is exactly one, and everything else reads as before.
    """
    try:
        old = reader.read(path, before)
    except EditRefusedError as error:
        raise EditRefusedError(f"{path} has errors already: mend them first", error.diagnostics) from error
    new = reader.read(path, after)
    known = {update.id for update in old.report.updates}
    added = [update for update in new.report.updates if update.id not in known]
    if len(new.report.updates) != len(old.report.updates) + 1 or len(added) != 1:
        count = len(new.report.updates) - len(old.report.updates)
        raise EditRefusedError(f"the text would be read as {count} updates instead of one")
    others = replace(new.report, updates=tuple(update for update in new.report.updates if update is not added[0]))
    if _story(old.report, old.texts) != _story(others, new.texts):
        raise EditRefusedError("the edit would change what the rest of the file says")
    known_warnings = {(warning.code, warning.message) for warning in old.warnings}
    news = tuple(warning for warning in new.warnings if (warning.code, warning.message) not in known_warnings)
    return replace(new, warnings=news), added[0]


_PLACES = frozenset({"digest", "places", "prose", "span", "summary", "time_span", "edited_span", "updates"})
"""The fields that tell where something is said, or that are compared otherwise."""


def _story(report: Report, texts: Sequence[str]) -> object:
    """All that a report says, without the places where it says it."""
    updates = [(_said(update), _words(update.prose, texts)) for update in report.updates]
    return _said(report), _words(report.summary, texts), updates


def _said(one: Report | Update) -> dict[str, object]:
    return {field.name: getattr(one, field.name) for field in fields(one) if field.name not in _PLACES}


def _words(prose: Prose, texts: Sequence[str]) -> str:
    return resolve_links(texts[prose.number], prose.links, str) if prose else ""
