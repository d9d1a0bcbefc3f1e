"""Complaints in the words of GitHub and of GitLab, read back as these two read them."""

import io
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from statusgen.cli.githubreport import report_github
from statusgen.cli.gitlabreport import report_gitlab
from statusgen.cli.report import report
from statusgen.diagnostics import Diagnostic, Severity, Span

from repository import begin
from shell import run

ERROR = Diagnostic(
    Span("incidents/a, b: 100%.md", 3, 9, 5, "impact: mjaor"), "bad-choice", "'mjaor' is no, impact: 5%", "write 'a'"
)
WARNING = Diagnostic(Span("incidents/b.md", 1, 1, 0, ""), "odd", "this is odd", "mend it", Severity.WARNING)

OBEYED = {"error", "warning", "notice", "debug", "group", "endgroup", "echo", "add-mask", "add-matcher", "set-env"}
"""Commands that GitHub's runner knows; in what it has stopped to read as commands, it knows one more, the word."""
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string"},
            "fingerprint": {"type": "string"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./|/)"},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer"}}},
                },
            },
        },
    },
}
"""What GitLab documents of an entry; it stops reading at the first one that is otherwise."""


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """What GitHub's runner takes for commands, with their properties and messages, as it understands them."""
    found, word = [], ""
    for line in re.split(r"\r\n|\r|\n", text):
        parsed = _command(line, OBEYED | {"stop-commands", word})
        if parsed is None or (word and parsed[0] != word):
            continue
        if parsed[0] == word:
            word = ""
        elif parsed[0] == "stop-commands":
            word = parsed[2]
        else:
            found.append(parsed)
    assert not word, "it would obey nothing any more"
    return found


def _command(line: str, known: set[str]) -> tuple[str, dict[str, str], str] | None:
    newer = re.match(r"\s*::(.*?)::(.*)", line)
    older = re.search(r"##\[([^\]]*)\](.*)", line)
    for match, between in ((newer, ","), (older, ";")):
        if match and match[1].split(" ")[0].lower() in known:
            name, _, rest = match[1].partition(" ")
            pairs = [one.partition("=") for one in rest.strip().split(between) if one]
            return name, {key: _plain(value, "\r\n:,%") for key, _, value in pairs}, _plain(match[2], "\r\n%")
    return None


def _plain(text: str, escaped: str) -> str:
    for character in escaped:
        text = text.replace(f"%{ord(character):02X}", character)
    return text


def github(*diagnostics: Diagnostic, prefix: str = "") -> str:
    """What is printed for GitHub."""
    stream = io.StringIO()
    report_github(diagnostics, stream, prefix)
    return stream.getvalue()


def gitlab(*diagnostics: Diagnostic, prefix: str = "") -> list[dict[str, Any]]:
    """What is printed for GitLab."""
    stream = io.StringIO()
    report_gitlab(diagnostics, stream, prefix)
    entries: list[dict[str, Any]] = json.loads(stream.getvalue())
    jsonschema.validate(entries, SCHEMA)
    return entries


def test_github_annotates_the_offending_text_with_what_to_write() -> None:
    """At its place in the repository; whatever is in a path or a message arrives as it is."""
    assert commands(github(ERROR, WARNING, prefix="status/")) == [
        (
            "error",
            {
                "file": "status/incidents/a, b: 100%.md",
                "line": "3",
                "col": "9",
                "endColumn": "14",
                "title": "statusgen (bad-choice)",
            },
            "'mjaor' is no, impact: 5%\nwrite 'a'",
        ),
        (
            "warning",
            {
                "file": "status/incidents/b.md",
                "line": "1",
                "col": "1",
                "endColumn": "1",
                "title": "statusgen (odd)",
            },
            "this is odd\nmend it",
        ),
    ]


def test_the_log_tells_all_as_text() -> None:
    """Since GitHub shows ten annotations of a kind in a step; the text comes behind them."""
    lines = io.StringIO()
    report([ERROR, WARNING], lines)
    printed = github(ERROR, WARNING)
    assert lines.getvalue() in printed
    assert printed.index("::warning") < printed.index(lines.getvalue())


