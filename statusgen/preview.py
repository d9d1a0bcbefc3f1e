"""A site that is looked at while it is written."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from statusgen.cache.store import Cache
from statusgen.diagnostics import Diagnostic, has_errors
from statusgen.load.edition import edition_of
from statusgen.load.program import program_digest
from statusgen.load.rehearsal import theme_problems
from statusgen.load.site import Moment, load
from statusgen.means import ALONE, Means
from statusgen.model.record import READING
from statusgen.outputs import plan
from statusgen.outputs.output import Output
from statusgen.pipeline import together
from statusgen.publish.paths import refuse_clashes
from statusgen.source.folder import SiteFolder
from statusgen.views.walk import KnownCourses


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at a site has to say."""

    diagnostics: tuple[Diagnostic, ...]
    outputs: Mapping[str, Output] | None
    """Every file of the site by its path, to be rendered when it is asked for; None where errors keep the site
    from being published."""


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
        self.pictures: Collection[str] = ()
        """The files that the page's settings named when they could last be read, whether they are there or not."""

    def look(self, moment: Moment) -> Looked:
        """The site as a build at that moment would publish it, if its drafts were none."""
        cache, program = self._cache, self._program
        site_folder = SiteFolder(self._folder, cache)
        loaded = load(site_folder, program, moment, self._means, with_drafts=True, known=self._readings)
        if loaded.state is not None:
            self.pictures = set(loaded.state.components.page.pictures)
        if loaded.site is None or loaded.theme is None:
            return Looked(together(loaded.diagnostics, theme_problems(loaded, None, program, cache)), None)
        edition = edition_of(site_folder, loaded.site, loaded.theme, program, moment, self._url, self._courses.course)
        diagnostics = together(loaded.diagnostics, theme_problems(loaded, edition, program, cache))
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
