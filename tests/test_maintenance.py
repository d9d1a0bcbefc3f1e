"""How maintenances go: by the clock, by hand, and where the two meet."""

import pytest

from statusgen.model.report import Window
from statusgen.model.vocabulary import State, Status
from statusgen.views.course import Course

from writing import at, course_at, spells, steps, write

LATER = "2025-08-09 12:00"
SCHEDULED = "Scheduled - 2025-08-01 09:00Z"


def plan(*updates: str, more: str = "components: [API]", now: str = LATER) -> Course:
    """A maintenance on the fifth from 22:00 to 23:00."""
    front = f"kind: maintenance\nscheduled: {{start: 2025-08-05 22:00Z, end: 2025-08-05 23:00Z}}\n{more}"
    return course_at(now, write(front, *updates))


def test_by_the_clock() -> None:
    """It starts and ends by itself, at the very seconds; these are updates with ids of their own."""
    before, start = plan(SCHEDULED, now="2025-08-05 21:59:59"), plan(SCHEDULED, now="2025-08-05 22:00")
    last, end = plan(SCHEDULED, now="2025-08-05 22:59:59"), plan(SCHEDULED, now="2025-08-05 23:00")
    assert [c.status.value for c in (before, start, last, end)] == ["scheduled", *["in_progress"] * 2, "completed"]
    assert [c.is_upcoming for c in (before, start, end)] == [True, False, False]
    assert [c.is_open for c in (before, start, end)] == [True, True, False]
    assert [c.states[0].state for c in (before, start, end)] == [
        State.OPERATIONAL,
        State.UNDER_MAINTENANCE,
        State.OPERATIONAL,
    ]
    assert steps(end) == [
        "01 09:00 scheduled",
        "05 22:00 in_progress* api=under_maintenance",
        "05 23:00 completed* api=operational",
    ]
    assert [step.id for step in end.steps[1:]] == ["one-start-20250805T2200Z", "one-end-20250805T2300Z"]
    assert spells(end) == ["api under_maintenance 05 22:00-05 23:00"]
    assert (before.began, end.began, end.ended) == (
        at("2025-08-05 22:00"),
        at("2025-08-05 22:00"),
        at("2025-08-05 23:00"),
    )


def test_extended_twice() -> None:
    """The window in force moves each time; the second extension comes when the clock has ended it."""
    one = plan(
        SCHEDULED,
        "Update - 2025-08-05 22:30Z\nscheduled: {end: 2025-08-05 23:30Z}",
        "Update - 2025-08-05 23:40Z\nscheduled: {end: 2025-08-06 00:30Z}",
    )
    assert steps(one)[1:] == [
        "05 22:00 in_progress* api=under_maintenance",
        "05 22:30 update",
        "05 23:30 completed* api=operational",
        "05 23:40 in_progress api=under_maintenance",
        "06 00:30 completed* api=operational",
    ]
    assert one.window == Window(at("2025-08-05 22:00"), at("2025-08-06 00:30"))
    assert [step.moved for step in one.steps] == [False, False, True, False, True, False]
    assert spells(one) == ["api under_maintenance 05 22:00-05 23:30", "api under_maintenance 05 23:40-06 00:30"]


def test_two_phases() -> None:
    """`Scheduled` with a new window puts it back, and the clock starts it again."""
    one = plan(
        SCHEDULED,
        "Scheduled - 2025-08-05 22:40Z\nscheduled: {start: 2025-08-06 22:00Z, end: 2025-08-06 23:00Z}",
    )
    assert steps(one) == [
        "01 09:00 scheduled",
        "05 22:00 in_progress* api=under_maintenance",
        "05 22:40 scheduled api=operational",
        "06 22:00 in_progress* api=under_maintenance",
        "06 23:00 completed* api=operational",
    ]
    assert one.began == at("2025-08-05 22:00")


