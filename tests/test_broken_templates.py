"""A broken template of the site's own is told like any other content, with its place and a cure."""

from pathlib import Path

import pytest

from statusgen.diagnostics import Diagnostic

from building import Site

FOLDER = "themes/default/"
WINDOW = "{% macro window(part) %}{% endmacro %}"
HEAD = '{% extends "default/404.html" %}\n{% block main %}\n'
"""What stands before line 3 of the template that most tests break."""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site")


def broken(site: Site, **templates: str) -> list[str]:
    """What is told of a site with these templates: `name:line:column 'text' message; hint`."""
    for name, text in templates.items():
        site.write(f"{FOLDER}{name.replace('__', '/')}.html", text)
    built = site.build()
    assert (built.publication is None) == bool(built.diagnostics)
    assert {d.code for d in built.diagnostics} <= {"broken-template"}
    return [said(one) for one in built.diagnostics]


def said(one: Diagnostic) -> str:
    """A diagnostic on a line."""
    place = f"{one.at.path.removeprefix(FOLDER)}:{one.at.line}:{one.at.column}"
    return f"{place} '{one.at.text}' {one.message}; {one.hint}"


def not_found_page(main: str) -> dict[str, str]:
    """A page for missing pages with this in the middle, on line 3."""
    return {"404": f"{HEAD}{main}\n{{% endblock %}}\n"}


@pytest.mark.parametrize(
    ("main", "expected"),
    [
        (
            "{% if site.logo %}",
            "4:4 'endblock' the tag 'endblock' stands where 'if' is still open; write {% endif %} first",
        ),
        ("{% endif %}", "3:4 'endif' the tag 'endif' stands where 'block' is still open; write {% endblock %} first"),
        (
            "{% endblock %}",
            "4:4 'endblock' the tag 'endblock' has nothing to belong to; remove it, or open the block before it",
        ),
        ("{% block more %}", "2:4 'block' the tag 'block' is never closed; write {% endblock %} where it ends"),
        (
            "{% block main %}{% endblock %}",
            "3:10 'main' the block 'main' is there twice; give one of the two another name",
        ),
        ("{% incldue 'x' %}", "3:4 'incldue' there is no tag 'incldue'; did you mean 'include'?"),
        ("{# a", "3:1 '{# a' the comment is never closed; write #} where it ends"),
        ("{% raw %}", "3:1 '{% raw %}' the raw text is never closed; write {% endraw %} where it ends"),
        ("{{ a b }}", "3:6 'b' there is 'b' where '}}' is expected; end the tag with }}, or write what joins the two"),
        ("{{ ' }}", "3:4 ''' ''' has no meaning here; remove it, or close what it opens"),
        ("{% %}", "3:1 '{% %}' the tag has no name; write what it is to do, such as {% if … %}"),
        ("{{ site. }}", "3:1 '{{ site. }}' the name behind the dot is missing; write it, or remove the dot"),
        ("{% if %}", "3:7 '%}' there is nothing before '%}'; write what it is about"),
        ("{{ site.name | uper }}", "3:16 'uper' there is no filter 'uper'; did you mean 'upper'?"),
        ("{% if site.name is nmber %}{% endif %}", "3:20 'nmber' there is no test 'nmber'; did you mean 'number'?"),
        (
            "{% include 'parts/tme.html' %}",
            "3:13 'parts/tme.html' there is no template 'parts/tme.html'; did you mean 'parts/time.html'?",
        ),
        (
            "{% from 'parts/time.html' import tim %}{{ tim(1) }}",
            "3:34 'tim' there is no 'tim' in parts/time.html to import; did you mean 'time'?",
        ),
        (
            "{{ site.assets['styel.css'] }}",
            "3:17 'styel.css' there is no 'styel.css' in 'site.assets'; did you mean 'style.css'?",
        ),
        ("{{ site.nmae }}", "3:9 'nmae' there is no 'nmae' in 'site'; did you mean 'name'?"),
        ("{{ site['nmae'] }}", "3:10 'nmae' there is no 'nmae' in 'site'; did you mean 'name'?"),
        ("{{ sit.name }}", "3:4 'sit' nothing is called 'sit'; did you mean 'site'?"),
        ("{{ self.tilte() }}", "3:9 'tilte' there is no 'tilte' in 'self'; did you mean 'title'?"),
        ("{{ name }}", "3:4 'name' nothing is called 'name'; write site.name"),
        ("{% set total = 1 %}{{ totl }}", "3:23 'totl' nothing is called 'totl'; did you mean 'total'?"),
        ("{{ none.x }}", "3:9 'x' there is no 'x', for the value before it is none; ask with 'if' before"),
        (
            "{% for a in site.subscriptions %}{{ a.tilte }}{% endfor %}",
            "3:39 'tilte' there is no 'tilte' in SubscriptionPart; did you mean 'title'?",
        ),
    ],
)
def test_what_is_wrong_is_pointed_at(site: Site, main: str, expected: str) -> None:
    """In our words, with what to write instead."""
    assert broken(site, **not_found_page(main)) == [f"404.html:{expected}"]


