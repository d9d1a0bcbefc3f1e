"""`--commit` commits what was written; else the last line says how to."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from statusgen.git import Repository

from desk import NOW, begin, files, said, set_clock, write
from repository import begin as begin_repository
from repository import commit, git
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


def test_what_git_says_no_to_is_still_written(site: Path) -> None:
    """The file is there, and one line tells what git said."""
    hook = Path(git(site, "rev-parse", "--absolute-git-dir").strip()) / "hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'not today' >&2\nexit 1\n")
    hook.chmod(0o755)
    told = run("-C", site, "new", "Slow", "--commit", "--json")
    path = "incidents/2025/2025-08-20-slow.md"
    assert told.exit_code == 3
    assert told.stderr.splitlines()[-1] == (
        f"statusgen: error: {path} is written, but not committed: git commit: not today"
    )
    assert (json.loads(told.stdout)["path"], json.loads(told.stdout)["commit"]) == (path, None)
    assert list(files(site)) == [path]


def test_two_at_once_have_a_commit_each(site: Path) -> None:
    """And neither has the other's news in it."""
    said(site, "new", "Slow", "-c", "api=partial", "--commit")
    code = "from statusgen.cli import main; main()"
    command = [sys.executable, "-c", code, "-C", str(site), "update", "--commit", "-m"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    running = [subprocess.Popen([*command, f"News {n}."], env=environment, stdout=subprocess.PIPE) for n in range(3)]
    for one in running:
        one.communicate()
        assert one.returncode == 0
    news = [git(site, "show", "--format=", f"HEAD~{n}").count("\n+News") for n in range(3)]
    assert news == [1, 1, 1]
    assert not git(site, "status", "--short", "incidents")


def test_without_a_repository_nothing_is_written(tmp_path: Path) -> None:
    """So that a second try is no second report."""
    alone = begin(tmp_path / "alone")
    told = run("-C", alone, "new", "Slow", "--commit")
    assert told.exit_code == 3
    assert "not a git repository" in told.stderr
    assert not files(alone)


def test_a_name_that_git_takes_for_a_pattern_is_a_name(site: Path) -> None:
    """What it would match besides is not committed."""
    text = "---\ntitle: A\n---\n\n## Investigating - 2025-08-20 11:00 +02:00\n\nText.\n"
    write(site, "incidents/a[1].md", text.replace("title: A", "title: A\nid: odd"))
    commit(site)
    write(site, "incidents/a1.md", text)
    said(site, "update", "odd", "-m", "News.", "--commit")
    assert "?? " in git(site, "status", "--short", "--untracked-files=all")
    assert git(site, "show", "--format=", "--name-only", "--relative").split() == ["incidents/a[1].md"]


def test_a_hook_does_not_lead_git_elsewhere(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git tells its hooks where they are, which is not where the site is."""
    prefix = Repository(site).prefix
    monkeypatch.setenv("GIT_DIR", git(site, "rev-parse", "--absolute-git-dir").strip())
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere")
    assert Repository(site).prefix == prefix
    assert Repository(site).changed_since(Repository(site).commit_of("HEAD")) == frozenset()
