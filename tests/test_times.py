"""TIME as people write it."""

from datetime import UTC, date, datetime

import pytest

from statusgen.model.times import BadTimeError, compact, local_day, local_midnight, read_time, zone, zone_names

from writing import at

OSLO = zone("Europe/Oslo")
NINE = datetime(2025, 8, 5, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2025-08-05 09:00Z",
        "2025-08-05 09:00 Z",
        "2025-08-05T09:00Z",
        "2025-08-05 09:00 UTC",
        "2025-08-05 11:00 +02:00",
        "2025-08-05 11:00+0200",
        "2025-08-05 04:00 -05:00",
        "2025-08-05 04:00 −05:00",
        "2025-08-05  11:00\u00a0+02:00",
        "2025-08-05 11:00",
        "2025-08-05T11:00:00",
    ],
)
def test_one_instant_can_be_written_in_many_ways(text: str) -> None:
    """Without an offset the page's zone applies, which is +02:00 in Oslo's summer."""
    assert read_time(text, OSLO).at == NINE


def test_seconds_are_optional_and_remembered() -> None:
    """They are part of an update's id where they are written."""
    assert read_time("2025-08-05 09:00:00Z", OSLO).has_seconds
    assert not read_time("2025-08-05 09:00Z", OSLO).has_seconds
    assert compact(NINE) == "20250805T0900Z"
    assert compact(NINE, has_seconds=True) == "20250805T090000Z"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("2025-08-05", "date without a time", "2025-08-05 11:50 +02:00"),
        ("2025-08-05 11:50 CEST", "'CEST' is an abbreviation", "+02:00"),
        ("2025-08-05 11:50 (CET)", "'CET' is an abbreviation", "+02:00"),
        ("2025-08-05 24:00", "no hour 24", "00:00 of the next day"),
        ("2025-08-05 25:00", "no such time", "the hour"),
        ("2025-13-05 11:50", "no such time", "the month"),
        ("2025-02-30 11:50", "no such time", "the day"),
        ("2025-08-05 11:50 +15:00", "no offset", "+02:00"),
        ("2025-08-05 11:50 +02:75", "no offset", "+02:00"),
        ("1895-08-05 11:50", "out of range", "year"),
        ("05.08.2025 11:50", "is no time", "2025-08-05 11:50 +02:00"),
        ("2025-8-5 11:50", "is no time", "2025-08-05 11:50 +02:00"),
        ("Aug 5, 2025 11:50", "is no time", "2025-08-05 11:50 +02:00"),
        ("٢٠٢٥-٠٨-٠٥ ١١:٥٠", "is no time", "2025-08-05 11:50 +02:00"),
        ("", "is no time", "2025-08-05 11:50 +02:00"),
    ],
)
def test_anything_else_is_refused_with_what_to_write(text: str, message: str, hint: str) -> None:
    """The message names the mistake, the hint its cure."""
    with pytest.raises(BadTimeError) as caught:
        read_time(text, OSLO)
    assert caught.value.code == "bad-time"
    assert message in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("text", "code"), [("2025-10-26 02:30", "ambiguous-time"), ("2025-03-30 02:30", "impossible-time")]
)
def test_a_clock_change_asks_for_the_offset(text: str, code: str) -> None:
    """02:30 happens twice in October and never in March; both hints offer the two offsets."""
    with pytest.raises(BadTimeError) as caught:
        read_time(text, OSLO)
    assert caught.value.code == code
    assert "+01:00" in caught.value.hint
    assert "+02:00" in caught.value.hint


@pytest.mark.parametrize("text", ["2025-10-26 03:00", "2025-10-26 01:59", "2025-03-30 01:59", "2025-03-30 03:00"])
def test_the_edges_of_a_clock_change_are_ordinary_times(text: str) -> None:
    """Only the hour in between is in doubt."""
    assert read_time(text, OSLO).at.tzinfo is UTC


def test_the_other_seasons_offset_is_noticed() -> None:
    """+01:00 in an Oslo August is a likely slip, India's offset is not; nor is UTC."""
    assert read_time("2025-08-05 11:00 +01:00", OSLO).other_season == "+02:00"
    assert read_time("2025-01-05 11:00 +02:00", OSLO).other_season == "+01:00"
    assert read_time("2025-08-05 11:00 +05:30", OSLO).other_season == ""
    assert read_time("2025-08-05 11:00 +02:00", OSLO).other_season == ""
    assert read_time("2025-08-05 11:00Z", zone("Europe/London")).other_season == ""
    assert read_time("2025-08-05 11:00 +00:00", zone("Europe/London")).other_season == "+01:00"


def test_zones_have_exact_names() -> None:
    """They are those of the tzdata package, whatever the machine's disk thinks of case."""
    assert zone("Europe/Oslo") is OSLO
    assert "Europe/Oslo" in zone_names()
    for wrong in ("europe/oslo", "Europe", "Europe/Oslo/", "../zones", "CEST", "", "Europe/Oslo\0"):
        with pytest.raises(KeyError):
            zone(wrong)


@pytest.mark.parametrize(
    ("name", "day", "begins"),
    [
        ("Europe/Oslo", date(2025, 8, 5), "2025-08-04 22:00"),
        ("Europe/Oslo", date(2025, 10, 27), "2025-10-26 23:00"),
        ("Africa/Cairo", date(2025, 4, 25), "2025-04-24 22:00"),
        ("America/Havana", date(2025, 3, 9), "2025-03-09 05:00"),
        ("America/Havana", date(2025, 11, 2), "2025-11-02 04:00"),
        ("Atlantic/Azores", date(2025, 10, 26), "2025-10-26 00:00"),
        ("Pacific/Apia", date(2011, 12, 30), "2011-12-30 10:00"),
        ("Pacific/Apia", date(2011, 12, 31), "2011-12-30 10:00"),
    ],
)
def test_a_day_begins_when_the_clock_first_shows_it(name: str, day: date, begins: str) -> None:
    """In Cairo and Havana spring skips midnight; in the Azores autumn has two; Samoa once lost a day."""
    begin = local_midnight(day, zone(name))
    assert begin == at(begins)
    if (name, day.day) != ("Pacific/Apia", 30):
        assert local_day(begin, zone(name)) == day
