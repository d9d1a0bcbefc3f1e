"""The whole program on one page: load, check, plan, publish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

from statusgen.cache.store import Cache
from statusgen.diagnostics import Diagnostic, has_errors
from statusgen.git import Repository
from statusgen.load.edition import edition_of, seen_at
from statusgen.load.past import load_past
from statusgen.load.program import program_digest
from statusgen.load.reports import Remembering
from statusgen.load.site import Moment, load
from statusgen.means import ALONE, Means
from statusgen.model.components import PATH
from statusgen.model.promises import PROMISES
from statusgen.model.published import State, look_back
from statusgen.model.record import READING
from statusgen.model.salvage import Salvage
from statusgen.outputs import nextchange, plan
from statusgen.outputs.difference import Difference, difference
from statusgen.outputs.nextchange import NextChange
from statusgen.outputs.output import Output
from statusgen.outputs.trial import trial
from statusgen.publish.lock import locked
from statusgen.publish.paths import refuse_clashes
from statusgen.publish.writer import Publication, publish
from statusgen.source.folder import SiteFolder
from statusgen.theme import BrokenTemplateError
from statusgen.views.facts import Facts, facts
from statusgen.views.walk import KnownCourses


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
        loaded = load(SiteFolder(folder, cache), program_digest(), moment, means)
        cache.save()
        if loaded.site is None or has_errors(loaded.diagnostics):
            return Present(loaded.diagnostics, None)
        return Present(loaded.diagnostics, facts(seen_at(loaded.site, moment), moment.now))


@dataclass(frozen=True, slots=True)
class Compared:
    """What there is to say of two states of a site."""

    diagnostics: tuple[Diagnostic, ...]
    """Of the newer one."""
    difference: Difference | None
    """None where the newer one has errors."""
    gaps: tuple[str, ...]
    """The files of the older one that could not be read, so that all that they say counts as new."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at a site has to say."""

    diagnostics: tuple[Diagnostic, ...]
    outputs: Mapping[str, Output] | None
    """Every file of the site by its path, to be rendered when it is asked for; None where errors keep the site
    from being published."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What is wrong with a site because of what changed in it."""

    diagnostics: tuple[Diagnostic, ...]
    """Sorted by position."""
    unshown: int
    """How many more complaints there are, which were there before, in files that did not change."""


def check(folder: Path, moment: Moment, means: Means = ALONE) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with the site in `folder`, sorted by position.

    Raises StatusgenError where there is no site.
    """
    with closing(Cache(means.cache)) as cache:
        _, found = _check(folder, cache, moment, means)
        cache.save()
        return found


def check_since(folder: Path, revision: str, moment: Moment, means: Means = ALONE) -> Changes:
    """What of it is in files that changed since the fork point with `revision`, or was not wrong there yet.

    And what the changes break in what was published then. Raises StatusgenError where there is no site or no such
    revision.
    """
    repository, known = Repository(folder), lru_cache(maxsize=None)(READING.validate_json)
    fork = repository.fork_point(revision)
    with closing(Cache(means.cache)) as cache:
        state, found = _check(folder, cache, moment, means, known)
        cache.save()
        if not repository.has(fork, PATH):
            return Changes(found, unshown=0)
        with repository.checked_out(fork) as there:
            published, before = _check(there, cache, moment, means, known)
            broken: list[Diagnostic] = []
            if published is not None and state is not None:
                then = look_back(published, state, repository.renamed_since(fork), moment.now)
                broken = [d for promise in PROMISES for d in promise(then)]
    changed, old = repository.changed_since(fork), set(map(_but_for_its_hint, before))
    shown = [d for d in found if d.at.path in changed or _but_for_its_hint(d) not in old]
    return Changes(_with(shown, broken), len(found) - len(shown))


def _check(
    folder: Path, cache: Cache, moment: Moment, means: Means, known: Remembering = READING.validate_json
) -> tuple[State | None, tuple[Diagnostic, ...]]:
    """What a site says, and everything that is wrong with it, its own templates included."""
    site_folder, program = SiteFolder(folder, cache), program_digest()
    loaded = load(site_folder, program, moment, means, known=known)
    found: tuple[Diagnostic, ...] = ()
    if loaded.site is not None and loaded.theme is not None and loaded.theme.has_own_templates:
        found = trial(edition_of(site_folder, loaded.site, loaded.theme, program, moment))
    return loaded.state, _with(loaded.diagnostics, found)


def _but_for_its_hint(diagnostic: Diagnostic) -> Diagnostic:
    """Equal for complaints about the same thing, even if another cure is closer now."""
    return replace(diagnostic, hint="")


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
        loaded = load(site_folder, program, moment, means, keep_going=keep_going)
        diagnostics, publication = loaded.diagnostics, None
        if loaded.site is not None and loaded.theme is not None:
            edition = edition_of(site_folder, loaded.site, loaded.theme, program, moment, base_url)
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
        loaded = load(newer, program, moment, means)
        if new is None:
            cache.save()
        if loaded.site is None or loaded.theme is None or has_errors(loaded.diagnostics):
            return Compared(loaded.diagnostics, None, ())
        after = edition_of(newer, loaded.site, loaded.theme, program, moment)
        before = edition_of(newer, loaded.site.emptied, loaded.theme, program, moment)
        gaps: tuple[str, ...] = ()
        if repository.has(old, PATH):
            # What is read of the older side is not saved: the next run has the newer one to read.
            past_cache = stack.enter_context(closing(Cache(means.cache)))
            older = stack.enter_context(repository.checked_out(old))
            past_folder, past, gaps = load_past(older, newer.root, past_cache, program, moment, means)
            if past.site is not None and past.theme is not None:
                before = edition_of(past_folder, past.site, past.theme, program, moment)
        return Compared(loaded.diagnostics, difference(before, after), gaps)


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


class Preview:
    """A site that is looked at again and again by one process, with its drafts; nothing of it is published.

    What was read for the look before stays in memory. What a good look was made from can be had until the next
    good one, whatever becomes of the files meanwhile.
    """

    def __init__(self, folder: Path, url: str, means: Means = ALONE) -> None:
        """`url` is where it is served."""
        self._folder, self._url, self._means = folder, url, means
        self._cache, self._program = Cache(means.cache), program_digest()
        self._readings, self._courses = lru_cache(maxsize=20_000)(READING.validate_json), KnownCourses()
        self._paths: Sequence[str] = ()

    def look(self, moment: Moment) -> Looked:
        """The site as a build at that moment would publish it, if its drafts were none."""
        cache, program = self._cache, self._program
        site_folder = SiteFolder(self._folder, cache)
        loaded = load(site_folder, program, moment, self._means, with_drafts=True, known=self._readings)
        if loaded.site is None or loaded.theme is None:
            return Looked(loaded.diagnostics, None)
        edition = edition_of(site_folder, loaded.site, loaded.theme, program, moment, self._url, self._courses.course)
        diagnostics = _with(loaded.diagnostics, (*loaded.theme.problems, *trial(edition)))
        if has_errors(diagnostics):
            return Looked(diagnostics, None)
        planned = plan(edition)
        paths = [output.path for output in planned]
        if paths != self._paths:
            refuse_clashes(planned)
            self._paths = paths
        cache.keep_only(site_folder.seen)
        cache.save(stay_warm=True)
        return Looked(diagnostics, {output.path: output for output in planned})

    def close(self) -> None:
        """Ends it."""
        self._cache.close()


def _with(diagnostics: Sequence[Diagnostic], more: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Both together, each once, sorted by position."""
    return tuple(sorted({*diagnostics, *more}))
