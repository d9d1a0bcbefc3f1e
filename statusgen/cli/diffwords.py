"""What a reader would see change, in a few words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from statusgen.cli.report import counted
from statusgen.outputs.difference import Difference
from statusgen.outputs.difference.parts import FileChange, ReportChange
from statusgen.views.difference import Change

_HAPPENED = {
    Change.BEGUN: "begun",
    Change.REOPENED: "re-opened",
    Change.ADDED: "added to the history",
    Change.POSTMORTEM: "with a new postmortem",
    Change.RENAMED: "with another address",
}
"""What is said of a report, where it is not the word of the change itself."""


def headline(difference: Difference) -> str:
    """`2 incidents opened, 1 resolved.`, or that nothing changes; plain text without any words of the site."""
    if not difference:
        return "Nothing changes for readers."
    phrases = [*_counts(difference.reports)]
    if difference.settings:
        phrases.append(f"{counted(len(difference.settings), 'setting')} changed")
    if difference.has_other_theme:
        phrases.append("the theme changed")
    if not phrases:
        phrases.append(file_counts(difference.files) or f"{counted(len(difference.feed.changed), 'feed item')} changed")
    told = ", ".join(phrases)
    return f"{told[0].upper()}{told[1:]}."


def _counts(reports: Sequence[ReportChange]) -> Iterator[str]:
    """`2 incidents opened`, then `1 resolved`."""
    counts = Counter((part.kind, part.changes[0]) for part in reports)
    for kind in ("incident", "maintenance", "notice"):
        noun = kind
        for change in Change:
            if count := counts[kind, change]:
                yield f"{counted(count, noun) if noun else f'{count:,}'} {happened(kind, change)}"
                noun = ""


def happened(kind: str, change: Change) -> str:
    """What is said of a report of that kind: `opened`, of a notice `announced`."""
    if kind == "notice" and change is Change.OPENED:
        return "announced"
    return _HAPPENED.get(change, change.value)


def file_counts(files: FileChange) -> str:
    """`1 page added, 3 other files removed`; empty where there are none."""
    counts = (
        (len(files.pages_added), "page", "added"),
        (len(files.pages_removed), "page", "removed"),
        (len(files.redirects_added), "redirect", "added"),
        (len(files.redirects_removed), "redirect", "removed"),
        (len(files.files_changed), "file", "changed"),
        (files.others_added, "other file", "added"),
        (files.others_removed, "other file", "removed"),
    )
    return ", ".join(f"{counted(count, noun)} {word}" for count, noun, word in counts if count)
