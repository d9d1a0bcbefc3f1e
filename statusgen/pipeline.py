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
from statusgen.source.text import merge_conflicts
from statusgen.source.yamltext import read_yaml
from statusgen.theme import load_theme, theme_names
from statusgen.views.facts import facts

_LIBRARIES = ("babel", "jinja2", "markdown-it-py", "markupsafe", "mdurl", "pydantic", "pyyaml", "tzdata")
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
    logo, favicon = _pictures(folder, site)
    edition = Edition(
        facts=facts(site, moment.now),
        theme=load_theme(site.page.theme, folder),
        url=base_url or site.page.url,
        files=_files(folder, site, (logo, favicon)),
        logo=logo,
        favicon=favicon,
        program=_program_digest(),
    )
    return Built(loaded.diagnostics, publish(plan(edition), output, progress=partial(progress, "Publishing")))


def _load(folder: Path, moment: Moment, progress: Progress) -> _Loaded:
    require_site(folder)
    paths = find_reports(folder)
    components, digest, found = _read_settings(folder)
    reports, more = _read_reports(folder, paths, components, progress)
    addresses, linked, broken = _resolve_links(folder, paths, reports)
    found += more + broken
    for rule in RULES:
        found += rule(reports, moment.now if moment.is_clock else None)
    found += static_problems(map(_static_address, find_files(folder, "static")), reports)
    diagnostics = tuple(sorted(set(found)))
    if components is None or has_errors(diagnostics):
        return _Loaded(diagnostics, None)
    published = tuple(sorted((r for r in reports if not r.draft), key=lambda report: report.id))
    return _Loaded(diagnostics, Site(components, published, addresses, linked, digest))


def _read_settings(folder: Path) -> tuple[Components | None, str, list[Diagnostic]]:
    """What components.yaml says, its digest, and what is wrong with it."""
    source, problems = read_text(folder, PATH)
    unreadable = (*problems, *merge_conflicts(source))
    yaml = read_yaml(source, 0, len(source.lines))
    if unreadable or (yaml.root is None and yaml.diagnostics):
        return None, source.digest, [*unreadable, *yaml.diagnostics]
    components, found = read_components(yaml)
    if components is not None:
        wanted = {path for path in (components.page.logo, components.page.favicon) if path}
        found += absent(yaml, components.page, file_digests(folder, wanted), theme_names(folder))
    return components, source.digest, yaml.diagnostics + found


def _read_reports(
    folder: Path, paths: Sequence[str], components: Components | None, progress: Progress
) -> tuple[list[Report], list[Diagnostic]]:
    """Every report that can be read, drafts included, and what is wrong with each file by itself."""
    names = Names(components) if components else None
    page_zone = components.page.zone if components else zone("UTC")
    reports: list[Report] = []
    found: list[Diagnostic] = []
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
    folder: Path, paths: Sequence[str], reports: Sequence[Report]
) -> tuple[dict[str, dict[str, str]], tuple[links.LinkedFile, ...], list[Diagnostic]]:
    """Where the links of each report lead, the files to publish with the reports, and the broken links."""
    digests = file_digests(folder, {path for report in reports for path in links.wanted_files(report)})
    by_path: dict[str, Report | None] = {**dict.fromkeys(paths), **{report.path: report for report in reports}}
    addresses: dict[str, dict[str, str]] = {}
    files: list[links.LinkedFile] = []
    broken: list[Diagnostic] = []
    for report in reports:
        addresses[report.id], linked, problems = links.resolve(report, by_path, digests)
        files += [] if report.draft else linked
        broken += problems
    return addresses, tuple(files), broken


def _pictures(folder: Path, site: Site) -> tuple[SiteFile | None, SiteFile | None]:
    """The logo and the favicon, where the page has them."""
    paths = (site.page.logo, site.page.favicon)
    digests = file_digests(folder, filter(None, paths))
    logo, favicon = (
        _site_file(folder, path, f"assets/{links.hashed_name(path, digests[path])}", digests[path]) if path else None
        for path in paths
    )
    return logo, favicon


def _files(folder: Path, site: Site, pictures: Sequence[SiteFile | None]) -> tuple[SiteFile, ...]:
    """What is published as it is, but for the theme's assets."""
    static = file_digests(folder, find_files(folder, "static"))
    files = [
        *(_site_file(folder, file.path, file.published, file.digest) for file in site.files),
        *(_site_file(folder, path, _static_address(path), digest) for path, digest in static.items()),
        *filter(None, pictures),
    ]
    once = {(file.path, file.published): file for file in files}
    return tuple(once[pair] for pair in sorted(once))


def _static_address(path: str) -> str:
    """The path in the output of a file in static/."""
    return path.removeprefix("static/")


def _site_file(folder: Path, path: str, published: str, digest: str) -> SiteFile:
    return SiteFile(path, published, digest, partial(read_bytes, folder, path))


def _program_digest() -> str:
    """Tells this version of statusgen and its libraries from any other."""
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    return digest.hexdigest()
