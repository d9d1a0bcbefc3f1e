"""What all outputs of one build are made from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup, escape

from statusgen.i18n import Language
from statusgen.outputs.parts import LinkPart, SiteChrome
from statusgen.source.prose import Prose
from statusgen.theme import Theme
from statusgen.views.facts import Facts


def digest(*parts: object) -> str:
    """A short digest of values whose `repr` says all there is to say about them."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file of the site's folder that is published."""

    path: str
    """In the site's folder."""
    published: str
    """In the output."""
    digest: str
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Edition:
    """The facts, and how this site puts them: theme, language, address."""

    facts: Facts
    theme: Theme
    url: str
    """Absolute, ends in a slash."""
    files: tuple[SiteFile, ...]
    """The logo, what reports link to, and all of static/."""
    program: str
    """A digest of statusgen and the libraries that have a part in the bytes."""

    @cached_property
    def language(self) -> Language:
        """The page's language."""
        page = self.facts.site.page
        return Language(page.language, page.zone)

    @cached_property
    def environment(self) -> Environment:
        """The theme's templates."""
        return self.theme.environment(self.language.translations)

    @cached_property
    def digest(self) -> str:
        """Of everything that every page has around it."""
        shown = [(f.published, f.digest) for f in self.files if f.path in (self._logo, self._favicon)]
        has_uptime = bool(self.facts.uptimes)
        return digest(self.program, self.facts.site.digest, self.theme.fingerprint, self.url, shown, has_uptime)

    @property
    def base_path(self) -> str:
        """The path of the site on its host: `/`, or `/status/`."""
        return urlsplit(self.url).path or "/"

    @property
    def title(self) -> str:
        """`Zaptec Status`."""
        return self.language.gettext("%(name)s Status") % {"name": self.facts.site.page.name}

    @property
    def _logo(self) -> str | None:
        return self.facts.site.page.logo

    @property
    def _favicon(self) -> str | None:
        return self.facts.site.page.favicon

    @cached_property
    def _published(self) -> Mapping[str, str]:
        return {file.path: file.published for file in self.files}

    def render(self, template: str, path: str, page: object, root: str | None = None) -> bytes:
        """A page at `path` from its context; `root` is the way to the front page, if not the usual one."""
        root = root_of(path) if root is None else root
        context: dict[str, Any] = {"page": page, "site": self._chrome(path, root)}
        return self.environment.get_template(template).render(context).encode()

    def prose(self, report_id: str, prose: Prose, root: str, *, headings_from: int = 3) -> Markup:
        """A report's text with its links as they are on a page whose way to the front page is `root`."""
        addresses = self.facts.site.addresses.get(report_id, {})
        html = prose.resolved(lambda target: str(escape(root + addresses[target])), headings_from=headings_from)
        return Markup(html)  # noqa: S704 (rendered and escaped by source.markdown)

    def _chrome(self, path: str, root: str) -> SiteChrome:
        page, say = self.facts.site.page, self.language.gettext
        return SiteChrome(
            name=page.name,
            title=self.title,
            description=page.description,
            language=page.language,
            direction=self.language.direction,
            root=root,
            home=root or "./",
            canonical=self.url + path.removesuffix("index.html"),
            assets={asset.name: root + asset.path for asset in self.theme.assets},
            logo=root + self._published[self._logo] if self._logo else "",
            favicon=root + self._published[self._favicon] if self._favicon else "",
            support=page.support or "",
            links=tuple(LinkPart(link.label, link.url) for link in page.links),
            history=f"{root}history/",
            uptime=f"{root}uptime/" if self.facts.uptimes else "",
            feeds=(
                LinkPart(say("RSS"), f"{root}history.rss"),
                LinkPart(say("Atom"), f"{root}history.atom"),
            ),
            timezone=page.zone.key,
        )


def root_of(path: str) -> str:
    """The way from the page at `path` to the front page: empty, `../` or longer."""
    return "../" * path.count("/")
