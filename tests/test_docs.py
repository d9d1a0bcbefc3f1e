"""The documentation tells all there is, nothing that is not there, and its examples work."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from codes import codes
from complaint import OF_CHANGES, ON_DISK

from statusgen.cli import main
from statusgen.model.componentsformat import ComponentFormat, ComponentsFormat, GroupFormat
from statusgen.model.frontmatter import Attributes, FrontMatter, WindowChangeFormat, WindowFormat
from statusgen.model.page import LinkFormat, PageFormat
from statusgen.model.validation import Format
from statusgen.model.vocabulary import STATUSES, Impact, Kind, State

from repository import begin
from shell import commands, run
from writing import at

ROOT = Path(__file__).parent.parent
README, CLI, FORMAT, DIAGNOSTICS, CONTRIBUTING = (
    ROOT / name for name in ("README.md", "docs/cli.md", "docs/format.md", "docs/diagnostics.md", "CONTRIBUTING.md")
)
PAGES = (README, CONTRIBUTING, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")))

CANNOT_BE_SHOWN = {"control-character", "not-utf8", "symbolic-link"} | ON_DISK
"""Codes whose example would not survive in a text file; their entries show the complaint instead."""

TITLE, NOTHING = "title: An example\n", "impact: none\n"
UPDATE = "## Investigating - 2025-08-05 09:36 +02:00\n\nAn example.\n"

_FENCE = re.compile(r"(?ms)^(?P<marks>`{3,})(?P<language>\w+)(?: (?P<path>\S+))?\n(?P<text>.*?)^(?P=marks)$")
_HEADING = re.compile(r"(?m)^(#{1,6}) (.+)$")
_LINK = re.compile(r"(?:\]\(|src=\")([^)\s\"]+)")


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages are read in the week of their examples."""
    for module in ("moment", "init"):
        monkeypatch.setattr(f"statusgen.cli.{module}.read_clock", lambda: at("2025-08-11 12:00"))


@dataclass(frozen=True)
class Example:
    """A fenced block of a page."""

    language: str
    path: str
    """Where it belongs in a site, if that is said."""
    text: str

    def file(self) -> tuple[str, str]:
        """The path and the text of a whole file with this example in it."""
        if self.path:
            return self.path, self.text
        if self.language == "yaml":
            title = "" if "title:" in self.text else TITLE
            impact = "" if re.search("(?m)^(impact|components):", self.text) else NOTHING
            return "incidents/example.md", f"---\n{title}{impact}{self.text}---\n\n{UPDATE}"
        whole = self.text.startswith("---\n")
        return "incidents/example.md", self.text if whole else f"---\n{TITLE}{NOTHING}---\n\n{self.text}"


def examples(text: str) -> list[Example]:
    """The examples of the file format in a piece of documentation."""
    found = (Example(m["language"], m["path"] or "", m["text"]) for m in _FENCE.finditer(text))
    return [example for example in found if example.language in ("yaml", "markdown") or example.path]


def sections(page: Path) -> dict[str, str]:
    """The text below each heading of a page, up to the next one."""
    text = page.read_text(encoding="utf-8")
    blank = _FENCE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    headings = list(_HEADING.finditer(blank))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    return {m[2].replace("`", ""): text[m.end() : end] for m, end in zip(headings, ends, strict=True)}


def rows(text: str) -> dict[str, list[str]]:
    """The tables of a text: every row by what its first cell has in code."""
    cells = [re.split(r" *(?<!\\)\| *", line)[1:-1] for line in text.splitlines() if line.startswith("| `")]
    return {word: row for row in cells for word in re.findall(r"`([^`]+)`", row[0])}


