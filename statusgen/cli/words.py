"""Words on the command line: written as people write them, completed by the shell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from statusgen.authoring.desk import BrokenSourceError
from statusgen.diagnostics import StatusgenError, did_you_mean


class Word(click.ParamType):  # type: ignore[type-arg]  # older ones are not generic
    """One of several words: any unique beginning of it, in whatever case, with blanks, `-` or `_`."""

    def __init__(self, name: str, values: Mapping[str, Any]) -> None:
        self.name = name
        self.values = values
        """What each word means."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """What the word means."""
        if not isinstance(value, str):
            return value
        try:
            return self.meant(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)

    def meant(self, value: str) -> Any:
        """What the word means; raises ValueError with what to write instead."""
        folded = re.sub(r"[\s_-]+", "_", value.strip()).casefold()
        found = [word for word in self.values if word == folded] or [
            word for word in self.values if folded and word.startswith(folded)
        ]
        if len(found) == 1:
            return self.values[found[0]]
        if found:
            raise ValueError(f"'{value}' could be {' or '.join(found)}")
        hint = did_you_mean(folded, self.values) or f"write one of: {', '.join(self.values)}"
        raise ValueError(f"'{value}' is no {self.name}; {hint}")

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """The words that begin so."""
        return [CompletionItem(word) for word in self.values if word.startswith(incomplete.casefold())]


Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def completed(candidates: Callable[[Path], Iterable[tuple[str, str]]]) -> Complete:
    """What a shell offers: of words with their explanations, those of which one begins so.

    Failing that, the only word that has it inside. A site that cannot be read has nothing to offer.
    """

    def complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        folder = ctx.find_root().params.get("folder") or Path()
        try:
            known = list(candidates(Path(folder)))
        except (StatusgenError, BrokenSourceError):
            return []
        folded = incomplete.casefold()
        found = [pair for pair in known if any(text.casefold().startswith(folded) for text in pair)]
        inside = [pair for pair in known if folded in pair[0].casefold()]
        found = found or (inside if len(inside) == 1 else [])
        return [CompletionItem(word, help=explanation) for word, explanation in found]

    return complete
