"""A report that was published, and which of its updates is which now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from statusgen.model.report import Report, Update

_ALIKE = 0.5
"""How much of two texts must be the same for the later one to be a new version of the other."""


@dataclass(frozen=True)
class Kept:
    """A report that was published, and what is published of it now; both could be read as a whole."""

    before: Report
    after: Report
    words_before: Callable[[Update], str]
    words_after: Callable[[Update], str]

    @property
    def is_same_file(self) -> bool:
        """Whether the file has the bytes that it had."""
        return self.before.digest == self.after.digest

    @cached_property
    def updates(self) -> tuple[tuple[Update, Update], ...]:
        """Every update that was published and still is.

        It is the one of the same time, status and words, else the one with its id, else the one whose text may be a
        new version of it.
        """
        ways: tuple[Callable[[Update, Sequence[Update]], Update | None], ...] = (
            lambda update, others: self._with_its_mark(update, self._same(update, others)),
            lambda update, others: next(self._same(update, others), None),
            self._with_its_mark,
            self._like,
        )
        heirs: dict[str, Update] = {}
        others = list(self.after.updates)
        for way in ways:
            for update in self.before.updates:
                if update.id not in heirs and (found := way(update, others)):
                    heirs[update.id] = found
                    others.remove(found)
        return tuple((update, heirs[update.id]) for update in self.before.updates if update.id in heirs)

    @cached_property
    def gone(self) -> tuple[tuple[Update, Update | None], ...]:
        """Every update that is published no more, and the one below which it would stand now."""
        heirs = {before.id: after for before, after in self.updates}
        above, found = None, []
        for update in self.before.updates:
            above = heirs.get(update.id, above)
            if update.id not in heirs:
                found.append((update, above))
        return tuple(found)

    @cached_property
    def new(self) -> tuple[Update, ...]:
        """Every update that was not published yet."""
        known = {after.id for _, after in self.updates}
        return tuple(update for update in self.after.updates if update.id not in known)

    @cached_property
    def told_again(self) -> tuple[tuple[Update, Update], ...]:
        """Every update that feeds take for another one, and not because the report's id changed.

        Where one in front of it has its id now, and is told again itself, it gets it back when that one does.
        """
        found = [(a, b) for a, b in self.updates if self._mark(a) != self._mark(b, self.after)]
        moved, order = [after for _, after in found], self.after.updates.index
        holders = [self._with_its_mark(before, moved) for before, _ in found]
        pairs = zip(found, holders, strict=True)
        return tuple(pair for pair, holder in pairs if holder is None or order(holder) > order(pair[1]))

    def intruder(self, before: Update) -> tuple[Update, str] | None:
        """The new update of the same time that has the id of a published one now, and an id that is left for it."""
        known = {update.id for update in self.before.updates}
        left = [update.id for update in self.after.updates if update.at == before.at and update.id not in known]
        found = self._with_its_mark(before, self.new)
        return (found, left[-1]) if found and found.at == before.at and left else None

    def _same(self, update: Update, others: Iterable[Update]) -> Iterator[Update]:
        """Those of the same time and status that say the same."""
        for other in others:
            is_alike = (other.at, other.status) == (update.at, update.status)
            if is_alike and self.words_after(other) == self.words_before(update):
                yield other

    def _with_its_mark(self, update: Update, others: Iterable[Update]) -> Update | None:
        """The one with an update's id."""
        return next((other for other in others if self._mark(other, self.after) == self._mark(update)), None)

    def _mark(self, update: Update, report: Report | None = None) -> str:
        """An update's id, but for what a changed id of the report changes in it."""
        for owner in ((report or self.before).permanent_id, self.before.permanent_id):
            if update.id.startswith(f"{owner}-"):
                return update.id.removeprefix(owner)
        return update.id

    def _like(self, update: Update, others: Sequence[Update]) -> Update | None:
        """The one of `others` that says most of what an update said, best with its status; None where none does."""
        words = self.words_before(update).split()
        alike = [SequenceMatcher(None, words, self.words_after(o).split(), autojunk=False).ratio() for o in others]
        found = [(o.status is update.status, n, o) for n, o in zip(alike, others, strict=True) if n >= _ALIKE]
        return max(found, key=lambda one: one[:2], default=(False, 0.0, None))[2]
