"""A Markdown file with YAML front matter, cut at its top-level headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import unquote

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from statusgen.diagnostics import Diagnostic, Span
from statusgen.source.markdown import children_of, links_of, name_headings, normalise_headings, parser
from statusgen.source.prose import Link, Prose, is_ours, is_relative, open_link
from statusgen.source.tasks import Task, number_tasks, tasks_of
from statusgen.source.text import SourceText, merge_conflicts
from statusgen.source.yamltext import YamlText, read_yaml

_DEFINITION = re.compile(r"\s*\[[^\]]+\]:\s*<?(?P<target>[^\s>]+)")
_FRAME = frozenset({"paragraph_open", "paragraph_close"})
"""What a comment inside a line leaves of a paragraph."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at the top level of the document."""

    level: int
    text: str
    at: Span
    """The whole line, without its indentation."""
    is_atx: bool
    """Whether it is written with `#`."""
    token: int
    """Where it stands among the tokens."""


@dataclass
class Document:
    """One file, read; its text is rendered piece by piece on demand."""

    source: SourceText
    front: YamlText | None
    """None where there is no front matter; then `diagnostics` says so."""
    headings: tuple[Heading, ...] = ()
    diagnostics: list[Diagnostic] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    """The HTML of what was rendered, by the numbers of `Prose`."""
    _body_line: int = 0
    """Where the text begins, counted from 0."""
    _tokens: list[Token] = field(default_factory=list)
    _keys: tuple[str, ...] = ()

    def prose(self, first: int, end: int | None = None, anchors: str = "") -> Prose:
        """The tokens from `first` up to `end`, whose HTML is added to `texts`.

        Headings have ids that begin with `anchors`, unless that is empty.
        """
        tokens = [t for t in self._tokens[first:end] if t.type != "attributes"]
        if not tokens:
            return Prose()
        normalise_headings(tokens)
        number_tasks(tokens)
        chapters = name_headings(tokens, anchors) if anchors else ()
        links: list[Link] = []
        for block, token, attribute in links_of(tokens):
            target = str(token.attrs[attribute])
            if not target or is_relative(target) or (attribute == "src" and not is_ours(target)):
                token.attrs[attribute] = open_link(len(links))
                links.append(Link(target, self._place_of(block, target)))
        md = parser(self._keys)
        html = md.renderer.render(tokens, md.options, {}).strip()
        if not html:
            return Prose()
        self.texts.append(html)
        return Prose(len(self.texts) - 1, tuple(links), chapters)

    def attributes(self, heading: Heading) -> YamlText | None:
        """The YAML mapping that the section of this heading begins with."""
        index = heading.token + 3
        if index < len(self._tokens) and self._tokens[index].type == "attributes":
            first, end = self._tokens[index].map or (0, 0)
            return read_yaml(self.source, first, end)
        return None

    def tasks(self, first: int, end: int | None) -> tuple[Task, ...]:
        """The entries of task lists among the tokens from `first` up to `end`."""
        return tuple(tasks_of(self._tokens[first:end], self.source))

    def lines_outside_code(self, first: int = 0, end: int | None = None) -> Iterator[Span]:
        """Every line of text or attributes among the tokens from `first` up to `end`, headings included."""
        for token in self._tokens[first:end]:
            if token.type in ("inline", "attributes") and token.map:
                for line in range(*token.map):
                    yield self.source.line_span(line)

    def indented_code(self) -> Iterator[Span]:
        """Every line that is code only because it is indented."""
        for token in self._tokens:
            if token.type == "code_block" and token.map:
                for line in range(*token.map):
                    yield self.source.line_span(line)

    def first_line(self, first: int, end: int | None) -> Span | None:
        """The line that the tokens from `first` up to `end` begin with, where it is one of a paragraph."""
        for token in self._tokens[first:end]:
            return self.source.line_span(token.map[0]) if token.type == "paragraph_open" and token.map else None
        return None

    def is_bare(self, first: int, end: int | None) -> bool:
        """Whether there is nothing to read among the tokens from `first` up to `end`."""
        return all(
            not token.children if token.type == "inline" else token.type in _FRAME for token in self._tokens[first:end]
        )

    def front_lines(self) -> Iterator[Span]:
        """The lines of the front matter."""
        for line in range(self._body_line):
            yield self.source.line_span(line)

    def _place_of(self, block: Token, target: str) -> Span:
        """Where a link's target is written: in brackets in its block, else (for a reference) anywhere."""
        first, end = block.map or (0, 1)
        spellings = dict.fromkeys((target, unquote(target), escapeHtml(target)))
        for line in range(first, end):
            for shape in ("]({}", "](<{}", "<{}", "{}"):
                for spelling in spellings:
                    if (found := self._after(line, shape, spelling)) is not None:
                        return found
        for spelling in spellings:
            if spelling in self._definitions:
                return self.source.line_span(self._definitions[spelling]).part(spelling)
        return self.source.line_span(first)

    def _after(self, line: int, shape: str, spelling: str) -> Span | None:
        """The span of `spelling` in the line, where it stands in this shape."""
        text, end = self.source.lines[line], r"(?=[\s)>]|$)" if shape != "{}" else ""
        found = re.search(re.escape(shape.format(spelling)) + end, text)
        return self.source.span(line, found.start() + len(shape) - 2, len(spelling)) if found else None

    @cached_property
    def _definitions(self) -> dict[str, int]:
        """The line of each link reference definition, by its target."""
        found = ((line, _DEFINITION.match(text)) for line, text in enumerate(self.source.lines))
        return {match["target"]: line for line, match in found if match}


