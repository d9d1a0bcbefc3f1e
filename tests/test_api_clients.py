"""Clients of the Statuspage API that nobody here wrote read our files, unchanged."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from statusgen.load.site import Moment
from statusgen.pipeline import build

from hosting import hosting
from judges import NODE_MODULES, missing, node

HERE = Path(__file__).parent
WIDGET = NODE_MODULES / "@statuspage/status-widget/dist/index.js"

COMPONENTS = """\
page:
  name: Nordlys
  url: https://status.example.org/
  timezone: Europe/Oslo
components:
  - name: API
  - name: Charging
    components:
      - name: Portal
      - name: Billing
"""

INCIDENT = """\
---
title: The API is slow
components: {API: partial_outage}
---

## Investigating - 2025-08-05 11:00 +02:00

We are *looking* at it.

## Monitoring - 2025-08-05 12:00 +02:00
components: {API: degraded_performance}

It is getting better.

## Resolved - 2025-08-05 13:00 +02:00

It works again.
"""

MAINTENANCE = """\
---
title: The database moves
kind: maintenance
scheduled: {start: 2025-08-10 10:00Z, end: 2025-08-10 12:00Z}
components: [Portal]
---

## Scheduled - 2025-08-07 09:00Z

Soon.
"""

MOMENTS = {
    "quiet": "2025-08-06T12:00Z",
    "open": "2025-08-05T10:30Z",
    "upcoming": "2025-08-08T12:00Z",
    "running": "2025-08-10T11:00Z",
    "finished": "2025-08-10T13:00Z",
}

pytestmark = pytest.mark.xdist_group("clients")


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """One site at several moments, each served."""
    folder = tmp_path_factory.mktemp("clients")
    site = folder / "site"
    (site / "incidents").mkdir(parents=True)
    (site / "components.yaml").write_text(COMPONENTS, "utf-8")
    (site / "incidents/slow.md").write_text(INCIDENT, "utf-8")
    (site / "incidents/move.md").write_text(MAINTENANCE, "utf-8")
    with ExitStack() as stack:
        served = {name: stack.enter_context(hosting(folder / name)) for name in MOMENTS}
        for name, now in MOMENTS.items():
            moment = Moment(datetime.fromisoformat(now), is_clock=False)
            assert build(site, folder / name, moment, base_url=served[name]).publication
        yield served


def _python(script: str, addresses: dict[str, str]) -> dict[str, Any]:
    """What a script of clients/ read at each moment."""
    command = [sys.executable, str(HERE / "clients" / script), *addresses.values()]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return dict(zip(addresses, json.loads(done.stdout), strict=True))


def _outline(read: dict[str, Any]) -> dict[str, Any]:
    """Of all eight lists, what tells the moments apart."""
    summary = read["summary"]
    assert summary["page"] == read["status"]["page"] == read["incidents"]["page"] == read["active"]["page"]
    assert summary["status"] == read["status"]["status"]
    assert summary["components"] == read["components"]["components"]
    return {
        "status": summary["status"]["description"],
        "states": {row["name"]: row["status"] for row in summary["components"] if row["status"] != "operational"},
        "summary": [one["name"] for one in (*summary["incidents"], *summary["scheduled_maintenances"])],
        "incidents": [one["status"] for one in read["incidents"]["incidents"]],
        "unresolved": [one["status"] for one in read["unresolved"]["incidents"]],
        "maintenances": [one["status"] for one in read["maintenances"]["scheduled_maintenances"]],
        "upcoming": [one["status"] for one in read["upcoming"]["scheduled_maintenances"]],
        "active": [one["status"] for one in read["active"]["scheduled_maintenances"]],
    }


QUIET: dict[str, Any] = {
    "status": "All Systems Operational",
    "states": {},
    "summary": [],
    "incidents": ["resolved"],
    "unresolved": [],
    "maintenances": [],
    "upcoming": [],
    "active": [],
}
OUTLINES: dict[str, dict[str, Any]] = {
    "quiet": QUIET,
    "open": QUIET
    | {
        "status": "Partially Degraded Service",
        "states": {"API": "degraded_performance"},
        "summary": ["The API is slow"],
        "incidents": ["monitoring"],
        "unresolved": ["monitoring"],
    },
    "upcoming": QUIET | {"summary": ["The database moves"], "maintenances": ["scheduled"], "upcoming": ["scheduled"]},
    "running": QUIET
    | {
        "status": "Service Under Maintenance",
        "states": {"Charging": "under_maintenance", "Portal": "under_maintenance"},
        "summary": ["The database moves"],
        "maintenances": ["in_progress"],
        "active": ["in_progress"],
    },
    "finished": QUIET | {"maintenances": ["completed"]},
}


def test_whadup(addresses: dict[str, str]) -> None:
    """It reads all eight lists."""
    read = _python("read_whadup.py", addresses)
    assert {name: _outline(one) for name, one in read.items()} == OUTLINES


def test_statuspage_io(addresses: dict[str, str]) -> None:
    """It reads all lists but two: also for all maintenances and the active ones, it asks for the upcoming ones."""
    read = json.loads(node(HERE / "npm/statuspage-io.js", *addresses.values()))
    outlines = {name: _outline(one) for name, one in zip(addresses, read, strict=True)}
    assert outlines == {
        name: one | {"maintenances": one["upcoming"], "active": one["upcoming"]} for name, one in OUTLINES.items()
    }


def test_statuspage_js(addresses: dict[str, str]) -> None:
    """It reads all eight lists, and takes our times for times."""
    read = json.loads(node(HERE / "npm/statuspage-js.js", *addresses.values()))
    by_name = dict(zip(addresses, read, strict=True))
    assert {name: _outline(one) for name, one in by_name.items()} == OUTLINES
    assert by_name["open"]["summary"]["incidents"][0]["started_at"] == "2025-08-05T09:00:00.000Z"
    assert by_name["running"]["status"]["page"]["updated_at"] == "2025-08-10T10:00:00.000Z"


def test_arez(addresses: dict[str, str]) -> None:
    """It reads the summary, groups included."""
    read = _python("read_arez.py", addresses)
    states = {"API": "Operational", "Portal": "Operational", "Billing": "Operational"}
    assert {name: one["components"] for name, one in read.items()} == {
        **dict.fromkeys(addresses, states),
        "open": states | {"API": "Degraded Performance"},
        "running": states | {"Portal": "Under Maintenance"},
    }
    assert {name: (one["status"], one["impact"]) for name, one in read.items()} == {
        **dict.fromkeys(addresses, ("All Systems Operational", "None")),
        "open": ("Partially Degraded Service", "Minor"),
        "running": ("Service Under Maintenance", "Maintenance"),
    }
    assert all(one["groups"] == {"Charging": ["Portal", "Billing"]} for one in read.values())
    assert {name: one["incidents"] for name, one in read.items() if one["incidents"]} == {
        "open": [["The API is slow", "Monitoring", "Major", "<p>It is getting better.</p>"]]
    }
    assert {name: one["maintenances"] for name, one in read.items() if one["maintenances"]} == {
        "upcoming": [["The database moves", "Scheduled", "2025-08-10T10:00:00"]],
        "running": [["The database moves", "In Progress", "2025-08-10T10:00:00"]],
    }
    assert read["running"]["portal"] == ["The database moves"]
    assert (read["quiet"]["name"], read["quiet"]["updated"]) == ("Nordlys", "2025-08-05T11:00:00")


def test_statuspage_prometheus_exporter(addresses: dict[str, str], tmp_path: Path) -> None:
    """Each service, component, incident and maintenance becomes a metric."""
    services = {name: {"name": name, "url": f"{address}api/v2/summary.json"} for name, address in addresses.items()}
    (tmp_path / "services.json").write_text(json.dumps(services), "utf-8")
    subprocess.run(
        [sys.executable, "-m", "statuspage_prometheus_exporter.status_monitoring"],
        cwd=tmp_path,
        env={**os.environ, "RUN_MODE": "once", "SERVICES_JSON_PATH": "services.json"},
        capture_output=True,
        check=True,
        timeout=60,
    )
    text = (tmp_path / "metrics/statuspage.prom").read_text("utf-8")

    def values(metric: str, *labels: str) -> dict[tuple[str, ...], float]:
        found = re.findall(rf"(?m)^{metric}\{{(.*)\}} (\S+)$", text)
        told = [(dict(re.findall(r'(\w+)="([^"]*)"', written)), float(value)) for written, value in found]
        return {tuple(label[name] for name in labels): value for label, value in told}

    assert values("statuspage_probe_check", "service_name") == {(name,): 1 for name in addresses}
    assert values("statuspage_service_status", "service_name") == {
        (name,): 0 if name in ("open", "running") else 1 for name in addresses
    }
    states = values("statuspage_component_status", "service_name", "component_name")
    assert len(states) == 4 * len(addresses)
    assert {place for place, value in states.items() if not value} == {
        ("open", "API"),
        ("running", "Charging"),
        ("running", "Portal"),
    }
    incidents = values("statuspage_incident_info", "service_name", "incident_name", "impact", "shortlink")
    assert [labels for labels, value in incidents.items() if value] == [
        ("open", "The API is slow", "major", f"{addresses['open']}incidents/slow/")
    ]
    moves = values("statuspage_maintenance_info", "service_name", "maintenance_id", "scheduled_end")
    assert {labels for labels, value in moves.items() if value} == {
        (name, "move", "2025-08-10T14:00:00+02:00") for name in ("upcoming", "running")
    }


@pytest.mark.parametrize("moment", ["quiet", "open"])
def test_status_widget(moment: str, addresses: dict[str, str], browser: Browser) -> None:
    """Atlassian's own widget shows the status, in a real browser."""
    if not WIDGET.is_file():
        missing("the JavaScript clients are not installed: run npm ci in tests/npm")
    address, page = addresses[moment], browser.new_page()
    page.route(f"{address}widget", lambda route: route.fulfill(body="<!DOCTYPE html><title>Ours</title>"))
    page.goto(f"{address}widget")
    page.add_script_tag(path=WIDGET)
    page.evaluate(
        "src => document.body.append(Object.assign(document.createElement('statuspage-widget'), {src}))", address
    )
    shown = page.locator("statuspage-widget .status-text").inner_text()
    colour = page.locator("statuspage-widget .status-indicator").get_attribute("class")
    page.close()
    assert shown == OUTLINES[moment]["status"]
    assert colour == f"status-indicator {'none' if moment == 'quiet' else 'minor'}"
