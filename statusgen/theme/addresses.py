"""Addresses in templates that lead somewhere from one page only, or nowhere: assets have other names once published."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

from statusgen.diagnostics import Diagnostic
from statusgen.theme.folder import ASSETS
from statusgen.theme.templates.markup import Html, Tag

_ELSEWHERE = re.compile(r"(?i)[a-z][a-z0-9+.-]*:|//|#|\?|/(?!assets/)|$")
"""How addresses begin that lead to other hosts, into the page itself, or to what may lie in `static/`."""
_PAGES = re.compile(r"(?i)\bprefetch\b")


def address_problems(pages: Iterable[Html], assets: Collection[str]) -> Iterator[Diagnostic]:
    """What the HTML of the site's own templates loads by such an address; `assets` are the names of what the theme
    publishes.
    """
    for html in pages:
        for tag in html.tags:
            for url in tag.loaded():
                if url.is_literal and not _ELSEWHERE.match(url.text) and not _loads_a_page(tag):
                    message = "this address does not lead from every page to the file"
                    yield Diagnostic(html.at(url), "missing-asset", message, _hint(url.text, assets))


def _loads_a_page(tag: Tag) -> bool:
    return tag.name == "iframe" or (tag.name == "link" and _PAGES.search(tag.value("rel")) is not None)


def _hint(written: str, assets: Collection[str]) -> str:
    name = re.sub(r"^(?:\.{0,2}/)+", "", re.split(r"[?#]", written)[0]).removeprefix(ASSETS)
    for known in (name, PurePosixPath(name).name):
        if known in assets:
            return f'write {{{{ site.assets["{known}"] }}}}'
    return (
        f'put the file into assets/ and write {{{{ site.assets["{name}"] }}}}, '
        f"or into static/ and write {{{{ site.root }}}}{name}"
    )
