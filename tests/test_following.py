"""`update`, `resolve` and `postmortem` add to the report that is meant, and to nothing else."""

import json
from pathlib import Path

import pytest

from desk import NOW, begin, refused, said, set_clock, write
from shell import run

PATH = "incidents/2025-08-20-slow-login.md"
INCIDENT = """\
---
title:   "Login is slow"   # a comment
components: {API: partial_outage}
---

## Investigating - 2025-08-20 11:36 +02:00

We are looking into it.
"""
OVER = INCIDENT.replace("08-20", "08-19") + "\n## Resolved - 2025-08-19 12:50 +02:00\n\nIt works. All is well again.\n"
PLAN = """\
---
title: Upgrade
kind: maintenance
scheduled: {start: 2025-08-20 22:00 +02:00, end: 2025-08-20 23:00 +02:00}
components: [API]
---

## Scheduled - 2025-08-19 10:00 +02:00

Planned.
"""
NOTICE = "---\ntitle: New terms\nkind: notice\n---\n\n## Announced - 2025-08-19 10:00 +02:00\n\nRead them.\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with one open incident, at noon."""
    set_clock(monkeypatch, NOW)
    site = begin(tmp_path / "site")
    write(site, PATH, INCIDENT)
    return site


def new_lines(site: Path, path: str = PATH, before: str = INCIDENT) -> str:
    """What was added at the end of a file."""
    text = (site / path).read_text()
    assert text.startswith(before)
    return text.removeprefix(before)


def test_news_is_added_at_the_end(site: Path) -> None:
    """The rest of the file, with its comment and its odd quotes, stays as it is."""
    shown = said(site, "update", "--status", "ident", "-c", "mail=deg", "-c", "api=op", "-m", "A disk.\n\nIt is full.")
    assert new_lines(site) == (
        """
## Identified - 2025-08-20 12:00 +02:00
components: {"Mail, incoming": degraded_performance, API: operational}

A disk.

It is full.
"""
    )
    assert shown.splitlines()[1:3] == ["   9 +", "  10 + ## Identified - 2025-08-20 12:00 +02:00"]
    assert "No problems" in said(site, "check")


@pytest.mark.parametrize("word", ["slow", "2025-08-20-slow-login", "LOGIN", "08-20", PATH, "2025-08-20-slow-login.md"])
def test_any_unique_part_of_an_id_will_do(site: Path, word: str) -> None:
    """Whatever its case."""
    said(site, "update", word, "-m", "News.")
    assert new_lines(site).startswith("\n## Update - 2025-08-20 12:00 +02:00\n\nNews.")


def test_of_several_the_open_one_is_meant(site: Path) -> None:
    """And of several open ones, none: they are listed."""
    write(site, "incidents/2025-08-19-slow-login.md", OVER)
    said(site, "update", "slow", "-m", "News.")
    write(site, "incidents/other-slow.md", INCIDENT)
    assert refused(site, "update", "slow", "-m", "x") == "'slow' could be 2025-08-20-slow-login or other-slow"


def test_without_an_id_it_is_the_only_open_incident(site: Path) -> None:
    """Maintenances, notices, drafts and what is over do not count; the maintenance that runs is named, though."""
    write(site, "incidents/over.md", OVER)
    write(site, "incidents/plan.md", PLAN)
    write(site, "incidents/notice.md", NOTICE)
    write(site, "incidents/draft.md", INCIDENT.replace("title", "draft: true\ntitle"))
    said(site, "update", "-m", "News.")
    write(site, "incidents/b.md", INCIDENT)
    told = run("-C", site, "update", "-m", "x")
    assert told.exit_code == 2
    assert told.stderr.endswith(
        "2 incidents are open: name the report by a part of its id\n"
        "  2025-08-20-slow-login  (Login is slow)\n  b  (Login is slow)\n"
    )
    (site / "incidents/b.md").unlink()
    said(site, "resolve")
    assert refused(site, "update", "-m", "x") == "no incident is open: name the report by a part of its id"
    running = write(site, "incidents/plan.md", PLAN.replace("22:00", "11:00").replace("23:00", "13:00"))
    told = run("-C", site, "resolve")
    assert told.stderr.endswith("no incident is open: name the report by a part of its id\n  plan  (Upgrade)\n")
    assert "Completed" not in running.read_text()


