"""What in a stylesheet does not parse, so that browsers would leave it out without a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2

from statusgen.diagnostics import Diagnostic, Span
from statusgen.theme.styles.misplaced import import_problem
from statusgen.theme.styles.sheets import Sheet

_NEITHER = "this is neither a declaration nor a rule"
_BOTH = "write 'property: value;' or 'selector { … }'"
_SAID = {
    "bad-string": ("the text in quotes is not closed on its line", "close it with the same quotation mark"),
    "bad-url": ("this is no address that url() can have", 'put it in quotation marks: url("…")'),
    **{close: (f"this '{close}' closes nothing", "remove it, or open what it closes") for close in ")]}"},
}
"""By the kind of tinycss2's error: what is wrong, and our hint."""
_GROUPS = ("media", "supports", "layer", "container")
"""The rules that have rules in them, and declarations only inside of these."""


def syntax_problems(sheet: Sheet) -> Iterator[Diagnostic]:
    """What does not parse; of what another language is, that only."""
    if sheet.jinja:
        hint = "write url(logo.svg) for an asset of the theme, and var(--accent) for a token"
        yield _broken(sheet.span(*sheet.jinja), "stylesheets are no templates", hint)
    elif sheet.is_too_deep:
        yield _broken(sheet.source.span(0, 0, 0), "its blocks are nested too deep", "close each block where it ends")
    else:
        for start, end in sheet.remarks:
            yield _broken(sheet.span(start, end), "browsers know no // comments", "write /* … */")
        yield from _node_problems(sheet.nodes, sheet, is_top=True)
        # What is still open at the end swallows one more brace.
        last = tinycss2.parse_component_value_list(sheet.plain + "}")[-1]
        if last.type != "error":
            what = "comment" if last.type == "comment" else "block"
            yield _broken(_line(last, sheet), f"the {what} is never closed", f"write {_closing(last)} where it ends")


def _closing(node: Any) -> str:
    return {"comment": "*/", "() block": ")", "[] block": "]", "function": ")"}.get(node.type, "}")


def _node_problems(
    nodes: Iterable[Any], sheet: Sheet, *, is_top: bool = False, in_rule: bool = False
) -> Iterator[Diagnostic]:
    is_late = not is_top
    is_told = in_rule
    for node in nodes:
        if node.type == "error":
            yield _error(node, sheet)
        elif node.type == "declaration":
            if not is_told:
                yield _homeless(node, sheet)
                is_told = True
            yield from _value_problems(node, sheet)
        elif node.type == "at-rule" and node.lower_at_keyword == "import":
            if sheet.offset(node) >= sheet.start:
                yield from import_problem(node, sheet, is_late=is_late)
        elif node.type in ("qualified-rule", "at-rule"):
            yield from _rule_problems(node, sheet, in_rule=in_rule)
        is_late |= getattr(node, "lower_at_keyword", "") not in ("import", "charset")


def _rule_problems(node: Any, sheet: Sheet, *, in_rule: bool) -> Iterator[Diagnostic]:
    errors = [_error(token, sheet) for token in node.prelude if token.type == "error"]
    if node.type == "qualified-rule":
        if not node.prelude:
            errors.append(_broken(_line(node, sheet), "there is no selector before this '{'", _BOTH))
        elif any(one == ";" for one in node.prelude):
            is_empty = node.prelude[0] == ";"
            at = sheet.span(sheet.offset(node), sheet.offset(node) + 1)
            empty = _broken(at, "this ';' ends nothing, and spoils the next rule", "remove it")
            errors.append(empty if is_empty else _homeless(node, sheet))
    yield from errors
    if node.content is not None and not errors:
        inside = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
        is_group = node.type == "at-rule" and node.lower_at_keyword in _GROUPS
        yield from _node_problems(inside, sheet, in_rule=in_rule or not is_group)


def _homeless(node: Any, sheet: Sheet) -> Diagnostic:
    return _broken(_rest(node, sheet), "this declaration is in no rule", "write :root { … } around it")


def _value_problems(declaration: Any, sheet: Sheet) -> Iterator[Diagnostic]:
    for number, one in enumerate(declaration.value):
        if one.type == "error":
            yield _error(one, sheet)
            return
        if one == ":" and _goes_on(declaration, number):
            message = f"the value of '{declaration.name}' goes on to the next ':'"
            yield _broken(_rest(declaration, sheet), message, "end it with ';'")
            return


def _goes_on(declaration: Any, colon: int) -> bool:
    """Whether what is before a colon in a value is meant for the next declaration.

    That of a custom property may have a colon in it, but hardly after the first word of a line.
    """
    before = [token for token in declaration.value[:colon] if token.type != "comment"]
    while before and before[-1].type == "whitespace":
        before.pop()
    name = before.pop() if before and before[-1].type == "ident" else None
    if not declaration.name.startswith("--"):
        # Old browsers read `filter: progid:…`, which others leave out.
        return name is None or name.lower_value != "progid"
    is_first = bool(before) and before[-1].type == "whitespace" and "\n" in before[-1].value
    return name is not None and bool(before) and (is_first or name.value.startswith("--"))


def _error(node: Any, sheet: Sheet) -> Diagnostic:
    message, hint = _SAID.get(node.kind, (_NEITHER, _BOTH))
    at = _line(node, sheet)
    if node.kind in _SAID:
        at = sheet.source.span(node.source_line - 1, node.source_column - 1, 1 if len(node.kind) == 1 else None)
    return _broken(at, message, hint)


def _line(node: Any, sheet: Sheet) -> Span:
    return sheet.source.line_span(node.source_line - 1)


def _rest(node: Any, sheet: Sheet) -> Span:
    """What stands on a line from a node on."""
    return sheet.source.span(node.source_line - 1, node.source_column - 1)


def _broken(at: Span, message: str, hint: str) -> Diagnostic:
    return Diagnostic(at, "broken-stylesheet", message, hint)
