"""The whole program on one page: load, check, plan, publish."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path

from statusgen import __version__
from statusgen.diagnostics import Diagnostic, has_errors
from statusgen.model import links
from statusgen.model.components import PATH, Components, absent, read_components
from statusgen.model.names import Names
from statusgen.model.paths import static_problems
from statusgen.model.reading import read_report
from statusgen.model.report import Report
from statusgen.model.rules import RULES
from statusgen.model.site import Site
from statusgen.model.times import zone
from statusgen.outputs import plan
from statusgen.outputs.edition import Edition, SiteFile
from statusgen.publish.writer import Publication, publish
from statusgen.source.files import file_digests, find_files, find_reports, read_bytes, read_text, require_site
from statusgen.source.yamltext import read_yaml
from statusgen.theme import load_theme, theme_names
from statusgen.views.facts import facts

_LIBRARIES = ("babel", "jinja2", "markdown-it-py", "tzdata")
"""Those whose version has a part in the bytes of a site."""


Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""


def unseen(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


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


def check(folder: Path, moment: Moment, *, progress: Progress = unseen) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with the site in `folder`, sorted by position.

    Raises StatusgenError where there is no site.
    """
    return _load(folder, moment, progress).diagnostics


def build(
    folder: Path, output: Path, moment: Moment, *, base_url: str | None = None, progress: Progress = unseen
) -> Built:
    """Publishes the site in `folder` to the folder `output`, unless there are errors."""
    loaded = _load(folder, moment, progress)
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
    return Built(loaded.diagnostics, publish(plan(edition), output, progress=partial(progress, "Publishing")))


def _load(folder: Path, moment: Moment, progress: Progress) -> _Loaded:
    require_site(folder)
    components, digest, problems = _read_settings(folder)
    reports, more = _read_reports(folder, components, progress)
    found = problems + more
    for rule in RULES:
        found += rule(reports, moment.now if moment.is_clock else None)
    addresses, linked, broken = _resolve_links(folder, reports)
    found += static_problems(_published(path) for path in find_files(folder, "static"))
    diagnostics = tuple(sorted({*found, *broken}))
    if components is None or has_errors(diagnostics):
        return _Loaded(diagnostics, None, ())
    published = tuple(sorted((r for r in reports if not r.draft), key=lambda report: report.id))
    site = Site(components, published, addresses, linked, digest)
    return _Loaded(diagnostics, site, tuple(_site_files(folder, site)))


def _read_settings(folder: Path) -> tuple[Components | None, str, list[Diagnostic]]:
    """What components.yaml says, its digest, and what is wrong with it."""
    source, unreadable = read_text(folder, PATH)
    yaml = read_yaml(source, 0, len(source.lines))
    if unreadable or (yaml.root is None and yaml.diagnostics):
        return None, source.digest, [*unreadable, *yaml.diagnostics]
    components, problems = read_components(yaml)
    if components is not None:
        wanted = {path for path in (components.page.logo, components.page.favicon) if path}
        problems += absent(yaml, file_digests(folder, wanted), theme_names(folder))
    return components, source.digest, yaml.diagnostics + problems


def _read_reports(
    folder: Path, components: Components | None, progress: Progress
) -> tuple[list[Report], list[Diagnostic]]:
    """Every report that can be read, drafts included, and what is wrong with each file by itself."""
    names = Names(components) if components else None
    page_zone = components.page.zone if components else zone("UTC")
    reports: list[Report] = []
    found: list[Diagnostic] = []
    paths = find_reports(folder)
    for number, path in enumerate(paths):
        progress("Reading", number, len(paths))
        source, problems = read_text(folder, path)
        found += problems
        if not problems:
            report, more = read_report(source, names, page_zone)
            found += more
            reports += [report] if report else []
    return reports, found


def _resolve_links(
    folder: Path, reports: Sequence[Report]
) -> tuple[dict[str, dict[str, str]], tuple[links.LinkedFile, ...], list[Diagnostic]]:
    """Where the links of each report lead, the files to publish with the reports, and the broken links."""
    digests = file_digests(folder, {path for report in reports for path in links.wanted_files(report)})
    by_path = {report.path: report for report in reports}
    addresses: dict[str, dict[str, str]] = {}
    files: list[links.LinkedFile] = []
    broken: list[Diagnostic] = []
    for report in reports:
        addresses[report.id], linked, problems = links.resolve(report, by_path, digests)
        files += [] if report.draft else linked
        broken += problems
    return addresses, tuple(files), broken


def _site_files(folder: Path, site: Site) -> list[SiteFile]:
    """What is published as it is, but for the theme's assets."""
    wanted = {file.path: file.published for file in site.files}
    wanted |= {path: _published(path) for path in find_files(folder, "static")}
    shown = [path for path in (site.page.logo, site.page.favicon) if path]
    digests = file_digests(folder, {*wanted, *shown})
    wanted |= {path: f"assets/{links.hashed_name(path, digests[path])}" for path in shown}
    return [SiteFile(path, to, digests[path], _reader(folder, path)) for path, to in wanted.items()]


def _published(static_path: str) -> str:
    return static_path.removeprefix("static/")


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
