"""Front matter that does not begin or end as it should: which line was meant to."""

from __future__ import annotations

import re

from statusgen.diagnostics import Diagnostic
from statusgen.source.text import SourceText

_NEAR_FENCE = re.compile(r"\s*(?:[-\u2010-\u2015\u2212_*=~]{2,}|\u2014|\u2013|\.\.\.)\s*$")
_KEY = re.compile(r"[A-Za-z_]\w*\s*[:=\uff1a]")
_UPDATE = re.compile(r"##(?!#)")
_FENCE = "'---': three plain hyphens and nothing else"


def near_fence(source: SourceText) -> Diagnostic | None:
    """What is wrong with the line that was meant to be the first or the second `---`.

    None where the front matter is closed, or where nothing can be said about it.
    """
    fences = [n for n, line in enumerate(source.lines) if line.rstrip() == "---"]
    begin = next((n for n, line in enumerate(source.lines) if line.strip()), None)
    if begin is None:
        return None
    if begin not in fences:
        return _beginning(source, begin, fences)
    return _end(source, begin) if len(fences) < 2 else None


def _beginning(source: SourceText, begin: int, fences: list[int]) -> Diagnostic | None:
    line, at = source.lines[begin].rstrip(), source.line_span(begin)
    if line == "+++":
        message = "this begins front matter in TOML, as other tools have it"
        return Diagnostic(at, "no-front-matter", message, "write YAML, 'title: …', between two lines '---'")
    if line.startswith(("```", "~~~")) and begin + 1 < len(source.lines) and _KEY.match(source.lines[begin + 1]):
        return Diagnostic(at, "no-front-matter", "the front matter is no code block", "write '---' above and below it")
    if _NEAR_FENCE.match(line):
        return Diagnostic(at, "no-front-matter", "this line does not begin the front matter", f"write {_FENCE}")
    if _KEY.match(line):
        hint = "put a line '---' above it" + ("" if fences else ", and another one below the last key")
        return Diagnostic(at, "no-front-matter", "the line above the front matter is missing", hint)
    if len(fences) > 1 and any(_KEY.match(text) for text in source.lines[fences[0] + 1 : fences[1]]):
        hint = "move this below the front matter"
        return Diagnostic(at, "no-front-matter", "the front matter is not the first thing in the file", hint)
    return None


def _end(source: SourceText, begin: int) -> Diagnostic | None:
    for number, line in enumerate(source.lines[begin + 1 :], begin + 1):
        at = source.line_span(number)
        if _NEAR_FENCE.match(line):
            message = "this line does not end the front matter"
            return Diagnostic(at, "unclosed-front-matter", message, f"write {_FENCE}")
        if _UPDATE.match(line):
            message = "the front matter never ends, so this is still inside it"
            return Diagnostic(at, "unclosed-front-matter", message, "put a line '---' above it")
    return None
