"""A web server on this machine and for this machine only, which does what a static host does."""

import posixpath
import re
import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePosixPath
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from statusgen.diagnostics import StatusgenError

LOOPBACK = "127.0.0.1"
OWN = ".statusgen/"
"""How the paths begin that are the server's own, and none of the site's."""
EVENTS = f"{OWN}events"
"""The path of a stream of events, one for each page that is open."""

Read = Callable[[str], bytes | None]
"""The file at a path of the site, such as `incidents/a/index.html`; None where there is none."""
Events = Callable[[Mapping[str, str]], Generator[bytes]]
"""What is told, as long as somebody listens, to one who asked with these words."""

_HOSTS = frozenset({LOOPBACK, "localhost"})
_NEIGHBOUR = re.compile(r"https?://(127\.0\.0\.1|localhost)(:\d+)?")
_SHARED = re.compile(r"/(api/v2/.*|.*\.(rss|atom|ics)|feed\.json|(.*/)?badge\.svg|embed\.js)")
"""What a host lets every page read; we let the pages of this machine, for the site may be still unpublished."""
# Not the machine's table of types, which differs from one to the next.
_TYPES = {
    ".atom": "application/atom+xml",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".ics": "text/calendar; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".rss": "application/rss+xml",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_FOR_EVER = "public, max-age=31536000, immutable"
"""Of what has a digest of its content in its name."""
_UNKNOWN = "application/octet-stream"


class UnavailableError(Exception):
    """A file of the site cannot be had now; its argument is a page that says why."""


def file_at(url: str) -> str:
    """The path of the file that a host shows at an address: `incidents/a/index.html` for `/incidents/a/?x=1`."""
    path = unquote(urlsplit(f"//host/{url.lstrip('/')}").path)
    plain = posixpath.normpath(path).lstrip("/")
    return f"{plain}/index.html".lstrip("/") if path.endswith("/") else plain


@contextmanager
def serving(read: Read, port: int, events: Events | None = None) -> Generator[str]:
    """Serves a site until the block ends; the address ends with a slash.

    Port 0 picks a free one. Raises StatusgenError where the port cannot be had.
    """
    try:
        server = _Server((LOOPBACK, port), partial(_Handler, read, events))
    except OSError as error:
        advice = "choose another with --port; --port 0 picks a free one"
        raise StatusgenError(f"cannot listen on port {port}: {error.strerror}; {advice}") from error
    with server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://{LOOPBACK}:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    """A server that thinks nothing of a browser that hangs up."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Shows our own bugs only."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """What a static host does: files, index.html for folders, and 404.html for everything else."""

    disable_nagle_algorithm = True
    _good_for = "no-store"

    def __init__(self, read: Read, events: Events | None, *args: Any) -> None:
        self._read, self._events = read, events
        super().__init__(*args)

    def do_GET(self) -> None:
        """Sends a file, or what stands for it."""
        # A page on the web that makes its own name point here must not read the site.
        if self.headers.get("Host", "").partition(":")[0].lower() not in _HOSTS:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return
        path = file_at(self.path)
        if path == EVENTS and self._events and self.command == "GET":
            self._stream(self._events(dict(parse_qsl(urlsplit(self.path).query))))
            return
        try:
            content = self._read(path)
            if content is None and self._read(f"{path}/index.html") is not None:
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header("Location", quote(f"/{path}/"))
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif content is None:
                self._send(HTTPStatus.NOT_FOUND, "404.html", self._read("404.html") or b"")
            else:
                self._send(HTTPStatus.OK, path, content)
        except UnavailableError as error:
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, "index.html", *error.args)

    do_HEAD = do_GET  # noqa: N815 - the base class looks for this name

    def _send(self, status: HTTPStatus, path: str, content: bytes) -> None:
        """Sends an answer, without its content to one who asked for its head."""
        if status == HTTPStatus.OK and path.startswith("assets/"):
            self._good_for = _FOR_EVER
        self.send_response(status)
        self.send_header("Content-Type", _TYPES.get(PurePosixPath(path).suffix, _UNKNOWN))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _stream(self, events: Generator[bytes]) -> None:
        """Sends events until there are no more, or the browser hangs up."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        with closing(events):
            for event in events:
                self.wfile.write(event)

    def end_headers(self) -> None:
        """Adds how long it is good for, and lets others read what is there for them."""
        origin = getattr(self, "headers", {}).get("Origin", "")
        if _NEIGHBOUR.fullmatch(origin) and _SHARED.fullmatch(self.path.partition("?")[0]):
            self.send_header("Access-Control-Allow-Origin", origin)
        self.send_header("Cache-Control", self._good_for)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Says nothing: the terminal is for the diagnostics."""
        del format, args
