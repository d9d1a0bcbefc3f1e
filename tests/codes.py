"""The diagnostic codes that the program can give."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent


def codes() -> set[str]:
    """Every diagnostic code that the program can give, read from its source."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "statusgen").rglob("*.py"))]
    takers = {name: place for tree in trees for name, place in _takers(tree)}
    return {code for tree in trees for code in _codes_given(tree, takers)}


def _takers(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """What takes a `code` when it is called, and as which argument."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            fields = [f.target.id for f in node.body if isinstance(f, ast.AnnAssign) and isinstance(f.target, ast.Name)]
            inits = [f for f in node.body if isinstance(f, ast.FunctionDef) and f.name == "__init__"]
            names = [a.arg for a in inits[0].args.args[1:]] if inits else fields
        elif isinstance(node, ast.FunctionDef) and node.name != "__init__":
            names = [a.arg for a in node.args.args if a.arg not in ("self", "cls")]
        else:
            continue
        if "code" in names:
            yield node.name, names.index("code")


def _codes_given(tree: ast.Module, takers: dict[str, int]) -> Iterator[str]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for scope in (*functions, tree):
        for call in ast.walk(scope):
            if isinstance(call, ast.Call) and (name := ast.unparse(call.func).split(".")[-1]) in takers:
                named = [k.value for k in call.keywords if k.arg == "code"]
                yield from _values((named or call.args[takers[name] :])[0], scope, tree)


def _values(given: ast.expr, scope: ast.AST, tree: ast.Module) -> Iterator[str]:
    """The texts that an expression can stand for; none for one that passes on what came from elsewhere."""
    if isinstance(given, ast.Constant):
        yield str(given.value)
    elif isinstance(given, ast.IfExp):
        yield from (*_values(given.body, scope, tree), *_values(given.orelse, scope, tree))
    elif isinstance(given, ast.Name):
        for node in (*ast.walk(scope), *tree.body):
            if isinstance(node, ast.Assign) and given.id in [ast.unparse(t) for t in node.targets]:
                yield from _values(node.value, scope, tree)
    else:
        assert isinstance(given, ast.Attribute | ast.Subscript), f"which code is {ast.unparse(given)}?"
