"""The files of api/v2/: their format, and when they are written."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from statusgen.load.site import Moment
from statusgen.pipeline import build

from building import INCIDENT, Site

DEMO = Path(__file__).parents[1]
SITES = {"demo": DEMO, **{path.parent.name: path.parent for path in sorted((DEMO / "tests/sites").glob("*/expected"))}}
DEMO_NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
SCHEMA = json.loads((Path(__file__).parent / "api.schema.json").read_text("utf-8"))
LISTS = {
    "summary": "summary",
    "status": "status_file",
    "components": "components_file",
    "incidents": "incidents_file",
    "incidents/unresolved": "unresolved_file",
    "scheduled-maintenances": "maintenances_file",
    "scheduled-maintenances/upcoming": "planned_file",
    "scheduled-maintenances/active": "planned_file",
}
ORDERS = {tuple(shape["properties"]) for shape in SCHEMA["$defs"].values() if "properties" in shape}


@pytest.fixture(scope="module", params=SITES)
def api(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The api/v2/ of a golden site or of the demo."""
    source, output = SITES[request.param], tmp_path_factory.mktemp("api") / "out"
    now = DEMO_NOW if source == DEMO else datetime.fromisoformat((source / "now").read_text().strip())
    assert build(source, output, Moment(now, is_clock=False)).publication
    return output / "api/v2"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site")


