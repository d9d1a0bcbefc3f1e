"""YAML with every scalar as text, and the place of each key and value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from math import isqrt
from typing import Any

import yaml

from statusgen.diagnostics import Diagnostic, Span
from statusgen.source.text import CONTROL, SourceText
from statusgen.source.yamlerrors import odd_character, syntax_diagnostic

Loc = Sequence[str | int]
"""The way to a value: keys and positions from the root."""

_MOST_NODES = 20_000
_DEEPEST = 40
_SAFE_DEPTH = 400
_TOO_LARGE = ("there is too much nested in here", "write it out plainly")
_BLANKS = str.maketrans("\x85\u2028\u2029", "   ")
_LOST_COMMENT = re.compile(r"[ \t]+#")


@dataclass(slots=True)
class YamlText:
    """A YAML document as plain data whose scalars are all text; None where a key has no value."""

    source: SourceText
    first_line: int
    """Where the YAML begins in the file, counted from 0."""
    root: yaml.Node | None
    data: Any = None
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def at(self, loc: Loc) -> Span:
        """The span of a value; of the nearest thing around it where there is no such value."""
        node, key = self._find(loc)
        return self.span_of(node if node is not None else key)

    def key_at(self, loc: Loc) -> Span:
        """The span of the key that leads to a value, or of the value where it has no key."""
        node, key = self._find(loc)
        return self.span_of(key if key is not None else node)

    def comments_lost(self, locs: Iterable[Loc]) -> Iterable[tuple[Span, str]]:
        """What YAML cut off those values at ` #`, and the whole text of each as it is written."""
        for loc in locs:
            node, _ = self._find(loc)
            if isinstance(node, yaml.ScalarNode) and not node.style:
                line, column = self.place(node.end_mark)
                text = self.source.lines[line]
                if _LOST_COMMENT.match(text, column):
                    begin = node.start_mark.column if self.place(node.start_mark)[0] == line else 0
                    yield self.source.span(line, text.index("#", column)), text[begin:].strip()

    def _find(self, loc: Loc) -> tuple[yaml.Node | None, yaml.Node | None]:
        node, key = self.root, None
        for step in loc:
            if isinstance(node, yaml.MappingNode):
                pairs = [(k, v) for k, v in node.value if k.value == step]
                if pairs:
                    key, node = pairs[0]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                key, node = None, node.value[step]
        return node, key

    def place(self, mark: yaml.Mark) -> tuple[int, int]:
        """A mark's line and column in the file, counted from 0; a mark behind the text is at its end."""
        line, last = self.first_line + mark.line, len(self.source.lines) - 1
        return (line, mark.column) if line <= last else (last, len(self.source.lines[last]))

    def span_of(self, node: yaml.Node | None) -> Span:
        """The span of a node; the first line's beginning for none."""
        if node is None:
            return self.source.span(self.first_line, 0, 0)
        line, column = self.place(node.start_mark)
        end_line, end_column = self.place(node.end_mark)
        return self.source.span(line, column, end_column - column if end_line == line else None)


