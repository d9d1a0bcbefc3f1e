"""components.yaml: settings, components, groups, and which word means what."""

from datetime import date, timedelta

import pytest

from statusgen.diagnostics import Diagnostic
from statusgen.model.components import Component, Group
from statusgen.model.names import Names

from writing import COMPONENTS, PAGE, at, example, read, said, settings, write

ANYWHERE = read("x")[1][0].at


def meaning(word: str, components: str = COMPONENTS) -> str:
    """The id of the component that a word means, or the code and the message of what is wrong with it."""
    found = Names(example(components)).find(word, ANYWHERE)
    return f"{found.code}: {found.message}; {found.hint}" if isinstance(found, Diagnostic) else found.id


def test_all_settings_are_read() -> None:
    """Every key of the page and of a component, with the zone ready to use and the URL ending in a slash."""
    page = example("""\
page:
  name: Zaptec
  url: https://status.zaptec.com/de
  id: status.example
  timezone: Europe/Oslo
  language: pt-BR
  description: "Live # status"
  theme: dark
  logo: img/logo.svg
  favicon: logo.svg
  support: mailto:help@example.com
  repository: https://github.com/zaptec/status
  links: [{label: Zaptec, url: https://zaptec.com}]
  uptime: false
  stale_after: 12h
""").page
    assert (page.url, page.id, page.zone.key) == ("https://status.zaptec.com/de/", "status.example", "Europe/Oslo")
    assert (page.language, page.theme, page.description) == ("pt-BR", "dark", "Live # status")
    assert (page.logo, page.favicon, page.support) == ("img/logo.svg", "logo.svg", "mailto:help@example.com")
    assert page.repository == "https://github.com/zaptec/status"
    assert [(link.label, link.url) for link in page.links] == [("Zaptec", "https://zaptec.com")]
    assert (page.uptime, page.stale_after) == (False, timedelta(hours=12))


def test_a_name_and_a_url_are_enough() -> None:
    """The rest has defaults; the id is the URL's host."""
    components = example("page: {name: A, url: http://Status.Example.com:8000}")
    page = components.page
    assert components.rows == ()
    assert (page.id, page.zone.key, page.language, page.theme) == ("status.example.com", "UTC", "en", "default")
    assert (page.uptime, page.stale_after, page.logo) == (True, timedelta(days=2), None)


def test_components_and_groups_keep_the_order_of_the_file() -> None:
    """A component knows its group, its dates and its id, made from the name where none is written."""
    components = example(
        PAGE
        + """\
components:
  - {name: Straße & Søk, description: Suche, since: 2021-08-27, uptime: false}
  - name: Core
    description: The heart
    components:
      - {name: OCPP}
      - {name: Legacy, id: old_One, retired: 2023-04-01, aliases: [Elder]}
"""
    )
    street, core = components.rows
    assert isinstance(street, Component)
    assert isinstance(core, Group)
    assert (street.id, street.full_name, street.since, street.shows_uptime) == (
        "strasse-and-sok", "Straße & Søk", date(2021, 8, 27), False,
    )  # fmt: skip
    assert (core.id, core.description, [m.full_name for m in core.members]) == (
        "core", "The heart", ["Core / OCPP", "Core / Legacy"],
    )  # fmt: skip
    assert [c.id for c in components] == ["strasse-and-sok", "ocpp", "old_One"]


def test_a_component_retires_at_local_midnight() -> None:
    """In Oslo that is two hours before it is in UTC."""
    oslo = PAGE.replace("UTC", "Europe/Oslo") + "components: [{name: A, retired: 2025-08-05}]"
    page, (component,) = example(oslo).page, tuple(example(oslo))
    assert not component.is_retired(at("2025-08-04 21:59Z"), page)
    assert component.is_retired(at("2025-08-04 22:00Z"), page)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("API", "api"),
        ("api", "api"),
        ("Post", "mail"),
        ("Mail, incoming", "mail"),
        ("Europe / Login", "login"),
        ("Europe / Mail, incoming", "mail"),
        ("asia-login", "asia-login"),
        ("Login", "ambiguous-component: 'Login' could be 'Europe / Login' or 'Asia / Login'; write one of these"),
        ("Europe", "group-as-component: 'Europe' is a group; name its members: Europe / Login, Mail, incoming"),
        ("europe", "group-as-component: 'europe' is a group; name its members: Europe / Login, Mail, incoming"),
        ("Protal", "unknown-component: there is no component 'Protal'; did you mean 'Portal'?"),
        ("portal ", "unknown-component: there is no component 'portal '; did you mean 'Portal'?"),
        ("API, Portal", "unknown-component: there is no component 'API, Portal'; write [API, Portal]"),
    ],
)
def test_a_word_means_one_component_or_the_writer_is_told(word: str, expected: str) -> None:
    """Names, full names, ids and former names; candidates and near words are listed."""
    assert meaning(word) == expected


