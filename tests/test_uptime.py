"""How long components were down: exact to the second, whatever overlaps and wherever midnight is."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statusgen.model.components import Component
from statusgen.model.times import local_day
from statusgen.model.vocabulary import State
from statusgen.views.states import Spell
from statusgen.views.uptime import DayRecord, Uptime, component_uptime, floor2, group_uptime, window_days

from writing import COMPONENTS, PAGE, at, example, facts_at, write

OSLO = "timezone: Europe/Oslo"
NOON = "2025-08-05 12:00"
DAY = 86_400
ZONES = ("UTC", "Europe/Oslo", "Africa/Cairo", "America/Havana", "Atlantic/Azores", "Asia/Kolkata")
CHANGES = ("2025-03-09", "2025-03-30", "2025-04-25", "2025-10-26", "2025-10-31", "2025-11-02")
"""Days on which the clocks of some of these zones change, several at midnight."""


def uptime(now: str, *texts: str, zone: str = "timezone: UTC", since: str = "") -> Uptime:
    """The record of the API."""
    components = COMPONENTS.replace("timezone: UTC", zone).replace("- name: API", f"- name: API\n    {since}")
    return facts_at(now, *texts, components=components).uptimes["api"]


def outage(start: str, end: str, state: str = "major_outage") -> str:
    """An incident of the API, resolved at the end, or open where there is none."""
    resolved = [f"Resolved - {end}Z"] if end else []
    return write(f"components: {{API: {state}}}", f"Investigating - {start}Z", *resolved)


def down(record: Uptime) -> dict[str, tuple[int, int]]:
    """The seconds of major and partial outage of the days that have any."""
    return {f"{d.day:%m-%d}": (d.major, d.partial) for d in record.days if d.major or d.partial}


def test_the_share_is_exact_to_the_second() -> None:
    """89 days and a half, less an hour of major outage and a third of partial outage."""
    record = uptime(
        NOON,
        outage("2025-08-04 09:00", "2025-08-04 10:00"),
        outage("2025-08-03 09:00", "2025-08-03 10:00:01", "partial_outage"),
    )
    total = 89 * DAY + DAY // 2
    assert record.fraction == 1 - (3600 + Fraction(3, 10) * 3601) / total
    assert down(record) == {"08-03": (0, 3601), "08-04": (3600, 0)}
    assert record.percent == "99.93"


def test_degraded_and_maintenance_do_not_count() -> None:
    """But an outage that a maintenance claims does."""
    window = "kind: maintenance\nscheduled: {start: 2025-08-04 22:00Z, end: 2025-08-04 23:00Z}"
    plain = write(f"{window}\ncomponents: [API]", "Scheduled - 2025-08-01 09:00Z")
    degraded = outage("2025-08-03 09:00", "2025-08-03 10:00", "degraded_performance")
    assert uptime(NOON, plain, degraded).percent == "100.00"
    claimed = write(
        f"{window}\ncomponents: {{API: major_outage}}", "Scheduled - 2025-08-01 09:00Z", "Completed - 2025-08-04 22:30Z"
    )
    assert down(uptime(NOON, claimed)) == {"08-04": (1800, 0)}


def test_overlaps_count_once_at_their_worst() -> None:
    """Also within each other."""
    record = uptime(
        NOON,
        outage("2025-08-04 09:00", "2025-08-04 12:00", "partial_outage"),
        outage("2025-08-04 10:00", "2025-08-04 11:00"),
        outage("2025-08-04 10:30", "2025-08-04 11:30"),
        outage("2025-08-04 11:45", "2025-08-04 11:50", "degraded_performance"),
    )
    assert down(record) == {"08-04": (5400, 5400)}


def test_an_open_incident_counts_until_now() -> None:
    """And not beyond."""
    assert down(uptime(NOON, outage("2025-08-05 11:59", ""))) == {"08-05": (60, 0)}


def test_an_outage_is_split_at_local_midnight() -> None:
    """In Oslo that is at 22:00 UTC in summer."""
    record = uptime(NOON, outage("2025-08-03 21:00", "2025-08-04 23:00"), zone=OSLO)
    assert down(record) == {"08-03": (3600, 0), "08-04": (DAY, 0), "08-05": (3600, 0)}


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Oslo", "2025-03-30", 23),
        ("Europe/Oslo", "2025-10-26", 25),
        ("Africa/Cairo", "2025-04-25", 23),
        ("America/Havana", "2025-03-09", 23),
        ("America/Havana", "2025-11-02", 25),
        ("Atlantic/Azores", "2025-10-26", 25),
        ("Asia/Kolkata", "2025-10-26", 24),
    ],
)
def test_a_day_is_as_long_as_the_clocks_make_it(zone: str, day: str, hours: int) -> None:
    """Both changes of the year, also where midnight itself is skipped or comes twice."""
    that_day = date.fromisoformat(day)
    start, end = that_day - timedelta(days=2), that_day + timedelta(days=3)
    record = uptime(f"{end} 12:00", outage(f"{start} 00:00", f"{end} 00:00"), zone=f"timezone: {zone}")
    assert {d.day: d.major for d in record.days}[that_day] == hours * 3600


def test_the_window_begins_at_local_midnight_89_days_ago() -> None:
    """What was before it is cut off."""
    record = uptime(NOON, outage("2025-05-07 21:59", "2025-05-07 22:01"), zone=OSLO)
    assert (len(record.days), record.days[0].day, record.days[-1].day) == (90, date(2025, 5, 8), date(2025, 8, 5))
    assert down(record) == {"05-08": (60, 0)}
    assert record.fraction == 1 - Fraction(60, int((at(NOON) - at("2025-05-07 22:00")).total_seconds()))


def test_uptime_counts_from_since() -> None:
    """Earlier days are unknown, earlier outages forgotten, and one from the future knows nothing."""
    record = uptime(NOON, outage("2025-08-03 23:00", "2025-08-04 01:00"), since="since: 2025-08-04")
    assert down(record) == {"08-04": (3600, 0)}
    assert record.fraction == 1 - Fraction(3600, DAY + DAY // 2)
    assert [d.is_known for d in record.days[-3:]] == [False, True, True]
    assert sum(d.is_known for d in record.days) == 2
    new = uptime(NOON, since="since: 2025-08-06")
    assert (new.fraction, new.percent, any(d.is_known for d in new.days)) == (None, None, False)
    assert uptime("2025-08-05 00:00", since="since: 2025-08-05").percent is None
    assert uptime("2025-08-05 00:00:01", since="since: 2025-08-05").percent == "100.00"


@pytest.mark.parametrize(
    ("fraction", "text"),
    [
        (Fraction(1), "100.00"),
        (Fraction(99999, 100000), "99.99"),
        (Fraction(999_999_999, 1_000_000_000), "99.99"),
        (Fraction(12345, 100000), "12.34"),
        (Fraction(7, 10000), "0.07"),
        (Fraction(0), "0.00"),
    ],
)
def test_percentages_are_rounded_down(fraction: Fraction, text: str) -> None:
    """A second of outage is never a hundred percent."""
    assert floor2(fraction) == text


LEVELS = {0: [(0, 0)], 1: [(1, 0), (0, 1), (1188, 0), (0, 3960)], 2: [(1189, 0), (1980, 0)], 3: [(1981, 0), (3600, 0)]}
LEVELS[4] = [(3600, 1), (DAY, 0)]


@pytest.mark.parametrize(
    ("major", "partial", "level"), [(*seconds, level) for level, several in LEVELS.items() for seconds in several]
)
def test_a_days_level_follows_its_weighted_seconds(major: int, partial: int, level: int) -> None:
    """As the field colours its bars."""
    assert DayRecord(date(2025, 8, 5), major, partial).level == level


def test_a_group_is_the_mean_of_its_members_before_rounding() -> None:
    """99.995 and 100 percent are 99.9975; rounded first they would give 99.995."""
    members = [Uptime((), Fraction(99_995, 100_000)), Uptime((), Fraction(1)), Uptime((), None)]
    assert group_uptime(members).fraction == Fraction(199_995, 200_000)
    assert group_uptime(members).percent == "99.99"
    assert group_uptime([Uptime((), None)]).percent is None


def test_a_groups_day_is_that_of_its_worst_member() -> None:
    """Of those that know it."""
    one, two = (DayRecord(date(2025, 8, 5), *seconds) for seconds in ((100, 0), (0, 400)))
    unknown = DayRecord(date(2025, 8, 5), 0, 0, is_known=False)
    assert group_uptime([Uptime((d,), None) for d in (one, unknown, two)]).days == (two,)
    assert group_uptime([Uptime((unknown,), None)]).days == (unknown,)


def test_only_what_shows_uptime_has_a_record() -> None:
    """Switched off for the page or a component, or retired; a group is the mean of the rest."""
    rows = "components: [{name: A}, {name: G, components: [{name: B, uptime: false}, {name: C}]},"
    rows += " {name: H, components: [{name: D, retired: 2025-01-01}]}]"
    assert list(facts_at(NOON, components=PAGE + rows).uptimes) == ["a", "c", "g"]
    assert facts_at(NOON, components=PAGE.replace("}", ", uptime: false}") + rows).uptimes == {}


INSTANTS = st.builds(
    lambda day, seconds: datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(seconds=seconds),
    st.sampled_from(CHANGES),
    st.integers(-2 * DAY, 2 * DAY).map(lambda seconds: seconds // 1800 * 1800),
)
SPELLS = st.builds(
    lambda state, times: Spell("a", state, times[0], times[-1] if len(times) > 1 else None),
    st.sampled_from(list(State)[1:]),
    st.lists(INSTANTS, min_size=1, max_size=2).map(sorted),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(SPELLS, max_size=6), st.sampled_from(ZONES), INSTANTS, st.one_of(st.none(), st.sampled_from(CHANGES)))
def test_the_record_is_what_a_clerk_with_a_watch_would_write(
    spells: list[Spell], zone: str, now: datetime, since: str | None
) -> None:
    """Who asks every half hour what the state is and which day it is."""
    page = example(PAGE.replace("timezone: UTC", f"timezone: {zone}")).page
    component = Component("a", "A", "", date.fromisoformat(since) if since else None, None, (), True, None)
    days = window_days(now, page.zone, 5)
    record = component_uptime(component, spells, days, now, page)
    expected = _clerk(spells, days, now, component, zone)
    assert {d.day: (d.major, d.partial) for d in record.days} == expected[0]
    assert record.fraction == expected[1]


def _clerk(
    spells: Sequence[Spell], days: Sequence[date], now: datetime, component: Component, zone: str
) -> tuple[dict[date, tuple[int, int]], Fraction | None]:
    """Every day's seconds of major and partial outage, and the share of the time that was up."""
    page = example(PAGE.replace("timezone: UTC", f"timezone: {zone}")).page
    seconds = {day: [0, 0] for day in days}
    total = 0
    instant = now - timedelta(days=7)
    while instant < now:
        day = local_day(instant, page.zone)
        if day in seconds and (component.since is None or day >= component.since):
            total += 1800
            worst = max(
                (s.state for s in spells if s.start <= instant and (s.end is None or instant < s.end)), default=0
            )
            if worst >= State.PARTIAL_OUTAGE:
                seconds[day][0 if worst is State.MAJOR_OUTAGE else 1] += 1800
        instant += timedelta(seconds=1800)
    lost = sum((major + Fraction(3, 10) * partial for major, partial in seconds.values()), Fraction(0))
    return {day: (major, partial) for day, (major, partial) in seconds.items()}, 1 - lost / total if total else None
