"""What components.yaml has published is kept, or its writer is told how to keep it."""

import pytest
from changing import NOW, OLD, OSLO, told

from statusgen.diagnostics import Diagnostic, Severity

from writing import COMPONENTS, settings

ID = COMPONENTS.replace("page: {", "page: {id: nordhavn, ")


def broken(before: str, after: str) -> list[Diagnostic]:
    """What another components.yaml breaks, which has no errors; the one report affects no component."""
    assert settings(after)[1] == []
    report = OLD.replace("components: [API]", "impact: none")
    return told(report, report, pages=(before, after))


ELSEWHERE = COMPONENTS.replace("example.com", "example.org")


@pytest.mark.parametrize(
    ("before", "after", "place", "cured"),
    [
        (COMPONENTS, ELSEWHERE, "https://status.example.org/", ELSEWHERE.replace("{", "{id: status.example.com, ", 1)),
        (ID, ID.replace("nordhavn", "oslo"), "oslo", ID),
        (ID, COMPONENTS, "https://status.example.com/", ID),
    ],
)
def test_another_page_id_is_an_error(before: str, after: str, place: str, cured: str) -> None:
    """Since all that feeds have gets another one; a written one keeps it, whatever the address is."""
    (found,) = broken(before, after)
    assert (found.code, found.at.text, found.severity) == ("changed-page-id", place, Severity.ERROR)
    assert found.hint.split("'")[1] in cured
    assert broken(before, cured) == []


@pytest.mark.parametrize(
    ("old", "new", "wrong", "right"),
    [
        ("- name: Portal", "- name: Portal\n    id: web", "web", "portal"),
        ("- name: API", "- name: api\n    id: interface\n    aliases: [API]", "interface", "api"),
        ("id: mail\n", "id: post\n", "post", "mail"),
        ("id: asia-login\n", "id: login-asia\n", "login-asia", "asia-login"),
    ],
)
def test_another_component_id_is_an_error(old: str, new: str, wrong: str, right: str) -> None:
    """It is known by its name, present or former, and its feeds are at addresses with the id."""
    (found,) = broken(COMPONENTS, COMPONENTS.replace(old, new))
    assert (found.code, found.severity) == ("changed-component-id", Severity.ERROR)
    assert (found.at.source.strip(), found.at.text) == (f"id: {wrong}", wrong)
    assert f"'id: {right}'" in found.hint
    assert broken(COMPONENTS, COMPONENTS.replace(old, new.replace(f"id: {wrong}", f"id: {right}"))) == []


def test_a_component_whose_name_gave_its_id_is_known_by_its_name() -> None:
    """The complaint stands at the name where no id is written any more."""
    (found,) = broken(COMPONENTS, COMPONENTS.replace("        id: mail\n        aliases: [Post]\n", ""))
    assert (found.code, found.at.text) == ("changed-component-id", "Mail, incoming")


def test_a_component_that_is_gone_is_a_warning() -> None:
    """It could have been retired; one that was renamed may keep its id, and further ones are news."""
    (found,) = broken(COMPONENTS, COMPONENTS.replace("  - name: Portal\n", ""))
    assert (found.code, found.at.text, found.severity) == ("removed-component", "components", Severity.WARNING)
    assert (
        found.hint == "put it back with 'retired: 2025-08-20', or, if it has another name now, write 'id: portal' there"
    )
    assert broken(COMPONENTS, COMPONENTS.replace("Portal", f"Portal\n    retired: {NOW:%Y-%m-%d}")) == []
    assert broken(COMPONENTS, COMPONENTS.replace("Portal", "Website\n    id: portal")) == []
    assert broken(COMPONENTS, COMPONENTS + "  - name: New\n") == []
    assert [d.code for d in broken(COMPONENTS, COMPONENTS.replace("Portal", "Website"))] == ["removed-component"]


@pytest.mark.parametrize("wrong", ["  - name: [Portal]", "  - nome: Portal", "  - name: Portal\n    id: /"])
def test_nothing_is_said_of_settings_with_errors(wrong: str) -> None:
    """On either side, since what cannot be read may be what was there."""
    bad = COMPONENTS.replace("  - name: Portal", wrong).replace("example.com", "example.org")
    assert settings(bad)[1]
    assert told(OLD, OLD, pages=(COMPONENTS, bad)) == []
    assert told(OLD, OLD, pages=(bad, COMPONENTS)) == []


def test_a_changed_time_zone_names_the_first_files() -> None:
    """And says how many more there are."""
    plain = OLD.replace("Z\n", "\n")
    site = {f"incidents/{n}.md": plain for n in range(5)} | {"incidents/fine.md": OLD}
    (found,) = told(site, site, pages=(COMPONENTS, OSLO))
    assert found.message.endswith(": 15 in incidents/0.md, incidents/1.md, incidents/2.md and 2 more")
