"""`statusgen theme diff` tells what has changed in copied files, as a patch that git and patch take."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from judges import missing
from repository import begin as begin_repository
from repository import git
from shell import run
from shipping import REPORT, Shipping, begin

EDITED = REPORT.replace("The end.", "Acme.")
NEWER = REPORT.replace("One.", "A new one.")
BOTH = EDITED.replace("One.", "A new one.")
Apply = Callable[[Path, bytes], None]


@pytest.fixture
def shipping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shipping:
    """A site in a folder of a repository that has copied and edited a template, and what it was."""
    shipping = begin(tmp_path, monkeypatch)
    assert run("-C", shipping.site, "theme", "copy", "report.html").exit_code == 0
    shipping.own("report.html", EDITED)
    begin_repository(shipping.site.parent)
    return shipping


def diff(shipping: Shipping, *arguments: str) -> tuple[bytes, list[str]]:
    """The patch, and the lines that are said besides."""
    result = run("-C", shipping.site, "theme", "diff", *arguments)
    assert result.exit_code == 0
    return result.stdout_bytes, result.stderr.splitlines()


def remarks(shipping: Shipping, *arguments: str) -> list[str]:
    """What is said besides where there is no patch."""
    content, said = diff(shipping, *arguments)
    assert content == b""
    return said


def by_git(site: Path, content: bytes) -> None:
    """As the command says that it is done, from the site's folder."""
    subprocess.run(["git", "apply", "-C1"], cwd=site, input=content, check=True)


def by_patch(site: Path, content: bytes) -> None:
    """Where there is no git."""
    if shutil.which("patch") is None:
        missing("there is no patch on this machine")
    subprocess.run(
        ["patch", "-p1", "--no-backup-if-mismatch", "--binary", "--quiet"], cwd=site, input=content, check=True
    )


BY_BOTH = pytest.mark.parametrize("apply", [by_git, by_patch])


def test_a_change_is_shown_and_what_comes_next_is_told(shipping: Shipping) -> None:
    """The former to standard output, the latter to the other one."""
    shipping.ship("default/report.html", NEWER)
    content, said = diff(shipping)
    assert content.decode().splitlines()[:7] == [
        "--- a/themes/acme/report.html",
        "+++ b/themes/acme/report.html",
        "@@ -1,7 +1,7 @@",
        ' {% extends "base.html" %}',
        " {% block main %}",
        " <h1>{{ page.title }}</h1>",
        "-<p>One.</p>",
    ]
    there = shipping.site
    assert [line.split() for line in said if line] == [
        ["Next:"],
        f"statusgen -C {there} theme diff | git -C {there} apply -C1 takes the changes over into your files".split(),
        f"statusgen -C {there} theme diff --seen remembers them, so that the next diff begins here".split(),
    ]


@BY_BOTH
def test_changes_are_taken_over_into_the_edited_file(shipping: Shipping, apply: Apply) -> None:
    """Also in a site that is a folder of its repository; the site's own edits stay."""
    shipping.ship("default/report.html", NEWER)
    apply(shipping.site, diff(shipping)[0])
    assert shipping.own("report.html").decode() == BOTH


@BY_BOTH
def test_edits_may_be_near_to_changes(shipping: Shipping, apply: Apply) -> None:
    """A line in between is enough."""
    near = REPORT.replace("Three.", "3.")
    shipping.own("report.html", near)
    shipping.ship("default/report.html", NEWER)
    apply(shipping.site, diff(shipping)[0])
    assert shipping.own("report.html").decode() == near.replace("One.", "A new one.")


def test_changes_are_taken_over_by_a_shell(shipping: Shipping) -> None:
    """The line that is told works at the top of a repository, too, and with the site's folder named."""
    shipping.ship("default/report.html", NEWER)
    content, said = diff(shipping)
    line = said[2].split("  ")[1].replace(f"statusgen -C {shipping.site} theme diff", "cat")
    subprocess.run(["sh", "-c", line], input=content, cwd="/", check=True)
    assert shipping.own("report.html").decode() == BOTH
    shutil.rmtree(shipping.site.parent / ".git")
    begin_repository(shipping.site)
    shipping.ship("default/report.html", NEWER.replace("Two.", "2."))
    diff(shipping, "--seen")
    shipping.own("report.html", EDITED)
    shipping.own(".shipped/report.html", REPORT)
    by_git(shipping.site, diff(shipping)[0])
    assert shipping.own("report.html").decode() == BOTH.replace("Two.", "2.")


