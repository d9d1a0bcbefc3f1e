"""The whole program on one page: load, check, plan, publish."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from statusgen.cache.store import Cache
from statusgen.diagnostics import Diagnostic, has_errors
from statusgen.load.edition import edition_of, seen_at
from statusgen.load.program import program_digest
from statusgen.load.rehearsal import theme_problems
from statusgen.load.reports import Remembering
from statusgen.load.site import Moment, load
from statusgen.load.templates import templates_problems
from statusgen.means import ALONE, Means
from statusgen.model.published import Snapshot
from statusgen.model.record import READING
from statusgen.model.salvage import Salvage, leave_out, salvage
from statusgen.outputs import nextchange, plan
from statusgen.outputs.nextchange import NextChange
from statusgen.publish.lock import locked
from statusgen.publish.writer import Publication, publish
from statusgen.source.folder import SiteFolder
from statusgen.theme import BrokenTemplateError
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
    """What a site tells of a moment, as far as it can be read."""

    facts: Facts
    errors: tuple[Diagnostic, ...]
    """Sorted by position."""
    left_out: tuple[str, ...]
    """The reports that have errors, and are not among the facts, sorted."""


def check(folder: Path, moment: Moment, means: Means = ALONE) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with the site in `folder`, sorted by position.

    Raises StatusgenError where there is no site.
    """
    with closing(Cache(means.cache)) as cache:
        _, found = examine(folder, cache, moment, means)
        cache.save()
        return found


def examine(
    folder: Path, cache: Cache, moment: Moment, means: Means, known: Remembering = READING.validate_json
) -> tuple[Snapshot | None, tuple[Diagnostic, ...]]:
    """What a site says, and everything that is wrong with it, its own templates included; sorted by position."""
    site_folder, program = SiteFolder(folder, cache), program_digest()
    loaded = load(site_folder, program, moment, means, known=known)
    edition = None
    if loaded.site is not None and loaded.theme is not None and loaded.theme.has_own_templates:
        edition = edition_of(site_folder, loaded.site, loaded.theme, program, moment)
    found = (*templates_problems(site_folder), *theme_problems(loaded, edition, program, cache))
    return loaded.state, together(loaded.diagnostics, found)


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
        loaded = load(site_folder, program, moment, means, salvaging=salvage if keep_going else None)
        diagnostics, publication = loaded.diagnostics, None
        if loaded.site is not None and loaded.theme is not None:
            edition = edition_of(site_folder, loaded.site, loaded.theme, program, moment, base_url)
            try:
                found = theme_problems(loaded, edition, program, cache)
                cache.keep_only(site_folder.seen)
                cache.save()
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
            diagnostics = together(diagnostics, found)
        else:
            diagnostics = together(diagnostics, theme_problems(loaded, None, program, cache))
            cache.save()
        work = Work(
            read=len(site_folder.opened),
            parsed=loaded.parsed,
            rendered=publication.rendered if publication else 0,
            written=len(publication.written) if publication else 0,
        )
        return Built(diagnostics, publication, loaded.salvage, work)


def present(folder: Path, moment: Moment, means: Means = ALONE) -> tuple[tuple[Diagnostic, ...], Present | None]:
    """What the site in `folder` tells of that moment, without the reports that have errors.

    None where its settings cannot be read; what is wrong comes with it. Nothing is published, and templates are not
    tried. Raises StatusgenError where there is no site.
    """
    with closing(Cache(means.cache)) as cache:
        loaded = load(SiteFolder(folder, cache), program_digest(), moment, means, salvaging=leave_out)
        cache.save()
        if loaded.site is None:
            return loaded.diagnostics, None
        errors = tuple(found for found in loaded.diagnostics if has_errors([found]))
        left_out = tuple(path for path in loaded.salvage.left_out if path.startswith("incidents/"))
        return loaded.diagnostics, Present(facts(seen_at(loaded.site, moment), moment.now), errors, left_out)


def next_change(folder: Path, moment: Moment, means: Means = ALONE) -> tuple[tuple[Diagnostic, ...], NextChange | None]:
    """When the clock alone will next change the site; None where errors forbid to publish it, which come with it."""
    with closing(Cache(means.cache)) as cache:
        site_folder, program = SiteFolder(folder, cache), program_digest()
        loaded = load(site_folder, program, moment, means)
        cache.save()
        if loaded.site is None or loaded.theme is None or has_errors(loaded.diagnostics):
            return loaded.diagnostics, None
        edition = edition_of(site_folder, loaded.site, loaded.theme, program, moment)
        return loaded.diagnostics, nextchange.next_change(edition)


def together(diagnostics: Sequence[Diagnostic], more: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Both together, each once, sorted by position."""
    return tuple(sorted({*diagnostics, *more}))
