"""What a record comes to: hours of impact, time to resolve, years and rankings."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from statusgen.model.vocabulary import State
from statusgen.views.figures import Resolution, Toll, ended_toll, nearest_rank, resolutions, tolls
from statusgen.views.longrun import YearRecord, last_months, ranking, year_records
from statusgen.views.states import Spell

from writing import COMPONENTS, PAGE, facts_at, write

OSLO = COMPONENTS.replace("timezone: UTC", "timezone: Europe/Oslo")
HOUR = 3600
NOON = datetime(2025, 8, 5, 12, tzinfo=UTC)


def incident(start: str, end: str, states: str = "API: major_outage") -> str:
    """An incident, resolved at the end, or open where there is none."""
    resolved = [f"Resolved - {end}Z"] if end else []
    return write(f"components: {{{states}}}", f"Investigating - {start}Z", *resolved)


def spell(state: State, start: int, end: int | None) -> Spell:
    """A spell from one number of hours after noon to another."""
    after = [NOON + timedelta(hours=hours) for hours in (start, end or 0)]
    return Spell("api", state, after[0], after[1] if end else None)


def records(now: str, *texts: str, api: str = "", zone: str = "timezone: UTC") -> dict[int, YearRecord]:
    """The years of the API, the keys that components.yaml has for it given."""
    components = COMPONENTS.replace("- name: API", f"- name: API\n    {api}").replace("timezone: UTC", zone)
    facts = facts_at(now, *texts, components=components)
    found = year_records(facts, facts.site.component_by_id["api"])
    assert [record.first.year for record in found] == sorted((record.first.year for record in found), reverse=True)
    return {record.first.year: record for record in found}


def test_overlapping_spells_count_once_at_their_worst() -> None:
    """Maintenance has no part in it."""
    spells = [
        spell(State.DEGRADED_PERFORMANCE, 0, 6),
        spell(State.PARTIAL_OUTAGE, 1, 4),
        spell(State.MAJOR_OUTAGE, 2, 3),
        spell(State.UNDER_MAINTENANCE, 5, 9),
    ]
    (toll,) = tolls(spells, (NOON, NOON + timedelta(days=1)))
    assert toll == Toll(degraded=3 * HOUR, partial=2 * HOUR, major=HOUR)
    assert toll.total == 6 * HOUR
    assert toll.weight == HOUR + 3 * 2 * HOUR / 10


def test_spells_are_split_at_each_bound() -> None:
    """What lasts is counted up to the last one."""
    bounds = [NOON + timedelta(hours=hours) for hours in (1, 2, 5, 7)]
    spells = [spell(State.MAJOR_OUTAGE, 0, 3), spell(State.DEGRADED_PERFORMANCE, 6, None)]
    assert tolls(spells, bounds) == (Toll(major=HOUR), Toll(major=HOUR), Toll(degraded=HOUR))
    assert tolls([], bounds) == (Toll(), Toll(), Toll())


SPELLS = st.builds(
    lambda state, times: spell(state, times[0], times[1] if times[1] > times[0] else None),
    st.sampled_from(list(State)[1:]),
    st.tuples(st.integers(-50, 50), st.integers(-50, 50)),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(SPELLS, max_size=6), st.lists(st.integers(-60, 60), min_size=2, max_size=5, unique=True).map(sorted))
def test_tolls_are_what_a_clerk_with_a_watch_would_write(spells: list[Spell], hours: list[int]) -> None:
    """Who looks every hour."""
    bounds = [NOON + timedelta(hours=n) for n in hours]
    for (first, last), toll in zip(pairwise(bounds), tolls(spells, bounds), strict=True):
        seen = []
        for n in range(int((last - first).total_seconds()) // HOUR):
            at = first + timedelta(hours=n)
            seen.append(max((s.state for s in spells if s.start <= at and (s.end is None or at < s.end)), default=0))
        assert toll == Toll(*(HOUR * seen.count(state) for state in list(State)[2:]))


def test_the_time_of_several_reports_is_that_in_which_any_component_suffered() -> None:
    """Those that have not ended have no part in it."""
    facts = facts_at(
        "2025-08-05 12:00",
        incident("2025-08-01 09:00", "2025-08-01 11:00"),
        incident("2025-08-01 10:00", "2025-08-01 12:00", "Portal: partial_outage"),
        incident("2025-08-02 10:00", "", "Portal: partial_outage"),
    )
    assert ended_toll(facts.courses) == Toll(major=2 * HOUR, partial=HOUR)
    assert ended_toll(facts.courses[2:]) == Toll()


def test_a_percentile_is_one_of_the_lengths() -> None:
    """By nearest rank: the shortest that enough of them do not exceed."""
    lengths = [timedelta(minutes=n) for n in range(1, 21)]
    assert nearest_rank(lengths, 50) == timedelta(minutes=10)
    assert nearest_rank(lengths, 90) == timedelta(minutes=18)
    assert nearest_rank(lengths[:11], 90) == timedelta(minutes=10)
    assert nearest_rank(lengths[:3], 50) == timedelta(minutes=2)
    assert nearest_rank(lengths[:1], 90) == timedelta(minutes=1)


def test_few_incidents_have_no_percentile() -> None:
    """A median is told of three, the 90th percentile of ten."""
    year = [Resolution(2025, tuple(timedelta(minutes=n) for n in range(1, count + 1))) for count in (2, 3, 9, 10)]
    assert [one.median for one in year] == [None, *(timedelta(minutes=n) for n in (2, 5, 5))]
    assert [one.nine_in_ten for one in year] == [None, None, None, timedelta(minutes=9)]


def test_time_to_resolve_goes_from_the_beginning_to_the_end() -> None:
    """Of incidents that have ended, by the page's year; one that was told of in one go says nothing."""
    facts = facts_at(
        "2025-08-05 12:00",
        write("started: 2024-12-31 22:00Z", "Investigating - 2025-01-01 01:00Z", "Resolved - 2025-01-01 02:00Z"),
        incident("2024-12-31 23:30", "2025-01-01 00:00"),
        incident("2025-08-05 11:00", ""),
        write("", "Resolved - 2025-03-01 02:00Z"),
        write(
            "kind: maintenance\nscheduled: {start: 2025-03-05 22:00Z, end: 2025-03-05 23:00Z}",
            "Scheduled - 2025-03-01 09:00Z",
        ),
        components=OSLO,
    )
    assert resolutions(facts.courses, facts.site.page.zone) == (
        Resolution(2025, (timedelta(minutes=30),)),
        Resolution(2024, (timedelta(hours=4),)),
    )


