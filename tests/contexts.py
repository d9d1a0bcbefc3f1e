"""What templates are given, as a page of the documentation tells it: made of the contexts and their docstrings."""

import ast
import inspect
import re
import types
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any, Union, get_args, get_origin, get_type_hints

from markupsafe import Markup

from statusgen.outputs.chrome import SiteChrome
from statusgen.outputs.pages import CONTEXTS

PAGE = Path(__file__).parent.parent / "docs" / "theming.md"
BEGINNING = "<!-- What follows is written by `make golden`, from the docstrings of the contexts. -->"
END = "<!-- The end of what is written by `make golden`. -->"

_BEGINNING = """\
## What templates are given

A template sees `site`, which is the same on every page but for its URLs, and `page`.
Both have the fields below, and `{{ page.title }}` is how to print one.
URLs are relative to the page unless something else is said, and texts are in the page's language.
"""
_WORDS: Mapping[Any, str] = {str: "text", Markup: "HTML", int: "number", bool: "yes or no", object: "anything"}


def reference() -> str:
    """What `site` is, what `page` is in each template, and the parts that both are made of."""
    parts = [part for part in documented() if part not in (SiteChrome, *CONTEXTS.values())]
    told = [
        _BEGINNING,
        f"### `site`\n\n{_table(SiteChrome)}",
        *(_of_template(name, context) for name, context in CONTEXTS.items()),
        "## Parts\n",
        "What several pages are made of.\n",
        *(f"### {part.__name__}\n\n{_about(part)}\n\n{_table(part)}" for part in parts),
    ]
    return "\n".join(told)


def documented() -> list[type]:
    """Every dataclass that templates can reach, by name."""
    tops = (SiteChrome, *CONTEXTS.values())
    return sorted({*tops, *_parts(*tops)}, key=lambda part: part.__name__)


def rewritten(text: str) -> str:
    """The page with the reference as it is now."""
    before, after = text.partition(BEGINNING)[0], text.partition(END)[2]
    return f"{before}{BEGINNING}\n\n{reference()}\n{END}{after}"


def sentences(part: type) -> dict[str, str]:
    """What is said of each field of a dataclass, by its name; empty where nothing is."""
    (body,) = (node.body for node in ast.parse(dedent(inspect.getsource(part))).body if isinstance(node, ast.ClassDef))
    said = dict.fromkeys((field.name for field in fields(part)), "")
    for node, after in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and isinstance(after, ast.Expr):
            said[node.target.id] = " ".join(str(ast.literal_eval(after.value)).split())
    return said


def _parts(*contexts: type) -> Iterator[type]:
    """The dataclasses that these have in them."""
    seen: list[type] = list(contexts)
    for one in seen:
        for hint in get_type_hints(one).values():
            for found in _dataclasses(hint):
                if found not in seen:
                    seen.append(found)
                    yield found


def _dataclasses(hint: Any) -> Iterator[type]:
    if is_dataclass(hint) and isinstance(hint, type):
        yield hint
    for argument in get_args(hint):
        yield from _dataclasses(argument)


def _of_template(name: str, context: type) -> str:
    rest = _about(context).removeprefix(f"Context of `{name}`").lstrip(":; ").rstrip()
    about = f"{rest[:1].upper()}{rest[1:]}\n\n" if rest != "." else ""
    return f"### `page` in `{name}`\n\n{about}{_table(context)}"


def _about(part: type) -> str:
    return " ".join((inspect.getdoc(part) or "").split())


def _table(part: type) -> str:
    hints, said = get_type_hints(part), sentences(part)
    if not said:
        return "It has no fields.\n"
    rows = (f"| `{name}` | {_type(hints[name])} | {said[name]} |" for name in said)
    return "\n".join(("| field | type | what it is |", "|---|---|---|", *rows)) + "\n"


def _type(hint: Any) -> str:
    """A type in words for those who write templates."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return " or ".join(_type(one) if one is not types.NoneType else "none" for one in arguments)
    if origin is tuple:
        inner = _type(arguments[0])
        return f"list of {re.sub('^list', 'lists', inner)}"
    if origin is dict:
        return f"mapping of text to {_type(arguments[1])}"
    if is_dataclass(hint) and isinstance(hint, type):
        return f"[{hint.__name__}](#{re.sub(r'[^a-z]', '', hint.__name__.lower())})"
    return _WORDS[hint]
