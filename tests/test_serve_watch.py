"""A watcher that sees writes only, however they are done."""

import shutil
from collections.abc import Callable
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import pytest

from statusgen.serve import watch
from statusgen.serve.watch import SiteWatcher, matters

from asking import PATIENCE


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("components.yaml", True),
        ("incidents/2025/a.md", True),
        ("brand/logo.svg", True),
        ("brand", True),
        ("brand/logo.ai", False),
        ("favicon.svg", True),
        ("README.md", False),
        ("node_modules/left-pad/index.js", False),
        ("_site/index.html", False),
        ("static", True),
        ("static/.well-known/security.txt", True),
        (".git/index", False),
        (".statusgen-cache/x", False),
        ("incidents/.a.md.swp", False),
        ("incidents/a.md~", False),
        ("incidents/4913", False),
        ("incidents/#a.md#", False),
        ("static/.#robots.txt", False),
    ],
)
def test_what_matters_to_a_site(path: str, expected: bool) -> None:
    """Its own files and the two that its settings name; not git's, the cache's, an editor's or others."""
    assert matters(path, {"brand/logo.svg", "favicon.svg"}) is expected


class Watching:
    """Collects in the background what a watcher tells."""

    def __init__(self, watcher: SiteWatcher) -> None:
        self.bursts = 0
        """How many bursts of changes were told."""
        self._bursts: Queue[frozenset[str]] = Queue()
        Thread(target=self._collect, args=(watcher,), daemon=True).start()

    def _collect(self, watcher: SiteWatcher) -> None:
        for burst in watcher.changes():
            self._bursts.put(burst)

    def until(self, path: str) -> set[str]:
        """Everything that was told, up to the burst that has `path`."""
        told: set[str] = set()
        while path not in told:
            told |= self._bursts.get(timeout=PATIENCE)
            self.bursts += 1
        return told


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A site's folder with an incident, and with files that are none of its own."""
    site = tmp_path / "source"
    for name in ("incidents/a.md", "_site/index.html", ".git/index", "work/notes.md"):
        (site / name).parent.mkdir(parents=True)
        (site / name).write_text("old")
    return site


def test_a_watcher_tells_of_writes_only(source: Path) -> None:
    """Reading a file is no event, nor is anything in folders that are not the site's."""
    with SiteWatcher(source) as watcher:
        watching = Watching(watcher)
        (source / "incidents/a.md").read_text()
        (source / "_site/index.html").write_text("new")
        (source / ".git/index").write_text("new")
        (source / "work/notes.md").write_text("new")
        (source / "README.md").write_text("new")
        (source / "incidents/.a.md.swp").write_text("new")
        (source / "components.yaml").write_text("new")
        assert watching.until("components.yaml") == {"components.yaml"}


def test_files_that_the_settings_name_are_followed(source: Path) -> None:
    """Wherever they are, and also where their folder is yet to come; no longer when they are named no more."""
    with SiteWatcher(source) as watcher:
        watcher.follow({"work/logo.svg", "new/icon.svg"})
        watching = Watching(watcher)
        (source / "work/notes.md").write_text("new")
        (source / "work/logo.svg").write_text("new")
        assert watching.until("work/logo.svg") == {"work/logo.svg"}
        (source / "new").mkdir()
        watching.until("new")
        (source / "new/icon.svg").write_text("new")
        watching.until("new/icon.svg")
        watcher.follow(set())
        (source / "work/logo.svg").write_text("newer")
        (source / "components.yaml").write_text("new")
        assert watching.until("components.yaml") == {"components.yaml"}


def test_nested_folders_that_come_and_go_are_no_cause_for_warnings(
    source: Path, recwarn: pytest.WarningsRecorder
) -> None:
    """As a checkout of another branch makes and removes them."""
    with SiteWatcher(source) as watcher:
        watching = Watching(watcher)
        for year in range(20):
            for month in range(12):
                (source / f"incidents/{year}/{month}/a/b").mkdir(parents=True)
            shutil.rmtree(source / f"incidents/{year}")
        (source / "components.yaml").write_text("new")
        watching.until("components.yaml")
    assert not [str(warning.message) for warning in recwarn]


