"""Which report and update is which in two states of a site, and what may change without a word."""

import pytest
from changing import LONG_AFTER, MONITORING, OLD, ONE, OSLO, POSTMORTEM, RESOLVED, TWO, Files, edit, said, told

from statusgen.diagnostics import Severity

from writing import COMPONENTS


@pytest.mark.parametrize(
    "after",
    [
        OLD,
        OLD + POSTMORTEM,
        OLD + "\n## Update - 2025-08-07 10:00Z\n\nMore.\n",
        OLD + "\n## Identified - 2025-08-19 10:00Z\ncomponents: {API: major_outage}\n\nAgain.\n",
        edit("title: Slow", "title: Slower"),
        edit("title: Slow", "title: Slow\naliases: [/old, /older.html]\ntags: [a]\nauthors: [Ada]"),
        edit("\n\nRequests are slow, and", "\n\nRequests are slow,\nand"),
        edit("09:30Z", "11:30 +02:00"),
        edit("09:30Z", "09:30Z\nedited: 2025-08-06 09:00Z", "a new index", "an index"),
        edit("[API]", "{API: major_outage}"),
        edit("[API]", "{API: major_outage}", "title: Slow", "title: Slow\nimpact: critical"),
        edit("title: Slow", "title: Slow\nimpact: minor"),
        edit("[API]", "[API, Portal]"),
        {TWO: edit("title: Slow", "title: Slow\nid: one")},
        {TWO: edit("title: Slow", "title: Slow\naliases: [one]")},
        {ONE: OLD, TWO: edit("Slow", "New")},
        {ONE: "no report"},
        edit("Monitoring", "Monitring", "09:00Z", "09:10Z"),
    ],
    ids=str,
)
def test_news_and_dated_corrections_break_nothing(after: Files) -> None:
    """Nor what a file that cannot be read may still say."""
    assert said(told(OLD, after, renames={ONE: TWO})) == []


def test_a_task_may_be_done_and_given_to_another() -> None:
    """But not become another task in silence."""
    before = f"{OLD}{POSTMORTEM}\n- [ ] Watch the queries (@ada, due 2025-09-01, detect)\n"
    done = before.replace("[ ]", "[x]").replace("@ada, due 2025-09-01", "@bob @eve, due 2025-10-01")
    assert told(before, done) == []
    assert said(told(before, done.replace("queries", "index"))) == [
        "18 '## Postmortem - 2025-08-06 10:00Z' changed-text"
    ]


def test_drafts_and_broken_files_were_not_published() -> None:
    """So they may change in any way, and be removed."""
    empty = OLD.partition("## ")[0]
    for before in (edit("title: Slow", "title: Slow\ndraft: true"), edit("[API]", "[Website]"), "no report", empty):
        assert told(before, edit("09:30Z", "09:35Z", "Requests", "Orders", "title: Slow", "id: a\ntitle: Slow")) == []
        assert told(before, {}) == []


def test_updates_of_a_report_with_another_id_are_not_told_one_by_one() -> None:
    """Their ids change with it; a pinned one is still known."""
    before = edit("09:30Z", "09:30Z\nid: one-20250805T0930Z")
    assert said(told(before, {TWO: before}, renames={ONE: TWO})) == ["2 'Slow' changed-id"]
    after = edit("10:00Z", "10:01Z", text=before)
    assert said(told(before, {TWO: after}, renames={ONE: TWO})) == [
        "2 'Slow' changed-id",
        "15 '2025-08-05 10:01Z' changed-update-id",
    ]


def test_a_report_is_known_by_its_id_wherever_its_file_went() -> None:
    """Also where another one took the place of the file."""
    moved = edit("title: Slow", "title: Slow\nid: one", "09:30Z", "09:35Z")
    new = edit("title: Slow", "title: New\nid: new", "Requests", "Orders")
    (found,) = told(OLD, {ONE: new, TWO: moved})
    assert (found.at.path, found.code) == (TWO, "changed-update-id")


def test_an_update_whose_time_and_words_changed_is_one() -> None:
    """While one with quite other words is another, and the first is gone."""
    assert said(told(OLD, edit("09:30Z", "09:35Z", "a new index", "an index"))) == [
        "10 '## Monitoring - 2025-08-05 09:35Z' changed-text",
        "10 '2025-08-05 09:35Z' changed-update-id",
    ]
    assert said(told(OLD, edit("09:30Z", "09:35Z", "The database has a new index.", "We found it!"))) == [
        "6 '## Investigating - 2025-08-05 09:00Z' removed-update"
    ]


