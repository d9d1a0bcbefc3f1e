"""Each command says what it did, in words and by its exit code."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from statusgen import __version__, pipeline
from statusgen.diagnostics import Diagnostic, Severity, Span, StatusgenError
from statusgen.load.site import Moment
from statusgen.means import ALONE, Means
from statusgen.model.salvage import Salvage
from statusgen.pipeline import Built, Work
from statusgen.publish.writer import Publication, Written

from shell import commands, run

ERROR = Diagnostic(Span("incidents/a.md", 2, 8, 3, "title: bad"), "some-code", "this is wrong", "write 'good'")
WARNING = Diagnostic(Span("incidents/b.md", 1, 1, 1, "x"), "odd", "this is odd", severity=Severity.WARNING)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A new site, as `init` makes it."""
    assert run("-C", tmp_path, "init", "demo").exit_code == 0
    return tmp_path / "demo"


class Pipeline:
    """Stands in for the pipeline and remembers how it was called."""

    def __init__(self, answer: Built | BaseException) -> None:
        self._answer = answer
        self.folder = self.output = Path()
        self.moment = Moment(datetime.min.replace(tzinfo=UTC))
        self.base_url: str | None = None
        self.means = ALONE
        self.keep_going = False

    def check(self, folder: Path, moment: Moment, means: Means = ALONE) -> tuple[Diagnostic, ...]:
        """The diagnostics of the answer."""
        return self.build(folder, Path(), moment, means).diagnostics

    def build(
        self,
        folder: Path,
        output: Path,
        moment: Moment,
        means: Means = ALONE,
        *,
        base_url: str | None = None,
        keep_going: bool = False,
    ) -> Built:
        """The answer, after some progress."""
        self.folder, self.output, self.moment, self.base_url = folder, output, moment, base_url
        self.means, self.keep_going = means, keep_going
        means.progress("Reading", 0, 1)
        if isinstance(self._answer, BaseException):
            raise self._answer
        return self._answer


Pretend = Callable[..., Pipeline]


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch) -> Pretend:
    """Puts a pipeline in place that gives a set answer."""

    def install(
        *diagnostics: Diagnostic, publication: Publication | None = None, error: BaseException | None = None
    ) -> Pipeline:
        stand_in = Pipeline(error or Built(diagnostics, publication, Salvage(), Work(0, 0, 0, 0)))
        monkeypatch.setattr(pipeline, "check", stand_in.check)
        monkeypatch.setattr(pipeline, "build", stand_in.build)
        return stand_in

    return install


DONE = Publication((Written("a.html", "new"), Written("index.html", "content changed")), ("old.html",), 1281)


def test_a_new_site_builds_and_passes_its_checks_at_once(site: Path) -> None:
    """The example incident is in it, and a second build has nothing to write but the stamp."""
    checked = run("-C", site, "check")
    assert (checked.exit_code, checked.output) == (0, "No problems found.\n")
    built = run("-C", site, "build")
    assert built.exit_code == 0, built.output
    assert re.fullmatch(
        rf"Built {re.escape(str(site))}/_site: \d+ files, \d+ written, 0 removed, in .* s\.\n", built.output
    )
    assert "Slow API responses" in (site / "_site/index.html").read_text()
    first = run("-C", site, "build", "--now", "2030-01-01T00:00Z")
    again = run("-C", site, "build", "--now", "2030-01-01T00:00Z", "-v")
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert ", 0 written, 0 removed, " in again.output


def test_an_error_keeps_the_site_as_it_is(site: Path) -> None:
    """It is told on stderr, and nothing is published."""
    run("-C", site, "build")
    before = {path: path.stat().st_mtime_ns for path in (site / "_site").rglob("*")}
    incident = next(site.glob("incidents/*/*.md"))
    incident.write_text(incident.read_text().replace("title:", "titel:"))
    for command in ("check", "build"):
        result = run("-C", site, command)
        assert result.exit_code == 1
        assert f"{incident.relative_to(site)}:" in result.output
        assert "titel" in result.output
    assert {path: path.stat().st_mtime_ns for path in (site / "_site").rglob("*")} == before


