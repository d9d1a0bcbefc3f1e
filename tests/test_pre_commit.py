"""The repository is one of hooks for pre-commit."""

import re
from pathlib import Path

import pytest
import yaml

from shell import run

MANIFEST = Path(__file__).parent.parent / ".pre-commit-hooks.yaml"
(HOOK,) = yaml.safe_load(MANIFEST.read_text("utf-8"))


def test_the_hook_is_a_check_of_the_whole_site(tmp_path: Path) -> None:
    """Not of single files, for they depend on each other."""
    assert (HOOK["id"], HOOK["language"], HOOK["pass_filenames"]) == ("statusgen-check", "python", False)
    program, *arguments = HOOK["entry"].split()
    assert program == "statusgen"
    assert run("init", tmp_path).exit_code == 0
    assert run("-C", tmp_path, *arguments).exit_code == 0


@pytest.mark.parametrize(
    ("path", "is_of_the_site"),
    [
        ("components.yaml", True),
        ("incidents/2025/2025-08-05-slow.md", True),
        ("incidents/graph.png", True),
        ("static/logo.svg", True),
        ("themes/dark/index.html", True),
        ("README.md", False),
        ("schemas/components.json", False),
        ("status/components.yaml", False),
    ],
)
def test_only_files_of_the_site_call_for_it(path: str, *, is_of_the_site: bool) -> None:
    """At the top of the repository."""
    assert bool(re.search(HOOK["files"], path)) is is_of_the_site