def test_updates_of_one_minute_are_known_by_what_they_say() -> None:
    """Their ids are numbered, so they do not tell which is gone, or new."""
    again = "## Update - 2025-08-05 09:30Z\n\nSlow again.\n\n"
    twins = edit(RESOLVED, f"{again}{RESOLVED}")
    assert told(OLD, twins) == []
    assert said(told(twins, twins.replace(f"{MONITORING}\n\nThe database has a new index.\n\n", ""))) == [
        "6 '## Investigating - 2025-08-05 09:00Z' removed-update",
        "10 '## Update - 2025-08-05 09:30Z' changed-update-id",
    ]
    assert told(edit(RESOLVED, f"{again}{again}{RESOLVED}"), edit(RESOLVED, f"{again}{again}{again}{RESOLVED}")) == []


def test_of_updates_that_say_alike_the_one_of_that_status_is_meant() -> None:
    """Even if another one says more of it."""
    nearer = "## Identified - 2025-08-05 09:33Z\n\nThe database has a new index.\n\n"
    after = edit("a new index.", "an index.", MONITORING, f"{nearer}## Monitoring - 2025-08-05 09:35Z")
    assert said(told(OLD, after)) == [
        "14 '## Monitoring - 2025-08-05 09:35Z' changed-text",
        "14 '2025-08-05 09:35Z' changed-update-id",
    ]


def test_another_time_zone_is_told_once_with_the_number_of_times() -> None:
    """At its key; cured by the old zone, by one with the same clock, or by offsets."""
    plain = OLD.replace("Z\n", "\n")
    (found,) = told(plain, plain, pages=(COMPONENTS, OSLO))
    assert (found.at.path, found.at.line, found.at.text) == ("components.yaml", 1, "timezone")
    assert (found.code, found.severity) == ("changed-timezone", Severity.WARNING)
    assert found.message.endswith(": 3 in incidents/one.md")
    assert found.hint.startswith("keep 'UTC', or write their offsets first, as in 2025-08-05 11:50 +00:00")
    assert told(plain, OLD.replace("Z\n", " +00:00\n"), pages=(COMPONENTS, OSLO)) == []
    assert told(OLD, OLD, pages=(COMPONENTS, OSLO)) == []
    assert told(plain, plain, pages=(OSLO, OSLO.replace("Oslo", "Berlin"))) == []


def test_only_what_is_long_over_is_history() -> None:
    """And words, titles and postmortems are none of its record."""
    changed = edit("[API]", "[Portal]")
    assert told(OLD, changed) == []
    assert told(OLD.replace("Resolved", "Update"), changed.replace("Resolved", "Update"), now=LONG_AFTER) == []
    for after in (
        edit("title: Slow", "title: Slower"),
        edit("09:30Z", "09:30Z\nedited: 2026-08-06 09:00Z", "a new index", "an index"),
        OLD + POSTMORTEM,
        edit(RESOLVED, f"## Update - 2025-08-05 09:40Z\n\nText.\n\n{RESOLVED}"),
    ):
        assert told(OLD, after, now=LONG_AFTER) == []


def test_two_reports_may_become_one() -> None:
    """Where the address of the one that is gone leads to the other."""
    two = OLD.replace("Slow", "New")
    joined = edit("title: New", "title: New\naliases: [/incidents/one/]", text=two)
    assert told({ONE: OLD, TWO: two}, {TWO: joined}) == []
    assert told({ONE: OLD, TWO: two}, {TWO: joined}, renames={ONE: TWO}) == []
    wrong = edit("title: New", "title: New\naliases: [one]", text=two)
    assert said(told({ONE: OLD, TWO: two}, {TWO: wrong})) == ["3 'one' changed-id"]


def test_a_report_that_has_the_id_as_a_former_one_is_that_report() -> None:
    """Also where git does not take its file for the renamed one."""
    after = edit("title: Slow", "title: Slow\naliases: [one]", "a new index", "an index")
    (found,) = told(OLD, {TWO: after})
    assert (found.at.path, found.code) == (TWO, "changed-text")


def test_a_former_path_may_move_to_another_report() -> None:
    """It leads somewhere still."""
    two = OLD.replace("Slow", "New")
    before = {ONE: edit("title: Slow", "title: Slow\naliases: [/a]"), TWO: two}
    assert told(before, {ONE: OLD, TWO: edit("title: New", "title: New\naliases: [/a]", text=two)}) == []
