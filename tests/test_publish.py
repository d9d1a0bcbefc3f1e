"""Publishing writes only differences, each file whole, and finishes what was interrupted."""

import os
from functools import partial
from pathlib import Path

import pytest

from statusgen.diagnostics import StatusgenError
from statusgen.outputs.output import Output, Wave
from statusgen.publish.folder import place_file
from statusgen.publish.writer import Publication, publish

from publishing import MANIFEST, Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An output folder that does not exist yet."""
    return Site(tmp_path / "_site")


def reasons(publication: Publication) -> dict[str, str]:
    """Why each file was written, by path."""
    return {written.path: written.reason for written in publication.written}


def test_a_first_build_writes_everything(site: Site) -> None:
    """Every file is new, in a folder that is made on the way."""
    done = site.publish({"index.html": "hello", "incidents/a/index.html": "A"})
    assert site.files() == {"index.html": "hello", "incidents/a/index.html": "A"}
    assert reasons(done) == {"index.html": "new", "incidents/a/index.html": "new"}
    assert (done.removed, done.unchanged, done.files) == ((), 0, 2)


def test_a_second_build_renders_and_writes_nothing(site: Site) -> None:
    """Not even the manifest is touched."""
    site.publish({"index.html": "hello", "a/b.html": "b"})
    before = site.times()
    done = site.publish({"index.html": "hello", "a/b.html": "b"})
    assert (done.written, done.removed, done.unchanged) == ((), (), 2)
    assert site.rendered == []
    assert site.times() == before


def test_only_what_changed_is_rendered_and_written(site: Site) -> None:
    """The other file keeps its time."""
    site.publish({"a.html": "a", "b.html": "b"})
    before = (site.folder / "b.html").stat().st_mtime_ns
    done = site.publish({"a.html": "A!", "b.html": "b"})
    assert reasons(done) == {"a.html": "content changed"}
    assert site.rendered == ["a.html"]
    assert (site.folder / "b.html").stat().st_mtime_ns == before


def test_equal_bytes_under_a_new_key_are_not_written(site: Site) -> None:
    """They are rendered once; after that the new key is known."""
    site.folder.mkdir()
    renders = []

    def render() -> bytes:
        renders.append(1)
        return b"same"

    publish([Output("a.html", "one", "a", render)], site.folder, {})
    before = (site.folder / "a.html").stat().st_mtime_ns
    assert publish([Output("a.html", "two", "a", render)], site.folder, {}).unchanged == 1
    assert publish([Output("a.html", "two", "a", render)], site.folder, {}).unchanged == 1
    assert len(renders) == 2
    assert (site.folder / "a.html").stat().st_mtime_ns == before


def test_files_are_written_wave_by_wave(site: Site) -> None:
    """What is linked comes before what links to it, then by path."""
    waves = {"z.css": Wave.ASSETS, "m.html": Wave.REPORTS, "index.html": Wave.ENTRANCES}
    done = site.publish(dict.fromkeys(["index.html", "b.html", "a.html", "m.html", "z.css"], ""), waves=waves)
    assert list(reasons(done)) == ["z.css", "m.html", "a.html", "b.html", "index.html"]


def test_a_path_that_is_gone_is_removed_with_its_empty_folders(site: Site) -> None:
    """Folders that still hold something stay."""
    site.publish({"index.html": "", "a/one/index.html": "1", "a/two/index.html": "2", "b/c/d.html": ""})
    done = site.publish({"index.html": "", "a/two/index.html": "2"})
    assert done.removed == ("a/one/index.html", "b/c/d.html")
    assert sorted(p.relative_to(site.folder).as_posix() for p in site.folder.rglob("*")) == [
        MANIFEST,
        "a",
        "a/two",
        "a/two/index.html",
        "index.html",
    ]


def test_a_file_changed_on_disk_is_restored(site: Site) -> None:
    """Even where size and time are as they were."""
    site.publish({"a.html": "right"})
    path = site.folder / "a.html"
    known = path.stat()
    path.write_text("wrong")
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))
    assert reasons(site.publish({"a.html": "right"})) == {"a.html": "was changed on disk"}
    assert path.read_text() == "right"


def test_a_file_deleted_on_disk_comes_back(site: Site) -> None:
    """The reason says that it was missing."""
    site.publish({"a.html": "a"})
    (site.folder / "a.html").unlink()
    assert reasons(site.publish({"a.html": "a"})) == {"a.html": "was missing"}


def test_a_file_that_was_only_touched_is_left_alone(site: Site) -> None:
    """Its content decides; it is neither rendered nor written."""
    site.publish({"a.html": "a"})
    os.utime(site.folder / "a.html", ns=(1, 1))
    assert site.publish({"a.html": "a"}).unchanged == 1
    assert site.rendered == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"a": "file"}, {"a/b/c.html": "deep"}),
        ({"a/b/c.html": "deep", "a/d.html": "d"}, {"a": "file"}),
        ({"a/X/index.html": "1", "a/X/y.png": "2"}, {"a/x/index.html": "1", "a/x/y.png": "2"}),
    ],
)
def test_files_make_way_for_folders_and_folders_for_files(
    site: Site, before: dict[str, str], after: dict[str, str]
) -> None:
    """And names that change only their case change it on disk, too."""
    site.publish(before)
    done = site.publish(after)
    assert site.files() == after
    assert done.removed == tuple(sorted(before))


@pytest.mark.parametrize("stop_at", ["a.html", "c.html"])
def test_a_build_that_cannot_render_everything_publishes_nothing(site: Site, stop_at: str) -> None:
    """Not even what it rendered before; and no half-written folder is left behind."""
    site.publish({"a.html": "a1", "b.html": "b1", "old.html": "old"})
    before = site.times()

    def render(path: str) -> bytes:
        if path == stop_at:
            raise StatusgenError("no")
        return b"new"

    outputs = [Output(path, "new", path, partial(render, path)) for path in ("a.html", "b.html", "c.html")]
    with pytest.raises(StatusgenError):
        publish(outputs, site.folder, {})
    assert site.times() == before


@pytest.mark.parametrize("placed", [0, 1, 2])
def test_a_build_that_is_stopped_leaves_no_foreign_files(
    site: Site, placed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is on disk is whole, and the next build finishes the work."""
    site.publish({"a.html": "a1", "b.html": "b1", "old.html": "old"})
    after = {"a.html": "a2", "b.html": "b2", "c.html": "c2"}

    def place_some(folder: Path, number: int, path: str) -> None:
        if number == placed:
            raise KeyboardInterrupt
        place_file(folder, number, path)

    monkeypatch.setattr("statusgen.publish.writer.place_file", place_some)
    with pytest.raises(KeyboardInterrupt):
        site.publish(after)
    monkeypatch.undo()
    assert (site.folder / "old.html").exists()
    done = site.publish(after)
    assert site.files() == after
    assert len(done.written) == 3 - placed
    assert done.removed == ("old.html",)


