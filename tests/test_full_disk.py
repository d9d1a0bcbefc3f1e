"""A disk without space is the world's failure, also where it is behind the output."""

import subprocess
import sys
from pathlib import Path

import pytest

from shell import run


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_the_output_is_one_line(tmp_path: Path) -> None:
    """With exit code 3, as the world's failures have."""
    assert run("init", tmp_path).exit_code == 0
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "statusgen", "-C", tmp_path, "check"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (3, "statusgen: error: no space left to write to\n")
