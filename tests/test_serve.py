"""The site on this machine: a server that behaves like a host, and a watcher that sees writes only."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from threading import Thread
from urllib.parse import urlsplit

import pytest

from statusgen.serve.http import serving
from statusgen.serve.watch import SiteWatcher, matters

from shell import run

PATIENCE = 20
"""Seconds until a test gives up; none waits that long when all is well."""


class Browser:
    """Asks a server, without cleverness."""

    def __init__(self, address: str) -> None:
        self._address = urlsplit(address).netloc

    def get(
        self, path: str, *, method: str = "GET", host: str | None = None, origin: str = ""
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (names in lower case) and body."""
        connection = http.client.HTTPConnection(self._address, timeout=PATIENCE)
        connection.request(method, path, headers={"Host": host or self._address, "Origin": origin})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site that was built."""
    site = tmp_path / "site"
    for name in (
        "index.html",
        "404.html",
        "incidents/a/index.html",
        "history.atom",
        "assets/x.css",
        "bare/x.txt",
    ):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(f"this is {name}")
    (tmp_path / "secret.txt").write_text("secret")
    return site


@pytest.fixture
def browser(folder: Path) -> Iterator[Browser]:
    """A browser at the served site."""
    with serving(folder, 0) as address:
        yield Browser(address)


@pytest.mark.parametrize(
    ("path", "file", "kind"),
    [
        ("/", "index.html", "text/html; charset=utf-8"),
        ("/index.html?x=1", "index.html", "text/html; charset=utf-8"),
        ("/incidents/a/", "incidents/a/index.html", "text/html; charset=utf-8"),
        ("/history.atom", "history.atom", "application/atom+xml"),
        ("/assets/x.css", "assets/x.css", "text/css; charset=utf-8"),
    ],
)
def test_files_are_served_as_a_host_does(browser: Browser, path: str, file: str, kind: str) -> None:
    """With their types, and never from a browser's cache."""
    status, headers, body = browser.get(path)
    assert (status, body) == (200, f"this is {file}".encode())
    assert headers["content-type"] == kind
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "origin", "allowed"),
    [
        ("/history.atom", "http://localhost:3000", True),
        ("/history.atom?x=1", "http://127.0.0.1:8001", True),
        ("/api/v2/none.json", "http://127.0.0.1:8001", True),
        ("/history.atom", "https://example.org", False),
        ("/history.atom", "http://localhost.example.org", False),
        ("/history.atom", "null", False),
        ("/", "http://localhost:3000", False),
        ("/incidents/a/", "http://localhost:3000", False),
    ],
)
def test_only_pages_of_this_machine_may_read_what_is_public(
    browser: Browser, path: str, origin: str, *, allowed: bool
) -> None:
    """A page on the web may not: the site may be still unpublished."""
    _, headers, _ = browser.get(path, origin=origin)
    assert headers.get("access-control-allow-origin") == (origin if allowed else None)


@pytest.mark.parametrize("path", ["/missing", "/missing/", "/bare/", "/../secret.txt", "/%2e%2e/secret.txt"])
def test_what_is_missing_gets_the_sites_own_page(browser: Browser, path: str) -> None:
    """With the status that says so; folders are not listed, and there is no way out of the site."""
    status, headers, body = browser.get(path)
    assert (status, body) == (404, b"this is 404.html")
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert browser.get(path, method="HEAD")[::2] == (404, b"")


def test_before_there_is_a_site_everything_is_missing(tmp_path: Path) -> None:
    """The server is there already, and finds the site once it is."""
    with serving(tmp_path / "site", 0) as address:
        assert Browser(address).get("/")[0] == 404
        (tmp_path / "site").mkdir()
        (tmp_path / "site/index.html").write_text("here")
        assert Browser(address).get("/")[::2] == (200, b"here")


def test_a_folder_without_its_slash_leads_to_the_one_with_it(browser: Browser) -> None:
    """So that relative links work."""
    status, headers, _ = browser.get("/incidents/a")
    assert (status, headers["location"]) == (301, "/incidents/a/")


