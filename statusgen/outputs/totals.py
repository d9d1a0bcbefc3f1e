"""What the reports of a month or a year come to, put into words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from statusgen.i18n import Language
from statusgen.model.vocabulary import Impact, Kind
from statusgen.outputs import charts
from statusgen.outputs.edition import Edition
from statusgen.outputs.parts import StatePart
from statusgen.views.course import Course
from statusgen.views.figures import Tally, ended_toll, tally


@dataclass(frozen=True, slots=True)
class TotalsPart:
    """What some reports come to."""

    text: str
    """How many: `3 incidents and 1 maintenance`; empty where there is neither."""
    impacts: tuple[StatePart, ...]
    """How many incidents had each impact, the worst first: `Major: 2`. Empty without incidents."""
    impact_time: str
    """How long any component was degraded or out by these reports, each moment counted once: `3.4 hr`; empty where
    none was."""
    is_partial: bool
    """Whether an incident among them has not ended, which has no part in that time yet."""


def totals_part(edition: Edition, courses: Sequence[Course]) -> TotalsPart:
    """What these reports come to."""
    counts, total = tally(courses), ended_toll(courses).total
    return TotalsPart(
        text=_text(edition.language, counts),
        impacts=_impacts(edition.language, counts),
        impact_time=edition.language.hours(total) if total else "",
        is_partial=_any_open(courses),
    )


def has_incidents(courses: Sequence[Course]) -> bool:
    """Whether any of these reports is of an incident."""
    return any(course.report.kind is Kind.INCIDENT for course in courses)


def _text(language: Language, counts: Tally) -> str:
    incidents = charts.incidents_text(language, counts.incidents) if counts.incidents else ""
    maintenances = charts.maintenances_text(language, counts.maintenances) if counts.maintenances else ""
    return language.list(filter(None, (incidents, maintenances)))


def _impacts(language: Language, counts: Tally) -> tuple[StatePart, ...]:
    return tuple(
        StatePart(
            impact.slug,
            language.gettext("%(impact)s: %(count)s")
            % {"impact": language.impact(impact), "count": language.number(counts.impacts[impact])},
        )
        for impact in reversed(Impact)
        if counts.impacts[impact]
    )


def _any_open(courses: Sequence[Course]) -> bool:
    return any(course.is_open and course.report.kind is Kind.INCIDENT and course.spells for course in courses)
