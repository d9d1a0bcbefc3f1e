"""The whole program on one page: load, check, plan, publish."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from statusgen.cache.store import Cache
from statusgen.diagnostics import Diagnostic, StatusgenError, has_errors
from statusgen.git import Repository
from statusgen.load.past import load_past
from statusgen.load.program import program_digest
from statusgen.load.site import Moment, load
from statusgen.means import ALONE, Means
from statusgen.model.components import PATH
from statusgen.model.links import hashed_name
from statusgen.model.salvage import Salvage
from statusgen.model.site import Site
from statusgen.outputs import nextchange, plan
from statusgen.outputs.difference import Difference, difference
from statusgen.outputs.edition import Edition, SiteFile
from statusgen.outputs.nextchange import NextChange
from statusgen.outputs.trial import trial
from statusgen.publish.lock import locked
from statusgen.publish.writer import Publication, publish
from statusgen.source.folder import SiteFolder
from statusgen.theme import BrokenTemplateError, Theme
from statusgen.views.facts import Facts, facts


@dataclass(frozen=True, slots=True)
class Work:
    """What a build had to do."""

    read: int
    """How many files of the site were opened."""
    parsed: int
    """How many reports were parsed."""
    rendered: int
    """How many outputs were made."""
    written: int
    """How many files were written."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build has to say."""

    diagnostics: tuple[Diagnostic, ...]
    publication: Publication | None
    """None where errors kept the site from being published."""
    salvage: Salvage
    """What became of files with errors, where the site was to be published all the same."""
    work: Work


@dataclass(frozen=True, slots=True)
class Present:
    """A site as it stands at a moment, or why that cannot be told."""

    diagnostics: tuple[Diagnostic, ...]
    facts: Facts | None
    """None where there are errors."""


def present(folder: Path, moment: Moment, means: Means = ALONE) -> Present:
    """What the site in `folder` tells of that moment; nothing is published, and templates are not tried.

    Raises StatusgenError where there is no site.
    """
    with closing(Cache(means.cache)) as cache:
        loaded = load(SiteFolder(folder, cache), cache, program_digest(), moment, means)
        cache.save()
        if loaded.site is None or has_errors(loaded.diagnostics):
            return Present(loaded.diagnostics, None)
        return Present(loaded.diagnostics, facts(_seen(loaded.site, moment), moment.now))


@dataclass(frozen=True, slots=True)
class Compared:
    """What there is to say of two states of a site."""

    diagnostics: tuple[Diagnostic, ...]
    """Of the newer one."""
    difference: Difference | None
    """None where the newer one has errors."""
    gaps: tuple[str, ...]
    """The files of the older one that could not be read, so that all that they say counts as new."""


