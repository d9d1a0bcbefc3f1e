"""The scripts in pipelines, run as the machines of their hosts run them, against servers of this machine."""

import os
import shutil
import subprocess
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import yaml

from judges import missing


def workflow(path: Path) -> dict[str, Any]:
    """A pipeline as data."""
    read: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    return read


def step(pipeline: Mapping[str, Any], name: str) -> str:
    """The script of a step of a GitHub workflow, by the step's name or id."""
    steps = [one for job in pipeline["jobs"].values() for one in job["steps"]]
    (found,) = [one for one in steps if name in (one.get("name"), one.get("id"))]
    return str(found["run"])


@dataclass(frozen=True)
class Ran:
    """How a script ended."""

    code: int
    told: str
    outputs: dict[str, str]
    """What it wrote to GITHUB_OUTPUT."""


def bash(script: str, folder: Path, **environment: str) -> Ran:
    """Runs a script as GitHub and GitLab do, with the statusgen and the python of these tests in its path."""
    for program in ("bash", "curl", "jq", "openssl"):
        if shutil.which(program) is None:
            missing(f"there is no {program} on this machine")
    temporary = folder.with_name(folder.name + "-runner")
    temporary.mkdir(exist_ok=True)
    output = temporary / "output"
    output.write_text("")
    known = {
        "PATH": f"{temporary}:{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(temporary),
        "RUNNER_TEMP": str(temporary),
        "GITHUB_OUTPUT": str(output),
        "GITHUB_STEP_SUMMARY": str(temporary / "summary"),
        "NO_PROXY": "*",
    }
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env=known | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return Ran(done.returncode, done.stdout + done.stderr, _outputs(output.read_text("utf-8")))


def _outputs(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    lines = iter(text.splitlines())
    for line in lines:
        name, is_long, end = line.partition("<<")
        if is_long:
            found[name] = "\n".join(iter(partial(next, lines), end))
        else:
            name, _, found_value = line.partition("=")
            found[name] = found_value
    return found


def stand_in(folder: Path, name: str, script: str) -> None:
    """Puts a program of that name first in the path of the scripts that run in `folder`."""
    program = folder.with_name(folder.name + "-runner") / name
    program.parent.mkdir(exist_ok=True)
    program.write_text(f"#!/bin/bash\n{script}", "utf-8")
    program.chmod(0o755)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def _serving(handler: Any) -> Generator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@contextmanager
def served(folder: Path) -> Generator[str]:
    """The address at which a folder is live."""
    with _serving(partial(_Quiet, directory=str(folder))) as address:
        yield address


@dataclass
class Notebook:
    """A server that answers each GET with `answer`, or with that of its path, and remembers what else it is asked."""

    answer: bytes = b"[]"
    answers: Mapping[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    """Method, path and body."""
    headers: list[Message] = field(default_factory=list)

    @contextmanager
    def open(self) -> Generator[str]:
        """Its address."""
        notebook = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                """Nothing."""

            def do_GET(self) -> None:
                self._send(notebook.answers.get(self.path, notebook.answer))

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                notebook.asked.append((self.command, self.path, body))
                notebook.headers.append(self.headers)
                self._send(b"{}")

            def do_PUT(self) -> None:
                self.do_POST()

            def _send(self, content: bytes) -> None:
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

        with _serving(Handler) as address:
            yield address
