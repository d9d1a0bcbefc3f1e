"""Tries the site's own templates: against what they are given, and with one page of each kind, rendered for real."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from statusgen.diagnostics import Diagnostic, Span
from statusgen.model.paths import page_of
from statusgen.model.vocabulary import Kind
from statusgen.outputs import embed
from statusgen.outputs.chrome import SiteChrome
from statusgen.outputs.edition import Edition
from statusgen.outputs.output import Output
from statusgen.outputs.pages import CONTEXTS, component, history, index, month, not_found, redirect, report, uptime
from statusgen.theme import BrokenTemplateError
from statusgen.theme.inspection import context_problems
from statusgen.views.facts import Facts


def trial(edition: Edition) -> tuple[Diagnostic, ...]:
    """What is wrong with the templates of the site's own, sorted; nothing is rendered where it has none."""
    found: dict[tuple[Span, str], Diagnostic] = {}
    if not edition.theme.has_own_templates:
        return ()
    for one in context_problems(edition.theme.templates, CONTEXTS, SiteChrome):
        found.setdefault((one.at, one.message), one)
    for output in telling_pages(edition):
        try:
            output.render()
        except BrokenTemplateError as error:
            # One fault can be met in several places, and only the hints tell them apart.
            found = {(one.at, one.message): one for one in error.diagnostics} | found
    return tuple(sorted(found.values()))


def telling_pages(edition: Edition) -> Iterator[Output]:
    """The page of each kind that has most to show, and of reports one of each kind of theirs."""
    wanted = set(_telling_paths(edition.facts))
    several = chain(
        history.outputs(edition), month.outputs(edition), report.outputs(edition), component.outputs(edition)
    )
    yield from (output for output in several if output.path in wanted)
    for outputs in (index.outputs, uptime.outputs, not_found.outputs, redirect.outputs, embed.outputs):
        yield from islice(outputs(edition), 1)


def _telling_paths(facts: Facts) -> Iterator[str]:
    """Of the pages that there are several of."""
    yield history.PATH
    if facts.months:
        yield month.path_of(max(facts.months, key=lambda one: (len(facts.months[one]), one)))
    if facts.by_component:
        yield component.path_of(max(facts.by_component, key=lambda name: len(facts.by_component[name])))
    for kind in Kind:
        courses = [course for course in facts.courses if course.report.kind is kind]
        if courses:
            telling = max(courses, key=lambda course: (len(course.postmortem), len(course.steps)))
            yield page_of(telling.report.id)
