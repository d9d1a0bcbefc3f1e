"""`check --since` tells what changes made wrong, and what is wrong in files that changed; nothing else."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from statusgen.load.site import Moment
from statusgen.means import Means
from statusgen.pipeline import check
from statusgen.revisions import Changes, check_since

from building import INCIDENT, NOW, Site
from repository import begin, commit, git
from shell import run

BAD = INCIDENT.replace("components:", "impact: mjaor\ncomponents:")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site in a folder of a repository, with an error and a warning in files that nobody will touch."""
    one = Site(tmp_path / "repository/status")
    one.write("incidents/old.md", BAD.format(title="Old", day=3))
    one.write("incidents/open.md", INCIDENT.format(title="Open", day=4).replace("## Resolved", "## Update"))
    begin(tmp_path / "repository")
    return one


def since(site: Site, revision: str = "HEAD") -> Changes:
    """What is told, with the clock at the site's time."""
    return check_since(site.folder, revision, Moment(site.now), Means(site.cache))


def told(site: Site, revision: str = "HEAD") -> list[str]:
    """The same, as `path code`."""
    return [f"{d.at.path} {d.code}" for d in since(site, revision).diagnostics]


def test_what_was_wrong_before_is_counted_and_not_told(site: Site) -> None:
    """Also what is wrong by the clock alone; `check` without a revision tells it."""
    assert since(site) == Changes((), not_shown=2)
    site.now += timedelta(days=3)
    assert since(site) == Changes((), not_shown=2)
    assert {d.code for d in check(site.folder, Moment(NOW))} == {"bad-choice", "no-news"}


@pytest.mark.parametrize("add", [True, False])
def test_a_changed_file_is_told_whole(site: Site, add: bool) -> None:
    """Committed, staged or not even known to git; what was wrong in it before is told, too."""
    site.write("incidents/new.md", BAD.format(title="New", day=5))
    site.edit("incidents/old.md", "title: Old", "title: Older")
    if add:
        git(site.folder, "add", "--all")
    assert told(site) == ["incidents/new.md bad-choice", "incidents/old.md bad-choice"]
    commit(site.folder)
    assert told(site) == []
    assert told(site, "HEAD~1") == ["incidents/new.md bad-choice", "incidents/old.md bad-choice"]


def test_what_a_change_makes_wrong_elsewhere_is_told(site: Site) -> None:
    """At its place, in a file that did not change: a component, a linked file and a link's target are gone."""
    site.write("incidents/linked.svg", "<svg/>")
    site.edit("incidents/first.md", "We are", "[A](linked.svg) and [b](second.md). We are")
    commit(site.folder)
    git(site.folder, "mv", "incidents/second.md", "incidents/2.md")
    (site.folder / "incidents/linked.svg").unlink()
    site.edit("components.yaml", "  - name: API\n", "")
    assert {one for one in told(site) if "first" in one} == {
        "incidents/first.md unknown-component",
        "incidents/first.md broken-link",
    }
    assert "incidents/old.md unknown-component" in told(site)
    assert "incidents/old.md bad-choice" not in told(site)


def test_a_complaint_of_two_files_is_told_whichever_changed(site: Site) -> None:
    """It may stand in the one that did not."""
    site.write("incidents/a.md", INCIDENT.format(title="New", day=5).replace("title:", "id: first\ntitle:"))
    assert told(site) == ["incidents/first.md duplicate-id"]


def test_another_hint_is_no_other_complaint(site: Site) -> None:
    """Here a component comes that is like the misspelt one."""
    site.edit("incidents/old.md", "API:", "Webshop:")
    commit(site.folder)
    before = since(site).not_shown
    site.edit("components.yaml", "components:\n", "components:\n  - name: Web shop\n")
    assert since(site) == Changes((), not_shown=before)


def test_what_happens_on_the_main_branch_meanwhile_does_not_count(site: Site) -> None:
    """The fork point decides, not where the other branch is now."""
    git(site.folder, "switch", "--quiet", "--create", "news")
    site.write("incidents/new.md", BAD.format(title="New", day=5))
    commit(site.folder)
    git(site.folder, "switch", "--quiet", "main")
    site.write("incidents/elsewhere.md", BAD.format(title="Elsewhere", day=6))
    (site.folder / "incidents/open.md").unlink()
    commit(site.folder)
    git(site.folder, "switch", "--quiet", "news")
    assert told(site, "main") == ["incidents/new.md bad-choice"]


