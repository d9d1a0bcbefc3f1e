"""How the site's own templates stand as pages: with what begins each, and with nothing outside of its blocks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from jinja2 import nodes

from statusgen.theme.templates.faults import Fault
from statusgen.theme.templates.lineage import Lineage

_BEGINNING = re.compile(r"(?i)<!doctype\b|<html\b")
_NOTE = re.compile(r"(?s)<!--.*?-->")
_ELSEWHERE = (nodes.AssignBlock, nodes.Block, nodes.Macro)
"""What is shown where it is asked for."""
_EARLY = (nodes.CallBlock, nodes.Include)
"""What Jinja shows before what is extended."""
_FORWARDING = "redirect.html"
"""The page that nobody reads."""


def fragments(lineage: Lineage, pages: Iterable[str]) -> frozenset[str]:
    """The templates that pages begin with, as they extend no other, and that have nothing of how a page begins."""
    found = set()
    for page in pages:
        above = lineage.ancestors(page) if page.endswith(".html") and page != _FORWARDING else None
        if above is not None:
            root = (page, *above)[-1]
            is_conditional = lineage[root].parents != ()
            if not is_conditional and _shows(lineage[root].tree) and not lineage.may_say(root, _BEGINNING):
                found.add(root)
    return frozenset(found)


def fragment_fault(name: str, names: Collection[str]) -> Fault:
    """A template begins a page with something else; `names` are those of all templates."""
    base = f"default/{name}" if f"default/{name}" in names else "default/base.html"
    message = "the page begins with neither <!doctype html> nor <html>, and has no style, header and footer"
    return Fault(message, f'begin it with {{% extends "{base}" %}}')


def outside_of_blocks(lineage: Lineage, name: str) -> Iterator[tuple[int, Fault]]:
    """The first of what a template shows outside of blocks, though it extends another one."""
    body = lineage[name].tree.body
    begin = next((n for n, tag in enumerate(body) if isinstance(tag, nodes.Extends)), len(body))
    for line, is_early in _outside(body[begin:]):
        fate = "shown before the page begins" if is_early else "never shown"
        message = f"what stands outside of the blocks is {fate}, for this template extends another one"
        yield line, Fault(message, "put it into one of the blocks of that one")
        return


def _outside(body: Iterable[nodes.Node]) -> Iterator[tuple[int, bool]]:
    """The lines of what is shown, and whether it comes early."""
    for node in body:
        if isinstance(node, nodes.Output):
            yield from ((line, False) for line in _lines(node))
        elif isinstance(node, _EARLY):
            yield node.lineno, True
        elif isinstance(node, nodes.Stmt) and not isinstance(node, _ELSEWHERE):
            yield from _outside(node.iter_child_nodes())


def _shows(tree: nodes.Template) -> bool:
    seen = (line for output in tree.find_all(nodes.Output) for line in _lines(output))
    return any(True for _ in tree.find_all(_EARLY)) or any(True for _ in seen)


def _lines(output: nodes.Output) -> Iterator[int]:
    """Where something begins that can be seen."""
    for node in output.nodes:
        if not isinstance(node, nodes.TemplateData):
            yield node.lineno
        else:
            text = _NOTE.sub(lambda note: "\n" * note[0].count("\n"), node.data)
            if text.strip():
                yield node.lineno + text[: len(text) - len(text.lstrip())].count("\n")
