"""Markdown for comments on GitHub and GitLab, in which no text of the site does anything but stand there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from statusgen.cli.text import visible

_MARKS = re.compile(r"[\\`*_\[\]<>#|~$&]|^[+=-]")
_NUMBER = re.compile(r"^(\d+)([.)])")
_REFERS = re.compile(
    r"""(?<=[@#!&~%$^])(?=[\w"'{])     # a name or a number
    | (?<=:)(?=//) | (?<=\bwww)(?=\.)  # an address
    | (?<=\bGH)(?=-)                   # GH-12
    | (?<=:)(?=[\w+-]+:)               # an emoji
    | (?<=[\da-f])(?=([\da-f]{6})+\b)  # a commit, which has seven digits at least
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Where a word begins that both hosts make something of; they look for it after Markdown is done."""
_UNSEEN = "&#8203;"
"""A blank without width: it parts what would be a name, and shows nothing."""
_PLACE = "\ue000"
"""Stands for it while marks are escaped; texts of the site have it as good as never, and lose nothing by it."""
_BLANK = re.compile(r"\s+")


def escaped(text: str, most: int = 300) -> str:
    """A text in one line, as it reads; what is longer than `most` characters is cut."""
    line = visible(_BLANK.sub(" ", text).strip())
    if len(line) > most:
        line = line[: most - 1].rstrip() + "…"
    marked = _NUMBER.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", _REFERS.sub(_PLACE, line)))
    return marked.replace(_PLACE, _UNSEEN)


def code(text: str) -> str:
    """A path or a name as code."""
    line = visible(_BLANK.sub(" ", text)).replace("`", "'")
    return f"`{line}`"


def link(label: str, url: str) -> str:
    """A link; `label` is Markdown."""
    return f"[{label}](<{url}>)"


def quoted(paragraphs: Iterable[str]) -> str:
    """Paragraphs of Markdown as a quotation."""
    return "\n>\n".join(f"> {paragraph}" for paragraph in paragraphs)


def table(head: Sequence[str], rows: Sequence[Sequence[str]], most: int) -> str:
    """Cells of Markdown below their headings; what is more than `most` rows is counted."""
    lines = [head, ["---"] * len(head), *rows[:most]]
    text = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"{text}\n\n{more(len(rows) - most)}" if len(rows) > most else text


def bullets(items: Sequence[str], most: int) -> str:
    """A list of Markdown; what is more than `most` items is counted."""
    return "\n".join(f"- {line}" for line in _counted(items, most))


def listed(items: Sequence[str], most: int) -> str:
    """Markdown side by side; what is more than `most` items is counted."""
    return ", ".join(_counted(items, most))


def _counted(items: Sequence[str], most: int) -> Sequence[str]:
    return [*items[:most], more(len(items) - most)] if len(items) > most else items


def folded(title: str, content: str) -> str:
    """Content that a click on its title shows; `title` is plain and ours."""
    return f"<details><summary>{title}</summary>\n\n{content}\n\n</details>"


def more(count: int) -> str:
    """`… and 3 more`."""
    return f"… and {count:,} more"


def document(sections: Sequence[str], longest: int) -> str:
    """The sections that fit into `longest` bytes one after another, and how many do not."""
    shown: list[str] = []
    left = longest
    for section in sections:
        size = len(section.encode())
        if size <= left:
            shown.append(section)
            left -= size + 2
    if len(shown) < len(sections):
        shown.append(f"*{more(len(sections) - len(shown))}, too long for a comment.*")
    return "\n\n".join(shown)
