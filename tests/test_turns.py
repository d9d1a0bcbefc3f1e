"""What the clock alone will change: every turn says what a build at that instant would show."""

from dataclasses import replace

import pytest

from statusgen.views.facts import facts
from statusgen.views.turns import steps_ahead

from writing import at, course_at, facts_at, report, site, write

NOW = "2025-08-05 12:00"


def work(start: str, end: str, *more: str, front: str = "components: [API]") -> str:
    """A maintenance, announced on the first."""
    window = f"scheduled: {{start: 2025-08-{start}Z, end: 2025-08-{end}Z}}"
    return write(f"kind: maintenance\n{window}\n{front}", "Scheduled - 2025-08-01 09:00Z", *more)


def notice(expires: str) -> str:
    """A notice of the first."""
    return write(f"kind: notice\nexpires: 2025-08-{expires}Z", "Announced - 2025-08-01 09:00Z")


TEXTS = {
    "one to come": [work("06 22:00", "06 23:00")],
    "one that runs": [work("05 11:00", "05 13:00")],
    "one in another": [work("06 20:00", "06 23:00"), work("06 21:00", "06 22:00", front="components: [Portal]")],
    "one after another": [work("06 20:00", "06 21:00"), work("06 21:00", "06 22:00")],
    "a notice": [notice("06 09:00"), work("06 09:00", "06 10:00")],
    "moved": [work("06 22:00", "06 23:00", "Update - 2025-08-02 09:00Z\nscheduled: {end: 2025-08-07 01:00Z}")],
}


@pytest.mark.parametrize("name", TEXTS)
def test_each_turn_is_what_a_build_at_that_instant_would_show(name: str) -> None:
    """And between the turns nothing changes."""
    texts = TEXTS[name]
    turns = facts_at(NOW, *texts).turns
    assert turns
    for turn in turns:
        assert turn.current == facts_at(turn.at.isoformat(" "), *texts).current
    instants = [at(f"2025-08-{day:02} {hour:02}:59:59") for day in range(5, 9) for hour in range(12, 24)]
    shown = facts_at(NOW, *texts).current
    for instant in instants:
        for turn in turns:
            if turn.at <= instant:
                shown = turn.current
        assert facts_at(instant.isoformat(" "), *texts).current == shown


@pytest.mark.parametrize(
    "text",
    [
        work("06 22:00", "06 23:00", front="automatic: false"),
        work("05 11:00", "05 13:00", "Completed - 2025-08-05 11:30Z"),
        work("05 11:00", "05 13:00", "Verifying - 2025-08-05 11:30Z"),
        work("06 22:00", "06 23:00", "Cancelled - 2025-08-05 11:30Z"),
        notice("05 09:00"),
        write("components: [API]", "Investigating - 2025-08-05 11:00Z"),
    ],
)
def test_the_clock_leaves_alone_what_only_people_move(text: str) -> None:
    """No turn, no step ahead."""
    assert facts_at(NOW, text).turns == ()
    assert steps_ahead(course_at(NOW, text)) == ()


def test_turns_come_in_order_and_are_not_endless() -> None:
    """The soonest forty, however many maintenances are planned."""
    windows = [(f"{day:02} 22:00", f"{day:02} 23:00") for day in range(30, 5, -1)]
    planned = tuple(replace(report(work(*window)), id=f"work-{n}") for n, window in enumerate(windows))
    turns = facts(replace(site(), reports=planned), at(NOW)).turns
    assert [turn.at for turn in turns] == [
        at(f"2025-08-{day:02} {hour}:00") for day in range(6, 26) for hour in (22, 23)
    ]
