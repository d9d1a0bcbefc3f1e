"""`## STATUS - TIME`, and the lines that were meant to be one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from zoneinfo import ZoneInfo

from statusgen.diagnostics import Diagnostic, Severity, Span, did_you_mean, plain, unseen_in
from statusgen.model.times import example_time
from statusgen.model.timewords import meant_time
from statusgen.model.vocabulary import STATUS_BY_HEADING, STATUSES, Kind, Status
from statusgen.source.document import Document, Heading

_UPDATE = re.compile(r"(?P<status>[^\W\d_][^\d]*?)\s+[-\u2013\u2014]\s+(?P<time>\S.*)$")
_WORDS = "|".join(h.replace(" ", r"[ _-]?") for h in STATUS_BY_HEADING)
_DAY = r"\d{4}[-/.]\d\d?\b|\d\d?[./]\d\d?[./]\d{4}"
_DASHES = "\u2010-\u2015\u2212\uff0d-"
_UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"
_STATUS_AND_TIME = (
    rf"(?P<status>{_WORDS})(?![a-z])[*_]*"
    rf"(?:[\s:,(\uff1a{_DASHES}]*(?:(?:at|on)\s+)?(?P<time>(?:{_DAY}).*)|\s*[{_DASHES}]\s*\d\d?:\d\d)"
)
_COMMENT = r"<!--(?:(?!-->).)*-->"
_NEAR = re.compile(rf"(?:{_COMMENT}|[#\uff03*_\s{_UNSEEN}]|<h[1-6]>)*{_STATUS_AND_TIME}", re.IGNORECASE)
_NEAR_OUTSIDE_POSTMORTEM = re.compile(
    rf"(?:\d{{1,9}}[.)]\s)?(?:{_COMMENT}|[#\uff03*_\s>+\\{_UNSEEN}-]|<h[1-6]>)*{_STATUS_AND_TIME}"
    rf"|#+\s*[*_]*(?:{_WORDS})[*_]*\s*(?:$|[:(,{_DASHES}])|(?P<bold>\*\*|__)(?:{_WORDS}):?(?P=bold):?\s*$",
    re.IGNORECASE,
)
_HEADING = re.compile(rf"##+\s+{_STATUS_AND_TIME}", re.IGNORECASE)
_BEGINS_WITH_DAY = re.compile(_DAY)
_ANY_STATUS = re.compile(rf"(?<![a-z])(?P<status>{_WORDS})(?![a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Section:
    """An update's heading and the tokens of its text."""

    heading: Heading
    status: Status
    time: Span
    """Where its TIME is written."""
    first: int
    end: int | None


def cut(document: Document, kind: Kind, zone: ZoneInfo) -> tuple[list[Section], int | None, list[Diagnostic]]:
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
            diagnostics.append(_no_update(heading, kind, zone))
    sections = []
    for n, (heading, status, time) in enumerate(starts):
        end = starts[n + 1][0].token if n + 1 < len(starts) else None
        sections.append(Section(heading, status, time, heading.token + 3, end))
    known = {s.heading.at.line for s in sections} | {d.at.line for d in diagnostics}
    diagnostics += _near_headings(document, sections, known, zone)
    return sections, first, diagnostics


def empty_sections(document: Document, section: Section) -> Iterator[Diagnostic]:
    """The headings inside an update that have nothing below them, not even another heading of a lower level."""
    inside = [h for h in document.headings if h.token >= section.first and (not section.end or h.token < section.end)]
    for heading, below in zip_longest(inside, inside[1:]):
        end = below.token if below else section.end
        has_chapters = below is not None and below.level > heading.level
        if not has_chapters and document.is_bare(heading.token + 3, end):
            message = "there is nothing below this heading"
            hint = "write what belongs there, or remove the heading"
            yield Diagnostic(heading.at, "empty-section", message, hint, Severity.WARNING)


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


def _no_update(heading: Heading, kind: Kind, zone: ZoneInfo) -> Diagnostic:
    message, example = "this heading is no update", example_time(zone)
    word = re.split(rf"\s+[:{_DASHES}]|\s*[:,\uff1a]|\s+\d", heading.text)[0].strip()
    known = [s.heading for s in STATUSES[kind]]
    if word.casefold() in STATUS_BY_HEADING or (
        _ANY_STATUS.search(heading.text) and meant_time(heading.text, alone=False)
    ):
        hint = _meant(heading.text, zone)
    elif not heading.is_atx:
        hint = "underlined headings are not updates: write '## Status - TIME', or '### …' for a heading inside one"
    else:
        instead = (
            f"write '## Status - {example}' with one of: {', '.join(known)}; or '### …' for a heading inside an update"
        )
        hint = did_you_mean(word, known) or instead
    return Diagnostic(heading.at, "bad-heading", message, hint)


def _near_headings(
    document: Document, sections: list[Section], known_lines: set[int], zone: ZoneInfo
) -> Iterator[Diagnostic]:
    """Lines that begin with a status and a time, or are a heading of a status, but are no update.

    A postmortem may have such headings, and timelines.
    """
    analysed = [s for s in sections if s.status is Status.POSTMORTEM]
    in_postmortem = {at.line for s in analysed for at in document.lines_outside_code(s.first, s.end)}
    for at in document.lines_outside_code():
        pattern = _NEAR if at.line in in_postmortem else _NEAR_OUTSIDE_POSTMORTEM
        if at.line not in known_lines and pattern.match(at.text):
            message = "this looks like an update, but it would be shown as text"
            yield Diagnostic(at, "near-heading", message, _meant(at.text, zone))
    for at in document.indented_code():
        if _HEADING.match(at.text):
            message = "this update is indented so far that it would be shown as code"
            yield Diagnostic(at, "near-heading", message, "begin the line with '##'")
    for at in document.front_lines():
        if at.text.startswith("##") and _NEAR.match(at.text):
            message = "this update is inside the front matter"
            yield Diagnostic(at, "unclosed-front-matter", message, "end the front matter with a line '---' before it")


def _meant(text: str, zone: ZoneInfo) -> str:
    """What a line was meant to be, as far as it can be told."""
    known = _ANY_STATUS.search(plain(text))
    folded = re.sub(r"[ _-]", "", known["status"]).casefold() if known else "status"
    status = next((heading for heading in STATUS_BY_HEADING if heading.replace(" ", "") == folded), folded).capitalize()
    time: object = meant_time(text, alone=False)
    if time is None:
        day = _BEGINS_WITH_DAY.search(text)
        time = text[day.start() :].strip(" *_)") if day else example_time(zone)
    written = f"write '## {status} - {time}'"
    return "; ".join(filter(None, (written, unseen_in(text))))
