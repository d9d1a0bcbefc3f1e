"""New files, and updates of old ones: each is made from a template, and proven before anybody saves it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count

from markupsafe import Markup

from statusgen.authoring.desk import Desk, NotFoundError
from statusgen.authoring.news import Edit, News, as_it_is, refuse_what_does_not_fit, values_of
from statusgen.authoring.saving import save_changed, save_new
from statusgen.diagnostics import Diagnostic
from statusgen.editing.inserting import with_section
from statusgen.editing.proof import EditRefusedError, proven_update
from statusgen.editing.templates import Template, Value
from statusgen.model.report import Report, Update
from statusgen.model.rules import recent_incidents_name_components
from statusgen.model.slugs import slug
from statusgen.model.times import local_day, time_text
from statusgen.model.vocabulary import Status
from statusgen.outputs.plaintext import plain_text
from statusgen.source.tasks import resolve_tasks
from statusgen.views.course import Course, Step
from statusgen.views.walk import course

_LOOKS_BACK = frozenset({"began", "ended", "duration", "timeline"})
"""The placeholders that it takes a whole report to fill."""
_LONGEST_SLUG = 60
_LONGEST_EXCERPT = 160
_SENTENCE = re.compile(rf".{{15,{_LONGEST_EXCERPT}}}?[.!?](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Written:
    """A file that is proven, and not saved yet."""

    path: str
    """In the site's folder."""
    before: bytes | None
    """None for a new file."""
    after: bytes
    report: Report
    """As the site will read it."""
    update: Update
    """The one that is new."""
    warnings: tuple[Diagnostic, ...]
    """What is worth a second thought."""

    def save(self, desk: Desk) -> None:
        """Puts it on the disk; raises StatusgenError where the file is not as it was."""
        if self.before is None:
            save_new(desk.folder.root, self.path, self.after)
        else:
            save_changed(desk.folder.root, self.path, self.before, self.after)


def begin(desk: Desk, template: Template, news: News, edit: Edit = as_it_is) -> Written:
    """A new report.

    Raises NotFoundError where the template has no place for something, EditRefusedError where the result has errors.
    """
    if not template.is_report:
        raise EditRefusedError(f"the template '{template.name}' is one of updates: a report begins with a line '---'")
    refuse_what_does_not_fit(template, news, is_edited=edit is not as_it_is)
    after = edit(template.filled(values_of(desk, template, news))).encode()
    day = local_day(news.start or news.at, desk.page.zone)
    title = desk.reader.read(_free_path(desk, news.title, day), after).report.title
    path = _free_path(desk, title, day)
    proven = desk.reader.read(path, after)
    if edit is as_it_is and len(proven.report.updates) != template.updates:
        count = len(proven.report.updates)
        raise EditRefusedError(f"the text would be read as {count} updates instead of {template.updates}")
    written = Written(path, None, after, proven.report, proven.report.updates[-1], proven.warnings)
    return _checked(desk, template, news, edit, written)


def add(desk: Desk, report: Report, template: Template, news: News, edit: Edit = as_it_is) -> Written:
    """An update of a report, in its place among the others; raises as `begin` does."""
    if template.is_report:
        raise EditRefusedError(f"the template '{template.name}' is one of reports: an update begins with '## '")
    refuse_what_does_not_fit(template, news, is_edited=edit is not as_it_is)
    if news.at < report.updates[0].at:
        hint = "'started' in its front matter tells when the impact began"
        raise NotFoundError(f"that is before the first news of {report.id}, which nothing can precede; {hint}")
    values = values_of(desk, template, news) | {"title": Value(report.title)}
    if not template.placeholders.isdisjoint(_LOOKS_BACK):
        values |= _looking_back(desk, report, news.at)
    section = edit(template.filled(values))
    before = desk.folder.read(report.path)
    later = next((update for update in report.updates if update.at > news.at), None)
    after = with_section(before, section, later.span.line if later else None)
    proven, update = proven_update(desk.reader, report.path, before, after)
    written = Written(report.path, before, after, proven.report, update, proven.warnings)
    return _checked(desk, template, news, edit, written)


def _checked(desk: Desk, template: Template, news: News, edit: Edit, written: Written) -> Written:
    """The same with all that is worth a second thought.

    Raises EditRefusedError where it would break something beside its own file, or where the template had its own will.
    """
    if errors := desk.broken_by(written.report):
        raise EditRefusedError(f"the site would have {'an error' if len(errors) == 1 else 'errors'}", errors)
    if edit is as_it_is:
        said = written.update.status
        if news.insists and said is not news.status:
            message = f"the template '{template.name}' says {said.heading}, not {news.status.heading}"
            raise EditRefusedError(f"{message}: put {{{{ status }}}} into it")
        if written.update.at != news.at:
            raise EditRefusedError(f"the template '{template.name}' has a time of its own: put {{{{ time }}}} into it")
    if not written.update.prose:
        raise EditRefusedError("the update has no text")
    if written.before is not None:
        return written
    return replace(written, warnings=(*written.warnings, *recent_incidents_name_components([written.report], news.at)))


def _free_path(desk: Desk, title: str, day: date) -> str:
    """`incidents/2025/2025-08-05-slow-login.md`, with a number where that is taken."""
    taken = {path.casefold() for path in (*desk.broken, *(report.path for report in desk.reports))}
    ids = {word.casefold() for report in desk.reports for word in (report.id, *report.former_ids)}
    for stem in _stems(f"{day:%Y-%m-%d}-{_short(slug(title)) or 'report'}"):
        path = f"incidents/{day:%Y}/{stem}.md"
        if path.casefold() not in taken and stem.casefold() not in ids:
            return path
    raise AssertionError("numbers never end")


def _stems(first: str) -> Iterator[str]:
    yield first
    yield from (f"{first}-{number}" for number in count(2))


def _short(words: str) -> str:
    """As many whole words as there is room for."""
    if len(words) <= _LONGEST_SLUG:
        return words
    return words[: _LONGEST_SLUG + 1].rpartition("-")[0] or words[:_LONGEST_SLUG]


def _looking_back(desk: Desk, report: Report, now: datetime) -> dict[str, Value]:
    """What a postmortem is written about."""
    one, zone = course(report, now), desk.page.zone
    return {
        "began": Value(time_text(one.began, zone)),
        "ended": Value(time_text(one.ended, zone) if one.ended else ""),
        "duration": Value(desk.language.duration(one.ended - one.began) if one.ended else ""),
        "timeline": Value("\n".join(_timeline(desk, one))),
    }


def _timeline(desk: Desk, one: Course) -> Iterable[str]:
    """Every update but a postmortem, oldest first: `- **2025-08-05 09:36 +02:00** Resolved: It is fast."""
    for step in reversed(one.news):
        said = _excerpt(desk, one.report, step)
        yield f"- **{time_text(step.at, desk.page.zone)}** {step.label.heading}{f': {said}' if said else ''}"


def _excerpt(desk: Desk, report: Report, step: Step) -> str:
    """The first sentence of an update, as Markdown."""
    if step.by_clock or not step.prose or step.status is Status.POSTMORTEM:
        return ""
    html = resolve_tasks(desk.texts(report)[step.prose.number], lambda _: "", lambda _: None)
    line = plain_text(Markup(html)).partition("\n")[0]  # noqa: S704 (rendered and escaped by source.markdown)
    if sentence := _SENTENCE.match(line):
        line = sentence[0]
    elif len(line) > _LONGEST_EXCERPT:
        line = line[:_LONGEST_EXCERPT].rpartition(" ")[0] + " …"
    return "".join(f"\\{c}" if c in "\\`*_~&[]<>" else c for c in line)
