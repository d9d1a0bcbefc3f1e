"""A folder becomes a site, or a list of what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from statusgen.diagnostics import Diagnostic, has_errors
from statusgen.i18n import spoken_languages
from statusgen.load.reports import Remembering, ReportFiles
from statusgen.means import Means
from statusgen.model import links
from statusgen.model.components import PATH, Components, absent, read_components
from statusgen.model.links import LinkedFile
from statusgen.model.page import theme_of
from statusgen.model.paths import static_problems
from statusgen.model.published import Snapshot
from statusgen.model.record import READING
from statusgen.model.report import Report
from statusgen.model.rules import RULES
from statusgen.model.salvage import Salvage, Salvaging
from statusgen.model.site import Site
from statusgen.source.files import find_files, is_report, no_incidents, overlooked
from statusgen.source.folder import SiteFolder
from statusgen.source.text import decode, merge_conflicts
from statusgen.source.yamltext import YamlText, read_yaml
from statusgen.theme import Theme, load_theme, theme_names


@dataclass(frozen=True, slots=True)
class Moment:
    """The instant that a site is seen from."""

    now: datetime
    """Aware, UTC."""
    is_clock: bool = True
    """Whether it is the clock's time: then news from the future is an error, else it is left out."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A site's folder, read."""

    diagnostics: tuple[Diagnostic, ...]
    """Sorted by position."""
    site: Site | None
    """None where errors in anything but the theme forbid to publish it."""
    state: Snapshot | None
    """What the site says, errors or not; None where its components.yaml cannot be read."""
    theme: Theme | None
    """None where the page's settings name none that there is."""
    parsed: int
    """How many reports had to be parsed."""
    salvage: Salvage
    """What became of files with errors, where the site was to be published all the same."""


@dataclass(frozen=True, slots=True)
class _Linked:
    """Where links lead."""

    addresses: Mapping[str, Mapping[str, str]]
    """By a report's id, then a link's target as written: its path in the output."""
    files: tuple[LinkedFile, ...]
    """What is published with the reports."""
    broken: tuple[Diagnostic, ...]


def load(
    folder: SiteFolder,
    program: str,
    moment: Moment,
    means: Means,
    *,
    salvaging: Salvaging | None = None,
    with_drafts: bool = False,
    known: Remembering = READING.validate_json,
) -> Loaded:
    """Reads and checks all that the site consists of; the theme as far as it can be told from its files alone.

    The site is what `salvaging` leaves of it in spite of errors; `with_drafts`, drafts are published like any other
    report. `known` makes readings of what the cache has kept.
    """
    components, digest, found = read_settings(folder)
    has_whole_settings = not has_errors(found)
    incidents, static = find_files(folder.root, "incidents"), find_files(folder.root, "static")
    paths = tuple(filter(is_report, incidents.files))
    files = ReportFiles(folder, program, components, known)
    readings = dict(zip(paths, files.read_all(paths, means), strict=True))
    reports = [reading.report for reading in readings.values() if reading.report]
    linked = _resolve_links(folder, paths, reports, with_drafts=with_drafts)
    found += [d for reading in readings.values() for d in reading.diagnostics]
    found += [d for rule in RULES for d in rule(reports, moment.now if moment.is_clock else None)]
    found += static_problems([path.removeprefix("static/") for path in static.files], reports)
    for more in (overlooked(incidents, static), no_incidents(folder.root), linked.broken):
        found += more
    site, saved = None, Salvage()
    if has_errors(found) and salvaging is not None:
        saved = salvaging(found, readings, moment.now)
        reports = [report for report in reports if report.path not in saved.left_out]
        linked = _resolve_links(folder, paths, reports, with_drafts=with_drafts)
    if components is not None and not saved.needed and (salvaging is not None or not has_errors(found)):
        shown = (report for report in reports if with_drafts or not report.draft)
        published = tuple(sorted(shown, key=lambda report: report.id))
        kept = (path for path in static.files if path not in saved.left_out)
        as_they_are = tuple(LinkedFile(path, path.removeprefix("static/"), folder.digest(path)) for path in kept)
        site = Site(components, published, linked.addresses, linked.files, as_they_are, digest, files.texts)
    all_read = {path: reading.report for path, reading in readings.items()}
    state = Snapshot(components, has_whole_settings, all_read, files.texts) if components is not None else None
    theme = _theme(folder, components)
    diagnostics = tuple(sorted({*found, *(theme.problems if theme else ())}))
    return Loaded(diagnostics, site, state, theme, files.parsed, saved)


def _theme(folder: SiteFolder, components: Components | None) -> Theme | None:
    """The page's theme, if there is one of that name."""
    if components is None or components.page.theme not in theme_names(folder.root):
        return None
    return load_theme(components.page.theme, folder.root)


def read_settings(folder: SiteFolder) -> tuple[Components | None, str, list[Diagnostic]]:
    """What components.yaml says, its digest, and what is wrong with it."""
    yaml, digest, problems = _read_yaml(folder)
    if yaml is None:
        return None, digest, problems
    components, found = read_components(yaml)
    if components is not None:
        pictures = folder.digests(set(components.page.pictures))
        found += absent(yaml, components.page, pictures, theme_names(folder.root), spoken_languages())
    return components, digest, problems + found


def read_theme_name(folder: SiteFolder) -> tuple[str | None, list[Diagnostic]]:
    """The theme that components.yaml names, there or not, and what is wrong with that file; None where it hides it."""
    yaml, _, problems = _read_yaml(folder)
    if yaml is None:
        return None, problems
    return theme_of(yaml.data), [*problems, *read_components(yaml)[1]]


def _read_yaml(folder: SiteFolder) -> tuple[YamlText | None, str, list[Diagnostic]]:
    """The YAML of components.yaml, its digest, and what is wrong with it as such; None where it cannot be read."""
    source, problems = decode(PATH, folder.read_source(PATH))
    unreadable = [*problems, *merge_conflicts(source)]
    if unreadable:
        return None, source.digest, unreadable
    yaml = read_yaml(source, 0, len(source.lines))
    if yaml.root is None and yaml.diagnostics:
        return None, source.digest, yaml.diagnostics
    return yaml, source.digest, yaml.diagnostics


def _resolve_links(
    folder: SiteFolder, paths: Sequence[str], reports: Sequence[Report], *, with_drafts: bool
) -> _Linked:
    digests = folder.digests({path for report in reports for path in links.wanted_files(report)})
    by_path: dict[str, Report | None] = {**dict.fromkeys(paths), **{report.path: report for report in reports}}
    addresses: dict[str, dict[str, str]] = {}
    files: list[LinkedFile] = []
    broken: list[Diagnostic] = []
    for report in reports:
        addresses[report.id], linked, problems = links.resolve(report, by_path, digests)
        files += linked if with_drafts or not report.draft else []
        broken += problems
    return _Linked(addresses, tuple(files), tuple(broken))
