"""`new` and `schedule` write files that pass the check, and say what they wrote."""

import json
from pathlib import Path

import pytest

from desk import NOW, begin, files, refused, said, set_clock, write
from shell import run


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty site, at noon."""
    set_clock(monkeypatch, NOW)
    return begin(tmp_path / "site")


def text(site: Path, path: str) -> str:
    """What a file says, which passes the check."""
    assert "error" not in said(site, "check")
    return (site / path).read_text()


def test_an_incident_is_a_file_with_its_first_update(site: Path) -> None:
    """Named by its day and title; what was not said is not there, and the minute is that of the clock."""
    said(site, "new", "Login: is slow", "-c", "api=partial_outage", "-c", "Europe / Login=degraded", "-m", "We look.")
    assert text(site, "incidents/2025/2025-08-20-login-is-slow.md") == (
        """\
---
title: "Login: is slow"
components:
  API: partial_outage
  Europe / Login: degraded_performance
---

## Investigating - 2025-08-20 12:00 +02:00

We look.
"""
    )


def test_it_shows_the_path_the_lines_and_what_comes_next(site: Path) -> None:
    """The last line is a command."""
    shown = said(site, "new", "Slow", "-c", "api=partial").splitlines()
    assert shown[0].startswith("Wrote ")
    assert shown[0].endswith("incidents/2025/2025-08-20-slow.md")
    assert shown[1:4] == ["  1 + ---", "  2 + title: Slow", "  3 + components:"]
    assert shown[-1] == "Next: statusgen build"


def test_programs_are_told_in_json(site: Path) -> None:
    """And nothing else is on standard output."""
    told = json.loads(said(site, "new", "Slow", "--status", "identified", "-c", "api", "--json"))
    assert told == {
        "path": "incidents/2025/2025-08-20-slow.md",
        "id": "2025-08-20-slow",
        "update": {
            "id": "2025-08-20-slow-20250820T1000Z",
            "status": "identified",
            "at": "2025-08-20T10:00:00Z",
        },
        "commit": None,
    }


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (["-c", "api"], ["components:", "  API: degraded_performance"]),
        (["-c", "api", "--impact", "critical"], ["impact: critical", "components:", "  API: major_outage"]),
        (["--impact", "none"], ["impact: none"]),
        (["-c", "MAIL=maj"], ["components:", '  "Mail, incoming": major_outage']),
        (["-c", "asia-login=op"], ["components:", "  Asia / Login: operational"]),
    ],
)
def test_words_may_be_short(site: Path, arguments: list[str], lines: list[str]) -> None:
    """A component by any of its names, a state by its beginning; a component alone suffers as much as the impact."""
    said(site, "new", "Slow", *arguments)
    head = text(site, "incidents/2025/2025-08-20-slow.md").split("---\n")[1]
    assert head.splitlines()[1:] == lines


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("Ærlig / talt: ß & ø!", "2025-08-20-aerlig-talt-ss-and-o"),
        ("停電", "2025-08-20-report"),
        ("word " * 40, "2025-08-20-word-word-word-word-word-word-word-word-word-word-word-word"),
        ("x" * 300, "2025-08-20-" + "x" * 60),
    ],
)
def test_a_name_is_made_of_the_title(site: Path, title: str, path: str) -> None:
    """Of what of it can stand in an address."""
    said(site, "new", title, "--impact", "none")
    assert list(files(site)) == [f"incidents/2025/{path}.md"]


def test_a_name_that_is_taken_gets_a_number(site: Path) -> None:
    """Also where only the id is taken."""
    write(site, "incidents/other.md", "---\ntitle: A\nid: 2025-08-20-slow\n---\n\n## Resolved - 2025-08-01 10:00Z\n")
    said(site, "new", "Slow")
    said(site, "new", "Slow")
    assert sorted(files(site))[:2] == ["incidents/2025/2025-08-20-slow-2.md", "incidents/2025/2025-08-20-slow-3.md"]


@pytest.mark.parametrize(
    ("written", "heading"),
    [
        ("2025-08-19 09:30", "2025-08-19 09:30 +02:00"),
        ("2025-08-19T09:30:15Z", "2025-08-19 11:30:15 +02:00"),
        ("11:58", "2025-08-20 11:58 +02:00"),
        ("12:09", "2025-08-20 12:09 +02:00"),
        ("90m ago", "2025-08-20 10:30 +02:00"),
        ("2 h ago", "2025-08-20 10:00 +02:00"),
        ("9:05", "2025-08-20 09:05 +02:00"),
    ],
)
def test_a_time_may_be_given(site: Path, written: str, heading: str) -> None:
    """In the page's zone unless it has an offset; hours and minutes alone are the last ones that have come."""
    said(site, "new", "Slow", "--at", written)
    assert f"## Investigating - {heading}\n" in next(iter(files(site).values())).decode()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "say in a few words what is wrong: statusgen new 'Login is slow'"),
        (["X", "-c", "foo=par"], "-c foo: there is no component 'foo'; the components are: API, Fax, Login, Mail, inc"),
        (["X", "-c", "wbsite=par"], "-c wbsite: there is no component 'wbsite'; did you mean 'Website'?"),
        (["X", "-c", "Login=par"], "-c Login: 'Login' could be 'Europe / Login' or 'Asia / Login'; write one of these"),
        (["X", "-c", "Europe=par"], "-c Europe: 'Europe' is a group; name its members: Europe / Login"),
        (["X", "-c", "api=o", "-c", "API=maj"], "-c API=maj: 'API' is named here a second time"),
        (["X", "-c", "api=bad"], "-c api=bad: 'bad' is no state of a component; write one of: operational, under_main"),
        (
            ["X", "-c", "api=majr_outage"],
            "-c api=majr_outage: 'majr_outage' is no state of a component; did you mean 'ma",
        ),
        (["X", "--status", "i"], "Invalid value for '--status': 'i' could be investigating or identified"),
        (["X", "--at", "12:30"], "--at: 12:30 has not come yet; for the day before, write '2025-08-19 12:30'"),
        (["X", "--at", ""], "--at: '' is no time; write it as 2025-08-05 11:50 +02:00"),
        (["X", "--at", "soon"], "--at: 'soon' is no time; write it as 2025-08-05 11:50 +02:00"),
        (["X", "--at", "2025-08-20 13:00"], "--at: 2025-08-20 13:00 has not come yet; it is 2025-08-20 12:00 CEST"),
        (["X", "--at", "2025-10-26 02:30"], "--at: the clocks went back then, so this time was twice in Europe/Oslo"),
        (["X", "--template", "incidnt"], "there is no template 'incidnt'; did you mean 'incident'?"),
        (["X", "--template", "update"], "Nothing was written: the template 'update' is one of updates"),
        (
            ["X", "--template", "notice", "--impact", "min", "-m", "x"],
            "the template 'notice' has no place for this: put {{ impact }}",
        ),
    ],
)
def test_what_means_nothing_is_told_in_one_line(site: Path, arguments: list[str], complaint: str) -> None:
    """With what to write instead; nothing is written."""
    code = 1 if complaint.startswith("Nothing") else 2
    assert refused(site, "new", *arguments, code=code)[: len(complaint)] == complaint


