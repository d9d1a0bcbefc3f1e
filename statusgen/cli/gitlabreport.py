"""Diagnostics as GitLab's Code Quality report, which it shows in a merge request."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, TextIO

from statusgen.cli.jsonfacts import print_json
from statusgen.diagnostics import Diagnostic, Severity

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}
"""As other linters have them, so that their complaints and ours are sorted together."""


def report_gitlab(diagnostics: Sequence[Diagnostic], stream: TextIO, prefix: str) -> None:
    """Writes one JSON array to `stream`, an empty one where nothing is wrong.

    `prefix` is the way from the repository's top to the site.
    """
    print_json(list(_entries(diagnostics, prefix)), stream)


def _entries(diagnostics: Sequence[Diagnostic], prefix: str) -> Iterator[dict[str, Any]]:
    """What GitLab documents. It knows a complaint again by its fingerprint, which no move within the file changes."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for diagnostic in diagnostics:
        at = diagnostic.at
        what = (at.path, diagnostic.code, at.source.strip())
        seen[what] += 1
        known_by = json.dumps((*what, seen[what]))
        yield {
            "description": ": ".join(filter(None, (diagnostic.message, diagnostic.hint))),
            "check_name": diagnostic.code,
            "fingerprint": hashlib.sha256(known_by.encode()).hexdigest(),
            "severity": _SEVERITIES[diagnostic.severity],
            "location": {"path": prefix + at.path, "lines": {"begin": at.line}},
        }
