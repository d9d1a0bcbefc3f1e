"""Every diagnostic code has content that earns it and content that does not, and points at the offending text."""

import ast
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from complaint import OF_CHANGES, ON_DISK, PATH, Complaint, Content
from complaints_a_m import A_TO_M
from complaints_n_z import N_TO_Z
from complaints_of_themes import OF_THEMES

from statusgen import pipeline
from statusgen.diagnostics import Diagnostic, Severity, Span, did_you_mean, has_errors
from statusgen.load.site import Moment
from statusgen.model import links
from statusgen.model.components import absent
from statusgen.model.names import Names
from statusgen.model.reading import read_report
from statusgen.model.report import Report
from statusgen.model.rules import RULES
from statusgen.source.text import SourceText, decode
from statusgen.source.yamltext import read_yaml

from building import Site
from writing import COMPONENTS, at, example, said, settings, source

ROOT = Path(__file__).parent.parent / "statusgen"
COMPLAINTS = {**A_TO_M, **N_TO_Z, **OF_THEMES}
CASES = [
    pytest.param(code, one, id=f"{code}-{n}")
    for code, several in COMPLAINTS.items()
    for n, one in enumerate(several, 1)
]
OSLO = example(COMPONENTS.replace("timezone: UTC", "timezone: Europe/Oslo"))


def told(complaint: Complaint, content: Content, folder: Path) -> Sequence[Diagnostic]:
    """Everything that is wrong with the content of an example, sorted."""
    now = at(complaint.now) if complaint.now else None
    if isinstance(content, bytes):
        return list(decode("one.md", content)[1])
    if isinstance(content, dict):
        if any(path.startswith(("templates/", "themes/")) for path in content):
            return told_of_a_site(content, folder)
        return told_of_reports([source(str(text), path) for path, text in sorted(content.items())], now)
    if content.startswith("page:"):
        lines = source(content, "components.yaml")
        yaml = read_yaml(lines, 0, len(lines.lines))
        found, problems = settings(content)
        return sorted({*problems, *(absent(yaml, found.page, (), ("default", "dark"), ("en", "no")) if found else ())})
    return told_of_reports([source(content, PATH)], now)


def told_of_reports(sources: list[SourceText], now: datetime | None) -> list[Diagnostic]:
    """Everything that is wrong with reports by themselves and together."""
    diagnostics: set[Diagnostic] = set()
    reports: list[Report] = []
    for one in sources:
        found, _ = read_report(one, Names(OSLO), OSLO.page.zone)
        diagnostics |= set(found.diagnostics)
        reports += [found.report] if found.report else []
    for rule in RULES:
        diagnostics |= set(rule(reports, now))
    for report in reports:
        diagnostics |= set(links.resolve(report, {r.path: r for r in reports}, {})[2])
    return sorted(diagnostics)


def told_of_a_site(files: dict[str, str | bytes | Path], folder: Path) -> Sequence[Diagnostic]:
    """Everything that is wrong with a site that has these files too."""
    site = Site(folder / "site")
    for path, content in files.items():
        target = site.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Path):
            target.symlink_to(content)
        else:
            target.write_bytes(content.encode() if isinstance(content, str) else content)
    return pipeline.check(site.folder, Moment(site.now, is_clock=False))


@pytest.mark.parametrize(("code", "complaint"), CASES)
def test_wrong_content_is_pointed_at(code: str, complaint: Complaint, tmp_path: Path) -> None:
    """At its line and column, with the offending text under it."""
    found = [d for d in told(complaint, complaint.wrong, tmp_path) if d.code == code]
    assert said(found) == [f"{place} {code}" for place in complaint.places.split("; ")]


@pytest.mark.parametrize(("code", "complaint"), CASES)
def test_right_content_earns_nothing(code: str, complaint: Complaint, tmp_path: Path) -> None:
    """Not even a complaint of another kind."""
    assert said(told(complaint, complaint.right, tmp_path)) == [], code


@pytest.mark.parametrize(("code", "complaint"), CASES)
def test_a_complaint_is_a_sentence_with_a_cure(code: str, complaint: Complaint, tmp_path: Path) -> None:
    """It begins small, ends without a full stop, and every one says what to write instead."""
    for diagnostic in told(complaint, complaint.wrong, tmp_path):
        if diagnostic.code == code:
            assert diagnostic.hint
            for text in (diagnostic.message, diagnostic.hint):
                assert not text.endswith((".", " ", ":"))
                assert "\n" not in text
                assert not text[0].isupper() or text.startswith("YAML")


def test_every_code_has_an_example() -> None:
    """Wrong and right ones; the codes are found in the program's source, so none can be forgotten."""
    assert codes_in_source() == set(COMPLAINTS) | ON_DISK | OF_CHANGES
    assert all(several and all(one.right not in ("", one.wrong) for one in several) for several in COMPLAINTS.values())


def codes_in_source() -> set[str]:
    """Every word with a hyphen that is handed to something, or kept for it, where content is read."""
    found = set()
    for path in (path for room in ("source", "model", "theme", "editing") for path in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                word = node.value
                if (
                    "-" in word.strip("-")
                    and not word.startswith("-")
                    and word.replace("-", "a").replace("8", "a").isalpha()
                    and word.islower()
                ):
                    found.add(word)
    return (
        found
        - {"utf-8", "js-default"}
        - {"at-keyword", "at-rule", "bad-string", "image-set", "light-dark", "qualified-rule"}
    )


def test_a_span_is_a_stretch_of_its_line() -> None:
    """Its text is what it points at, and a part of it is found in it."""
    span = Span("a.md", 3, 9, 5, "impact: mjaor # b")
    assert span.text == "mjaor"
    assert span.part("jao") == Span("a.md", 3, 10, 3, "impact: mjaor # b")
    assert span.part("b") == span
    assert span.part("") == span


def test_only_errors_keep_a_site_from_being_published() -> None:
    """Warnings are sorted among them."""
    at_one, at_two = Span("a.md", 1, 1, 0, ""), Span("a.md", 2, 1, 0, "")
    warning = Diagnostic(at_one, "other-season", "a", "b", Severity.WARNING)
    error = Diagnostic(at_two, "bad-time", "a")
    assert not has_errors([warning])
    assert has_errors([warning, error])
    assert sorted([error, warning]) == [warning, error]


def test_near_words_are_guessed() -> None:
    """Whatever their case; the first of two that differ in case alone."""
    assert did_you_mean("protal", ["API", "Portal", "portal"]) == "did you mean 'Portal'?"
    assert did_you_mean("database", ["API", "Portal"]) == ""
