"""What templates of the site's own say of what they are given is held against the contexts, wherever they say it."""

import shutil
from pathlib import Path

import pytest

from statusgen.theme import shipped_themes_folder

from building import Site

FOLDER = "themes/default/"
HEAD = '{% extends "default/index.html" %}\n{% block head %}{% if page.headline == "" %}'


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site")


def told(site: Site, **templates: str) -> list[str]:
    """What is told of a site with these templates: `name:line:column message; hint`."""
    for name, text in templates.items():
        site.write(f"{FOLDER}{name.replace('__', '/')}.html", text)
    built = site.build()
    assert {d.code for d in built.diagnostics} <= {"broken-template"}
    return [
        f"{d.at.path.removeprefix(FOLDER)}:{d.at.line}:{d.at.column} {d.message}; {d.hint}" for d in built.diagnostics
    ]


def unreached(text: str) -> str:
    """A front page in which no data ever leads to this."""
    return f"{HEAD}\n{text}\n{{% endif %}}{{% endblock %}}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ page.headlin }}", "3:9 there is no 'headlin' in 'page'; did you mean 'headline'?"),
        ("{{ page['headlin'] }}", "3:10 there is no 'headlin' in 'page'; did you mean 'headline'?"),
        ("{{ site.nmae }}", "3:9 there is no 'nmae' in 'site'; did you mean 'name'?"),
        ("{{ page.as_of.txet }}", "3:15 there is no 'txet' in TimePart; did you mean 'text'?"),
        (
            "{% for one in page.incidents %}{{ one.titel }}{% endfor %}",
            "3:39 there is no 'titel' in ReportPart; did you mean 'title'?",
        ),
        (
            "{% for one in page.incidents if one.titel %}{% endfor %}",
            "3:37 there is no 'titel' in ReportPart; did you mean 'title'?",
        ),
        (
            "{% for one in page.incidents %}{% else %}{{ site.nmae }}{% endfor %}",
            "3:50 there is no 'nmae' in 'site'; did you mean 'name'?",
        ),
        ("{{ page.incidents[0].titel }}", "3:22 there is no 'titel' in ReportPart; did you mean 'title'?"),
        ("{{ (page.incidents | first).titel }}", "3:29 there is no 'titel' in ReportPart; did you mean 'title'?"),
        (
            "{% for one in page.incidents[:3] | reverse %}{{ one.titel }}{% endfor %}",
            "3:53 there is no 'titel' in ReportPart; did you mean 'title'?",
        ),
        (
            "{{ page.incidents | map(attribute='titel') }}",
            "3:36 there is no 'titel' in ReportPart; did you mean 'title'?",
        ),
        (
            "{% for one in page.incidents | selectattr('has_postmorten') %}{% endfor %}",
            "3:44 there is no 'has_postmorten' in ReportPart; did you mean 'has_postmortem'?",
        ),
        (
            "{% for at in page.incidents | map(attribute='began') %}{{ at.txt }}{% endfor %}",
            "3:62 there is no 'txt' in TimePart; did you mean 'text'?",
        ),
        ("{% set one = page.as_of %}{{ one.txt }}", "3:34 there is no 'txt' in TimePart; did you mean 'text'?"),
        (
            "{% with one = page.as_of %}{{ one.txt }}{% endwith %}",
            "3:35 there is no 'txt' in TimePart; did you mean 'text'?",
        ),
        (
            "{{ (page.incidents[0].ended or page.as_of).txt }}",
            "3:44 there is no 'txt' in TimePart; did you mean 'text'?",
        ),
        ("{{ page.headline.titel }}", "3:18 there is no 'titel' in a text; did you mean 'title'?"),
        (
            "{{ page.incidents.began }}",
            "3:19 there is no 'began' in a list; go through it with 'for', or take its first",
        ),
        ("{{ headline }}", "3:4 nothing is called 'headline'; write page.headline"),
        ("{{ timezone }}", "3:4 nothing is called 'timezone'; write site.timezone"),
        ("{{ pgae.title }}", "3:4 nothing is called 'pgae'; did you mean 'page'?"),
        ("{{ _('%(a)s', a=sit.name) }}", "3:17 nothing is called 'sit'; did you mean 'site'?"),
        (
            "{% macro m() %}{{ page.headlin }}{% endmacro %}",
            "3:24 there is no 'headlin' in 'page'; did you mean 'headline'?",
        ),
        (
            "{% trans name=site.nmae %}{{ name }}{% endtrans %}",
            "3:20 there is no 'nmae' in 'site'; did you mean 'name'?",
        ),
    ],
)
def test_a_field_that_cannot_be_there_is_told_though_nothing_leads_to_it(site: Site, text: str, expected: str) -> None:
    """In the words, and with the hint, of what is found by rendering."""
    assert told(site, index=unreached(text)) == [f"index.html:{expected}"]