def test_templates_are_tried_on_both_sides(site: Site) -> None:
    """What was broken in them before is not told; what a change broke is."""
    (site.folder / "incidents/old.md").unlink()
    site.write("themes/default/404.html", "<html>{{ sit }}")
    commit(site.folder)
    assert since(site).not_shown == 2
    site.edit("themes/default/404.html", "sit", "sites")
    assert told(site) == ["themes/default/404.html broken-template"]


def test_where_there_was_no_site_all_of_it_is_new(tmp_path: Path) -> None:
    """Its folder, or only its components.yaml."""
    (tmp_path / "other.txt").write_text("x")
    begin(tmp_path)
    site = Site(tmp_path / "status")
    site.write("incidents/old.md", BAD.format(title="Old", day=3))
    assert told(site) == ["incidents/old.md bad-choice"]
    (tmp_path / "status/components.yaml").rename(tmp_path / "kept.yaml")
    fork = commit(tmp_path)
    (tmp_path / "kept.yaml").rename(tmp_path / "status/components.yaml")
    assert told(site) == ["incidents/old.md bad-choice"]
    assert since(site).not_compared == f"there was no site in {fork[:8]}"


def test_settings_behind_a_link_are_none_to_compare_with(site: Site) -> None:
    """A site cannot be read through one, now or then; that is no failure of the world."""
    good = (site.folder / "components.yaml").rename(site.folder / "real.yaml").read_text()
    (site.folder / "components.yaml").symlink_to("real.yaml")
    fork = commit(site.folder)
    (site.folder / "components.yaml").unlink()
    site.write("components.yaml", good)
    found = since(site)
    assert found.not_compared == f"components.yaml is a symbolic link in {fork[:8]}"
    assert [d.code for d in found.diagnostics] == ["bad-choice", "no-news"]


def test_what_was_published_is_compared_with(site: Site) -> None:
    """Ids, texts and times, through every edit of the branch; news is not told."""
    site.edit("incidents/second.md", "again.", "now.")
    site.write("incidents/new.md", INCIDENT.format(title="New", day=5))
    git(site.folder, "mv", "incidents/first.md", "incidents/1.md")
    commit(site.folder)
    site.edit("incidents/1.md", "10:00 +02:00", "10:01 +02:00")
    assert told(site) == ["incidents/1.md changed-update-id"]
    assert told(site, "HEAD~1") == [
        "incidents/1.md changed-id",
        "incidents/1.md changed-update-id",
        "incidents/second.md changed-text",
    ]


def test_a_changed_time_zone_is_told_at_its_key(site: Site) -> None:
    """Or at `page`, where the key is gone."""
    site.write("incidents/first.md", INCIDENT.format(title="First", day=18).replace(" +02:00", ""))
    commit(site.folder)
    site.edit("components.yaml", "Europe/Oslo", "UTC")
    (found,) = since(site).diagnostics
    assert (found.code, found.at.line, found.at.text) == ("changed-timezone", 4, "timezone")
    site.edit("components.yaml", "  timezone: UTC\n", "")
    (found,) = since(site).diagnostics
    assert (found.code, found.at.line, found.at.text) == ("changed-timezone", 1, "page")
    assert found.message.endswith(": 2 in incidents/first.md")


def test_settings_that_cannot_be_read_leave_nothing_to_compare(site: Site) -> None:
    """On either side."""
    site.edit("incidents/second.md", "again.", "now.")
    good = (site.folder / "components.yaml").read_text()
    site.write("components.yaml", "page: {")
    assert told(site) == ["components.yaml yaml-syntax"]
    assert since(site).not_compared == "components.yaml cannot be read"
    fork = commit(site.folder)
    site.write("components.yaml", good)
    site.edit("incidents/second.md", "now.", "at last.")
    assert told(site) == []
    assert since(site).not_compared == f"components.yaml in {fork[:8]} cannot be read"
    remark = f"Nothing was compared with what was published: components.yaml in {fork[:8]} cannot be read.\n"
    for form in ("text", "github"):
        assert remark in run("-C", site.folder, "check", "--since", "HEAD", "--format", form).stdout
    document = json.loads(run("-C", site.folder, "check", "--since", "HEAD", "--format", "json").stdout)
    assert document["not_compared"] == f"components.yaml in {fork[:8]} cannot be read"


