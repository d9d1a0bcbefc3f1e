"""The words of components.yaml: each id, name and former name means one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from statusgen.diagnostics import Diagnostic
from statusgen.model.slugs import ID, slug
from statusgen.model.validation import Path
from statusgen.source.yamltext import YamlText


@dataclass(frozen=True, slots=True)
class _Use:
    """A word that stands for a component or group."""

    word: str
    owner: Path
    """Where the component or group is written."""
    at: Path
    """Where the word is, or what it was made from."""
    is_name: bool
    """Names may mean several components, as long as those are in different groups."""


_Taken = dict[tuple[str | None, str], Path]
"""Where a folded word was taken first, by its group."""


@dataclass(slots=True)
class Words:
    """Takes note of every word, and of those that are taken already."""

    yaml: YamlText
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _ids: _Taken = field(default_factory=dict)
    _names: _Taken = field(default_factory=dict)
    _uses: list[_Use] = field(default_factory=list)
    _told: set[tuple[Path, Path]] = field(default_factory=set)
    """The pairs of components or groups that were complained about."""

    def claim(self, owner: Path, name: str, written_id: str | None, group: str | None = None) -> str:
        """The id of the component or group at `owner`, whose name and id are now taken."""
        at = (*owner, "name")
        self._uses.append(_Use(name, owner, at, is_name=True))
        if group is not None:
            self._uses.append(_Use(f"{group} / {name}", owner, at, is_name=False))
        name_is_free = self._take(self._names, (group, name.casefold()), at, f"the name '{name}'", "choose another")
        made = written_id or slug(name)
        if written_id is not None:
            at = (*owner, "id")
            self._take(self._ids, (None, made.casefold()), at, f"the id '{made}'", "choose another")
        elif not ID.fullmatch(made):
            message = f"no id can be made from '{name}'"
            self.diagnostics.append(Diagnostic(self.yaml.at(at), "bad-id", message, "add 'id: …'"))
            return made
        elif name_is_free:
            self._take(
                self._ids, (None, made.casefold()), at, f"the id '{made}', made from this name,", "add another 'id'"
            )
        self._uses.append(_Use(made, owner, at, is_name=False))
        return made

    def claim_aliases(self, owner: Path, aliases: tuple[str, ...]) -> None:
        """Takes note of former names."""
        for n, alias in enumerate(aliases):
            self._uses.append(_Use(alias, owner, (*owner, "aliases", n), is_name=False))

    def _take(self, taken: _Taken, key: tuple[str | None, str], at: Path, what: str, hint: str) -> bool:
        if key not in taken:
            taken[key] = at
            return True
        self._told |= {(at[:-1], taken[key][:-1]), (taken[key][:-1], at[:-1])}
        code = "duplicate-id" if taken is self._ids else "duplicate-name"
        message = f"{what} is already taken on line {self.yaml.at(taken[key]).line}"
        self.diagnostics.append(Diagnostic(self.yaml.at(at), code, message, hint))
        return False

    def clashes(self) -> Iterator[Diagnostic]:
        """Ids, former names and full names that also mean something else."""
        by_word: dict[str, list[_Use]] = defaultdict(list)
        for use in self._uses:
            by_word[use.word].append(use)
        for uses in by_word.values():
            for use in uses:
                others = [o for o in uses if o.owner != use.owner and (o.owner, use.owner) not in self._told]
                if others and not use.is_name:
                    at = self.yaml.at(use.at)
                    message = f"'{use.word}' also means what is on line {self.yaml.at(others[0].at).line}"
                    yield Diagnostic(at, "duplicate-name", message, "a word means one component: choose another")
