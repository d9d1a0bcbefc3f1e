"""A server on this machine that behaves like a host."""

from collections.abc import Generator, Iterator, Mapping
from pathlib import Path

import pytest

from asking import Client
from hosting import hosting


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
def client(folder: Path) -> Iterator[Client]:
    """A client of the served site."""
    with hosting(folder) as address:
        yield Client(address)


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
def test_files_are_served_as_a_host_does(client: Client, path: str, file: str, kind: str) -> None:
    """With their types, and from a browser's cache only where the name tells the content."""
    status, headers, body = client.get(path)
    assert (status, body) == (200, f"this is {file}".encode())
    assert headers["content-type"] == kind
    assert headers["cache-control"] == ("public, max-age=31536000, immutable" if "assets" in path else "no-store")


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
    client: Client, path: str, origin: str, *, allowed: bool
) -> None:
    """A page on the web may not: the site may be still unpublished."""
    _, headers, _ = client.get(path, origin=origin)
    assert headers.get("access-control-allow-origin") == (origin if allowed else None)


@pytest.mark.parametrize("path", ["/missing", "/missing/", "/bare/", "/../secret.txt", "/%2e%2e/secret.txt"])
def test_what_is_missing_gets_the_sites_own_page(client: Client, path: str) -> None:
    """With the status that says so; folders are not listed, and there is no way out of the site."""
    status, headers, body = client.get(path)
    assert (status, body) == (404, b"this is 404.html")
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert client.get(path, method="HEAD")[::2] == (404, b"")


def test_before_there_is_a_site_everything_is_missing(tmp_path: Path) -> None:
    """The server is there already, and finds the site once it is."""
    with hosting(tmp_path / "site") as address:
        assert Client(address).get("/")[0] == 404
        (tmp_path / "site").mkdir()
        (tmp_path / "site/index.html").write_text("here")
        assert Client(address).get("/")[::2] == (200, b"here")


def test_a_folder_without_its_slash_leads_to_the_one_with_it(client: Client) -> None:
    """So that relative links work."""
    status, headers, _ = client.get("/incidents/a")
    assert (status, headers["location"]) == (301, "/incidents/a/")


@pytest.mark.parametrize("host", ["evil.test", "evil.test:8000", "127.0.0.1.evil.test", "[::1", " "])
def test_other_names_for_this_machine_are_refused(client: Client, host: str) -> None:
    """A page on the web cannot read the site by pointing its own name here."""
    status, _, body = client.get("/", host=host)
    assert status == 421
    assert b"this is" not in body


@pytest.fixture
def listened(folder: Path) -> Iterator[tuple[Client, list[Mapping[str, str]]]]:
    """A client of a site that has something to tell, and what those who listened had asked with."""
    asked: list[Mapping[str, str]] = []

    def events(words: Mapping[str, str]) -> Generator[bytes]:
        asked.append(words)
        yield b"data: one\n\n"
        yield b"data: two\n\n"

    with hosting(folder, events) as address:
        yield Client(address), asked


def test_events_are_told_until_there_are_no_more(listened: tuple[Client, list[Mapping[str, str]]]) -> None:
    """As a stream that nothing keeps, to one who asks with words."""
    client, asked = listened
    status, headers, body = client.get("/.statusgen/events?page=%2Fa%20b%2F&key=x")
    assert (status, body) == (200, b"data: one\n\ndata: two\n\n")
    assert (headers["content-type"], headers["cache-control"]) == ("text/event-stream", "no-store")
    assert asked == [{"page": "/a b/", "key": "x"}]


def test_nobody_else_listens(listened: tuple[Client, list[Mapping[str, str]]]) -> None:
    """Neither a page on the web by a name of its own, nor one who wants the head only."""
    client, asked = listened
    assert client.get("/.statusgen/events", host="evil.test")[0] == 421
    assert client.get("/.statusgen/events", method="HEAD")[::2] == (404, b"")
    _, headers, _ = client.get("/.statusgen/events", origin="http://127.0.0.1:1")
    assert "access-control-allow-origin" not in headers
    assert len(asked) == 1


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1"])
def test_this_machine_may_be_called_by_its_names(client: Client, host: str) -> None:
    """With any port, as behind a tunnel."""
    assert client.get("/", host=host)[0] == 200
