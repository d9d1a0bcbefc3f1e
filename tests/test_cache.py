"""The cache gives back what was put there, or nothing; it never fails and never lies."""

import os
import sqlite3
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from statusgen.cache.store import Cache

FILE = "cache.sqlite"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a cache was, with one entry."""
    cache = Cache(tmp_path / "cache")
    cache.put("room", "name", "stamp", b"content")
    cache.save()
    cache.close()
    return tmp_path / "cache"


def found(folder: Path | None, stamp: str = "stamp") -> bytes | None:
    """What a new cache finds under the name, and twice the same."""
    cache = Cache(folder)
    alone = cache.get("room", "name", stamp)
    cache.warm("room")
    assert cache.get("room", "name", stamp) == alone
    cache.close()
    return alone


def test_what_was_put_is_found_by_the_next(folder: Path) -> None:
    """If it was made from the same."""
    assert found(folder) == b"content"
    assert found(folder, "another stamp") is None


def test_it_ignores_itself_in_git(folder: Path) -> None:
    """Nobody has to."""
    assert (folder / ".gitignore").read_text() == "*\n"


def test_without_a_folder_it_holds_what_it_is_given() -> None:
    """And nobody else does."""
    cache = Cache()
    cache.put("room", "name", "stamp", b"content")
    cache.keep_only({"name"})
    cache.save()
    assert cache.get("room", "name", "stamp") == b"content"
    assert found(None) is None


def test_what_is_put_twice_is_the_last(folder: Path) -> None:
    """After it is saved; until then, what it replaces can be had as well."""
    cache = Cache(folder)
    cache.put("room", "name", "new", b"new")
    assert cache.get("room", "name", "new") == b"new"
    assert cache.get("room", "name", "stamp") == b"content"
    cache.save()
    assert cache.get("room", "name", "new") == b"new"
    assert cache.get("room", "name", "stamp") is None
    cache.close()
    assert found(folder, "new") == b"new"


def test_what_was_warmed_can_stay_so(folder: Path) -> None:
    """With what was put since."""
    cache = Cache(folder)
    cache.warm("room")
    cache.put("room", "name", "new", b"new")
    cache.save(stay_warm=True)
    cache.close()
    assert cache.get("room", "name", "new") == b"new"


def test_it_forgets_all_but_some_names(folder: Path) -> None:
    """In every room."""
    cache = Cache(folder)
    cache.put("room", "other", "stamp", b"other")
    cache.put("hall", "name", "stamp", b"hall")
    cache.keep_only({"other"})
    cache.save()
    assert [cache.get(room, "name", "stamp") for room in ("room", "hall")] == [None, None]
    assert cache.get("room", "other", "stamp") == b"other"
    cache.close()


@settings(max_examples=60, deadline=None)
@given(place=st.floats(0, 1), change=st.binary(min_size=1, max_size=64))
@example(place=0.06640625, change=b"\x80")
def test_damage_is_never_taken_for_content(
    place: float, change: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whichever bytes are replaced; and what is put afterwards can be found again."""
    folder = tmp_path_factory.mktemp("cache")
    cache = Cache(folder)
    contents = {str(number): os.urandom(50 * number) for number in range(40)}
    for name, content in contents.items():
        cache.put("room", name, "stamp", content)
    cache.save()
    cache.close()
    raw = bytearray((folder / FILE).read_bytes())
    at = int(place * (len(raw) - 1))
    raw[at : at + len(change)] = change
    (folder / FILE).write_bytes(raw)
    for is_warm in (False, True):
        cache = Cache(folder)
        if is_warm:
            cache.warm("room")
        assert all(cache.get("room", name, "stamp") in (None, content) for name, content in contents.items())
        cache.put("room", "0", "new", b"new")
        cache.keep_only(contents)
        cache.save()
        assert cache.get("room", "0", "new") in (None, b"new")
        cache.close()
    cache = Cache(folder)
    cache.put("room", "0", "newer", b"newer")
    cache.save()
    cache.close()
    cache = Cache(folder)
    assert cache.get("room", "0", "newer") == b"newer"
    cache.close()


def test_a_table_of_another_version_is_replaced(folder: Path) -> None:
    """One with other columns, that is."""
    connection = sqlite3.connect(folder / FILE)
    connection.executescript("DROP TABLE entries; CREATE TABLE entries (key TEXT)")
    connection.close()
    assert found(folder) is None
    cache = Cache(folder)
    cache.put("room", "name", "stamp", b"again")
    cache.save()
    cache.close()
    assert found(folder) == b"again"


@pytest.mark.parametrize("place", ["file", "file/below", "/proc/nowhere"])
def test_where_no_folder_can_be_it_is_empty(place: str, tmp_path: Path) -> None:
    """And holds what it is given for as long as it lives."""
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / place)
    cache.put("room", "name", "stamp", b"content")
    cache.save()
    assert cache.get("room", "name", "stamp") == b"content"
    cache.close()


def test_one_that_another_process_writes_to_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it has stays there; what this one was given is for this one only."""
    other = sqlite3.connect(folder / FILE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    monkeypatch.setattr("sqlite3.connect", partial(sqlite3.connect, timeout=0.01))
    cache = Cache(folder)
    assert cache.get("room", "name", "stamp") is None
    cache.put("room", "name", "new", b"new")
    cache.save()
    assert cache.get("room", "name", "new") == b"new"
    cache.close()
    other.close()
    monkeypatch.undo()
    assert found(folder) == b"content"


@pytest.mark.parametrize("begin", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_one_that_another_process_wrote_to_meanwhile_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch, begin: str
) -> None:
    """What could not be left to the next build then is left to it later."""
    monkeypatch.setattr("sqlite3.connect", partial(sqlite3.connect, timeout=0.01))
    cache = Cache(folder)
    other = sqlite3.connect(folder / FILE, isolation_level=None)
    other.execute(begin)
    cache.put("room", "other", "stamp", b"other")
    cache.keep_only({"name", "other"})
    cache.save()
    assert cache.get("room", "other", "stamp") == b"other"
    other.execute("COMMIT")
    other.close()
    assert cache.get("room", "name", "stamp") == b"content"
    cache.save()
    cache.close()
    later = Cache(folder)
    assert [later.get("room", name, "stamp") for name in ("name", "other")] == [b"content", b"other"]
    later.close()


def test_a_forked_process_only_reads(folder: Path) -> None:
    """By a connection of its own; also where the file has gone meanwhile."""
    cache = Cache(folder)
    for expected in (0, 1):
        child = os.fork()
        if child == 0:
            os._exit(0 if cache.get("room", "name", "stamp") == b"content" else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == expected
        (folder / FILE).unlink(missing_ok=True)
    assert not (folder / FILE).exists()
    cache.close()
