"""A site as its writers have it before them: what can be read of it, whatever else is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from statusgen.cache.store import Cache
from statusgen.diagnostics import Diagnostic, did_you_mean, has_errors
from statusgen.editing.proof import Reader
from statusgen.editing.templates import FOLDER, Template, shipped_names, shipped_template, template_problems
from statusgen.i18n import Language
from statusgen.load.program import program_digest
from statusgen.load.reports import ReportFiles
from statusgen.load.site import read_settings
from statusgen.means import ALONE, Means
from statusgen.model.components import Components
from statusgen.model.names import Names
from statusgen.model.page import Page
from statusgen.model.report import Report
from statusgen.source.files import find_files, is_report
from statusgen.source.folder import SiteFolder
from statusgen.source.text import decode
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
    unread: Mapping[str, tuple[Diagnostic, ...]]
    """What is wrong with each file that is no report yet, by its path."""
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

    def find(self, word: str, likely: Callable[[Report], bool]) -> Report:
        """The report whose id is `word`, else the one whose id has it as a part.

        Where several have, the only `likely` one. Raises NotFoundError otherwise, or BrokenSourceError where it may
        be a file that cannot be read.
        """
        folded = word.casefold()
        exact = [r for r in self.reports if folded in (r.id.casefold(), *map(str.casefold, r.former_ids))]
        found = exact or [report for report in self.reports if folded in report.id.casefold()]
        if len(found) > 1:
            found = [report for report in found if likely(report)] or found
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFoundError(f"'{word}' could be {_listed(found)}")
        if broken := [d for path, several in self.unread.items() if folded in path.casefold() for d in several]:
            raise BrokenSourceError(broken)
        near = [report for report in self.reports if likely(report)]
        hint = did_you_mean(word, [r.id for r in self.reports]) or (f"it could be {_listed(near)}" if near else "")
        raise NotFoundError("; ".join(filter(None, (f"no report has '{word}' in its id", hint))))

    def template(self, name: str) -> Template:
        """The site's own template of that name, else the shipped one.

        Raises NotFoundError where there is none, BrokenSourceError where it asks for what there is not.
        """
        own = self.own_templates
        if name not in own:
            if shipped := shipped_template(name):
                return shipped
            names = sorted({*own, *shipped_names()})
            hint = did_you_mean(name, names) or f"the templates are: {', '.join(names)}"
            raise NotFoundError(f"there is no template '{name}'; {hint}")
        path = f"{FOLDER}/{name}.md"
        source, problems = decode(path, self.folder.read_source(path))
        if found := (*problems, *template_problems(source)):
            raise BrokenSourceError(found)
        return Template(name, source)

    @cached_property
    def own_templates(self) -> tuple[str, ...]:
        """The names of the site's own templates."""
        files = find_files(self.folder.root, FOLDER).files
        names = (path.removeprefix(f"{FOLDER}/").removesuffix(".md") for path in files if path.endswith(".md"))
        return tuple(name for name in names if "/" not in name)


def open_desk(root: Path, means: Means = ALONE) -> Desk:
    """The site in a folder.

    Raises StatusgenError where there is none, BrokenSourceError where its components.yaml has errors.
    """
    with closing(Cache(means.cache)) as cache:
        folder = SiteFolder(root, cache)
        components, _, found = read_settings(folder)
        if components is None or has_errors(found):
            raise BrokenSourceError(found)
        paths = tuple(filter(is_report, find_files(root, "incidents").files))
        files = ReportFiles(folder, program_digest(), components)
        readings = files.read_all(paths, means)
        cache.save()
    reports = tuple(reading.report for reading in readings if reading.report and reading.report.updates)
    read = {report.path for report in reports}
    unread = {path: r.diagnostics for path, r in zip(paths, readings, strict=True) if path not in read}
    return Desk(folder, components, reports, unread, files.texts)


def _listed(reports: Sequence[Report], most: int = 6) -> str:
    ids = [report.id for report in reports]
    more = f" or {len(ids) - most} more" if len(ids) > most else ""
    return f"{' or '.join(ids[:most])}{more}"
