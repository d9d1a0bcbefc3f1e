"""The house keeps its shape: imports point one way, and pure rooms touch nothing outside them."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "statusgen"

ROOMS = (
    ("diagnostics",),
    ("cache", "jobs", "means"),
    ("source",),
    ("model",),
    ("views",),
    ("theme", "i18n"),
    ("outputs",),
    ("publish",),
    ("editing", "importers", "git"),
    ("load",),
    ("pipeline", "authoring"),
    ("revisions", "preview"),
    ("serve",),
    ("cli",),
    ("__main__",),
)
"""Each floor may import from those before it; rooms of one floor do not know each other."""

PURE = ("source", "model", "views", "outputs")
MAY_OPEN_FILES = {
    "statusgen.source.folder": "the one door through which content comes in",
    "statusgen.model.times": "reads the tzdata package, which is code rather than content",
}
LONGEST_FILE = 300

PRINTS_OR_ASKS = frozenset({"print", "input", "click.echo", "sys.stdout", "sys.stderr"})
READS_CLOCKS = frozenset(
    {
        "datetime.now",
        "datetime.utcnow",
        "datetime.today",
        "date.today",
        "time.time",
        "time.time_ns",
        "time.localtime",
    }
)
OPENS_FILES = frozenset({"open", ".open", ".read_text", ".read_bytes", ".write_text", ".write_bytes", ".exists"})

MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}


def room(module: str) -> str:
    """The room that a module is in: `statusgen.model.times` is in `model`."""
    return module.split(".")[1] if "." in module else ""


def floor(name: str) -> int:
    """How far downstream a room is."""
    return next(number for number, rooms in enumerate(ROOMS) if name in rooms)


def parse(module: str) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def imports(tree: ast.Module) -> Iterator[str]:
    """The modules of ours that a module imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("statusgen."))
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            if node.module == "statusgen":
                names = [alias.name for alias in node.names]
                yield from (f"statusgen.{name}" for name in names if not name.startswith("__"))
            elif node.module and node.module.startswith("statusgen."):
                yield node.module


def used_names(tree: ast.Module) -> Iterator[str]:
    """What a module uses, as `name`, as `owner.name` and as `.name`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield f".{node.attr}"
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            yield f"{owner}.{node.attr}"


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_upstream_only(module: str) -> None:
    """A room knows those before it, and nothing of those after it or beside it."""
    own = room(module)
    if not own:
        assert not list(imports(parse(module)))
        return
    wrong = [name for name in imports(parse(module)) if room(name) != own and floor(room(name)) >= floor(own)]
    assert not wrong, f"{module} may not import {', '.join(wrong)}"


def test_every_module_has_a_room() -> None:
    """A new folder or file of the package takes its place in the order first."""
    known = {name for rooms in ROOMS for name in rooms}
    assert {room(module) for module in MODULES} - {""} <= known


@pytest.mark.parametrize("module", [module for module in MODULES if room(module) not in ("cli", "__main__")])
def test_only_the_command_line_prints_asks_and_reads_the_clock(module: str) -> None:
    """Everything else takes what it needs as arguments and hands back what it found."""
    assert not set(used_names(parse(module))) & (PRINTS_OR_ASKS | READS_CLOCKS)


@pytest.mark.parametrize("module", [module for module in MODULES if room(module) in PURE])
def test_pure_rooms_open_no_files(module: str) -> None:
    """Content comes in as text through one door."""
    if module not in MAY_OPEN_FILES:
        assert not set(used_names(parse(module))) & OPENS_FILES


def test_every_module_can_be_imported_first() -> None:
    """None relies on another having been imported before it."""
    code = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]:\n"
        "    for loaded in [m for m in sys.modules if m.split('.')[0] == 'statusgen']:\n"
        "        del sys.modules[loaded]\n"
        "    importlib.import_module(name)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *MODULES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("folder", [PACKAGE, ROOT / "tests"])
def test_files_are_small(folder: Path) -> None:
    """A longer one is two."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in folder.rglob("*.py")}
    assert not {str(path): length for path, length in lengths.items() if length > LONGEST_FILE}
