"""Shells offer commands, ids, components with their states, statuses and templates."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import FishComplete, ShellComplete, ZshComplete

from statusgen.cli import COMMANDS, main

from desk import NOW, begin, said, set_clock, write

STATES = ("operational", "under_maintenance", "degraded_performance", "partial_outage", "major_outage")
OPEN = "---\ntitle: {}\n---\n\n## Investigating - 2025-08-20 11:36 +02:00\n\nText.\n"
OVER = OPEN + "\n## Resolved - 2025-08-20 11:40 +02:00\n\nText.\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with two open reports and one that is over."""
    set_clock(monkeypatch, NOW)
    site = begin(tmp_path / "site")
    write(site, "incidents/slow-login.md", OPEN.format("Login is slow"))
    write(site, "incidents/slow-mail.md", OPEN.format("Mail is slow").replace("11:36", "11:50"))
    write(site, "incidents/over.md", OVER.format("Over"))
    write(site, "templates/disk.md", "## Identified - {{ time }}\n\nA disk.\n")
    return site


def offered(site: Path, *words: str) -> list[str]:
    """What a shell shows for the last word."""
    complete = ShellComplete(main, {}, "statusgen", "_STATUSGEN_COMPLETE")
    *before, last = words
    return [item.value for item in complete.get_completions(["-C", str(site), *before], last)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["upd"], ["update"]),
        (["update", ""], ["slow-mail", "slow-login"]),
        (["update", "LOG"], ["slow-login"]),
        (["postmortem", ""], ["over"]),
        (["new", "-c", ""], ["website", "api", "mail", "login", "asia-login"]),
        (
            ["new", "-c", "ap"],
            [
                f"api={s}"
                for s in ("operational", "under_maintenance", "degraded_performance", "partial_outage", "major_outage")
            ],
        ),
        (["update", "-c", "api=pa"], ["api=partial_outage"]),
        (["new", "-c", "none=pa"], []),
        (["list", "-c", "ma"], ["mail"]),
        (["new", "--status", "i"], ["investigating", "identified"]),
        (["new", "--impact", ""], ["none", "minor", "major", "critical"]),
        (["update", "--template", "d"], ["disk"]),
        (["update", "--template", "p"], ["postmortem"]),
        (["theme", "c"], ["copy"]),
        (["theme", "copy", "rep"], ["report.html"]),
        (["theme", "copy", "index.html", "parts/rep"], ["parts/report.html"]),
        (["theme", "copy", "subscr"], ["parts/subscribe.html"]),
    ],
)
def test_words_are_completed(site: Path, words: list[str], expected: list[str]) -> None:
    """By their beginning, else by a part."""
    assert offered(site, *words) == expected


def test_where_there_is_no_site_nothing_is_offered(tmp_path: Path) -> None:
    """And nothing fails."""
    assert offered(tmp_path, "update", "") == []
    (tmp_path / "components.yaml").write_text("page: {")
    assert offered(tmp_path, "new", "-c", "") == []
    assert offered(tmp_path, "")[: len(COMMANDS)] == list(COMMANDS)


@pytest.mark.parametrize(
    ("shell", "form"),
    [(ZshComplete, "plain\nslow-login\nLogin is slow"), (FishComplete, "plain,slow-login\tLogin is slow")],
)
def test_explanations_stand_beside(site: Path, shell: type[ShellComplete], form: str) -> None:
    """In the shells that show them."""
    complete = shell(main, {}, "statusgen", "_STATUSGEN_COMPLETE")
    items = complete.get_completions(["-C", str(site), "update"], "slow-l")
    assert [complete.format_completion(item) for item in items] == [form]


@pytest.mark.parametrize(
    ("words", "number", "expected"),
    [
        ("update slow-l", 4, "slow-login"),
        ("new x -c api = pa", 8, "partial_outage"),
        ("new x -c api =", 7, "operational under_maintenance degraded_performance partial_outage major_outage"),
        ("new x -c api = ''", 8, "operational under_maintenance degraded_performance partial_outage major_outage"),
        ("new --status = mo", 6, "monitoring"),
        ("new x -c Euro", 6, " ".join(f"login={state}" for state in STATES)),
        ("new -c we", 5, " ".join(f"website={state}" for state in STATES)),
    ],
)
def test_bash_itself_completes(site: Path, tmp_path: Path, words: str, number: int, expected: str) -> None:
    """With the line of the documentation; `=` parts a word there, and what stands before it stays."""
    bash = shutil.which("bash")
    assert bash
    program = tmp_path / "bin" / "statusgen"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nfrom statusgen.cli import main\nmain(prog_name='statusgen')\n")
    program.chmod(0o755)
    script = (
        'eval "$(_STATUSGEN_COMPLETE=bash_source statusgen)"\n'
        f"COMP_WORDS=(statusgen -C '{site}' {words}) COMP_CWORD={number}\n"
        '_statusgen_completion statusgen; echo "${COMPREPLY[@]}"'
    )
    environment = {
        **os.environ,
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }
    done = subprocess.run([bash, "-c", script], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.split() == expected.split()


def test_what_was_copied_is_offered_for_its_changes(site: Path) -> None:
    """And no more for another copy."""
    said(site, "theme", "copy", "report.html", "parts/bars.html")
    write(site, "themes/default/index.html", "")
    assert offered(site, "theme", "diff", "") == ["parts/bars.html", "report.html"]
    assert offered(site, "theme", "diff", "rep") == ["report.html"]
    assert offered(site, "theme", "copy", "index") == offered(site, "theme", "copy", "parts/bars") == []


def test_help_is_not_disturbed(site: Path) -> None:
    """Commands run as before."""
    assert "[ID]" in said(site, "update", "--help")