@pytest.mark.parametrize(
    ("message", "complaint"),
    [
        ("Slow.\n\n## Resolved - 2025-08-20 12:01 +02:00", "would be read as 2 updates instead of 1."),
        ("id: x", "a text that begins with 'id:' would be read as an attribute: word it otherwise."),
        ("'components' : x", "a text that begins with 'components:' would be read as an attribute: word it otherwise."),
        ("## Impact", "incidents/2025/2025-08-20-slow.md would have errors."),
        ("<!-- hidden", "incidents/2025/2025-08-20-slow.md would have errors."),
        ("a\0b", "incidents/2025/2025-08-20-slow.md could not be read."),
    ],
)
def test_a_text_that_would_be_something_else_is_refused(site: Path, message: str, complaint: str) -> None:
    """Before it can surprise anybody."""
    assert refused(site, "new", "Slow", "-m", message, code=1).endswith(complaint)


def test_a_maintenance_has_its_window_and_the_day_it_begins(site: Path) -> None:
    """Hours and minutes are the next ones; a component alone is under maintenance."""
    said(site, "schedule", "Upgrade", "--start", "2025-08-22 22:00", "--end", "01:30", "-c", "api", "-m", "All of it.")
    assert text(site, "incidents/2025/2025-08-22-upgrade.md") == (
        """\
---
title: Upgrade
kind: maintenance
scheduled: {start: 2025-08-22 22:00 +02:00, end: 2025-08-23 01:30 +02:00}
components:
  API: under_maintenance
---

## Scheduled - 2025-08-20 12:00 +02:00

All of it.
"""
    )


