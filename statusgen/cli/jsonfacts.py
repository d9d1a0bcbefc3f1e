"""What is told of reports and action items as JSON, for programs; the fields are those of docs/cli.md."""

import json

import click

from statusgen.i18n import iso
from statusgen.model.actions import Action
from statusgen.model.paths import report_folder
from statusgen.model.vocabulary import Kind
from statusgen.views.course import Course
from statusgen.views.facts import Facts


def print_json(document: dict[str, object]) -> None:
    """Prints one JSON document, in ASCII, whatever the terminal can show."""
    click.echo(json.dumps(document, indent=2))


def report_entry(facts: Facts, course: Course) -> dict[str, object]:
    """An incident, a maintenance or a notice; its components have their present states while it is open."""
    report = course.report
    expires, window = report.expires, course.window
    claims = course.states if course.is_open and not course.is_upcoming else course.worst
    return {
        "id": report.id,
        "path": report.path,
        "url": report_url(facts, course),
        "kind": report.kind.value,
        "title": report.title,
        "status": course.status.value,
        "impact": course.impact.slug if report.kind is Kind.INCIDENT else None,
        "components": {claim.component: claim.state.slug for claim in claims},
        "began": iso(course.began),
        "ended": iso(course.ended) if course.ended else None,
        "updated": iso(course.latest.at),
        "scheduled": {"start": iso(window.start), "end": iso(window.end)} if window else None,
        "expires": iso(expires) if expires else None,
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
        "url": report_url(facts, course),
    }


def report_url(facts: Facts, course: Course) -> str:
    """The absolute address of a report's page."""
    return facts.site.page.url + report_folder(course.report.id)
