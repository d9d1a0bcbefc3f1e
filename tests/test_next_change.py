"""The next instant at which the clock alone changes the site, held against builds."""

import json
import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statusgen.load.site import Moment
from statusgen.means import Means
from statusgen.model.report import Report
from statusgen.model.site import Site
from statusgen.outputs import plan
from statusgen.outputs.edition import Edition
from statusgen.outputs.nextchange import NextChange, next_change
from statusgen.pipeline import build
from statusgen.theme import load_theme
from statusgen.views.facts import facts

from building import Site as Folder
from shell import run
from writing import COMPONENTS, at, report, site, write

NOW = at("2025-08-20 10:00")
THEME = load_theme("default", Path())


def quiet(reports: list[Report], components: str = COMPONENTS) -> Site:
    """A site that shows no percentages, which creep at any time."""
    named = tuple(replace(one, id=f"report-{n}") for n, one in enumerate(reports))
    made = replace(site(components=components), reports=named, addresses={one.id: {} for one in named})
    return replace(made, components=replace(made.components, page=replace(made.page, uptime=False)))


def edition(of: Site, now: datetime) -> Edition:
    """What a build at that time would show."""
    return Edition(facts(of, now), THEME, of.page.url, (), None, None, "this version")


def digest(of: Site, now: datetime) -> str:
    """The one in build.json, which no two different sites share."""
    (stamp,) = (output for output in plan(edition(of, now)) if output.path == "build.json")
    return str(json.loads(stamp.render())["digest"])


def ahead(of: Site, now: datetime = NOW) -> NextChange:
    """The next change."""
    return next_change(edition(of, now))


def events(found: NextChange) -> list[str]:
    """What it brings."""
    return [" ".join(filter(None, (change.event, change.id))) for change in found.changes]


MINUTES = st.integers(-60 * 24 * 3, 60 * 24 * 3).map(lambda minutes: NOW + timedelta(minutes=minutes))
PAST = MINUTES.map(lambda time: min(time, NOW - (time - NOW)))


def text(time: datetime) -> str:
    """As it is written in a report."""
    return f"{time:%Y-%m-%d %H:%M}Z"


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """An incident, a maintenance or a notice around now."""
    kind = draw(st.sampled_from(["incident", "maintenance", "notice"]))
    first = draw(PAST)
    if kind == "notice":
        return report(write(f"kind: notice\nexpires: {text(first + timedelta(days=2))}", f"Announced - {text(first)}"))
    if kind == "incident":
        ended = draw(st.integers(0, 9))
        front = f"components: [Portal]\nended: {text(NOW + timedelta(minutes=ended))}"
        return report(write(front, f"Investigating - {text(first)}"))
    start = max(draw(MINUTES), first)
    window = f"{{start: {text(start)}, end: {text(start + timedelta(minutes=draw(st.integers(1, 3000))))}}}"
    more = [f"Verifying - {text(NOW)}"] if start < NOW and draw(st.booleans()) else []
    return report(
        write(f"kind: maintenance\nscheduled: {window}\ncomponents: [API]", f"Scheduled - {text(first)}", *more)
    )


DAYS = st.integers(18, 23).map(lambda day: f"2025-08-{day}")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(reports(), max_size=3),
    st.sampled_from(["UTC", "Europe/Oslo", "America/St_Johns", "Pacific/Kiritimati"]),
    DAYS,
    DAYS,
    st.lists(st.floats(0, 1), max_size=3),
)
def test_nothing_changes_before_it(made: list[Report], zone: str, since: str, retired: str, parts: list[float]) -> None:
    """Builds up to then differ in nothing but their stamp; one at that instant shows something else."""
    components = COMPONENTS.replace("timezone: UTC", f"timezone: {zone}").replace(
        "- name: Portal", f"- {{name: Portal, since: {since}}}\n  - {{name: Shop, retired: {retired}}}"
    )
    of = quiet(made, components)
    found, shown = ahead(of), digest(of, NOW)
    length = (found.at - NOW) // timedelta(seconds=1)
    for instant in (
        *(NOW + timedelta(seconds=int(part * (length - 1))) for part in parts),
        found.at - timedelta(seconds=1),
    ):
        assert digest(of, instant) == shown, (instant, found)
    assert digest(of, found.at) != shown, found