@pytest.mark.parametrize(("severity", "exit_code"), [(Severity.ERROR, 1), (Severity.WARNING, 0)])
def test_check_speaks_json(pretend: Pretend, tmp_path: Path, severity: Severity, exit_code: int) -> None:
    """With the same exit codes as text."""
    pretend(Diagnostic(Span("a.md", 1, 1, 1, "x"), "code", "message", "hint", severity))
    result = run("-C", tmp_path, "check", "--format", "json")
    assert result.exit_code == exit_code == run("-C", tmp_path, "check").exit_code
    assert [d["code"] for d in json.loads(result.stdout)["diagnostics"]] == ["code"]


def test_json_is_printed_where_nothing_is_wrong(pretend: Pretend, tmp_path: Path) -> None:
    """But no document where the world fails, only a line on stderr."""
    pretend()
    result = run("-C", tmp_path, "check", "--format", "json")
    nothing = {"errors": 0, "warnings": 0, "not_shown": 0, "not_compared": "", "diagnostics": []}
    assert json.loads(result.stdout) == nothing
    assert (result.exit_code, result.stderr) == (0, "")
    pretend(error=StatusgenError("the disk is full"))
    failed = run("-C", tmp_path, "check", "--format", "json")
    assert (failed.exit_code, failed.stdout, failed.stderr) == (3, "", "statusgen: error: the disk is full\n")


def test_build_tells_what_it_did(pretend: Pretend, tmp_path: Path) -> None:
    """In one line, or with -v also file by file."""
    pretend(publication=DONE)
    line = rf"Built {re.escape(str(tmp_path))}/_site: 1,283 files, 2 written, 1 removed, in \d+\.\d s\.\n"
    assert re.fullmatch(line, run("-C", tmp_path, "build").stdout)
    wordy = "written: a.html (new)\nwritten: index.html (content changed)\nremoved: old.html\n"
    wordy += "Opened 0 files, parsed 0 reports, rendered 0 files.\n"
    assert re.fullmatch(re.escape(wordy) + line, run("-C", tmp_path, "build", "-v").stdout)


def test_build_passes_its_options_on(pretend: Pretend, tmp_path: Path) -> None:
    """Folders are taken from where -C points; the address ends with a slash."""
    asked = pretend(publication=DONE)
    run(
        "-C",
        tmp_path,
        "build",
        "-o",
        "out",
        "--now",
        "2025-08-05T12:00+02:00",
        "--base-url",
        "https://x.test/y",
    )
    assert (asked.folder, asked.output) == (tmp_path, tmp_path / "out")
    assert asked.moment == Moment(datetime(2025, 8, 5, 10, 0, tzinfo=UTC), is_clock=False)
    assert asked.base_url == "https://x.test/y/"
    run("-C", tmp_path, "build", "-o", tmp_path / "elsewhere")
    assert asked.output == tmp_path / "elsewhere"
    assert asked.moment.is_clock
    assert asked.base_url is None


@pytest.mark.parametrize(
    "time", ["2025-08-05 12:00 +02:00", "2025-08-05T10:00Z", "2025-08-05 10:00:00 Z", "2025-08-05T10:00 UTC"]
)
def test_now_is_read_as_incidents_write_it(pretend: Pretend, tmp_path: Path, time: str) -> None:
    """And in every other ISO form."""
    asked = pretend(publication=DONE)
    run("-C", tmp_path, "build", "--now", time)
    assert asked.moment.now == datetime(2025, 8, 5, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--now", "2025-08-05T12:00"], "needs an offset"),
        (["--now", "yesterday"], "is not a time such as"),
        (["--now", "0001-01-01T00:00+14:00"], "is not a time such as"),
        (["--base-url", "status.example.com"], "is not an address"),
        (["--base-url", "ftp://example.com/"], "is not an address"),
        (["--base-url", "https:///x"], "is not an address"),
        (["--base-url", "https://x.test/?y"], "is not an address"),
        (["--base-url", "https://x.test:port/"], "is not an address"),
        (["-o", "."], "holds the site itself"),
        (["-o", ".."], "holds the site itself"),
        (["-o", "incidents"], "part of the site's incidents/"),
        (["-o", "static/out"], "part of the site's static/"),
        (["-o", "themes/default/../out"], "part of the site's themes/"),
        (["--nonsense"], "--nonsense"),
    ],
)
def test_wrong_use_is_exit_code_2(pretend: Pretend, tmp_path: Path, arguments: list[str], complaint: str) -> None:
    """The complaint says what is wrong with it."""
    pretend(publication=DONE)
    result = run("-C", tmp_path, "build", *arguments)
    assert result.exit_code == 2
    assert complaint in " ".join(result.stderr.split())