def read_document(source: SourceText, attribute_keys: tuple[str, ...]) -> Document:
    """Front matter and Markdown of one file; what is wrong with either is in the result's diagnostics."""
    document = Document(source, None, _keys=attribute_keys)
    if conflicts := tuple(merge_conflicts(source)):
        document.diagnostics += conflicts
        return document
    fences = [n for n, line in enumerate(source.lines) if line.rstrip() == "---"]
    begin = next((n for n, line in enumerate(source.lines) if line.strip()), 0)
    at = source.line_span(begin)
    if begin not in fences:
        hint = "begin the file with a line '---', the front matter, and another line '---'"
        document.diagnostics.append(Diagnostic(at, "no-front-matter", "the file has no front matter", hint))
    elif len(fences) < 2:
        message = "the front matter never ends"
        document.diagnostics.append(Diagnostic(at, "unclosed-front-matter", message, "end it with a line '---'"))
    else:
        document.front = read_yaml(source, begin + 1, fences[1])
        document.diagnostics += document.front.diagnostics
        _read_body(document, fences[1] + 1)
    return document


def _read_body(document: Document, first_line: int) -> None:
    source = document.source
    env: dict[str, list[int]] = {}
    document._body_line = first_line
    # The front matter becomes blank lines, so that every token's line is the file's.
    text = "\n" * first_line + "\n".join(source.lines[first_line:])
    document._tokens = parser(document._keys).parse(text, env)
    document.headings = tuple(_headings(document))
    document.diagnostics += _unclosed(document, env)


def _headings(document: Document) -> Iterator[Heading]:
    tokens = document._tokens
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0:
            line = (token.map or (0, 0))[0]
            at = document.source.line_span(line)
            yield Heading(int(token.tag[1]), tokens[index + 1].content, at, token.markup.startswith("#"), index)


def _unclosed(document: Document, env: dict[str, list[int]]) -> Iterator[Diagnostic]:
    for line in env.get("unclosed_comments", ()):
        at = document.source.line_span(line).part("<!--")
        yield _unclosed_comment(at, "end it with '-->'; there is no comment inside a comment")
    for token in document._tokens:
        if first := next((child for child in children_of(token) if child.type == "unclosed_comment"), None):
            at = _place_in(document.source, token, first.meta["text"][: first.meta["position"]])
            yield _unclosed_comment(at, "end it with '-->' in the same paragraph")
        if token.type == "fence" and token.map and not _is_closed(document.source, token):
            at = document.source.line_span(token.map[0])
            message = "this code block is never closed, so what follows would be shown as code"
            yield Diagnostic(at, "unclosed-fence", message, f"end it with a line '{token.markup}'")


def _unclosed_comment(at: Span, hint: str) -> Diagnostic:
    message = "this comment is never closed, so what follows would be hidden"
    return Diagnostic(at, "unclosed-comment", message, hint)


def _place_in(source: SourceText, block: Token, before: str) -> Span:
    """The `<!--` that stands behind this much of the block's text."""
    first, end = block.map or (0, 1)
    line = min(first + before.count("\n"), end - 1)
    begin = before[before.rfind("\n") + 1 :]
    whole = source.line_span(line)
    found = whole.part(begin + "<!--")
    return replace(found, column=found.column + len(begin), width=4) if found != whole else whole.part("<!--")


def _is_closed(source: SourceText, fence: Token) -> bool:
    opened, end = fence.map or (0, 1)
    last = source.lines[min(end, len(source.lines)) - 1].strip().lstrip("> ")
    return end - opened > 1 and set(last) == {fence.markup[0]} and len(last) >= len(fence.markup)
