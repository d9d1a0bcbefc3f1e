"""components.yaml: the page's settings, its components and their groups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag

from statusgen.diagnostics import Diagnostic
from statusgen.model.page import LinkFormat, Page, PageFormat, make_page
from statusgen.model.slugs import ID, ID_RULE, slug
from statusgen.model.times import local_midnight
from statusgen.model.validation import Flag, Format, Line, Path, complaint, validate
from statusgen.source.yamltext import YamlText

PATH = "components.yaml"


def _day(value: str) -> str:
    try:
        if len(value) != 10:
            raise ValueError
        date.fromisoformat(value)
    except ValueError:
        raise complaint("bad-date", f"'{value}' is no date", "write it as 2021-08-27") from None
    return value


def _id(value: str) -> str:
    if not ID.fullmatch(value):
        raise complaint("bad-id", f"'{value}' cannot be an id", ID_RULE)
    return value


Day = Annotated[Line, AfterValidator(_day)]
Id = Annotated[Line, AfterValidator(_id)]


class ComponentFormat(Format):
    """A component."""

    name: Line = Field(description="The name that is shown")
    id: Id | None = Field(None, description="Permanent; in URLs and feeds; default: the name's slug")
    description: Line | None = Field(None, description="What it is, in a few words")
    since: Day | None = Field(None, description="The day from which its uptime counts")
    retired: Day | None = Field(None, description="The day from which it is kept for history only")
    aliases: tuple[Line, ...] = Field((), description="Former names, which old incidents go on using")
    uptime: Flag = Field(True, description="Whether its percentage and bars are shown")


class GroupFormat(Format):
    """A group of components."""

    name: Line = Field(description="The name that is shown")
    id: Id | None = Field(None, description="Permanent; default: the name's slug")
    description: Line | None = Field(None, description="What it is, in a few words")
    components: tuple[ComponentFormat, ...] = Field(description="Its members")


def _branch(value: Any) -> str:
    return "group" if isinstance(value, dict) and "components" in value else "component"


def _absent_is_empty(value: Any) -> Any:
    return () if value is None else value


Entry = Annotated[Annotated[ComponentFormat, Tag("component")] | Annotated[GroupFormat, Tag("group")], Discriminator(_branch)]


class ComponentsFormat(Format):
    """All of components.yaml."""

    page: PageFormat
    components: Annotated[tuple[Entry, ...], BeforeValidator(_absent_is_empty)] = ()


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
        return self.retired is not None and local_midnight(self.retired, page.zone) <= now


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

    def __iter__(self) -> Iterator[Component]:
        """Every component, the members of groups in place."""
        for row in self.rows:
            yield from (row.members if isinstance(row, Group) else (row,))


def read_components(yaml: YamlText) -> tuple[Components | None, list[Diagnostic]]:
    """The settings, and what is wrong with them; None where not even the page's own can be read."""
    form, diagnostics = validate(ComponentsFormat, yaml, keys_at=_keys_at(yaml.data), placeholders=_placeholders, hint_for=_hint)
    diagnostics += _lost_comments(yaml)
    if form is None:
        return None, diagnostics
    rows, duplicates = _rows(form, yaml)
    return Components(make_page(form.page), rows), diagnostics + duplicates


def _placeholders(path: Path) -> dict[str, Any]:
    page = {"name": "?", "url": "https://status.invalid/"}
    match path:
        case ():
            return {"page": page}
        case ("page",):
            return page
        case ("components", int(n), *rest):
            return {"name": f"?{n}", "id": "-".join(map(str, ["broken", n, *rest]))}
    return {}


def _hint(path: Path, value: Any) -> str:
    if path and path[-1] == "components" and isinstance(value, dict):
        return "write a list: each component begins with '- name: …'"
    return ""


def _keys_at(data: Any) -> Any:
    def keys(path: Path) -> list[str]:
        match path:
            case ():
                return list(ComponentsFormat.model_fields)
            case ("page",):
                return list(PageFormat.model_fields)
            case ("page", *_):
                return list(LinkFormat.model_fields)
            case ("components", int(n)):
                form = GroupFormat if _branch(data["components"][n]) == "group" else ComponentFormat
                return list(form.model_fields)
        return list(ComponentFormat.model_fields)

    return keys


def _lost_comments(yaml: YamlText) -> Iterator[Diagnostic]:
    places: list[Path] = [("page", "name"), ("page", "description")]
    data = yaml.data.get("components") if isinstance(yaml.data, dict) else None
    for n, row in enumerate(data if isinstance(data, list) else ()):
        places += [("components", n, key) for key in ("name", "description")]
        members = row.get("components") if isinstance(row, dict) else None
        for m in range(len(members) if isinstance(members, list) else 0):
            places += [("components", n, "components", m, key) for key in ("name", "description")]
    for at in yaml.comments_lost(places):
        yield Diagnostic(at, "lost-comment", "YAML drops this as a comment", "quote the whole value to keep the '#'")


