"""What one file came to, and how that is remembered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter

from statusgen.diagnostics import Diagnostic, has_errors
from statusgen.model.report import Report


@dataclass(frozen=True, slots=True)
class Reading:
    """A file by itself: what it says, and what is wrong with it."""

    report: Report | None
    """None where that cannot be told."""
    diagnostics: tuple[Diagnostic, ...]
    over_since: datetime | None
    """Of a file with errors: when what it tells of ended, as far as it can be read; None where it may go on."""

    @property
    def has_errors(self) -> bool:
        """Whether the file alone cannot be published."""
        return has_errors(self.diagnostics)


READING: TypeAdapter[Reading] = TypeAdapter(Reading)
"""Readings as JSON, and back."""
TEXTS: TypeAdapter[tuple[str, ...]] = TypeAdapter(tuple[str, ...])
"""The HTML of a file's texts, by the numbers of `Prose`, likewise."""