def test_without_a_repository_patch_is_named(shipping: Shipping) -> None:
    """Which needs none."""
    shutil.rmtree(shipping.site.parent / ".git")
    shipping.ship("default/report.html", NEWER)
    assert f"| patch -p1 -d {shipping.site}    takes" in diff(shipping)[1][2]


@BY_BOTH
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a\nb", b"a\nc"),
        (b"a\nb", b"a\nb\n"),
        (b"a\nb\n", b"a\nb"),
        (b"a", b""),
        (b"", b"a\n"),
        (b"a\r\nb\r\n", b"a\r\nc\r\n"),
        (b"a\r\nb\n", b"a\nb\r\n"),
        (b"a\x0cb\xe2\x80\xa8c\rd\n", b"a\x0cb\xe2\x80\xa8e\rd\n"),
        (b"\xff\xfe\n", b"\xff\xfd\n"),
        (b"--- a\n+++ b\n", b"--- a\n@@ -1 +1 @@\n"),
    ],
)
def test_every_text_survives(shipping: Shipping, before: bytes, after: bytes, apply: Apply) -> None:
    """Whatever its lines end with, and its bytes mean."""
    shipping.ship("default/index.html", before)
    assert run("-C", shipping.site, "theme", "copy", "index.html").exit_code == 0
    shipping.ship("default/index.html", after)
    apply(shipping.site, diff(shipping)[0])
    assert shipping.own("index.html") == after


def test_line_ends_that_git_has_changed_are_no_change(shipping: Shipping) -> None:
    """The patch goes with the site's own file as it is."""
    for path in ("report.html", ".shipped/report.html"):
        shipping.own(path, shipping.own(path).replace(b"\n", b"\r\n"))
    assert remarks(shipping) == ["Nothing has changed in what themes/acme/ has copied"]
    shipping.ship("default/report.html", NEWER)
    by_git(shipping.site, diff(shipping)[0])
    assert shipping.own("report.html").decode() == BOTH.replace("\n", "\r\n")


def test_several_files_are_one_patch(shipping: Shipping) -> None:
    """Sorted by path; names choose."""
    assert run("-C", shipping.site, "theme", "copy", "style.css", "footer").exit_code == 0
    shipping.ship("default/report.html", NEWER)
    shipping.ship("default/assets/style.css", "body { margin: 1 }\n")
    shipping.ship("default/parts/footer.html", "<p>Bye.</p>\n")
    content, _ = diff(shipping)
    heads = [line for line in content.decode().splitlines() if line.startswith("+++")]
    names = ("assets/style.css", "parts/footer.html", "report.html")
    assert heads == [f"+++ b/themes/acme/{name}" for name in names]
    by_git(shipping.site, content)
    assert shipping.own("parts/footer.html") == b"<p>Bye.</p>\n"
    chosen, said = diff(shipping, "report")
    assert chosen.count(b"+++") == 1
    assert "theme diff report.html | git" in said[-2]


def test_what_nothing_is_to_be_done_about_is_not_shown(shipping: Shipping) -> None:
    """A copied file that the site has deleted, one that was not copied, and one that has not changed."""
    (shipping.site / "themes/acme/report.html").unlink()
    shipping.ship("default/report.html", NEWER)
    shipping.ship("default/index.html", "changed")
    assert remarks(shipping) == ["Nothing in themes/acme/ is a copy: 'statusgen theme copy' makes one"]


def test_what_is_shipped_no_more_is_told(shipping: Shipping) -> None:
    """It is the site's alone now; `--seen` forgets it."""
    (shipping.themes / "default/report.html").unlink()
    assert remarks(shipping)[:3] == [
        "report.html is shipped no more: what is left of it is themes/acme/report.html",
        "",
        "Next:",
    ]
    assert diff(shipping, "--seen")[0].decode().splitlines()[0].endswith("themes/acme/.shipped/report.html")
    assert shipping.files == ["acme/report.html"]


def test_what_is_no_text_is_told_in_a_line(shipping: Shipping) -> None:
    """Beside the patch of what is."""
    assert run("-C", shipping.site, "theme", "copy", "logo.png").exit_code == 0
    shipping.ship("default/report.html", NEWER)
    shipping.ship("default/assets/logo.png", b"\x89PNG\x00\x02")
    content, said = diff(shipping)
    assert said[0] == (
        "assets/logo.png has changed, and is no text: delete themes/acme/assets/logo.png and copy it again, "
        "or leave it as it is"
    )
    by_git(shipping.site, content)


