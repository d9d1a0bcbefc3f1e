"""`## STATUS - TIME`, and the lines that were meant to be one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from statusgen.diagnostics import Diagnostic, Span, did_you_mean
from statusgen.model.frontmatter import ATTRIBUTE_KEYS
from statusgen.model.vocabulary import STATUS_BY_HEADING, STATUSES, Kind, Status
from statusgen.source.document import Document, Heading

_UPDATE = re.compile(r"(?P<status>[^\W\d_][^\d]*?)\s+[-\u2013\u2014]\s+(?P<time>\S.*)$")
_WORDS = "|".join(h.replace(" ", r"[ _-]?") for h in STATUS_BY_HEADING)
_DAY = r"\d{4}[-/.]\d\d?\b|\d\d?[./]\d\d?[./]\d{4}"
_DASHES = "\u2010-\u2015\u2212\uff0d-"
_STATUS_AND_TIME = (
    rf"(?P<status>{_WORDS})(?![a-z])[*_]*"
    rf"(?:[\s:,(\uff1a{_DASHES}]*(?:(?:at|on)\s+)?(?P<time>(?:{_DAY}).*)|\s*[{_DASHES}]\s*\d\d?:\d\d)"
)
_COMMENT = r"<!--(?:(?!-->).)*-->"
_NEAR = re.compile(rf"(?:{_COMMENT}|[#*_\s])*{_STATUS_AND_TIME}", re.IGNORECASE)
_NEAR_OUTSIDE_POSTMORTEM = re.compile(
    rf"(?:{_COMMENT}|[#*_\s>+\\-])*{_STATUS_AND_TIME}"
    rf"|#+\s*[*_]*(?:{_WORDS})[*_]*\s*(?:$|[:(,{_DASHES}])|(?P<bold>\*\*|__)(?:{_WORDS}):?(?P=bold):?\s*$",
    re.IGNORECASE,
)
_BEGINS_WITH_DAY = re.compile(_DAY)
_KEY = re.compile(r"(?P<key>[A-Za-z_]{2,20})\s*:")
_SHAPE = "write '## Status - 2025-08-05 11:50 +02:00'"


@dataclass(frozen=True, slots=True)
class Section:
    """An update's heading and the tokens of its text."""

    heading: Heading
    status: Status
    time: Span
    """Where its TIME is written."""
    first: int
    end: int | None


def cut(document: Document, kind: Kind) -> tuple[list[Section], int | None, list[Diagnostic]]:
    """The updates, where the first one's heading is among the tokens, and the headings that are none."""
    starts: list[tuple[Heading, Status, Span]] = []
    diagnostics: list[Diagnostic] = []
    first: int | None = None
    in_postmortem = False
    for heading in document.headings:
        found = _read(heading)
        if found is not None and not (in_postmortem and not _BEGINS_WITH_DAY.match(found[1].text)):
            starts.append((heading, *found))
            first = heading.token if first is None else first
            in_postmortem = found[0] is Status.POSTMORTEM
            diagnostics += _wrong_status(heading, found[0], kind)
        elif not in_postmortem and (not heading.is_atx or heading.level == 2):
            first = heading.token if first is None else first
            diagnostics.append(_no_update(heading, kind))
    sections = []
    for n, (heading, status, time) in enumerate(starts):
        end = starts[n + 1][0].token if n + 1 < len(starts) else None
        sections.append(Section(heading, status, time, heading.token + 3, end))
    known = {s.heading.at.line for s in sections} | {d.at.line for d in diagnostics}
    diagnostics += _near_headings(document, sections, known)
    return sections, first, diagnostics


def _read(heading: Heading) -> tuple[Status, Span] | None:
    if heading.level != 2 or not heading.is_atx:
        return None
    found = _UPDATE.match(heading.text)
    status = STATUS_BY_HEADING.get(" ".join(found["status"].split()).casefold()) if found else None
    if found is None or status is None:
        return None
    return status, heading.at.part(found["time"])