def test_the_second_phase_is_told_when_the_clock_has_ended_the_first() -> None:
    """Both by `Scheduled` and by an update that moves the start."""
    for word in ("Scheduled", "Update"):
        one = plan(
            SCHEDULED,
            f"{word} - 2025-08-05 23:40Z\nscheduled: {{start: 2025-08-06 22:00Z, end: 2025-08-06 23:00Z}}",
        )
        assert [line.split()[2] for line in steps(one)][2:] == ["completed*", "scheduled", "in_progress*", "completed*"]


def test_postponed_and_brought_forward() -> None:
    """Before the start, the new window simply holds."""
    one = plan(SCHEDULED, "Update - 2025-08-02 09:00Z\nscheduled: {start: 2025-08-05 22:30Z}")
    assert steps(one)[1:3] == ["02 09:00 update", "05 22:30 in_progress* api=under_maintenance"]
    past = plan(SCHEDULED, "Update - 2025-08-02 09:00Z\nscheduled: {start: 2025-08-02 08:00Z}")
    assert steps(past)[1:3] == ["02 09:00 update", "02 09:00 in_progress* api=under_maintenance"]


def test_verifying_is_not_ended_by_the_clock() -> None:
    """Somebody is looking, and will say."""
    one = plan(SCHEDULED, "Verifying - 2025-08-05 22:50Z", "Update - 2025-08-05 23:10Z")
    assert (one.status, one.is_open) == (Status.VERIFYING, True)
    assert spells(one) == ["api under_maintenance 05 22:00-"]
    assert plan(SCHEDULED, "Verifying - 2025-08-05 22:50Z", "Completed - 2025-08-05 23:10Z").ended == at(
        "2025-08-05 23:10"
    )


def test_an_overrun_into_an_outage_is_not_ended_by_the_clock() -> None:
    """What is worse than planned stays so until something else is written."""
    one = plan(SCHEDULED, "Update - 2025-08-05 22:50Z\ncomponents: {API: major_outage}")
    assert (one.status, one.states[0].state) == (Status.IN_PROGRESS, State.MAJOR_OUTAGE)
    assert spells(one) == ["api under_maintenance 05 22:00-05 22:50", "api major_outage 05 22:50-"]
    ended = plan(
        SCHEDULED, "Update - 2025-08-05 22:50Z\ncomponents: {API: major_outage}", "Completed - 2025-08-06 01:00Z"
    )
    assert steps(ended)[-1] == "06 01:00 completed api=operational"


def test_an_outage_that_is_over_in_time_is_ended_by_the_clock() -> None:
    """As if it had never been."""
    one = plan(
        SCHEDULED,
        "Update - 2025-08-05 22:20Z\ncomponents: {API: major_outage}",
        "Update - 2025-08-05 22:40Z\ncomponents: {API: under_maintenance}",
    )
    assert steps(one)[-1] == "05 23:00 completed* api=operational"


def test_something_worse_after_the_clocks_end_re_opens() -> None:
    """The clock did not know."""
    one = plan(SCHEDULED, "Update - 2025-08-06 00:10Z\ncomponents: {API: partial_outage}")
    assert steps(one)[2:] == ["05 23:00 completed* api=operational", "06 00:10 in_progress api=partial_outage"]
    assert (one.is_open, one.ended) == (True, None)


def test_an_addendum_after_the_clocks_end_leaves_it_ended() -> None:
    """Nothing worse and no later end."""
    one = plan(SCHEDULED, "Update - 2025-08-06 00:10Z")
    assert (one.status, one.ended, steps(one)[-1]) == (Status.COMPLETED, at("2025-08-05 23:00"), "06 00:10 update")


def test_cancelled() -> None:
    """It never starts; its window stays on record."""
    one = plan(SCHEDULED, "Cancelled - 2025-08-04 09:00Z")
    assert steps(one) == ["01 09:00 scheduled", "04 09:00 cancelled"]
    assert (one.is_open, one.is_upcoming, spells(one)) == (False, False, [])
    assert (one.began, one.ended) == (at("2025-08-05 22:00"), at("2025-08-04 09:00"))


