"""YAML with every scalar as text, and the place of each key and value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from statusgen.diagnostics import Diagnostic, Span
from statusgen.source.text import SourceText
from statusgen.source.yamlerrors import syntax_diagnostic

Loc = Sequence[str | int]
"""The way to a value: keys and positions from the root."""

_MOST_NODES = 20_000
_DEEPEST = 40
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
        return self._span(node if node is not None else key)

    def key_at(self, loc: Loc) -> Span:
        """The span of the key that leads to a value, or of the value where it has no key."""
        node, key = self._find(loc)
        return self._span(key if key is not None else node)

    def comments_lost(self, locs: Iterable[Loc]) -> Iterable[Span]:
        """The spans of those values that YAML cut off at ` #`."""
        for loc in locs:
            node, _ = self._find(loc)
            if isinstance(node, yaml.ScalarNode) and not node.style and node.value:
                line, column = self._place(node.end_mark)
                if _LOST_COMMENT.match(self.source.lines[line], column):
                    yield self.source.span(line, self.source.lines[line].index("#", column))

    def _find(self, loc: Loc) -> tuple[yaml.Node | None, yaml.Node | None]:
        node, key = self.root, None
        for step in loc:
            if isinstance(node, yaml.MappingNode):
                pairs = [(k, v) for k, v in node.value if k.value == step]
                if pairs:
                    key, node = pairs[-1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                key, node = None, node.value[step]
        return node, key

    def _place(self, mark: yaml.Mark) -> tuple[int, int]:
        """A mark's line and column in the file, counted from 0."""
        return self.first_line + mark.line, mark.column

    def _span(self, node: yaml.Node | None) -> Span:
        if node is None:
            return self.source.span(self.first_line, 0, 0)
        line, column = self._place(node.start_mark)
        end_line, end_column = self._place(node.end_mark)
        return self.source.span(line, column, end_column - column if end_line == line else None)

    def build(self) -> None:
        """Fills `data` from the nodes, and `diagnostics` with what YAML would have lost in silence."""
        self._left = _MOST_NODES
        self.data = self._value(self.root, 0) if self.root is not None else None

    _left: int = _MOST_NODES

    def _value(self, node: yaml.Node, depth: int) -> Any:
        self._left -= 1
        if self._left < 0 or depth > _DEEPEST:
            if not any(d.code == "yaml-too-large" for d in self.diagnostics):
                self._complain(node, "yaml-too-large", "there is too much nested in here", "write it out plainly")
            return None
        if not node.tag.startswith("tag:yaml.org,2002:"):
            self._complain(node, "yaml-tag", f"'{node.tag}' is a YAML tag", "quote the value if it begins with '!'")
        if isinstance(node, yaml.ScalarNode):
            return None if not node.style and node.value == "" else node.value
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, depth + 1) for item in node.value]
        data: dict[str, Any] = {}
        first: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._complain(key, "wrong-type", "a key is a word, not a list or a mapping", "")
                continue
            if key.value in first:
                line = self._place(first[key.value].start_mark)[0] + 1
                message = f"'{key.value}' stands here a second time; it is first on line {line}"
                self._complain(key, "duplicate-key", message, "keep one of the two")
                continue
            first[key.value] = key
            data[key.value] = self._value(value, depth + 1)
        return data

    def _complain(self, node: yaml.Node, code: str, message: str, hint: str) -> None:
        self.diagnostics.append(Diagnostic(self._span(node), code, message, hint))


def read_yaml(source: SourceText, first_line: int, end_line: int) -> YamlText:
    """The YAML in the lines from `first_line` up to `end_line` (counted from 0), with what is wrong with it."""
    text = "\n".join(source.lines[first_line:end_line])
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        broken = YamlText(source, first_line, None)
        broken.diagnostics.append(syntax_diagnostic(source, first_line, end_line, error))
        return broken
    result = YamlText(source, first_line, root)
    result.build()
    return result
