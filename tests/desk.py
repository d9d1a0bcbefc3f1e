"""A site that is written to by commands, as of a fixed minute."""

from datetime import datetime
from pathlib import Path

import pytest

from shell import run
from writing import at

NOW = at("2025-08-20 10:00:41")
"""12:00 in Oslo."""
SETTINGS = """\
page: {name: Nordlys, url: https://status.example.org/, timezone: Europe/Oslo}
components:
  - name: Website
  - name: API
  - name: Mail, incoming
    id: mail
  - name: Europe
    components: [{name: Login}]
  - name: Asia
    components: [{name: Login, id: asia-login}]
  - name: Fax
    retired: 2020-01-01
"""


def set_clock(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """Every command that writes takes this for the time."""
    monkeypatch.setattr("statusgen.cli.moment.read_clock", lambda: now)


def begin(folder: Path) -> Path:
    """An empty site."""
    (folder / "incidents").mkdir(parents=True)
    (folder / "components.yaml").write_text(SETTINGS)
    return folder


def write(site: Path, path: str, text: str) -> Path:
    """A file of the site with this text."""
    file = site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def said(site: Path, *arguments: str) -> str:
    """What a command prints that has nothing to complain about."""
    result = run("-C", site, *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def refused(site: Path, *arguments: str, code: int = 2) -> str:
    """The last line of a command that writes nothing; it ends with this exit code."""
    before = files(site)
    result = run("-C", site, *arguments)
    assert result.exit_code == code, result.output
    assert files(site) == before
    return result.stderr.strip().splitlines()[-1].removeprefix("Error: ")


def files(site: Path) -> dict[str, bytes]:
    """Every file below incidents/, by path."""
    found = (path for path in (site / "incidents").rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}
