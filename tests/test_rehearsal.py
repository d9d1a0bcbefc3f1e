"""The site's own templates are tried with all that pages may show, before an outage is the first to show it."""

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from gettext import NullTranslations
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

from statusgen.load import rehearsal
from statusgen.load.rehearsal import example_editions
from statusgen.load.site import Moment
from statusgen.means import Means
from statusgen.outputs import trial
from statusgen.outputs.edition import Edition
from statusgen.outputs.pages import CONTEXTS
from statusgen.outputs.trial import different_pages
from statusgen.pipeline import check
from statusgen.theme import Theme
from statusgen.theme.templates.environment import environment
from statusgen.theme.templates.renderer import Renderer

from building import NOW, Site, edition
from shell import run
from themed import OTHERS

FOLDER = "themes/default/"
MOMENT = Moment(NOW, is_clock=False)
EXAMPLES = Path(rehearsal.__file__).with_name("rehearsal")
NOT_REACHED = {"base.html": {"<title>{% block title %}{{ site.title }}{% endblock %}</title>"}}
"""Of the shipped templates: pages without a title of their own would show it, and all have one."""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site on which nothing happens now."""
    return Site(tmp_path / "site")


def told(site: Site) -> list[str]:
    """What `check` says: `name:line message; hint`."""
    found = check(site.folder, MOMENT)
    assert {d.code for d in found} <= {"broken-template"}
    return [f"{d.at.path.removeprefix(FOLDER)}:{d.at.line} {d.message}; {d.hint}" for d in found]


def front_page(main: str) -> str:
    """A template for the front page that shows this besides."""
    return f'{{% extends "default/index.html" %}}\n{{% block main %}}\n{main}\n{{{{ super() }}}}\n{{% endblock %}}\n'


def test_what_only_an_outage_shows_is_told_on_a_quiet_day(site: Site) -> None:
    """With its line, by the command too."""
    site.write(f"{FOLDER}index.html", front_page("{% if page.incidents %}\n{{ page.incidenst }}\n{% endif %}"))
    assert told(site) == ["index.html:4 there is no 'incidenst' in 'page'; did you mean 'incidents'?"]
    result = run("-C", site.folder, "check")
    assert result.exit_code == 1
    assert f"{FOLDER}index.html:4:9: error: there is no 'incidenst' in 'page'  [broken-template]\n" in result.output


@pytest.mark.parametrize(
    ("main", "message"),
    [
        (
            "{% for one in page.incidents %}{{ one.ended.text }}{% endfor %}",
            "there is no 'text', for the value before it is none",
        ),
        ("{% for one in page.incidents %}{{ one.title + 1 }}{% endfor %}", "this fails with TypeError: "),
        ("{% for one in page.running %}{{ 1 / 0 }}{% endfor %}", "this fails with ZeroDivisionError: division by zero"),
        ("{{ (page.components | first).name }}", "no first item, sequence was empty"),
    ],
)
def test_what_depends_on_values_is_told_with_where_it_was_found(site: Site, main: str, message: str) -> None:
    """For no page of the site shows it."""
    site.write(f"{FOLDER}index.html", front_page(main))
    (one,) = told(site)
    assert one.startswith(f"index.html:3 {message}")
    assert one.endswith(" (found with an example site)")


def test_what_the_site_itself_shows_is_told_without_it(site: Site) -> None:
    """Once."""
    site.write(f"{FOLDER}index.html", front_page("{{ page.incidents[0].title }}"))
    (one,) = told(site)
    assert "example" not in one


def test_nothing_is_published_until_it_is_mended(site: Site) -> None:
    """`build` and `check` say the same."""
    site.write(f"{FOLDER}report.html", "{% if page.report.kind == 'notice' %}{{ 1 / 0 }}{% endif %}")
    built = site.build()
    assert built.publication is None
    assert built.diagnostics == check(site.folder, MOMENT) != ()


def test_it_is_done_once_for_each_theme(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache remembers what it found; a change of a template, or of the language, is another theme."""
    site.write(f"{FOLDER}report.html", "{% if page.report.kind == 'notice' %}{{ 1 / 0 }}{% endif %}")
    times: list[Theme] = []
    original = trial.rehearsal

    def counted(theme: Theme, editions: Iterator[Edition]) -> Any:
        times.append(theme)
        return original(theme, editions)

    monkeypatch.setattr(rehearsal, "rehearsal", counted)
    means = Means(site.cache)
    first = check(site.folder, MOMENT, means)
    assert first
    assert check(site.folder, MOMENT, means) == site.build().diagnostics == first
    assert len(times) == 1
    site.edit("components.yaml", "  name: Nordlys\n", "  name: Nordlys\n  language: de\n")
    assert check(site.folder, MOMENT, means) == first
    assert len(times) == 2
    site.edit(f"{FOLDER}report.html", "notice", "maintenance")
    assert check(site.folder, MOMENT, means)
    assert len(times) == 3