def test_an_id_that_nothing_has_is_told_with_what_is_open(site: Path) -> None:
    """Or with what is near."""
    assert refused(site, "update", "x9", "-m", "x") == (
        "no report has 'x9' in its id; it could be 2025-08-20-slow-login"
    )
    assert "did you mean '2025-08-20-slow-login'?" in refused(site, "update", "2025-08-20-slowlogin", "-m", "x")


def test_a_file_that_cannot_be_read_is_told_with_its_errors(site: Path) -> None:
    """Rather than that there is none."""
    write(site, "incidents/broken.md", "title: x\n")
    assert refused(site, "update", "broken", "-m", "x", code=1) == "Nothing was written."
    write(site, PATH, INCIDENT.replace("title:", "titel:"))
    assert refused(site, "update", "slow", "-m", "x", code=1) == (
        f"Nothing was written: {PATH} has errors already: mend them first."
    )


def test_what_happened_earlier_goes_where_it_belongs(site: Path) -> None:
    """Between the updates, in order."""
    said(site, "update", "--status", "identified", "-m", "Second.")
    said(site, "update", "--at", "11:50", "-m", "First.")
    headings = [line for line in (site / PATH).read_text().splitlines() if line.startswith("##")]
    assert [heading.split(" - ")[1][11:16] for heading in headings] == ["11:36", "11:50", "12:00"]
    assert "No problems" in said(site, "check")


def test_a_clock_that_is_slow_keeps_the_order(site: Path) -> None:
    """News is never stamped before the news that is there."""
    write(site, PATH, INCIDENT.replace("11:36", "12:07"))
    said(site, "update", "-m", "News.")
    assert "## Update - 2025-08-20 12:07 +02:00" in (site / PATH).read_text()
    write(site, PATH, INCIDENT.replace("11:36", "12:00:20"))
    said(site, "update", "-m", "News.")
    assert "## Update - 2025-08-20 12:00:41 +02:00" in (site / PATH).read_text()


def test_line_ends_of_the_file_are_kept(site: Path) -> None:
    """Also those of Windows, and a mark at the beginning."""
    before = b"\xef\xbb\xbf" + INCIDENT.replace("\n", "\r\n").rstrip().encode()
    (site / PATH).write_bytes(before)
    said(site, "update", "-m", "One.\nTwo.")
    assert (site / PATH).read_bytes() == before + (
        b"\r\n\r\n## Update - 2025-08-20 12:00 +02:00\r\n\r\nOne.\r\nTwo.\r\n"
    )


@pytest.mark.parametrize(
    ("text", "word", "line"),
    [
        (INCIDENT, "Resolved", "The problem is resolved."),
        (PLAN.replace("22:00", "11:00"), "Completed", "The scheduled maintenance has been completed."),
        (NOTICE, "Closed", "This notice is closed."),
    ],
)
def test_resolve_ends_each_kind_in_its_own_way(site: Path, text: str, word: str, line: str) -> None:
    """With a sentence, if there is nothing else to say."""
    write(site, PATH, text)
    said(site, "resolve", "slow")
    assert new_lines(site, before=text) == f"\n## {word} - 2025-08-20 12:00 +02:00\n\n{line}\n"


def test_what_is_over_or_has_not_begun_cannot_be_resolved(site: Path) -> None:
    """The message says what to do instead."""
    write(site, "incidents/plan.md", PLAN)
    said(site, "resolve", "slow")
    assert refused(site, "resolve", "slow") == "2025-08-20-slow-login is resolved already: add something with update"
    assert refused(site, "resolve", "plan") == "plan has not begun: call it off with update --status cancelled"
    said(site, "update", "plan", "--status", "cancelled")


