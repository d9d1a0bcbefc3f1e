"""Plays a page: its commands are run in a shell, each block at its own time, and print what they print today.

A block of `console` begins with `09:36` or `2025-08-06 10:00`, the time at which it happens; any other block that
names a file is what its reader makes of that file.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/tutorial.md"
_BLOCK = re.compile(r"(?ms)^```(?P<language>\w+) (?P<info>[^\n]+)\n(?P<text>.*?)^```$")
_FIRST_DAY = "2025-08-05"
_PROGRAM = """\
#!{python}
import os
from datetime import datetime

from statusgen.cli import main, moment


class Then(datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.fromisoformat(os.environ["THEN"]).replace(tzinfo=tz)


moment.datetime = Then
main(prog_name="statusgen")
"""
_VARYING = ((r"Committed \w+", "Committed 4be1f0a"), (r"in \d+\.\d s", "in 0.2 s"))
"""What no two runs have in common, and what stands on the page instead."""


def played(page: str, folder: Path) -> str:
    """The page with what its commands print when they are run in a folder of their own."""
    program = folder / "bin" / "statusgen"
    program.parent.mkdir()
    program.write_text(_PROGRAM.format(python=sys.executable))
    program.chmod(0o755)
    here = folder / "home"
    here.mkdir()

    def block(match: re.Match[str]) -> str:
        nonlocal here
        if match["language"] != "console":
            (here / match["info"]).parent.mkdir(parents=True, exist_ok=True)
            (here / match["info"]).write_text(match["text"])
            return match[0]
        shown = []
        for command in re.findall(r"(?m)^\$ (.*)$", match["text"]):
            printed, here = _run(command, here, _environment(program.parent, match["info"]))
            shown.append(f"$ {command}\n{printed}")
        return f"```console {match['info']}\n{''.join(shown)}```"

    return _BLOCK.sub(block, page)


def _environment(programs: Path, time: str) -> dict[str, str]:
    then = time if "-" in time else f"{_FIRST_DAY} {time}"
    return {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "THEN": f"{then}:24",
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "Ada",
        "GIT_AUTHOR_EMAIL": "ada@example.com",
        "GIT_COMMITTER_NAME": "Ada",
        "GIT_COMMITTER_EMAIL": "ada@example.com",
    }


def _run(command: str, here: Path, environment: dict[str, str]) -> tuple[str, Path]:
    """What a command prints, and the folder that it ends in."""
    script = f"{command}\npwd >&3\n"
    reading, writing = os.pipe()
    with os.fdopen(reading) as end:
        done = subprocess.run(
            ["bash", "-c", script.replace(">&3", f">&{writing}")],
            cwd=here,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=[writing],
            text=True,
            check=False,
        )
        os.close(writing)
        there = Path(end.read().strip())
    printed = done.stdout
    for pattern, instead in _VARYING:
        printed = re.sub(pattern, instead, printed)
    return re.sub(r"(?m) +$", "", printed), there
