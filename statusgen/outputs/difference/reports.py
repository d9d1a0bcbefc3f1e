"""Reports and components that differ, put into parts."""

from __future__ import annotations

from dataclasses import replace

from statusgen.model.paths import component_folder
from statusgen.model.vocabulary import State
from statusgen.outputs.abroad import news_abroad, report_url, step_url, summary_abroad
from statusgen.outputs.difference.parts import ComponentChange, NewsPart, ReportChange
from statusgen.outputs.edition import Edition
from statusgen.outputs.parts import StatePart
from statusgen.outputs.plaintext import plain_text
from statusgen.outputs.reports import instant_part, report_impact, state_part, window_part
from statusgen.views.course import Course, Step
from statusgen.views.difference import CourseChange, course_changes, state_changes


def report_changes(before: Edition, after: Edition) -> tuple[ReportChange, ...]:
    """Every report that differs."""
    return tuple(_report(before, after, change) for change in course_changes(before.facts, after.facts))


def component_changes(before: Edition, after: Edition) -> tuple[ComponentChange, ...]:
    """Every component whose state differs."""
    return tuple(
        _component(before, after, component, *states) for component, *states in state_changes(before.facts, after.facts)
    )


def _report(before: Edition, after: Edition, change: CourseChange) -> ReportChange:
    course, was, now = change.course, change.before, change.after
    edition = after if now else before
    title, former_title = course.report.title, was.report.title if was else course.report.title
    window, former = (c.window if c else None for c in (now, was))
    return ReportChange(
        id=course.report.id,
        url=report_url(edition, course),
        path=course.report.path,
        is_published=was is not None and was.report.id == course.report.id,
        kind=course.report.kind,
        title=title,
        former_title=former_title if former_title != title else "",
        changes=change.changes,
        status=_status(after, now),
        former_status=_status(before, was),
        impact=StatePart(*report_impact(edition, course)),
        former_impact=StatePart(*(report_impact(before, was) if was else report_impact(edition, course))),
        window=window_part(after, window) if window else None,
        former_window=window_part(before, former) if former and former != window else None,
        components=tuple(_component(before, after, *states) for states in change.states),
        news=tuple(_news(after, course, step) for step in change.news),
        edited=tuple(_edited(before, after, change, step) for step in change.edited),
        dropped=tuple(_news(before, was, step) for step in change.dropped) if was else (),
        fields=change.fields,
        summary=plain_text(summary_abroad(after, now)) if now and (was is None or "summary" in change.fields) else "",
    )


def _edited(before: Edition, after: Edition, change: CourseChange, step: Step) -> NewsPart:
    """An update that was told before, with what it said then."""
    was = change.before
    former = next((old for old in was.steps if old.id == step.id), None) if was else None
    said = plain_text(news_abroad(before, was, former)) if was and former else ""
    return replace(_news(after, change.course, step), former_text=said)


def _status(edition: Edition, course: Course | None) -> StatePart | None:
    return StatePart(course.status, edition.language.status(course.status)) if course else None


def _news(edition: Edition, course: Course, step: Step) -> NewsPart:
    html = news_abroad(edition, course, step)
    return NewsPart(
        id=step.id,
        url=step_url(edition, course, step),
        status=step.status,
        label=edition.language.status(step.label),
        at=instant_part(edition, step.at),
        edited=instant_part(edition, step.edited) if step.edited else None,
        by_clock=step.by_clock,
        text=plain_text(html),
        html=str(html),
    )


def _component(
    before: Edition, after: Edition, component: str, was: State | None, now: State | None
) -> ComponentChange:
    edition = after if component in after.facts.site.component_by_id else before
    return ComponentChange(
        id=component,
        name=edition.label(component),
        url=edition.url + component_folder(component),
        before=state_part(before, was) if was is not None else None,
        after=state_part(after, now) if now is not None else None,
    )
