"""A site as it was in a commit: as much of it as can be read, whatever was wrong with it then."""

from __future__ import annotations

from pathlib import Path

from statusgen.cache.store import Cache
from statusgen.load.site import Loaded, Moment, load
from statusgen.means import Means
from statusgen.model.components import PATH
from statusgen.model.links import ROOT
from statusgen.model.page import Page
from statusgen.model.salvage import salvage
from statusgen.source.folder import SiteFolder


def load_past(
    folder: Path, present: Path, page: Page, cache: Cache, program: str, moment: Moment, means: Means
) -> tuple[SiteFolder, Loaded, tuple[str, ...]]:
    """What the temporary folder `folder` holds, and the files that had to be given up for it.

    Reports that cannot be read are removed from it, and a components.yaml that cannot be read is replaced by that of
    the folder `present`, whose page is `page`, with the pictures that it names. The site is None only where that does
    not help.
    """
    if not (folder / ROOT).is_symlink():
        (folder / ROOT).mkdir(exist_ok=True)  # Git keeps no empty folder.
    given_up: tuple[str, ...] = ()
    if (folder / PATH).is_symlink():
        given_up = (PATH,)
        _borrow(folder, present, page)
    while True:
        site_folder = SiteFolder(folder, cache)
        loaded = load(site_folder, program, moment, means, salvaging=salvage)
        broken = loaded.salvage.needed
        if not broken or not set(broken).isdisjoint(given_up):
            return site_folder, loaded, tuple(sorted({*given_up, *loaded.salvage.left_out}))
        given_up += broken
        for path in broken:
            if path == PATH:
                _borrow(folder, present, page)
            else:
                (folder / path).unlink(missing_ok=True)


def _borrow(folder: Path, present: Path, page: Page) -> None:
    """Puts the present settings into the folder, and the pictures that it lacks for them."""
    (folder / PATH).unlink()
    for path in (PATH, *page.pictures):
        if not (folder / path).exists():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes((present / path).read_bytes())
