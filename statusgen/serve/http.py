"""A web server for one folder, on this machine and for this machine only."""

import re
import sys
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO

from statusgen.diagnostics import StatusgenError

LOOPBACK = "127.0.0.1"
_HOSTS = frozenset({LOOPBACK, "localhost"})
_NEIGHBOUR = re.compile(r"https?://(127\.0\.0\.1|localhost)(:\d+)?")
_SHARED = re.compile(r"/(api/v2/.*|.*\.(rss|atom|ics)|feed\.json|(.*/)?badge\.svg|embed\.js)")
"""What a host lets every page read; we let the pages of this machine, for the site may be still unpublished."""


@contextmanager
def serving(folder: Path, port: int) -> Generator[str]:
    """Serves `folder`, now or later a site, until the block ends; the address ends with a slash.

    Port 0 picks a free one. Raises StatusgenError where the port cannot be had.
    """
    try:
        server = _Server((LOOPBACK, port), partial(_Handler, directory=str(folder)))
    except OSError as error:
        advice = "choose another with --port; 0 picks a free one"
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


class _Handler(SimpleHTTPRequestHandler):
    """What a static host does: files, index.html for folders, and 404.html for everything else."""

    # Not the machine's table of types, which differs from one to the next.
    extensions_map = {  # noqa: RUF012 - declared so in the base class
        "": "application/octet-stream",
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

    def send_head(self) -> BytesIO | BinaryIO | None:
        """The body to send after the headers, which are sent; None if there is none."""
        # A page on the web that makes its own name point here must not read the site.
        if self.headers.get("Host", "").partition(":")[0].lower() not in _HOSTS:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        return super().send_head()

    def list_directory(self, path: Any) -> BytesIO | None:  # noqa: ARG002
        """None: a folder without index.html is not found."""
        self.send_error(HTTPStatus.NOT_FOUND)
        return None

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Sends the site's own page for what is not there, as long as it has one."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        """Adds what keeps a browser from showing yesterday's page, and lets others read what is there for them."""
        origin = getattr(self, "headers", {}).get("Origin", "")
        if _NEIGHBOUR.fullmatch(origin) and _SHARED.fullmatch(self.path.partition("?")[0]):
            self.send_header("Access-Control-Allow-Origin", origin)
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Says nothing: the terminal is for the diagnostics."""
        del format, args