@dataclass(slots=True)
class _Builder:
    """Makes plain data of nodes, and notes what YAML would lose in silence."""

    result: YamlText
    left: int = _MOST_NODES
    """How many more nodes there may be: aliases can make a few lines into billions."""

    def value(self, node: yaml.Node, depth: int = 0) -> Any:
        self.left -= 1
        if self.left < 0 or depth > _DEEPEST:
            if not any(d.code == "yaml-too-large" for d in self.result.diagnostics):
                self._complain(node, "yaml-too-large", *_TOO_LARGE)
            return None
        line, column = self.result.place(node.start_mark)
        if not _is_plain(node) or self.result.source.lines[line].startswith("!", column):
            hint = "quote the value if it begins with '!'"
            tag = node.tag if not _is_plain(node) else self.result.source.lines[line][column:].split(maxsplit=1)[0]
            self._complain(node, "yaml-tag", f"'{tag}' is a YAML tag", hint)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, depth + 1) for item in node.value]
        return self._mapping(node, depth)

    def _text(self, node: yaml.ScalarNode) -> str:
        """The node's text, without what an escape brings in that the file itself cannot hold."""
        text = str(node.value)
        if control := CONTROL.search(text):
            message = f"this escape is a control character (U+{ord(control[0]):04X})"
            self._complain(node, "control-character", message, "delete it")
        return CONTROL.sub("\ufffd", text)

    def _scalar(self, node: yaml.ScalarNode) -> str | None:
        text = self._text(node)
        if not _is_plain(node):
            return self.result.span_of(node).text
        line, column = self.result.place(node.start_mark)
        if self.result.source.lines[line].startswith("&", column):
            anchor = self.result.span_of(node).text.split()[0]
            hint = "quote the value if it begins with '&'"
            self._complain(node, "yaml-tag", f"'{anchor}' is a YAML anchor", hint)
        return None if not node.style and text == "" else text

    def _mapping(self, node: yaml.Node, depth: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        first: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                message = "a key is a word, not a list or a mapping"
                self._complain(key, "wrong-type", message, "write 'key: value'")
            elif (word := self._text(key)) in first:
                line = self.result.span_of(first[word]).line
                message = f"'{word}' stands here a second time; it is first on line {line}"
                self._complain(key, "duplicate-key", message, "keep one of the two")
            else:
                first[word] = key
                data[word] = self.value(value, depth + 1)
        return data

    def _complain(self, node: yaml.Node, code: str, message: str, hint: str) -> None:
        self.result.diagnostics.append(Diagnostic(self.result.span_of(node), code, message, hint))


def _is_plain(node: yaml.Node) -> bool:
    """Whether it has no tag of its own."""
    return node.tag.startswith("tag:yaml.org,2002:")


def read_yaml(source: SourceText, first_line: int, end_line: int) -> YamlText:
    """The YAML in the lines from `first_line` up to `end_line`, with what is wrong with it.

    Lines count from 0.
    """
    text = "\n".join(_plain(line) for line in source.lines[first_line:end_line])
    result = YamlText(source, first_line, None)
    try:
        if (where := _too_deep(text)) is None:
            result.root = _compose(text)
            result.data = _Builder(result).value(result.root) if result.root is not None else None
        else:
            at = source.span(first_line + where[0], where[1])
            result.diagnostics.append(Diagnostic(at, "yaml-too-large", *_TOO_LARGE))
    except yaml.YAMLError as error:
        result.diagnostics.append(syntax_diagnostic(source, first_line, end_line, error))
    if any(d.code == "yaml-too-large" for d in result.diagnostics):
        result.root, result.data = None, None
    if isinstance(result.root, yaml.ScalarNode) and (odd := odd_character(source, result.at(()).line - 1)):
        result.root, result.data = None, None
        result.diagnostics.append(odd)
    return result


def _plain(line: str) -> str:
    """The line with tabs behind its indentation, and what YAML alone takes for line ends, as blanks.

    So that every line and column is the file's, and both parsers agree.
    """
    if line.isascii() and "\t" not in line:
        return line
    line = line.translate(_BLANKS)
    text = line.lstrip(" \t")
    return line[: len(line) - len(text)] + text.replace("\t", " ")


def _compose(text: str) -> yaml.Node | None:
    """The nodes by libyaml; what it cannot read, by the parser in pure Python.

    That one is slow but on every machine, and so errors are the same everywhere.
    """
    fast = getattr(yaml, "CSafeLoader", None)
    if fast is not None:
        with suppress(yaml.YAMLError):
            return yaml.compose(text, Loader=fast)
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _too_deep(text: str) -> tuple[int, int] | None:
    """Where the nesting goes too far: composing it would overflow the stack, and nobody wrote it by hand.

    Every level costs a character that can be counted, or a blank more of indentation.
    """
    if sum(map(text.count, "[{-?")) + isqrt(2 * len(text)) < _SAFE_DEPTH:
        return None
    depth = 0
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > _DEEPEST and (mark := event.start_mark):
                    return mark.line, mark.column
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.MarkedYAMLError as error:
        # Newer parsers have a limit of their own, which they meet before they tell of anything inside it.
        if "nesting depth" in str(error.problem) and (mark := error.problem_mark):
            return mark.line, mark.column
        raise
    return None
