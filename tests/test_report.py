"""A complaint shows the line, points at the word and says what to do; nothing in it commands a terminal."""

import io
import json
from dataclasses import replace

import pytest

from statusgen.cli.jsonreport import report_json
from statusgen.cli.report import format_diagnostic, report, summary
from statusgen.diagnostics import Diagnostic, Severity, Span

BAD_IMPACT = Diagnostic(
    Span("incidents/2025-03-01-api.md", 3, 9, 5, "impact: mjaor"),
    "bad-choice",
    "'mjaor' is not one of: none, minor, major, critical",
    "did you mean 'major'?",
)


class Terminal(io.StringIO):
    """A stream that says it is one."""

    def isatty(self) -> bool:
        """True, always."""
        return True


def shown(source: str, word: str, hint: str = "") -> list[str]:
    """The excerpt for a complaint about `word` in `source`."""
    at = Span("a.md", 7, source.index(word) + 1, len(word), source)
    return format_diagnostic(Diagnostic(at, "code", "message", hint)).splitlines()[1:]


def test_a_complaint_looks_as_it_should() -> None:
    """Path, line and column, then the source line, carets and the hint."""
    assert format_diagnostic(BAD_IMPACT) == (
        "incidents/2025-03-01-api.md:3:9: error: "
        "'mjaor' is not one of: none, minor, major, critical  [bad-choice]\n"
        "  3 | impact: mjaor\n"
        "    |         ^^^^^ did you mean 'major'?"
    )


def test_a_warning_says_so() -> None:
    """And without a hint the carets stand alone."""
    text = format_diagnostic(replace(BAD_IMPACT, severity=Severity.WARNING, hint=""))
    assert ":3:9: warning: " in text
    assert text.endswith("|         ^^^^^")


def test_the_gutter_is_as_wide_as_the_number() -> None:
    """So the bars stand below each other."""
    at = replace(BAD_IMPACT.at, line=1234)
    assert format_diagnostic(replace(BAD_IMPACT, at=at)).splitlines()[1:] == [
        "  1234 | impact: mjaor",
        "       |         ^^^^^ did you mean 'major'?",
    ]


def test_what_is_missing_has_one_caret() -> None:
    """Where it should stand."""
    at = Span("a.md", 1, 7, 0, "title:")
    assert format_diagnostic(Diagnostic(at, "code", "message")).endswith("|       ^")


def test_a_whole_file_has_no_excerpt() -> None:
    """The hint stands below the complaint."""
    text = format_diagnostic(Diagnostic(Span("a.md", 1, 1, 0, ""), "code", "message", "write a title"))
    assert text == "a.md:1:1: error: message  [code]\n  write a title"


@pytest.mark.parametrize(
    ("source", "word", "below"),
    [
        ("\tkey: wrong", "wrong", "         ^^^^^"),
        ("title: 東京 wrong", "wrong", "            ^^^^^"),
        ("title: 東京", "東京", "       ^^^^"),
        ("e\u0301: wrong", "wrong", "   ^^^^^"),
        ("a\x1b: wrong", "wrong", "       ^^^^^"),
    ],
)
def test_carets_stand_under_the_word(source: str, word: str, below: str) -> None:
    """Whatever is before it: tabs, wide and combining characters, escapes."""
    assert shown(source, word)[1] == f"    | {below}"


def test_a_very_long_line_is_cut_around_the_word() -> None:
    """The carets still stand under it."""
    line, carets = shown("a" * 5000 + " wrong " + "b" * 5000, "wrong")
    assert len(line) < 180
    assert "…" in line[:10]
    assert line.endswith("…")
    assert line[carets.index("^") : carets.rindex("^") + 1] == "wrong"


@pytest.mark.parametrize("evil", ["\x1b[2J", "\x07", "\x9b31m", "\r", "\u202e", "\u2028", "\ud800"])
def test_a_file_cannot_send_commands_to_the_terminal(evil: str) -> None:
    """Neither by its text nor by its name."""
    at = Span(f"a{evil}.md", 1, 1, 3, f"abc{evil}def")
    text = format_diagnostic(Diagnostic(at, "code", f"message {evil}", f"hint {evil}"))
    assert evil[0] not in text
    assert text.count("\\") >= 4


def test_colours_are_for_terminals_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """And for those who want them."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    pipe, terminal, plain = io.StringIO(), Terminal(), Terminal()
    report([BAD_IMPACT], pipe)
    report([BAD_IMPACT], terminal)
    monkeypatch.setenv("NO_COLOR", "1")
    report([BAD_IMPACT], plain)
    assert "\x1b" not in pipe.getvalue()
    assert "\x1b[31m" in terminal.getvalue()
    assert plain.getvalue() == pipe.getvalue()


def test_json_has_all_there_is() -> None:
    """In ASCII, and no colours on any terminal."""
    warning = replace(BAD_IMPACT, at=Span("ü.md", 1, 2, 0, "\ud800\x1b"), severity=Severity.WARNING, hint="")
    terminal = Terminal()
    report_json([BAD_IMPACT, warning], terminal)
    assert terminal.getvalue().isascii()
    assert terminal.getvalue().endswith("}\n")
    assert "\x1b" not in terminal.getvalue()
    document = json.loads(terminal.getvalue())
    assert (document["errors"], document["warnings"]) == (1, 1)
    assert document["diagnostics"][0] == {
        "path": "incidents/2025-03-01-api.md",
        "line": 3,
        "column": 9,
        "end_column": 14,
        "severity": "error",
        "code": "bad-choice",
        "message": "'mjaor' is not one of: none, minor, major, critical",
        "hint": "did you mean 'major'?",
        "source": "impact: mjaor",
    }
    second = document["diagnostics"][1]
    assert (second["path"], second["end_column"], second["severity"]) == ("ü.md", 2, "warning")


@pytest.mark.parametrize(
    ("errors", "warnings", "files", "text"),
    [
        (0, 0, 1, "No problems found."),
        (1, 0, 1, "1 error in 1 file"),
        (2, 1, 2, "2 errors and 1 warning in 2 files"),
        (0, 2, 1, "2 warnings in 1 file"),
    ],
)
def test_the_summary_counts(errors: int, warnings: int, files: int, text: str) -> None:
    """Errors, warnings and the files they are in."""
    severities = [Severity.ERROR] * errors + [Severity.WARNING] * warnings
    found = [
        replace(BAD_IMPACT, severity=severity, at=replace(BAD_IMPACT.at, path=f"{n % files}.md"))
        for n, severity in enumerate(severities)
    ]
    assert summary(found) == text