@pytest.mark.parametrize(
    ("main", "message"),
    [
        ("{{ 1 + 'a' }}", "this fails with TypeError: unsupported operand type(s) for +: 'int' and 'str'"),
        ("{{ 1 // 0 }}", "this fails with ZeroDivisionError: integer division or modulo by zero"),
        ("{{ 'x' * 10**15 }}", "this makes a text or a list of more than a million parts, which no page needs"),
        ("{{ 10**10 * [1] }}", "this makes a text or a list of more than a million parts, which no page needs"),
        ("{{ 10**(10**10) }}", "this makes a number with thousands of digits, which no page needs"),
        ("{{ 'x'.ljust(10**10) }}", "this makes a text of more than a million characters, which no page needs"),
        ("{{ 'x' | center(10000000000) }}", "this makes a text of more than a million characters, which no page needs"),
        ("{{ _('%(a)s') }}", "this fails with KeyError: 'a'"),
        ("{{ range(10**30) | list }}", None),
        ("{% for a in [1] %}" * 25 + "{% endfor %}" * 25, None),
        ("{{ " + "(" * 500 + "1" + ")" * 500 + " }}", "this goes too deep"),
        ("{{ '\\ud83d' }}", None),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "404.html uses itself without end"),
        ("{% include '404.html' %}", "404.html uses itself without end"),
    ],
)
def test_whatever_a_template_raises_is_told(site: Site, main: str, message: str | None) -> None:
    """Once, and never as a traceback."""
    (one,) = broken(site, **not_found_page(main))
    assert one.startswith("404.html:")
    assert message is None or f" {message}; " in one


def test_a_line_is_shown_where_the_column_is_not_known(site: Site) -> None:
    """Without its indentation."""
    (one,) = broken(site, **not_found_page("  <p>{{ site.x }}{{ 'site.x' ~ site.x }}</p>  "))
    assert one.startswith("404.html:3:3 '<p>{{ site.x }}{{ 'site.x' ~ site.x }}</p>' ")


def test_all_broken_templates_are_told_at_once(site: Site) -> None:
    """And of one template all that is undefined."""
    site.write(f"{FOLDER}parts/unused.html", "{% frob %}")
    site.write("themes/other/404.html", "{% frob %}")
    told = broken(
        site,
        base="<title>{{ site.titel }}</title>\n{{ site.nmae }}\n{% block main %}{% endblock %}",
        report='{% extends "base.html" %}{% block main %}{{ page.report.titel }}{% endblock %}',
        component='{% extends "base.html" %}{% block main %}\n{{ 1 / 0 }}{% endblock %}',
        month="{% extends 'bsae.html' %}",
        redirect="{% if page.title %}{{ page.title | uper }}{{ page.title | lwer }}{% endif %}",
        uptime="{% if %}",
    )
    assert [one.partition(";")[0] for one in told] == [
        "base.html:1:16 'titel' there is no 'titel' in 'site'",
        "base.html:2:9 'nmae' there is no 'nmae' in 'site'",
        "component.html:2:1 '{{ 1 / 0 }}{% endblock %}' this fails with ZeroDivisionError: division by zero",
        "month.html:1:13 'bsae.html' there is no template 'bsae.html'",
        "parts/unused.html:1:4 'frob' there is no tag 'frob'",
        "redirect.html:1:36 'uper' there is no filter 'uper'",
        "redirect.html:1:59 'lwer' there is no filter 'lwer'",
        "report.html:1:57 'titel' there is no 'titel' in ReportPart",
        "uptime.html:1:7 '%}' there is nothing before '%}'",
    ]


def test_templates_are_told_among_other_errors(site: Site) -> None:
    """So far as that needs no rendering, since there is nothing to render."""
    site.edit("incidents/first.md", "title: First", "titel: First")
    site.write(f"{FOLDER}404.html", "{% if %}")
    assert [(d.at.path, d.code) for d in site.build().diagnostics] == [
        ("incidents/first.md", "unknown-key"),
        (f"{FOLDER}404.html", "broken-template"),
    ]


def test_every_template_that_is_not_utf8_is_told(site: Site) -> None:
    """As other files are; what only lies beside the templates may be anything."""
    for name in ("404.html", "unused.html", "picture.png"):
        (site.folder / FOLDER).mkdir(parents=True, exist_ok=True)
        (site.folder / FOLDER / name).write_bytes(b"ok\ncaf\xe9")
    site.write(f"{FOLDER}README.md", "{% if")
    assert [(d.at.path, d.at.line, d.at.column, d.code) for d in site.build().diagnostics] == [
        (f"{FOLDER}404.html", 2, 4, "not-utf8"),
        (f"{FOLDER}unused.html", 2, 4, "not-utf8"),
    ]


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff"])
def test_an_empty_template_is_told(site: Site, text: str) -> None:
    """For a page without anything is seldom meant; a comment says that it is."""
    hint = "remove it, or write {# nothing #} into it where nothing is to be shown"
    assert broken(site, parts__footer=text) == [f"parts/footer.html:1:1 '' the file is empty; {hint}"]
    assert broken(site, parts__footer="{# nothing #}") == []


