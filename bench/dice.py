"""Chance that falls the same way on every machine and in every version of Python."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Draws from a seed; of `random` only `random()` is promised to stay as it is, so the rest is made of it."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def share(self) -> float:
        """From 0 up to 1."""
        return self._random.random()

    def whole(self, low: int, high: int) -> int:
        """From `low` to `high`, both included."""
        return low + int(self.share() * (high - low + 1))

    def mostly_low(self, low: int, high: int) -> int:
        """From `low` to `high`, with a long tail: half of them are in the lowest eighth."""
        share = self.share()
        return low + int(share * share * share * (high - low + 1))

    def happens(self, chance: float) -> bool:
        """True in that share of all cases."""
        return self.share() < chance

    def one(self, choices: Sequence[T]) -> T:
        """One of them."""
        return choices[self.whole(0, len(choices) - 1)]

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """That many different ones, in their order; all where there are fewer."""
        left = list(range(len(choices)))
        drawn = [left.pop(self.whole(0, len(left) - 1)) for _ in range(min(count, len(left)))]
        return [choices[number] for number in sorted(drawn)]