def test_errors_are_exit_code_1(pretend: Pretend, tmp_path: Path) -> None:
    """`check` tells them on stdout, `build` on stderr, with a summary."""
    pretend(ERROR, WARNING)
    checked, built = run("-C", tmp_path, "check"), run("-C", tmp_path, "build")
    assert (checked.exit_code, built.exit_code) == (1, 1)
    assert checked.stdout.startswith("incidents/a.md:2:8: error: this is wrong  [some-code]\n")
    assert checked.stdout.endswith("1 error and 1 warning in 2 files\n")
    assert built.stderr == checked.stdout + f"Nothing was published to {tmp_path}/_site.\n"
    assert built.stdout == checked.stderr == ""


def test_warnings_alone_are_exit_code_0(pretend: Pretend, tmp_path: Path) -> None:
    """They are told, and the site is published."""
    pretend(WARNING, publication=DONE)
    built = run("-C", tmp_path, "build")
    assert built.exit_code == run("-C", tmp_path, "check").exit_code == 0
    assert built.stderr.endswith("1 warning in 1 file\n")
    assert built.stdout.startswith("Built ")


def test_the_worlds_failures_are_exit_code_3(pretend: Pretend, tmp_path: Path) -> None:
    """One line on stderr, which cannot command the terminal."""
    pretend(error=StatusgenError("cannot write a\x1b[2Jb: No space left on device"))
    result = run("-C", tmp_path, "build")
    assert result.exit_code == 3
    assert result.stderr == "statusgen: error: cannot write a\\x1b[2Jb: No space left on device\n"
    assert result.stdout == ""


def test_a_folder_that_is_no_site_is_exit_code_3(tmp_path: Path) -> None:
    """Without a traceback."""
    result = run("-C", tmp_path, "check")
    assert result.exit_code == 3
    assert result.stderr.startswith("statusgen: error: ")
    assert result.stderr.count("\n") == 1


def test_an_interrupt_is_quiet(pretend: Pretend, tmp_path: Path) -> None:
    """With the exit code that shells use for it."""
    pretend(error=KeyboardInterrupt())
    result = run("-C", tmp_path, "build")
    assert (result.exit_code, result.output) == (130, "")


def test_our_own_bugs_stay_tracebacks(pretend: Pretend, tmp_path: Path) -> None:
    """Nothing swallows them."""
    pretend(error=ZeroDivisionError("a bug"))
    with pytest.raises(ZeroDivisionError):
        run("-C", tmp_path, "build")


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_help_says_what_a_command_does_and_shows_an_example(name: str) -> None:
    """On a narrow terminal, too."""
    _, *words = name.split()
    text = run(*words, "--help").output
    assert f"    {name}" in text
    assert len(text.splitlines()) > 10
    assert run(*words, "-h").output == text


def test_the_version_is_told_without_loading_the_program() -> None:
    """So that it is there in an instant."""
    code = (
        "import sys; from statusgen.cli import main\n"
        "try: main(['--version'], prog_name='statusgen')\n"
        "except SystemExit: print({'pydantic', 'jinja2', 'markdown_it', 'yaml', 'babel'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"statusgen {__version__}\nset()\n"


def test_nobody_reading_on_is_no_error(site: Path) -> None:
    """`statusgen check | head -0` is quiet."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-c", "from statusgen.cli import main; main()", "-C", site, "check"],
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")