IS_LIST = "a list of ReportPart, which has no text of its own; go through it with 'for', and show one of the fields: "
IS_TIME = "is TimePart, which has no text of its own; show one of the fields: iso, text"
IS_MACRO = "is a macro, which shows nothing until it is called"
TIME = "{% from 'parts/time.html' import time %}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ super }}", "3:4 'super' is a block, which shows nothing until it is called; write super()"),
        ("{{ self.title }}", "3:9 'self.title' is a block, which shows nothing until it is called; write self.title()"),
        (
            "{{ self }}",
            "3:4 'self' is the template itself, which has no text; call one of its blocks, such as self.title()",
        ),
        (f"{TIME}\n{{{{ time }}}}", f"4:4 'time' {IS_MACRO}; call it: time(…)"),
        ("{% macro one() %}{% endmacro %}{{ one | upper }}", f"3:35 'one' {IS_MACRO}; call it: one(…)"),
        ("{% macro one() %}{{ caller }}{% endmacro %}", f"3:21 'caller' {IS_MACRO}; call it: caller(…)"),
        ("{{ page.as_of }}", f"3:9 'page.as_of' {IS_TIME}"),
        ("{{ site.name ~ page.as_of }}", f"3:21 'page.as_of' {IS_TIME}"),
        ("{{ page.as_of if page.headline else '' }}", f"3:9 'page.as_of' {IS_TIME}"),
        ("{% trans at=page.as_of %}At {{ at }}{% endtrans %}", f"3:18 'page.as_of' {IS_TIME}"),
        ("{% set x %}{{ page.as_of }}{% endset %}", f"3:20 'page.as_of' {IS_TIME}"),
        (
            "{{ site.assets }}",
            "3:9 'site.assets' is a mapping, which has no text of its own; show one of its values: site.assets[\"…\"]",
        ),
        (
            "{% set x = page.incidents | map(attribute='title') %}{{ x }}",
            "3:57 'x' is a list, which has no text of its own; join it: x | join(', ')",
        ),
    ],
)
def test_what_has_no_text_is_told_where_it_is_shown(site: Site, text: str, expected: str) -> None:
    """A page would have what Python calls it."""
    assert told(site, index=unreached(text)) == [f"index.html:{expected}"]


@pytest.mark.parametrize("text", ["{{ page.incidents }}", "{{ page.incidents | reverse | list }}"])
def test_a_list_is_told_with_what_is_in_it(site: Site, text: str) -> None:
    """And with the fields of that."""
    (found,) = told(site, index=unreached(text))
    assert IS_LIST in found
    assert "title" in found