def test_what_a_killed_build_left_half_written_is_cleared_away(site: Site) -> None:
    """Its temporary files are ours by their name."""
    site.publish({"a/b.html": "b"})
    (site.folder / "a" / ".statusgen-tmp-99999").write_text("half")
    site.publish({"a/b.html": "b"})
    assert site.files() == {"a/b.html": "b"}


def test_published_files_can_be_read_by_a_web_server(site: Site) -> None:
    """Their permissions are those that the umask allows, not a temporary file's."""
    before = os.umask(0o022)
    try:
        site.publish({"index.html": "hello"})
    finally:
        os.umask(before)
    assert (site.folder / "index.html").stat().st_mode & 0o777 == 0o644


def test_progress_counts_every_output(site: Site) -> None:
    """From none to all, the unchanged ones included."""
    seen: list[tuple[int, int]] = []
    outputs = [Output(name, name, name, name.encode) for name in ("a", "b")]
    publish(outputs, site.folder, {}, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(0, 2), (1, 2), (2, 2)]


def test_the_reason_names_what_has_a_part_in_every_page(site: Site) -> None:
    """A changed theme or setting is the cause, rather than the content."""
    site.publish({"a.html": "a"}, made_with={"the theme": "1", "components.yaml": "1"})
    done = site.publish({"a.html": "A"}, made_with={"the theme": "2", "components.yaml": "1"})
    assert reasons(done) == {"a.html": "the theme changed"}
    done = site.publish({"a.html": "a"}, made_with={"the theme": "3", "components.yaml": "2"})
    assert reasons(done) == {"a.html": "the theme and components.yaml changed"}
    done = site.publish({"a.html": "A"}, made_with={"the theme": "3", "components.yaml": "2"})
    assert reasons(done) == {"a.html": "content changed"}
