"""What commands tell as JSON, in one vocabulary; the fields are those of docs/cli.md."""

import json
from typing import TextIO

import click

from statusgen.i18n import iso
from statusgen.model.actions import Action
from statusgen.model.paths import component_folder, report_folder
from statusgen.model.vocabulary import Kind, State
from statusgen.views.course import Course
from statusgen.views.facts import Facts


def print_json(document: object, stream: TextIO | None = None) -> None:
    """Prints one JSON document, in ASCII, whatever the terminal can show."""
    click.echo(json.dumps(document, indent=2), file=stream)


def banner_entry(indicator: str, description: str) -> dict[str, str]:
    """The banner, by the field's indicator and in words."""
    return {"indicator": indicator, "description": description}


def component_entry(component_id: str, name: str, url: str | None, **states: str | None) -> dict[str, object]:
    """A component with its state, or with those before and after."""
    return {"id": component_id, "name": name, "url": url, **states}


def window_entry(start: str, end: str) -> dict[str, str]:
    """A maintenance's window."""
    return {"start": start, "end": end}


def state_entry(facts: Facts, component_id: str, state: State) -> dict[str, object]:
    """A component with a state that it has, or that a report gives it."""
    url = facts.site.page.url + component_folder(component_id)
    return component_entry(component_id, facts.site.label(component_id), url, state=state.slug)


def report_entry(facts: Facts, course: Course) -> dict[str, object]:
    """An incident, a maintenance or a notice; its components have their present states while it is open."""
    report, window = course.report, course.window
    return {
        "id": report.id,
        "url": _report_url(facts, course),
        "path": report.path,
        "kind": report.kind.value,
        "title": report.title,
        "status": course.status.value,
        "impact": report.kind.value if report.kind is Kind.MAINTENANCE else course.impact.slug,
        "window": window_entry(iso(window.start), iso(window.end)) if window else None,
        "components": [state_entry(facts, claim.component, claim.state) for claim in course.claims],
        "began": iso(course.began),
        "ended": iso(course.ended) if course.ended else None,
        "updated": iso(course.latest.at),
        "expires": iso(report.expires) if report.expires else None,
        "tags": list(report.tags),
    }


def action_entry(facts: Facts, course: Course, action: Action) -> dict[str, object]:
    """An action item, and the report that it is in."""
    return {
        "text": action.text,
        "done": action.is_done,
        "overdue": action.is_overdue(facts.today),
        "owners": list(action.owners),
        "due": action.due.isoformat() if action.due else None,
        "kind": action.kind.value if action.kind else None,
        "report": course.report.id,
        "title": course.report.title,
        "path": course.report.path,
        "line": action.span.line,
        "url": _report_url(facts, course),
    }


def _report_url(facts: Facts, course: Course) -> str:
    return facts.site.page.url + report_folder(course.report.id)