def test_an_unfinished_merge_is_told_of_every_template(site: Site) -> None:
    """As of any other file, and nothing else of it."""
    marks = "<<<<<<< HEAD\n<p>\n=======\n{{ nope }}\n>>>>>>> main\n"
    site.write(f"{FOLDER}404.html", f'{{% extends "default/404.html" %}}\n{marks}')
    site.write(f"{FOLDER}parts/unused.html", marks)
    built = site.build()
    assert built.publication is None
    assert [(d.at.path.removeprefix(FOLDER), d.at.line, d.code) for d in built.diagnostics] == [
        ("404.html", 2, "merge-conflict"),
        ("404.html", 6, "merge-conflict"),
        ("parts/unused.html", 1, "merge-conflict"),
        ("parts/unused.html", 5, "merge-conflict"),
    ]


def test_a_byte_order_mark_and_other_line_ends_do_no_harm(site: Site) -> None:
    """Neither to the page nor to the numbers."""
    site.write(f"{FOLDER}404.html", "\ufeff{% extends 'default/404.html' %}\r\n")
    assert site.build().publication
    assert site.page("404.html").startswith("<!DOCTYPE html>")
    assert broken(site, **{"404": "\ufeff<html>\r\n{{ nope }}"})[0].startswith("404.html:2:4 'nope'")


@pytest.mark.parametrize(
    "templates",
    [
        {"a": "{% extends 'b.html' %}", "b": "\n{% extends 'a.html' %}", "404": "{% extends 'a.html' %}"},
        {"a": "{% include 'b.html' %}", "b": "\n{% include 'a.html' %}", "404": "<html>{% include 'a.html' %}"},
    ],
)
def test_a_circle_is_told(site: Site, templates: dict[str, str]) -> None:
    """With those that make it."""
    (one,) = broken(site, **templates)
    assert one.startswith("b.html:2:1 ")
    assert "a.html and b.html use each other without end" in one


@pytest.mark.parametrize(
    ("templates", "expected"),
    [
        # The shipped pages show times with it.
        (
            {"parts__time": f"{{% macro time(part) %}}{{{{ part.isoo }}}}{{% endmacro %}}{WINDOW}"},
            ["parts/time.html:1:31 'isoo'"],
        ),
        # Only a maintenance shows windows.
        (
            {"parts__time": "{# nothing #}"},
            [
                "parts/time.html:1:1 '{# nothing #}' there is no 'time'",
                "parts/time.html:1:1 '{# nothing #}' there is no 'window'",
            ],
        ),
        # The base only has a place for what fails.
        (
            {
                "base": "<html>{% block main %}{% endblock %}",
                "parts__time": f"{{% macro time() %}}{{% endmacro %}}{WINDOW}",
            },
            ["parts/time.html:1:1 '' the shipped theme cannot work with this file: this fails with TypeError"],
        ),
        # The shipped macro is called with what it cannot use.
        (
            {"404": "<html>{% from 'parts/time.html' import time %}\n{{ time(page.at) }}\n{{ time(site) }}"},
            [
                "404.html:2:14 'at' there is no 'at' in 'page'",
                "404.html:3:1 '{{ time(site) }}' there is no 'iso' in 'site' (in parts/time.html, line 3)",
                "404.html:3:1 '{{ time(site) }}' there is no 'text' in 'site' (in parts/time.html, line 3)",
            ],
        ),
    ],
)
def test_the_fault_is_found_in_the_sites_own_templates(
    site: Site, templates: dict[str, str], expected: list[str]
) -> None:
    """Wherever it shows."""
    told = broken(site, **templates)
    assert [one[: len(start)] for one, start in zip(told, expected, strict=True)] == expected


@pytest.mark.parametrize(
    "main",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ site['__class__'] }}",
        "{{ site | attr('__class__') | list }}",
        "{{ '{0.__class__}'.format(site) }}",
        "{% for number in range(10**12) %}{% endfor %}",
    ],
)
def test_a_template_stays_in_its_sandbox(site: Site, main: str) -> None:
    """It neither looks inside Python nor counts for ever, for it may come from somebody whom nobody knows."""
    (one,) = broken(site, **not_found_page(main))
    assert one.startswith("404.html:3:")
    assert "is unsafe; a template cannot look" in one or "a range has 100,000 numbers at most" in one


def test_a_sandbox_is_no_hindrance(site: Site) -> None:
    """What templates are used to do works."""
    words = "{% set words = ['a'] %}{% set _ = words.append('b') %}{{ '{}-{}'.format(*words) | upper }}"
    main = f"{words}{{{{ '-' * 3 ~ 'a'.center(3) ~ 2 ** 8 * 2.5 ~ 'b' | center(3) }}}}"
    assert broken(site, **not_found_page(main)) == []
    assert "A-B--- a 640.0 b " in site.page("404.html")