def test_without_the_clock() -> None:
    """`automatic: false` waits for a person, at both ends."""
    more = "components: [API]\nautomatic: false"
    assert plan(SCHEDULED, more=more).status is Status.SCHEDULED
    assert plan(SCHEDULED, "In progress - 2025-08-05 22:10Z", more=more).status is Status.IN_PROGRESS


def test_announced_late() -> None:
    """The clock cannot act before the news was there."""
    one = plan("Scheduled - 2025-08-05 22:10Z")
    assert steps(one) == [
        "05 22:10 scheduled",
        "05 22:10 in_progress* api=under_maintenance",
        "05 23:00 completed* api=operational",
    ]
    after = plan("Scheduled - 2025-08-05 23:10Z")
    assert [line[:8] for line in steps(after)] == ["05 23:10"] * 3
    assert (after.status, spells(after)) == (Status.COMPLETED, [])


def test_begun_early() -> None:
    """By hand, before the window; the clock still ends it."""
    one = plan(SCHEDULED, "In progress - 2025-08-05 21:30Z")
    assert spells(one) == ["api under_maintenance 05 21:30-05 23:00"]
    assert one.began == at("2025-08-05 21:30")


def test_begun_late_by_hand_after_the_window() -> None:
    """Then only a person ends it."""
    one = plan(SCHEDULED, "In progress - 2025-08-05 23:30Z")
    assert steps(one)[-2:] == ["05 23:00 completed* api=operational", "05 23:30 in_progress api=under_maintenance"]
    assert one.is_open


STARTED, ENDED = "05 22:00 in_progress* api=under_maintenance", "05 23:00 completed* api=operational"


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        ("In progress - 2025-08-05 22:00Z", [STARTED.replace("*", ""), ENDED]),
        ("Cancelled - 2025-08-05 22:00Z", ["05 22:00 cancelled"]),
        ("Update - 2025-08-05 22:00Z", [STARTED, "05 22:00 update", ENDED]),
        ("Completed - 2025-08-05 23:00Z", [STARTED, ENDED.replace("*", "")]),
        ("In progress - 2025-08-05 23:00Z", [STARTED, "05 23:00 update"]),
        ("Verifying - 2025-08-05 23:00Z", [STARTED, "05 23:00 verifying"]),
    ],
)
def test_a_status_written_for_the_clocks_very_instant_replaces_it(update: str, expected: list[str]) -> None:
    """An `Update` does not: the clock goes first, and it is said under the status from then on."""
    assert steps(plan(SCHEDULED, update))[1:] == expected


def test_a_change_of_state_before_the_start_applies_from_the_start() -> None:
    """Also of a component that joins."""
    one = plan(SCHEDULED, "Update - 2025-08-02 09:00Z\ncomponents: {API: major_outage, Portal: under_maintenance}")
    assert steps(one)[1:] == [
        "02 09:00 update",
        "05 22:00 in_progress* api=major_outage portal=under_maintenance",
    ]
    assert one.status is Status.IN_PROGRESS


def test_ended_early_by_hand() -> None:
    """The clock then has nothing left to do."""
    one = plan(SCHEDULED, "Completed - 2025-08-05 22:30Z", "Update - 2025-08-06 09:00Z")
    assert (one.ended, steps(one)[-1]) == (at("2025-08-05 22:30"), "06 09:00 update")


def test_a_postmortem_leaves_the_clock_alone() -> None:
    """Even before the start."""
    assert plan(SCHEDULED, "Postmortem - 2025-08-02 09:00Z").status is Status.COMPLETED


def test_seconds_are_in_the_clocks_ids_where_the_window_has_them() -> None:
    """As in those of written updates."""
    front = "kind: maintenance\nscheduled: {start: 2025-08-05 22:00:30Z, end: 2025-08-05 23:00Z}\naliases: [old]"
    one = course_at(LATER, write(front, SCHEDULED))
    assert [step.id for step in one.steps] == [
        "old-20250801T0900Z",
        "old-start-20250805T220030Z",
        "old-end-20250805T2300Z",
    ]
