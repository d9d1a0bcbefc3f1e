"""Calendars mean the same to icalendar, to ical.js and to those who read docs/calendars.md."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from statusgen.load.site import Moment
from statusgen.pipeline import build

from building import Site
from calendars import CAL, MOVE, append_to_move, event_in, events_in, read_calendar
from judges import node

DOCUMENTED = Path(__file__).parents[1] / "docs" / "calendars.md"
DEMO = Path(__file__).parents[1]
SCRIPT = Path(__file__).parent / "npm" / "read_calendar.cjs"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Two incidents, and a maintenance to come."""
    site = Site(tmp_path / "site")
    site.write("incidents/move.md", MOVE.format(title="Move"))
    return site


def test_text_is_plain_and_keeps_its_lines(site: Site) -> None:
    """Entries, lines of code and rows each have a line; a link is its words, a picture what describes it."""
    site.write("incidents/plan.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    append_to_move(
        site,
        "## Update - 2025-08-19 12:00Z\n\nFirst **line**,\nsame [line](second.md) & <b>.\n\nSecond; line\\\nthird, "
        "line\n\n1. one\n2. two\n\n- three\n\n- four ![the plan](plan.svg)\n\n```\na  b\nc\n```\n"
        "\n| A | B |\n|---|---|\n| 1 | 2 |",
    )
    text = str(event_in(site)["DESCRIPTION"]).split("\n\n")[0]
    assert text == (
        "First line, same line & <b>.\nSecond; line\nthird, line\n"
        "- one\n- two\n- three\n- four the plan\na b\nc\nA B\n1 2"
    )


@pytest.mark.parametrize(
    "title",
    [
        "a; b, c \\ d: \\n \"e\" 'f'",
        "ü" * 200,
        "數據庫遷移" * 30,
        "نقل قاعدة البيانات 2 API",
        "👩‍👩‍👧 " * 40,
        "a" * 300,
    ],
)
def test_a_title_survives_all_its_letters(site: Site, title: str) -> None:
    """Two readers see what was written."""
    site.write("incidents/move.md", MOVE.format(title=json.dumps(title, ensure_ascii=False)))
    assert event_in(site)["SUMMARY"] == title.strip()
    (event,) = json.loads(node(SCRIPT, str(site.output / CAL)))["events"]
    assert event["summary"] == title.strip()


def test_names_with_commas_are_one_category_each(site: Site) -> None:
    """In both readers."""
    site.edit("components.yaml", "- name: API", '- name: "API, old; \\"new\\""\n    id: api\n    aliases: [API]')
    names = ['API, old; "new"', "Portal"]
    assert event_in(site, f"components/api/{CAL}")["CATEGORIES"].cats == names
    (event,) = json.loads(node(SCRIPT, str(site.output / CAL)))["events"]
    assert event["categories"] == names


def test_a_calendar_says_whose_it_is_and_when_to_look_again(site: Site) -> None:
    """By the names of the standard and by those of the programs that came before it."""
    site.edit("components.yaml", "name: Nordlys", "name: Nordlys\n  description: Live, status")
    site.edit("components.yaml", "- name: API", "- name: API\n    description: For programs")
    site.build()
    for path, name, description in (
        ("", "Nordlys Status - Scheduled Maintenance", "Live, status"),
        ("components/api/", "Nordlys Status - Maintenance of API", "For programs"),
    ):
        lines = (site.output / path / CAL).read_bytes().decode().replace("\r\n ", "").split("\r\n")
        for key, value in (("NAME", name), ("X-WR-CALNAME", name)):
            assert f"{key}:{value}" in lines
        for key in ("DESCRIPTION", "X-WR-CALDESC"):
            assert f"{key}:{description.replace(',', chr(92) + ',')}" in lines
        assert f"URL:https://status.example.org/{path}" in lines
        assert {"VERSION:2.0", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"} <= set(lines)


def test_a_calendar_without_events_is_valid(tmp_path: Path) -> None:
    """It has the zone of its times, since the format wants something in it."""
    site = Site(tmp_path / "site")
    assert events_in(site) == []
    assert [part.name for part in read_calendar(site.output / CAL).subcomponents] == ["VTIMEZONE"]
    assert json.loads(node(SCRIPT, str(site.output / CAL)))["events"] == []


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every calendar of the demo."""
    output = tmp_path_factory.mktemp("demo")
    moment = Moment(datetime(2026, 11, 22, 15, 0, tzinfo=UTC), is_clock=False)
    assert build(DEMO, output, moment).publication is not None
    return [output / CAL, *sorted(output.glob(f"components/*/{CAL}"))]


def test_every_property_is_documented(demo: list[Path]) -> None:
    """For events and for calendars, and none that is in neither."""
    _, of_events, of_calendars = re.split("(?m)^## What (?:an event|a calendar) says.*$", DOCUMENTED.read_text("utf-8"))
    calendars = [read_calendar(path) for path in demo]
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    for text, parts in ((of_events, events), (of_calendars, calendars)):
        rows = re.findall(r"(?m)^\| (`.*?) \|", text)
        assert {name for part in parts for name in part} == {
            name for row in rows for name in re.findall("`(.*?)`", row)
        }


def test_ical_js_reads_what_icalendar_reads(demo: list[Path]) -> None:
    """The same events, none of which ends before it begins."""
    assert len(demo) > 5
    for path in demo:
        read = json.loads(node(SCRIPT, str(path)))["events"]
        events = read_calendar(path).walk("VEVENT")
        assert [(e["uid"], e["sequence"], e["summary"], e["description"]) for e in read] == [
            (e["UID"], e["SEQUENCE"], e["SUMMARY"], e["DESCRIPTION"]) for e in events
        ]
        starts = [datetime.fromisoformat(e["start"]) for e in read]
        assert starts == [e.decoded("DTSTART") for e in events]
        assert all(datetime.fromisoformat(e["end"]) - s > timedelta(0) for e, s in zip(read, starts, strict=True))
