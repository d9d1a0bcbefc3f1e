"""The text of an update comes from wherever its writer has it, and is never lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from statusgen.authoring.saving import save_changed, save_new
from statusgen.diagnostics import StatusgenError

from desk import NOW, begin, files, refused, said, set_clock, write
from shell import run

PATH = "incidents/slow-login.md"
INCIDENT = """\
---
title: Login is slow
components: {API: partial_outage}
---

## Investigating - 2025-08-20 11:36 +02:00

We are looking into it.
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with one open incident, at noon."""
    set_clock(monkeypatch, NOW)
    site = begin(tmp_path / "site")
    write(site, PATH, INCIDENT)
    return site


def new_lines(site: Path) -> str:
    """What was added at the end of the incident."""
    text = (site / PATH).read_text()
    assert text.startswith(INCIDENT)
    return text.removeprefix(INCIDENT)


def test_text_comes_from_standard_input(site: Path) -> None:
    """Where it is a pipe or a file; nobody waits for a terminal or for nothing."""
    code = "from statusgen.cli import main; main()"
    command = [sys.executable, "-c", code, "-C", str(site), "update"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    subprocess.run(command, input="Påske.\n", encoding="utf-8", env=environment, check=True, stdout=subprocess.DEVNULL)
    assert "\n\nPåske.\n" in (site / PATH).read_text("utf-8")
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=environment, check=False)
    assert done.returncode == 2
    assert run("-C", site, "update", "-m", "-", text="From a dash.").exit_code == 0
    assert "From a dash." in (site / PATH).read_text("utf-8")


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script that EDITOR names."""
    script = tmp_path / "editor.py"
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return script


EDITS = "import os, pathlib, sys\nfile = pathlib.Path(sys.argv[1])\ntext = file.read_text()\n"
SAVES = "file.write_text(text)\nos.utime(file, (2e9, 2e9))\n"


def test_the_text_can_be_edited_first(site: Path, editor: Path) -> None:
    """With everything that the options say in it already."""
    editor.write_text(EDITS + "text = text.replace('A disk', 'Two disks')\n" + SAVES)
    said(site, "update", "--edit", "--status", "identified", "-m", "A disk.")
    assert new_lines(site) == "\n## Identified - 2025-08-20 12:00 +02:00\n\nTwo disks.\n"
    said(site, "new", "A disk is full", "--edit", "-c", "api=partial")
    assert b"title: Two disks is full" in files(site)["incidents/2025/2025-08-20-two-disks-is-full.md"]


def test_an_editor_that_saves_nothing_writes_nothing(site: Path, editor: Path) -> None:
    """Nor one that fails."""
    editor.write_text("")
    assert refused(site, "update", "--edit", code=1) == "Nothing was written: nothing was saved in the editor."
    editor.write_text("import os, sys\nos.unlink(sys.argv[1])\n")
    assert refused(site, "update", "--edit", code=1) == "Nothing was written: nothing was saved in the editor."
    editor.write_text("raise SystemExit(1)")
    assert refused(site, "update", "--edit", code=3).startswith("statusgen: error: ")


def test_what_was_typed_is_never_lost(site: Path, editor: Path, tmp_path: Path) -> None:
    """If it cannot be used, it is kept where the message says."""
    editor.write_text(EDITS + "text = text.replace('Update - ', 'Updated - ') + 'Hard work.'\n" + SAVES)
    told = run("-C", site, "update", "--edit")
    assert told.exit_code == 1
    assert "[bad-heading]" in told.stderr
    kept = next(tmp_path.glob("statusgen-*.md"))
    assert f"Your text is kept in {kept}" in told.stderr
    assert kept.read_text().endswith("Hard work.")
    assert (site / PATH).read_text() == INCIDENT


def test_a_file_that_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    """Nor is one that came to be; and nothing is left behind."""
    file = tmp_path / "a.md"
    save_new(tmp_path, "a.md", b"one")
    file.chmod(0o640)
    save_changed(tmp_path, "a.md", b"one", b"two")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"two", 0o640)
    with pytest.raises(StatusgenError, match="was changed meanwhile"):
        save_changed(tmp_path, "a.md", b"one", b"three")
    with pytest.raises(StatusgenError, match="is there already"):
        save_new(tmp_path, "a.md", b"x")
    with pytest.raises(StatusgenError, match="cannot write"):
        save_changed(tmp_path, "gone.md", b"one", b"two")
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_symbolic_links_are_not_written_through(tmp_path: Path) -> None:
    """The site would not read what stands behind them."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "incidents").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "a.md").symlink_to(tmp_path / "b.md")
    with pytest.raises(StatusgenError, match="incidents is a symbolic link"):
        save_new(tmp_path, "incidents/2025/a.md", b"x")
    with pytest.raises(StatusgenError, match=r"a\.md is a symbolic link"):
        save_changed(tmp_path, "a.md", b"x", b"y")
    assert not list((tmp_path / "elsewhere").iterdir())


def test_two_at_once_lose_nothing(site: Path) -> None:
    """Each update is there, in whatever order."""
    code = "from statusgen.cli import main; main()"
    command = [sys.executable, "-c", code, "-C", str(site), "update", "-m"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    running = [
        subprocess.Popen([*command, f"News {n}."], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for n in range(4)
    ]
    for one in running:
        assert one.communicate()[1] == b""
        assert one.returncode == 0
    text = (site / PATH).read_text()
    assert all(f"News {n}." in text for n in range(4))