@pytest.mark.parametrize("is_added", [True, False])
def test_a_renamed_report_is_told_alike_before_it_is_added(site: Site, is_added: bool) -> None:
    """With the id that it was published with."""
    (site.folder / "incidents/first.md").rename(site.folder / "incidents/1.md")
    if is_added:
        git(site.folder, "add", "--all")
    (found,) = since(site).diagnostics
    assert (found.at.path, found.code) == ("incidents/1.md", "changed-id")
    assert "'id: first'" in found.hint


@pytest.mark.parametrize("means", [Means(), None])
def test_the_old_state_is_not_remembered(site: Site, means: Means | None) -> None:
    """The next check parses nothing and tells the same; without a cache, too."""
    site.edit("incidents/first.md", "We are", "They are")
    site.edit("components.yaml", "Europe/Oslo", "UTC")
    means = means or Means(site.cache)
    first = check(site.folder, Moment(NOW), means)
    check_since(site.folder, "HEAD", Moment(NOW), means)
    built = site.build(means=means)
    assert check(site.folder, Moment(NOW), means) == first
    assert built.work.parsed == (0 if means.cache else 4)
    assert git(site.folder, "status", "--porcelain").split()[1::2] == [
        "status/components.yaml",
        "status/incidents/first.md",
    ]


def test_the_present_state_is_remembered(site: Site) -> None:
    """A build after this check has nothing to parse, also where nothing could be compared."""
    site.edit("incidents/old.md", "mjaor", "major")
    site.edit("components.yaml", "Europe/Oslo", "UTC")
    check_since(site.folder, "HEAD", Moment(NOW), Means(site.cache))
    assert site.build().work.parsed == 0
    (site.folder / "components.yaml").rename(site.folder / "kept.yaml")
    commit(site.folder)
    (site.folder / "kept.yaml").rename(site.folder / "components.yaml")
    site.edit("incidents/old.md", "impact: major", "impact: minor")
    check_since(site.folder, "HEAD", Moment(NOW), Means(site.cache))
    assert site.build().work.parsed == 0


def test_the_summary_says_what_is_left_out(site: Site) -> None:
    """And the exit code is that of what is shown."""
    site.now = NOW
    quiet = run("-C", site.folder, "check", "--since", "HEAD")
    assert (quiet.exit_code, quiet.stdout) == (
        0,
        "No problems found.\nNot shown: 2 problems in files that did not change.\n",
    )
    site.edit("incidents/old.md", "title: Old", "title: Older")
    loud = run("-C", site.folder, "check", "--since", "HEAD")
    assert loud.exit_code == 1
    assert loud.stdout.endswith("1 error in 1 file\nNot shown: 1 problem in files that did not change.\n")
    document = json.loads(run("-C", site.folder, "check", "--since", "HEAD", "--format", "json").stdout)
    assert (document["errors"], document["not_shown"]) == (1, 1)
    for_github = run("-C", site.folder, "check", "--since", "HEAD", "--format", "github")
    assert "::error file=status/incidents/old.md," in for_github.stdout
    assert "Not shown: 1 problem" in for_github.stdout


def test_a_site_in_no_repository_is_exit_code_3(tmp_path: Path) -> None:
    """Nobody knows what it was."""
    failed = run("-C", Site(tmp_path / "alone").folder, "check", "--since", "HEAD")
    assert (failed.exit_code, failed.stdout) == (3, "")
    assert "not a git repository" in failed.stderr


@pytest.mark.parametrize("revision", ["nowhere", "--help", ""])
def test_a_revision_that_is_none_is_exit_code_3(site: Site, revision: str) -> None:
    """In one line."""
    failed = run("-C", site.folder, "check", f"--since={revision}")
    assert (failed.exit_code, failed.stdout) == (3, "")
    assert failed.stderr.startswith(f"statusgen: error: git knows no commit '{revision}' here")
    assert failed.stderr.count("\n") == 1
