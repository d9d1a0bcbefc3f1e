"""What can be said of the site's own templates without rendering them, once it is known what they are given."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields
from gettext import NullTranslations

from jinja2 import nodes
from jinja2.runtime import BlockReference, Macro, TemplateReference

from statusgen.diagnostics import Diagnostic, did_you_mean
from statusgen.theme.folder import ThemeFile, own_templates
from statusgen.theme.templates.environment import Environment, environment
from statusgen.theme.templates.faults import Fault, unknown_name_fault
from statusgen.theme.templates.fields import Kinds, Reader, excused
from statusgen.theme.templates.lineage import Lineage
from statusgen.theme.templates.outlines import fragment_fault, fragments, outside_of_blocks
from statusgen.theme.templates.places import diagnosis

_EVERYWHERE = frozenset({"caller", "kwargs", "loop", "self", "super", "varargs"})
"""What Jinja knows in some places; where it does not, rendering tells."""

_MACRO: Kinds = frozenset({Macro})
_OF_JINJA: Mapping[str, Kinds] = {
    "caller": _MACRO,
    "self": frozenset({TemplateReference}),
    "super": frozenset({BlockReference}),
}


def context_problems(
    templates: Mapping[str, ThemeFile], contexts: Mapping[str, type], site: type
) -> Iterator[Diagnostic]:
    """What the site's own templates say of `page` and `site` that these cannot have, and what else means nothing.

    `contexts` are the types of `page`, by the template that is given it. Nothing is said unless it is certain, so
    nothing at all as long as there is a template that cannot be parsed.
    """
    own = own_templates(templates)
    lineage = Lineage(templates) if own else None
    if lineage is None or not lineage.is_whole:
        return
    jinja = environment(templates, NullTranslations())
    headless = fragments(lineage, contexts)
    for name, file in own.items():
        pages = frozenset(contexts[page] for page in lineage.pages(name, contexts))
        given: Mapping[str, Kinds] = {"page": pages or None, "site": frozenset({site})}
        found = [
            *_unknown_fields(name, lineage, given),
            *_unknown_names(name, lineage, jinja, _shared_fields(given)),
            *_lost_blocks(name, lineage),
            *outside_of_blocks(lineage, name),
            *([(1, fragment_fault(name, templates))] if name in headless else ()),
        ]
        for line, fault in found:
            yield diagnosis(file, line, fault, jinja)


def own_pages(templates: Mapping[str, ThemeFile], pages: Collection[str]) -> Collection[str]:
    """Those of `pages` that a template of the site's own has, or may have, a part in."""
    own = own_templates(templates)
    lineage = Lineage(templates) if own else None
    if lineage is None or not lineage.is_whole:
        return pages if own else ()
    return {page for name in own for page in lineage.pages(name, pages)}


def _unknown_fields(name: str, lineage: Lineage, given: Mapping[str, Kinds]) -> Iterator[tuple[int, Fault]]:
    family = lineage.family(name)
    if family is not None:
        # What others call by these names may be of any type, unless all of them mean macros.
        others = {stored for other in family - {name} for stored in lineage[other].stored}
        words = dict.fromkeys(others | lineage[name].imported | set(lineage[name].macros))
        kinds = {word: _MACRO if _is_macro(word, family, lineage) else None for word in words}
        yield from Reader(lineage[name].tree, ChainMap({**given, **_OF_JINJA, **kinds})).faults


def _is_macro(word: str, family: Collection[str], lineage: Lineage) -> bool:
    return all(lineage.is_macro(name, word) for name in family if word in lineage[name].stored)


def _shared_fields(given: Mapping[str, Kinds]) -> dict[str, Collection[str]]:
    """The fields that each of what a template sees has, whatever its type."""
    several = {name: [{field.name for field in fields(kind)} for kind in kinds or ()] for name, kinds in given.items()}
    return {name: set.intersection(*names) for name, names in several.items() if names}


def _unknown_names(
    name: str, lineage: Lineage, jinja: Environment, fields_of: Mapping[str, Collection[str]]
) -> Iterator[tuple[int, Fault]]:
    """The names that neither the template nor any other one gives to something."""
    family = lineage.family(name)
    if family is not None:
        tree = lineage[name].tree
        stored = {stored for other in family for stored in lineage[other].stored}
        known = {"page", "site", *jinja.globals, *stored}
        may_miss = excused(tree)
        for one in tree.find_all(nodes.Name):
            if one.ctx == "load" and one.name not in known | _EVERYWHERE and one not in may_miss:
                yield one.lineno, unknown_name_fault(one.name, known, fields_of)


def _lost_blocks(name: str, lineage: Lineage) -> Iterator[tuple[int, Fault]]:
    """The blocks that no template has a place for which this one extends or which extends it, nor any that has one."""
    above = lineage.ancestors(name)
    tree = lineage[name].tree
    if not above or not any(isinstance(tag, nodes.Extends) for tag in tree.body):
        return
    trees = [lineage[other].tree for other in above]
    places = {block.name for other in trees for block in other.find_all(nodes.Block)}
    below = [lineage[other].tree for other in lineage.descendants(name)]
    used = {called for other in (tree, *trees, *below) for called in _called_blocks(other)}
    used |= {block.name for other in below for block in other.find_all(nodes.Block)}
    for block in _outermost(tree, places | used):
        hint = did_you_mean(block.name, sorted(places)) or f"these have a place: {', '.join(sorted(places))}"
        message = f"the block '{block.name}' is never shown, for {above[0]} has no place for it"
        yield block.lineno, Fault(message, hint, rf"block\s+({block.name})\b")


def _called_blocks(tree: nodes.Template) -> Iterator[str]:
    """The blocks that a template shows by `self`."""
    for one in tree.find_all(nodes.Getattr):
        if isinstance(one.node, nodes.Name) and one.node.name == "self":
            yield one.attr
    for item in tree.find_all(nodes.Getitem):
        if isinstance(item.node, nodes.Name) and item.node.name == "self" and isinstance(item.arg, nodes.Const):
            yield str(item.arg.value)


def _outermost(node: nodes.Node, shown: Collection[str]) -> Iterator[nodes.Block]:
    for child in node.iter_child_nodes():
        if not isinstance(child, nodes.Block):
            yield from _outermost(child, shown)
        elif child.name not in shown:
            yield child
