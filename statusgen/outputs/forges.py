"""Where the web pages of a git repository show what happened to a file."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

_BY_HOST = {
    "bitbucket.org": "history-node/HEAD/",
    "git.sr.ht": "log/HEAD/item/",
}
_BY_NAME = {
    "github": "commits/HEAD/",
    "gitlab": "-/commits/HEAD/",
    "codeberg": "commits/branch/HEAD/",
    "forgejo": "commits/branch/HEAD/",
    "gitea": "commits/branch/HEAD/",
}
"""By a part of the host's name, as in `gitlab.example.org`; HEAD is the branch that the repository shows first."""


def file_history(repository: str, path: str) -> str | None:
    """The address of a file's history, where it is known how the repository's host makes it."""
    host = (urlsplit(repository).hostname or "").casefold()
    names = host.split(".")
    way = _BY_HOST.get(host) or next((way for name, way in _BY_NAME.items() if name in names), None)
    return f"{repository.rstrip('/').removesuffix('.git')}/{way}{quote(path)}" if way else None