@pytest.mark.parametrize(
    "text",
    [
        "{% if page.future is defined %}{{ page.future.title }}{% endif %}",
        "{{ page.future | default('') }}",
        "{% if future is defined %}{{ future.title }}{% endif %}",
        "{{ future | default(site.name) | upper }}",
        "{{ site.assets.anything }}{{ site.assets['x'] }}{{ site.assets.items() | list }}",
        "{{ page.headline.upper() }}{{ page.incidents.count(1) }}",
        "{% macro m(page, part) %}{{ page.x }}{{ part.y }}{{ varargs }}{{ kwargs }}{% endmacro %}",
        "{% set x = page.as_of %}{% set x = site %}{{ x.text }}{{ x.name }}",
        "{% set x = page.as_of if page.turns else site %}{{ x.name }}",
        "{% for page in page.incidents %}{{ page.title }}{% endfor %}",
        "{% for a, b in site.assets.items() %}{{ a.x }}{{ b.y }}{% endfor %}",
        "{% for one in page.components recursive %}{{ one.x }}{{ loop(one.members) }}{% endfor %}",
        "{% set ns = namespace(n=0) %}{% set ns.n = ns.n + 1 %}{{ ns.n }}{{ ns.other }}",
        "{{ page.incidents | map(attribute='x', default='') | list }}",
        "{{ page.incidents | selectattr('x', 'defined') | list | length }}",
        "{{ page.incidents | map(attribute='began.text') | join(', ') }}",
        "{% for group in page.incidents | groupby('kind') %}{{ group.grouper }}{{ group.list }}{% endfor %}",
        "{{ (page.incidents | first | default(none)).title }}",
        "{% call(one) foo() %}{{ one.x }}{% endcall %}{% macro foo() %}{{ caller(1) }}{% endmacro %}",
        "{{ range(3) | list }}{{ dict(a=1).a }}{{ cycler(1, 2).next() }}{{ self.title() }}",
        "{{ indicator.x }}",
        "{% from 'parts/time.html' import time as site %}{{ site.x }}{{ site(page.as_of) }}",
        "{% import 'parts/script.html' as script %}{{ script.has_script }}{{ script }}",
        "{% from 'parts/script.html' import has_script %}{{ has_script }}",
        "{% from 'parts/time.html' import time %}{% macro m(time) %}{{ time }}{% endmacro %}{{ m('') }}",
        "{% from 'parts/time.html' import time %}{% for time in 'ab' %}{{ time }}{% endfor %}",
        "{% from 'parts/time.html' import time %}{% trans time=time(page.as_of) %}{{ time }}{% endtrans %}",
        "{% macro m() %}{% endmacro %}{% if not m %}{{ m.name }}{% endif %}{{ m.nothing }}",
        "{% set super = 'x' %}{{ super }}{{ self.title() }}{{ self.title() | upper }}",
        "{{ page.incidents | tojson }}{{ page.as_of | tojson }}{{ page.as_of.text ~ page.incidents | length }}",
        "{{ page.incidents[0].ended or '' }}{{ page.headline if page.as_of else '' }}",
        "{{ page.incidents | join(', ', attribute='title') }}",
        "{% set xs = page.components | list %}{% if xs.append(1) %}{% endif %}{{ xs.pop().x }}{{ xs.copy() | length }}",
        "{% set xs = page.headline | list %}{{ xs.pop() }}",
    ],
)
def test_nothing_is_said_of_what_may_be_there(site: Site, text: str) -> None:
    """Somebody who is told of a mistake that is none does not believe the next one."""
    assert told(site, index=unreached(text)) == []


def test_a_block_may_be_shown_by_what_extends_its_template(site: Site) -> None:
    """By `self`, or in a block of the same name that calls `super`."""
    base = '{% extends "default/base.html" %}{% block one %}1{% endblock %}{% block two %}2{% endblock %}'
    one = '{% extends "default/index.html" %}{% block past %}{{ self["one"]() }}{{ self.two() }}{% endblock %}'
    two = (
        '{% extends "default/month.html" %}{% block main %}{% block one %}{{ super() }}{% endblock %}'
        "{% block two %}{% endblock %}{% endblock %}"
    )
    assert told(site, base=base, index=one) == []
    assert told(site, base=base, index='{% extends "default/index.html" %}', month=two) == []


