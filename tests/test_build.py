"""A build writes what the change asks for, and gives the bytes of a clean build."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from building import Site, published
from golden import SITES

STAMP = ["build.json", "index.html"]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site")


def test_a_second_build_writes_nothing(site: Site) -> None:
    """With the same input and the same now there is nothing to write, not even the list of files."""
    site.build()
    before = {path: path.stat().st_mtime_ns for path in site.output.rglob("*") if path.is_file()}
    assert site.written() == []
    assert before == {path: path.stat().st_mtime_ns for path in site.output.rglob("*") if path.is_file()}


def test_ten_minutes_later_only_the_stamp_is_written(site: Site) -> None:
    """The time of the build stands in two files, and nowhere else."""
    site.build()
    site.later(10)
    assert site.written() == STAMP


def test_an_edit_writes_the_report_and_what_shows_it(site: Site) -> None:
    """A word in one report changes its page and the front page, but no other report's page."""
    site.build()
    site.edit("incidents/first.md", "looking at it", "looking into it")
    assert site.written_pages() == ["incidents/first/index.html", "index.html"]


def test_a_changed_title_is_shown_wherever_the_report_is_listed(site: Site) -> None:
    """Lists and pages of components follow."""
    site.build()
    site.edit("incidents/first.md", "title: First", "title: The first")
    assert site.written_pages() == [
        "components/api/index.html",
        "history/2025/08/index.html",
        "history/2025/index.html",
        "incidents/first/index.html",
        "index.html",
    ]


def test_a_removed_report_is_removed_from_the_site(site: Site) -> None:
    """Its page and its folder go; nothing of others is touched."""
    site.build()
    (site.folder / "incidents/second.md").unlink()
    publication = site.build().publication
    assert publication is not None
    assert publication.removed == ("api/v2/incidents/second.json", "incidents/second/index.html")
    assert not (site.output / "incidents/second").exists()


def test_errors_leave_the_published_site_as_it_was(site: Site) -> None:
    """Not one byte changes until the content is right."""
    site.build()
    before = published(site.output)
    site.edit("incidents/first.md", "title: First", "titel: First")
    assert site.build().publication is None
    assert published(site.output) == before


def test_midnight_in_the_pages_zone_moves_the_days(site: Site) -> None:
    """At 22:00 UTC it is the next day in Oslo in summer."""
    site.now = site.now.replace(hour=21, minute=59)
    site.build()
    assert "Aug 20, 2025" in site.page("")
    assert "Aug 21, 2025" not in site.page("")
    site.later(1)
    site.build()
    assert "Aug 21, 2025" in site.page("")


def test_a_maintenance_starts_and_ends_by_the_clock_alone(site: Site) -> None:
    """Nobody edits anything, and the pages that tell of it change."""
    site.write(
        "incidents/move.md",
        "---\ntitle: Move\nkind: maintenance\ncomponents: [Portal]\n"
        "scheduled: {start: 2025-08-20 10:30Z, end: 2025-08-20 11:00Z}\n---\n\n"
        "## Scheduled - 2025-08-19 10:00Z\n\nSoon.\n",
    )
    site.build()
    assert "All Systems Operational" in site.page("")
    site.later(30)
    assert "incidents/move/index.html" in site.written()
    assert "Service Under Maintenance" in site.page("")
    site.later(30)
    assert "components/portal/index.html" in site.written()
    assert "All Systems Operational" in site.page("")
    assert "move-end-20250820T1100Z" in site.page("incidents/move/")


def test_a_broken_link_in_the_text_of_a_neighbour_is_followed(site: Site) -> None:
    """A report's page is written again when the report that it links to gets another address."""
    site.edit("incidents/first.md", "looking at it", "looking at it, like [then](second.md)")
    site.build()
    assert 'href="../../incidents/second/"' in site.page("incidents/first/")
    site.edit("incidents/second.md", "title: Second", "title: Second\nid: other")
    assert "incidents/first/index.html" in site.written()
    assert 'href="../../incidents/other/"' in site.page("incidents/first/")


def test_a_renamed_file_leaves_no_trace_of_its_old_name(site: Site) -> None:
    """The same words under another id: every list and feed leads to the new address."""
    site.build()
    site.rename("incidents/first.md", "incidents/renamed.md")
    site.build()
    for path, content in published(site.output).items():
        assert b"incidents/first/" not in content, path


def test_the_bytes_do_not_depend_on_where_and_how_they_are_made(tmp_path: Path) -> None:
    """Another folder, time zone, locale, hash seed and order of files: the same site."""
    first = tmp_path / "one"
    second = tmp_path / "somewhere" / "else entirely"
    shutil.copytree(SITES / "whole", first)
    second.mkdir(parents=True)
    for path in sorted(first.rglob("*"), reverse=True):
        if path.is_file():
            (second / path.relative_to(first)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, second / path.relative_to(first))
    sites = []
    for folder, surroundings in (
        (first, {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1", "LC_ALL": "C", "LANG": "C"}),
        (second, {"TZ": "America/New_York", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8"}),
    ):
        output = folder.with_name(folder.name + " out")
        command: list[str | Path] = [
            sys.executable,
            "-m",
            "statusgen",
            "-C",
            folder,
            "build",
            "-o",
            output,
            "--now",
            "2025-08-20T10:00Z",
        ]
        subprocess.run(command, env={**os.environ, **surroundings}, check=True, capture_output=True)
        sites.append(published(output))
    assert sites[0] == sites[1]
