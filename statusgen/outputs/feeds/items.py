"""What a feed's items say: a whole report, or one of its updates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from markupsafe import Markup

from statusgen.model.report import Claim, Window
from statusgen.model.vocabulary import Impact, Kind, Status
from statusgen.outputs.abroad import news_abroad, report_url, step_url, summary_abroad
from statusgen.outputs.edition import Edition
from statusgen.outputs.feeds.feed import Category, Item
from statusgen.outputs.reports import affected_sentence
from statusgen.views.course import Course, Step


def report_item(edition: Edition, course: Course) -> Item:
    """The whole report, which changes as the report goes on."""
    return Item(
        id=report_tag(edition, course),
        url=report_url(edition, course),
        title=course.report.title,
        published=course.announced,
        news=course.steps[-1].at,
        updated=course.changed,
        categories=tuple(_categories(edition, course, course.impact, course.status, course.worst)),
        html=_whole_story(edition, course),
    )


def step_item(edition: Edition, course: Course, step: Step) -> Item:
    """One update as things stood then, so that later ones leave it as it is."""
    label = edition.language.status(step.label)
    before = sum(other.at == step.at for other in course.steps[: course.steps.index(step)])
    return Item(
        id=step_tag(edition, course, step),
        url=step_url(edition, course, step),
        title=edition.language.gettext("%(status)s: %(title)s") % {"status": label, "title": course.report.title},
        published=step.at,
        news=step.at,
        # What was told at one time keeps its order in readers that sort by it.
        updated=step.changed + timedelta(milliseconds=before),
        categories=tuple(_categories(edition, course, step.impact, step.status, step.states)),
        html=_news(edition, course, step),
    )


def report_tag(edition: Edition, course: Course) -> str:
    """The id of a report's item: the same when the site moves to another host, or the report to another id."""
    return f"tag:{edition.facts.site.page.id},2005:Incident/{course.report.permanent_id}"


def step_tag(edition: Edition, course: Course, step: Step) -> str:
    """The id of an update's item, likewise."""
    return f"{report_tag(edition, course)}/{step.id}"


def _categories(
    edition: Edition, course: Course, impact: Impact, status: Status, claims: tuple[Claim, ...]
) -> Iterator[Category]:
    kind, language = course.report.kind, edition.language
    yield Category("kind", kind, language.kind(kind))
    if kind is Kind.INCIDENT:
        yield Category("impact", impact.slug, _impact_text(edition, impact))
    yield Category("status", status, language.status(status))
    for claim in claims:
        yield Category("component", claim.component, edition.label(claim.component))


def _whole_story(edition: Edition, course: Course) -> str:
    """The report, the newest update first."""
    parts = []
    if course.report.kind is Kind.INCIDENT:
        parts.append(_paragraph(_impact_text(edition, course.impact)))
    if course.window is not None:
        parts.append(_paragraph(_window_text(edition, course.window)))
    parts.append(summary_abroad(edition, course))
    parts += [_update(edition, course, step) for step in (*course.postmortem, *course.news)]
    parts.append(_paragraph(affected_sentence(edition, course, course.status, course.worst)))
    return "".join(parts)


def _news(edition: Edition, course: Course, step: Step) -> str:
    """The update; the first one with the text that stands before it."""
    is_first = step is course.steps[0]
    summary = summary_abroad(edition, course) if is_first else Markup()
    parts = [summary, _update(edition, course, step)]
    if step.window is not None and (step.moved or step.by_clock or step.status is Status.SCHEDULED):
        parts.append(_paragraph(_window_text(edition, step.window)))
    parts.append(_changes(edition, step))
    parts.append(_paragraph(affected_sentence(edition, course, step.status, step.states)))
    return "".join(parts)


def _update(edition: Edition, course: Course, step: Step) -> Markup:
    """`Aug 05, 2025 - 11:50 CEST`, a new line, `Resolved - This incident has been resolved.`"""
    html = news_abroad(edition, course, step)
    language = edition.language
    time, label = language.time(step.at), language.status(step.label)
    if step.edited:
        time = language.gettext("%(time)s, edited %(edited)s") % {"time": time, "edited": language.time(step.edited)}
    head = Markup("<p><small>{}</small><br><strong>{}</strong>").format(time, label)
    if html.startswith("<p>"):
        return head + " - " + Markup(html[3:])  # noqa: S704 (a part of finished HTML)
    return head + Markup("</p>") + html


def _changes(edition: Edition, step: Step) -> Markup:
    """`API: Major outage` for each component whose state is another from then on."""
    lines = [
        Markup("<li>{}</li>").format(
            edition.language.gettext("%(component)s: %(state)s")
            % {"component": edition.label(claim.component), "state": edition.language.state(claim.state)}
        )
        for claim in step.changes
    ]
    return Markup("<ul>{}</ul>").format(Markup().join(lines)) if lines else Markup()


def _window_text(edition: Edition, window: Window) -> str:
    return edition.language.gettext("Scheduled for %(window)s") % {
        "window": edition.language.window(window.start, window.end)
    }


def _impact_text(edition: Edition, impact: Impact) -> str:
    return edition.language.gettext("Impact: %(impact)s") % {"impact": edition.language.impact(impact)}


def _paragraph(text: str) -> Markup:
    return Markup("<p>{}</p>").format(text) if text else Markup()
