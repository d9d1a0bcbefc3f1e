"""A Markdown file with YAML front matter, cut at its top-level headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from statusgen.diagnostics import Diagnostic, Span
from statusgen.source.markdown import is_relative, links_of, normalise_headings, parser
from statusgen.source.prose import Link, Prose
from statusgen.source.text import SourceText
from statusgen.source.yamltext import YamlText, read_yaml

_CONFLICT = re.compile(r"(?:<{7}|>{7})(?: |$)")


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


@dataclass(slots=True)
class Document:
    """One file, read; its text is rendered piece by piece on demand."""

    source: SourceText
    front: YamlText | None
    """None where there is no front matter; then `diagnostics` says so."""
    headings: tuple[Heading, ...] = ()
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _tokens: list[Token] = field(default_factory=list)
    _keys: tuple[str, ...] = ()

    def prose(self, first: int, end: int | None = None) -> Prose:
        """The tokens from `first` up to `end` as HTML."""
        tokens = [t for t in self._tokens[first:end] if t.type != "attributes"]
        if not tokens:
            return Prose()
        normalise_headings(tokens)
        links: list[Link] = []
        for block, token, attribute in links_of(tokens):
            target = str(token.attrs[attribute])
            at = self._find_in_block(block, target)
            if is_relative(target):
                token.attrs[attribute] = f"\x02{len(links)}\x03"
                links.append(Link(target, at))
            elif attribute == "src" and not target.startswith("data:"):
                message = "a picture from another place is not published"
                hint = "put the file beside this one and link to it by its name"
                self.diagnostics.append(Diagnostic(at, "foreign-picture", message, hint))
        md = parser(self._keys)
        return Prose(md.renderer.render(tokens, md.options, {}).strip(), tuple(links))

    def attributes(self, heading: Heading) -> YamlText | None:
        """The YAML mapping that the section of this heading begins with."""
        index = heading.token + 3
        if index < len(self._tokens) and self._tokens[index].type == "attributes":
            first, end = self._tokens[index].map or (0, 0)
            return read_yaml(self.source, first, end)
        return None

    def lines_outside_code(self, first: int = 0, end: int | None = None) -> Iterator[Span]:
        """Every line of text among the tokens from `first` up to `end`, headings included."""
        for token in self._tokens[first:end]:
            if token.type == "inline" and token.map:
                for line in range(*token.map):
                    yield self.source.line_span(line)

    def _find_in_block(self, block: Token, target: str) -> Span:
        first, end = block.map or (0, 1)
        for line in range(first, end):
            whole = self.source.line_span(line)
            found = whole.part(target)
            if found.text == target:
                return found
        return self.source.line_span(first)


def read_document(source: SourceText, attribute_keys: tuple[str, ...]) -> Document:
    """Front matter and Markdown of one file; what is wrong with either is in the result's diagnostics."""
    document = Document(source, None, _keys=attribute_keys)
    lines = source.lines
    begin = next((n for n, line in enumerate(lines) if line.strip()), 0)
    for number, line in enumerate(lines):
        if _CONFLICT.match(line):
            message = "this is the mark of an unfinished merge"
            hint = "decide between the two versions and remove the marks"
            document.diagnostics.append(Diagnostic(source.line_span(number), "merge-conflict", message, hint))
    if lines[begin].rstrip() != "---":
        hint = "begin the file with a line '---', the front matter, and another line '---'"
        at = source.line_span(begin)
        document.diagnostics.append(Diagnostic(at, "no-front-matter", "the file has no front matter", hint))
        return document
    close = next((n for n in range(begin + 1, len(lines)) if lines[n].rstrip() == "---"), None)
    if close is None:
        hint = "end it with a line '---'"
        at = source.line_span(begin)
        document.diagnostics.append(Diagnostic(at, "unclosed-front-matter", "the front matter never ends", hint))
        return document
    document.front = read_yaml(source, begin + 1, close)
    document.diagnostics += document.front.diagnostics
    _read_body(document, close + 1)
    return document


def _read_body(document: Document, first_line: int) -> None:
    source = document.source
    env: dict[str, list[int | str]] = {}
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


def _unclosed(document: Document, env: dict[str, list[int | str]]) -> Iterator[Diagnostic]:
    source = document.source
    message = "this comment is never closed, so what follows would be hidden"
    in_text = [line for line, text in enumerate(source.lines) if "<!--" in text] if "unclosed_in_text" in env else []
    lines = {int(n) for n in env.get("unclosed_comments", ())}
    for text in env.get("unclosed_in_text", ()):
        lines |= {n for n in in_text if source.lines[n].strip() and source.lines[n].strip() in str(text)}
    for line in sorted(lines):
        at = source.line_span(line).part("<!--")
        yield Diagnostic(at, "unclosed-comment", message, "end it with '-->' in the same paragraph")
    for token in document._tokens:
        if token.type == "fence" and token.map:
            opened, end = token.map
            last = source.lines[min(end, len(source.lines)) - 1].strip().lstrip("> ")
            if end - opened < 2 or set(last) != {token.markup[0]} or len(last) < len(token.markup):
                at = source.line_span(opened)
                message = "this code block is never closed, so what follows would be shown as code"
                yield Diagnostic(at, "unclosed-fence", message, f"end it with a line '{token.markup}'")
