"""A build does only the work that the change asks for; counted, not timed."""

import os
import time
from pathlib import Path

import pytest

from statusgen import pipeline
from statusgen.load.site import Moment
from statusgen.means import ALONE, Means
from statusgen.pipeline import Work

from building import INCIDENT, Site, published

STAMP = ["build.json", "index.html"]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site that was built twice: what is younger than the cache is trusted only once it has been read again."""
    site = Site(tmp_path / "site")
    site.write("incidents/third.md", INCIDENT.format(title="Third", day=3).replace("API", "Portal"))
    site.write("static/security.txt", "hello")
    time.sleep(0.02)
    site.build()
    return site


def test_a_first_build_reads_and_parses_each_file_once(tmp_path: Path) -> None:
    """Settings, two reports and one static file."""
    site = Site(tmp_path / "site")
    site.write("static/security.txt", "hello")
    work = site.build().work
    assert (work.read, work.parsed) == (4, 2)
    assert work.rendered == work.written


def test_ten_minutes_later_two_files_are_rendered_and_written(site: Site) -> None:
    """Of the site's files, only the settings are opened."""
    site.later(10)
    assert site.build().work == Work(read=1, parsed=0, rendered=2, written=2)


def test_nothing_at_all_is_rendered_where_nothing_changed(site: Site) -> None:
    """Not even the clock."""
    assert site.build().work == Work(read=1, parsed=0, rendered=0, written=0)


def test_an_edit_costs_its_page_and_what_shows_it(site: Site) -> None:
    """One report is read and parsed; only what has a word of its text is written, and the time of the build."""
    site.edit("incidents/first.md", "looking at it", "looking into it")
    built = site.build()
    assert (built.work.read, built.work.parsed) == (2, 1)
    assert built.publication is not None
    assert {file.path for file in built.publication.written} == _telling(site, b"looking into it") | {"build.json"}


def test_an_edit_of_an_old_report_leaves_the_rest_of_the_history_alone(site: Site) -> None:
    """Its month, year and component show the title; other months, years, reports and components do not."""
    for number in range(60):
        site.write(f"incidents/more{number}.md", INCIDENT.format(title=f"More {number}", day=5 + number % 10))
    old = INCIDENT.format(title="Old", day=3).replace("2025-08", "2024-02").replace("+02", "+01")
    site.write("incidents/old.md", old.replace("API", "Portal"))
    site.build()
    site.edit("incidents/old.md", "title: Old", "title: Older")
    built = site.build()
    assert built.work.parsed == 1
    assert built.publication is not None
    written = {file.path for file in built.publication.written}
    assert written == _telling(site, b"Older") | {"build.json"}
    assert {path for path in written if path.endswith(".html")} == {
        "components/portal/index.html",
        "history/2024/02/index.html",
        "history/2024/index.html",
        "incidents/old/index.html",
    }
    assert built.work.rendered <= 2 * len(written)


def test_a_changed_template_parses_no_markdown(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page is rendered from what is kept; nothing can be parsed, because there is no parser."""
    monkeypatch.setattr("statusgen.load.reports.read_report", None)
    monkeypatch.setattr("statusgen.source.document.read_document", None)
    base = (Path(pipeline.__file__).parent.parent / "themes/default/base.html").read_text("utf-8")
    site.write("themes/default/base.html", base + "<!-- mine -->")
    built = site.build()
    assert built.work.parsed == 0
    assert site.page("incidents/first/").endswith("<!-- mine -->")
    assert "We are looking at it." in site.page("incidents/first/")


def test_a_setting_that_no_report_depends_on_parses_nothing(site: Site) -> None:
    """A description is shown, but no report says it."""
    site.edit("components.yaml", "- name: Portal", "- name: Portal\n    description: The door")
    assert site.build().work.parsed == 0
    site.edit("components.yaml", "- name: Websites", "- name: Web sites")
    assert site.build().work.parsed == 3


def test_a_file_that_was_only_touched_is_read_but_not_parsed(site: Site) -> None:
    """As after a fresh checkout."""
    for path in (site.folder / "incidents").iterdir():
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content)
    assert site.build().work == Work(read=4, parsed=0, rendered=0, written=0)


def test_check_and_build_share_what_is_parsed(tmp_path: Path) -> None:
    """Whichever comes first."""
    site = Site(tmp_path / "site")
    assert pipeline.check(site.folder, Moment(site.now, is_clock=False), Means(site.cache)) == ()
    assert site.build().work.parsed == 0


def test_a_file_that_kept_its_size_and_time_is_not_trusted(site: Site) -> None:
    """The time of its last change, which nobody can set, tells."""
    file = site.folder / "incidents/first.md"
    before = file.stat()
    file.write_text(file.read_text("utf-8").replace("looking", "LOOKING"), "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert site.build().work.parsed == 1
    assert "LOOKING" in site.page("incidents/first/")


@pytest.mark.parametrize("jobs", [2, 3, 8])
def test_any_number_of_jobs_gives_the_same_bytes(jobs: int, tmp_path: Path) -> None:
    """Parsed and rendered in several processes, or in one."""
    site = Site(tmp_path / "site")
    for number in range(300):
        site.write(f"incidents/more{number}.md", INCIDENT.format(title=f"More {number}", day=1 + number % 15))
    alone, many = tmp_path / "alone", tmp_path / "many"
    assert site.build(alone, ALONE).publication is not None
    built = site.build(many, Means(site.cache, jobs))
    assert built.work.parsed == 302
    assert published(many) == published(alone)


def test_no_cache_leaves_nothing_behind(tmp_path: Path) -> None:
    """Not even the folder."""
    site = Site(tmp_path / "site")
    site.build(means=ALONE)
    assert not site.cache.exists()


def test_the_cache_forgets_what_is_gone(site: Site) -> None:
    """It does not grow with every report that ever was."""
    size = (site.cache / "cache.sqlite").stat().st_size
    for number in range(8):
        site.write("incidents/passing.md", INCIDENT.format(title=f"Passing {number}", day=4))
        site.build()
        site.rename("incidents/passing.md", f"incidents/p{number}.md")
        site.build()
        (site.folder / f"incidents/p{number}.md").unlink()
    site.build()
    assert (site.cache / "cache.sqlite").stat().st_size < size + 20_000


def test_another_version_of_statusgen_trusts_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither what was parsed nor what was rendered."""
    pages = sum(path.endswith((".html", ".rss", ".atom", ".xml")) for path in published(site.output))
    monkeypatch.setattr(pipeline, "program_digest", lambda: "another version")
    work = site.build().work
    assert (work.parsed, work.written) == (3, 1)
    assert work.rendered > pages


def _telling(site: Site, words: bytes) -> set[str]:
    """The published files in which these words stand."""
    return {path for path, content in published(site.output).items() if words in content}
