"""Which templates of a theme use which, so far as their texts tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from gettext import NullTranslations

from jinja2 import TemplateSyntaxError, nodes

from statusgen.theme.folder import TEMPLATES, ThemeFile
from statusgen.theme.templates.environment import environment
from statusgen.theme.templates.faults import BrokenTemplateError
from statusgen.theme.templates.places import text_of

REFERRING = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
"""The tags that name other templates."""


@dataclass(frozen=True, slots=True)
class Grown:
    """A template as a tree, and what it refers to."""

    tree: nodes.Template
    parents: tuple[str, ...]
    """The templates that it extends."""
    shared: frozenset[str]
    """Those that it extends, includes, or imports from with its context: variables go from one to the other."""
    referred: frozenset[str]
    """These, and those that it imports from."""
    is_open: bool
    """Whether some of them are only known when it runs."""
    imported: frozenset[str]
    """Every name that it imports."""
    macros: Mapping[str, tuple[str, str]]
    """What may be a macro by each name that means nothing else: the template that it comes from, empty for this one,
    and its name there."""
    stored: frozenset[str]
    """Every name that it gives to something, wherever that can be seen; those that it imports too."""


class Lineage:
    """The templates of a theme."""

    def __init__(self, templates: Mapping[str, ThemeFile]) -> None:
        self._grown: dict[str, Grown] = {}
        self.is_whole = True
        """Whether all of them can be parsed; else nothing is certain."""
        for name, file in templates.items():
            try:
                self._grown[name] = _grown(file)
            except (BrokenTemplateError, TemplateSyntaxError, RecursionError):
                self.is_whole = self.is_whole and not name.endswith(TEMPLATES)

    def __getitem__(self, name: str) -> Grown:
        """The template of that name."""
        return self._grown[name]

    def named(self) -> frozenset[str] | None:
        """Every template that another one names; None where some are only known when they run."""
        if not self.is_whole or any(grown.is_open for grown in self._grown.values()):
            return None
        return frozenset().union(*(grown.referred for grown in self._grown.values()))

    def ancestors(self, name: str) -> list[str] | None:
        """What a template extends, and what that extends, and so on; None where that is only known when it runs."""
        found = [name]
        for one in found:
            grown = self._grown.get(one)
            if grown is None or grown.is_open:
                return None
            found += [parent for parent in grown.parents if parent not in found]
        return found[1:]

    def descendants(self, name: str) -> list[str]:
        """What extends a template, or may extend it, itself left out."""
        above = {other: self.ancestors(other) for other in self._grown if other != name}
        return [other for other, names in above.items() if names is None or name in names]

    def pages(self, name: str, pages: Iterable[str]) -> list[str]:
        """Those of `pages` that a template has, or may have, a part in."""
        return [page for page in pages if page in self._grown and name in self._reached(page)]

    def family(self, name: str) -> set[str] | None:
        """The templates whose variables a template can see, itself included; None where that is not known."""
        users = [name]
        for one in users:
            for other, grown in self._grown.items():
                if other not in users and (one in grown.shared or grown.is_open):
                    users.append(other)
        found = set(users)
        for one in users:
            above = self.ancestors(one)
            if above is None:
                return None
            found |= set(above)
        return found

    def may_say(self, name: str, words: re.Pattern[str]) -> bool:
        """Whether a template, or one that it has a use for, has such words in its text."""
        texts = (nodes.TemplateData, nodes.Const)
        said = (text for one in self._reached(name) for text in self._grown[one].tree.find_all(texts))
        return any(words.search(str(text.as_const())) for text in said)

    def is_macro(self, name: str, word: str) -> bool:
        """Whether a word can only mean a macro in a template."""
        seen: set[tuple[str, str]] = set()
        while (name, word) not in seen:
            seen.add((name, word))
            grown = self._grown.get(name)
            if grown is None or word not in grown.macros:
                return False
            source, word = grown.macros[word]
            if not source:
                return True
            name = source
        return False

    def _reached(self, page: str) -> Iterator[str]:
        found = [page]
        for one in found:
            grown = self._grown.get(one)
            if grown is None:
                continue
            reached = self._grown if grown.is_open else grown.referred
            found += [other for other in reached if other not in found]
            yield one


@lru_cache(maxsize=256)
def _grown(file: ThemeFile) -> Grown:
    tree = environment({}, NullTranslations()).parse(text_of(file), file.location, file.location)
    named = [(tag, name) for tag in tree.find_all(REFERRING) for name in _names(tag)]
    imported = frozenset(_imported(tree))
    return Grown(
        tree=tree,
        parents=tuple(name for tag, name in named if name and isinstance(tag, nodes.Extends)),
        shared=frozenset(name for tag, name in named if name and getattr(tag, "with_context", True)),
        referred=frozenset(name for _, name in named if name),
        is_open=any(name is None for _, name in named),
        imported=imported,
        macros=_macros(tree),
        stored=imported.union(_stored(tree)),
    )


def _names(tag: nodes.Node) -> Iterator[str | None]:
    """The templates that a tag names; None for what is computed."""
    named = getattr(tag, "template", None)
    several = named.items if isinstance(named, nodes.List | nodes.Tuple) else [named]
    for one in several:
        yield one.value if isinstance(one, nodes.Const) and isinstance(one.value, str) else None


def _stored(tree: nodes.Template) -> Iterator[str]:
    for name in tree.find_all(nodes.Name):
        if name.ctx != "load":
            yield name.name
    for macro in tree.find_all(nodes.Macro):
        yield macro.name


def _imported(tree: nodes.Template) -> Iterator[str]:
    for whole in tree.find_all(nodes.Import):
        yield whole.target
    for some in tree.find_all(nodes.FromImport):
        yield from (one if isinstance(one, str) else one[1] for one in some.names)


def _macros(tree: nodes.Template) -> dict[str, tuple[str, str]]:
    found = {macro.name: ("", macro.name) for macro in tree.find_all(nodes.Macro)}
    for some in tree.find_all(nodes.FromImport):
        named = [(one, one) if isinstance(one, str) else one for one in some.names]
        for source in _names(some):
            found |= {alias: (source or "?", name) for name, alias in named}
    others = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    others |= {whole.target for whole in tree.find_all(nodes.Import)}
    return {name: source for name, source in found.items() if name not in others}
