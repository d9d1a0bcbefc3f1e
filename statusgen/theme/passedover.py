"""Files of the site that build on the shipped default where the theme that they are in has something of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from statusgen.diagnostics import Diagnostic, Severity
from statusgen.source.text import decode, place
from statusgen.theme.folder import ASSETS, ThemeFile


def passed_over(theme: str, own: Mapping[str, ThemeFile], shipped: Mapping[str, ThemeFile]) -> Iterator[Diagnostic]:
    """The site's own files that begin with the shipped default's, but for copies of what the theme itself has.

    `shipped` is what it has, by path.
    """
    for path in sorted(own.keys() & shipped.keys()):
        source, _ = decode(own[path].location, own[path].content)
        text = "\n".join(source.lines)
        called = path.removeprefix(ASSETS)
        begun = re.search(rf"(?:extends|@import)\s+[\"'](default/{re.escape(called)})[\"']", text)
        if begun and not _is_copy(own[path], shipped[path]):
            at = place(source, text, begun.start(1), begun[1])
            message = f"this passes over the {called} of the theme '{theme}', which has one of its own"
            yield Diagnostic(at, "passed-over", message, f'write "{theme}/{called}"', Severity.WARNING)


def _is_copy(own: ThemeFile, shipped: ThemeFile) -> bool:
    """Whether most of the shipped file is in it."""
    lines = set(shipped.content.split())
    return 2 * len(lines & set(own.content.split())) > len(lines)
