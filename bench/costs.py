"""Where the time of a run goes, by the rooms of the house and by the libraries."""

from __future__ import annotations

import pstats
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from measuring import ROOT, measure

_Function = tuple[str, int, str]
"""A file, a line and a name; built-in functions have `~` for a file."""

_BUILT_IN = "~"
_LIBRARY = re.compile(r"[/\\](?:site|dist)-packages[/\\](?P<name>[^/\\]+?)(?:\.py)?(?:[/\\]|$)")


@dataclass(frozen=True)
class Costs:
    """The own time of everything that ran in one process."""

    total: float
    """In seconds, which is more than without the profiler."""
    rooms: Mapping[str, float]
    """Seconds by room; a built-in function counts for the room that calls it."""
    functions: Sequence[tuple[str, float, int]]
    """Each function with its own seconds and how often it was called, the most expensive first."""


def profile(command: Sequence[str], file: Path) -> Costs:
    """The costs of one run of `command`, which is `python -m …`."""
    python, *arguments = command
    measure([python, "-m", "cProfile", "-o", str(file), *arguments])
    stats = cast(Any, pstats.Stats(str(file))).stats
    rooms: defaultdict[str, float] = defaultdict(float)
    functions = []
    for function, (_, calls, own, _, callers) in stats.items():
        functions.append((_name(function), own, calls))
        for name, seconds in _shares(function, own, callers):
            rooms[name] += seconds
    return Costs(
        total=sum(rooms.values()),
        rooms=dict(sorted(rooms.items(), key=lambda one: one[1], reverse=True)),
        functions=sorted(functions, key=lambda one: one[1], reverse=True),
    )


def _shares(function: _Function, own: float, callers: Mapping[_Function, Any]) -> Iterator[tuple[str, float]]:
    """The rooms that the own time of a function counts for."""
    if function[0] != _BUILT_IN or not callers:
        yield room(function[0]), own
    else:
        for caller, (_, _, seconds, _) in callers.items():
            yield room(caller[0]), seconds


def room(file: str) -> str:
    """`statusgen.model` for a file in that folder, else what the file belongs to."""
    path = Path(file)
    if path.is_relative_to(ROOT / "statusgen"):
        return f"statusgen.{path.relative_to(ROOT / 'statusgen').parts[0].removesuffix('.py')}"
    if found := _LIBRARY.search(file):
        return found["name"]
    if path.suffix in (".html", ".xml"):
        return "templates"
    if file.startswith("<frozen importlib"):
        return "imports"
    if file == _BUILT_IN:
        return "built-in functions"
    return "generated code" if file.startswith("<") and "frozen" not in file else "standard library"


def _name(function: _Function) -> str:
    file, line, name = function
    if file == _BUILT_IN:
        return name
    for folder in (ROOT, *map(Path, sys.path)):
        if folder.parts and Path(file).is_relative_to(folder):
            file = Path(file).relative_to(folder).as_posix()
            break
    return f"{file}:{line} {name}"


def costs_table(costs: Costs) -> str:
    """The costs as Markdown."""
    lines = ["| where | own s | share |", "|---|---:|---:|"]
    lines += [_row(name, seconds, costs.total) for name, seconds in costs.rooms.items() if seconds > costs.total / 500]
    lines += ["", "| function | own s | share | calls |", "|---|---:|---:|---:|"]
    lines += [f"{_row(f'`{name}`', own, costs.total)} {calls:,} |" for name, own, calls in costs.functions[:15]]
    return "\n".join(lines)


def _row(name: str, seconds: float, total: float) -> str:
    return f"| {name} | {seconds:.2f} | {seconds / total:.1%} |"