def test_an_unknown_word_far_from_all_lists_what_there_is() -> None:
    """By name."""
    assert meaning("Database").endswith("the components are: API, Login, Mail, incoming, Portal")


def test_a_bare_name_that_is_also_in_a_group_is_told_apart_by_its_id() -> None:
    """There is no `Group /` to put before it."""
    text = PAGE + "components: [{name: API}, {name: EU, components: [{name: API, id: eu-api}]}]"
    assert meaning("API", text).startswith("ambiguous-component: 'API' could be 'api' or 'EU / API'")
    assert meaning("api", text) == "api"
    assert meaning("EU / API", text) == "eu-api"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- name: A\n- name: a", ["4:9 'a' duplicate-name"]),
        ("- {name: A B}\n- {name: A-B}", ["4:10 'A-B' duplicate-id"]),
        ("- {name: A, id: x}\n- {name: B, id: X}", ["4:17 'X' duplicate-id"]),
        ("- {name: G, components: [{name: A}, {name: A}]}", ["3:44 'A' duplicate-name"]),
        ("- {name: G, components: [{name: A}]}\n- {name: H, components: [{name: A}]}", ["4:33 'A' duplicate-id"]),
        ("- {name: G, components: [{name: x}]}\n- {name: X}", ["4:10 'X' duplicate-id"]),
        ("- {name: B}\n- {name: A, id: a, aliases: [B]}", ["4:30 'B' duplicate-name"]),
        (
            "- {name: B, id: b, aliases: [C]}\n- {name: A, id: a, aliases: [C]}",
            ["3:30 'C' duplicate-name", "4:30 'C' duplicate-name"],
        ),
        ("- {name: mail, id: post}\n- {name: A, id: mail}", ["4:17 'mail' duplicate-name"]),
        ("- {name: G, components: [{name: A}]}\n- {name: G / A, id: x}", ["3:33 'A' duplicate-name"]),
        ("- {name: ☎}", ["3:10 '☎' bad-id"]),
        ("- {name: " + "x" * 101 + "}", ["3:10 '" + "x" * 101 + "' bad-id"]),
    ],
)
def test_no_word_means_two_things(text: str, expected: list[str]) -> None:
    """Each mistake is told once, at the later place; of two former names, at both."""
    assert said(settings(PAGE + "components:\n" + text)[1]) == expected


def test_members_of_different_groups_may_share_a_name() -> None:
    """As long as their ids differ; a group may share it too."""
    text = "components: [{name: G, components: [{name: A}]}, {name: H, components: [{name: A, id: h-a}]}]"
    assert settings(PAGE + text)[1] == []


def test_one_mistake_does_not_hide_the_rest() -> None:
    """What is wrong is left out, and every other component can still be named."""
    components, problems = settings(
        """\
page:
  name: A
  url: nowhere
  timezone: Europe/Osl
components:
  - API
  - name: Portal
    since: soon
    colour: red
    aliases: [{x: y}]
  - id: Mail Server
    name: Mail
  - name: G
    components:
      - name: Inner
        uptime: yes
        components: []
"""
    )
    assert said(problems) == [
        "3:8 'nowhere' bad-url",
        "4:13 'Europe/Osl' bad-timezone",
        "6:5 'API' wrong-type",
        "8:12 'soon' bad-date",
        "9:5 'colour' unknown-key",
        "10:15 '{x: y}' wrong-type",
        "11:9 'Mail Server' bad-id",
        "16:17 'yes' bad-choice",
        "17:9 'components' unknown-key",
    ]
    assert components is not None
    assert [c.name for c in components][1:] == ["Portal", "Mail", "Inner"]
    assert [d.hint for d in problems if d.at.line in (4, 6, 17)] == [
        "did you mean 'Europe/Oslo'?",
        "write '- name: API'",
        "a group cannot be in a group",
    ]


def test_reports_can_be_checked_without_settings() -> None:
    """Where components.yaml cannot be read at all, no component is called unknown."""
    components, problems = settings("- page")
    assert components is None
    assert said(problems) == ["1:1 '- page' wrong-type"]
    assert read(write("components: [API]", "Resolved - 2025-08-05 09:00Z"))[1] == []


def test_wrong_indentation_is_told_as_such() -> None:
    """Also where it makes a key of a name."""
    problems = settings("page:\nname: A\nurl: https://a.example/\ncomponents:\n- API:\n    id: api\n")[1]
    assert [(d.at.text, d.hint) for d in problems] == [
        ("page", "indent the lines that belong to it"),
        ("name", "it belongs to 'page': indent it below that"),
        ("url", "it belongs to 'page': indent it below that"),
        ("API", "did you mean 'name'? write '- name: API'"),
    ]
