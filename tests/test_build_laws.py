"""Whatever happened before, a build gives the bytes of a clean build."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from building import INCIDENT, Site, published

Step = Callable[[Site], object]

MOVE = """\
---
title: Move
kind: maintenance
components: [Portal]
scheduled: {start: 2025-08-20 10:30Z, end: 2025-08-20 13:00Z}
---

## Scheduled - 2025-08-19 10:00Z

Soon, as [before](second.md).
"""
NOTICE = "---\ntitle: N\nkind: notice\nexpires: 2025-08-20 12:00Z\n---\n## Announced - 2025-08-19 08:00Z\n\nHello.\n"
OPEN = INCIDENT.format(title="First", day=1).split("## Resolved")[0]
FIRST, SECOND, SETTINGS = "incidents/first.md", "incidents/second.md", "components.yaml"


def write(path: str, text: str) -> Step:
    """Makes a file say something."""
    return lambda site: site.write(path, text)


def change(path: str, old: str, new: str) -> Step:
    """Replaces a word in a file, if both are there."""

    def step(site: Site) -> None:
        file = site.folder / path
        if file.exists():
            site.write(path, file.read_text("utf-8").replace(old, new))

    return step


def remove(path: str) -> Step:
    """Removes a file, if it is there."""
    return lambda site: (site.folder / path).unlink(missing_ok=True)


def rename(old: str, new: str) -> Step:
    """Renames a file, if it is there."""
    return lambda site: site.rename(old, new)


def later(minutes: int) -> Step:
    """Lets time pass."""
    return lambda site: site.later(minutes)


EDITS: dict[str, Step] = {
    "a new report": write("incidents/third.md", INCIDENT.format(title="Third", day=3)),
    "another text": write(FIRST, INCIDENT.format(title="First again", day=4)),
    "another component": change(FIRST, "API", "Portal"),
    "another state": change(FIRST, "major_outage", "partial_outage"),
    "no end": write(FIRST, OPEN),
    "another title": change(SECOND, "title: Second", "title: The second"),
    "another id": change(SECOND, "title: Second", "title: Second\nid: other"),
    "a former id": change(SECOND, "title: Second", "title: Second\naliases: [was, /old/page.html]"),
    "an impact": change(SECOND, "title: Second", "title: Second\nimpact: critical"),
    "a beginning": change(FIRST, "title: First", "title: First\nstarted: 2025-08-01 08:00Z"),
    "a tag and an author": change(FIRST, "title: First", "title: First\ntags: [a]\nauthors: [B]"),
    "a draft": change(FIRST, "title: First", "title: First\ndraft: true"),
    "a correction": change(FIRST, "We are looking", "edited: 2025-08-19 12:00Z\n\nWe were looking"),
    "a correction to come": change(FIRST, "We are looking", "edited: 2025-08-20 12:00Z\n\nWe were looking"),
    "news to come": write(FIRST, INCIDENT.format(title="First", day=18) + "\n## Update - 2025-08-20 12:00Z\n\nMore.\n"),
    "an end to come": write(FIRST, OPEN.replace("title: First", "title: First\nended: 2025-08-20 12:00Z")),
    "a link": change(FIRST, "looking at it.", "looking at [it](second.md), ![chart](chart.svg)."),
    "a notice": write("incidents/2025/notice.md", NOTICE),
    "a maintenance": write("incidents/move.md", MOVE.replace("[before](second.md)", "before")),
    "a report less": remove(FIRST),
    "a file renamed": rename(FIRST, "incidents/moved.md"),
    "a name": change(SETTINGS, "name: Websites", "name: Web sites"),
    "a description": change(SETTINGS, "name: Portal", "name: Portal\n    description: The door"),
    "a zone": change(SETTINGS, "Europe/Oslo", "Asia/Tokyo"),
    "a language": change(SETTINGS, "timezone:", "language: de\n  timezone:"),
    "a component more": change(SETTINGS, "- name: Websites", "- name: New\n    since: 2025-08-19\n  - name: Websites"),
    "no uptime": change(SETTINGS, "timezone:", "uptime: false\n  timezone:"),
    "a static file": write("static/robots2.txt", "hello"),
    "a static file less": remove("static/robots2.txt"),
    "another picture": write("incidents/chart.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='2'/>"),
    "a style": write("themes/default/assets/style.css", "body { color: red }"),
    "a template": write("themes/default/not_found.html", "{{ site.title }}"),
    "a minute": later(1),
    "three hours": later(60 * 3),
    "a day": later(60 * 24),
    "a month": later(60 * 24 * 31),
}


def damage(how: str, place: float) -> Step:
    """Does something to the cache that a disk, a person or another program might do."""

    def step(site: Site) -> None:
        file = site.cache / "cache.sqlite"
        content = bytearray(file.read_bytes())
        at = int(place * (len(content) - 1))
        if how == "removed":
            file.unlink()
            return
        if how == "truncated":
            del content[at:]
        elif how == "a bit flipped":
            content[at] ^= 1 << (at % 8)
        elif how == "a page of zeros":
            content[at : at + 512] = bytes(512)
        elif how == "other words":
            content = bytearray(b"This is no database.")
        file.write_bytes(content)

    return step


DAMAGES = ("removed", "truncated", "a bit flipped", "a page of zeros", "other words")
STEPS = st.one_of(
    st.sampled_from(sorted(EDITS)).map(lambda name: (name, EDITS[name])),
    st.tuples(st.sampled_from(DAMAGES), st.floats(0, 1)).map(lambda d: (f"cache: {d}", damage(*d))),
)


def begun(folder: Path) -> Site:
    """A site with a picture, built."""
    site = Site(folder / "site")
    site.write("incidents/chart.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='1'/>")
    site.build()
    return site


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=1, max_size=6))
def test_building_on_what_is_there_equals_a_clean_build(
    steps: list[tuple[str, Step]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever was edited, removed, awaited or damaged in between, and also where errors kept it unpublished."""
    site = begun(tmp_path_factory.mktemp("law"))
    for _, step in steps:
        step(site)
        before = published(site.output)
        built = site.build()
        if built.publication is None:
            assert published(site.output) == before
    if site.build().publication is not None:
        assert published(site.output) == site.clean()


@pytest.mark.parametrize("name", EDITS)
def test_after_each_edit_the_site_is_that_of_a_clean_build(name: str, tmp_path: Path) -> None:
    """Every field of every file has its part in the keys; and so has what the clock makes of it three hours later."""
    site = begun(tmp_path)
    EDITS[name](site)
    for minutes in (0, 60 * 3):
        site.later(minutes)
        assert site.build().publication is not None
        assert published(site.output) == site.clean()


@pytest.mark.parametrize("how", DAMAGES)
@pytest.mark.parametrize("place", [0.0, 0.001, 0.2, 0.5, 0.8, 1.0])
def test_a_damaged_cache_costs_work_and_nothing_else(how: str, place: float, tmp_path: Path) -> None:
    """And is mended: the build after the next one parses nothing."""
    site = begun(tmp_path)
    damage(how, place)(site)
    site.edit(FIRST, "title: First", "title: The first")
    assert site.build().publication is not None
    assert published(site.output) == site.clean()
    site.build()
    assert site.build().work.parsed == 0