def anchors(page: Path) -> set[str]:
    """The fragments that lead to the headings of a page, as GitHub makes them."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in sections(page)}


def complaints(site: Path, *written: Example) -> str:
    """What `check` says about a site of these examples."""
    for path, text in (example.file() for example in written):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    return run("-C", site, "check").output


def stock(page: Path) -> Example:
    """The first components.yaml of a page, which its other examples suppose."""
    return next(e for e in examples(page.read_text(encoding="utf-8")) if e.path == "components.yaml")


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_every_option_is_documented(name: str) -> None:
    """In the section of its command, and none that is not there; help is the same for all."""
    command = dict(commands())[name]
    words = {word for p in command.params for word in (p.opts if isinstance(p, click.Option) else [p.metavar])}
    words |= {"-h", "--help"} if command is main else set()
    documented = {word.split()[0] for word in rows(sections(CLI)[name]) if not word.islower() or word[0] == "-"}
    assert {word.strip("[].") for word in words if word} == documented


def test_every_command_is_documented() -> None:
    """And no command that is not there."""
    documented = {heading for heading in sections(CLI) if re.fullmatch(r"statusgen( [\w-]+)*", heading)}
    assert documented == {name for name, _ in commands()}
    assert all(f"statusgen {name}" in documented for name in rows(sections(CLI)["The command line"]))


@pytest.mark.parametrize(
    ("heading", "model"),
    [
        ("components.yaml", ComponentsFormat),
        ("page", PageFormat),
        ("A component", ComponentFormat),
        ("A group", GroupFormat),
        ("Front matter", FrontMatter),
        ("Attributes", Attributes),
    ],
)
def test_every_key_has_a_row_with_its_default(heading: str, model: type[Format]) -> None:
    """And there is no row for a key that does not exist."""
    table = rows(sections(FORMAT)[heading])
    assert list(table) == list(model.model_fields)
    for key, field in model.model_fields.items():
        written = table[key][2]
        if field.is_required():
            assert written == "required"
        elif model is not Attributes and field.default not in (None, (), ""):
            assert written == f"`{field.default}`".replace("True", "true").replace("False", "false")


@pytest.mark.parametrize(
    ("heading", "key", "model"),
    [
        ("page", "links", LinkFormat),
        ("Front matter", "scheduled", WindowFormat),
        ("Attributes", "scheduled", WindowChangeFormat),
    ],
)
def test_keys_of_a_key_stand_in_its_row(heading: str, key: str, model: type[Format]) -> None:
    """As code."""
    row = " ".join(rows(sections(FORMAT)[heading])[key])
    assert all(f"`{inner}`" in row for inner in model.model_fields)


def test_every_word_of_the_format_is_explained() -> None:
    """Kinds with their statuses, each status, each state and each impact has its row."""
    format_sections = sections(FORMAT)
    words = rows(format_sections["Kinds and statuses"])
    for kind in Kind:
        assert set(re.findall("`([^`]+)`", words[kind][2])) == {status.heading for status in STATUSES[kind]}
        assert {status.heading for status in STATUSES[kind]} <= set(words)
    assert list(rows(format_sections["How states work"])) == [state.slug for state in State]
    assert {impact.slug for impact in Impact} <= set(rows(format_sections["Incidents"]))


@pytest.mark.parametrize("page", [FORMAT, README], ids=lambda page: page.name)
def test_examples_pass_the_check(page: Path, tmp_path: Path) -> None:
    """Each alone: those of the format with its first components.yaml, that of the README in a new site."""
    supposed = [stock(page)] if page is FORMAT else []
    own = [e for e in examples(page.read_text(encoding="utf-8")) if "../" not in e.text]
    assert own
    for number, example in enumerate(own):
        site = tmp_path / str(number)
        if page is README:
            assert run("init", site).exit_code == 0
        (site / "incidents").mkdir(parents=True, exist_ok=True)
        assert complaints(site, *supposed, example) == "No problems found.\n", example.text


def test_the_complete_example_builds(tmp_path: Path) -> None:
    """With the address that the text below it gives."""
    text = sections(FORMAT)["A complete example"]
    (tmp_path / "incidents").mkdir()
    assert complaints(tmp_path, *examples(text)) == "No problems found.\n"
    assert run("-C", tmp_path, "build", "--now", "2026-01-01T00:00Z").exit_code == 0
    addresses = re.findall(r"`(incidents/[\w-]+/)`", text)
    assert addresses
    assert all((tmp_path / "_site" / address / "index.html").is_file() for address in addresses)


ENTRIES = {heading: text for heading, text in sections(DIAGNOSTICS).items() if heading != "Diagnostics"}


def test_every_diagnostic_has_an_entry() -> None:
    """In alphabetical order, with an example and a cure; and there is none for a code that nobody uses."""
    assert list(ENTRIES) == sorted(codes())
    assert not [code for code, text in ENTRIES.items() if "```" not in text or "\nCure: " not in text]


@pytest.mark.parametrize("code", sorted(set(ENTRIES) - CANNOT_BE_SHOWN - OF_CHANGES))
def test_the_example_of_a_diagnostic_is_wrong_in_that_way(code: str, tmp_path: Path) -> None:
    """With the components.yaml on top of the page, unless it is one itself; a warning says so first."""
    (tmp_path / "incidents").mkdir()
    severity = "warning" if ENTRIES[code].lstrip().startswith("A warning: ") else "error"
    told = complaints(tmp_path, stock(DIAGNOSTICS), *examples(ENTRIES[code]))
    assert re.search(rf"(?m): {severity}: .*  \[{code}\]$", told), told


@pytest.mark.parametrize("code", sorted(OF_CHANGES))
def test_the_example_of_a_change_is_wrong_in_that_way(code: str, tmp_path: Path) -> None:
    """Its diff read as what was there and what is; with the components.yaml on top of the page."""
    (tmp_path / "incidents").mkdir()
    found = [stock(DIAGNOSTICS), *examples(ENTRIES[code])]
    for sign in "+-":
        for example in found:
            lines = [line for line in example.text.splitlines() if line[:1] != sign]
            text = "\n".join(line[1:] for line in lines) if example.language == "diff" else example.text
            (tmp_path / example.path).write_text(text, encoding="utf-8")
            if not text:
                (tmp_path / example.path).unlink()
        if sign == "+":
            begin(tmp_path)
    severity = "warning" if ENTRIES[code].lstrip().startswith("A warning: ") else "error"
    told = run("-C", tmp_path, "check", "--since", "HEAD").output
    assert re.findall(r"(?m): (\w+): .*  \[([\w-]+)\]$", told) == [(severity, code)], told


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_relative_links_lead_somewhere(page: Path) -> None:
    """To a file, and to a heading in it."""
    text = re.sub(r"`[^`\n]*`", "", _FENCE.sub("", page.read_text(encoding="utf-8")))
    for link in _LINK.findall(text):
        if "://" in link:
            continue
        path, _, fragment = link.partition("#")
        target = page.parent / path if path else page
        assert target.is_file(), link
        assert not fragment or fragment in anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_line_is_a_sentence(page: Path) -> None:
    """So that diffs can be read; lists and tables may say more in a row."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    prose = [line for line in text.splitlines() if re.match(r"[A-Z`*]", line)]
    assert not [line for line in prose if re.search(r"[a-z`)][.!?] [A-Z]", line)]


def test_every_dependency_has_its_reason() -> None:
    """In CONTRIBUTING.md, and none that is not a dependency."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    known = rows(sections(CONTRIBUTING)["How to add …"])
    assert list(known) == [re.split(r"[<>=~!\[; ]", one)[0] for one in wanted]
