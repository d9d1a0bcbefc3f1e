"""Incidents and maintenances as the API tells them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from statusgen.model.components import Component
from statusgen.model.report import Claim
from statusgen.model.vocabulary import ENDS, Kind, State, Status
from statusgen.outputs.abroad import news_abroad, report_url
from statusgen.outputs.api.page import Record, timestamp
from statusgen.outputs.edition import Edition
from statusgen.outputs.reports import report_impact
from statusgen.views.course import Course, Step

_OF_MAINTENANCE: dict[Status, Status] = {Status.CANCELLED: Status.COMPLETED, Status.POSTMORTEM: Status.COMPLETED}
"""What the API has instead of statuses that it does not know for a maintenance."""


def incident_record(edition: Edition, course: Course, components: list[Record]) -> Record:
    """The whole report; `components` are the records of those it names."""
    page, report = edition.facts.site.page, course.report
    impact, _ = report_impact(edition, course)
    planned = report.kind is Kind.MAINTENANCE
    created = course.announced
    record: Record = {
        "id": report.id,
        "name": report.title,
        "status": _status(course),
        "created_at": timestamp(created, page.zone),
        "updated_at": timestamp(course.changed, page.zone),
        "monitoring_at": _timestamp(None if planned else _entered(course, {Status.MONITORING}), page.zone),
        "resolved_at": _timestamp(None if course.is_open else _entered(course, ENDS), page.zone),
        "impact": impact,
        "shortlink": report_url(edition, course),
        "started_at": timestamp(report.started or created, page.zone),
        "page_id": page.id,
        "incident_updates": _updates(edition, course),
        "components": components,
    }
    if course.window is not None:
        record["scheduled_for"] = timestamp(course.window.start, page.zone)
        record["scheduled_until"] = timestamp(course.window.end, page.zone)
    record["reminder_intervals"] = None
    return record


def _status(course: Course) -> str:
    """The status in force; `postmortem` where a resolved incident has one."""
    if course.status is Status.RESOLVED and course.postmortem:
        return Status.POSTMORTEM.value
    return _known(course, course.status)


def _known(course: Course, status: Status) -> str:
    if course.report.kind is Kind.MAINTENANCE:
        status = _OF_MAINTENANCE.get(status, status)
    return status.value


def _entered(course: Course, statuses: frozenset[Status] | set[Status]) -> datetime | None:
    """When one of these statuses came into force last."""
    turns = (step.at for step in reversed(course.steps) if step.label in statuses)
    return next(turns, None)


def _timestamp(at: datetime | None, zone: ZoneInfo) -> str | None:
    return None if at is None else timestamp(at, zone)


def _updates(edition: Edition, course: Course) -> list[Record]:
    """Newest first."""
    before: list[tuple[Claim, ...]] = [(), *(step.states for step in course.steps)]
    told = [_update(edition, course, step, states) for step, states in zip(course.steps, before, strict=False)]
    return told[::-1]


def _update(edition: Edition, course: Course, step: Step, before: Sequence[Claim]) -> Record:
    """An update; `before` are the states that it found."""
    zone, id_prefix = edition.facts.site.page.zone, course.report.permanent_id
    return {
        "id": step.id if step.id.startswith(f"{id_prefix}-") else f"{id_prefix}.{step.id}",
        "status": _known(course, step.status),
        "body": str(news_abroad(edition, course, step)),
        "incident_id": course.report.id,
        "created_at": timestamp(step.at, zone),
        "updated_at": timestamp(step.changed, zone),
        "display_at": timestamp(step.at, zone),
        "affected_components": _affected(edition, step, before) or None,
        "deliver_notifications": True,
        "custom_tweet": None,
        "tweet_id": None,
    }


def _affected(edition: Edition, step: Step, before: Sequence[Claim]) -> list[Record]:
    """Every component named so far, with its state before the update and since."""
    components = edition.facts.site.component_by_id
    old = {claim.component: claim.state for claim in before}
    return [
        {
            "code": claim.component,
            "name": _long_name(components[claim.component]),
            "old_status": old.get(claim.component, State.OPERATIONAL).slug,
            "new_status": claim.state.slug,
        }
        for claim in step.states
    ]


def _long_name(component: Component) -> str:
    return f"{component.group} - {component.name}" if component.group else component.name
