"""`init --ci` writes pipelines that their hosts would take."""

import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from statusgen import __version__
from statusgen.cli.pipelines import PIPELINES, pipeline_files

from judges import node
from pipes import workflow
from repository import begin
from shell import run

NPM = Path(__file__).parent / "npm"
YAMLLINT = "{extends: default, rules: {line-length: {max: 120}, document-start: disable, truthy: {check-keys: false}}}"

ACTIONS = {
    "actions/cache/restore": 6,
    "actions/cache/save": 6,
    "actions/checkout": 7,
    "actions/deploy-pages": 5,
    "actions/setup-python": 7,
    "actions/upload-pages-artifact": 5,
    "cloudflare/wrangler-action": 4,
}
"""The newest major versions, in November 2026."""


def written(folder: Path, name: str) -> list[Path]:
    """The YAML of a pipeline in a new site."""
    assert run("init", folder, "--ci", name).exit_code == 0
    return sorted(folder / path for path in pipeline_files(name) if path.endswith(".yml"))


def judged(*command: str | Path) -> str:
    """What a judge in Python says; nothing where all is right."""
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr) if done.returncode else ""


@pytest.mark.parametrize("name", PIPELINES)
def test_a_site_may_begin_with_its_pipeline(tmp_path: Path, name: str) -> None:
    """It passes its checks, and says where to read what has to be set once."""
    result = run("-C", tmp_path, "init", "demo", "--ci", name)
    assert result.exit_code == 0
    assert all(f"Wrote {tmp_path / 'demo' / path}\n" in result.output for path in pipeline_files(name))
    assert "read on top of each file" in result.output
    assert run("-C", tmp_path / "demo", "check").exit_code == 0
    assert (tmp_path / "demo/requirements.txt").read_text().splitlines()[-1] == f"statusgen=={__version__}"


@pytest.mark.parametrize("name", PIPELINES)
def test_a_site_that_is_there_gets_the_pipeline_alone(tmp_path: Path, name: str) -> None:
    """Nothing else of it is touched."""
    assert run("init", tmp_path).exit_code == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert run("-C", tmp_path, "init", "--ci", name).exit_code == 0
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert after.items() >= before.items()
    assert {path.relative_to(tmp_path).as_posix() for path in set(after) - set(before)} == set(pipeline_files(name))


COMMIT = "0123456789abcdef0123456789abcdef01234567"
HTTPS = "https://git.example.com/statusgen"


@pytest.mark.parametrize(
    ("noted", "line"),
    [
        (None, f"statusgen=={__version__}"),
        ({"url": "file:///src/statusgen", "dir_info": {"editable": True}}, f"statusgen=={__version__}"),
        ({"url": "file:///src", "vcs_info": {"vcs": "git", "commit_id": COMMIT}}, f"statusgen=={__version__}"),
        ({"url": HTTPS, "vcs_info": {"vcs": "git", "commit_id": COMMIT}}, f"statusgen @ git+{HTTPS}@{COMMIT}"),
        (
            {"url": HTTPS, "vcs_info": {"vcs": "git", "commit_id": COMMIT}, "subdirectory": "py"},
            f"statusgen @ git+{HTTPS}@{COMMIT}#subdirectory=py",
        ),
        ({"url": f"{HTTPS}.tar.gz", "archive_info": {}}, f"statusgen @ {HTTPS}.tar.gz"),
    ],
)
def test_requirements_name_the_place_that_statusgen_is_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, noted: dict[str, object] | None, line: str
) -> None:
    """As pip has noted it; where nothing that another machine can reach is known, the version."""

    def read_text(_: object, name: str) -> str | None:
        return json.dumps(noted) if noted and name == "direct_url.json" else None

    monkeypatch.setattr(importlib.metadata.PathDistribution, "read_text", read_text)
    result = run("-C", tmp_path, "init", "--ci", "gitlab")
    assert (tmp_path / "requirements.txt").read_text().splitlines()[-1] == line
    assert "Next:\n  check in requirements.txt where the pipeline gets statusgen from\n" in result.output


