"""What the API says of components, incidents, maintenances and their updates."""

from typing import Any, cast

import pytest

from writing import COMPONENTS, api_files, write

NOW = "2025-08-20 10:00"
OSLO = COMPONENTS.replace("timezone: UTC", "timezone: Europe/Oslo")


def one(text: str, now: str = NOW, components: str = COMPONENTS) -> dict[str, Any]:
    """The only incident of a site."""
    return cast("dict[str, Any]", api_files(now, text, components=components)["incidents/one"]["incident"])


def turns(incident: dict[str, Any]) -> list[str]:
    """The updates as `status: Code old→new`, newest first; just the state where it stays."""
    lines = []
    for update in incident["incident_updates"]:
        affected = update["affected_components"] or ()
        states = [" ".join((c["code"], "→".join(dict.fromkeys((c["old_status"], c["new_status"]))))) for c in affected]
        lines.append(f"{update['status']}: {', '.join(states)}".rstrip(": "))
    return lines


OUTAGE = write(
    "components: {API: major_outage, Europe / Login: degraded_performance}",
    "Investigating - 2025-08-05 09:00Z",
    "Identified - 2025-08-05 09:30Z\ncomponents: {Portal: partial_outage}",
    "Update - 2025-08-05 09:40Z",
    "Monitoring - 2025-08-05 10:00Z\ncomponents: {API: operational}",
    "Resolved - 2025-08-05 11:00Z",
    "Postmortem - 2025-08-07 09:00Z",
)

MOVE = write(
    "kind: maintenance\ncomponents: [API]\nscheduled: {start: 2025-08-10 10:00Z, end: 2025-08-10 12:00Z}",
    "Scheduled - 2025-08-01 09:00Z",
)

NOTICE = write("kind: notice\ncomponents: [Portal]", "Announced - 2025-08-19 09:00Z")


def test_an_incident_tells_its_whole_course() -> None:
    """When it was created, last monitored and resolved; a resolved one with a postmortem has that status."""
    incident = one(OUTAGE)
    assert {key: value for key, value in incident.items() if key not in ("incident_updates", "components")} == {
        "id": "one",
        "name": "Slow",
        "status": "postmortem",
        "created_at": "2025-08-05T09:00:00.000Z",
        "updated_at": "2025-08-07T09:00:00.000Z",
        "monitoring_at": "2025-08-05T10:00:00.000Z",
        "resolved_at": "2025-08-05T11:00:00.000Z",
        "impact": "critical",
        "shortlink": "https://status.example.com/incidents/one/",
        "started_at": "2025-08-05T09:00:00.000Z",
        "page_id": "status.example.com",
        "reminder_intervals": None,
    }


def test_updates_are_newest_first_and_say_what_changed() -> None:
    """With the status in force, and every component named so far under its group's name."""
    incident = one(OUTAGE)
    assert turns(incident) == [
        "postmortem: api operational, login operational, portal operational",
        "resolved: api operational, login degraded_performance→operational, portal partial_outage→operational",
        "monitoring: api major_outage→operational, login degraded_performance, portal partial_outage",
        "identified: api major_outage, login degraded_performance, portal partial_outage",
        "identified: api major_outage, login degraded_performance, portal operational→partial_outage",
        "investigating: api operational→major_outage, login operational→degraded_performance",
    ]
    names = [affected["name"] for affected in incident["incident_updates"][0]["affected_components"]]
    assert names == ["API", "Europe - Login", "Portal"]


def test_an_update_without_components_says_null() -> None:
    """And an incident has a list all the same."""
    incident = one(write("impact: minor", "Investigating - 2025-08-05 09:00Z"))
    assert incident["incident_updates"][0]["affected_components"] is None
    assert incident["components"] == []


def test_components_of_an_incident_are_as_they_are_now() -> None:
    """In the order of components.yaml, each with all that the list of components says of it."""
    files = api_files(NOW, OUTAGE, write("components: {Portal: major_outage}", "Investigating - 2025-08-20 09:00Z"))
    listed = {row["id"]: row for row in files["components"]["components"]}
    components = files["incidents/one"]["incident"]["components"]
    assert [component["id"] for component in components] == ["api", "portal", "login"]
    assert components == [listed[component["id"]] for component in components]
    assert components[1]["status"] == "major_outage"