def test_the_shipped_theme_has_none_of_this(site: Site) -> None:
    """As a theme of the site's own."""
    shutil.copytree(shipped_themes_folder() / "default", site.folder / "themes/default")
    assert told(site) == []


def test_a_template_of_several_pages_may_ask_for_what_one_of_them_has(site: Site) -> None:
    """With `if`, and `is defined`; what none of them has is told."""
    text = (
        "{% if false %}{{ page.headline }}{{ page.report.title }}{{ page.headlin }}{{ page.report.titel }}{% endif %}"
    )
    assert told(site, base=f"<!doctype html>\n{text}{{% block main %}}{{% endblock %}}") == [
        "base.html:2:65 there is no 'headlin' in 'page'; did you mean 'headline'?",
        "base.html:2:90 there is no 'titel' in ReportPart; did you mean 'title'?",
    ]


def test_an_included_template_sees_what_others_call_something(site: Site) -> None:
    """Those that include it, and those that they extend; not what it includes itself."""
    head = "{% block head %}{% set mine = 1 %}{% include 'parts/x.html' %}{% endblock %}"
    templates = {
        "index": f"{{% extends 'default/index.html' %}}{head}",
        "parts__x": "{% if false %}{{ mine.x }}{{ icon.x }}{{ inner }}{% endif %}{% include 'parts/y.html' %}",
        "parts__y": "{% set inner = 1 %}",
    }
    assert told(site, **templates) == ["parts/x.html:1:42 nothing is called 'inner'; did you mean 'joiner'?"]


def test_what_is_imported_in_context_sees_what_others_call_something(site: Site) -> None:
    """Only then."""
    macro = "{% macro m() %}{% if false %}{{ mine.x }}{% endif %}{% endmacro %}"
    head = "{% block head %}{% set mine = 1 %}{% from 'parts/x.html' import m CONTEXT %}{{ m() }}{% endblock %}"
    index = f"{{% extends 'default/index.html' %}}{head}"
    assert told(site, index=index.replace("CONTEXT", "with context"), parts__x=macro) == []
    (one,) = told(site, index=index.replace("CONTEXT", ""), parts__x=macro)
    assert one.startswith("parts/x.html:1:33 nothing is called 'mine'")


def test_nothing_is_certain_where_names_of_templates_are_computed(site: Site) -> None:
    """So nothing is said of names; a field of a page's own is one all the same."""
    main = "{% if false %}{% include page.headline %}{{ nope }}{% endif %}"
    assert told(site, index=f"{{% extends 'default/index.html' %}}{{% block head %}}{main}{{% endblock %}}") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% block mian %}{% endblock %}", ["did you mean 'main'?"]),
        ("{% block main %}{% block mine %}{% endblock %}{% endblock %}", []),
        ("{% block mian %}{% block main %}{% endblock %}{% endblock %}", ["did you mean 'main'?"]),
        ("{% block mine %}{% endblock %}{% block main %}{{ self.mine() }}{% endblock %}", []),
        ("{% block indicator %}none{% endblock %}", []),
        ("{% if false %}{% block nope %}{% endblock %}{% endif %}", ["these have a place: "]),
    ],
)
def test_a_block_that_is_never_shown_is_told(site: Site, text: str, expected: list[str]) -> None:
    """Where no template that is extended has a place for it."""
    found = told(site, **{"404": f"{{% extends 'default/404.html' %}}\n{text}"})
    assert [one.partition("; ")[2][: len(hint)] for one, hint in zip(found, expected, strict=True)] == expected
    assert all(one.startswith("404.html:2:") and "is never shown, for default/404.html has" in one for one in found)


def test_a_template_that_is_in_two_pieces_says_nothing_of_the_others(site: Site) -> None:
    """What it would have given them is not known."""
    (one,) = told(site, index=unreached("{{ nope }}"), base="{% if %}")
    assert one.startswith("base.html:1:7 ")
