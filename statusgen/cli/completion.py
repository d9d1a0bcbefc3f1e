"""Completion in bash, which takes `=` for a word of its own: `api=par` reaches us as `api`, `=` and `par`."""

from __future__ import annotations

import os

from click.shell_completion import BashComplete, CompletionItem, add_completion_class, split_arg_string

_EQUALS = "="


class JoiningBashComplete(BashComplete):
    """Joins what bash has parted, and offers what comes behind the `=`, for bash keeps the rest."""

    _kept = ""
    """What of the word bash keeps."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one that is completed, and that one."""
        words = split_arg_string(os.environ["COMP_WORDS"])
        place = int(os.environ["COMP_CWORD"])
        joined: list[str] = []
        is_open = False
        for word in [*words[1:place], words[place] if place < len(words) else ""]:
            if joined and (word == _EQUALS or is_open):
                joined[-1] += word
            else:
                joined.append(word)
            is_open = word == _EQUALS
        *before, last = joined
        self._kept = last[: last.rfind(_EQUALS) + 1]
        return before, last

    def format_completion(self, item: CompletionItem) -> str:
        """The item without what bash keeps."""
        return f"{item.type},{item.value.removeprefix(self._kept)}"


def join_words_of_bash() -> None:
    """Takes the place of click's own way for bash."""
    add_completion_class(JoiningBashComplete)