def _rows(form: ComponentsFormat, yaml: YamlText) -> tuple[tuple[Row, ...], list[Diagnostic]]:
    """The rows with their ids, and every id or name that would mean two things."""
    ids = _Taken("id", yaml)
    names = _Taken("name", yaml)
    rows: list[Row] = []
    for n, entry in enumerate(form.components):
        here: Path = ("components", n)
        if isinstance(entry, ComponentFormat):
            rows.append(_component(entry, None, here, ids))
            names.claim(entry.name, (*here, "name"))
            continue
        group_id = _checked_id(entry, here, ids)
        names.claim(entry.name, (*here, "name"))
        inside = _Taken("name", yaml)
        members = []
        for m, member in enumerate(entry.components):
            members.append(_component(member, entry.name, (*here, "components", m), ids))
            inside.claim(member.name, (*here, "components", m, "name"))
        names.diagnostics += inside.diagnostics
        rows.append(Group(group_id, entry.name, entry.description or "", tuple(members)))
    return tuple(rows), ids.diagnostics + names.diagnostics + _alias_clashes(rows, yaml)


def _component(form: ComponentFormat, group: str | None, path: Path, ids: _Taken) -> Component:
    if form.aliases and form.id is None:
        message = f"'{form.name}' has aliases but no id"
        hint = f"add 'id: {slug(form.name)}', so that its URLs stay when it is renamed again"
        ids.diagnostics.append(Diagnostic(ids.yaml.key_at((*path, "aliases")), "missing-key", message, hint))
    return Component(
        id=_checked_id(form, path, ids),
        name=form.name,
        description=form.description or "",
        since=date.fromisoformat(form.since) if form.since else None,
        retired=date.fromisoformat(form.retired) if form.retired else None,
        aliases=form.aliases,
        shows_uptime=form.uptime,
        group=group,
    )


def _checked_id(form: ComponentFormat | GroupFormat, path: Path, ids: _Taken) -> str:
    if form.id is not None:
        ids.claim(form.id, (*path, "id"))
        return form.id
    made = slug(form.name)
    if not made:
        at = ids.yaml.at((*path, "name"))
        ids.diagnostics.append(Diagnostic(at, "bad-id", f"no id can be made from '{form.name}'", "add 'id: …'"))
    else:
        ids.claim(made, (*path, "name"), "add an 'id' of its own")
    return made


class _Taken:
    """Words that must mean one thing."""

    def __init__(self, what: str, yaml: YamlText) -> None:
        self.what, self.yaml = what, yaml
        self.first: dict[str, Path] = {}
        self.diagnostics: list[Diagnostic] = []

    def claim(self, word: str, path: Path, hint: str = "choose another") -> None:
        folded = word.casefold()
        if folded in self.first:
            line = self.yaml.at(self.first[folded]).line
            message = f"the {self.what} '{word}' is already taken on line {line}"
            self.diagnostics.append(Diagnostic(self.yaml.at(path), f"duplicate-{self.what}", message, hint))
        else:
            self.first[folded] = path


def _alias_clashes(rows: list[Row], yaml: YamlText) -> list[Diagnostic]:
    """Former names and ids that are somebody else's name, id or former name."""
    words: dict[str, set[str]] = {}
    for row in rows:
        for one in row.members if isinstance(row, Group) else (row,):
            for word in {one.name, one.id, *one.aliases}:
                words.setdefault(word, set()).add(one.id)
        if isinstance(row, Group):
            for word in {row.name, row.id}:
                words.setdefault(word, set()).add(row.id)
    found = []
    for n, row in enumerate(rows):
        places = [(("components", n), row)] if isinstance(row, Component) else []
        if isinstance(row, Group):
            places = [(("components", n, "components", m), member) for m, member in enumerate(row.members)]
        for path, component in places:
            for a, alias in enumerate(component.aliases):
                if len(words[alias]) > 1:
                    others = ", ".join(sorted(words[alias] - {component.id}))
                    at = yaml.at((*path, "aliases", a))
                    message = f"'{alias}' also means the component with the id {others}"
                    found.append(Diagnostic(at, "duplicate-name", message, "an alias belongs to one component"))
    return found


def missing_files(yaml: YamlText, present: frozenset[str]) -> Iterator[Diagnostic]:
    """The files that the settings name but that are not among `present`."""
    page = yaml.data.get("page") if isinstance(yaml.data, dict) else None
    for key in ("logo", "favicon"):
        written = page.get(key) if isinstance(page, dict) else None
        if isinstance(written, str) and written not in present:
            at = yaml.at(("page", key))
            yield Diagnostic(at, "missing-file", f"there is no file {written}", f"write a path from {PATH}")
