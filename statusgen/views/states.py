"""The states of a report's components, and for how long each held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from statusgen.model.report import Claim
from statusgen.model.vocabulary import State


@dataclass(frozen=True, slots=True)
class Spell:
    """A component in a state worse than operational, for a time."""

    component: str
    state: State
    start: datetime
    end: datetime | None
    """None while it lasts."""


@dataclass(slots=True)
class States:
    """What a report says of its components, as it goes on."""

    claimed: dict[str, State] = field(default_factory=dict)
    """What holds whenever the report's states hold, by component in the order of naming."""
    worst: dict[str, State] = field(default_factory=dict)
    """The worst that was ever claimed."""
    _shown: dict[str, State] = field(default_factory=dict)
    """What really holds."""
    _since: dict[str, datetime] = field(default_factory=dict)
    """From when on, where that is worse than operational."""
    _over: list[Spell] = field(default_factory=list)

    def claim(self, claims: Iterable[Claim]) -> None:
        """Takes note of what is said, for when it holds."""
        for claim in claims:
            self.claimed[claim.component] = claim.state
            self.worst[claim.component] = max(claim.state, self.worst.get(claim.component, State.OPERATIONAL))

    def hold(self, at: datetime) -> tuple[Claim, ...]:
        """Makes what is claimed hold from `at`, and returns what that changed."""
        return self.enter([Claim(component, state) for component, state in self.claimed.items()], at)

    def release(self, at: datetime) -> tuple[Claim, ...]:
        """Makes all operational from `at`, and returns what that changed; the claims stay for a re-opening."""
        return self.enter([Claim(component, State.OPERATIONAL) for component in self.claimed], at)

    def enter(self, claims: Iterable[Claim], at: datetime) -> tuple[Claim, ...]:
        """Puts components into states from `at`, and returns those that were in another one."""
        changed = tuple(claim for claim in claims if self.now(claim.component) is not claim.state)
        for claim in changed:
            start = self._since.pop(claim.component, at)
            if start < at:
                self._over.append(Spell(claim.component, self._shown[claim.component], start, at))
            if claim.state is not State.OPERATIONAL:
                self._since[claim.component] = at
            self._shown[claim.component] = claim.state
        return changed

    def now(self, component: str) -> State:
        """The state that holds at the end of what was said."""
        return self._shown.get(component, State.OPERATIONAL)

    def spells(self, until: datetime | None) -> Iterator[Spell]:
        """Every stretch in a state worse than operational, cut off at `until`."""
        lasting = [Spell(component, self._shown[component], start, None) for component, start in self._since.items()]
        for spell in (*self._over, *lasting):
            if until is None:
                yield spell
            elif spell.start < until:
                yield Spell(spell.component, spell.state, spell.start, min(spell.end or until, until))


def merged(spells: Iterable[Spell]) -> Iterator[tuple[datetime, datetime | None, State]]:
    """Spells without overlaps, in order, each moment at its worst."""
    edges: list[tuple[datetime, State, int]] = []
    for spell in spells:
        edges.append((spell.start, spell.state, 1))
        if spell.end is not None:
            edges.append((spell.end, spell.state, -1))
    edges.sort(key=lambda edge: edge[0])
    count = [0] * len(State)
    before: datetime | None = None
    for at, state, step in edges:
        if before is not None and at > before and (worst := _worst(count)) is not None:
            yield before, at, worst
        count[state] += step
        before = at
    if before is not None and (worst := _worst(count)) is not None:
        yield before, None, worst


def _worst(count: Sequence[int]) -> State | None:
    return next((state for state in reversed(State) if count[state]), None)


def last_change(spells: Iterable[Spell]) -> datetime | None:
    """When the worst state of all spells together changed last; None where it never did."""
    changed = state = until = None
    for first, last, worst in merged(spells):
        if first != until or worst is not state:
            changed = first
        state, until = worst, last
    return until or changed
