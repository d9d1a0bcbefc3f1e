"""A site in a temporary folder that tests build, edit and build again."""

import json
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from lxml import etree

from statusgen.cache.store import Cache
from statusgen.load.edition import edition_of
from statusgen.load.site import Moment, load
from statusgen.means import ALONE, Means
from statusgen.outputs.edition import Edition
from statusgen.pipeline import Built, build
from statusgen.source.folder import SiteFolder

NOW = datetime(2025, 8, 20, 10, 0, tzinfo=UTC)

COMPONENTS = """\
page:
  name: Nordlys
  url: https://status.example.org/
  timezone: Europe/Oslo
components:
  - name: Websites
  - name: API
  - name: Portal
"""

INCIDENT = """\
---
title: {title}
components: {{API: major_outage}}
---

## Investigating - 2025-08-{day:02} 09:00 +02:00

We are looking at it.

## Resolved - 2025-08-{day:02} 10:00 +02:00

It works again.
"""


@dataclass
class Site:
    """A small site and the folder that it is published to."""

    folder: Path
    now: datetime = NOW
    output: Path = field(init=False)

    def __post_init__(self) -> None:
        self.output = self.folder.with_name(self.folder.name + "-out")
        self.write("components.yaml", COMPONENTS)
        self.write("incidents/first.md", INCIDENT.format(title="First", day=18))
        self.write("incidents/second.md", INCIDENT.format(title="Second", day=2))

    def write(self, path: str, text: str) -> None:
        """Makes a file say `text`."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replaces the only `old` in a file."""
        text = (self.folder / path).read_text("utf-8")
        assert text.count(old) == 1, (path, old)
        self.write(path, text.replace(old, new))

    def rename(self, old: str, new: str) -> None:
        """Gives a file another name, if there still is one of the old name."""
        if (self.folder / old).exists():
            (self.folder / old).replace(self.folder / new)

    def later(self, minutes: int) -> None:
        """Lets time pass."""
        self.now += timedelta(minutes=minutes)

    def build(self, output: Path | None = None, means: Means | None = None, *, keep_going: bool = False) -> Built:
        """Publishes the site; with a cache, unless other means are given."""
        means = means or Means(self.cache)
        return build(self.folder, output or self.output, Moment(self.now, is_clock=False), means, keep_going=keep_going)

    def clean(self) -> dict[str, bytes]:
        """What a build without a cache publishes into an empty folder."""
        output = self.output.with_name("clean")
        shutil.rmtree(output, ignore_errors=True)
        assert self.build(output, ALONE).publication is not None
        return published(output)

    @property
    def cache(self) -> Path:
        """Where the site's cache is."""
        return self.folder / ".statusgen-cache"

    def written(self) -> list[str]:
        """What a build writes now, sorted."""
        publication = self.build().publication
        assert publication is not None
        return sorted(file.path for file in publication.written)

    def written_pages(self) -> list[str]:
        """What of it people read, sorted."""
        return [path for path in self.written() if path.endswith(".html")]

    def page(self, path: str) -> str:
        """The text of a published file; of its index.html if `path` ends in a slash or is empty."""
        file = self.output / path
        return (file / "index.html" if file.is_dir() else file).read_text("utf-8")


def edition(site: Site) -> Edition:
    """The site as a build would publish it."""
    folder, moment = SiteFolder(site.folder, Cache()), Moment(site.now, is_clock=False)
    loaded = load(folder, "", moment, ALONE)
    assert loaded.site
    assert loaded.theme
    return edition_of(folder, loaded.site, loaded.theme, "", moment)


def published(folder: Path) -> dict[str, bytes]:
    """Everything that a reader can fetch from an output folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".statusgen-")
    }


def items(output: Path, name: str) -> dict[str, str | bytes]:
    """Every item of a published feed by its id, as text."""
    content, atom = (output / name).read_bytes(), {"a": "http://www.w3.org/2005/Atom"}
    if name.endswith(".json"):
        return {item["id"]: json.dumps(item) for item in json.loads(content)["items"]}
    entries = etree.fromstring(content).xpath("//item | //a:entry", namespaces=atom)
    return {e.xpath("string(guid | a:id)", namespaces=atom): etree.tostring(e).strip() for e in entries}