def test_a_file_saved_by_renaming_shows_under_its_name(source: Path) -> None:
    """That is how editors save."""
    with SiteWatcher(source) as watcher:
        watching = Watching(watcher)
        (source / "incidents/.new").write_text("new")
        (source / "incidents/.new").rename(source / "incidents/a.md")
        assert "incidents/a.md" in watching.until("incidents/a.md")


def test_new_folders_are_watched_too(source: Path) -> None:
    """Also where one was removed and comes back."""
    with SiteWatcher(source) as watcher:
        watching = Watching(watcher)
        for _ in range(2):
            (source / "static").mkdir()
            watching.until("static")
            (source / "static/CNAME").write_text("x")
            watching.until("static/CNAME")
            (source / "static/CNAME").unlink()
            (source / "static").rmdir()
            watching.until("static")


@pytest.mark.parametrize(
    "save",
    [
        lambda file: file.write_text("new"),
        lambda file: _renamed(file, file.with_name(".a.md.tmp")),
        lambda file: _renamed(file, file.with_name("sedAbCdEf")),
        lambda file: _renamed(file, file.parents[2] / "elsewhere.md"),
        lambda file: (file.rename(file.with_name("a.md~")), file.write_text("new")),
    ],
    ids=["in place, as VS Code", "renamed, as many editors", "sed -i", "moved in", "backed up first, as vim"],
)
def test_every_way_to_save_a_file_is_seen(source: Path, save: Callable[[Path], object]) -> None:
    """As one change of the file, besides temporary files with ordinary names."""
    with SiteWatcher(source) as watcher:
        watching = Watching(watcher)
        save(source / "incidents/a.md")
        assert watching.until("incidents/a.md") - {"incidents/sedAbCdEf"} == {"incidents/a.md"}


def _renamed(file: Path, temporary: Path) -> None:
    temporary.write_text("new")
    temporary.replace(file)


def test_a_thousand_changes_are_few_bursts(source: Path) -> None:
    """As a checkout of another branch makes them."""
    with SiteWatcher(source) as watcher:
        watching = Watching(watcher)
        for number in range(1000):
            (source / f"incidents/{number}.md").write_text("new")
        watching.until("incidents/999.md")
        assert watching.bursts < 20


class Paced:
    """A queue of changes with so many seconds before each of them, which nobody has to wait."""

    def __init__(self, *pauses: float) -> None:
        self._left = list(enumerate(pauses))

    def get(self, timeout: float) -> str:
        """The next, if it comes in time."""
        if not self._left or self._left[0][1] > timeout:
            raise Empty
        return f"incidents/{self._left.pop(0)[0]}.md"


@pytest.mark.parametrize(
    ("pauses", "expected"),
    [([0, 0.01, 0.1], 2), ([0] * 6 + [0.1, 0.2, 0.1], 9), ([0] * 6 + [0.5], 6)],
    ids=["a file was saved", "a checkout goes on", "a checkout is over"],
)
def test_a_burst_of_many_changes_is_waited_for_longer(
    source: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float], expected: int
) -> None:
    """A checkout pauses now and then; one saved file shows at once."""
    monkeypatch.setattr(watch, "SimpleQueue", lambda: Paced(*pauses))
    with SiteWatcher(source) as watcher:
        assert len(next(watcher.changes())) == expected


def test_a_folder_that_is_replaced_is_watched_again(source: Path) -> None:
    """Also the site's own, be it away for a while or not."""
    with SiteWatcher(source) as watcher:
        watching = Watching(watcher)
        shutil.rmtree(source)
        watching.until(".")
        (source / "incidents").mkdir(parents=True)
        watching.until(".")
        (source / "incidents/b.md").write_text("new")
        watching.until("incidents/b.md")
        source.rename(source.with_name("moved"))
        shutil.copytree(source.with_name("moved"), source)
        watching.until(".")
        (source / "incidents/c.md").write_text("new")
        watching.until("incidents/c.md")
