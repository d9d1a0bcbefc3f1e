"""Publishing refuses what it cannot do without touching others' files, and says so in one line."""

import json
from pathlib import Path

import pytest

from statusgen.diagnostics import StatusgenError
from statusgen.outputs.output import Output
from statusgen.publish.writer import publish

from publishing import MANIFEST, Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An output folder that does not exist yet."""
    return Site(tmp_path / "_site")


@pytest.mark.parametrize("name", ["notes.txt", "a/b/photo.jpg"])
def test_a_folder_with_foreign_files_is_refused_untouched(site: Site, name: str) -> None:
    """The message names the file, and nothing is written."""
    foreign = site.folder / name
    foreign.parent.mkdir(parents=True, exist_ok=True)
    foreign.write_text("mine")
    before = site.times()
    with pytest.raises(StatusgenError, match=foreign.name):
        site.publish({"index.html": "hello"})
    assert site.times() == before


def test_a_foreign_file_is_found_in_a_folder_of_ours(site: Site) -> None:
    """Also after a good build, and the good build stays as it is."""
    site.publish({"a/index.html": "a", "b.html": "b"})
    (site.folder / "a" / "mine.html").write_text("mine")
    with pytest.raises(StatusgenError, match=r"a/mine\.html"):
        site.publish({"index.html": "new"})
    assert set(site.files()) == {"a/index.html", "a/mine.html", "b.html"}


def test_a_refusal_names_three_files_at_most(site: Site) -> None:
    """And says that there are more."""
    site.folder.mkdir()
    for number in range(9):
        (site.folder / f"{number}.txt").touch()
    with pytest.raises(StatusgenError, match=r"\(0\.txt, 1\.txt, 2\.txt and more\).*empty folder"):
        site.publish({"index.html": ""})


def test_hidden_files_of_others_are_left_in_peace(site: Site) -> None:
    """At any depth, and also when the folder around them is pruned."""
    site.publish({"a/index.html": "a"})
    for name in [".git/config", ".DS_Store", "a/.DS_Store"]:
        (site.folder / name).parent.mkdir(exist_ok=True)
        (site.folder / name).write_text("mine")
    site.publish({"index.html": "hello"})
    assert set(site.files()) == {".git/config", ".DS_Store", "a/.DS_Store", "index.html"}


def test_a_hidden_file_of_others_is_not_replaced(site: Site) -> None:
    """Where we would publish that very path, the folder is refused."""
    site.folder.mkdir()
    (site.folder / ".nojekyll").write_text("mine")
    with pytest.raises(StatusgenError, match=r"\.nojekyll"):
        site.publish({".nojekyll": ""})
    assert (site.folder / ".nojekyll").read_text() == "mine"


@pytest.mark.parametrize("name", ["a", "a/index.html", ".well-known"])
def test_symbolic_links_are_never_followed(site: Site, tmp_path: Path, name: str) -> None:
    """One that stands where we write or remove is refused, and its target stays as it is."""
    site.publish({"a/index.html": "a", ".well-known/x.txt": "x"})
    elsewhere = tmp_path / "elsewhere"
    (site.folder / name).rename(elsewhere)
    (site.folder / name).symlink_to(elsewhere)
    before = {path: path.read_text() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(StatusgenError, match="did not write"):
        site.publish({"index.html": "new"})
    assert {path: path.read_text() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"version": 9, "files": {}}', '{"version": 1}', "[" * 100_000])
def test_a_damaged_manifest_is_refused_with_advice(site: Site, damage: str) -> None:
    """It says which folder to remove, and touches nothing."""
    site.publish({"index.html": "hello"})
    (site.folder / MANIFEST).write_text(damage)
    with pytest.raises(StatusgenError, match="please remove the folder"):
        site.publish({"index.html": "changed"})
    assert site.files() == {"index.html": "hello"}


@pytest.mark.parametrize("path", ["../victim.txt", "/etc/victim.txt", "a/../../victim.txt"])
def test_a_manifest_cannot_point_outside_its_folder(site: Site, tmp_path: Path, path: str) -> None:
    """Such a list is damaged: nothing it names is removed."""
    (tmp_path / "victim.txt").write_text("precious")
    site.publish({"index.html": "hello"})
    manifest = json.loads((site.folder / MANIFEST).read_text())
    manifest["files"][path] = manifest["files"].pop("index.html")
    (site.folder / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(StatusgenError, match="damaged"):
        site.publish({})
    assert (tmp_path / "victim.txt").read_text() == "precious"


@pytest.mark.parametrize("paths", [("a.html", "a.html"), ("a.html", "A.html"), ("a", "a/b"), ("B/c", "b"), ("é", "É")])
def test_two_outputs_with_one_path_are_refused(site: Site, paths: tuple[str, str]) -> None:
    """Both origins are named; case makes no difference, and a file is no folder."""
    outputs = [Output(path, "k", f"origin {n}", lambda: b"") for n, path in enumerate(paths)]
    with pytest.raises(StatusgenError, match=r"origin \d.*origin \d"):
        publish(outputs, site.folder, {})
    assert not site.folder.exists()


@pytest.mark.parametrize("path", ["", "/a", "../a", "a/../b", "a//b", "a/", "./a", "a\\b", "a\0b"])
def test_a_path_that_could_leave_the_folder_is_our_bug(site: Site, path: str) -> None:
    """Nobody's content can cause it, so it stays a traceback."""
    with pytest.raises(ValueError, match="unsafe"):
        site.publish({path: "x"})


def test_our_own_list_cannot_be_published_over(site: Site) -> None:
    """A file of that name in static/ is refused."""
    with pytest.raises(StatusgenError, match="are taken"):
        site.publish({MANIFEST: "{}"})


def test_the_disks_errors_are_one_plain_line(site: Site) -> None:
    """With the path and the system's word for it."""
    site.folder.write_text("I am a file")
    with pytest.raises(StatusgenError, match=r"cannot read .*_site: Not a directory"):
        site.publish({"index.html": "hello"})
    site.folder.unlink()
    name = "x" * 300
    with pytest.raises(StatusgenError, match=f"cannot write .*{name}: File name too long"):
        site.publish({name: "hello"})
    assert site.files() == {}
