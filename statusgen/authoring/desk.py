"""A site as its writers have it before them: what can be read of it, whatever else is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from statusgen.cache.store import Cache
from statusgen.diagnostics import Diagnostic, Severity, did_you_mean, has_errors
from statusgen.editing.proof import Reader
from statusgen.editing.templates import Template, shipped_names, shipped_template
from statusgen.i18n import Language
from statusgen.load.program import program_digest
from statusgen.load.reports import ReportFiles
from statusgen.load.site import read_settings
from statusgen.load.templates import own_templates, read_template
from statusgen.means import ALONE, Means
from statusgen.model.components import Components
from statusgen.model.links import resolve, wanted_files
from statusgen.model.names import Names
from statusgen.model.page import Page
from statusgen.model.record import Reading
from statusgen.model.report import Report
from statusgen.model.rules import RULES
from statusgen.source.files import find_files, is_report
from statusgen.source.folder import SiteFolder
from statusgen.views.course import Course
from statusgen.views.walk import course


class NotFoundError(Exception):
    """The writer's words mean nothing here, or too much: one line that says what there is."""


class BrokenSourceError(Exception):
    """A file that everything else needs has errors."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__(diagnostics)
        self.diagnostics = tuple(sorted(diagnostics))


@dataclass(frozen=True)
class Desk:
    """The settings and all reports that can be read, drafts included."""

    folder: SiteFolder
    components: Components
    reports: tuple[Report, ...]
    """Those with an update, sorted by path; with errors as far as they can be read."""
    broken: Mapping[str, Reading]
    """What came of each file that has errors by itself, by its path; those that are no report yet included."""
    texts: Callable[[Report], tuple[str, ...]]
    """The HTML of a report's texts, by the numbers of `Prose`."""

    @property
    def page(self) -> Page:
        """The page's settings."""
        return self.components.page

    @cached_property
    def names(self) -> Names:
        """The words that mean a component."""
        return Names(self.components)

    @cached_property
    def reader(self) -> Reader:
        """Reads a file as the site does."""
        return Reader(self.names, self.page.zone)

    @cached_property
    def language(self) -> Language:
        """The page's language."""
        return Language(self.page.language, self.page.zone)

    def courses(self, now: datetime) -> tuple[Course, ...]:
        """How every report went that can be published, up to now."""
        return tuple(course(report, now) for report in self.reports if report.is_whole)

    def broken_by(self, report: Report) -> list[Diagnostic]:
        """The errors that the site would have with this report in the place of what its file says now, and has not."""
        before = [one for one in self.reports if one.path == report.path]
        others = [one for one in self.reports if one.path != report.path]
        known = {(d.at.path, d.message) for d in (*_together(self.reports), *self._links(before, self.reports))}
        after = sorted((*others, report), key=lambda one: one.path)
        found = (*_together(after), *self._links([report], after))
        return [d for d in found if d.severity is Severity.ERROR and (d.at.path, d.message) not in known]

    def _links(self, changed: Sequence[Report], all_of_them: Sequence[Report]) -> Iterator[Diagnostic]:
        """What is wrong with the links of some reports."""
        by_path = {**dict.fromkeys(self.broken), **{report.path: report for report in all_of_them}}
        for report in changed:
            yield from resolve(report, by_path, self.folder.digests(set(wanted_files(report))))[2]

    def find(self, word: str, likely: Callable[[Report], bool]) -> Report:
        """The report whose id or file is `word`, else the one whose id has it as a part.

        Where several have, the only `likely` one. Raises NotFoundError otherwise, or BrokenSourceError where it may
        be a file that cannot be read.
        """
        folded = word.casefold()
        exact = [r for r in self.reports if folded in (r.id.casefold(), *map(str.casefold, r.former_ids))]
        exact = exact or [r for r in self.reports if word.endswith(".md") and _is_end(word, r.path)]
        found = exact or [report for report in self.reports if folded in report.id.casefold()]
        if len(found) > 1:
            found = [report for report in found if likely(report)] or found
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFoundError(f"'{word}' could be {_listed(found)}")
        if unread := [d for path, one in self.broken.items() if folded in path.casefold() for d in one.diagnostics]:
            raise BrokenSourceError(unread)
        near = [report for report in self.reports if likely(report)]
        hint = did_you_mean(word, [r.id for r in self.reports]) or (f"it could be {_listed(near)}" if near else "")
        if " " in word:
            hint = "a text goes behind -m"
        raise NotFoundError("; ".join(filter(None, (f"no report has '{word}' in its id", hint))))

    def template(self, name: str) -> Template:
        """The site's own template of that name, else the shipped one.

        Raises NotFoundError where there is none, BrokenSourceError where it asks for what there is not.
        """
        own = own_templates(self.folder.root)
        if name not in own:
            if shipped := shipped_template(name):
                return shipped
            names = sorted({*own, *shipped_names()})
            hint = did_you_mean(name, names) or f"the templates are: {', '.join(names)}"
            raise NotFoundError(f"there is no template '{name}'; {hint}")
        source, problems = read_template(self.folder, own[name])
        if problems:
            raise BrokenSourceError(problems)
        return Template(name, source)


def _is_end(word: str, path: str) -> bool:
    """Whether one is the end of the other: a path from another folder, or a file's name."""
    return f"/{path}".endswith(f"/{word}") or f"/{word}".endswith(f"/{path}")


def _together(reports: Sequence[Report]) -> Iterator[Diagnostic]:
    """What is wrong with reports that only shows in all of them."""
    for rule in RULES:
        yield from rule(reports, None)


def settings_of(folder: SiteFolder) -> Components:
    """What components.yaml says; raises BrokenSourceError where it has errors."""
    components, _, found = read_settings(folder)
    if components is None or has_errors(found):
        raise BrokenSourceError(found)
    return components


def open_desk(root: Path, means: Means = ALONE) -> Desk:
    """The site in a folder.

    Raises StatusgenError where there is none, BrokenSourceError where its components.yaml has errors.
    """
    with closing(Cache(means.cache)) as cache:
        folder = SiteFolder(root, cache)
        components = settings_of(folder)
        paths = tuple(filter(is_report, find_files(root, "incidents").files))
        files = ReportFiles(folder, program_digest(), components)
        readings = files.read_all(paths, means)
        cache.save()
    reports = tuple(reading.report for reading in readings if reading.report and reading.report.updates)
    broken = {path: reading for path, reading in zip(paths, readings, strict=True) if reading.has_errors}
    return Desk(folder, components, reports, broken, files.texts)


def _listed(reports: Sequence[Report], most: int = 6) -> str:
    ids = [report.id for report in reports]
    more = f" or {len(ids) - most} more" if len(ids) > most else ""
    return f"{' or '.join(ids[:most])}{more}"