def _wrong_status(heading: Heading, status: Status, kind: Kind) -> Iterator[Diagnostic]:
    if status not in STATUSES[kind]:
        found = _UPDATE.match(heading.text)
        written = found["status"] if found else heading.text
        allowed = ", ".join(s.heading for s in STATUSES[kind])
        message = f"'{written}' is no status of a report of kind {kind}"
        yield Diagnostic(heading.at.part(written), "wrong-status", message, f"its statuses are: {allowed}")


def _no_update(heading: Heading, kind: Kind) -> Diagnostic:
    message = "this heading is no update"
    if not heading.is_atx:
        hint = "underlined headings are not updates: write '## Status - TIME', or '### …' for a heading inside one"
        return Diagnostic(heading.at, "bad-heading", message, hint)
    word = re.split(rf"\s+[:{_DASHES}]|\s*[:,]|\s+\d", heading.text)[0].strip()
    if word.casefold() in STATUS_BY_HEADING:
        hint = f"write '## {word.capitalize()} - 2025-08-05 11:50 +02:00'"
    else:
        known = [s.heading for s in STATUSES[kind]]
        instead = f"{_SHAPE} with one of: {', '.join(known)}; or '### …' for a heading inside an update"
        hint = did_you_mean(word, known) or instead
    return Diagnostic(heading.at, "bad-heading", message, hint)


def _near_headings(document: Document, sections: list[Section], known_lines: set[int]) -> Iterator[Diagnostic]:
    """Lines that begin with a status and a time, or are a heading of a status, but are no update.

    A postmortem may have such headings, and timelines.
    """
    analysed = [s for s in sections if s.status is Status.POSTMORTEM]
    in_postmortem = {at.line for s in analysed for at in document.lines_outside_code(s.first, s.end)}
    for at in document.lines_outside_code():
        pattern = _NEAR if at.line in in_postmortem else _NEAR_OUTSIDE_POSTMORTEM
        if at.line not in known_lines and (found := pattern.match(at.text)):
            message = "this looks like an update, but it would be shown as text"
            yield Diagnostic(at, "near-heading", message, _meant(found))
    for at in document.front_lines():
        if at.text.startswith("##") and _NEAR.match(at.text):
            message = "this update is inside the front matter"
            yield Diagnostic(at, "unclosed-front-matter", message, "end the front matter with a line '---' before it")


def _meant(found: re.Match[str]) -> str:
    """The heading that a line was meant to be, as far as it can be told."""
    if not found["time"]:
        return _SHAPE
    status = re.sub(r"[ _-]", " ", found["status"]).capitalize()
    return f"write '## {status} - {found['time'].strip(' *_)')}'"


def stray_attributes(document: Document, section: Section, *, has_attributes: bool) -> Iterator[Diagnostic]:
    """Lines of an update's text that look like its attributes."""
    if has_attributes:
        yield from stray_lines(document, section.first + 1, section.end)
        return
    yield from stray_lines(document, section.first, section.end)
    at = document.first_line(section.first, section.end)
    found = _KEY.match(at.text) if at else None
    if at and found and found["key"] not in ATTRIBUTE_KEYS and (hint := did_you_mean(found["key"], ATTRIBUTE_KEYS)):
        message = f"'{found['key']}' is no attribute of an update"
        yield Diagnostic(at.part(found["key"]), "unknown-key", message, hint)


def stray_lines(document: Document, first: int, end: int | None) -> Iterator[Diagnostic]:
    """Lines of the text from token `first` up to `end` that look like attributes."""
    for at in document.lines_outside_code(first, end):
        if (found := _KEY.match(at.text)) and found["key"] in ATTRIBUTE_KEYS:
            message = f"'{found['key']}:' has an effect only directly below the heading of an update"
            hint = "move the line up, or word it otherwise"
            yield Diagnostic(at.part(found["key"]), "stray-attribute", message, hint)
