"""The page of one incident, maintenance or notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from statusgen.model.paths import page_of
from statusgen.model.vocabulary import Kind
from statusgen.outputs.edition import Edition, digest, root_of
from statusgen.outputs.forges import file_history
from statusgen.outputs.linkeddata import linked_data
from statusgen.outputs.output import Output, Wave
from statusgen.outputs.parts import ChapterPart, LinkPart, ReportPart, TimePart
from statusgen.outputs.reports import instant_part, whole_report
from statusgen.views.course import Course
from statusgen.views.history import month_of

TEMPLATE = "report.html"
_LOWEST = 4
"""The lowest level of heading in a table of contents; the upper one is 3."""
_ENOUGH = 3
"""How many headings are worth a table of contents."""


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Context of `report.html`."""

    heading: str
    """What kind of page it is: `Incident Report for Zaptec`."""
    report: ReportPart
    """The report itself, with all its updates."""
    as_of: TimePart | None
    """When an open report was told of last, which is the time that its status and states are true of. None once it is
    over."""
    contents: tuple[ChapterPart, ...]
    """The two upper levels of the postmortem's headings, where these are three or more; else empty."""
    authors: tuple[str, ...]
    """Who wrote it, as it was written; often empty."""
    tags: tuple[str, ...]
    """Its tags, as they were written; often empty."""
    expires: TimePart | None
    """Of a notice: how long it is shown on the front page. None where that is not said, and of anything else."""
    month: LinkPart
    """The month page that lists this report."""
    source: LinkPart | None
    """The history of the report's file, or the repository that it is in; none where no repository is named."""
    published: TimePart
    """When the first update was told."""
    modified: TimePart
    """When anything on the page changed last."""
    linked_data: dict[str, object]
    """The report as schema.org puts it, for search engines."""


def outputs(edition: Edition) -> Iterator[Output]:
    """One page for each report."""
    for course in edition.facts.courses:
        path = page_of(course.report.id)
        key = digest(edition.digest, edition.course_key(course), _source(edition, course))
        yield Output(path, key, course.report.path, _renderer(edition, course, path), Wave.REPORTS)


def _renderer(edition: Edition, course: Course, path: str) -> Callable[[], bytes]:
    return lambda: edition.render(TEMPLATE, path, _page(edition, course, root_of(path)))


def _page(edition: Edition, course: Course, root: str) -> ReportPage:
    report, language = course.report, edition.language
    heading = {
        Kind.INCIDENT: language.gettext("Incident Report for %(name)s"),
        Kind.MAINTENANCE: language.gettext("Scheduled Maintenance Report for %(name)s"),
        Kind.NOTICE: language.gettext("Notice from %(name)s"),
    }[report.kind]
    month = month_of(course, language.zone)
    return ReportPage(
        heading=heading % {"name": edition.facts.site.page.name},
        report=whole_report(edition, course, root),
        as_of=instant_part(edition, course.latest.at) if course.is_open else None,
        contents=_contents(course),
        authors=report.authors,
        tags=report.tags,
        expires=instant_part(edition, report.expires) if report.expires else None,
        month=LinkPart(language.month(month.first_day), f"{root}history/{month.path}/"),
        source=_source(edition, course),
        published=instant_part(edition, course.announced),
        modified=instant_part(edition, course.changed),
        linked_data=linked_data(edition, course),
    )


def _source(edition: Edition, course: Course) -> LinkPart | None:
    repository = edition.facts.site.page.repository
    if repository is None:
        return None
    way = edition.prefix
    history = None if way is None else file_history(repository, way + course.report.path)
    if history is None:
        return LinkPart(edition.language.gettext("Source repository"), repository)
    return LinkPart(edition.language.gettext("Changes to this report"), history)


def _contents(course: Course) -> tuple[ChapterPart, ...]:
    chapters = [c for step in course.postmortem for c in step.prose.chapters if c.level <= _LOWEST]
    lines: list[ChapterPart] = []
    for chapter in chapters:
        line = ChapterPart(chapter.title, f"#{chapter.anchor}")
        if chapter.level == _LOWEST and lines:
            lines[-1] = replace(lines[-1], parts=(*lines[-1].parts, line))
        else:
            lines.append(line)
    return tuple(lines) if len(chapters) >= _ENOUGH else ()
