"""Laws of what machines read while time goes by: told once, dated truly, never taken back."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from statusgen.load.site import Moment
from statusgen.means import Means
from statusgen.pipeline import build

from building import items

SITES = Path(__file__).parent / "sites"
BEGIN = datetime(2025, 7, 25, tzinfo=UTC)
pytestmark = pytest.mark.xdist_group("time")  # so that the sites are built once

FEEDS = ("feed.json", "updates.rss", "updates.atom")


@pytest.fixture(scope="module", params=["maintenances", "whole"])
def builds(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[datetime, Path]]:
    """A site as it was at odd times of two months, each in a folder of its own."""
    folder = tmp_path_factory.mktemp(request.param)
    found = []
    for number in range(36):
        now, output = BEGIN + number * timedelta(hours=41, minutes=7), folder / str(number)
        assert build(SITES / request.param, output, Moment(now, is_clock=False), Means(folder / "cache")).publication
        found.append((now, output))
    return found


@pytest.mark.parametrize("name", FEEDS)
def test_an_item_never_changes(builds: list[tuple[datetime, Path]], name: str) -> None:
    """Nor does it go, since these feeds are short."""
    before: dict[str, Any] = {}
    for now, output in builds:
        told = items(output, name)
        assert {key: told.get(key) for key in before} == before, now
        before = told
    assert len(before) > 10


def test_nothing_is_dated_ahead(builds: list[tuple[datetime, Path]]) -> None:
    """Neither an item, nor the API, nor an event's news."""
    for now, output in builds:
        for item in json.loads((output / "feed.json").read_text("utf-8"))["items"]:
            assert datetime.fromisoformat(item["date_published"]) <= now
            assert datetime.fromisoformat(item["date_modified"]) <= now
        page = json.loads((output / "api/v2/summary.json").read_text("utf-8"))["page"]
        assert datetime.fromisoformat(page["updated_at"]) <= now
        assert all(event["DTSTAMP"].dt <= now for event in _events(output))


def test_dates_and_sequences_never_go_back(builds: list[tuple[datetime, Path]]) -> None:
    """Those of the API's page, and those of each event."""
    updated, told = BEGIN - timedelta(days=10_000), dict[str, tuple[int, datetime]]()
    for now, output in builds:
        page = json.loads((output / "api/v2/summary.json").read_text("utf-8"))["page"]
        assert datetime.fromisoformat(page["updated_at"]) >= updated, now
        updated = datetime.fromisoformat(page["updated_at"])
        for event in _events(output):
            uid, news = str(event["UID"]), (int(event["SEQUENCE"]), event["DTSTAMP"].dt)
            old = told.get(uid, news)
            assert all(one >= other for one, other in zip(news, old, strict=True)), (now, uid)
            told[uid] = news
    assert told


def _events(output: Path) -> list[Any]:
    return icalendar.Calendar.from_ical((output / "calendar.ics").read_bytes()).walk("VEVENT")
