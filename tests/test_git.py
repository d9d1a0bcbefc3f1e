"""What git knows about a site, also where the site is a folder of a larger repository."""

from pathlib import Path

import pytest

from statusgen.diagnostics import StatusgenError
from statusgen.git import Repository

from repository import begin, commit, git


@pytest.fixture(params=["", "status/"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder with two files, committed: the repository itself, or a folder in it."""
    folder: Path = tmp_path / "repository" / request.param
    (folder / "incidents").mkdir(parents=True)
    (folder / "components.yaml").write_text("page:\n")
    (folder / "incidents/a ø.md").write_text("one\n" * 20)
    (tmp_path / "repository/other.txt").write_text("other")
    begin(tmp_path / "repository")
    return folder


def test_changes_are_those_of_the_site(site: Path) -> None:
    """Edited and new files, added or not; neither what is gone nor what is ignored."""
    first = git(site, "rev-parse", "HEAD").strip()
    (site / "incidents/a ø.md").write_text("two\n")
    (site / "incidents/new.md").write_text("new\n")
    (site / "components.yaml").unlink()
    (site / ".gitignore").write_text("ignored\n")
    (site / "ignored").write_text("x")
    assert Repository(site).changed_since(first) == {"incidents/a ø.md", "incidents/new.md", ".gitignore"}


@pytest.mark.parametrize("is_added", [True, False])
def test_renamed_files_are_known_by_their_content(site: Path, is_added: bool) -> None:
    """As far as git can tell, whether or not it knows of the new ones; the index stays as it was."""
    first = git(site, "rev-parse", "HEAD").strip()
    (site / "incidents/a ø.md").rename(site / "incidents/b ü.md")
    (site / ".gitignore").write_text("ignored.md\n")
    (site / "ignored.md").write_text("page:\n")
    git(site, "init", "--quiet", "other")
    if is_added:
        git(site, "add", "--all", "incidents")
    before = git(site, "status", "--porcelain")
    assert Repository(site).renamed_since(first) == {"incidents/a ø.md": "incidents/b ü.md"}
    assert git(site, "status", "--porcelain") == before
    assert "incidents/b ü.md" in Repository(site).changed_since(first)


def test_an_unreadable_history_is_not_one_without_a_file(site: Path) -> None:
    """Git cannot tell, and says so."""
    first = git(site, "rev-parse", "HEAD").strip()
    assert not Repository(site).has(first, "incidents/none.md")
    with pytest.raises(StatusgenError, match="ls-tree"):
        Repository(site).has("0" * 40, "components.yaml")


def test_only_a_shallow_clone_is_told_to_fetch(site: Path, tmp_path: Path) -> None:
    """Elsewhere there is nothing more to have."""
    (site / "new.md").write_text("x")
    commit(site)
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{tmp_path}/repository", "shallow")
    with pytest.raises(StatusgenError, match=r"no commit 'HEAD~1' here \(a shallow clone .*: fetch more\)$"):
        Repository(tmp_path / "shallow").commit_of("HEAD~1")
    with pytest.raises(StatusgenError, match=r"no commit 'nowhere' here$"):
        Repository(site).commit_of("nowhere")
    git(site, "switch", "--quiet", "--orphan", "alone")
    site.mkdir(exist_ok=True)
    commit(site)
    with pytest.raises(StatusgenError, match=r"no commit that HEAD and 'main' have in common$"):
        Repository(site).fork_point("main")


def test_an_old_state_is_checked_out_beside_the_new_one(site: Path) -> None:
    """The site alone, and neither the working tree nor the index notices."""
    repository, first = Repository(site), git(site, "rev-parse", "HEAD").strip()
    (site / "incidents/a ø.md").write_text("two\n")
    git(site, "add", "--all")
    with repository.checked_out(first) as old:
        assert (old / "incidents/a ø.md").read_text() == "one\n" * 20
        assert (old / "components.yaml").is_file()
        assert (old / "other.txt").exists() is (not repository.prefix)
    assert not old.exists()
    assert "a ø.md" in git(site, "-c", "core.quotepath=off", "diff", "--cached", "--name-only")
    assert (repository.has(first, "components.yaml"), repository.has(first, "none.yaml")) == (True, False)


def test_the_fork_point_is_where_a_branch_began(site: Path) -> None:
    """Whatever happened on the other one since."""
    first = git(site, "rev-parse", "HEAD").strip()
    git(site, "switch", "--quiet", "--create", "news")
    (site / "news.md").write_text("x")
    commit(site)
    git(site, "switch", "--quiet", "main")
    (site / "main.md").write_text("x")
    commit(site)
    assert Repository(site).fork_point("news") == first


def test_a_commit_holds_what_it_was_told_and_nothing_else(site: Path) -> None:
    """What was staged before stays staged."""
    (site / "staged.md").write_text("x")
    git(site, "add", "staged.md")
    (site / "incidents/new.md").write_text("x")
    name = Repository(site).commit(["incidents/new.md"], "Open: it's slow")
    repository = Repository(site)
    assert repository.commit_of(name) == repository.commit_of("HEAD")
    assert git(site, "show", "--name-only", "--relative", "--format=%s").split("\n") == [
        "Open: it's slow",
        "",
        "incidents/new.md",
        "",
    ]
    assert git(site, "diff", "--cached", "--name-only", "--relative") == "staged.md\n"


@pytest.mark.parametrize("revision", ["nowhere", "--all", "HEAD:components.yaml", ""])
def test_an_unknown_revision_is_one_line(site: Path, revision: str) -> None:
    """Also what git would take for an option."""
    with pytest.raises(StatusgenError, match="git knows no commit"):
        Repository(site).commit_of(revision)


def test_without_a_repository_or_without_git_one_line_says_so(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The world failed."""
    alone = tmp_path / "alone"
    alone.mkdir()
    with pytest.raises(StatusgenError, match="not a git repository"):
        Repository(alone)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StatusgenError, match="git is not installed"):
        Repository(site)