def test_started_is_when_the_impact_began() -> None:
    """The front matter may know it better than the first update; `ended` does not move the resolution."""
    incident = one(
        write(
            "components: [API]\nstarted: 2025-08-05 08:00Z\nended: 2025-08-05 09:30Z",
            "Investigating - 2025-08-05 09:00Z",
            "Resolved - 2025-08-05 10:00Z",
        )
    )
    assert incident["started_at"] == "2025-08-05T08:00:00.000Z"
    assert incident["created_at"] == "2025-08-05T09:00:00.000Z"
    assert incident["resolved_at"] == "2025-08-05T10:00:00.000Z"
    assert incident["components"][0]["updated_at"] == "2025-08-05T09:30:00.000Z"


def test_a_reopened_incident_is_not_resolved() -> None:
    """Until it is resolved again; an addendum moves neither time."""
    reopened = [
        "Monitoring - 2025-08-05 09:00Z",
        "Resolved - 2025-08-05 10:00Z",
        "Monitoring - 2025-08-05 11:00Z",
        "Update - 2025-08-05 11:30Z",
    ]
    incident = one(write("components: [API]", *reopened))
    assert (incident["status"], incident["resolved_at"]) == ("monitoring", None)
    assert incident["monitoring_at"] == "2025-08-05T11:00:00.000Z"
    assert [update["status"] for update in incident["incident_updates"]] == [
        "monitoring",
        "monitoring",
        "resolved",
        "monitoring",
    ]
    closed = one(write("components: [API]", *reopened, "Resolved - 2025-08-05 12:00Z", "Update - 2025-08-05 13:00Z"))
    assert closed["resolved_at"] == "2025-08-05T12:00:00.000Z"
    assert closed["updated_at"] == "2025-08-05T13:00:00.000Z"
    assert turns(closed)[0] == "resolved: api operational"


@pytest.mark.parametrize("impact", ["none", "minor", "major", "critical"])
def test_an_impact_is_the_one_declared(impact: str) -> None:
    """Of an incident."""
    assert one(write(f"impact: {impact}", "Investigating - 2025-08-05 09:00Z"))["impact"] == impact


def test_an_edited_update_says_when() -> None:
    """Its own time stays."""
    incident = one(write("components: [API]", "Investigating - 2025-08-05 09:00Z\nedited: 2025-08-06 12:00Z"))
    update = incident["incident_updates"][0]
    assert update["created_at"] == update["display_at"] == "2025-08-05T09:00:00.000Z"
    assert update["updated_at"] == incident["updated_at"] == "2025-08-06T12:00:00.000Z"


def test_ids_of_updates_begin_with_that_of_their_report() -> None:
    """The first it ever had; one that a writer chose gets it in front, with a dot, which no id can have."""
    incident = one(
        write(
            "components: [API]\naliases: [old]",
            "Investigating - 2025-08-05 09:00Z",
            "Update - 2025-08-05 10:00Z\nid: mine",
            "Resolved - 2025-08-05 11:00Z\nid: old-end",
        )
    )
    ids = [update["id"] for update in incident["incident_updates"]]
    assert ids == ["old-end", "old.mine", "old-20250805T0900Z"]
    assert {update["incident_id"] for update in incident["incident_updates"]} == {"one"}


def test_a_planned_maintenance_is_upcoming() -> None:
    """In the lists and in the summary; its components are still operational."""
    files = api_files("2025-08-10 09:00", MOVE)
    maintenance = files["incidents/one"]["incident"]
    assert (maintenance["status"], maintenance["impact"]) == ("scheduled", "maintenance")
    assert maintenance["scheduled_for"] == "2025-08-10T10:00:00.000Z"
    assert maintenance["scheduled_until"] == "2025-08-10T12:00:00.000Z"
    assert maintenance["started_at"] == maintenance["created_at"] == "2025-08-01T09:00:00.000Z"
    assert turns(maintenance) == ["scheduled: api operational"]
    assert files["scheduled-maintenances/upcoming"]["scheduled_maintenances"] == [maintenance]
    assert files["scheduled-maintenances/active"]["scheduled_maintenances"] == []
    assert files["summary"]["scheduled_maintenances"] == [maintenance]
    assert files["incidents"]["incidents"] == []


def test_the_clock_starts_and_ends_a_maintenance() -> None:
    """Each time with an update that says so, and the page was updated then."""
    files = api_files("2025-08-10 11:00", MOVE)
    running = files["incidents/one"]["incident"]
    assert files["scheduled-maintenances/active"]["scheduled_maintenances"] == [running]
    assert (running["status"], running["resolved_at"]) == ("in_progress", None)
    assert turns(running)[0] == "in_progress: api operational→under_maintenance"
    assert files["status"]["status"] == {"indicator": "maintenance", "description": "Service Under Maintenance"}
    assert files["status"]["page"]["updated_at"] == "2025-08-10T10:00:00.000Z"
    over = api_files(NOW, MOVE)["incidents/one"]["incident"]
    assert (over["status"], over["resolved_at"]) == ("completed", "2025-08-10T12:00:00.000Z")
    assert over["incident_updates"][0]["id"] == "one-end-20250810T1200Z"
    assert over["incident_updates"][0]["body"] == "<p>The scheduled maintenance has been completed.</p>"
    assert over["monitoring_at"] is None


