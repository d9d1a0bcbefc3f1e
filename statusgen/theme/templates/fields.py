"""What templates say of what they are given, held against the types of it: also where no page of a site leads."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import lru_cache
from types import GenericAlias, NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from jinja2 import nodes
from jinja2.runtime import BlockReference, TemplateReference

from statusgen.theme.templates.faults import KINDS, Fault, unknown_field_fault
from statusgen.theme.templates.printing import CALLED, SHOWING, TRANSLATING, print_fault

Kinds = frozenset[Any] | None
"""The types that a value may have, none aside; None where they are not known."""
Scope = ChainMap[str, Kinds]

_ALIKE = frozenset({"list", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique"})
"""Filters that make lists of what they are given a list of."""
_OF_ITS_OWN = frozenset({"first", "last", "max", "min", "random"})
"""Filters that take one from a list."""
_ASKS = frozenset({"defined", "undefined"})
_DEFAULTS = frozenset({"d", "default"})
_SELF: Kinds = frozenset({TemplateReference})


class Reader:
    """Reads one template, and notes each field that there cannot be, and what is shown that has no text."""

    def __init__(self, tree: nodes.Template, given: Scope) -> None:
        """`given` is what the template sees; what others may give it has no known types."""
        self.faults: list[tuple[int, Fault]] = []
        self._names = {kind: name for name in ("site", "page") for kind in given.get(name) or ()}
        self._excused = excused(tree)
        self._top = given
        self._later: list[tuple[Sequence[nodes.Node], Scope]] = []
        self._all(tree.body, given)
        for body, scope in self._later:
            self._all(body, scope.new_child())

    def _all(self, body: Iterable[nodes.Node], scope: Scope) -> None:
        for node in body:
            self._one(node, scope)

    def _one(self, node: nodes.Node, scope: Scope) -> None:
        """Reads a tag, or what is printed."""
        match node:
            case nodes.For():
                self._loop(node, scope)
            case nodes.Macro() | nodes.CallBlock():
                self._macro(node, scope)
            case nodes.Block():
                # It is filled in when its base is done with everything around it.
                self._later.append((node.body, scope if node.scoped else self._top))
            case nodes.With():
                self._with(node, scope)
            case nodes.Assign():
                self._set(node.target, self.value(node.node, scope), scope)
            case nodes.AssignBlock() | nodes.FilterBlock():
                self._text(node, scope)
            case nodes.Output():
                for one in node.nodes:
                    self._shown(one, scope)
            case nodes.Expr():
                self.value(node, scope)
            case _:
                self._all(node.iter_child_nodes(), scope)

    def _with(self, node: nodes.With, scope: Scope) -> None:
        inner = scope.new_child()
        for target, value in zip(node.targets, node.values, strict=True):
            self._give(target, self.value(value, scope), inner)
        self._all(node.body, inner)

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        kinds = _elements(self.value(node.iter, scope))
        inner = scope.new_child({"loop": None})
        self._give(node.target, None if node.recursive else kinds, inner)
        if node.test is not None:
            self.value(node.test, inner)
        self._all(node.body, inner)
        self._all(node.else_, scope.new_child())

    def _macro(self, node: nodes.Macro | nodes.CallBlock, scope: Scope) -> None:
        if isinstance(node, nodes.CallBlock):
            self.value(node.call, scope)
        else:
            scope[node.name] = self._top.get(node.name)
        for default in node.defaults:
            self.value(default, scope)
        self._later.append((node.body, scope.new_child(dict.fromkeys(arg.name for arg in node.args))))

    def _text(self, node: nodes.AssignBlock | nodes.FilterBlock, scope: Scope) -> None:
        self._all(node.body, scope.new_child())
        if isinstance(node, nodes.AssignBlock):
            self._set(node.target, None, scope)
        if node.filter is not None:
            self.value(node.filter, scope)

    def _give(self, target: nodes.Node, kinds: Kinds, scope: Scope) -> None:
        """A name is new in a scope."""
        if isinstance(target, nodes.Name):
            scope[target.name] = kinds
        else:
            for name in target.find_all(nodes.Name):
                scope[name.name] = None

    def _set(self, target: nodes.Node, kinds: Kinds, scope: Scope) -> None:
        """A name may stand for something else from now on, or now and then."""
        if isinstance(target, nodes.Name) and target.name in scope:
            kinds = _either((scope[target.name], kinds))
        self._give(target, kinds, scope)

    def _shown(self, node: nodes.Node, scope: Scope) -> Kinds:
        """What an expression may be that becomes part of a text."""
        match node:
            case nodes.CondExpr():
                self.value(node.test, scope)
                branches = (node.expr1, node.expr2) if node.expr2 else (node.expr1,)
                return _either([self._shown(branch, scope) for branch in branches])
            case nodes.Call(node=nodes.Name(name=name)) if name in TRANSLATING:
                self.value(nodes.List(node.args), scope)
                for word in node.kwargs:
                    self._shown(word.value, scope)
                return None
        kinds = self.value(node, scope)
        if fault := print_fault(node, kinds):
            self.faults.append((node.lineno, fault))
        return kinds

    def value(self, node: nodes.Node, scope: Scope) -> Kinds:
        """What an expression may be."""
        match node:
            case nodes.Name():
                return scope.get(node.name)
            case nodes.Getattr():
                return self._field(node, self.value(node.node, scope), node.attr)
            case nodes.Getitem():
                return self._item(node, scope)
            case nodes.CondExpr():
                self.value(node.test, scope)
                other = self.value(node.expr2, scope) if node.expr2 else None
                return _either((self.value(node.expr1, scope), other))
            case nodes.And() | nodes.Or():
                return _either((self.value(node.left, scope), self.value(node.right, scope)))
            case nodes.Const():
                return frozenset() if node.value is None else _kinds(type(node.value))
            case nodes.Filter():
                return self._filtered(node, scope)
        read = self._shown if isinstance(node, nodes.Concat) else self.value
        for child in node.iter_child_nodes():
            read(child, scope)
        return None

    def _item(self, node: nodes.Getitem, scope: Scope) -> Kinds:
        kinds = self.value(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            if kinds and not any(_origin(kind) is dict for kind in kinds):
                return self._field(node, kinds, node.arg.value)
            return _elements(kinds, of=dict)
        self.value(node.arg, scope)
        return kinds if isinstance(node.arg, nodes.Slice) else _elements(kinds)

    def _filtered(self, node: nodes.Filter, scope: Scope) -> Kinds:
        read = self._shown if node.name in SHOWING else self.value
        kinds = read(node.node, scope) if node.node is not None else None
        for child in (*node.args, *node.kwargs):
            self.value(child, scope)
        named: dict[str, nodes.Expr | None] = {str(one.key): one.value for one in node.kwargs}
        attribute = named.get("attribute", node.args[0] if node.name in ("rejectattr", "selectattr") else None)
        asks = any(isinstance(arg, nodes.Const) and arg.value in _ASKS for arg in node.args[1:])
        is_excused = asks or "default" in named
        found = None
        if isinstance(attribute, nodes.Const) and isinstance(attribute.value, str) and not is_excused:
            for way in attribute.value.split(","):
                found = _elements(kinds)
                for name in way.split("."):
                    found = None if name.isdigit() else self._field(node, found, name)
        if node.name == "join" and attribute is None and (fault := print_fault(node, _elements(kinds))):
            self.faults.append((node.lineno, fault))
        if node.name == "map":
            return frozenset(GenericAlias(tuple, (kind, ...)) for kind in found) if found else None
        if node.name in _DEFAULTS:
            return _either((kinds, self.value(node.args[0], scope))) if node.args else kinds
        if node.name in _ALIKE and kinds and all(_origin(kind) is tuple for kind in kinds):
            return kinds
        return _elements(kinds) if node.name in _OF_ITS_OWN else None

    def _field(self, node: nodes.Expr, kinds: Kinds, name: str) -> Kinds:
        """What a field may be; a fault where no value that may stand before it has one of that name."""
        if kinds == _SELF:
            return frozenset({BlockReference})
        found = [_field_of(kind, name) for kind in kinds or ()]
        there = [kind for kind in found if kind is not _NOTHING]
        if found and not there and node not in self._excused:
            self.faults.append((node.lineno, self._fault(name, kinds or frozenset())))
        return _either(there) if there else None

    def _fault(self, name: str, kinds: frozenset[Any]) -> Fault:
        known = {one: None for kind in sorted(kinds, key=str) for one in _known(kind)}
        kind = min(kinds, key=str)
        word = getattr(_origin(kind), "__name__", str(kind))
        owner = f"'{self._names[kind]}'" if kind in self._names else KINDS.get(word, word)
        return unknown_field_fault(name, owner, list(known))


def excused(tree: nodes.Template) -> list[nodes.Expr]:
    """What a template asks whether it is there, or has a default for; it may be missing anywhere in it."""
    asked = [test.node for test in tree.find_all(nodes.Test) if test.name in _ASKS]
    return asked + [one.node for one in tree.find_all(nodes.Filter) if one.name in _DEFAULTS and one.node is not None]


_NOTHING: Kinds = frozenset({"there is no such field"})


@lru_cache(maxsize=4096)
def _field_of(kind: Any, name: str) -> Kinds:
    hints = get_type_hints(kind) if is_dataclass(kind) else {}
    if name in hints:
        return _kinds(hints[name])
    owner = list if _origin(kind) is tuple else _origin(kind)
    return None if owner is dict or owner in CALLED or hasattr(owner, name) else _NOTHING


def _origin(kind: Any) -> Any:
    return get_origin(kind) or kind


def _kinds(hint: Any) -> Kinds:
    """The types that a value with this annotation may have."""
    several = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    kinds = frozenset(one for one in several if one is not NoneType)
    return None if not kinds or object in kinds else kinds


def _either(several: Iterable[Kinds]) -> Kinds:
    found = list(several)
    return None if None in found else frozenset().union(*(one for one in found if one))


def _elements(kinds: Kinds, of: object = tuple) -> Kinds:
    """What a list has in it, or a mapping as its values."""
    if not kinds or any(_origin(kind) is not of for kind in kinds):
        return None
    return _either(_kinds(get_args(kind)[0 if of is tuple else 1]) for kind in kinds)


def _known(kind: Any) -> Iterator[str]:
    if is_dataclass(kind):
        yield from (field.name for field in fields(kind))
    else:
        yield from (name for name in dir(_origin(kind)) if not name.startswith("_"))
