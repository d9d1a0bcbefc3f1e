"""Lines of a text that were meant to be attributes of an update."""

from __future__ import annotations

import re
from collections.abc import Iterator

from statusgen.diagnostics import Diagnostic, Span, did_you_mean
from statusgen.model.frontmatter import ATTRIBUTE_KEYS, FrontMatter
from statusgen.model.headings import Section
from statusgen.source.document import Document

_COLONS = ":\uff1a\ufe55\u2236\ua789"
_KEY = re.compile(rf"(?P<key>[A-Za-z_]{{2,20}})\s*[{_COLONS}]")
_OURS = "|".join(ATTRIBUTE_KEYS)
_DRESSED = "|".join(key for key in ATTRIBUTE_KEYS if key != "id")
_STRAY = re.compile(
    rf"(?P<key>{_OURS})\s*[{_COLONS}]"
    rf"|[-+*_>\s]+(?P<dressed>{_DRESSED})[*_]*\s*[{_COLONS}]"
    rf"|(?P<bare>{_DRESSED})\s*[=\[{{]"
)
"""A key with its colon, one in a list or in bold, and one without a colon; `- id: …` is a line as others."""
_STATE = re.compile(
    rf"[-+*\s]*+[^{_COLONS}|`]{{1,100}}[{_COLONS}]\s*[*_]*"
    r"(?P<state>under_maintenance|degraded_performance|partial_outage|major_outage)[\s*,}]*$"
)
_OF_THE_REPORT = frozenset({*FrontMatter.model_fields, "date", "severity", "state", "status", "time"}) - {
    *ATTRIBUTE_KEYS
}
"""Keys that the front matter has, or that people expect of an update."""
_INDENTED = re.compile(rf"(?: {{4}}|\t)\s*(?P<key>{_OURS})\s*:")


def stray_attributes(document: Document, section: Section, *, has_attributes: bool) -> Iterator[Diagnostic]:
    """Lines of an update's text that look like its attributes."""
    if has_attributes:
        yield from stray_lines(document, section.first + 1, section.end)
        return
    yield from _indented(document, section)
    yield from stray_lines(document, section.first, section.end)
    at = document.first_line(section.first, section.end)
    found = _KEY.match(at.text) if at else None
    if at and found and found["key"] not in ATTRIBUTE_KEYS:
        hint = did_you_mean(found["key"], ATTRIBUTE_KEYS)
        if found["key"] in _OF_THE_REPORT:
            hint = f"an update has {', '.join(ATTRIBUTE_KEYS)}; its status is in the heading"
        if hint:
            message = f"'{found['key']}' is no attribute of an update"
            yield Diagnostic(at.part(found["key"]), "unknown-key", message, hint)


def stray_lines(document: Document, first: int, end: int | None) -> Iterator[Diagnostic]:
    """Lines of the text from token `first` up to `end` that look like attributes."""
    for at in document.lines_outside_code(first, end):
        if found := _STRAY.match(at.text):
            key = found["key"] or found["dressed"] or found["bare"]
            message = f"'{key}:' has an effect only directly below the heading of an update"
            hint = "move the line up, or word it otherwise"
            if not at.text.startswith(f"{key}:"):
                message = f"this is not how '{key}' is written, so it would be shown as text"
                hint = f"write '{key}: …' directly below the heading, or word it otherwise"
            yield Diagnostic(at.part(key), "stray-attribute", message, hint)
        elif found := _STATE.match(at.text):
            message = "a state has an effect only in 'components', directly below the heading of an update"
            hint = "move the line up, without an empty line before it, or word it otherwise"
            yield Diagnostic(at.part(found["state"]), "stray-attribute", message, hint)


def _indented(document: Document, section: Section) -> Iterator[Diagnostic]:
    """A key that stands so far to the right that Markdown takes it for code."""
    line = section.heading.at.line
    lines = document.source.lines
    if line < len(lines) and (found := _INDENTED.match(lines[line])):
        at: Span = document.source.span(line, found.start("key"), len(found["key"]))
        message = f"'{found['key']}' stands so far to the right that it would be shown as code"
        yield Diagnostic(at, "stray-attribute", message, "begin the line without blanks")
