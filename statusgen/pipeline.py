"""The whole program on one page: load, check, plan, publish."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path

from statusgen import __version__
from statusgen.diagnostics import Diagnostic, has_errors
from statusgen.model import links
from statusgen.model.components import PATH, Components, missing_files, read_components
from statusgen.model.names import Names
from statusgen.model.reading import read_report
from statusgen.model.report import Report
from statusgen.model.rules import RULES
from statusgen.model.site import Site
from statusgen.model.times import zone
from statusgen.outputs import plan
from statusgen.outputs.edition import Edition, SiteFile
from statusgen.publish.writer import Progress, Publication, publish, unseen
from statusgen.source.files import file_digests, find_files, find_reports, read_bytes, read_text, require_site
from statusgen.source.yamltext import YamlText, read_yaml
from statusgen.theme import load_theme
from statusgen.views.facts import facts

_LIBRARIES = ("babel", "jinja2", "markdown-it-py", "tzdata")
"""Those whose version has a part in the bytes of a site."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The instant that a site is seen from."""

    now: datetime
    """Aware, UTC."""
    is_clock: bool = True
    """Whether it is the clock's time: then news from the future is an error, else it is left out."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build has to say."""

    diagnostics: tuple[Diagnostic, ...]
    publication: Publication | None
    """None where errors kept the site from being published."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A site's folder, read."""

    diagnostics: tuple[Diagnostic, ...]
    """Sorted by position."""
    site: Site | None
    """None where there are errors."""
    files: tuple[SiteFile, ...]


def check(folder: Path, moment: Moment) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with the site in `folder`, sorted by position.

    Raises StatusgenError where there is no site.
    """
    return _load(folder, moment).diagnostics


def build(
    folder: Path, output: Path, moment: Moment, *, base_url: str | None = None, progress: Progress = unseen
) -> Built:
    """Publishes the site in `folder` to the folder `output`, unless there are errors."""
    loaded = _load(folder, moment)
    if loaded.site is None:
        return Built(loaded.diagnostics, None)
    site = loaded.site if moment.is_clock else loaded.site.as_of(moment.now)
    edition = Edition(
        facts=facts(site, moment.now),
        theme=load_theme(site.page.theme, folder),
        url=base_url or site.page.url,
        files=loaded.files,
        program=_program_digest(),
    )
    return Built(loaded.diagnostics, publish(plan(edition), output, progress=progress))


def _load(folder: Path, moment: Moment) -> _Loaded:
    require_site(folder)
    diagnostics: list[Diagnostic] = []
    yaml, components = _read_settings(folder, diagnostics)
    names = Names(components) if components else None
    page_zone = components.page.zone if components else zone("UTC")
    reports: list[Report] = []
    for path in find_reports(folder):
        source, unreadable = read_text(folder, path)
        diagnostics += unreadable
        if not unreadable:
            report, problems = read_report(source, names, page_zone)
            diagnostics += problems
            reports += [report] if report else []
    for rule in RULES:
        diagnostics += rule(reports, moment.now if moment.is_clock else None)
    resolved = _resolve_links(folder, reports, diagnostics)
    if components is None or has_errors(diagnostics):
        return _Loaded(tuple(sorted(set(diagnostics))), None, ())
    site = Site(components, *resolved, digest=yaml.source.digest)
    return _Loaded(tuple(sorted(set(diagnostics))), site, tuple(_site_files(folder, site)))


def _read_settings(folder: Path, diagnostics: list[Diagnostic]) -> tuple[YamlText, Components | None]:
    source, unreadable = read_text(folder, PATH)
    diagnostics += unreadable
    yaml = read_yaml(source, 0, len(source.lines))
    components, problems = read_components(yaml)
    diagnostics += yaml.diagnostics + ([] if yaml.diagnostics and components is None else problems)
    if components is not None:
        wanted = {path for path in (components.page.logo, components.page.favicon) if path}
        diagnostics += missing_files(yaml, frozenset(file_digests(folder, wanted)))
    return yaml, components


def _resolve_links(
    folder: Path, reports: list[Report], diagnostics: list[Diagnostic]
) -> tuple[tuple[Report, ...], dict[str, dict[str, str]], tuple[links.LinkedFile, ...]]:
    """The published reports, where their links lead, and the files that are published with them."""
    digests = file_digests(folder, {path for report in reports for path in links.wanted_files(report)})
    by_path = {report.path: report for report in reports}
    addresses, files = {}, []
    for report in reports:
        addresses[report.id], linked, problems = links.resolve(report, by_path, digests)
        diagnostics += problems
        files += [] if report.draft else linked
    published = sorted((report for report in reports if not report.draft), key=lambda report: report.id)
    return tuple(published), addresses, tuple(files)


def _site_files(folder: Path, site: Site) -> list[SiteFile]:
    """What is published as it is, but for the theme's assets."""
    wanted = {file.path: file.published for file in site.files}
    wanted |= {path: path.removeprefix("static/") for path in find_files(folder, "static")}
    shown = [path for path in (site.page.logo, site.page.favicon) if path]
    digests = file_digests(folder, {*wanted, *shown})
    wanted |= {path: f"assets/{links.hashed_name(path, digests[path])}" for path in shown}
    return [SiteFile(path, to, digests[path], _reader(folder, path)) for path, to in wanted.items()]


def _reader(folder: Path, path: str) -> Callable[[], bytes]:
    return partial(read_bytes, folder, path)


def _program_digest() -> str:
    """Tells this version of statusgen and its libraries from any other."""
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    return digest.hexdigest()
