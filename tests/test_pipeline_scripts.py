"""What pipelines run does what it should, here as there."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from judges import node
from pipes import Notebook, bash, served, stand_in, step, workflow
from shell import run

NPM = Path(__file__).parent / "npm"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Path]:
    """A new site that is live, so far without a file."""
    (tmp_path / "live").mkdir()
    with served(tmp_path / "live") as address:
        assert run("init", tmp_path / "site").exit_code == 0
        settings = tmp_path / "site/components.yaml"
        settings.write_text(settings.read_text().replace("https://status.example.com/", f"{address}/"))
        yield tmp_path / "site"


def publish(site: Path, name: str, *, by_hand: bool = False) -> tuple[int, str, bool]:
    """What the publishing scripts of a pipeline come to: the exit code, that of the build, and whether to deploy."""
    paths = {"gitlab": ".gitlab-ci.yml"}
    path = site / paths.get(name, ".github/workflows/publish.yml")
    if not path.exists():
        assert run("-C", site, "init", "--ci", name).exit_code == 0
    if name == "gitlab":
        ran = bash("\n".join(workflow(path)["pages"]["script"]), site, CI_PIPELINE_SOURCE="web" if by_hand else "push")
        return (0 if ran.code == 75 else ran.code, "", ran.code == 0)
    built = bash(step(workflow(path), "build"), site)
    if built.code:
        return built.code, "", False
    event = "workflow_dispatch" if by_hand else "schedule"
    ran = bash(step(workflow(path), "compare"), site, GITHUB_EVENT_NAME=event, GITHUB_RUN_ID="1")
    assert ran.code == 0, ran.told
    return 0, built.outputs["status"], ran.outputs.get("deploy") == "true"


def deploy(site: Path) -> None:
    """Makes what was built live."""
    (site / "_site").rename(site / "old")
    for path in sorted((site / "old").rglob("*")):
        target = site.with_name("live") / path.relative_to(site / "old")
        target.mkdir(exist_ok=True) if path.is_dir() else target.write_bytes(path.read_bytes())
    (site / "old").rename(site / "_site")


def building(site: Path, status: int, digest: str = "") -> None:
    """From now on a build ends with that status, and publishes what has that digest, or nothing."""
    (url,) = re.findall("url: (http://127.*)/", (site / "components.yaml").read_text())
    stamp, page = json.dumps({"digest": digest, "built": status}), json.dumps({"page": {"url": url}})
    wrote = f"mkdir -p _site/api/v2\necho '{stamp}' > _site/build.json\necho '{page}' > _site/api/v2/summary.json\n"
    stand_in(site, "statusgen", f"{wrote if digest else ''}exit {status}")


def test_a_pipeline_builds_a_site(site: Path) -> None:
    """And finds in it where it is live, and whether readers would see a change."""
    assert publish(site, "github") == (0, "0", True)
    deploy(site)
    assert publish(site, "github") == (0, "0", False)


@pytest.mark.parametrize("name", ["github", "gitlab"])
def test_only_what_readers_would_see_is_deployed(site: Path, name: str) -> None:
    """A build that changes nothing but its stamp is not, unless it was started by hand."""
    success = "" if name == "gitlab" else "0"
    building(site, 0, "a")
    assert publish(site, name) == (0, success, True)
    deploy(site)
    assert publish(site, name) == (0, success, False)
    assert publish(site, name, by_hand=True) == (0, success, True)
    building(site, 0, "b")
    assert publish(site, name) == (0, success, True)


@pytest.mark.parametrize("name", ["github", "gitlab"])
def test_errors_that_hide_no_outage_do_not_hold_back_the_deploy(site: Path, name: str) -> None:
    """The pipeline is red afterwards, by the status of the build or by the job that checks."""
    building(site, 1, "a")
    assert publish(site, name) == (0, "" if name == "gitlab" else "1", True)


@pytest.mark.parametrize("name", ["github", "gitlab"])
@pytest.mark.parametrize("status", [1, 3])
def test_a_build_that_publishes_nothing_ends_the_pipeline(site: Path, name: str, status: int) -> None:
    """What was built before is not taken for new."""
    building(site, status)
    assert publish(site, name) == (status, "", False)
    building(site, 0, "a")
    publish(site, name)
    building(site, status)
    assert publish(site, name) == (status, "", False)


def test_a_build_is_the_same_for_cloudflare(site: Path) -> None:
    """As it is for the pages of GitHub."""
    scripts = []
    for name in ("github", "cloudflare"):
        assert run("init", site / name, "--ci", name).exit_code == 0
        pipeline = workflow(site / name / ".github/workflows/publish.yml")
        scripts.append((step(pipeline, "build"), step(pipeline, "compare")))
    assert scripts[0] == scripts[1]


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({}, ""),
        ({"CI_MERGE_REQUEST_DIFF_BASE_SHA": "abc"}, " --since abc"),
        ({"CI_MERGE_REQUEST_DIFF_BASE_SHA": "abc", "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": "def"}, " --since def"),
    ],
)
def test_a_merge_request_is_checked_for_what_it_changes(site: Path, known: dict[str, str], said: str) -> None:
    """The default branch as a whole."""
    assert run("-C", site, "init", "--ci", "gitlab").exit_code == 0
    stand_in(site, "statusgen", 'echo "$*"')
    script = "\n".join(workflow(site / ".gitlab-ci.yml")["check"]["script"])
    assert bash(script, site, **known).code == 0
    assert (site / "gl-code-quality-report.json").read_text() == f"check --format gitlab{said}\n"


def test_netlify_cancels_a_deploy_that_changes_nothing(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the published site is compared, never a preview."""
    assert run("-C", site, "init", "--ci", "netlify").exit_code == 0
    assert run("-C", site, "build").exit_code == 0
    arguments = ("plugin", str(site / "netlify/plugins/differences"), str(site / "_site"))
    monkeypatch.setenv("CONTEXT", "production")
    assert node(NPM / "run_netlify.cjs", *arguments) == ""
    deploy(site)
    assert node(NPM / "run_netlify.cjs", *arguments) == "Nothing has changed since the last deploy.\n"
    monkeypatch.setenv("CONTEXT", "deploy-preview")
    assert node(NPM / "run_netlify.cjs", *arguments) == ""


def test_netlify_publishes_in_spite_of_errors_that_hide_no_outage(site: Path) -> None:
    """With any other, nothing is left from an earlier build that it could publish."""
    assert run("-C", site, "init", "--ci", "netlify").exit_code == 0
    command = tomllib.loads((site / "netlify.toml").read_text())["build"]["command"]
    building(site, 1, "a")
    assert bash(command, site).code == 0
    building(site, 1)
    assert bash(command, site).code == 1


def test_netlify_builds_on_a_timer(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the hook that the environment names."""
    assert run("-C", site, "init", "--ci", "netlify").exit_code == 0
    notebook = Notebook()
    with notebook.open() as address:
        monkeypatch.setenv("STATUSGEN_BUILD_HOOK", f"{address}/hook")
        assert node(NPM / "run_netlify.cjs", "timer", str(site / "netlify/functions/timer.mjs")) == "*/15 * * * *\n"
    assert notebook.asked == [("POST", "/hook", "")]
