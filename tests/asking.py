"""A client that asks a server, without cleverness."""

import http.client
from urllib.parse import urlsplit

PATIENCE = 20
"""Seconds until a test gives up; none waits that long when all is well."""


class Client:
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
