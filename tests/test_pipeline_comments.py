"""What pipelines say in pull requests and merge requests, and where they do not."""

import json
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from pipes import Notebook, Ran, bash, stand_in, step, workflow
from shell import run

MARK = "<!-- statusgen diff -->"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A new site."""
    assert run("init", tmp_path / "site").exit_code == 0
    return tmp_path / "site"


def told(site: Path, said: str) -> Ran:
    """What the check of a pull request does with what `statusgen diff` says."""
    assert run("-C", site, "init", "--ci", "github").exit_code == 0
    stand_in(site, "statusgen", f'test "$*" = "diff origin/main...HEAD"\n{said}')
    script = step(workflow(site / ".github/workflows/check.yml"), "compare")
    return bash(script, site, BASE="origin/main", RUN="https://example.org/run")


def test_the_diff_becomes_an_output_and_a_summary(site: Path) -> None:
    """Word by word, also lines that look like the end of an output."""
    ran = told(site, "printf '## Readers\\n\\ncomment=x\\nEOF\\n'")
    assert ran.code == 0, ran.told
    assert ran.outputs == {"comment": "## Readers\n\ncomment=x\nEOF\n"}
    assert (site.with_name("site-runner") / "summary").read_text() == "## Readers\n\ncomment=x\nEOF\n"


@pytest.mark.parametrize(("status", "code"), [(1, 0), (3, 3)])
def test_a_diff_that_cannot_be_told_is_said_to_be_so(site: Path, status: int, code: int) -> None:
    """Where the site has errors; what else fails is for the log."""
    ran = told(site, f"exit {status}")
    assert ran.code == code
    said = "The site has errors, so nothing is compared: [the check](https://example.org/run) tells them."
    assert ran.outputs == ({"comment": f"{said}\n"} if status == 1 else {})


def commented(site: Path, known: int | None, comment: str) -> Ran:
    """What the pipeline for GitHub makes of a pull request where two others and maybe it itself have commented."""
    if not (site / ".github").exists():
        assert run("-C", site, "init", "--ci", "github").exit_code == 0
    others = [
        {"id": 5, "user": {"login": "ada"}, "body": f"{MARK} quoted"},
        {"id": 6, "user": {"login": "github-actions[bot]"}, "body": "Deployed."},
    ]
    own = [{"id": known, "user": {"login": "github-actions[bot]"}, "body": f"{MARK}\nOld"}] if known else []
    (site / "comments.json").write_text(json.dumps([*others, *own]))
    stand_in(
        site,
        "gh",
        'if [ "$2" = --paginate ]; then jq --raw-output "$5" comments.json; exit; fi\n'
        'echo "$@" > asked; body="${*: -1}"; cat "${body#body=@}" > body',
    )
    script = step(workflow(site / ".github/workflows/check.yml"), "Comment, or bring the comment up to date")
    return bash(script, site, REPOSITORY="repos/o/r", PULL_REQUEST="3", COMMENT=comment)


@pytest.mark.parametrize("known", [None, 7])
def test_a_pull_request_has_one_comment(site: Path, known: int | None) -> None:
    """The first time it is written, then it is brought up to date; comments of others are left alone."""
    ran = commented(site, known, "What is *new*")
    assert ran.code == 0, ran.told
    where = f"PATCH repos/o/r/issues/comments/{known}" if known else "POST repos/o/r/issues/3/comments"
    assert (site / "asked").read_text().startswith(f"api --silent --method {where} --field body=@")
    assert (site / "body").read_text() == f"{MARK}\nWhat is *new*\n"


@pytest.mark.parametrize("known", [None, 7])
def test_that_nothing_changes_is_no_comment_of_its_own(site: Path, known: int | None) -> None:
    """But it replaces one that says otherwise."""
    ran = commented(site, known, told(site, "echo Nothing changes for readers.").outputs["comment"])
    assert ran.code == 0, ran.told
    assert (site / "asked").exists() is bool(known)


def compared(site: Path, said: str, **environment: str) -> Ran:
    """What the pipeline for GitLab does with what `statusgen diff` says."""
    if not (site / ".gitlab-ci.yml").exists():
        assert run("-C", site, "init", "--ci", "gitlab").exit_code == 0
    stand_in(site, "statusgen", f'echo "$*" > asked\n{said}')
    script = "\n".join(workflow(site / ".gitlab-ci.yml")["compare"]["script"])
    known = {"CI_PIPELINE_URL": "https://example.org/run", "CI_MERGE_REQUEST_DIFF_BASE_SHA": "abc"}
    return bash(script, site, **known, **environment)


@pytest.mark.parametrize(("tip", "said"), [("", "abc...HEAD"), ("def", "def...HEAD")])
def test_a_merge_request_is_compared_without_the_changes_of_others(site: Path, tip: str, said: str) -> None:
    """From where it began, or from the tip that GitLab has merged it into."""
    assert compared(site, "echo News", **({"CI_MERGE_REQUEST_TARGET_BRANCH_SHA": tip} if tip else {})).code == 0
    assert (site / "asked").read_text() == f"diff {said}\n"
    assert (site / "note.md").read_text() == f"{MARK}\nNews\n"


@pytest.mark.parametrize(("status", "code"), [(1, 0), (3, 3)])
def test_a_note_says_that_nothing_could_be_compared(site: Path, status: int, code: int) -> None:
    """Where the site has errors; what else fails is for the log."""
    assert compared(site, f"exit {status}").code == code
    said = "The site has errors, so nothing is compared: [the pipeline](https://example.org/run) tells them."
    note = site / "note.md"
    assert (note.read_text() if note.exists() else "") == ("" if code else f"{MARK}\n{said}\n")


def noted(site: Path, known: int | None, *, token: str = "secret") -> tuple[Ran, list[tuple[str, str, str]]]:  # noqa: S107
    """What becomes of note.md in a merge request where others and maybe the owner of the token have written."""
    if not (site / ".gitlab-ci.yml").exists():
        assert run("-C", site, "init", "--ci", "gitlab").exit_code == 0
    notes = [
        {"id": 5, "author": {"id": 1}, "body": "Hello"},
        {"id": 6, "author": {"id": 2}, "body": f"{MARK}\nNot its own"},
        *([{"id": known, "author": {"id": 1}, "body": f"{MARK}\nOld"}] if known else []),
    ]
    notebook = Notebook(answers={"/user": b'{"id": 1}'}, answer=json.dumps(notes).encode())
    script = "\n".join(workflow(site / ".gitlab-ci.yml")["note"]["script"])
    with notebook.open() as address:
        given = {"CI_API_V4_URL": address, "CI_PROJECT_ID": "1", "CI_MERGE_REQUEST_IID": "3", "STATUSGEN_TOKEN": token}
        return bash(script, site, **given), notebook.asked


@pytest.mark.parametrize("known", [None, 7])
def test_a_merge_request_has_one_note(site: Path, known: int | None) -> None:
    """The first time it is written, then it is brought up to date; those of others are left alone."""
    assert compared(site, 'echo "What is *new* & good"').code == 0
    (site / "json.py").write_text("raise SystemExit('a file of the merge request was run')")
    ran, asked = noted(site, known)
    assert ran.code == 0, ran.told
    ((method, path, body),) = asked
    assert (method, path) == (
        ("PUT", "/projects/1/merge_requests/3/notes/7") if known else ("POST", "/projects/1/merge_requests/3/notes")
    )
    assert parse_qs(body) == {"body": [f"{MARK}\nWhat is *new* & good\n"]}


@pytest.mark.parametrize("known", [None, 7])
def test_that_nothing_changes_is_no_note_of_its_own(site: Path, known: int | None) -> None:
    """But it replaces one that says otherwise."""
    assert compared(site, "echo Nothing changes for readers.").code == 0
    ran, asked = noted(site, known)
    assert ran.code == 0, ran.told
    assert [method for method, _, _ in asked] == (["PUT"] if known else [])


def test_a_note_is_never_a_file_that_a_link_leads_to(site: Path) -> None:
    """Such as the environment, which has the token."""
    (site / "note.md").symlink_to("components.yaml")
    ran, asked = noted(site, None)
    assert (ran.code, asked) == (1, [])


def test_without_a_token_there_is_no_note(site: Path) -> None:
    """And nothing fails."""
    ran, asked = noted(site, None, token="")
    assert (ran.code, asked) == (0, [])