def test_a_maintenance_cannot_end_before_it_begins(site: Path) -> None:
    """The check says so before the file is there."""
    arguments = ["schedule", "X", "--start", "2025-08-22 22:00", "--end", "2025-08-22 21:00"]
    assert refused(site, *arguments, code=1) == "Nothing was written: incidents/2025/2025-08-22-x.md would have errors."


def test_what_deserves_a_second_thought_is_told_at_once(site: Path) -> None:
    """As the check would tell it, but the file is there."""
    result = run("-C", site, "new", "Slow")
    assert result.exit_code == 0
    assert "[no-component]" in result.stderr


def test_without_a_text_the_page_says_what_goes_with_the_status(site: Path) -> None:
    """In its own language."""
    said(site, "new", "Slow", "--status", "identified")
    settings = site / "components.yaml"
    settings.write_text(settings.read_text().replace("name: Nordlys", "name: Nordlys, language: de"))
    said(site, "new", "Langsam", "--status", "identified")
    english, german = (
        files(site)[f"incidents/2025/2025-08-20-{name}.md"].decode().split("\n\n")[-1] for name in ("slow", "langsam")
    )
    assert english == "We know the cause and are working on a fix.\n"
    assert german == "Die Ursache ist bekannt, und wir arbeiten an einer Lösung.\n"


def test_a_notice_may_name_components(site: Path) -> None:
    """As a list, without states; other readers of YAML take its title for a text too."""
    said(site, "new", "yes", "--template", "notice", "-c", "api", "-c", "mail=maj", "-m", "x")
    assert text(site, "incidents/2025/2025-08-20-yes.md").startswith(
        '---\ntitle: "yes"\nkind: notice\ncomponents: [API, "Mail, incoming"]\n---\n'
    )


def test_the_end_of_a_window_is_read_as_its_start(site: Path) -> None:
    """Hours and minutes alone would be those of another zone."""
    arguments = ["schedule", "X", "--start", "2025-08-22 22:00 UTC", "--end", "23:00"]
    assert refused(site, *arguments) == "--end: write it as --start is written, with its day and offset"


def test_several_texts_are_paragraphs(site: Path) -> None:
    """As git joins them."""
    said(site, "new", "Slow", "-m", "One.", "-m", "Two.")
    assert text(site, "incidents/2025/2025-08-20-slow.md").endswith("\n\nOne.\n\nTwo.\n")


@pytest.mark.parametrize("message", ["   ", "<!-- nothing -->"])
def test_news_says_something(site: Path, message: str) -> None:
    """A text that readers do not see is none."""
    assert refused(site, "new", "Slow", "-m", message, code=1) in (
        "Nothing was written: the text is empty.",
        "Nothing was written: the update has no text.",
    )


def test_broken_settings_are_told_and_nothing_is_written(site: Path) -> None:
    """For nobody knows what a component or a time without an offset means."""
    (site / "components.yaml").write_text("page: {name: A}\n")
    assert refused(site, "new", "Slow", code=1) == "Nothing was written."


def test_another_broken_file_is_no_hindrance(site: Path) -> None:
    """Nor is a report that cannot be read."""
    write(site, "incidents/broken.md", "no front matter\n")
    said(site, "new", "Slow", "-c", "api=partial")
