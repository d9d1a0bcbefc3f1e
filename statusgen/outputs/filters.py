"""What the reports of a page can be narrowed down by, in the browser."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from statusgen.model.vocabulary import Impact, Kind
from statusgen.outputs.edition import Edition
from statusgen.outputs.parts import ReportPart


@dataclass(frozen=True, slots=True)
class OptionPart:
    """One of several to choose from."""

    value: str
    """As the address of the page has it: a component's id, an impact, a kind."""
    label: str
    """As readers see it."""


@dataclass(frozen=True, slots=True)
class ChoicePart:
    """Something that a page's reports differ in."""

    name: str
    """What the address of the page calls it: component, impact or kind."""
    label: str
    """What readers call it: `Component`."""
    options: tuple[OptionPart, ...]
    """What the reports have."""
    is_offered: bool
    """Whether there is something to choose: two reports and two options; else it only waits for links that ask."""


@dataclass(frozen=True, slots=True)
class FilterPart:
    """How a script can narrow down the reports of a page."""

    choices: tuple[ChoicePart, ...]
    """Component, impact and kind, but for the component on a component's page; empty where the page has no reports."""
    some: str
    """What the script says where it shows some of them: `%(shown)s of 34 reports`, with `%(shown)s` for how many."""


def filter_part(edition: Edition, reports: Sequence[ReportPart], *, by_component: bool = True) -> FilterPart:
    """The choices that these reports, which a page shows as lines, leave."""
    language, count = edition.language, len(reports)
    kinds = (
        ("component", language.gettext("Component"), _components(edition, reports)),
        ("impact", language.gettext("Impact"), _impacts(edition, reports)),
        ("kind", language.gettext("Kind"), _kinds(edition, reports)),
    )
    choices = tuple(ChoicePart(*kind, is_offered=min(count, len(kind[-1])) > 1) for kind in kinds)
    said = language.ngettext("%(shown)s of %(count)s report", "%(shown)s of %(count)s reports", count)
    return FilterPart(
        choices=choices[0 if by_component else 1 :] if reports else (),
        some=said % {"shown": "%(shown)s", "count": language.number(count)},
    )


def _components(edition: Edition, reports: Iterable[ReportPart]) -> tuple[OptionPart, ...]:
    """In the order of components.yaml."""
    named = {part.id for report in reports for part in report.affected}
    return tuple(OptionPart(one.id, edition.label(one.id)) for one in edition.facts.site.components if one.id in named)


def _impacts(edition: Edition, reports: Iterable[ReportPart]) -> tuple[OptionPart, ...]:
    """Those of incidents, since nothing else has any, the worst first."""
    found = {report.impact for report in reports if report.kind == Kind.INCIDENT}
    return tuple(OptionPart(one.slug, edition.language.impact(one)) for one in reversed(Impact) if one.slug in found)


def _kinds(edition: Edition, reports: Iterable[ReportPart]) -> tuple[OptionPart, ...]:
    found = {report.kind for report in reports}
    return tuple(OptionPart(kind, edition.language.kind(kind)) for kind in Kind if kind in found)
