"""Work that is spread over processes comes back in order, and fails as if it had been done here."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from statusgen.diagnostics import StatusgenError
from statusgen.jobs import spread

ORPHANS = """\
import os, sys, time
from statusgen.jobs import spread
def work(item):
    print(os.getpid(), flush=True)
    time.sleep(0.05)
    return b"x" * 100_000
for number, _ in enumerate(spread(work, range(1000), 2)):
    if number > 4:
        os.kill(os.getpid(), 9)
"""


def process_of(_item: int) -> int:
    """Which process does the work."""
    return os.getpid()


@pytest.mark.parametrize("jobs", [1, 2, 3, 7])
@pytest.mark.parametrize("count", [0, 1, 99, 100, 1000])
def test_results_come_in_order(jobs: int, count: int) -> None:
    """Whatever the number of processes."""
    assert list(spread(str, range(count), jobs)) == [str(number) for number in range(count)]


def test_work_is_done_elsewhere_where_it_pays() -> None:
    """A few items are not worth a process."""
    assert set(spread(process_of, range(20), 2)) == {os.getpid()}
    others = set(spread(process_of, range(400), 2))
    assert len(others) == 2
    assert os.getpid() not in others


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_is_raised_here(jobs: int) -> None:
    """After the results of all items before it."""

    def work(item: int) -> int:
        if item == 150:
            raise StatusgenError("no")
        return item

    done: list[int] = []
    with pytest.raises(StatusgenError, match="no"):
        done.extend(spread(work, range(400), jobs))
    assert done == list(range(150)) or jobs == 1


def test_a_process_that_is_killed_is_one_line() -> None:
    """The system does that when memory runs out."""
    parent = os.getpid()

    def work(item: int) -> int:
        if item == 123 and os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return item

    with pytest.raises(StatusgenError, match="enough memory"):
        list(spread(work, range(400), 2))


def test_no_process_outlives_the_one_it_works_for() -> None:
    """Also where that had no time to say goodbye."""
    ended = subprocess.run([sys.executable, "-c", ORPHANS], capture_output=True, text=True, check=False, timeout=20)
    assert ended.returncode == -signal.SIGKILL
    workers = {int(line) for line in ended.stdout.split()}
    assert workers
    deadline = time.monotonic() + 10
    while any(is_alive(worker) for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [worker for worker in workers if is_alive(worker)]


def is_alive(process: int) -> bool:
    """Whether it runs; one that has ended and that nobody has asked for does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
