"""What one run of a command costs: time on the wall, time of the processors, and memory of all its processes."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
"""The checkout that is measured: commands run in it."""

_PROC = Path("/proc")
HAS_PSS = (_PROC / "self" / "smaps_rollup").exists()
"""Whether memory that processes share can be counted once; else it is the largest process alone."""


class FailedError(Exception):
    """A command that was to be measured went wrong."""


@dataclass(frozen=True)
class Run:
    """What one run of a command cost."""

    seconds: float
    """From its start to its end, on the wall."""
    processor: float
    """Seconds of all processors, for all its processes."""
    megabytes: float
    """At its peak, for all its processes."""
    said: str
    """What it printed."""


def measure(command: Sequence[str]) -> Run:
    """Runs `command` in the checkout; raises FailedError unless it exits with 0."""
    # Users have compiled modules; where they may not be kept, each run would compile all of statusgen anew.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile("w+") as said:
        begun = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=said, stderr=said, start_new_session=True)
        memory = _Memory(process.pid)
        try:
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - begun
            process.returncode = os.waitstatus_to_exitcode(status)
        finally:
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)
            memory.stop()
        said.seek(0)
        text = said.read()
    if process.returncode:
        raise FailedError(f"{' '.join(command)} exited with {process.returncode}:\n{text[-2000:]}")
    largest = usage.ru_maxrss / 1024
    return Run(seconds, usage.ru_utime + usage.ru_stime, memory.peak if HAS_PSS else largest, text)


class _Memory(threading.Thread):
    """Looks at the processes of a session again and again, for 1/20 of the time at most."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0.0
        self._session = str(session)
        self._over = threading.Event()
        if HAS_PSS:
            self.start()

    def run(self) -> None:
        """Keeps the highest sum of what the processes hold."""
        pause = 0.0
        while not self._over.wait(pause):
            begun = time.thread_time()
            self.peak = max(self.peak, sum(map(_megabytes, self._processes())))
            pause = max(0.02, 20 * (time.thread_time() - begun))

    def stop(self) -> None:
        """Ends it."""
        self._over.set()
        if self.is_alive():
            self.join()

    def _processes(self) -> list[Path]:
        return [p for p in _PROC.iterdir() if p.name.isdigit() and _session(p) == self._session]


def _session(folder: Path) -> str:
    try:
        stat = (folder / "stat").read_text()
    except OSError:  # it has ended meanwhile
        return ""
    return stat.rpartition(")")[2].split()[3]


def _megabytes(folder: Path) -> float:
    """The memory of a process, its part of what it shares included."""
    try:
        lines = (folder / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
