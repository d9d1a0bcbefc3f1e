"""Tries the site's own templates: with a page of each kind, and beforehand with all that pages may ever show."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice

from statusgen.diagnostics import Diagnostic, Span
from statusgen.model.paths import page_of
from statusgen.model.vocabulary import Kind
from statusgen.outputs import embed
from statusgen.outputs.chrome import SiteChrome
from statusgen.outputs.edition import Edition
from statusgen.outputs.output import Output
from statusgen.outputs.pages import (
    CONTEXTS,
    component,
    history,
    index,
    month,
    not_found,
    redirect,
    report,
    uptime,
    year,
)
from statusgen.theme import BrokenTemplateError, Theme
from statusgen.theme.templates.inspection import context_problems, own_pages
from statusgen.views.facts import Facts

_KINDS = (index, history, year, month, report, component, uptime, not_found, redirect, embed)
_Found = dict[tuple[Span, str], Diagnostic]
"""Diagnostics by place and message: one fault can be met in several places, and only the hints tell them apart."""


def trial(theme: Theme, known: Iterable[Diagnostic], edition: Edition | None) -> tuple[Diagnostic, ...]:
    """What is wrong with the site's own files of a theme, sorted; nothing is rendered where no template is among them,
    or where there is no edition.

    `known` is what the rehearsal found.
    """
    found = _tried(telling_pages(edition)) if edition and theme.has_own_templates else {}
    return tuple(sorted((_by_place(known) | found | _by_place(theme.problems)).values()))


def rehearsal(theme: Theme, editions: Iterable[Edition]) -> tuple[Diagnostic, ...]:
    """What is wrong with a theme's templates, whatever their site says now: by their texts, and by the pages of others.

    `editions` are of sites that show, together, all there is.
    """
    certain = _by_place(context_problems(theme.templates, CONTEXTS, SiteChrome))
    wanted = own_pages(theme.templates, CONTEXTS)
    seen = _tried(output for edition in editions for output in different_pages(edition, wanted))
    example = {place: replace(one, hint=f"{one.hint} (found with an example site)") for place, one in seen.items()}
    return tuple(sorted((example | certain).values()))


def telling_pages(edition: Edition) -> Iterator[Output]:
    """The page of each kind that has most to show, and of reports one of each kind of theirs."""
    wanted = set(_telling_paths(edition.facts))
    several = chain(
        history.outputs(edition),
        year.outputs(edition),
        month.outputs(edition),
        report.outputs(edition),
        component.outputs(edition),
    )
    yield from (output for output in several if output.path in wanted)
    for outputs in (index.outputs, uptime.outputs, not_found.outputs, redirect.outputs, embed.outputs):
        yield from islice(outputs(edition), 1)


def different_pages(edition: Edition, templates: Collection[str]) -> Iterator[Output]:
    """Every page of these templates but for those like another one: of the same file, or of months or years
    without reports.
    """
    months, years = edition.facts.months, edition.facts.years
    quiet_months = [month.path_of(one) for one, courses in months.items() if not courses]
    quiet_years = [year.path_of(one) for one, those in years.items() if not any(those.values())]
    seen = {*quiet_months[1:], *quiet_years[1:]}
    wanted = (kind.outputs for kind in _KINDS if kind.TEMPLATE in templates)
    for output in chain.from_iterable(outputs(edition) for outputs in wanted):
        if seen.isdisjoint((output.path, output.origin)):
            seen.add(output.origin)
            yield output


def _tried(outputs: Iterable[Output]) -> _Found:
    found: _Found = {}
    for output in outputs:
        try:
            output.render()
        except BrokenTemplateError as error:
            found = _by_place(error.diagnostics) | found
    return found


def _by_place(diagnostics: Iterable[Diagnostic]) -> _Found:
    return {(one.at, one.message): one for one in diagnostics}


def _telling_paths(facts: Facts) -> Iterator[str]:
    """Of the pages that there are several of."""
    yield history.PATH
    if facts.months:
        yield year.path_of(max(facts.years, key=lambda one: (sum(map(len, facts.years[one].values())), one)))
        yield month.path_of(max(facts.months, key=lambda one: (len(facts.months[one]), one)))
    if facts.by_component:
        yield component.path_of(max(facts.by_component, key=lambda name: len(facts.by_component[name])))
    for kind in Kind:
        courses = [course for course in facts.courses if course.report.kind is kind]
        if courses:
            telling = max(courses, key=lambda course: (len(course.postmortem), len(course.steps)))
            yield page_of(telling.report.id)