def test_a_site_without_templates_of_its_own_rehearses_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped ones are tested already."""
    monkeypatch.setattr(rehearsal, "rehearsal", None)
    site.write(f"{FOLDER}assets/more.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert site.build().publication


def test_only_pages_that_an_own_template_has_a_part_in_are_rendered(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the language of the site; those of the site itself are tried all the same."""
    seen: set[tuple[str, object]] = set()
    original = Renderer.render

    def render(self: Renderer, name: str, given: Mapping[str, Any]) -> bytes:
        if given["site"].name in ("Busy", "Calm", "Quiet"):
            seen.add((name, given["site"].language))
        return original(self, name, given)

    monkeypatch.setattr(Renderer, "render", render)
    site.edit("components.yaml", "  name: Nordlys\n", "  name: Nordlys\n  language: fr\n")
    site.write(f"{FOLDER}uptime.html", '{% extends "default/uptime.html" %}')
    site.write(f"{FOLDER}parts/chart.html", '{% extends "default/parts/chart.html" %}')
    check(site.folder, MOMENT)
    assert seen == {("uptime.html", "fr"), ("history.html", "fr"), ("component.html", "fr")}


@pytest.mark.parametrize("name", ["busy", "calm", "quiet"])
def test_the_examples_have_no_errors_of_their_own(name: str) -> None:
    """As anybody's site."""
    assert check(EXAMPLES / name, Moment(rehearsal._MOMENT.now, is_clock=False)) == ()


def test_every_branch_of_the_shipped_theme_is_reached(site: Site) -> None:
    """Whatever one of its templates may print, it prints for an example."""
    one = edition(site)
    reached: dict[str, set[int]] = defaultdict(set)

    def line(frame: FrameType, event: str, _: object) -> Any:
        reached[frame.f_code.co_filename].add(frame.f_lineno)
        return line if event != "exception" else None

    def call(frame: FrameType, _event: str, _: object) -> Any:
        return line if "__jinja_template__" in frame.f_globals else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        for example in example_editions(one.theme, one.facts.site.page.language, one.program):
            for output in different_pages(example, CONTEXTS):
                output.render()
    finally:
        sys.settrace(before)
    missed = {name: set(_printed(one.theme, name, reached)) for name in one.theme.templates if _is_shipped(name)}
    assert {name: lines for name, lines in missed.items() if lines} == NOT_REACHED


def _is_shipped(name: str) -> bool:
    return name.endswith((".html", ".js")) and not name.startswith(("default/", *(f"{one}/" for one in OTHERS)))


def _printed(theme: Theme, name: str, reached: Mapping[str, set[int]]) -> Iterator[str]:
    """The prints of a template that were not reached, as far as they are on their line of it."""
    file = theme.templates[name]
    text, jinja = file.content.decode(), environment(theme.templates, NullTranslations())
    source = jinja.compile(text, name, file.location, raw=True).splitlines()
    for number in sorted(_lines(jinja.compile(text, name, file.location)) - reached[file.location]):
        code = source[number - 1].strip()
        if code.startswith(("yield ", "t_")) and not code.startswith(("yield from", "yield event")):
            line = jinja.get_template(name).get_corresponding_lineno(number)
            yield text.splitlines()[line - 1]


def _lines(code: CodeType) -> set[int]:
    """Of the functions that a template is compiled to."""
    inner = [one for one in code.co_consts if isinstance(one, CodeType)]
    own = {line for _, _, line in code.co_lines() if line} if code.co_name != "<module>" else set()
    return own.union(*map(_lines, inner))


def test_what_was_mended_is_told_no_more(site: Site) -> None:
    """What is wrong with the files of a theme is looked for anew each time, and not kept with what examples showed."""
    site.write("themes/default/404.html", '{% extends "default/404.html" %}')
    link = site.folder / "themes/default/x.html"
    link.symlink_to("404.html")
    assert [d.code for d in site.build().diagnostics] == ["symbolic-link"]
    link.unlink()
    assert not site.build().diagnostics


def test_templates_are_tried_whatever_is_wrong_with_the_content(site: Site) -> None:
    """So that all of it is told at once."""
    site.write(
        "themes/default/index.html", '{% extends "default/index.html" %}\n{% block main %}{{ page.x }}{% endblock %}'
    )
    site.edit("incidents/first.md", "title: First", "titel: First")
    told = site.build().diagnostics
    assert {d.code for d in told} >= {"broken-template", "unknown-key"}
    assert told == check(site.folder, Moment(site.now, is_clock=False))
