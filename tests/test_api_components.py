"""Components and groups in the API, and the state of everything together."""

from typing import Any

import pytest

from writing import COMPONENTS, PAGE, api_files, write

NOW = "2025-08-20 10:00"

DATED = (
    PAGE.replace("UTC", "Europe/Oslo")
    + """\
components:
  - name: Old portal
    retired: 2025-08-01
  - name: API
    description: For programs
    since: 2025-03-30
  - name: Europe
    components:
      - name: Login
      - name: Mail
        since: 2025-09-01
        retired: 2025-08-10
  - name: Gone
    components:
      - name: Fax
        retired: 2020-01-01
"""
)


def rows(now: str, *texts: str, components: str = COMPONENTS) -> dict[str, dict[str, Any]]:
    """The listed components and groups, by id."""
    return {row["id"]: row for row in api_files(now, *texts, components=components)["components"]["components"]}


def incident(claims: str, began: str, ended: str = "") -> str:
    """An incident that claims states, from the first time to the second."""
    updates = [f"Investigating - {began}", *([f"Resolved - {ended}"] if ended else [])]
    return write(f"components: {{{claims}}}", *updates)


def test_a_component_says_all_there_is() -> None:
    """A day that it counts from is its creation, at midnight on the page's clock."""
    assert rows(NOW, components=DATED)["api"] == {
        "id": "api",
        "name": "API",
        "status": "operational",
        "created_at": "2025-03-30T00:00:00.000+01:00",
        "updated_at": "2025-03-30T00:00:00.000+01:00",
        "position": 2,
        "description": "For programs",
        "showcase": True,
        "start_date": "2025-03-30",
        "group_id": None,
        "page_id": "status.example.com",
        "group": False,
        "only_show_if_degraded": False,
    }


def test_positions_count_all_rows_and_the_retired_are_not_listed() -> None:
    """Nor is a group that has no other members."""
    found = rows(NOW, components=DATED)
    assert [(row["id"], row["position"]) for row in found.values()] == [("api", 2), ("europe", 3), ("login", 4)]
    assert found["europe"]["components"] == ["login"]


def test_a_group_comes_before_its_members_and_has_their_worst_state() -> None:
    """Which name it."""
    found = rows(NOW, incident("mail: partial_outage, Europe / Login: degraded_performance", "2025-08-20 09:00Z"))
    assert list(found) == ["api", "portal", "europe", "login", "mail", "asia", "asia-login"]
    assert (found["europe"]["group"], found["europe"]["status"]) == (True, "partial_outage")
    assert found["europe"]["components"] == ["login", "mail"]
    assert [found[name]["group_id"] for name in ("europe", "login", "asia-login")] == [None, "europe", "asia"]
    assert found["asia"]["status"] == "operational"


def test_the_retired_stay_in_old_incidents() -> None:
    """As full records."""
    files = api_files(
        NOW, incident("Old portal: major_outage", "2025-05-05 09:00Z", "2025-05-05 10:00Z"), components=DATED
    )
    named = files["incidents/one"]["incident"]["components"]
    assert [(component["id"], component["updated_at"]) for component in named] == [
        ("old-portal", "2025-05-05T12:00:00.000+02:00")
    ]


def test_a_component_without_a_day_was_created_by_the_first_report_that_names_it() -> None:
    """Else by the site's first; a group with the earliest of its members."""
    texts = [
        incident("Europe / Login: major_outage", "2025-05-05 09:00Z", "2025-05-05 10:00Z"),
        incident("API: major_outage", "2025-06-06 09:00Z", "2025-06-06 10:00Z"),
        incident("API: major_outage, mail: major_outage", "2025-07-07 09:00Z", "2025-07-07 10:00Z"),
    ]
    created = {name: row["created_at"][:10] for name, row in rows(NOW, *texts).items()}
    assert created == {
        "api": "2025-06-06",
        "portal": "2025-05-05",
        "europe": "2025-05-05",
        "login": "2025-05-05",
        "mail": "2025-07-07",
        "asia": "2025-05-05",
        "asia-login": "2025-05-05",
    }


def test_a_site_without_reports_was_last_updated_when_a_component_came() -> None:
    """Or went, but not when one is to come; without any day, never."""
    files = api_files(NOW, components=DATED)
    assert files["status"]["page"]["updated_at"] == "2025-08-10T00:00:00.000+02:00"
    assert rows(NOW, components=DATED)["login"]["created_at"] == "2000-01-01T01:00:00.000+01:00"
    assert api_files(NOW)["status"]["page"]["updated_at"] == "2000-01-01T00:00:00.000Z"