@pytest.mark.parametrize("name", ["whole", "maintenances"])
def test_the_golden_sites_keep_still_until_then(name: str, tmp_path: Path) -> None:
    """Built halfway, a second before, and in time, for some changes in a row, after their last update."""
    folder, output = tmp_path / "site", tmp_path / "out"
    shutil.copytree(Path(__file__).parent / "sites" / name, folder)
    settings_file = folder / "components.yaml"
    settings_file.write_text(settings_file.read_text("utf-8").replace("page:\n", "page:\n  uptime: false\n"), "utf-8")
    now = at((folder / "now").read_text("utf-8").strip()) + timedelta(hours=1)
    shown = built(folder, output, now)
    for _ in range(4):
        told = json.loads(run("-C", folder, "next-change", "--json", "--now", f"{now:%Y-%m-%dT%H:%M:%SZ}").output)
        then = at(told["at"])
        assert told["in"] == (then - now).total_seconds() > 0
        assert built(folder, output, now + (then - now) / 2) == shown
        assert built(folder, output, then - timedelta(seconds=1)) == shown
        now, before = then, shown
        shown = built(folder, output, now)
        assert shown != before, told


def built(folder: Path, output: Path, now: datetime) -> str:
    """The digest of a build at that time."""
    moment = Moment(now.replace(microsecond=0), is_clock=False)
    assert build(folder, output, moment, Means(folder / ".statusgen-cache")).publication is not None
    return str(json.loads((output / "build.json").read_text("utf-8"))["digest"])


def test_what_changes_together_is_told_together() -> None:
    """A day begins with a maintenance, and a component goes."""
    work = write(
        "kind: maintenance\nscheduled: {start: 2025-08-21 00:00Z, end: 2025-08-21 01:00Z}",
        "Scheduled - 2025-08-01 09:00Z",
    )
    components = COMPONENTS.replace("- name: Portal", "- {name: Portal, retired: 2025-08-21}")
    found = ahead(quiet([report(work)], components))
    assert found.at == at("2025-08-21 00:00")
    assert events(found) == ["begins report-0", "retires portal", "midnight"]
    assert events(ahead(quiet([report(work)], components), found.at)) == ["ends report-0"]


@pytest.mark.parametrize(
    ("zone", "now", "expected"),
    [
        ("Europe/Oslo", "2025-03-29 23:00", "2025-03-30 22:00"),
        ("Europe/Oslo", "2025-10-25 22:00", "2025-10-26 23:00"),
        ("Africa/Cairo", "2025-04-24 12:00", "2025-04-24 22:00"),
    ],
)
def test_days_are_as_long_as_the_zone_has_them(zone: str, now: str, expected: str) -> None:
    """Shorter and longer ones, and one whose midnight is left out."""
    of = quiet([], COMPONENTS.replace("timezone: UTC", f"timezone: {zone}"))
    assert ahead(of, at(now)).at == at(expected)
    assert digest(of, at(expected) - timedelta(seconds=1)) == digest(of, at(now))
    assert digest(of, at(expected)) != digest(of, at(now))


def test_items_leave_a_feed_that_holds_more_than_it_has_to() -> None:
    """When they are older than 14 days, to the second; the fifty newest stay for ever."""
    first = at("2025-08-06 10:30")
    told = [f"Update - {text(first + timedelta(minutes=n))}" for n in range(1, 51)]
    many = report(write("impact: none", f"Investigating - {text(first)}", *told))
    of = quiet([many])
    found = ahead(of)
    assert (found.at, events(found)) == (at("2025-08-20 10:30:01"), ["feed"])
    assert digest(of, found.at - timedelta(seconds=1)) == digest(of, NOW) != digest(of, found.at)
    assert events(ahead(of, found.at)) == ["midnight"]


def test_a_script_gets_one_line_or_one_number(tmp_path: Path) -> None:
    """The time on the first line, and the seconds alone."""
    folder = Folder(tmp_path / "site").folder
    now = ("--now", "2025-08-20T10:00Z")
    assert run("-C", folder, "next-change", *now).output == (
        "2025-08-20T22:00:00Z\n  midnight in Europe/Oslo: the uptime bars and the past incidents move on by a day\n"
    )
    assert run("-C", folder, "next-change", "--in", *now).output == "43200\n"
    assert run("-C", folder, "next-change", "--in", "--json", *now).exit_code == 2


def test_a_site_with_errors_has_no_answer(tmp_path: Path) -> None:
    """It cannot be built either."""
    made = Folder(tmp_path / "site")
    made.write("incidents/third.md", "nothing")
    done = run("-C", made.folder, "next-change", "--in")
    assert (done.exit_code, done.stdout) == (1, "")
