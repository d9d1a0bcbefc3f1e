"""The rows of the benchmark: what happens to a site before it is built or checked once more."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from measuring import ROOT

_UPDATE = re.compile(r"(?m)^## .*? [-–—] (\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)")
_PINNED = re.compile(r"(?m)^(?:id|aliases):.*\n")
_THEME = re.compile(r"(?m)^\s+theme:\s*(\S+)")


@dataclass
class Site:
    """A site in a folder of its own, which the rows may change."""

    folder: Path
    now: datetime
    """The time of its latest build, in UTC."""
    reports: list[Path] = field(init=False)
    """As they were at first; what was written to last comes last."""
    edits: int = 0
    """How often it has been changed, so that every change is a new one."""

    def __post_init__(self) -> None:
        paths = [p for p in (self.folder / "incidents").rglob("*.md") if p.name[0] not in "_." and p.stem != "README"]
        self.reports = sorted(paths, key=lambda path: (latest(path), path))

    def command(self, verb: str) -> list[str]:
        """The command that builds or checks the site, as of its `now` where that can be said."""
        command = [sys.executable, "-m", "statusgen", "-C", str(self.folder), verb]
        return [*command, "--now", f"{self.now:%Y-%m-%dT%H:%MZ}"] if verb == "build" else command


@dataclass(frozen=True)
class Row:
    """Something that people do often, and that has to be fast."""

    name: str
    verb: str
    """The command of statusgen that is measured."""
    prepare: Callable[[Site], None]
    """Changes the site before each run, which is not measured."""


def latest(path: Path) -> str:
    """The time of the latest update of a report, as it is written."""
    return max((" ".join(found) for found in _UPDATE.findall(path.read_text("utf-8"))), default="")


def copy_site(source: Path, folder: Path) -> Site:
    """A copy of a site, to be seen from the morning after its latest update, or from yesterday if that is earlier.

    Reports with later news are left alone.
    """
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("_site", ".statusgen-cache", ".git", ".venv"))
    for path in (folder, *folder.rglob("*")):
        path.chmod(path.stat().st_mode | 0o200)
    site = Site(folder, datetime.now(UTC) - timedelta(days=1))
    day = max((latest(path)[:10] for path in site.reports), default="") or "1970-01-01"
    site.now = min(site.now, datetime.fromisoformat(f"{day}T06:00Z") + timedelta(days=1))
    site.reports = [path for path in site.reports if latest(path) < f"{site.now:%Y-%m-%d}"]
    if len(site.reports) < 11:
        sys.exit(f"{source} has fewer than 11 reports to work with")
    return site


def _forget_all(site: Site) -> None:
    """No output and no cache."""
    shutil.rmtree(site.folder / "_site", ignore_errors=True)
    _forget_cache(site)


def _forget_cache(site: Site) -> None:
    shutil.rmtree(site.folder / ".statusgen-cache", ignore_errors=True)


def _let_time_pass(site: Site) -> None:
    site.now += timedelta(minutes=10)


def _nothing(_site: Site) -> None:
    pass


def _edit_an_old_report(site: Site) -> None:
    """One more paragraph at its end; it is older than three quarters of all."""
    _change(site)
    _append(site.reports[len(site.reports) // 4], f"Correction {site.edits}: it was not the first time.")


def _update_the_newest(site: Site) -> None:
    _change(site)
    _append(
        site.reports[-1], f"## Update - {site.now:%Y-%m-%d %H:%M} UTC\n\nThere is no news, for the {site.edits}th time."
    )


def _add_ten(site: Site) -> None:
    """Copies of the newest but one, and so on; what pins an id is left out."""
    _change(site)
    for number, source in enumerate(site.reports[-11:-1]):
        text = _PINNED.sub("", source.read_text("utf-8"))
        source.with_name(f"bench-{site.edits}-{number}.md").write_text(text, "utf-8")


def _edit_the_template(site: Site) -> None:
    """The frame of every page, in the site's own theme."""
    _change(site)
    settings = (site.folder / "components.yaml").read_text("utf-8")
    theme = found[1].strip("'\"") if (found := _THEME.search(settings)) else "default"
    own = site.folder / "themes" / theme / "base.html"
    sources = (own, ROOT / "themes" / theme / "base.html", ROOT / "themes" / "default" / "base.html")
    text = next(path for path in sources if path.is_file()).read_text("utf-8")
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(text.replace("</body>", f"<p>Edition {site.edits}</p>\n</body>"), "utf-8")


def _change(site: Site) -> None:
    """Counts a change, and lets time pass as between two builds."""
    _let_time_pass(site)
    site.edits += 1


def _append(path: Path, text: str) -> None:
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n\n{text}\n", "utf-8")


ROWS = (
    Row("cold", "build", _forget_all),
    Row("nothing changed", "build", _let_time_pass),
    Row("one edit", "build", _edit_an_old_report),
    Row("one new update", "build", _update_the_newest),
    Row("ten new incidents", "build", _add_ten),
    Row("template edited", "build", _edit_the_template),
    Row("check cold", "check", _forget_cache),
    Row("check again", "check", _nothing),
)
"""In an order in which each finds what it needs: all but the first stand on the build before."""
