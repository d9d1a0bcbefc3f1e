"""What all outputs of one build are made from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from urllib.parse import quote, urlsplit

from markupsafe import Markup, escape

from statusgen.i18n import Language
from statusgen.model.actions import Action
from statusgen.model.report import Report
from statusgen.outputs.chrome import SchemePart, SiteChrome
from statusgen.outputs.parts import LinkPart
from statusgen.outputs.subscriptions import subscriptions
from statusgen.outputs.tasks import with_tasks
from statusgen.source.prose import Prose, resolve_links
from statusgen.theme import Theme
from statusgen.theme.templates.renderer import Renderer
from statusgen.views.course import Course, Step
from statusgen.views.facts import Facts

NEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""The date of what has none yet where a format wants one; validators doubt those before 1990."""


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
    """What reports link to, all of static/, and the two pictures below."""
    logo: SiteFile | None
    favicon: SiteFile | None
    program: str
    """A digest of statusgen and the libraries that have a part in the bytes."""
    prefix: str | None = None
    """The way from the top of its git repository to the site's folder: empty, or with a slash at its end; None where
    that is not known."""

    @cached_property
    def language(self) -> Language:
        """The page's language."""
        page = self.facts.site.page
        return Language(page.language, page.zone)

    @cached_property
    def renderer(self) -> Renderer:
        """What makes pages of the theme's templates."""
        return self.theme.renderer(self.language.translations)

    @cached_property
    def digest(self) -> str:
        """Of everything that every page has around it."""
        shown = [picture and picture.published for picture in (self.logo, self.favicon)]
        return digest(self.made_with, shown, bool(self.facts.uptimes))

    @property
    def made_with(self) -> dict[str, str]:
        """A digest of each thing that has a part in every page, by what people call it."""
        return {
            "statusgen": self.program,
            "components.yaml": self.facts.site.digest,
            "the theme": self.theme.fingerprint,
            "the address": self.url,
        }

    @property
    def base_path(self) -> str:
        """The path of the site on its host: `/`, or `/status/`."""
        return urlsplit(self.url).path or "/"

    @property
    def title(self) -> str:
        """`Zaptec Status`."""
        return self.language.gettext("%(name)s Status") % {"name": self.facts.site.page.name}

    def label(self, component_id: str) -> str:
        """A component's name, the shortest that means it only."""
        return self.facts.site.label(component_id)

    def render(self, template: str, path: str, page: object, root: str | None = None) -> bytes:
        """A page at `path` from its context; `root` is the way to the front page, if not the usual one.

        Raises BrokenTemplateError where the site's own templates are at fault.
        """
        root = root_of(path) if root is None else root
        return self.renderer.render(template, {"page": page, "site": self._chrome(path, root)})

    def prose(self, report: Report, prose: Prose, root: str, actions: tuple[Action, ...] = ()) -> Markup:
        """A report's text with its links as they are on a page whose way to the front page is `root`.

        `actions` are those that its tasks are.
        """
        if not prose:
            return Markup()
        site = self.facts.site
        addresses = {target: str(escape(root + path)) for target, path in site.addresses.get(report.id, {}).items()}
        html = resolve_links(site.texts(report)[prose.number], prose.links, addresses.get)
        finished = with_tasks(html, actions, self.language)
        return Markup(finished)  # noqa: S704 (rendered and escaped by source.markdown)

    def news(self, report: Report, step: Step, root: str) -> Markup:
        """What an update says, or what there is to say of a turn that the clock took; links as in `prose`."""
        if step.by_clock:
            return Markup("<p>{}</p>").format(self.language.turn(step.status))
        return self.prose(report, step.prose, root, step.actions)

    def course_key(self, course: Course) -> str:
        """A digest of all that a report's text and facts say, the addresses of its links included."""
        return self._course_keys[course.report.id]

    @cached_property
    def _course_keys(self) -> dict[str, str]:
        """By the report's id."""
        addresses = self.facts.site.addresses
        return {report: digest(key, sorted(addresses[report].items())) for report, key in self.facts.keys.items()}

    def _chrome(self, path: str, root: str) -> SiteChrome:
        page = self.facts.site.page
        logo = self.logo.published if self.logo else self.theme.logo
        favicon = self.favicon.published if self.favicon else self.theme.favicon
        return SiteChrome(
            name=page.name,
            title=self.title,
            description=page.description,
            language=page.language,
            direction=self.language.direction,
            root=root,
            home=root or "./",
            canonical=self.url + path.removesuffix("index.html"),
            assets={asset.name: root + quote(asset.path) for asset in self.theme.assets},
            logo=root + logo if logo else "",
            favicon=root + favicon if favicon else "",
            ground=SchemePart(*self.theme.ground),
            picture=self.url + logo if logo else "",
            support=page.support or "",
            links=tuple(LinkPart(link.label, link.url) for link in page.links),
            history=f"{root}history/",
            uptime=f"{root}uptime/" if self.facts.uptimes else "",
            subscriptions=subscriptions(self.language, root, self.url, has_json=True),
            timezone=page.zone.key,
            stale_after=int(page.stale_after.total_seconds()),
        )


def root_of(path: str) -> str:
    """The way from the page at `path` to the front page: empty, `../` or longer."""
    return "../" * path.count("/")