@pytest.mark.parametrize("name", ["github", "gitlab", "cloudflare"])
@pytest.mark.parametrize("is_there", [True, False])
def test_a_pipeline_that_no_host_would_find_is_not_written(tmp_path: Path, name: str, *, is_there: bool) -> None:
    """In a folder of a repository that has its top elsewhere; the message says what to do."""
    begin(tmp_path)
    if is_there:
        assert run("init", tmp_path / "status").exit_code == 0
    before = sorted(tmp_path.rglob("*"))
    result = run("-C", tmp_path, "init", "status", "--ci", name)
    assert result.exit_code == 2
    assert f"statusgen init /tmp/new --ci {name}" in result.output
    assert "'A site in a folder of a larger repository'" in result.output
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(("name", "place"), [("github", "."), ("netlify", "status")])
def test_a_pipeline_is_written_into_a_repository_where_its_host_looks(tmp_path: Path, name: str, place: str) -> None:
    """At the top; Netlify can be told of a folder."""
    begin(tmp_path)
    assert run("-C", tmp_path, "init", place, "--ci", name).exit_code == 0


def test_a_pipeline_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    """Nothing is written then."""
    (tmp_path / ".gitlab-ci.yml").write_text("mine")
    result = run("-C", tmp_path, "init", "--ci", "gitlab")
    assert result.exit_code == 3
    assert "has .gitlab-ci.yml already" in result.output
    assert [path.name for path in tmp_path.iterdir()] == [".gitlab-ci.yml"]


def test_requirements_that_are_there_are_added_to(tmp_path: Path) -> None:
    """Other tools of the repository keep theirs."""
    (tmp_path / "requirements.txt").write_text("other==1.0")
    assert run("-C", tmp_path, "init", "--ci", "gitlab").exit_code == 0
    lines = (tmp_path / "requirements.txt").read_text().splitlines()
    assert (lines[0], lines[-1]) == ("other==1.0", f"statusgen=={__version__}")


def test_statusgen_in_the_requirements_stays_as_it_is(tmp_path: Path) -> None:
    """Wherever it comes from there."""
    (tmp_path / "requirements.txt").write_text("statusgen @ git+https://example.com/statusgen.git\n")
    result = run("-C", tmp_path, "init", "--ci", "gitlab")
    assert result.exit_code == 0
    assert (tmp_path / "requirements.txt").read_text() == "statusgen @ git+https://example.com/statusgen.git\n"
    assert "check in requirements.txt" not in result.output


@pytest.mark.parametrize("name", ["github", "cloudflare"])
def test_workflows_satisfy_actionlint_and_their_schema(tmp_path: Path, name: str) -> None:
    """And the versions of their actions are the newest."""
    paths = written(tmp_path, name)
    assert json.loads(node(NPM / "lint_workflows.cjs", *map(str, paths))) == []
    assert not judged("check_jsonschema", "--builtin-schema", "vendor.github-workflows", *paths)
    used = re.findall(r"(?m)uses: (\S+)@v(\d+)$", "".join(path.read_text() for path in paths))
    assert used
    assert {(action, int(version)) for action, version in used} <= ACTIONS.items()


def test_actionlint_sees_what_is_wrong(tmp_path: Path) -> None:
    """So its silence means something."""
    check = written(tmp_path, "github")[0]
    check.write_text(check.read_text().replace("needs: check", "needs: chek"))
    assert "chek" in node(NPM / "lint_workflows.cjs", str(check))


def test_the_gitlab_pipeline_satisfies_its_schema(tmp_path: Path) -> None:
    """As GitLab's own editor has it."""
    (path,) = written(tmp_path, "gitlab")
    assert not judged("check_jsonschema", "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", path)


@pytest.mark.parametrize("name", PIPELINES)
def test_yaml_is_tidy(tmp_path: Path, name: str) -> None:
    """As yamllint sees it."""
    assert not judged("yamllint", "--strict", "-d", YAMLLINT, *written(tmp_path, name))