@pytest.mark.parametrize(
    ("second", "changed"),
    [
        (("API: degraded_performance", "2025-08-05 09:30Z", "2025-08-05 09:45Z"), "10:00"),
        (("API: degraded_performance", "2025-08-05 09:30Z", "2025-08-05 10:30Z"), "10:30"),
        (("API: degraded_performance", "2025-08-05 09:30Z"), "10:00"),
        (("API: major_outage", "2025-08-05 09:30Z"), "09:00"),
        (("API: major_outage", "2025-08-05 10:00Z"), "09:00"),
        (("Portal: major_outage", "2025-08-05 09:30Z", "2025-08-05 11:00Z"), "10:00"),
    ],
)
def test_a_component_is_updated_when_its_displayed_state_changes(second: tuple[str, ...], changed: str) -> None:
    """That is the worst of all reports, so a change that another one hides is none."""
    found = rows(NOW, incident("API: major_outage", "2025-08-05 09:00Z", "2025-08-05 10:00Z"), incident(*second))
    assert found["api"]["updated_at"] == f"2025-08-05T{changed}:00.000Z"


def test_a_group_is_updated_when_the_worst_of_its_members_changes() -> None:
    """One member's end of something less bad is no change of the group."""
    found = rows(
        NOW,
        incident("mail: major_outage", "2025-08-05 09:00Z"),
        incident("Europe / Login: partial_outage", "2025-08-05 09:30Z", "2025-08-05 10:00Z"),
    )
    assert found["login"]["updated_at"] == "2025-08-05T10:00:00.000Z"
    assert found["europe"]["updated_at"] == "2025-08-05T09:00:00.000Z"


ALL = "API: {0}, Portal: {0}, Europe / Login: {0}, mail: {0}, Asia / Login: {0}"


@pytest.mark.parametrize(
    ("claims", "indicator", "description"),
    [
        ("API: operational", "none", "All Systems Operational"),
        ("API: under_maintenance", "maintenance", "Service Under Maintenance"),
        ("API: degraded_performance", "minor", "Partially Degraded Service"),
        (ALL.format("degraded_performance"), "minor", "Degraded System Service"),
        ("API: partial_outage", "minor", "Minor Service Outage"),
        (ALL.format("partial_outage"), "major", "Partial System Outage"),
        ("API: major_outage", "major", "Partial System Outage"),
        (ALL.format("major_outage"), "critical", "Major System Outage"),
    ],
)
def test_the_status_is_the_roll_up_of_the_field(claims: str, indicator: str, description: str) -> None:
    """In English, whatever the page's language."""
    german = COMPONENTS.replace("timezone: UTC", "timezone: UTC, language: de")
    files = api_files(
        NOW, write(f"impact: none\ncomponents: {{{claims}}}", "Investigating - 2025-08-20 09:00Z"), components=german
    )
    assert files["status"]["status"] == {"indicator": indicator, "description": description}
    assert files["summary"]["status"] == files["status"]["status"]


@pytest.mark.parametrize(
    ("impact", "indicator", "description"),
    [
        ("none", "none", "All Systems Operational"),
        ("minor", "minor", "Partially Degraded Service"),
        ("major", "major", "Partial System Outage"),
        ("critical", "critical", "Major System Outage"),
    ],
)
def test_without_components_the_status_follows_the_worst_impact(impact: str, indicator: str, description: str) -> None:
    """Of the open incidents."""
    texts = [write(f"impact: {one}", "Investigating - 2025-08-20 09:00Z") for one in ("none", impact)]
    files = api_files(NOW, *texts, components=PAGE)
    assert files["status"]["status"] == {"indicator": indicator, "description": description}
    assert files["components"]["components"] == []


def test_an_impact_that_began_earlier_is_dated_when_it_was_told() -> None:
    """Else a component's date would go back while its status changes, and those who poll would miss it."""
    old = incident("API: major_outage", "2025-08-05 10:00Z", "2025-08-05 11:00Z")
    late = write("components: {API: major_outage}\nstarted: 2025-08-05 09:00Z", "Investigating - 2025-08-10 10:00Z")
    before, after = (api_files("2025-08-10 10:01", *texts)["incidents/one"] for texts in ([old], [old, late]))
    assert [c["updated_at"] for c in before["incident"]["components"]] == ["2025-08-05T11:00:00.000Z"]
    assert [c["updated_at"] for c in after["incident"]["components"]] == ["2025-08-10T10:00:00.000Z"]
    assert after["page"]["updated_at"] == "2025-08-10T10:00:00.000Z"


def test_a_day_that_has_not_come_dates_nothing() -> None:
    """A component may be announced before it counts."""
    components = COMPONENTS.replace("- name: API", "- name: API\n    since: 2027-01-01")
    found = rows(NOW, incident("API: major_outage", "2025-08-05 10:00Z", "2025-08-05 11:00Z"), components=components)
    assert (found["api"]["created_at"], found["api"]["updated_at"]) == (
        "2025-08-05T10:00:00.000Z",
        "2025-08-05T11:00:00.000Z",
    )
    assert found["api"]["start_date"] == "2027-01-01"