def check(folder: Path, moment: Moment, means: Means = ALONE) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with the site in `folder`, sorted by position.

    Raises StatusgenError where there is no site.
    """
    with closing(Cache(means.cache)) as cache:
        site_folder, program = SiteFolder(folder, cache), program_digest()
        loaded = load(site_folder, cache, program, moment, means)
        found: tuple[Diagnostic, ...] = ()
        if loaded.site is not None and loaded.theme is not None and loaded.theme.has_own_templates:
            found = trial(_edition(site_folder, loaded.site, loaded.theme, program, moment))
        cache.save()
        return _with(loaded.diagnostics, found)


def build(
    folder: Path,
    output: Path,
    moment: Moment,
    means: Means = ALONE,
    *,
    base_url: str | None = None,
    keep_going: bool = False,
) -> Built:
    """Publishes the site in `folder` to the folder `output`, unless there are errors.

    With `keep_going`, errors that cannot hide an outage cost no more than what they are in. Waits for other builds
    into the same folder, so that the latest to begin has the last word.
    """
    with closing(Cache(means.cache)) as cache, locked(output, means.waiting):
        site_folder, program = SiteFolder(folder, cache), program_digest()
        loaded = load(site_folder, cache, program, moment, means, keep_going=keep_going)
        diagnostics, publication = loaded.diagnostics, None
        if loaded.site is not None and loaded.theme is not None:
            edition = _edition(site_folder, loaded.site, loaded.theme, program, moment, base_url)
            cache.keep_only(site_folder.seen)
            cache.save()
            try:
                found = (*loaded.theme.problems, *trial(edition))
                if not has_errors(found):
                    publication = publish(
                        plan(edition),
                        output,
                        edition.made_with,
                        jobs=means.jobs,
                        progress=partial(means.progress, "Publishing"),
                    )
            except BrokenTemplateError as error:
                found = error.diagnostics
            diagnostics = _with(diagnostics, found)
        else:
            cache.save()
        work = Work(
            read=len(site_folder.opened),
            parsed=loaded.parsed,
            rendered=publication.rendered if publication else 0,
            written=len(publication.written) if publication else 0,
        )
        return Built(diagnostics, publication, loaded.salvage, work)


def compare(folder: Path, span: str, moment: Moment, means: Means = ALONE) -> Compared:
    """What a reader would see change between the two commits of `span`, or from one to the files that are here.

    Raises StatusgenError where git cannot tell.
    """
    repository = Repository(folder)
    old, new = repository.sides(span)
    program = program_digest()
    with ExitStack() as stack:
        cache = stack.enter_context(closing(Cache(means.cache)))
        newer = SiteFolder(stack.enter_context(repository.checked_out(new)) if new else folder, cache)
        loaded = load(newer, cache, program, moment, means)
        if new is None:
            cache.save()
        if loaded.site is None or loaded.theme is None or has_errors(loaded.diagnostics):
            return Compared(loaded.diagnostics, None, ())
        after = _edition(newer, loaded.site, loaded.theme, program, moment)
        before = _edition(newer, loaded.site.emptied, loaded.theme, program, moment)
        gaps: tuple[str, ...] = ()
        if repository.has(old, PATH):
            # What is read of the older side is not saved: the next run has the newer one to read.
            past_cache = stack.enter_context(closing(Cache(means.cache)))
            older = stack.enter_context(repository.checked_out(old))
            past_folder, past, gaps = load_past(older, newer.root, past_cache, program, moment, means)
            if past.site is not None and past.theme is not None:
                before = _edition(past_folder, past.site, past.theme, program, moment)
        return Compared(loaded.diagnostics, difference(before, after), gaps)


def next_change(folder: Path, moment: Moment, means: Means = ALONE) -> tuple[tuple[Diagnostic, ...], NextChange | None]:
    """When the clock alone will next change the site; None where errors forbid to publish it, which come with it."""
    with closing(Cache(means.cache)) as cache:
        site_folder, program = SiteFolder(folder, cache), program_digest()
        loaded = load(site_folder, cache, program, moment, means)
        cache.save()
        if loaded.site is None or loaded.theme is None or has_errors(loaded.diagnostics):
            return loaded.diagnostics, None
        edition = _edition(site_folder, loaded.site, loaded.theme, program, moment)
        return loaded.diagnostics, nextchange.next_change(edition)


def _with(diagnostics: Sequence[Diagnostic], more: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Both together, each once, sorted by position."""
    return tuple(sorted({*diagnostics, *more}))


def _edition(
    folder: SiteFolder,
    site: Site,
    theme: Theme,
    program: str,
    moment: Moment,
    base_url: str | None = None,
) -> Edition:
    """What the site looks like at that moment."""
    seen = _seen(site, moment)
    logo, favicon = _pictures(folder, site)
    return Edition(
        facts=facts(seen, moment.now),
        theme=theme,
        url=base_url or site.page.url,
        files=_files(folder, seen, (logo, favicon)),
        logo=logo,
        favicon=favicon,
        program=program,
        prefix=_prefix(folder.root) if site.page.repository else "",
    )


def _seen(site: Site, moment: Moment) -> Site:
    """The site without what is news at that moment; by the clock there is none, or it is an error."""
    return site if moment.is_clock else site.as_of(moment.now)


def _prefix(folder: Path) -> str:
    """The way from the top of the repository to the site's folder; empty where git cannot tell."""
    try:
        return Repository(folder).prefix
    except StatusgenError:
        return ""


def _pictures(folder: SiteFolder, site: Site) -> tuple[SiteFile | None, SiteFile | None]:
    """The logo and the favicon, where the page has them."""
    paths = (site.page.logo, site.page.favicon)
    digests = folder.digests(filter(None, paths))
    logo, favicon = (
        _site_file(folder, path, f"assets/{hashed_name(path, digests[path])}", digests[path]) if path else None
        for path in paths
    )
    return logo, favicon


def _files(folder: SiteFolder, site: Site, pictures: Sequence[SiteFile | None]) -> tuple[SiteFile, ...]:
    """What is published as it is, but for the theme's assets."""
    files = [
        *(_site_file(folder, file.path, file.published, file.digest) for file in (*site.files, *site.static)),
        *filter(None, pictures),
    ]
    once = {(file.path, file.published): file for file in files}
    return tuple(once[pair] for pair in sorted(once))


def _site_file(folder: SiteFolder, path: str, published: str, digest: str) -> SiteFile:
    return SiteFile(path, published, digest, partial(folder.read, path))
