"""What an example of a diagnostic code is, and the reports that the examples are made of."""

from dataclasses import dataclass
from pathlib import Path

FRONT = "---\ntitle: Slow\n---\n\n"
FIRST = "## Investigating - 2025-08-05 09:00Z\n\nText.\n"
END = "\n## Resolved - 2025-08-05 10:00Z\n\nText.\n"
WINDOW = "scheduled: {start: 2025-08-05 22:00Z, end: 2025-08-06 01:00Z}"
PLAN = f"---\ntitle: Slow\nkind: maintenance\n{WINDOW}\n---\n\n## Scheduled - 2025-08-01 09:00Z\n"
PATH = "incidents/one.md"
DRAFT = f"---\ntitle: Draft\ndraft: true\n---\n\n{FIRST}"
ON_DISK = {"file-too-large", "no-incidents", "wrong-suffix"}
"""Codes whose examples are in test_overlooked.py, because no text can show them."""
OF_CHANGES = {
    "changed-component-id",
    "changed-id",
    "changed-impact",
    "changed-page-id",
    "changed-record",
    "changed-text",
    "changed-timezone",
    "changed-update-id",
    "removed-alias",
    "removed-component",
    "removed-report",
    "removed-update",
}
"""Codes whose examples are in test_promises.py, because it takes two states of a site to see them."""

Content = str | bytes | dict[str, str | bytes | Path]


@dataclass(frozen=True)
class Complaint:
    """Two examples of one rule."""

    wrong: Content
    """A report or, where it begins with `page:`, the settings; bytes of a report; or several files by path.

    Several files are reports, unless one is a template; then they are those of a whole site, and a `Path` is a link.
    """
    places: str
    """`line:column 'offending text'`, several joined by `; `."""
    right: Content
    now: str = ""
    """The clock's time, where the example is about the present."""


def front(lines: str, rest: str = FIRST) -> str:
    """A report with these lines in its front matter; the first is line 3 of the file."""
    return f"---\ntitle: Slow\n{lines}\n---\n\n{rest}"


def text(lines: str) -> str:
    """A report with this in the text of its first update, from line 9 of the file on."""
    return f"{FRONT}{FIRST}\n{lines}\n"


def lesson(lines: str) -> str:
    """A report with this in its postmortem, from line 11 of the file on."""
    return f"{FRONT}{FIRST}\n## Postmortem - 2025-08-06 10:00Z\n\n{lines}\n"


def pair(first: str, second: str) -> dict[str, str | bytes | Path]:
    """Two reports with these lines in their front matter."""
    return {PATH: front(first), "incidents/two.md": front(second)}
