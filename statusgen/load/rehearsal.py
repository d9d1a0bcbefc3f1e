"""What a site's own templates are tried with besides the site itself: all that pages can show, and nothing of it.

A part that only an outage shows is tried before there is one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from statusgen.cache.store import Cache
from statusgen.diagnostics import Diagnostic, StatusgenError
from statusgen.load.edition import edition_of
from statusgen.load.site import Loaded, Moment, load
from statusgen.means import ALONE
from statusgen.model.components import PATH
from statusgen.model.site import Site
from statusgen.outputs.edition import Edition
from statusgen.outputs.trial import rehearsal, trial
from statusgen.source.folder import SiteFolder
from statusgen.theme import Theme

_FOLDER = Path(__file__).with_name("rehearsal")
_SITES = ("busy", "calm", "quiet")
_MOMENT = Moment(datetime(2026, 6, 15, 10, 0, tzinfo=UTC), is_clock=False)
_OFTEN = {"2023-02-01-api-timeouts": 20, "2024-02-01-api-errors": 40}
"""Reports of the busy site that happened again and again, so that a component has more than its page shows."""
_ROOM = "rehearsals"
_DIAGNOSTICS = TypeAdapter(tuple[Diagnostic, ...])


def theme_problems(loaded: Loaded, edition: Edition | None, program: str, cache: Cache) -> tuple[Diagnostic, ...]:
    """What is wrong with the theme of a site, sorted: with its files, with its templates whatever the site says, and
    with the pages of `edition`, which is None where errors in the content forbid one.
    """
    if loaded.theme is None or loaded.state is None:
        return ()
    known = _rehearsed(loaded.theme, loaded.state.components.page.language, program, cache)
    return trial(loaded.theme, known, edition)


def _rehearsed(theme: Theme, language: str, program: str, cache: Cache) -> tuple[Diagnostic, ...]:
    """What is wrong with the templates of a site's own, whatever the site says; looked for once for each theme."""
    if not theme.has_own_templates:
        return ()
    stamp = _stamp(theme, language, program)
    # The cache keeps what has the name of a file of the site, and this one names the theme.
    known = cache.get(_ROOM, PATH, stamp)
    if known is not None:
        return _DIAGNOSTICS.validate_json(known)
    found = rehearsal(theme, example_editions(theme, language, program))
    cache.put(_ROOM, PATH, stamp, _DIAGNOSTICS.dump_json(found))
    return found


def example_editions(theme: Theme, language: str, program: str) -> Iterator[Edition]:
    """Sites that show everything, little and nothing, in a theme and a language."""
    for name in _SITES:
        folder, site = _site(name)
        page = replace(site.page, language=language)
        spoken = replace(site, components=replace(site.components, page=page))
        yield replace(edition_of(folder, spoken, theme, program, _MOMENT), prefix="")


def _stamp(theme: Theme, language: str, program: str) -> str:
    own = sorted(file.location for file in theme.templates.values() if file.is_own)
    return hashlib.sha256(repr((program, theme.fingerprint, own, language)).encode()).hexdigest()


@lru_cache
def _site(name: str) -> tuple[SiteFolder, Site]:
    folder = SiteFolder(_FOLDER / name, Cache())
    site = load(folder, "", _MOMENT, ALONE, with_drafts=True).site
    if site is None:
        raise StatusgenError(f"{_FOLDER / name} is damaged; please reinstall statusgen")
    return folder, _with_copies(site)


def _with_copies(site: Site) -> Site:
    """The site with the reports that happened often."""
    copies = [replace(one, id=f"{one.id}-{n}") for one in site.reports for n in range(_OFTEN.get(one.id, 0))]
    addresses = {**site.addresses, **{copy.id: {} for copy in copies}}
    reports = sorted((*site.reports, *copies), key=lambda report: report.id)
    return replace(site, reports=tuple(reports), addresses=addresses)
