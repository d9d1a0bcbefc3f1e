"""What calendars tell of maintenances, and how it follows what is written."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from building import Site
from calendars import CAL, MOVE, append_to_move, event_in, events_in


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Two incidents, and a maintenance to come."""
    site = Site(tmp_path / "site")
    site.write("incidents/move.md", MOVE.format(title="Move"))
    return site


def test_every_maintenance_is_an_event(site: Site) -> None:
    """With its window, its news, what it affects and where to read more."""
    event = event_in(site)
    assert event["UID"] == "move@status.example.org"
    assert event["SEQUENCE"] == 0
    assert event.decoded("DTSTART") == datetime(2025, 8, 21, 22, tzinfo=UTC)
    assert event.decoded("DTEND") == datetime(2025, 8, 21, 23, tzinfo=UTC)
    assert (
        event.decoded("CREATED")
        == event.decoded("DTSTAMP")
        == event.decoded("LAST-MODIFIED")
        == datetime(2025, 8, 19, 10, tzinfo=UTC)
    )
    assert event["SUMMARY"] == "Move"
    address = "https://status.example.org/incidents/move/"
    affected = "This scheduled maintenance affects: API and Portal."
    assert event["DESCRIPTION"] == f"The database moves.\n\n{affected}\n\n{address}"
    assert (event["URL"], event["STATUS"], event["TRANSP"]) == (address, "CONFIRMED", "TRANSPARENT")
    assert event["CATEGORIES"].cats == ["API", "Portal"]


def test_each_component_has_a_calendar_with_what_names_it(site: Site) -> None:
    """From the first update or from a later one on, and retired components too."""
    append_to_move(site, "## Update - 2025-08-19 11:00Z\ncomponents: {Websites: under_maintenance}\n\nMore.")
    site.edit("components.yaml", "- name: Portal", "- name: Portal\n    retired: 2025-08-01\n  - name: Search")
    for component in ("api", "portal", "websites"):
        assert event_in(site, f"components/{component}/{CAL}")["UID"] == "move@status.example.org"
    assert events_in(site, f"components/search/{CAL}") == []


def test_incidents_and_notices_are_not_in_it(site: Site) -> None:
    """Nobody can plan for them."""
    site.write("incidents/news.md", "---\ntitle: News\nkind: notice\n---\n\n## Announced - 2025-08-19 10:00Z\n\nHi.\n")
    assert [event["SUMMARY"] for event in events_in(site)] == ["Move"]


CHANGES: dict[str, Callable[[Site], None]] = {
    "a correction": lambda site: site.edit(
        "incidents/move.md", "10:00Z\n\nThe database", "10:00Z\nedited: 2025-08-19 12:00Z\n\nThe whole database"
    ),
    "news": lambda site: append_to_move(site, "## Update - 2025-08-19 12:00Z\n\nStill as planned."),
    "a moved window": lambda site: append_to_move(
        site, "## Scheduled - 2025-08-19 12:00Z\nscheduled: {start: 2025-08-22 22:00Z, end: 2025-08-22 23:30Z}"
    ),
    "a cancellation": lambda site: append_to_move(site, "## Cancelled - 2025-08-19 12:00Z\n\nNot now."),
    "a postmortem": lambda site: append_to_move(site, "## Postmortem - 2025-08-19 12:00Z\n\nWhy."),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_is_written_updates_the_event(site: Site, change: str) -> None:
    """The same event, with a greater SEQUENCE and a later date; never a second one."""
    before = event_in(site)
    CHANGES[change](site)
    after = event_in(site)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after.decoded("DTSTAMP") == after.decoded("LAST-MODIFIED") == datetime(2025, 8, 19, 12, tzinfo=UTC)
    assert after.decoded("DTSTAMP") > before.decoded("DTSTAMP")
    assert after.decoded("CREATED") == before.decoded("CREATED")


def test_a_moved_window_moves_the_event(site: Site) -> None:
    """To the window in force."""
    CHANGES["a moved window"](site)
    event = event_in(site)
    assert event.decoded("DTSTART") == datetime(2025, 8, 22, 22, tzinfo=UTC)
    assert event.decoded("DTEND") == datetime(2025, 8, 22, 23, 30, tzinfo=UTC)
    assert event["DESCRIPTION"].startswith("The database moves.\n\n"), "an update without text has no news"


def test_what_is_cancelled_stays_as_cancelled(site: Site) -> None:
    """So that a calendar which has it takes it away."""
    CHANGES["a cancellation"](site)
    event = event_in(site)
    assert event["STATUS"] == "CANCELLED"
    assert event["DESCRIPTION"].startswith("Not now.\n\nThis scheduled maintenance was planned for: API and Portal.")


def test_the_clock_dates_the_event_anew(site: Site) -> None:
    """It tells what was affected; the window and the SEQUENCE stay, since nobody wrote anything."""
    before = event_in(site)
    site.now = datetime(2025, 8, 22, tzinfo=UTC)
    after = event_in(site)
    assert "This scheduled maintenance affected: API and Portal." in after["DESCRIPTION"]
    assert after.decoded("DTSTAMP") == datetime(2025, 8, 21, 23, tzinfo=UTC)
    assert all(after[name] == before[name] for name in ("UID", "SEQUENCE", "STATUS"))
    assert after.decoded("DTEND") == before.decoded("DTEND")


def test_an_event_outlives_a_move(site: Site) -> None:
    """Of the report to another id, and of the site to another path of its host."""
    before = event_in(site)
    site.edit("incidents/move.md", "title: Move", "title: Relocation\nid: relocation\naliases: [move]")
    site.edit("components.yaml", "status.example.org/", "status.example.org/now/")
    after = event_in(site)
    assert after["UID"] == before["UID"]
    assert after["URL"] == "https://status.example.org/now/incidents/relocation/"


@pytest.mark.parametrize("moment", ["SEQUENCE", "DTSTAMP"])
def test_neither_number_nor_date_ever_falls(site: Site, moment: str) -> None:
    """Whatever happens in turn."""
    seen = [event_in(site).decoded(moment)]
    for change in ("a moved window", "news", "a correction", "a postmortem", "a cancellation"):
        CHANGES[change](site)
        seen.append(event_in(site).decoded(moment))
    assert seen == sorted(seen)


def test_a_calendar_is_made_only_where_it_says_something_else(site: Site) -> None:
    """Not as time passes, and not for another theme or for an incident."""
    site.build()
    site.later(60)
    site.write("themes/default/parts/none.html", "{# nothing #}")
    site.edit("incidents/first.md", "looking at it", "looking into it")
    assert not [path for path in site.written() if path.endswith(".ics")]
    CHANGES["news"](site)
    built = [path for path in site.written() if path.endswith(".ics")]
    assert built == [CAL, f"components/api/{CAL}", f"components/portal/{CAL}"]


def test_another_name_of_a_component_is_in_the_events(site: Site) -> None:
    """In its calendar and in those of the others."""
    site.build()
    site.edit("components.yaml", "- name: API", "- name: Interface\n    id: api\n    aliases: [API]")
    assert event_in(site, f"components/portal/{CAL}")["CATEGORIES"].cats == ["Interface", "Portal"]
