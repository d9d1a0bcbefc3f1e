"""components.yaml: the page's settings, its components and their groups."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from statusgen.diagnostics import Diagnostic, Severity, Span, did_you_mean
from statusgen.model.componentsformat import ComponentFormat, GroupFormat, read_form
from statusgen.model.languages import fallbacks
from statusgen.model.page import Page, make_page
from statusgen.model.slugs import slug
from statusgen.model.times import local_midnight
from statusgen.model.validation import Path
from statusgen.model.words import Words
from statusgen.source.yamltext import YamlText

PATH = "components.yaml"


@dataclass(frozen=True, slots=True)
class Component:
    """Something that works or does not."""

    id: str
    name: str
    description: str
    since: date | None
    retired: date | None
    aliases: tuple[str, ...]
    shows_uptime: bool
    group: str | None
    """The name of its group."""

    @property
    def full_name(self) -> str:
        """`Group / Name`, or the name where there is no group."""
        return f"{self.group} / {self.name}" if self.group else self.name

    def is_retired(self, now: datetime, page: Page) -> bool:
        """Whether its last day has come."""
        gone = self.gone(page)
        return gone is not None and gone <= now

    def came(self, page: Page) -> datetime | None:
        """When its first day comes, or came; None where it has none."""
        return local_midnight(self.since, page.zone) if self.since else None

    def gone(self, page: Page) -> datetime | None:
        """When its last day comes, or came; None where it has none."""
        return local_midnight(self.retired, page.zone) if self.retired else None


@dataclass(frozen=True, slots=True)
class Group:
    """Components that are shown together."""

    id: str
    name: str
    description: str
    members: tuple[Component, ...]


Row = Component | Group


@dataclass(frozen=True, slots=True)
class Components:
    """What components.yaml says."""

    page: Page
    rows: tuple[Row, ...]
    """Single components and groups, in the order of the file."""
    zone_at: Span
    """Of the key `timezone`, or of `page` where that is not written."""
    id_at: Span
    """Of the page's id, or of its address, which gives it where it is not written."""
    components_at: Span
    """Of the key `components`."""
    places: Mapping[str, Span]
    """Of each component's id, or of its name, which gives it where it is not written; by id."""

    def __iter__(self) -> Iterator[Component]:
        """Every component, the members of groups in place."""
        for row in self.rows:
            yield from (row.members if isinstance(row, Group) else (row,))


def read_components(yaml: YamlText) -> tuple[Components | None, list[Diagnostic]]:
    """The settings, and what is wrong with them; None where not even the page's own can be read."""
    form, diagnostics = read_form(yaml)
    if form is None:
        return None, diagnostics
    words = Words(yaml)
    places: dict[str, Span] = {}
    rows = tuple(_row(entry, ("components", n), words, places) for n, entry in enumerate(form.components))
    components = Components(
        make_page(form.page),
        rows,
        zone_at=yaml.key_at(("page", "timezone")),
        id_at=yaml.at(("page", "url" if form.page.id is None else "id")),
        components_at=yaml.key_at(("components",)),
        places=places,
    )
    return components, [*diagnostics, *words.diagnostics, *words.clashes()]


def _row(entry: ComponentFormat | GroupFormat, path: Path, words: Words, places: dict[str, Span]) -> Row:
    if isinstance(entry, ComponentFormat):
        return _component(entry, None, path, words, places)
    group_id = words.claim(path, entry.name, entry.id)
    members = tuple(
        _component(member, entry.name, (*path, "components", m), words, places)
        for m, member in enumerate(entry.components)
    )
    return Group(group_id, entry.name, entry.description or "", members)


def _component(
    form: ComponentFormat, group: str | None, path: Path, words: Words, places: dict[str, Span]
) -> Component:
    if form.aliases and form.id is None:
        message = f"'{form.name}' has aliases but no id"
        hint = f"add 'id: {slug(form.name)}', so that its URLs stay when it is renamed again"
        words.diagnostics.append(Diagnostic(words.yaml.key_at((*path, "aliases")), "missing-key", message, hint))
    words.claim_aliases(path, form.aliases)
    component_id = words.claim(path, form.name, form.id, group)
    places[component_id] = words.yaml.at((*path, "name" if form.id is None else "id"))
    return Component(
        id=component_id,
        name=form.name,
        description=form.description or "",
        since=date.fromisoformat(form.since) if form.since else None,
        retired=date.fromisoformat(form.retired) if form.retired else None,
        aliases=form.aliases,
        shows_uptime=form.uptime,
        group=group,
    )


def absent(
    yaml: YamlText, page: Page, files: Collection[str], themes: Collection[str], languages: Collection[str]
) -> Iterator[Diagnostic]:
    """What the settings name but the world does not have.

    A picture that is not in `files`, an unknown theme, a language that the program's own words are not in.
    """
    for key, path in (("logo", page.logo), ("favicon", page.favicon)):
        if path is not None and path not in files:
            at = yaml.at(("page", key))
            yield Diagnostic(at, "missing-file", f"there is no file {path}", f"write a path from {PATH}")
    if page.theme not in themes:
        known = f"the themes are: {', '.join(themes)}; for one of your own, make the folder themes/{page.theme}/"
        hint = did_you_mean(page.theme, themes) or known
        yield Diagnostic(yaml.at(("page", "theme")), "unknown-theme", f"there is no theme '{page.theme}'", hint)
    if not set(languages) & set(fallbacks(page.language)):
        message = f"there is no translation to '{page.language}', so the page's own words are English"
        hint = f"the languages are: {', '.join(languages).replace('_', '-')}; a further one is one file"
        yield Diagnostic(yaml.at(("page", "language")), "no-catalogue", message, hint, Severity.WARNING)
