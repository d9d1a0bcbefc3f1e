"""A document becomes a report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from statusgen.diagnostics import Diagnostic, Span, has_errors
from statusgen.model.affected import read_claims
from statusgen.model.frontmatter import ATTRIBUTE_KEYS, FrontMatter, read_front_matter, texts_at
from statusgen.model.headings import cut
from statusgen.model.names import Names
from statusgen.model.outlook import kind_of, over_since
from statusgen.model.paths import is_taken
from statusgen.model.record import Reading
from statusgen.model.report import Places, Report, Window
from statusgen.model.sequence import sequence_problems
from statusgen.model.slugs import ID, ID_RULE
from statusgen.model.strays import stray_lines
from statusgen.model.times import example_time
from statusgen.model.updates import UpdateReader, section_time
from statusgen.model.vocabulary import STATUSES, Impact, Kind
from statusgen.source.document import Document, read_document
from statusgen.source.fences import near_fence
from statusgen.source.prose import Prose
from statusgen.source.text import SourceText
from statusgen.source.yamltext import YamlText

_ODD = frozenset('\\?#"<>:|*')
"""What no part of a former path may contain: some file systems or URLs give it a meaning."""
_RESERVED = frozenset({"unresolved", "upcoming", "active"})


def read_report(source: SourceText, names: Names | None, zone: ZoneInfo) -> tuple[Reading, tuple[str, ...]]:
    """The report in a file, everything that is wrong with the file by itself, and the HTML of its texts.

    Without `names` (components.yaml could not be read) no component is looked up.
    There is no report where there is no front matter to begin with.
    """
    document = read_document(source, ATTRIBUTE_KEYS)
    report, found = _read(document, names, zone)
    over = over_since(document, zone, found) if has_errors(found) else None
    return Reading(report, tuple(found), over), tuple(document.texts)


def _read(document: Document, names: Names | None, zone: ZoneInfo) -> tuple[Report | None, list[Diagnostic]]:
    if document.front is None:
        near = near_fence(document.source)
        return None, [near if near and d.code == near.code else d for d in document.diagnostics]
    if document.front.data is None and document.front.diagnostics:
        return None, _without_consequences(document.diagnostics + _heading_problems(document, zone))
    form, diagnostics = read_front_matter(document.front, zone)
    if form is None:
        return None, _without_consequences(document.diagnostics + diagnostics)
    report, more = _Reader(document, document.front, form, names, zone).read()
    found = _without_consequences(diagnostics + more + document.diagnostics)
    return replace(report, is_whole=not has_errors(found)), found


def _without_consequences(found: list[Diagnostic]) -> list[Diagnostic]:
    """Of two complaints about one mistake, the one that names it."""
    swallowed = min((d.at.line for d in found if d.code == "unclosed-front-matter"), default=None)
    strays = {d.at.line for d in found if d.code == "stray-attribute"}
    split = {d.at for d in found if d.code == "split-name"}
    return [
        d
        for d in found
        if not (swallowed and d.code == "yaml-syntax" and d.at.line >= swallowed)
        and not (d.code == "bad-heading" and d.at.line in strays)
        and not (d.code == "empty-value" and d.at in split)
    ]


def _heading_problems(document: Document, zone: ZoneInfo) -> list[Diagnostic]:
    """What is wrong with the headings of a report whose front matter cannot be read."""
    sections, _, diagnostics = cut(document, kind_of(document), zone)
    for section in sections:
        diagnostics += section_time(section, zone)[1]
    return diagnostics


class _Reader:
    """Reads one document whose front matter is known."""

    def __init__(
        self, document: Document, front: YamlText, form: FrontMatter, names: Names | None, zone: ZoneInfo
    ) -> None:
        self.document, self.front, self.form, self.names, self.zone = document, front, form, names, zone
        self.kind = Kind(form.kind)
        self.impact = Impact[form.impact.upper()] if form.impact else None
        self.diagnostics: list[Diagnostic] = []

    def read(self) -> tuple[Report, list[Diagnostic]]:
        document = self.document
        sections, first, heading_problems = cut(document, self.kind, self.zone)
        self.diagnostics += heading_problems
        self.diagnostics += stray_lines(document, 0, first)
        report = self._without_updates(document.prose(0, first))
        reader = UpdateReader(document, report, self.names, self.zone)
        updates = tuple(u for section in sections if (u := reader.read(section)) is not None)
        self.diagnostics += reader.diagnostics
        if not sections and not heading_problems:
            hint = f"add '## {STATUSES[self.kind][0].heading} - {example_time(self.zone)}' and a text"
            missing = Diagnostic(report.places.title, "no-update", "the report has no update", hint)
            self.diagnostics.append(missing)
        if reader.names_components:
            report = replace(report, places=replace(report.places, lacks_component=None))
        report = replace(report, updates=updates)
        self.diagnostics += sequence_problems(report)
        self.diagnostics += self._time_problems(report)
        return report, self.diagnostics

    def _without_updates(self, summary: Prose) -> Report:
        """What the front matter says."""
        form, front = self.form, self.front
        aliases = self._aliases()
        ids = [pair for pair in aliases if not pair[0].startswith("/")]
        paths = [pair for pair in aliases if pair[0].startswith("/")]
        claims, problems = read_claims(form.components, self.front, self.names, self.kind, self.impact)
        self.diagnostics += problems
        return Report(
            id=self._id(),
            path=self.document.source.path,
            digest=self.document.source.digest,
            is_whole=True,
            kind=self.kind,
            title=form.title,
            declared_impact=self.impact,
            claims=claims,
            lists_components=isinstance(form.components, tuple),
            window=Window(form.scheduled.start.at, form.scheduled.end.at) if form.scheduled else None,
            automatic=form.automatic,
            started=form.started.at if form.started else None,
            ended=form.ended.at if form.ended else None,
            expires=form.expires.at if form.expires else None,
            former_ids=tuple(alias for alias, _ in ids),
            former_paths=tuple(alias for alias, _ in paths),
            tags=form.tags,
            authors=form.authors,
            draft=form.draft,
            summary=summary,
            updates=(),
            places=Places(
                id=front.at(("id",) if form.id is not None else ("title",)),
                title=front.at(("title",)),
                impact=front.at(("impact",)) if form.impact else None,
                former_ids=tuple(at for _, at in ids),
                former_paths=tuple(at for _, at in paths),
                tags=texts_at(front, "tags"),
                ended=front.at(("ended",)) if form.ended else None,
                lacks_component=front.at(("title",)) if self._should_name_components() else None,
            ),
        )

    def _should_name_components(self) -> bool:
        """Whether the front matter alone leaves open what an incident affects."""
        written = self.front.data or {}
        need = self.kind is Kind.INCIDENT and self.impact is not Impact.NONE
        return need and bool(self.names) and "components" not in written

    def _id(self) -> str:
        written = self.form.id
        found = written if written is not None else PurePosixPath(self.document.source.path).stem
        at = self.front.at(("id",) if written is not None else ("title",))
        what = "" if written is not None else "the file's name gives the "
        if not ID.fullmatch(found):
            message = f"{what}id '{found}', which cannot be one" if what else f"'{found}' cannot be an id"
            self.diagnostics.append(
                Diagnostic(at, "bad-id", message, ID_RULE if written else f"add 'id: …': {ID_RULE}")
            )
        elif found.lower() in _RESERVED:
            message = f"the id '{found}' would stand in the way of a list of that name"
            self.diagnostics.append(Diagnostic(at, "bad-id", message, "add 'id: …' with another"))
        return found

    def _aliases(self) -> list[tuple[str, Span]]:
        """Former ids and former paths, and where they are written."""
        found = []
        for written, at in zip(self.form.aliases, texts_at(self.front, "aliases"), strict=True):
            alias = unquote(written)
            found.append((alias, at))
            if alias.startswith("/"):
                parts = alias[1:].rstrip("/").split("/")
                good = all(p not in ("", ".", "..") and p.isprintable() and not _ODD & set(p) for p in parts)
                message, hint = f"'{alias}' cannot be a path", "write it as it was, without the host, '?' and '#'"
            else:
                good = bool(ID.fullmatch(alias))
                message, hint = f"'{alias}' cannot be an id", f"{ID_RULE}; a path begins with '/'"
            if not good:
                self.diagnostics.append(Diagnostic(at, "bad-alias", message, hint))
            elif alias.lower() in _RESERVED:
                message = f"the former id '{alias}' would stand in the way of a list of that name"
                self.diagnostics.append(Diagnostic(at, "bad-alias", message, "leave it out"))
            elif alias.startswith("/") and is_taken(alias[1:]):
                message, hint = f"the address {alias} belongs to statusgen", "a former id is written without a path"
                self.diagnostics.append(Diagnostic(at, "taken-path", message, hint))
        return found

    def _time_problems(self, report: Report) -> Iterator[Diagnostic]:
        """`started` and `ended` where they contradict the updates."""
        if report.kind is not Kind.INCIDENT or not report.updates:
            return
        first = report.updates[0].at
        if report.started is not None and report.started > first:
            at = self.front.at(("started",))
            yield Diagnostic(at, "bad-started", "this is after the first update", "'started' is when the impact began")
        if report.ended is not None and report.ended < report.began:
            at = self.front.at(("ended",))
            yield Diagnostic(at, "end-before-start", "the impact ends before it begins", "check 'started' and 'ended'")