def test_verifying_is_still_active() -> None:
    """The clock does not end it."""
    files = api_files(NOW, MOVE + "\n## Verifying - 2025-08-10 11:00Z\n\nText.\n")
    assert [one["status"] for one in files["summary"]["scheduled_maintenances"]] == ["verifying"]
    assert len(files["scheduled-maintenances/active"]["scheduled_maintenances"]) == 1


def test_what_the_field_has_no_word_for_reads_completed() -> None:
    """A maintenance that was cancelled, and the postmortem of one."""
    cancelled = one(MOVE + "\n## Cancelled - 2025-08-09 11:00Z\n\nText.\n")
    assert [cancelled["status"], cancelled["incident_updates"][0]["status"]] == ["completed", "completed"]
    assert cancelled["resolved_at"] == "2025-08-09T11:00:00.000Z"
    explained = one(MOVE + "\n## Postmortem - 2025-08-12 11:00Z\n\nText.\n")
    assert [explained["status"], explained["incident_updates"][0]["status"]] == ["completed", "completed"]
    assert explained["resolved_at"] == "2025-08-10T12:00:00.000Z"


def test_lists_are_newest_first() -> None:
    """By the first update, then by id."""
    later, same = (write("components: [API]", f"Investigating - 2025-08-{day} 09:00Z") for day in ("06", "05"))
    files = api_files(NOW, same, later, same, MOVE, MOVE.replace("08-01 09", "08-02 09"))
    assert [incident["id"] for incident in files["incidents"]["incidents"]] == ["two", "one", "three"]
    assert [one["id"] for one in files["scheduled-maintenances"]["scheduled_maintenances"]] == ["five", "four"]
    assert (
        files["incidents/unresolved"]["incidents"] == files["summary"]["incidents"] == files["incidents"]["incidents"]
    )


def test_the_resolved_are_not_unresolved() -> None:
    """Nor in the summary."""
    files = api_files(NOW, OUTAGE)
    assert len(files["incidents"]["incidents"]) == 1
    assert files["incidents/unresolved"]["incidents"] == files["summary"]["incidents"] == []


def test_notices_are_not_in_the_api() -> None:
    """Not even in the time of its last change."""
    files = api_files(NOW, OUTAGE, NOTICE)
    assert "incidents/two" not in files
    assert files["status"]["page"]["updated_at"] == "2025-08-07T09:00:00.000Z"
    assert files["components"] == api_files(NOW, OUTAGE)["components"]


@pytest.mark.parametrize(
    ("time", "components", "written"),
    [
        ("2025-08-05 09:00Z", OSLO, "2025-08-05T11:00:00.000+02:00"),
        ("2025-01-05 09:00Z", OSLO, "2025-01-05T10:00:00.000+01:00"),
        ("2024-10-27 00:30Z", OSLO, "2024-10-27T02:30:00.000+02:00"),
        ("2024-10-27 01:30:15Z", OSLO, "2024-10-27T02:30:15.000+01:00"),
        ("2025-01-05 09:00Z", COMPONENTS, "2025-01-05T09:00:00.000Z"),
        ("2025-01-05 09:00Z", COMPONENTS.replace("UTC", "Etc/UTC"), "2025-01-05T09:00:00.000Z"),
        ("2025-01-05 09:00Z", COMPONENTS.replace("UTC", "Europe/London"), "2025-01-05T09:00:00.000+00:00"),
        ("2025-01-05 09:00Z", COMPONENTS.replace("UTC", "America/St_Johns"), "2025-01-05T05:30:00.000-03:30"),
        ("1970-01-05 09:00Z", COMPONENTS.replace("UTC", "Africa/Monrovia"), "1970-01-05T08:15:00.000-00:45"),
    ],
)
def test_times_are_on_the_pages_clock(time: str, components: str, written: str) -> None:
    """With the offset of that day, whole minutes; `Z` where the clock is UTC, which London's is not."""
    incident = one(write("components: [API]", f"Investigating - {time}"), components=components)
    assert incident["created_at"] == written
