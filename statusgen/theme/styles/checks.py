"""What is wrong with the site's own stylesheets: what does not parse, and what they load that is not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import tinycss2

from statusgen.diagnostics import Diagnostic, Span, did_you_mean
from statusgen.source.text import SourceText, decode, merge_conflicts
from statusgen.theme.folder import ASSETS, ThemeFile
from statusgen.theme.foreign import FOREIGN, foreign_asset, place
from statusgen.theme.styles.bundles import assets_in, imports, is_stylesheet
from statusgen.theme.styles.circles import circles

_NEITHER = "this is neither a declaration nor a rule"
_BOTH = "write 'property: value;' or 'selector { … }'"
_SAID = {
    "bad-string": ("the text in quotes is not closed on its line", "close it with the same quotation mark"),
    "bad-url": ("this is no address that url() can have", 'put it in quotation marks: url("…")'),
    **{close: (f"this '{close}' closes nothing", "remove it, or open what it closes") for close in ")]}"},
}
"""By the kind of tinycss2's error: what is wrong, and our hint."""


def stylesheet_problems(files: Mapping[str, ThemeFile], shipped: frozenset[str]) -> Iterator[Diagnostic]:
    """What is wrong with each of the site's own; `files` are all of the theme by their names."""
    for path, file in files.items():
        if file.is_own and is_stylesheet(path):
            source, problems = decode(file.location, file.content)
            problems += tuple(merge_conflicts(source))
            yield from problems or _problems(path, source, files, shipped)
    yield from circles(files, shipped)


def _problems(
    path: str, source: SourceText, files: Mapping[str, ThemeFile], shipped: frozenset[str]
) -> Iterator[Diagnostic]:
    text = "\n".join(source.lines)
    tops, end = imports(path, text, shipped)
    for top in tops:
        yield from _import_problems(top.name, top.path, place(source, text, top.start, top.name), files)
    for written, asset, start in assets_in(path, text[end:]):
        if asset not in files:
            yield _missing(asset, place(source, text, end + start, written), files)
    yield from _syntax_problems(source, text, end)


def _import_problems(name: str, wanted: str, at: Span, files: Mapping[str, ThemeFile]) -> Iterator[Diagnostic]:
    if FOREIGN.match(name):
        yield foreign_asset(at)
    elif wanted not in files:
        yield _missing(wanted, at, files)


def _missing(asset: str, at: Span, files: Mapping[str, ThemeFile]) -> Diagnostic:
    if FOREIGN.match(at.text):
        return foreign_asset(at)
    name, *known = (path.replace(ASSETS, "", 1) for path in (asset, *files) if ASSETS in path or path == asset)
    hint = did_you_mean(name, known) or "put the file into assets/ of the theme, and write its path from the stylesheet"
    return Diagnostic(at, "missing-asset", f"there is no '{name or at.text}' in the theme's assets/", hint)


def _syntax_problems(source: SourceText, text: str, end: int) -> Iterator[Diagnostic]:
    nodes = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    yield from _node_problems(nodes, source, end)
    # What is still open at the end swallows one more brace.
    last = tinycss2.parse_component_value_list(text + "}")[-1]
    if last.type != "error":
        at = source.line_span(last.source_line - 1)
        what = "comment" if last.type == "comment" else "block"
        yield Diagnostic(
            at, "broken-stylesheet", f"the {what} is never closed", f"write {_closing(last)} where it ends"
        )


def _closing(node: Any) -> str:
    return {"comment": "*/", "() block": ")", "[] block": "]", "function": ")"}.get(node.type, "}")


def _node_problems(nodes: Iterable[Any], source: SourceText, end: int) -> Iterator[Diagnostic]:
    for node in nodes:
        line = source.line_span(node.source_line - 1)
        if node.type == "error":
            yield _error(node, source)
        elif node.type == "declaration":
            yield from _value_problems(node, source)
        elif node.type == "at-rule" and node.lower_at_keyword == "import" and not _is_read(node, source, end):
            hint = 'write it as @import "style.css"; before everything else'
            yield Diagnostic(line, "broken-stylesheet", "an import can only be a name in quotes at the top", hint)
        elif node.type in ("qualified-rule", "at-rule"):
            errors = [_error(token, source) for token in node.prelude if token.type == "error"]
            if node.type == "qualified-rule" and not node.prelude:
                errors = [Diagnostic(line, "broken-stylesheet", "there is no selector before this '{'", _BOTH)]
            yield from errors
            if node.content is not None and not errors:
                inside = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
                yield from _node_problems(inside, source, end)


def _is_read(node: Any, source: SourceText, end: int) -> bool:
    """Whether an import is one of those at the top of the file, which end there."""
    before = sum(len(line) + 1 for line in source.lines[: node.source_line - 1])
    return before + int(node.source_column) <= end


def _value_problems(declaration: Any, source: SourceText) -> Iterator[Diagnostic]:
    for token in declaration.value:
        if token.type == "error":
            yield _error(token, source)
            return
        if token.type == "literal" and token.value == ":" and not declaration.name.startswith("--"):
            at = source.line_span(declaration.source_line - 1)
            message = f"the value of '{declaration.name}' goes on to the next ':'"
            yield Diagnostic(at, "broken-stylesheet", message, "end it with ';'")
            return


def _error(node: Any, source: SourceText) -> Diagnostic:
    message, hint = _SAID.get(node.kind, (_NEITHER, _BOTH))
    at = source.line_span(node.source_line - 1)
    if node.kind in _SAID:
        at = source.span(node.source_line - 1, node.source_column - 1, 1 if len(node.kind) == 1 else None)
    return Diagnostic(at, "broken-stylesheet", message, hint)
