"""nginx serves a site as docs/deploying.md says, at the top of a host and below a path."""

import re
import shutil
import socket
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from judges import missing
from shell import run

BLOCKS = re.findall(
    r"(?ms)^```nginx\n(.*?)^```$", (Path(__file__).parent.parent / "docs/deploying.md").read_text("utf-8")
)


def asked(port: int, path: str) -> HTTPResponse:
    """What a host says, without following it elsewhere."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


@contextmanager
def nginx(folder: Path, block: str) -> Generator[int]:
    """The port at which a block serves what is in `folder`, without TLS."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin:/opt/homebrew/bin")
    if program is None:
        missing("there is no nginx on this machine")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    secure = re.sub(r"(?ms)^server \{\n(?:(?!^\}).)*?return 301 https.*?^\}\n", "", block)
    plain = re.sub(r"(?m)^ *(ssl_.*|listen \[::\].*|# http2.*)\n", "", secure)
    here = re.sub(r"listen \d+( ssl)?;", f"listen 127.0.0.1:{port};", plain).replace("/srv/", f"{folder}/")
    temporary = "".join(
        f"{name}_temp_path {folder}/temp;\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    told = f"pid {folder}/pid; events {{}} http {{\ninclude /etc/nginx/mime.types; access_log off;\n{temporary}{here}}}"
    (folder / "nginx.conf").write_text(told, "utf-8")
    user = ["-g", f"user {Path(folder).owner()}; daemon on; master_process off; error_log {folder}/log;"]
    command = [program, "-c", str(folder / "nginx.conf"), *user]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    try:
        yield port
    finally:
        subprocess.run([*command, "-s", "stop"], capture_output=True, check=False)


@pytest.mark.parametrize(
    ("path", "block", "place"), [("/", BLOCKS[0], "status"), ("/status/", BLOCKS[1], "www/status")]
)
def test_a_site_is_served_with_its_types_and_headers(tmp_path: Path, path: str, block: str, place: str) -> None:
    """Every file that it has, but those that are for others; and 404.html for what it has not."""
    site, output = tmp_path / "site", tmp_path / place
    assert run("init", site).exit_code == 0
    assert run("-C", site, "build", "--base-url", f"http://127.0.0.1{path}", "-o", output).exit_code == 0
    with nginx(tmp_path, block) as port:
        for file in (file for file in output.rglob("*") if file.is_file()):
            name = file.relative_to(output).as_posix()
            is_private = name == "_headers" or name.startswith(".statusgen-")
            assert asked(port, path + name).status == (404 if is_private else 200), name
        for name, kind in {
            "": "text/html",
            "calendar.ics": "text/calendar",
            "components/api/calendar.ics": "text/calendar",
            "feed.json": "application/feed+json",
            "updates.atom": "application/atom+xml",
            "history.rss": "application/rss+xml",
        }.items():
            answer = asked(port, path + name)
            assert (answer.status, answer.headers["Content-Type"]) == (200, f"{kind}; charset=utf-8"), name
            assert answer.headers["Access-Control-Allow-Origin"] == ("*" if name else None), name
            assert answer.headers["Cache-Control"] == "public, max-age=60"
        gone = asked(port, f"{path}nowhere/")
        assert (gone.status, gone.headers["Content-Length"]) == (404, str((output / "404.html").stat().st_size))
        assert gone.headers["X-Content-Type-Options"] == "nosniff"
        (asset,) = list(output.glob("assets/*.css"))[:1]
        assert "immutable" in asked(port, f"{path}assets/{asset.name}").headers["Cache-Control"]
        assert asked(port, f"{path}badge.svg").headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        if path != "/":
            assert asked(port, path.rstrip("/")).status == 301
