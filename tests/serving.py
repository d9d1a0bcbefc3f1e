"""`statusgen serve` as a process."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Self

from asking import PATIENCE


class Served:
    """A site that is served, from its first line on to Ctrl-C."""

    def __init__(self, site: Path, port: int = 0, **env: str) -> None:
        code = "from statusgen.cli import main; main()"
        self._process = subprocess.Popen(
            [sys.executable, "-u", "-c", code, "-C", site, "serve", "--port", str(port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), **env},
        )
        self.address = self.until(r"Serving (http://127\.0\.0\.1:\d+/) ").group(1)
        """Ends with a slash."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def until(self, pattern: str) -> re.Match[str]:
        """The next line of what it says that has `pattern`."""
        assert self._process.stdout
        seen = []
        for line in self._process.stdout:
            seen.append(line)
            if found := re.search(pattern, line):
                return found
        raise AssertionError("".join(seen))

    def stop(self, by: int = signal.SIGINT) -> int:
        """The exit code after Ctrl-C, or another signal."""
        if self._process.poll() is None:
            self._process.send_signal(by)
        self._process.communicate(timeout=PATIENCE)
        return self._process.returncode
