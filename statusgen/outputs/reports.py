"""Reports and their updates, put into the parts that templates print."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

from markupsafe import Markup

from statusgen.i18n import iso
from statusgen.model.paths import component_folder, report_folder
from statusgen.model.report import Claim, Window
from statusgen.model.vocabulary import Kind, State, Status
from statusgen.outputs.edition import Edition
from statusgen.outputs.parts import AffectedPart, ReportPart, StatePart, TimePart, UpdatePart, WindowPart
from statusgen.source.prose import with_self_links
from statusgen.views.course import Course, Step
from statusgen.views.turns import steps_ahead


def instant_part(edition: Edition, at: datetime) -> TimePart:
    """An instant, as it is printed."""
    return TimePart(iso(at), edition.language.time(at))


def day_part(edition: Edition, day: date) -> TimePart:
    """A day, as it is printed."""
    return TimePart(day.isoformat(), edition.language.day(day))


def state_part(edition: Edition, state: State) -> StatePart:
    """A state, as it is printed."""
    return StatePart(state.slug, edition.language.state(state))


def window_part(edition: Edition, window: Window) -> WindowPart:
    """A window, as it is printed."""
    first, last = edition.language.ends(window.start, window.end)
    return WindowPart(TimePart(iso(window.start), first), TimePart(iso(window.end), last))


def report_line(edition: Edition, course: Course, root: str) -> ReportPart:
    """The report without its updates, for a list."""
    return _report(edition, course, root, steps=())


def report_story(edition: Edition, course: Course, root: str) -> ReportPart:
    """The report with its updates, newest first, for a page that is not its own."""
    return _report(edition, course, root, course.news, page=root + report_folder(course.report.id))


def whole_report(edition: Edition, course: Course, root: str) -> ReportPart:
    """The report for its own page: the postmortem, then its updates, newest first."""
    return _report(edition, course, root, (*course.postmortem, *course.news))


def _report(edition: Edition, course: Course, root: str, steps: tuple[Step, ...], page: str = "") -> ReportPart:
    report, language = course.report, edition.language
    impact, impact_label = report_impact(edition, course)
    ahead = steps_ahead(course) if steps else ()
    length = course.ended - course.began if course.ended and course.has_begun else timedelta(0)
    return ReportPart(
        id=report.id,
        url=root + report_folder(report.id),
        title=report.title,
        is_draft=report.draft,
        kind=report.kind,
        kind_label=language.kind(report.kind),
        impact=impact,
        impact_label=impact_label,
        status=course.status,
        status_label=language.status(course.status),
        is_open=course.is_open,
        is_upcoming=course.is_upcoming,
        has_begun=course.has_begun,
        began=instant_part(edition, course.began),
        ended=instant_part(edition, course.ended) if course.ended else None,
        duration=language.duration(length),
        window=window_part(edition, course.window) if course.window else None,
        affected=tuple(_affected(edition, course, claim, root) for claim in course.claims),
        affected_sentence=affected_sentence(edition, course, course.status, course.worst),
        has_postmortem=bool(course.postmortem),
        summary=edition.prose(report, report.summary, root) if steps else Markup(),
        updates=tuple(_update(edition, course, step, root, page) for step in steps),
        ahead=tuple(_update(edition, course, step, root, page) for step in reversed(ahead)),
    )


def report_impact(edition: Edition, course: Course) -> tuple[str, str]:
    """A report's impact as a slug and as a word."""
    if course.report.kind is Kind.MAINTENANCE:
        return Kind.MAINTENANCE, edition.language.kind(Kind.MAINTENANCE)
    return course.impact.slug, edition.language.impact(course.impact)


def affected_sentence(edition: Edition, course: Course, status: Status, claims: tuple[Claim, ...]) -> str:
    """`This incident affected: Websites, API, and Portal.` as it is said in that status, or an empty string."""
    names = [edition.label(claim.component) for claim in claims]
    return edition.language.affected(course.report.kind, status, names)


def _update(edition: Edition, course: Course, step: Step, root: str, page: str) -> UpdatePart:
    return UpdatePart(
        id=step.id,
        url=f"{page}#{step.id}",
        status=step.status,
        label=edition.language.status(step.label),
        at=instant_part(edition, step.at),
        edited=instant_part(edition, step.edited) if step.edited else None,
        by_clock=step.by_clock,
        is_postmortem=step.status is Status.POSTMORTEM,
        changes=tuple(_affected(edition, course, claim, root) for claim in step.changes),
        window=window_part(edition, step.window) if step.window and step.moved else None,
        html=_text(edition, course, step, root, page),
        later=_later(edition, course, step),
    )


def _text(edition: Edition, course: Course, step: Step, root: str, page: str) -> Markup:
    """What an update says; on its own page the headings lead to themselves."""
    html = edition.news(course.report, step, root)
    return html if page else Markup(with_self_links(str(html)))  # noqa: S704 (finished HTML)


def _later(edition: Edition, course: Course, step: Step) -> str:
    before = next((older for newer, older in pairwise(course.news) if newer is step), None)
    length = edition.language.duration(step.at - before.at) if before else ""
    return edition.language.gettext("%(duration)s later") % {"duration": length} if length else ""


def _affected(edition: Edition, course: Course, claim: Claim, root: str) -> AffectedPart:
    state = None if course.report.kind is Kind.NOTICE else state_part(edition, claim.state)
    return AffectedPart(
        claim.component, edition.label(claim.component), root + component_folder(claim.component), state
    )