@pytest.mark.parametrize("name", PIPELINES)
def test_scripts_satisfy_shellcheck(tmp_path: Path, name: str) -> None:
    """Each step of GitHub and each job of GitLab by itself."""
    scripts = [script for path in written(tmp_path, name) for script in scripts_in(workflow(path))]
    if name == "netlify":
        build = tomllib.loads((tmp_path / "netlify.toml").read_text())
        scripts = [build["build"]["command"], *(context["command"] for context in build["context"].values())]
    assert scripts
    for script in scripts:
        done = subprocess.run(
            [str(Path(sys.executable).with_name("shellcheck")), "--shell", "bash", "-"],
            input=script,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def scripts_in(pipeline: dict[str, object]) -> list[str]:
    """Every script of a pipeline."""
    jobs = pipeline.get("jobs", pipeline)
    assert isinstance(jobs, dict)
    found = []
    for job in jobs.values():
        if isinstance(job, dict):
            found += [step["run"] for step in job.get("steps", ()) if "run" in step]
            found += ["\n".join(job["script"])] if "script" in job else []
    return found


def test_a_pull_request_gets_no_more_rights_than_it_needs(tmp_path: Path) -> None:
    """What runs its files may read alone; what may write comments runs nothing of it, and not for forks."""
    check = workflow(written(tmp_path, "github")[0])
    assert list(check["on"]) == ["pull_request"]
    assert check["permissions"] == {"contents": "read"}
    checking, commenting = check["jobs"]["check"], check["jobs"]["comment"]
    assert "permissions" not in checking
    assert commenting["permissions"] == {"pull-requests": "write"}
    assert "&& github.event.pull_request.head.repo.full_name == github.repository }}" in commenting["if"]
    assert all("uses" not in step for step in commenting["steps"])
    for path in written(tmp_path / "all", "cloudflare"):
        for script in scripts_in(workflow(path)):
            assert "${{" not in script, "a script takes what others wrote from its environment"


def test_the_token_of_a_note_meets_nothing_of_a_merge_request(tmp_path: Path) -> None:
    """Its job alone is in the environment that has it, and gets no files and no packages."""
    jobs = workflow(written(tmp_path, "gitlab")[0])
    with_token = {name for name, job in jobs.items() if "STATUSGEN_TOKEN" in str(job)}
    in_environment = {name for name, job in jobs.items() if isinstance(job, dict) and "environment" in job}
    assert with_token == in_environment == {"note"}
    note = jobs["note"]
    assert note["environment"] == {"name": "note", "action": "access"}
    assert (note["variables"], note["before_script"]) == ({"GIT_STRATEGY": "none"}, [])
    assert not re.search("pip|statusgen (?!diff -->)|python (?!-I)", "".join(note["script"]))


def test_a_comment_is_kept_up_to_date_where_the_check_fails(tmp_path: Path) -> None:
    """By a step and a job that run in spite of it."""
    check = workflow(written(tmp_path, "github")[0])
    (comparing,) = [step for step in check["jobs"]["check"]["steps"] if step.get("id") == "compare"]
    assert comparing["if"].startswith("${{ !cancelled() ")
    assert check["jobs"]["comment"]["if"].startswith("${{ !cancelled() && needs.check.outputs.comment")


@pytest.mark.parametrize("name", ["github", "cloudflare"])
def test_deploys_take_turns(tmp_path: Path, name: str) -> None:
    """On merges, every 15 minutes and by hand; none is cancelled half-way."""
    publish = workflow(written(tmp_path, name)[1])
    assert publish["on"]["push"] == {"branches": ["main", "master"]}
    assert publish["on"]["schedule"] == [{"cron": "*/15 * * * *"}]
    assert "workflow_dispatch" in publish["on"]
    assert publish["concurrency"] == {"group": "publish", "cancel-in-progress": "false"}


def test_netlify_finds_what_it_is_told_of(tmp_path: Path) -> None:
    """The plugin where the configuration says, with its manifest."""
    written(tmp_path, "netlify")
    told = tomllib.loads((tmp_path / "netlify.toml").read_text())
    assert told["build"]["publish"] == "_site"
    plugin = tmp_path / told["plugins"][0]["package"].lstrip("/")
    assert (plugin / "index.js").is_file()
    assert yaml.safe_load((plugin / "manifest.yml").read_text()) == {"name": "differences"}


def test_wrangler_serves_the_site(tmp_path: Path) -> None:
    """With 404.html for what is missing."""
    written(tmp_path, "cloudflare")
    told = json.loads(re.sub(r"(?m)^\s*//.*$", "", (tmp_path / "wrangler.jsonc").read_text()))
    assert told["assets"] == {"directory": "_site", "not_found_handling": "404-page"}
