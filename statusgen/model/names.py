"""Which component a word means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from statusgen.diagnostics import Diagnostic, Span, did_you_mean
from statusgen.model.components import Component, Components, Group

_BETWEEN_NAMES = re.compile(r"[,;/|+&\u3001\uff0c\uff1b]|\band\b")
_CURLY_QUOTES = "\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb"


class Names:
    """Every word that means a component: names, `Group / Name`, ids and former names."""

    def __init__(self, components: Components) -> None:
        self._groups: dict[str, Group] = {}
        self._means: dict[str, list[Component]] = defaultdict(list)
        for row in components.rows:
            if isinstance(row, Group):
                self._groups[row.name] = row
                self._groups.setdefault(row.id, row)
        for component in components:
            for word in dict.fromkeys((component.name, component.full_name, component.id, *component.aliases)):
                self._means[word].append(component)
        self.is_ambiguous = {word for word, meant in self._means.items() if len(meant) > 1}
        self.key = repr(
            (
                [(word, [(c.id, c.name, c.group) for c in meant]) for word, meant in self._means.items()],
                [(word, [member.id for member in group.members]) for word, group in self._groups.items()],
            )
        )
        """Equal wherever every word means the same."""

    def __bool__(self) -> bool:
        """Whether there is any component to name."""
        return bool(self._means)

    def label(self, component: Component) -> str:
        """The name to show: with the group, where the name alone may mean another component."""
        return component.full_name if component.name in self.is_ambiguous else component.name

    def find(self, word: str, at: Span) -> Component | Diagnostic:
        """The component that `word`, standing at `at`, means; or what is wrong with the word."""
        meant = self._means.get(word, [])
        if len(meant) == 1:
            return meant[0]
        if meant:
            candidates = " or ".join(f"'{c.full_name if c.group else c.id}'" for c in meant)
            return Diagnostic(at, "ambiguous-component", f"'{word}' could be {candidates}", "write one of these")
        if group := self._groups.get(word):
            members = ", ".join(self.label(m) for m in group.members)
            return Diagnostic(at, "group-as-component", f"'{word}' is a group", f"name its members: {members}")
        return Diagnostic(at, "unknown-component", f"there is no component '{word}'", self._hint(word))

    def _hint(self, word: str) -> str:
        parts = [part.strip() for part in _BETWEEN_NAMES.split(word)]
        if len(parts) > 1 and all(part in self._means for part in parts):
            return f"write [{', '.join(parts)}]"
        if hint := did_you_mean(word, self._means):
            return hint
        known = ", ".join(sorted(w for w, meant in self._means.items() if meant[0].name == w))
        return f"the components are: {known}" if len(known) < 300 else "see components.yaml"

    def split_at_comma(self, words: Iterable[str]) -> tuple[str, str, str] | None:
        """The known name that a list has in two parts because its comma was not quoted, and the two parts.

        Quotes that YAML does not know are none.
        """
        for first, second in pairwise(words):
            for joined in (f"{first}, {second}", f"{first},{second}"):
                if (name := joined.strip(_CURLY_QUOTES)) in self._means:
                    return name, first, second
        return None
