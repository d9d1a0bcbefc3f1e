"""Nothing in a site's files leads out of the site, nor out of what is published."""

from collections.abc import Callable
from pathlib import Path

import pytest

from statusgen.pipeline import Built

from building import INCIDENT, Site, published

MARK = "do not publish me"
Attempt = Callable[[Site], None]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site beside a file that is none of its business."""
    (tmp_path / "secret.md").write_text(f"---\ntitle: {MARK}\n---\n\n## Announced - 2025-08-01 09:00Z\n\n{MARK}\n")
    (tmp_path / "secret.svg").write_text(f"<svg xmlns='http://www.w3.org/2000/svg'><desc>{MARK}</desc></svg>")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "secret.html").write_text(MARK)
    return Site(tmp_path / "site")


def outside(site: Site) -> dict[str, bytes]:
    """Everything around the site and its output, by path."""
    return {
        str(path): path.read_bytes()
        for path in site.folder.parent.rglob("*")
        if path.is_file() and not path.is_relative_to(site.folder) and not path.is_relative_to(site.output)
    }


def front(line: str) -> Attempt:
    """A line in the front matter of a report."""
    return lambda site: site.edit("incidents/first.md", "title: First", f"title: First\n{line}")


def text(markdown: str) -> Attempt:
    """Something in the text of a report."""
    return lambda site: site.edit("incidents/first.md", "looking at it", markdown)


def page(line: str) -> Attempt:
    """A line in the settings of the page."""
    return lambda site: site.edit("components.yaml", "  timezone:", f"  {line}\n  timezone:")


def link(path: str, target: str) -> Attempt:
    """A symbolic link in the site to something beside it, and a use of it."""

    def attempt(site: Site) -> None:
        (site.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (site.folder / path).symlink_to(site.folder.parent / target)
        site.edit("incidents/first.md", "looking at it", f"looking at [it]({path.removeprefix('incidents/')})")

    return attempt


ATTEMPTS: dict[str, Attempt] = {
    "id": front("id: ../../x"),
    "id with a slash": front("id: a/b"),
    "absolute id": front("id: /tmp/x"),
    "dots as an id": front("id: '..'"),
    "former id": front("aliases: [../../x]"),
    "former path": front("aliases: [/../../x.html]"),
    "former path, escaped": front("aliases: [/%2e%2e/%2e%2e/x.html]"),
    "former path with backslashes": front("aliases: ['/..\\..\\x.html']"),
    "former path to our own": front("aliases: [/Assets/x.html]"),
    "former path to our list": front("aliases: [/.statusgen-manifest.json]"),
    "former path to our lock": front("aliases: [/.statusgen-lock]"),
    "id of an update": text("text.\n\n## Update - 2025-08-18 09:30 +02:00\nid: ../../x\n\nMore"),
    "link": text("[x](../../secret.svg)"),
    "link to a report": text("[x](../../secret.md)"),
    "link, escaped": text("[x](%2e%2e/%2E%2E/secret.svg)"),
    "link, escaped slashes": text("[x](..%2f..%2fsecret.svg)"),
    "link through a folder": text("[x](a/../../../secret.svg)"),
    "link with a null": text("[x](secret%00.svg)"),
    "picture": text("![x](../../secret.svg)"),
    "picture with backslashes": text("![x](..\\..\\secret.svg)"),
    "logo": page("logo: ../secret.svg"),
    "absolute logo": lambda site: page(f"logo: {site.folder.parent / 'secret.svg'}")(site),
    "favicon": page("favicon: static/../../secret.svg"),
    "theme": page("theme: ../folder"),
    "theme above": page("theme: .."),
    "absolute theme": lambda site: page(f"theme: {site.folder.parent / 'folder'}")(site),
    "component": lambda site: site.edit("components.yaml", "- name: API", "- name: API\n    id: ../../x"),
    "a linked report": link("incidents/linked.md", "secret.md"),
    "a linked picture": link("incidents/linked.svg", "secret.svg"),
    "a linked folder": link("incidents/folder", "folder"),
    "a linked static file": link("static/secret.svg", "secret.svg"),
    "a linked static folder": link("static/folder", "folder"),
}


def told(built: Built) -> set[str]:
    """The codes of what is wrong."""
    return {d.code for d in built.diagnostics}


@pytest.mark.parametrize("name", ATTEMPTS)
def test_no_path_leads_out(name: str, site: Site) -> None:
    """It is told, nothing is published, and what --keep-going publishes holds nothing from outside."""
    ATTEMPTS[name](site)
    before = outside(site)
    built = site.build()
    assert built.publication is None, name
    site.build(keep_going=True)
    assert outside(site) == before
    for content in published(site.output).values() if site.output.exists() else ():
        assert MARK.encode() not in content
    for diagnostic in built.diagnostics:
        assert MARK not in f"{diagnostic.message} {diagnostic.at.source}"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("incidents/FIRST.md", "duplicate-id"),
        ("static/Incidents/First/Index.html", "taken-path"),
        ("static/INDEX.HTML", "taken-path"),
        ("static/History/x.txt", "taken-path"),
        ("static/ASSETS/style.css", "taken-path"),
    ],
)
def test_names_that_differ_in_case_alone_do_not_meet(path: str, code: str, site: Site) -> None:
    """On some file systems, one would overwrite the other."""
    site.write(path, INCIDENT.format(title="Again", day=4))
    assert told(site.build()) == {code}


@pytest.mark.parametrize(
    ("one", "other"), [("a.txt", "A.txt"), ("caf\u00e9", "cafe\u0301"), ("a", "A/b"), ("A/b", "a")]
)
def test_files_that_differ_in_case_alone_are_refused(one: str, other: str, site: Site) -> None:
    """Two files of static/ on a system that can tell them apart; also where one is the other's folder."""
    site.write(f"static/{one}", "1")
    site.write(f"static/{other}", "2")
    assert told(site.build()) == {"taken-path"}


def test_a_file_cannot_be_where_a_former_path_needs_a_folder(site: Site) -> None:
    """Nor the other way round."""
    site.edit("incidents/first.md", "title: First", "title: First\naliases: [/old/page.html, /gone]")
    site.write("static/Old", "a file")
    site.write("static/gone/index.html/x", "in a folder")
    assert [d.at.path for d in site.build().diagnostics] == ["static/Old", "static/gone/index.html/x"]


def test_our_own_names_are_ours_in_static_too(site: Site) -> None:
    """The list of what was written could be replaced otherwise."""
    site.write("static/.statusgen-manifest.json", "{}")
    assert told(site.build()) == {"taken-path"}


def test_a_linked_cache_is_not_followed(site: Site, tmp_path: Path) -> None:
    """The file in it neither."""
    (tmp_path / "elsewhere").write_text("")
    site.cache.mkdir()
    (site.cache / "cache.sqlite").symlink_to(tmp_path / "elsewhere")
    assert site.build().publication is not None
    assert (tmp_path / "elsewhere").read_bytes() == b""
