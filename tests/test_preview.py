"""A preview is what a build would publish, with drafts."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from statusgen import preview as preview_module
from statusgen.diagnostics import StatusgenError
from statusgen.load.site import Moment
from statusgen.means import Means
from statusgen.outputs import plan
from statusgen.outputs.edition import Edition
from statusgen.outputs.output import Output
from statusgen.pipeline import build
from statusgen.preview import Looked, Preview

from building import INCIDENT, Site

URL = "http://127.0.0.1:8000/"
DRAFT = INCIDENT.format(title="Unfinished", day=19).replace("---\n\n", "draft: true\n---\n\n", 1)
MAINTENANCE = """\
---
title: Work
kind: maintenance
components: [API]
scheduled: {start: "2025-08-20 12:30 +02:00", end: "2025-08-20 13:00 +02:00"}
---

## Scheduled - 2025-08-19 09:00 +02:00

We move.
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A small site."""
    return Site(tmp_path / "site")


@pytest.fixture
def preview(site: Site) -> Iterator[Preview]:
    """It is looked at."""
    with closing(Preview(site.folder, URL, Means(site.cache))) as preview:
        yield preview


def look(preview: Preview, site: Site) -> Looked:
    """The site now."""
    return preview.look(Moment(site.now, is_clock=False))


def rendered(looked: Looked) -> dict[str, bytes]:
    """Every file."""
    assert looked.outputs is not None
    return {path: output.render() for path, output in looked.outputs.items()}


def test_without_drafts_it_is_what_is_built(preview: Preview, site: Site) -> None:
    """Byte for byte, also after an edit, an error and its cure."""
    look(preview, site)
    site.edit("incidents/first.md", "title: First", "titel: First")
    assert look(preview, site).outputs is None
    site.edit("incidents/first.md", "titel: First", "title: Edited")
    site.later(5)
    built = build(site.folder, site.output, Moment(site.now, is_clock=False), base_url=URL)
    files = {path for path in site.output.rglob("*") if path.is_file()}
    published = {path.relative_to(site.output).as_posix(): path.read_bytes() for path in files}
    del published[".statusgen-manifest.json"]
    assert built.publication
    assert rendered(look(preview, site)) == published


def test_a_draft_is_what_it_will_be_but_for_its_mark(preview: Preview, site: Site) -> None:
    """Nothing that is built has it."""
    before = rendered(look(preview, site))
    site.write("incidents/draft.md", DRAFT)
    site.build()
    assert not (site.output / "incidents/draft").exists()
    drafted = rendered(look(preview, site))
    site.edit("incidents/draft.md", "draft: true\n", "")
    finished = rendered(look(preview, site))
    assert (
        drafted.keys()
        == finished.keys()
        == before.keys()
        | {
            "incidents/draft/index.html",
            "api/v2/incidents/draft.json",
        }
    )
    mark = b" <mark>Draft</mark>"
    assert mark in drafted["index.html"]
    assert mark in drafted["incidents/draft/index.html"]
    del drafted["build.json"], finished["build.json"]
    assert {path: page.replace(mark, b"") for path, page in drafted.items()} == finished


def test_a_link_to_a_draft_is_an_error_all_the_same(preview: Preview, site: Site) -> None:
    """It is one when the site is built."""
    site.write("incidents/draft.md", DRAFT)
    site.edit("incidents/first.md", "It works again.", "It works [again](draft.md).")
    assert [d.code for d in look(preview, site).diagnostics] == ["link-to-draft"]


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("404.html", "<html>{{ sit }}", "broken-template"),
        ("assets/style.css", "a { color red; }", "broken-stylesheet"),
        ("assets/style.css", "a { background: url(a.png); }", "missing-asset"),
        ("parts/head.html", '<script src="https://cdn.example/a.js"></script>', "foreign-asset"),
    ],
)
def test_a_broken_theme_keeps_the_site_from_being_shown(
    preview: Preview, site: Site, file: str, text: str, code: str
) -> None:
    """As it keeps it from being built, and each fault is told once."""
    site.write(f"themes/default/{file}", text)
    looked = look(preview, site)
    assert looked.outputs is None
    assert [d.code for d in looked.diagnostics] == [code]
    assert looked.diagnostics == site.build().diagnostics


def test_two_files_with_one_path_are_refused(preview: Preview, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when they come later, and no page shows one of them in the other's place."""
    look(preview, site)

    def twice(edition: Edition) -> list[Output]:
        return [*plan(edition), next(iter(plan(edition)))]

    monkeypatch.setattr(preview_module, "plan", twice)
    with pytest.raises(StatusgenError, match="cannot both be published"):
        look(preview, site)


def test_the_pictures_are_those_that_the_settings_name(preview: Preview, site: Site) -> None:
    """Also where they are missing; where the settings cannot be read, those of before."""
    look(preview, site)
    assert preview.pictures == set()
    site.edit("components.yaml", "  name: Nordlys\n", "  name: Nordlys\n  logo: brand/logo.svg\n")
    assert look(preview, site).outputs is None
    assert preview.pictures == {"brand/logo.svg"}
    site.edit("components.yaml", "page:", "page: [")
    look(preview, site)
    assert preview.pictures == {"brand/logo.svg"}


def test_the_last_good_look_can_be_rendered_whatever_becomes_of_the_files(preview: Preview, site: Site) -> None:
    """For the first time, and as long as there is no better one."""
    with closing(Preview(site.folder, URL)) as other:
        expected = rendered(look(other, site))
    good = look(preview, site)
    site.edit("incidents/first.md", "title: First", "titel: First")
    assert look(preview, site).outputs is None
    site.edit("incidents/second.md", "It works again.", "It works.")
    assert look(preview, site).outputs is None
    assert rendered(good) == expected


def test_time_goes_on_in_a_preview(preview: Preview, site: Site) -> None:
    """What is remembered of a report from the look before is what is true at any time."""
    site.write("incidents/work.md", MAINTENANCE)
    site.write(
        "incidents/open.md", DRAFT.partition("## Resolved")[0].replace("draft: true", "ended: 2025-08-20 12:30Z")
    )
    for minutes in (0, 45, 30, 120):
        site.later(minutes)
        with closing(Preview(site.folder, URL)) as fresh:
            assert rendered(look(preview, site)) == rendered(look(fresh, site))