def test_a_components_years_begin_with_its_since() -> None:
    """And end yesterday, so that no minute changes them."""
    found = records(
        "2025-08-05 12:00",
        incident("2024-12-31 23:00", "2025-01-01 02:00"),
        incident("2025-08-05 09:00", ""),
        api="since: 2023-05-02",
    )
    assert list(found) == [2025, 2024, 2023]
    assert (found[2023].first, found[2023].last) == (date(2023, 5, 2), date(2023, 12, 31))
    assert found[2023].percent == "100.00"
    assert found[2024].toll == Toll(major=HOUR)
    assert found[2024].fraction == 1 - Fraction(1, 366 * 24)
    assert found[2025].toll == Toll(major=2 * HOUR)
    assert (found[2025].first, found[2025].last) == (date(2025, 1, 1), date(2025, 8, 4))


def test_without_since_they_begin_with_the_year_that_names_it_first() -> None:
    """But not before the site's own first month, and not at all where nothing names it."""
    texts = [
        incident("2022-03-10 09:00", "2022-03-10 10:00", "Portal: major_outage"),
        incident("2022-06-10 09:00", "2022-06-10 10:00"),
    ]
    assert records("2023-01-10 12:00", *texts)[2022].first == date(2022, 3, 1)
    later = incident("2023-06-10 09:00", "2023-06-10 10:00")
    assert list(records("2024-01-10 12:00", texts[0], later)) == [2024, 2023]
    assert records("2023-01-10 12:00", texts[0]) == {}


def test_a_year_is_the_pages_and_a_record_has_whole_days() -> None:
    """On New Year's Day there is nothing of the new year yet, nor anything of a component from today."""
    new_year = incident("2024-12-31 22:30", "2024-12-31 23:30")
    assert list(records("2025-01-01 12:00", new_year, api="since: 2024-01-01")) == [2024]
    oslo = records("2025-01-02 12:00", new_year, api="since: 2024-01-01", zone="timezone: Europe/Oslo")
    assert {year: record.toll.major for year, record in oslo.items()} == {2025: HOUR // 2, 2024: HOUR // 2}
    assert records("2025-01-01 12:00", new_year, api="since: 2025-01-01") == {}
    assert records("2025-01-01 12:00", new_year, api="since: 2026-01-01") == {}


def test_a_retired_components_years_end_with_it() -> None:
    """Although an incident that named it never ended."""
    found = records(
        "2025-08-05 12:00", incident("2024-03-31 23:00", ""), api="since: 2023-01-01\n    retired: 2024-04-01"
    )
    assert [(record.last, record.toll.total) for record in found.values()] == [
        (date(2024, 3, 31), HOUR),
        (date(2023, 12, 31), 0),
    ]


def test_the_ranking_is_of_the_last_twelve_full_months() -> None:
    """Or of as many as there are; the longest first, and only those that suffered."""
    texts = [
        incident("2024-07-31 23:00", "2024-08-01 01:00"),
        incident("2025-07-31 22:00", "2025-08-01 09:00", "Portal: degraded_performance"),
        incident("2025-08-03 22:00", "2025-08-03 23:00", "mail: degraded_performance"),
    ]
    found = ranking(facts_at("2025-08-05 12:00", *texts))
    assert found is not None
    assert (found.first, found.last) == (date(2024, 8, 1), date(2025, 7, 31))
    assert [(c.id, toll) for c, toll in found.tolls] == [
        ("portal", Toll(degraded=2 * HOUR)),
        ("api", Toll(major=HOUR)),
    ]
    young = ranking(facts_at("2025-08-05 12:00", texts[1]))
    assert young is not None
    assert young.first == date(2025, 7, 1)
    assert ranking(facts_at("2025-08-05 12:00", texts[2])) is None


def test_what_shows_no_uptime_is_not_ranked() -> None:
    """Nor what was before a `since` or after a day of retirement; but what is retired now was there."""
    text = incident("2025-07-10 00:00", "2025-07-12 00:00", "A: major_outage, B: major_outage, C: major_outage")
    rows = "components: [{name: A, uptime: false}, {name: B, since: 2025-07-11}, {name: C, retired: 2025-07-11}]"
    found = ranking(facts_at("2025-08-05 12:00", text, components=PAGE + rows))
    assert found is not None
    assert [(c.id, toll.total) for c, toll in found.tolls] == [("b", 24 * HOUR), ("c", 24 * HOUR)]
    quiet = PAGE.replace("}", ", uptime: false}") + rows
    assert ranking(facts_at("2025-08-05 12:00", text, components=quiet)) is None


def test_the_last_months_end_with_the_present_one() -> None:
    """Of the page's calendar."""
    found = last_months(facts_at("2025-01-31 23:30", components=OSLO), 3)
    assert [month.path for month in found] == ["2024/12", "2025/01", "2025/02"]
