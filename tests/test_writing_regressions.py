"""What once went wrong when reports were written by commands."""

import sys
from pathlib import Path

import pytest

from desk import NOW, begin, refused, said, set_clock, write
from shell import run
from writing import at

INCIDENT = """\
---
title: Login is slow
components: {API: partial_outage}
---

## Investigating - 2025-08-20 11:36 +02:00

We are looking into it.
"""
PLAN = """\
---
title: Upgrade
kind: maintenance
scheduled: {start: 2025-08-25 22:00 +02:00, end: 2025-08-25 23:30 +02:00}
---

## Scheduled - 2025-08-19 10:00 +02:00

Planned.
"""
SLOW = "incidents/slow.md"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with one open incident, at noon."""
    set_clock(monkeypatch, NOW)
    site = begin(tmp_path / "site")
    write(site, SLOW, INCIDENT)
    return site


@pytest.mark.parametrize("day", ["2025-08-21", "2025-08-29"])
def test_the_end_of_a_moved_window_follows_the_new_start(site: Path, day: str) -> None:
    """Whether it moves to earlier or to later."""
    plan = write(site, "incidents/plan.md", PLAN)
    said(site, "update", "plan", "--start", f"{day} 20:00", "--end", "21:00", "-m", "Moved.")
    assert f"scheduled: {{start: {day} 20:00 +02:00, end: {day} 21:00 +02:00}}" in plan.read_text()


def test_an_error_that_only_the_whole_site_shows_is_refused(site: Path) -> None:
    """A link that leads nowhere, an id that another report has."""
    assert (
        refused(site, "update", "-m", "![g](graph.png)", code=1) == "Nothing was written: the site would have an error."
    )
    write(site, "incidents/graph.png", "x")
    said(site, "update", "-m", "![g](graph.png)")
    write(site, "templates/fixed.md", "---\ntitle: A\nid: slow\n---\n\n## Investigating - {{ time }}\n\nX.\n")
    told = run("-C", site, "new", "--template", "fixed")
    assert told.exit_code == 1
    assert "[duplicate-id]" in told.stderr


def test_an_error_that_was_there_before_holds_nothing_back(site: Path) -> None:
    """Neither in the same file nor in another one."""
    write(site, SLOW, INCIDENT + "\n[gone](gone.md)\n")
    write(site, "incidents/other.md", INCIDENT.replace("title", "id: slow\ntitle"))
    said(site, "new", "More", "-c", "api=partial")
    (site / "incidents/other.md").unlink()
    said(site, "update", "slow", "-m", "News.")


def test_a_broken_template_holds_no_news_back(site: Path) -> None:
    """The check tells of it; a build does not need it. One in a folder of its own is none."""
    write(site, "templates/bad.md", "{{ nothing }}\n")
    write(site, "templates/more/bad.md", "{{ nothing }}\n")
    told = run("-C", site, "check")
    assert told.exit_code == 1
    assert told.stdout.count("[unknown-placeholder]") == 1
    assert run("-C", site, "build").exit_code == 0
    said(site, "update", "-m", "News.")


def test_a_template_that_is_a_link_is_told(site: Path, tmp_path: Path) -> None:
    """For the shipped one would be used instead."""
    (tmp_path / "team.md").write_text("x")
    (site / "templates").mkdir()
    (site / "templates/update.md").symlink_to(tmp_path / "team.md")
    assert "templates/update.md:1:1: error" in run("-C", site, "check").stdout


def test_a_task_list_stands_in_a_timeline(site: Path) -> None:
    """As words, with what Markdown would make something of escaped."""
    said(site, "update", "-m", "- [ ] look at ~~it~~ `&copy;` (soon)")
    said(site, "resolve")
    said(site, "postmortem", "slow")
    assert r" Update: look at it \&copy; (soon)" in (site / SLOW).read_text()
    assert "empty-section" in said(site, "check")


@pytest.mark.parametrize(
    ("now", "option", "expected"),
    [
        ("2025-03-31 10:00 +02:00", "02:30", "## Update - 2025-03-31 02:30 +02:00"),
        ("2025-10-27 10:00 +01:00", "02:30", "## Update - 2025-10-27 02:30 +01:00"),
    ],
)
def test_a_clock_change_of_another_day_is_none_of_ours(
    site: Path, monkeypatch: pytest.MonkeyPatch, now: str, option: str, expected: str
) -> None:
    """Only the day that is meant has to have that time once."""
    set_clock(monkeypatch, at(now))
    write(site, SLOW, INCIDENT.replace("2025-08-20 11:36 +02:00", "2025-03-01 11:36 +01:00"))
    said(site, "update", "--at", option, "-m", "News.")
    assert expected in (site / SLOW).read_text()


def test_a_broken_file_that_may_be_open_is_not_overlooked(site: Path) -> None:
    """Without an id it would be a guess which one is meant; one that is over is no reason to ask."""
    write(site, "incidents/b.md", INCIDENT.replace("title:", "titel:"))
    assert (
        refused(site, "resolve") == "incidents/b.md has errors and may be open too: name the report by a part of its id"
    )
    over = INCIDENT.replace("title:", "titel:") + "\n## Resolved - 2025-08-20 11:40 +02:00\n\nOver.\n"
    write(site, "incidents/b.md", over)
    said(site, "resolve")


def test_a_template_does_not_change_what_the_writer_says(site: Path) -> None:
    """A status that was asked for, and the time."""
    write(site, "templates/own.md", "## Identified - {{ time }}\n\nA disk.\n")
    write(site, "templates/old.md", "## Identified - 2025-08-20 11:50 +02:00\n\nA disk.\n")
    assert refused(site, "resolve", "--template", "own", code=1) == (
        "Nothing was written: the template 'own' says Identified, not Resolved: put {{ status }} into it."
    )
    assert refused(site, "new", "X", "--template", "notice", "--status", "resolved", "-m", "x", code=1).startswith(
        "Nothing was written: the template 'notice' says Announced, not Resolved"
    )
    assert refused(site, "update", "--template", "old", code=1) == (
        "Nothing was written: the template 'old' has a time of its own: put {{ time }} into it."
    )
    said(site, "update", "--template", "own")


def test_nothing_commands_the_terminal(site: Path) -> None:
    """Neither a file's name nor what was typed."""
    write(site, "incidents/ev\x1b[31mil.md", INCIDENT.replace("title", "id: evil\ntitle"))
    assert "\x1b" not in said(site, "update", "evil", "-m", "News.")
    assert "\x1b" not in run("-C", site, "update", "\x1b[31mzz", "-m", "x").stderr


def test_what_is_no_text_is_refused(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A title in another encoding, and what an editor saves in one, which is kept."""
    assert refused(site, "new", "caf\udce9", code=1) == "Nothing was written: the title or the text is not UTF-8."
    script = tmp_path / "editor.py"
    script.write_text("import sys, pathlib\npathlib.Path(sys.argv[1]).write_bytes(b'caf\\xe9')\n")
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert refused(site, "update", "--edit", code=1) == (
        "Nothing was written: what the editor saved is not UTF-8 text."
    )
    assert next(tmp_path.glob("statusgen-*.md")).read_bytes() == b"caf\xe9"
