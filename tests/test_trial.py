"""The templates of the site's own are tried with a page of each kind, before anything is published."""

import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import TemplateError

from statusgen import theme
from statusgen.diagnostics import Diagnostic, Span
from statusgen.load.site import Moment
from statusgen.outputs import trial
from statusgen.outputs.edition import Edition
from statusgen.outputs.output import Output
from statusgen.outputs.pages import not_found
from statusgen.pipeline import check
from statusgen.theme import BrokenTemplateError

from building import INCIDENT, NOW, Site
from shell import run

FOLDER = "themes/default/"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site")


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that templates are tried with, which are known once it has been done."""
    paths: list[str] = []

    def telling_pages(edition: Edition) -> Iterator[Output]:
        for output in original(edition):
            paths.append(output.path)
            yield output

    original = trial.telling_pages
    monkeypatch.setattr(trial, "telling_pages", telling_pages)
    return paths


def test_the_page_of_each_kind_that_has_most_to_show_is_tried(site: Site, tried: list[str]) -> None:
    """A handful, however many there are."""
    for day in (4, 5, 6):
        site.write(f"incidents/more-{day}.md", INCIDENT.format(title="More", day=day))
    postmortem = "\n## Postmortem - 2025-08-06 10:00Z\n\nSorry.\n"
    text = INCIDENT.format(title="Third", day=5).replace("title: Third", "title: Third\naliases: [/old, /older]")
    site.write("incidents/third.md", text.replace("API:", "Portal:") + postmortem)
    site.write(
        "incidents/note.md", "---\ntitle: Note\nkind: notice\n---\n\n## Announced - 2025-07-01 09:00Z\n\nText.\n"
    )
    site.write(f"{FOLDER}404.html", "{% extends 'default/404.html' %}")
    assert site.build().diagnostics == ()
    assert sorted(tried) == [
        "404.html",
        "components/api/index.html",
        "embed.js",
        "history/2025/08/index.html",
        "history/2025/index.html",
        "history/index.html",
        "incidents/note/index.html",
        "incidents/third/index.html",
        "index.html",
        "old/index.html",
        "uptime/index.html",
    ]


def test_a_site_without_reports_and_components_tries_what_there_is(site: Site, tried: list[str]) -> None:
    """And no more."""
    for name in ("first", "second"):
        (site.folder / f"incidents/{name}.md").unlink()
    site.write("components.yaml", "page: {name: Nordlys, url: https://status.example.org/}\n")
    site.write(f"{FOLDER}404.html", "{% extends 'default/404.html' %}")
    assert site.build().diagnostics == ()
    assert sorted(tried) == [
        "404.html",
        "embed.js",
        "history/2025/08/index.html",
        "history/2025/index.html",
        "history/index.html",
        "index.html",
    ]


@pytest.mark.parametrize("files", [{}, {"assets/style.css": "body {}"}, {"../other/404.html": "{% if %}"}])
def test_nothing_is_tried_without_templates_of_the_sites_own(
    site: Site, tried: list[str], files: dict[str, str]
) -> None:
    """The shipped ones are tested already, and those of a theme that is not used do not matter."""
    for path, text in files.items():
        site.write(f"{FOLDER}{path}", text)
    assert site.build().publication
    assert tried == []


def test_check_tells_the_same_as_build(site: Site) -> None:
    """With the exit code of an error in the content, and without writing anything."""
    site.write(f"{FOLDER}404.html", "{{ sit }}")
    assert check(site.folder, Moment(NOW, is_clock=False)) == site.build().diagnostics
    result = run("-C", site.folder, "check")
    assert result.exit_code == 1
    assert "themes/default/404.html:1:4: error: nothing is called 'sit'  [broken-template]\n" in result.output
    assert not site.output.exists()


def test_what_only_another_page_shows_is_told_by_build(site: Site) -> None:
    """As an error of the content, and nothing is published."""
    site.write(f"{FOLDER}report.html", "<html>\n{% if page.report.id == 'second' %}{{ 1 / 0 }}{% endif %}")
    assert check(site.folder, Moment(NOW, is_clock=False)) == ()
    built = site.build()
    assert [(d.at.path, d.at.column, d.code) for d in built.diagnostics] == [
        (f"{FOLDER}report.html", 1, "broken-template")
    ]
    assert built.publication is None


def test_our_own_bugs_stay_tracebacks(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """What no template has a part in is no fault of one."""

    def fail() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(not_found, "NotFoundPage", fail)
    site.write(f"{FOLDER}404.html", "<p>")
    with pytest.raises(ZeroDivisionError):
        site.build()


@pytest.mark.parametrize("text", ["{{ nope }}", "{{ 1 / 0 }}", "{% if %}", "{% extends '404.html' %}"])
def test_a_broken_shipped_theme_is_our_bug(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """And no error of the content."""
    shutil.copytree(theme.shipped_themes_folder(), tmp_path / "shipped")
    (tmp_path / "shipped/default/404.html").write_text(text)
    monkeypatch.setattr(theme, "shipped_themes_folder", lambda: tmp_path / "shipped")
    with pytest.raises((TemplateError, ArithmeticError, RecursionError)):
        site.build()


@pytest.mark.parametrize("name", ["../..", "../../etc", "/etc", ".", "..", "default/assets", "a\\\\b"])
def test_a_theme_is_called_by_the_name_of_its_folder(site: Site, name: str) -> None:
    """A path is none, so nothing outside of themes/ is read."""
    site.edit("components.yaml", "  name: Nordlys\n", f'  name: Nordlys\n  theme: "{name}"\n')
    assert [d.code for d in site.build().diagnostics] == ["bad-path"]


def test_the_error_can_be_sent_to_another_process() -> None:
    """With all that it tells."""
    one = Diagnostic(Span("a.html", 1, 1, 0, ""), "broken-template", "a", "b")
    sent = pickle.loads(pickle.dumps(BrokenTemplateError((one,))))  # noqa: S301 (made on the same line)
    assert sent.diagnostics == (one,)
