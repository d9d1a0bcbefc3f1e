"""`--commit` commits what was written; else the last line says how to."""

import json
import subprocess
from pathlib import Path

import pytest

from desk import NOW, begin, files, said, set_clock
from repository import begin as begin_repository
from repository import git
from shell import run


@pytest.fixture(params=["", "status"])
def site(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty site in a repository: at its top, or in a folder of it."""
    set_clock(monkeypatch, NOW)
    site = begin(tmp_path / "repository" / request.param)
    begin_repository(tmp_path / "repository")
    return site


def test_a_report_is_committed_alone(site: Path) -> None:
    """With a subject that says what was told."""
    (site / "notes.txt").write_text("not ready")
    shown = said(site, "new", "It's slow: 3 s", "--commit", "-c", "api=partial")
    assert shown.splitlines()[-2].startswith("Committed ")
    assert shown.splitlines()[-1] == "Next: git push"
    assert git(site, "log", "-1", "--format=%s") == "Investigating: It's slow: 3 s\n"
    assert "notes.txt" in git(site, "status", "--short")
    told = json.loads(said(site, "resolve", "--commit", "--json"))
    assert git(site, "rev-parse", "--short", "HEAD").strip() == told["commit"]
    assert git(site, "show", "--format=", "--name-only", "--relative").split() == [told["path"]]


def test_the_last_line_is_a_command_that_works(site: Path) -> None:
    """As it stands, in a shell."""
    line = said(site, "new", "It's $HOME `slow`", "-c", "api=partial").splitlines()[-1].removeprefix("Next: ")
    subprocess.run(["bash", "-c", line], check=True, capture_output=True)
    assert git(site, "log", "-1", "--format=%s") == "Investigating: It's $HOME `slow`\n"
    assert not git(site, "status", "--short", "incidents")


def test_what_git_says_no_to_is_still_written(site: Path, tmp_path: Path) -> None:
    """The file is there, and one line tells what git said; also where there is no repository."""
    hook = Path(git(site, "rev-parse", "--absolute-git-dir").strip()) / "hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'not today' >&2\nexit 1\n")
    hook.chmod(0o755)
    told = run("-C", site, "new", "Slow", "--commit")
    assert told.exit_code == 3
    assert told.stderr.splitlines()[-1] == "statusgen: error: git commit: not today"
    assert len(files(site)) == 1
    told = run("-C", begin(tmp_path / "alone"), "new", "Slow", "--commit")
    assert told.exit_code == 3
    assert "not a git repository" in told.stderr
