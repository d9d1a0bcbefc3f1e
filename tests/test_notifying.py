"""The scripts of docs/notifying.md send what `statusgen diff --json` tells."""

import hashlib
import hmac
import json
import re
import smtplib
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest
import yaml

from judges import node
from pipes import Notebook, bash
from repository import begin, commit
from shell import run

DOCS = Path(__file__).parent.parent / "docs"
NPM = Path(__file__).parent / "npm"

TITLE = "Login & mail: $(date) `x` — langsam"
TEXT = 'Logging in fails for <some> & "slow" for others.'
NEWS = f"""---
title: '{TITLE}'
components: {{API: partial_outage}}
---

## Investigating - 2025-08-05 09:36Z

{TEXT}

We look.
"""
URL = "https://status.example.com/incidents/slow/#slow-20250805T0936Z"


def blocks(language: str) -> list[str]:
    """The fenced blocks of the page in that language."""
    text = (DOCS / "notifying.md").read_text("utf-8")
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", text)


def script(word: str) -> str:
    """The script that uses that variable."""
    (found,) = [block for block in blocks("bash") if f'"${word}"' in block]
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site with an incident that is new and one whose text was corrected, and what `diff` tells of it."""
    site = tmp_path / "site"
    assert run("init", site).exit_code == 0
    begin(site)
    (old,) = site.glob("incidents/*/*.md")
    old.write_text(old.read_text("utf-8").replace("fast again", "fast once more"), "utf-8")
    (site / "incidents/slow.md").write_text(NEWS, "utf-8")
    commit(site)
    told = run("-C", site, "diff", "--json", "HEAD~1..HEAD")
    assert told.exit_code == 0
    assert len(json.loads(told.stdout)["reports"]) == 2
    (site / "diff.json").write_text(told.stdout, "utf-8")
    return site


def test_slack_is_told_each_new_update(folder: Path) -> None:
    """Nothing in it is taken for a command of Slack or of the shell."""
    notebook = Notebook()
    with notebook.open() as address:
        assert bash(script("SLACK_WEBHOOK"), folder, SLACK_WEBHOOK=f"{address}/hook").code == 0
    ((method, path, body),) = notebook.asked
    assert (method, path) == ("POST", "/hook")
    assert json.loads(body)["text"] == (
        f"*<{URL}|Login &amp; mail: $(date) `x` — langsam>*\n"
        '*Investigating*: Logging in fails for &lt;some&gt; &amp; "slow" for others.\nWe look.'
    )


def test_teams_gets_a_card_for_each_new_update(folder: Path) -> None:
    """In the shape that its workflows take."""
    notebook = Notebook()
    with notebook.open() as address:
        assert bash(script("TEAMS_WEBHOOK"), folder, TEAMS_WEBHOOK=f"{address}/hook").code == 0
    ((_, _, body),) = notebook.asked
    (card,) = json.loads(body)["attachments"]
    assert card["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert [block["text"] for block in card["content"]["body"]] == [
        TITLE,
        "Investigating",
        f"{TEXT}\n\nWe look.",
    ]
    assert card["content"]["actions"][0]["url"] == URL


def test_a_webhook_gets_the_document_with_its_signature(folder: Path) -> None:
    """And is not called where readers see no change."""
    notebook = Notebook()
    with notebook.open() as address:
        ran = bash(script("WEBHOOK"), folder, WEBHOOK=f"{address}/hook", WEBHOOK_SECRET="secret")  # noqa: S106
        assert ran.code == 0, ran.told
        ((_, _, body),) = notebook.asked
        assert body == (folder / "diff.json").read_text("utf-8")
        (headers,) = notebook.headers
        expected = hmac.new(b"secret", body.encode(), hashlib.sha256).hexdigest()
        assert headers["X-Signature-256"] == f"sha256={expected}"
        (folder / "diff.json").write_text(run("-C", folder, "diff", "--json", "HEAD..HEAD").stdout, "utf-8")
        assert bash(script("WEBHOOK"), folder, WEBHOOK=f"{address}/hook", WEBHOOK_SECRET="secret").code == 0  # noqa: S106
    assert len(notebook.asked) == 1


def test_a_mail_is_sent_for_each_new_update(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To the list, with the subject whole."""
    sent: list[EmailMessage] = []

    class Server:
        def __init__(self, host: str) -> None:
            assert host == "mail.example.org"

        def __enter__(self) -> "Server":
            return self

        def __exit__(self, *_: object) -> None:
            """Nothing."""

        def login(self, user: str, password: str) -> None:
            assert (user, password) == ("u", "p")

        def send_message(self, message: EmailMessage) -> None:
            sent.append(message)

    monkeypatch.setattr(smtplib, "SMTP_SSL", Server)
    monkeypatch.chdir(folder)
    values = {
        "SMTP_HOST": "mail.example.org",
        "SMTP_USER": "u",
        "SMTP_PASSWORD": "p",
        "MAIL_FROM": "a@b",
        "MAIL_TO": "c@d",
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    (program,) = blocks("python")
    exec(compile(program, "mail.py", "exec"), {})  # noqa: S102
    (message,) = sent
    assert message["Subject"] == f"[Example Status] Investigating: {TITLE}"
    assert message.get_content() == f"{TEXT}\nWe look.\n\n{URL}\n"
    assert (message["From"], message["To"]) == ("a@b", "c@d")


def test_an_outage_beside_a_broken_file_is_told(folder: Path) -> None:
    """As it is published; where nothing can be compared, the job fails."""
    (comparing,) = [
        step["run"] for step in yaml.safe_load(blocks("yaml")[0])["notify"]["steps"] if "diff" in step.get("run", "")
    ]
    (folder / "incidents/broken.md").write_text("---\ntitle: Broken\ndraft: true\nwrong: 1\n---\n", "utf-8")
    commit(folder)
    assert run("-C", folder, "build", "--keep-going").exit_code == 1
    known = {"BEFORE": "HEAD~2", "GITHUB_SHA": "HEAD"}
    ran = bash(comparing, folder, **known)
    assert ran.code == 0, ran.told
    assert "slow" in {report["id"] for report in json.loads((folder / "diff.json").read_text("utf-8"))["reports"]}
    (folder / "components.yaml").write_text("page: {}\n", "utf-8")
    commit(folder)
    assert bash(comparing, folder, **known).code == 1


def test_the_jobs_fit_into_their_pipelines(tmp_path: Path) -> None:
    """As actionlint and the schema of GitLab see it."""
    github, gitlab = blocks("yaml")
    assert run("-C", tmp_path, "init", "--ci", "github").exit_code == 0
    assert run("-C", tmp_path, "init", "--ci", "gitlab").exit_code == 0
    publish, pipeline = tmp_path / ".github/workflows/publish.yml", tmp_path / ".gitlab-ci.yml"
    publish.write_text(f"{publish.read_text('utf-8')}\n{github}", "utf-8")
    pipeline.write_text(f"{pipeline.read_text('utf-8')}\n{gitlab}", "utf-8")
    assert json.loads(node(NPM / "lint_workflows.cjs", str(publish))) == []
    judge = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci"]
    judged = [*judge, "--data-transform", "gitlab-ci", str(pipeline)]
    done = subprocess.run(judged, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", ["SLACK_WEBHOOK", "TEAMS_WEBHOOK", "WEBHOOK"])
def test_scripts_satisfy_shellcheck(name: str) -> None:
    """As bash."""
    shellcheck = [str(Path(sys.executable).with_name("shellcheck")), "--shell", "bash", "-"]
    done = subprocess.run(shellcheck, input=script(name), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
