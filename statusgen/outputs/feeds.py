"""history.rss and history.atom: one item for each report, the newest news first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from xml.etree import ElementTree

from markupsafe import Markup

from statusgen.i18n import iso
from statusgen.model.vocabulary import Kind
from statusgen.outputs.abroad import absolute_prose, report_url
from statusgen.outputs.edition import Edition, digest
from statusgen.outputs.output import Output, Wave
from statusgen.outputs.reports import affected_names, affected_sentence
from statusgen.outputs.xml import child, document
from statusgen.views.course import Course, Step

_ATOM = "http://www.w3.org/2005/Atom"
_LEAST_ITEMS = 50
_LEAST_AGE = timedelta(days=14)
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""The date of a feed in which nothing has happened yet."""


def outputs(edition: Edition) -> Iterator[Output]:
    """Both feeds."""
    courses = _newest(edition)
    keys = [edition.course_key(course) for course in courses]
    yield Output(
        "history.rss",
        digest("rss", edition.digest, keys),
        "the RSS feed",
        lambda: _rss(edition, courses),
        Wave.ENTRANCES,
    )
    yield Output(
        "history.atom",
        digest("atom", edition.digest, keys),
        "the Atom feed",
        lambda: _atom(edition, courses),
        Wave.ENTRANCES,
    )


def _newest(edition: Edition) -> tuple[Course, ...]:
    """At least fifty reports, and every one with news in the last fourteen days."""
    ordered = sorted(edition.facts.courses, key=lambda c: (c.steps[-1].at, c.report.id), reverse=True)
    recent = sum(course.steps[-1].at >= edition.facts.now - _LEAST_AGE for course in ordered)
    return tuple(ordered[: max(_LEAST_ITEMS, recent)])


def _rss(edition: Edition, courses: Sequence[Course]) -> bytes:
    root = ElementTree.Element("rss", {"version": "2.0", "xmlns:atom": _ATOM})
    channel = child(root, "channel")
    child(channel, "title", _title(edition))
    child(channel, "link", edition.url)
    child(channel, "atom:link", href=f"{edition.url}history.rss", rel="self", type="application/rss+xml")
    child(channel, "description", edition.facts.site.page.description or _title(edition))
    child(channel, "language", edition.language.tag.lower())
    child(channel, "pubDate", _rfc822(_changed(courses)))
    for course in courses:
        item = child(channel, "item")
        child(item, "title", course.report.title)
        child(item, "description", _story(edition, course))
        child(item, "pubDate", _rfc822(course.steps[-1].at))
        child(item, "link", report_url(edition, course))
        child(item, "guid", _tag(edition, course), isPermaLink="false")
        for category in _categories(edition, course):
            child(item, "category", category)
    return document(root)


def _atom(edition: Edition, courses: Sequence[Course]) -> bytes:
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": edition.language.tag})
    child(root, "id", f"tag:{edition.facts.site.page.id},2005:/history")
    child(root, "title", _title(edition))
    child(root, "updated", iso(_changed(courses)))
    child(root, "link", rel="alternate", type="text/html", href=edition.url)
    child(root, "link", rel="self", type="application/atom+xml", href=f"{edition.url}history.atom")
    child(child(root, "author"), "name", edition.facts.site.page.name)
    for course in courses:
        entry = child(root, "entry")
        child(entry, "id", _tag(edition, course))
        child(entry, "title", course.report.title)
        child(entry, "published", iso(course.steps[0].at))
        child(entry, "updated", iso(course.changed))
        child(entry, "link", rel="alternate", type="text/html", href=report_url(edition, course))
        for category in _categories(edition, course):
            child(entry, "category", term=category)
        child(entry, "content", _story(edition, course), type="html")
    return document(root)


def _title(edition: Edition) -> str:
    return edition.language.gettext("%(title)s - Incident History") % {"title": edition.title}


def _changed(courses: Sequence[Course]) -> datetime:
    return max((course.changed for course in courses), default=_NEVER)


def _tag(edition: Edition, course: Course) -> str:
    """Stays the same when the site moves to another host or the report to another id."""
    return f"tag:{edition.facts.site.page.id},2005:Incident/{course.report.permanent_id}"


def _rfc822(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC), usegmt=True)


def _categories(edition: Edition, course: Course) -> Iterator[str]:
    yield edition.language.kind(course.report.kind)
    yield edition.language.status(course.status)
    yield from affected_names(edition, course)


def _story(edition: Edition, course: Course) -> str:
    """The whole report as HTML, the newest update first, with absolute addresses."""
    language = edition.language
    parts = []
    if course.report.kind is Kind.INCIDENT:
        label = language.gettext("Impact: %(impact)s") % {"impact": language.impact(course.impact)}
        parts.append(Markup("<p>{}</p>").format(label))
    if course.window is not None:
        text = language.window(course.window.start, course.window.end)
        parts.append(Markup("<p>{}</p>").format(language.gettext("Scheduled for %(window)s") % {"window": text}))
    parts.append(absolute_prose(edition, course, course.report.summary))
    parts += [_update(edition, course, step) for step in (*course.postmortem, *course.news)]
    if course.worst:
        parts.append(Markup("<p>{}</p>").format(affected_sentence(edition, course)))
    return "".join(parts)


def _update(edition: Edition, course: Course, step: Step) -> Markup:
    """`Aug 05, 2025 - 11:50 CEST`, a new line, `Resolved - This incident has been resolved.`"""
    html = absolute_prose(edition, course, step.prose)
    time, label = edition.language.time(step.at), edition.language.status(step.label)
    head = Markup("<p><small>{}</small><br><strong>{}</strong>").format(time, label)
    if html.startswith("<p>"):
        return head + " - " + Markup(html[3:])  # noqa: S704 (a part of finished HTML)
    return head + Markup("</p>") + html