@pytest.mark.parametrize(
    "hostile",
    [
        "x\n::error file=a::b",
        "x\r::add-mask::e",
        "::stop-commands::abc",
        "a ##[error]b",
        "##[add-matcher]x.json",
        "%0A::error::b",
        "%250A::error::b",
        "a\u2028::error::b",
    ],
)
def test_no_content_can_command_github(hostile: str) -> None:
    """Neither by a message, nor by a name, nor by the line that is shown."""
    at = Span(f"incidents/{hostile}.md", 1, 1, 1, hostile)
    found = commands(github(Diagnostic(at, "a-code", hostile, hostile), Diagnostic(at, "b-code", "b", hostile)))
    assert [(name, properties["title"]) for name, properties, _ in found] == [
        ("error", "statusgen (a-code)"),
        ("error", "statusgen (b-code)"),
    ]


def test_gitlab_is_told_where_and_how_bad_it_is() -> None:
    """Severities are those of other linters; nothing wrong is an empty list."""
    error, warning = gitlab(ERROR, WARNING, prefix="status/")
    assert error["description"] == "'mjaor' is no, impact: 5%: write 'a'"
    assert (error["check_name"], error["severity"], warning["severity"]) == ("bad-choice", "major", "minor")
    assert error["location"] == {"path": "status/incidents/a, b: 100%.md", "lines": {"begin": 3}}
    assert gitlab() == []


def test_gitlab_knows_a_complaint_again_when_its_line_moves() -> None:
    """And tells two of the same text apart; what a message says of the time does not matter."""
    first = Diagnostic(Span("a.md", 3, 1, 1, "x"), "no-news", "3 days ago", "mend it")
    second = Diagnostic(Span("a.md", 8, 1, 1, "x"), "no-news", "3 days ago", "mend it")
    later = Diagnostic(Span("a.md", 4, 1, 1, "x"), "no-news", "4 days ago", "mend it")
    one, two = gitlab(first, second)
    assert one["fingerprint"] != two["fingerprint"]
    assert gitlab(later)[0]["fingerprint"] == one["fingerprint"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one error, in a folder of a repository."""
    folder = tmp_path / "repository/status"
    assert run("init", folder).exit_code == 0
    (folder / "incidents/api.md").write_text("---\ntitle: API\nimpact: mjaor\n---\n\n## Update - 2025-08-05 09:00Z\n")
    return folder


def test_paths_begin_where_the_repository_does(site: Path) -> None:
    """Where there is none, at the site."""
    for prefix in ("", "status/"):
        printed = run("-C", site, "check", "--format", "github")
        assert f"::error file={prefix}incidents/api.md,line=3,col=9," in printed.stdout
        checked = run("-C", site, "check", "--format", "gitlab")
        assert [entry["location"]["path"] for entry in json.loads(checked.stdout)] == [f"{prefix}incidents/api.md"]
        assert (printed.exit_code, checked.exit_code) == (1, 1)
        if not prefix:
            begin(site.parent)


def test_gitlabs_log_has_the_text(site: Path) -> None:
    """On standard error, since the report goes into a file."""
    checked = run("-C", site, "check", "--format", "gitlab")
    assert checked.stderr == run("-C", site, "check").stdout
    (site / "incidents/api.md").unlink()
    well = run("-C", site, "check", "--format", "gitlab")
    assert (well.exit_code, well.stdout, well.stderr) == (0, "[]\n", "No problems found.\n")


@pytest.mark.parametrize("form", ["github", "gitlab"])
def test_where_git_refuses_to_tell_a_line_says_where_paths_begin(
    site: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it does in a job of another user; else nobody would know why no line is annotated."""
    assert "statusgen: warning" not in run("-C", site, "check", "--format", form).stderr
    monkeypatch.setattr("statusgen.cli.check.prefix_of", lambda _: None)
    told = run("-C", site, "check", "--format", form)
    assert "statusgen: warning: git does not tell where the site is in its repository" in told.stderr
    assert "incidents/" in told.stdout
    assert "status/incidents/" not in told.stdout