def test_what_is_taken_over_already_is_told_until_it_is_seen(shipping: Shipping) -> None:
    """Else the diff after the next update would begin too early."""
    shipping.ship("default/report.html", NEWER)
    shipping.own("report.html", NEWER)
    said = remarks(shipping)
    assert said[0] == "report.html has changed, and themes/acme/report.html says the same already"
    assert [line.split("    ")[0].split(" theme ")[1] for line in said[3:]] == ["diff --seen"]


def test_seen_lets_the_next_diff_begin_here(shipping: Shipping) -> None:
    """It touches no file that pages are made of."""
    shipping.ship("default/report.html", NEWER)
    said = diff(shipping, "--seen")[0].decode().splitlines()
    assert said == [
        f"Wrote {shipping.site}/themes/acme/.shipped/report.html",
        "",
        "Next: commit themes/acme/, with the hidden .shipped/ in it",
    ]
    assert shipping.own("report.html").decode() == EDITED
    assert remarks(shipping) == ["Nothing has changed in what themes/acme/ has copied"]
    shipping.ship("default/report.html", NEWER.replace("Two.", "2."))
    assert diff(shipping)[0].decode().count("\n+") == 2
    assert diff(shipping, "--seen", "report")[0].startswith(b"Wrote ")
    assert diff(shipping, "--seen")[0].decode() == "Nothing has changed in what themes/acme/ has copied\n"


def test_seen_keeps_to_what_is_named(shipping: Shipping) -> None:
    """The others are as before."""
    assert run("-C", shipping.site, "theme", "copy", "index.html").exit_code == 0
    shipping.ship("default/index.html", "new")
    shipping.ship("default/report.html", NEWER)
    diff(shipping, "--seen", "index.html")
    assert b"index.html" not in diff(shipping)[0]
    assert b"report.html" in diff(shipping)[0]


def test_files_that_replace_shipped_ones_without_a_memory_are_named(shipping: Shipping) -> None:
    """Not those that build on them, that say the same, that replace nothing, or are pictures; `--seen` begins."""
    shipping.own("index.html", "<h1>Acme</h1>")
    shipping.own("base.html", '{% extends "default/base.html" %}')
    shipping.own("assets/style.css", '@import "default/style.css";\n')
    shipping.own("assets/logo.png", b"\x00")
    shipping.own("parts/footer.html", "<p>Thanks.</p>\r\n")
    shipping.own("parts/head.html", "<meta>")
    shipping.own("parts/own.html", "")
    told, nothing = remarks(shipping)
    assert told.startswith("what has changed in index.html cannot be told, for 'statusgen theme copy' did not bring it")
    assert told.endswith("; 'statusgen theme diff --seen index.html' begins now")
    assert nothing == "Nothing has changed in what themes/acme/ has copied"
    assert len(remarks(shipping, "report.html")) == 1
    diff(shipping, "--seen")
    assert len(remarks(shipping)) == 2
    diff(shipping, "--seen", "index.html")
    assert len(remarks(shipping)) == 1
    shipping.ship("default/index.html", "<h1>Soon</h1>\n")
    assert b"+<h1>Soon</h1>\n" in diff(shipping)[0]


def test_a_name_that_the_site_has_not_is_wrong_use(shipping: Shipping) -> None:
    """Nothing is compared then."""
    for name, told in {
        "index.html": "themes/acme/ has no 'index.html'; 'statusgen theme copy' brings a shipped file into the site",
        "repot.html": "no file 'repot.html' is shipped; did you mean 'report.html'?",
    }.items():
        for options in ([], ["--seen"]):
            result = run("-C", shipping.site, "theme", "diff", *options, name)
            assert (result.exit_code, result.stdout) == (2, "")
            assert result.stderr.strip().endswith(told)


def test_a_terminal_is_not_commanded(shipping: Shipping, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person sees colours, and escapes in place of what is not to be shown."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    shipping.ship("default/report.html", NEWER.replace("A new one.", "\x1b[2J\r"))
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    shown = diff(shipping)[0].decode()
    assert "\x1b[32m+<p>\\x1b[2J\\r</p>\x1b[0m\n" in shown
    assert "\x1b[31m-<p>One.</p>\x1b[0m\n" in shown


def test_git_shows_what_was_taken_over(shipping: Shipping) -> None:
    """And the memory beside it, so that a reviewer sees both."""
    shipping.ship("default/report.html", NEWER)
    by_git(shipping.site, diff(shipping)[0])
    diff(shipping, "--seen")
    changed = git(shipping.site, "diff", "--name-only", "--relative").splitlines()
    assert changed == ["themes/acme/.shipped/report.html", "themes/acme/report.html"]