def _objects(value: object) -> Iterator[dict[str, object]]:
    """Every object in a file."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _objects(inner)


def _read(site: Site, name: str) -> Any:
    return json.loads(site.page(f"api/v2/{name}.json"))


def test_every_file_follows_the_schema(api: Path) -> None:
    """It allows no other key, and every one has to be there."""
    names = {path.relative_to(api).with_suffix("").as_posix() for path in api.rglob("*.json")}
    assert set(LISTS) <= names
    for name in names:
        definitions = {"$defs": SCHEMA["$defs"], "$ref": f"#/$defs/{LISTS.get(name, 'incident_file')}"}
        validator = Draft202012Validator(definitions, format_checker=Draft202012Validator.FORMAT_CHECKER)
        told = json.loads((api / f"{name}.json").read_text("utf-8"))
        assert [error.message for error in validator.iter_errors(told)] == [], name


def test_keys_have_the_order_of_the_field(api: Path) -> None:
    """Which is that of the schema."""
    for path in api.rglob("*.json"):
        for found in _objects(json.loads(path.read_text("utf-8"))):
            assert tuple(found) in ORDERS, path


def test_the_schema_is_a_schema_and_strict() -> None:
    """Each object in it requires every key and allows no other."""
    Draft202012Validator.check_schema(SCHEMA)
    for shape in SCHEMA["$defs"].values():
        if "properties" in shape:
            assert shape["required"] == list(shape["properties"])
            assert shape["additionalProperties"] is False


def test_text_is_written_as_it_is(site: Site) -> None:
    """In UTF-8, without escapes, and with a newline at the end."""
    site.edit("incidents/first.md", "title: First", "title: Größe – 大きさ")
    site.build()
    text = site.page("api/v2/incidents/first.json")
    assert '"name": "Größe – 大きさ"' in text
    assert text.endswith("}\n")


def test_a_body_is_html_that_means_the_same_anywhere(site: Site) -> None:
    """Links and pictures are absolute."""
    site.write("incidents/queue.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.edit("incidents/first.md", "looking at it.", "looking <at> it: ![queue](queue.svg), as [then](second.md).")
    site.build()
    body = _read(site, "incidents/first")["incident"]["incident_updates"][-1]["body"]
    assert body.startswith("<p>We are looking &lt;at&gt; it: <img")
    assert 'src="https://status.example.org/incidents/first/queue.' in body
    assert 'href="https://status.example.org/incidents/second/"' in body


def test_a_minute_later_nothing_is_written(site: Site) -> None:
    """The time of the build is in none of it."""
    site.build()
    site.later(1)
    assert [path for path in site.written() if path.startswith("api/")] == []
    assert site.build().work.rendered == 0


def test_what_the_clock_does_is_written(site: Site) -> None:
    """The maintenance that began, what lists it, and the reports that name its component."""
    site.write(
        "incidents/move.md",
        "---\ntitle: Move\nkind: maintenance\ncomponents: [Portal]\n"
        "scheduled: {start: 2025-08-20 10:30Z, end: 2025-08-20 11:00Z}\n---\n\n"
        "## Scheduled - 2025-08-19 10:00Z\n\nSoon.\n",
    )
    site.build()
    site.later(45)
    assert [path.removeprefix("api/v2/") for path in site.written() if path.startswith("api/")] == [
        "components.json",
        "incidents.json",
        "incidents/move.json",
        "incidents/unresolved.json",
        "scheduled-maintenances.json",
        "scheduled-maintenances/active.json",
        "scheduled-maintenances/upcoming.json",
        "status.json",
        "summary.json",
    ]
    assert _read(site, "status")["page"]["updated_at"] == "2025-08-20T12:30:00.000+02:00"


def test_the_look_of_the_site_writes_nothing(site: Site) -> None:
    """A theme has no part in the API."""
    site.build()
    site.write("themes/default/base.html", "{% extends 'default/base.html' %}{% block title %}x{% endblock %}")
    built = site.build()
    assert built.publication is not None
    assert not [file for file in built.publication.written if file.path.startswith("api/")]


def test_former_ids_stay_where_they_were(site: Site) -> None:
    """The same report is told at each, under the id that it has now."""
    site.edit("incidents/first.md", "title: First", "title: First\naliases: [once, /old/path]")
    site.build()
    assert _read(site, "incidents/once") == _read(site, "incidents/first")
    assert _read(site, "incidents/once")["incident"]["id"] == "first"


def test_lists_have_the_fifty_most_recent(site: Site) -> None:
    """By when they were first reported; each of the others still has its own file."""
    for number in range(60):
        text = INCIDENT.format(title=f"N{number}", day=3).replace("09:00", f"08:{number:02}")
        site.write(f"incidents/n{number:02}.md", text)
        planned = text.replace("components:", "kind: maintenance\nscheduled: {start: 2025-08-20, end: 2025-08-21}\n#")
        planned = planned.replace("2025-08-20,", "2025-08-20 00:00Z,").replace("2025-08-21}", "2025-08-21 00:00Z}")
        planned = planned.replace("Investigating", "Scheduled").replace("Resolved", "Completed")
        site.write(f"incidents/m{number:02}.md", planned)
    site.build()
    incidents = [incident["id"] for incident in _read(site, "incidents")["incidents"]]
    assert incidents == ["first", *(f"n{number:02}" for number in range(59, 10, -1))]
    maintenances = _read(site, "scheduled-maintenances")["scheduled_maintenances"]
    assert [one["id"] for one in maintenances] == [f"m{number:02}" for number in range(59, 9, -1)]
    assert _read(site, "incidents/n00")["incident"]["name"] == "N0"


def test_a_site_below_a_path_tells_its_address(site: Site) -> None:
    """Without the slash at its end."""
    site.edit("components.yaml", "https://status.example.org/", "https://example.org/status/")
    site.build()
    assert _read(site, "status")["page"]["url"] == "https://example.org/status"
    assert _read(site, "incidents/first")["incident"]["shortlink"] == "https://example.org/status/incidents/first/"


def test_an_edit_leaves_other_reports_alone(site: Site) -> None:
    """Although both name the same component: its page is dated by what its own file tells."""
    site.build()
    site.edit(
        "incidents/first.md",
        "## Resolved - 2025-08-18 10:00 +02:00",
        "## Resolved - 2025-08-18 10:00 +02:00\nedited: 2025-08-19 10:00Z\n",
    )
    written = [path for path in site.written() if path.startswith("api/v2/incidents/")]
    assert written == ["api/v2/incidents/first.json", "api/v2/incidents/unresolved.json"]
    assert _read(site, "status")["page"]["updated_at"] == "2025-08-19T12:00:00.000+02:00"
    assert _read(site, "incidents/second")["page"]["updated_at"] == "2025-08-18T10:00:00.000+02:00"


@pytest.mark.parametrize(
    ("heading", "shapes"),
    [
        ("The page", ["page"]),
        ("The status", ["status"]),
        ("A component", ["component", "group"]),
        ("An incident", ["incident"]),
        ("An update", ["update", "affected"]),
    ],
)
def test_every_key_is_documented(heading: str, shapes: list[str]) -> None:
    """In the order of the files, and none that is not there."""
    keys = dict.fromkeys(key for shape in shapes for key in SCHEMA["$defs"][shape]["properties"])
    found = re.findall(r"(?m)^\| `(\w+)` \|", _section(heading))
    assert list(dict.fromkeys(found)) == list(keys)


def test_what_a_maintenance_has_of_its_own_is_documented() -> None:
    """And what it means otherwise."""
    own = SCHEMA["$defs"]["maintenance"]["properties"].keys() - SCHEMA["$defs"]["incident"]["properties"].keys()
    assert own <= set(re.findall(r"(?m)^\| `(\w+)` \|", _section("A maintenance")))


def test_every_file_is_documented() -> None:
    """The lists by their names, the rest as `ID`."""
    documented = set(re.findall(r"(?m)^\| `api/v2/(\S+)\.json` \|", _section("Files")))
    assert documented == {*LISTS, "incidents/ID"}


def _section(heading: str) -> str:
    text = (DEMO / "docs/api.md").read_text("utf-8")
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
