"""Builds into one folder take turns, and a lock does not outlive its owner."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from statusgen.diagnostics import StatusgenError
from statusgen.means import Means
from statusgen.publish.lock import locked

from building import INCIDENT, Site, published

LOCK = ".statusgen-lock"
HOLD = """\
import sys, pathlib
from statusgen.publish.lock import locked
with locked(pathlib.Path(sys.argv[1]), lambda: None):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holder(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until its input ends."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def unheard() -> None:
    """Nobody may have to wait."""
    raise AssertionError


def test_a_lock_leaves_nothing_behind(tmp_path: Path) -> None:
    """Neither its file nor a folder that only it made."""
    with locked(tmp_path / "a" / "b", unheard):
        assert (tmp_path / "a" / "b" / LOCK).exists()
    assert list(tmp_path.iterdir()) == []


def test_a_second_one_waits_until_the_first_has_ended(tmp_path: Path) -> None:
    """And is told that it waits."""
    told: list[str] = []
    with holder(tmp_path / "out") as first:

        def end() -> None:
            told.append("waits")
            assert first.stdin is not None
            threading.Timer(0.1, first.stdin.close).start()

        with locked(tmp_path / "out", end):
            assert told == ["waits"]
            assert first.wait() == 0


def test_a_killed_process_has_no_lock(tmp_path: Path) -> None:
    """What it leaves is cleared away by the next one."""
    with holder(tmp_path / "out") as first:
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
        assert (tmp_path / "out" / LOCK).exists()
        with locked(tmp_path / "out", unheard):
            pass
    assert not (tmp_path / "out").exists() or list((tmp_path / "out").iterdir()) == []


def test_a_folder_that_cannot_be_is_one_line(tmp_path: Path) -> None:
    """A file is in its place."""
    (tmp_path / "out").write_text("mine")
    with pytest.raises(StatusgenError, match="cannot write to"), locked(tmp_path / "out", unheard):
        pass


def test_a_link_in_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    """It might lead to a file of somebody else."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / LOCK).symlink_to(tmp_path / "other")
    with pytest.raises(StatusgenError, match="cannot write to"), locked(tmp_path / "out", unheard):
        pass
    assert not (tmp_path / "other").exists()


def test_builds_at_once_end_with_the_site_of_the_last_edit(tmp_path: Path) -> None:
    """Four processes, each after an edit; whoever comes last has read the last edit."""
    site = Site(tmp_path / "site")
    for number in range(80):
        site.write(f"incidents/more{number}.md", INCIDENT.format(title=f"More {number}", day=1 + number % 15))
    command = [sys.executable, "-m", "statusgen", "-C", str(site.folder), "build", "-o", str(site.output)]
    builds = []
    for number in range(4):
        site.write("incidents/first.md", INCIDENT.format(title=f"Edit {number}", day=18))
        builds.append(subprocess.Popen([*command, "--now", "2025-08-20T10:00Z"], stderr=subprocess.PIPE))
    assert [build.wait() for build in builds] == [0, 0, 0, 0]
    for build in builds:
        build.communicate()
    assert "Edit 3" in site.page("incidents/first/")
    assert published(site.output) == site.clean()


def test_a_build_with_errors_makes_no_folder(tmp_path: Path) -> None:
    """Not even for a lock."""
    site = Site(tmp_path / "site")
    site.edit("incidents/first.md", "title: First", "titel: First")
    assert site.build(means=Means()).publication is None
    assert not site.output.exists()
