"""How the site's own templates stand as pages: with what begins each, and with nothing outside of its blocks."""

from pathlib import Path

import pytest

from building import Site

FOLDER = "themes/default/"
BASE = '{% extends "default/index.html" %}'
MACRO = "{% macro m() %}<p>{{ caller() if caller else 1 }}{% endmacro %}"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site")


def told(site: Site, **templates: str) -> list[str]:
    """What is told of a site with these templates: `name:line:column message; hint`."""
    for name, text in templates.items():
        site.write(f"{FOLDER}{name}.html", text)
    found = site.build().diagnostics
    return [f"{d.at.path.removeprefix(FOLDER)}:{d.at.line}:{d.at.column} {d.message}; {d.hint}" for d in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{BASE}\n\n<p>", "3:1 what stands outside of the blocks is never shown"),
        (f"{BASE}\n{{{{ site.name }}}}", "2:1 what stands outside of the blocks is never shown"),
        (f"{BASE}\n{{% if site.logo %}}\n<p>{{% endif %}}", "3:1 what stands outside of the blocks is never shown"),
        (
            f"{BASE}\n{{% include 'parts/head.html' %}}",
            "2:1 what stands outside of the blocks is shown before the page",
        ),
        (f"{BASE}\n{MACRO}\n{{% call m() %}}a{{% endcall %}}", "3:1 what stands outside of the blocks is shown before"),
    ],
)
def test_what_stands_outside_of_the_blocks_is_told_once(site: Site, text: str, expected: str) -> None:
    """Jinja says nothing of it."""
    (one,) = told(site, index=f"{text}\n<p>")
    assert one.startswith(f"index.html:{expected}")


def test_what_shows_nothing_may_stand_anywhere(site: Site) -> None:
    """Definitions, comments, and what is in blocks that depend on something."""
    text = f"{BASE}\n{{# a #}}\n<!-- a\nb -->\n{MACRO}{{% set a = 1 %}}{{% from 'parts/time.html' import time %}}"
    assert told(site, index=f"{text}{{% if a %}}{{% block past %}}<p>{{% endblock %}}{{% endif %}}\n") == []


def test_a_page_that_begins_with_nothing_of_a_page_is_told(site: Site) -> None:
    """Where its own base begins so, that one is."""
    begin = "1:1 the page begins with neither <!doctype html> nor <html>, and has no style, header and footer; begin it"
    assert told(site, index="<p>", report='{% extends "frame.html" %}', frame="<p>{% block a %}{% endblock %}") == [
        f'frame.html:{begin} with {{% extends "default/base.html" %}}',
        f'index.html:{begin} with {{% extends "default/index.html" %}}',
    ]


def test_a_page_may_begin_in_what_it_includes(site: Site) -> None:
    """And the page of an old address is for browsers alone."""
    assert told(site, index="{% include 'top.html' %}<p>", top="<html>", redirect="<p>", year="{# nothing #}") == []