@pytest.mark.parametrize("host", ["evil.test", "evil.test:8000", "127.0.0.1.evil.test", "[::1", " "])
def test_other_names_for_this_machine_are_refused(browser: Browser, host: str) -> None:
    """A page on the web cannot read the site by pointing its own name here."""
    status, _, body = browser.get("/", host=host)
    assert status == 421
    assert b"this is" not in body


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1"])
def test_this_machine_may_be_called_by_its_names(browser: Browser, host: str) -> None:
    """With any port, as behind a tunnel."""
    assert browser.get("/", host=host)[0] == 200


def test_a_taken_port_is_one_line(tmp_path: Path) -> None:
    """With what to do about it."""
    run("-C", tmp_path, "init")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = run("-C", tmp_path, "serve", "--port", str(port))
    assert result.exit_code == 3
    assert re.fullmatch(rf"statusgen: error: cannot listen on port {port}: .*--port.*\n", result.stderr)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("components.yaml", True),
        ("incidents/2025/a.md", True),
        ("logo.svg", True),
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
    """Its own files; not git's, the cache's or an editor's."""
    assert matters(path) is expected


class Watching:
    """Collects in the background what a watcher tells."""

    def __init__(self, watcher: SiteWatcher) -> None:
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
        return told


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A site's folder with an incident, and with files that are none of its own."""
    site = tmp_path / "source"
    for name in ("incidents/a.md", "_site/index.html", ".git/index"):
        (site / name).parent.mkdir(parents=True)
        (site / name).write_text("old")
    return site


def test_a_watcher_tells_of_writes_only(source: Path) -> None:
    """Reading a file is no event, nor is anything in hidden folders or the output."""
    with SiteWatcher(source, source / "_site") as watcher:
        watching = Watching(watcher)
        (source / "incidents/a.md").read_text()
        (source / "_site/index.html").write_text("new")
        (source / ".git/index").write_text("new")
        (source / "incidents/.a.md.swp").write_text("new")
        (source / "components.yaml").write_text("new")
        assert watching.until("components.yaml") - {"incidents"} == {"components.yaml"}


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


class Served:
    """`statusgen serve` as a process."""

    def __init__(self, site: Path) -> None:
        code = "from statusgen.cli import main; main()"
        self._process = subprocess.Popen(
            [sys.executable, "-u", "-c", code, "-C", site, "serve", "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        )

    def until(self, pattern: str) -> re.Match[str]:
        """The first line of what it says that has `pattern`."""
        assert self._process.stdout
        seen = []
        for line in self._process.stdout:
            seen.append(line)
            if found := re.search(pattern, line):
                return found
        raise AssertionError("".join(seen))

    def stop(self) -> int:
        """The exit code after Ctrl-C."""
        self._process.send_signal(signal.SIGINT)
        self._process.communicate(timeout=PATIENCE)
        return self._process.returncode


def test_serve_follows_changes_and_keeps_the_last_good_site(tmp_path: Path) -> None:
    """From the first page over an error to the next good page, and a quiet end."""
    run("-C", tmp_path, "init")
    incident = next(tmp_path.glob("incidents/*/*.md"))
    served = Served(tmp_path)
    try:
        browser = Browser(served.until(r"Serving (http://127\.0\.0\.1:\d+/) ").group(1))
        assert b"Slow API responses" in browser.get("/")[2]
        good = incident.read_text()
        incident.write_text(good.replace("title:", "titel:"))
        served.until("last good site stays up")
        assert b"Slow API responses" in browser.get("/")[2]
        incident.write_text(good.replace("Slow API", "Sluggish API"))
        served.until(r"Built \d+ files")
        assert b"Sluggish API responses" in browser.get("/")[2]
    finally:
        code = served.stop()
    assert code == 0
    assert not (tmp_path / "_site").exists()
