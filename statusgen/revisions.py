"""A site at two commits, or at one and as its files are now: what changed, and what that breaks."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from statusgen.cache.store import Cache
from statusgen.diagnostics import Diagnostic, StatusgenError, has_errors
from statusgen.git import Repository
from statusgen.load.edition import edition_of
from statusgen.load.past import load_past
from statusgen.load.program import program_digest
from statusgen.load.site import Moment, load
from statusgen.means import ALONE, Means
from statusgen.model.components import PATH
from statusgen.model.promises import PROMISES
from statusgen.model.published import look_back
from statusgen.model.record import READING
from statusgen.model.salvage import salvage
from statusgen.outputs.difference import Difference, difference
from statusgen.pipeline import examine, together
from statusgen.source.folder import SiteFolder


@dataclass(frozen=True, slots=True)
class Changes:
    """What is wrong with a site because of what changed in it."""

    diagnostics: tuple[Diagnostic, ...]
    """Sorted by position."""
    not_shown: int
    """How many more complaints there are, which were there before, in files that did not change."""
    not_compared: str = ""
    """Why nothing was compared with what was published; empty where it was, or was not asked for."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What there is to say of two states of a site."""

    diagnostics: tuple[Diagnostic, ...]
    """Of the newer one."""
    difference: Difference | None
    """None where the newer one has errors."""
    gaps: tuple[str, ...]
    """The files of the older one that could not be read, so that all that they say counts as new."""


def check_since(folder: Path, revision: str, moment: Moment, means: Means = ALONE) -> Changes:
    """What of it is in files that changed since the fork point with `revision`, or was not wrong there yet.

    And what the changes break in what was published then. Raises StatusgenError where there is no site or no such
    revision.
    """
    repository, known = Repository(folder), lru_cache(maxsize=None)(READING.validate_json)
    fork = repository.fork_point(revision)
    with closing(Cache(means.cache)) as cache:
        state, found = examine(folder, cache, moment, means, known)
        cache.save()
        if not repository.has(fork, PATH):
            return Changes(found, 0, f"there was no site in {fork[:8]}")
        with repository.checked_out(fork) as there:
            if (there / PATH).is_symlink():
                return Changes(found, 0, f"{PATH} is a symbolic link in {fork[:8]}")
            published, before = examine(there, cache, moment, means, known)
            broken: list[Diagnostic] = []
            not_compared = ""
            if published is None:
                not_compared = f"{PATH} in {fork[:8]} cannot be read"
            elif state is None:
                not_compared = f"{PATH} cannot be read"
            else:
                then = look_back(published, state, repository.renamed_since(fork), moment.now)
                broken = [d for promise in PROMISES for d in promise(then)]
    changed, old = repository.changed_since(fork), set(map(_but_for_its_hint, before))
    shown = [d for d in found if d.at.path in changed or _but_for_its_hint(d) not in old]
    return Changes(together(shown, broken), len(found) - len(shown), not_compared)


def _but_for_its_hint(diagnostic: Diagnostic) -> Diagnostic:
    """Equal for complaints about the same thing, even if another cure is closer now."""
    return replace(diagnostic, hint="")


def compare(
    folder: Path, revisions: str, moment: Moment, means: Means = ALONE, *, keep_going: bool = False
) -> Compared:
    """What a reader would see change between the two commits of `revisions`, or from one to the files that are here.

    With `keep_going`, of the newer side what can be published in spite of errors. Raises StatusgenError where git
    cannot tell.
    """
    repository = Repository(folder)
    old, new = repository.sides(revisions)
    program = program_digest()
    if new is not None and not repository.has(new, PATH):
        raise StatusgenError(f"there is no {PATH} in the commit {new[:12]}, so no site to compare")
    with ExitStack() as stack:
        cache = stack.enter_context(closing(Cache(means.cache)))
        newer = SiteFolder(stack.enter_context(repository.checked_out(new)) if new else folder, cache)
        loaded = load(newer, program, moment, means, salvaging=salvage if keep_going else None)
        if new is None:
            cache.save()
        if loaded.site is None or loaded.theme is None or (has_errors(loaded.diagnostics) and not keep_going):
            return Compared(loaded.diagnostics, None, ())
        after = edition_of(newer, loaded.site, loaded.theme, program, moment)
        before = edition_of(newer, loaded.site.emptied, loaded.theme, program, moment)
        gaps: tuple[str, ...] = ()
        if repository.has(old, PATH):
            # What is read of the older side is not saved: the next run has the newer one to read.
            past_cache = stack.enter_context(closing(Cache(means.cache)))
            older = stack.enter_context(repository.checked_out(old))
            page = loaded.site.page
            past_folder, past, gaps = load_past(older, newer.root, page, past_cache, program, moment, means)
            if past.site is None or past.theme is None:
                raise StatusgenError(
                    f"the site in the commit {old[:12]} cannot be read, so nothing is compared with it"
                )
            before = edition_of(past_folder, past.site, past.theme, program, moment)
        return Compared(loaded.diagnostics, difference(before, after), gaps)
