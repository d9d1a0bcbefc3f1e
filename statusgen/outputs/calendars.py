"""calendar.ics with every maintenance, and one calendar for each component."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING

from statusgen.model.paths import component_folder
from statusgen.model.vocabulary import Kind, Status
from statusgen.outputs.abroad import news_abroad, report_url, summary_abroad
from statusgen.outputs.edition import Edition, digest
from statusgen.outputs.output import Output, Wave
from statusgen.outputs.plaintext import plain_text
from statusgen.outputs.reports import affected_sentence
from statusgen.views.course import Course

if TYPE_CHECKING:
    from icalendar import Timezone

_PRODUCT = "-//statusgen//statusgen//EN"
_REFRESH = timedelta(hours=1)
"""How often to look for news."""
_END = b"END:VCALENDAR\r\n"


@dataclass(frozen=True, slots=True)
class _Head:
    """What a calendar says of itself."""

    path: str
    name: str
    description: str
    page: str
    """Absolute."""


def outputs(edition: Edition) -> Iterator[Output]:
    """The calendar of the page, and that of each component, the retired ones included."""
    facts, say = edition.facts, edition.language.gettext
    page, course_by_id = facts.site.page, {course.report.id: course for course in facts.courses}
    event = cache(lambda report_id: _event(edition, course_by_id[report_id]))  # most are in several calendars
    name = say("%(title)s - Scheduled Maintenance") % {"title": edition.title}
    head = _Head("calendar.ics", name, page.description, edition.url)
    yield _output(edition, head, "the calendar", facts.courses, event)
    for component in facts.site.components:
        label = edition.label(component.id)
        name = say("%(title)s - Maintenance of %(component)s") % {"title": edition.title, "component": label}
        folder = component_folder(component.id)
        head = _Head(f"{folder}calendar.ics", name, component.description, edition.url + folder)
        yield _output(edition, head, f"the calendar of {component.name}", facts.by_component[component.id], event)


def _output(
    edition: Edition, head: _Head, origin: str, courses: Iterable[Course], event: Callable[[str], bytes]
) -> Output:
    planned = [course for course in courses if course.report.kind is Kind.MAINTENANCE]
    keys = [edition.course_key(course) for course in planned]
    key = digest("calendar", head, edition.program, edition.facts.site.digest, edition.url, keys)
    render = partial(_calendar, head, [course.report.id for course in planned], event)
    return Output(head.path, key, origin, render, Wave.ENTRANCES)


def _calendar(head: _Head, planned: Iterable[str], event: Callable[[str], bytes]) -> bytes:
    # Imported only where a calendar has changed: most builds make none, and it would be a tenth of their start.
    from icalendar import Calendar, vDuration, vText, vUri  # noqa: PLC0415

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    # No METHOD: it would make an invitation of what is a snapshot, and ask for an organizer.
    for names, text in ((("name", "x-wr-calname"), head.name), (("description", "x-wr-caldesc"), head.description)):
        for name in names if text else ():
            calendar.add(name, vText(text))
    calendar.add("refresh-interval", vDuration(_REFRESH), {"value": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_REFRESH))
    calendar.add("url", vUri(head.page))
    parts = b"".join(map(event, planned)) or bytes(_utc().to_ical())
    return bytes(calendar.to_ical()).removesuffix(_END) + parts + _END


def _event(edition: Edition, course: Course) -> bytes:
    """The maintenance, also where it was called off: only then do calendars that have it learn of it."""
    from icalendar import Event, vUri  # noqa: PLC0415

    event = Event()
    event.add("uid", f"{course.report.permanent_id}@{edition.facts.site.page.id}")
    event.add("sequence", _sequence(course))
    event.add("dtstamp", course.changed)
    event.add("created", course.announced)
    event.add("last-modified", course.changed)
    window = course.window
    assert window is not None, "a maintenance has a window"  # noqa: S101
    event.add("dtstart", window.start)
    event.add("dtend", window.end)
    event.add("summary", course.report.title)
    event.add("description", _description(edition, course))
    event.add("url", vUri(report_url(edition, course)))
    if course.worst:
        event.add("categories", [edition.label(claim.component) for claim in course.worst])
    event.add("status", "CANCELLED" if course.status is Status.CANCELLED else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return bytes(event.to_ical())


def _sequence(course: Course) -> int:
    """How often somebody has written of it; it only grows, as long as news is corrected and not deleted."""
    written = [step for step in course.steps if not step.by_clock]
    return len(written) - 1 + sum(step.edited is not None for step in written)


def _description(edition: Edition, course: Course) -> str:
    """The newest news, what is affected, and where to read more."""
    newest = next((step for step in course.news if step.prose), None)
    news = plain_text(news_abroad(edition, course, newest) if newest else summary_abroad(edition, course))
    affected = affected_sentence(edition, course, course.status, course.worst)
    return "\n\n".join(filter(None, (news, affected, report_url(edition, course))))


def _utc() -> Timezone:
    """The zone of all times: a calendar without events needs some component."""
    from icalendar import Timezone, TimezoneStandard  # noqa: PLC0415

    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "UTC")
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 (a local time, as the format wants it)
    standard.add("tzoffsetfrom", timedelta(0))
    standard.add("tzoffsetto", timedelta(0))
    zone.add_component(standard)
    return zone
