"""A site and its folder become an edition: what is published at a moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from statusgen.git import prefix_of
from statusgen.load.site import Moment
from statusgen.model.links import hashed_name
from statusgen.model.report import Report
from statusgen.model.site import Site
from statusgen.outputs.edition import Edition, SiteFile
from statusgen.source.folder import SiteFolder
from statusgen.theme import Theme
from statusgen.views.course import Course
from statusgen.views.facts import facts
from statusgen.views.walk import course


def edition_of(
    folder: SiteFolder,
    site: Site,
    theme: Theme,
    program: str,
    moment: Moment,
    base_url: str | None = None,
    course: Callable[[Report, datetime], Course] = course,
) -> Edition:
    """What the site looks like at that moment."""
    seen = seen_at(site, moment)
    logo, favicon = _pictures(folder, site)
    return Edition(
        facts=facts(seen, moment.now, course),
        theme=theme,
        url=base_url or site.page.url,
        files=_files(folder, seen, (logo, favicon)),
        logo=logo,
        favicon=favicon,
        program=program,
        prefix=prefix_of(folder.root) if site.page.repository else None,
    )


def seen_at(site: Site, moment: Moment) -> Site:
    """The site without what is news at that moment; by the clock there is none, or it is an error."""
    return site if moment.is_clock else site.as_of(moment.now)


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
