"""Which month and which day a report stands on, in the page's zone."""

from datetime import date

import pytest

from statusgen.views.history import Month, recent_days

from writing import COMPONENTS, at, facts_at, write

OSLO = COMPONENTS.replace("timezone: UTC", "timezone: Europe/Oslo")


def resolved(began: str, ended: str, front: str = "") -> str:
    """An incident from one time to another."""
    return write(front, f"Investigating - {began}Z", f"Resolved - {ended}Z")


def test_a_report_stands_in_the_month_it_began() -> None:
    """Local midnight decides: the last hours of July in UTC are August in Oslo."""
    facts = facts_at(
        "2025-08-05 12:00",
        resolved("2025-07-31 21:59", "2025-08-01 09:00"),
        resolved("2025-07-31 22:00", "2025-08-01 09:00"),
        resolved("2025-08-02 09:00", "2025-08-02 10:00", "started: 2025-06-30 21:00Z"),
        components=OSLO,
    )
    assert {str(month.path): [c.report.id for c in those] for month, those in facts.months.items()} == {
        "2025/06": ["three"],
        "2025/07": ["one"],
        "2025/08": ["two"],
    }


def test_every_month_up_to_now_has_its_place() -> None:
    """Empty ones too, but of those to come only the ones with plans."""
    plan = "kind: maintenance\nscheduled: {start: 2025-11-05 22:00Z, end: 2025-11-05 23:00Z}"
    facts = facts_at(
        "2025-08-05 12:00",
        resolved("2025-05-05 09:00", "2025-06-01 09:00"),
        write(plan, "Scheduled - 2025-08-01 09:00Z"),
    )
    assert [month.path for month in facts.months] == ["2025/05", "2025/06", "2025/07", "2025/08", "2025/11"]
    assert [month.path for month in facts_at("2025-08-05 12:00").months] == ["2025/08"]


def test_a_month_lists_the_newest_first() -> None:
    """By when each began."""
    facts = facts_at(
        "2025-08-05 12:00",
        resolved("2025-08-02 09:00", "2025-08-03 09:00"),
        resolved("2025-08-01 09:00", "2025-08-04 09:00"),
        resolved("2025-08-03 09:00", "2025-08-03 09:30"),
    )
    assert [c.report.id for c in facts.months[Month(2025, 8)]] == ["three", "one", "two"]


def test_months_follow_each_other_over_the_year() -> None:
    """December is followed by January."""
    assert Month(2025, 12).next() == Month(2026, 1)
    assert Month(2025, 8).next() == Month(2025, 9)
    assert (Month(2025, 8).path, Month(2025, 8).first_day) == ("2025/08", date(2025, 8, 1))


def test_the_last_fifteen_days_stand_on_the_front_page() -> None:
    """Today first, each with what was said last on it; a postmortem moves nothing."""
    facts = facts_at(
        "2025-08-20 22:30",
        resolved("2025-08-01 09:00", "2025-08-20 21:59"),
        resolved("2025-08-20 09:00", "2025-08-20 22:01"),
        resolved("2025-08-07 09:00", "2025-08-07 10:00"),
        resolved("2025-08-06 09:00", "2025-08-06 21:59"),
        resolved("2025-08-10 09:00", "2025-08-10 10:00") + "\n## Postmortem - 2025-08-12 10:00Z\n\nWhy.\n",
        components=OSLO,
    )
    days = {day: [c.report.id for c in those] for day, those in facts.recent_days}
    assert next(iter(days)) == date(2025, 8, 21)
    assert len(days) == 15
    assert list(days)[-1] == date(2025, 8, 7)
    assert {day.day: those for day, those in days.items() if those} == {
        21: ["two"],
        20: ["one"],
        10: ["five"],
        7: ["three"],
    }


def test_a_day_lists_its_latest_news_first() -> None:
    """Whenever the incidents began."""
    facts = facts_at(
        "2025-08-05 12:00",
        resolved("2025-08-05 09:00", "2025-08-05 10:00"),
        resolved("2025-08-04 09:00", "2025-08-05 11:00"),
    )
    assert [c.report.id for c in facts.recent_days[0][1]] == ["two", "one"]


@pytest.mark.parametrize(("now", "day"), [("2025-08-05 21:59", None), ("2025-08-05 22:00", 5), ("2025-08-06 09:00", 5)])
def test_a_plan_stands_on_no_day_until_it_begins(now: str, day: int | None) -> None:
    """Then on the day of its latest step, the clock's included."""
    plan = "kind: maintenance\nscheduled: {start: 2025-08-05 22:00Z, end: 2025-08-05 23:00Z}"
    facts = facts_at(now, write(plan, "Scheduled - 2025-08-01 09:00Z"))
    assert [d.day for d, those in facts.recent_days if those] == ([day] if day else [])


def test_news_a_little_ahead_of_the_clock_stands_today() -> None:
    """A writer's clock may be ten minutes fast, also at midnight."""
    facts = facts_at("2025-08-05 23:55", write("", "Investigating - 2025-08-06 00:03Z"))
    day, those = recent_days(facts.courses, at("2025-08-05 23:55"), facts.site.page.zone)[0]
    assert (day, len(those)) == (date(2025, 8, 5), 1)