def test_a_window_can_be_moved(site: Path) -> None:
    """One end, or both; hours and minutes are the next after now, or after the start."""
    write(site, "incidents/plan.md", PLAN)
    said(site, "update", "plan", "--end", "00:30", "-m", "Later.")
    assert "scheduled: {end: 2025-08-21 00:30 +02:00}" in new_lines(site, "incidents/plan.md", PLAN)
    said(site, "update", "plan", "--start", "2025-08-21 22:00", "--end", "2025-08-21 23:00", "-m", "Tomorrow.")
    assert "scheduled: {start: 2025-08-21 22:00 +02:00, end: 2025-08-21 23:00 +02:00}" in (
        (site / "incidents/plan.md").read_text()
    )


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "say what is new: with -m TEXT, on standard input, or with --edit"),
        (["-c", "api", "-m", "x"], "-c api: say its state too, as in api=operational"),
        (["--status", "closed", "-m", "x"], f"Nothing was written: {PATH} would have errors."),
        (["--start", "22:00", "-m", "x"], "--start and --end are for a maintenance"),
        (
            ["--at", "11:00", "-m", "x"],
            (
                "that is before the first news of 2025-08-20-slow-login, which nothing can precede; "
                "'started' in its front matter tells when the impact began"
            ),
        ),
        (
            ["-m", "x\n\n## Update - 2025-08-20 12:00 +02:00"],
            "Nothing was written: the text would be read as 2 updates instead of one.",
        ),
        (
            ["--template", "incident", "-m", "x"],
            "Nothing was written: the template 'incident' is one of reports: an update begins with '## '.",
        ),
    ],
)
def test_what_cannot_be_is_refused(site: Path, arguments: list[str], complaint: str) -> None:
    """In one line, and the file stays as it is."""
    assert refused(site, "update", *arguments, code=1 if complaint.startswith("Nothing") else 2) == complaint


def test_a_postmortem_begins_with_what_a_good_one_has(site: Path) -> None:
    """The timeline is that of the updates; the check warns of headings that are not filled in yet."""
    write(site, PATH, OVER)
    told = run("-C", site, "postmortem", "slow")
    shown = told.stdout
    assert told.stderr == ""
    assert shown.splitlines()[-1] == "Next: fill it in, then statusgen build"
    added = new_lines(site, before=OVER)
    assert added.startswith("\n## Postmortem - 2025-08-20 12:00 +02:00\n")
    assert [line[4:] for line in added.splitlines() if line.startswith("### ")] == [
        "Summary",
        "Impact",
        "Timeline",
        "Contributing factors",
        "What went well",
        "What went badly",
        "Where we were lucky",
        "Action items",
    ]
    assert (
        """
- **2025-08-19 11:36 +02:00** Investigating: We are looking into it.
- **2025-08-19 12:50 +02:00** Resolved: It works. All is well again.
"""
        in added
    )
    assert "- Lasted: 1 hr, 14 min\n" in added
    checked = run("-C", site, "check")
    assert (checked.exit_code, checked.output.count("[empty-section]")) == (0, 6)
    assert "second-postmortem" in run("-C", site, "postmortem", "slow").stderr


def test_a_postmortem_comes_after_the_end(site: Path) -> None:
    """Not while it goes on."""
    assert refused(site, "postmortem", "slow") == "2025-08-20-slow-login is not over: a postmortem comes after its end"


def test_a_postmortem_with_a_text_is_that_text(site: Path) -> None:
    """Without one it is not committed, since it is not written yet."""
    write(site, PATH, OVER)
    assert refused(site, "postmortem", "slow", "--commit") == (
        "write the postmortem before you commit it: with --edit, -m or on standard input"
    )
    said(site, "postmortem", "slow", "-m", "### Why\n\nA disk was full.")
    assert new_lines(site, before=OVER) == "\n## Postmortem - 2025-08-20 12:00 +02:00\n\n### Why\n\nA disk was full.\n"


def test_programs_are_told_in_json(site: Path) -> None:
    """What was added, and where."""
    told = json.loads(said(site, "resolve", "--json", "-m", "Done."))
    assert (told["path"], told["id"]) == (PATH, "2025-08-20-slow-login")
    assert told["update"] == {
        "id": "2025-08-20-slow-login-20250820T1000Z",
        "status": "resolved",
        "at": "2025-08-20T10:00:00Z",
    }
