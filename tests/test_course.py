"""How incidents go: what holds when, what each update changed, and when it was over."""

import pytest

from statusgen.model.vocabulary import Impact, State, Status
from statusgen.views.walk import course

from writing import at, course_at, report, spells, steps, write

NOON = "2025-08-05 12:00"
OUTAGE = "components: {API: major_outage, Portal: partial_outage}"


def test_an_incident_from_the_first_update_to_the_end() -> None:
    """What is named at the top holds from the first update, an update changes what it names, the end all."""
    one = course_at(
        NOON,
        write(
            OUTAGE,
            "Investigating - 2025-08-05 09:00Z",
            "Monitoring - 2025-08-05 10:00Z\ncomponents: {API: degraded_performance}",
            "Update - 2025-08-05 10:30Z",
            "Resolved - 2025-08-05 11:00Z",
        ),
    )
    assert steps(one) == [
        "05 09:00 investigating api=major_outage portal=partial_outage",
        "05 10:00 monitoring api=degraded_performance",
        "05 10:30 update",
        "05 11:00 resolved api=operational portal=operational",
    ]
    assert spells(one) == [
        "api major_outage 05 09:00-05 10:00",
        "portal partial_outage 05 09:00-05 11:00",
        "api degraded_performance 05 10:00-05 11:00",
    ]
    assert (one.is_open, one.status, one.impact) == (False, Status.RESOLVED, Impact.CRITICAL)
    assert (one.began, one.ended) == (at("2025-08-05 09:00"), at("2025-08-05 11:00"))
    assert [(c.component, c.state) for c in one.worst] == [
        ("api", State.MAJOR_OUTAGE),
        ("portal", State.PARTIAL_OUTAGE),
    ]


def test_an_open_incident_has_spells_without_an_end() -> None:
    """And what it claims is the present."""
    one = course_at(NOON, write(OUTAGE, "Identified - 2025-08-05 09:00Z"))
    assert spells(one) == ["api major_outage 05 09:00-", "portal partial_outage 05 09:00-"]
    assert (one.is_open, one.ended) == (True, None)
    assert [c.state for c in one.states] == [State.MAJOR_OUTAGE, State.PARTIAL_OUTAGE]


@pytest.mark.parametrize("first", ["Investigating", "Identified", "Monitoring", "Update"])
def test_update_keeps_the_status_in_force(first: str) -> None:
    """Before any other it is Investigating; the same word twice is an update too, as the field prints it."""
    one = course_at(
        NOON, write("", f"{first} - 2025-08-05 09:00Z", "Update - 2025-08-05 10:00Z", f"{first} - 2025-08-05 11:00Z")
    )
    status = Status.INVESTIGATING if first == "Update" else Status(first.lower())
    assert [step.status for step in one.steps] == [status] * 3
    assert [step.label for step in one.steps] == [status, Status.UPDATE, Status.UPDATE]


def test_states_hold_from_started() -> None:
    """Those at the top; a component that joins later holds from its update, and an early change from its own."""
    one = course_at(
        NOON,
        write(
            f"{OUTAGE}\nstarted: 2025-08-05 08:00Z",
            "Investigating - 2025-08-05 09:00Z\ncomponents: {API: partial_outage}",
            "Update - 2025-08-05 10:00Z\ncomponents: {Post: major_outage}",
            "Resolved - 2025-08-05 11:00Z",
        ),
    )
    assert spells(one) == [
        "api major_outage 05 08:00-05 09:00",
        "portal partial_outage 05 08:00-05 11:00",
        "api partial_outage 05 09:00-05 11:00",
        "mail major_outage 05 10:00-05 11:00",
    ]
    assert steps(one)[0] == "05 09:00 investigating api=partial_outage portal=partial_outage"
    assert one.began == at("2025-08-05 08:00")


def test_an_incident_told_when_it_was_over_still_counts() -> None:
    """From `started` to its only update."""
    front = f"{OUTAGE}\nstarted: 2025-08-05 08:00Z"
    assert spells(course_at(NOON, write(front, "Resolved - 2025-08-05 11:00Z"))) == [
        "api major_outage 05 08:00-05 11:00",
        "portal partial_outage 05 08:00-05 11:00",
    ]
    assert spells(course_at(NOON, write(OUTAGE, "Resolved - 2025-08-05 11:00Z"))) == []


def test_ended_makes_all_operational_in_the_record_only() -> None:
    """The report stays open until an update closes it, and then has ended at that time."""
    front, updates = f"{OUTAGE}\nended: 2025-08-05 10:00Z", ["Monitoring - 2025-08-05 09:00Z"]
    one = course_at(NOON, write(front, *updates))
    assert (one.is_open, one.ended) == (True, None)
    assert {c.state for c in one.states} == {State.OPERATIONAL}
    assert spells(one) == ["api major_outage 05 09:00-05 10:00", "portal partial_outage 05 09:00-05 10:00"]
    closed = course_at(NOON, write(front, *updates, "Resolved - 2025-08-05 11:00Z"))
    assert (closed.is_open, closed.ended) == (False, at("2025-08-05 10:00"))
    assert spells(closed) == spells(one)


def test_before_ended_the_states_hold() -> None:
    """Seen from an earlier now, nobody knew the end."""
    front = f"{OUTAGE}\nended: 2025-08-05 10:00Z"
    then = course_at("2025-08-05 09:30", write(front, "Monitoring - 2025-08-05 09:00Z"))
    assert spells(then) == ["api major_outage 05 09:00-", "portal partial_outage 05 09:00-"]
    assert max(c.state for c in then.states) is State.MAJOR_OUTAGE


def test_a_re_opened_incident_gets_its_states_back() -> None:
    """Those before the end, unless stated; in between all was well."""
    one = course_at(
        NOON,
        write(
            OUTAGE,
            "Investigating - 2025-08-05 09:00Z",
            "Monitoring - 2025-08-05 09:30Z\ncomponents: {API: partial_outage}",
            "Resolved - 2025-08-05 10:00Z\ncomponents: {API: operational}",
            "Identified - 2025-08-05 10:30Z\ncomponents: {Portal: degraded_performance}",
            "Resolved - 2025-08-05 11:00Z",
        ),
    )
    assert steps(one)[3:] == [
        "05 10:30 identified api=partial_outage portal=degraded_performance",
        "05 11:00 resolved api=operational portal=operational",
    ]
    assert one.ended == at("2025-08-05 11:00")


def test_an_addendum_changes_nothing() -> None:
    """Neither the state, nor the status, nor when it was over."""
    one = course_at(
        NOON,
        write(
            OUTAGE,
            "Investigating - 2025-08-05 09:00Z",
            "Resolved - 2025-08-05 10:00Z",
            "Update - 2025-08-05 11:00Z\ncomponents: {API: operational}",
        ),
    )
    assert steps(one)[-1] == "05 11:00 update"
    assert (one.status, one.ended) == (Status.RESOLVED, at("2025-08-05 10:00"))
    assert one.latest.at == at("2025-08-05 11:00")


def test_a_postmortem_does_not_move_its_incident() -> None:
    """It stands by its latest other update, but its content has changed."""
    one = course_at(
        "2025-08-09 12:00",
        write(
            OUTAGE,
            "Investigating - 2025-08-05 09:00Z\nedited: 2025-08-09 09:00Z",
            "Resolved - 2025-08-05 10:00Z",
            "Postmortem - 2025-08-08 10:00Z",
        ),
    )
    assert (one.status, one.latest.status, one.ended) == (Status.RESOLVED, Status.RESOLVED, at("2025-08-05 10:00"))
    assert steps(one)[-1] == "08 10:00 postmortem"
    assert one.changed == at("2025-08-09 09:00")


def test_a_postmortem_before_the_end_keeps_it_open() -> None:
    """Even as the first thing that is written."""
    one = course_at(
        NOON,
        write(
            f"{OUTAGE}\nstarted: 2025-08-05 08:00Z",
            "Postmortem - 2025-08-05 09:00Z",
            "Monitoring - 2025-08-05 10:00Z",
        ),
    )
    assert one.status is Status.MONITORING
    assert spells(one)[0] == "api major_outage 05 08:00-"


@pytest.mark.parametrize(
    ("front", "impact"),
    [
        ("components: {API: operational}", Impact.NONE),
        ("components: {API: under_maintenance}", Impact.NONE),
        ("components: {API: degraded_performance}", Impact.MINOR),
        ("components: {API: partial_outage}", Impact.MAJOR),
        ("components: {API: major_outage}", Impact.CRITICAL),
        ("components: [API]", Impact.MINOR),
        ("", Impact.NONE),
        ("impact: minor\n" + OUTAGE, Impact.MINOR),
        ("impact: critical", Impact.CRITICAL),
    ],
)
def test_the_impact_is_declared_or_the_worst_ever_claimed(front: str, impact: Impact) -> None:
    """It is a label: a declared one changes no state of a mapping."""
    text = write(front, "Investigating - 2025-08-05 09:00Z", "Resolved - 2025-08-05 10:00Z")
    assert course_at(NOON, text).impact is impact


def test_a_notice_changes_no_state() -> None:
    """It has labels, and is open until it is closed."""
    one = course_at(NOON, write("kind: notice\ncomponents: [API]", "Announced - 2025-08-05 09:00Z"))
    assert (one.is_open, spells(one), steps(one)) == (True, [], ["05 09:00 announced"])
    assert [(c.component, c.state) for c in one.states] == [("api", State.OPERATIONAL)]


def test_a_course_has_a_key_of_its_own() -> None:
    """It differs as soon as anything does that is shown."""
    text = write(
        f"{OUTAGE}\nended: 2025-08-05 11:00Z",
        "Investigating - 2025-08-05 09:00Z\nedited: 2025-08-05 10:00Z",
        "Resolved - 2025-08-05 11:30Z",
    )
    keys = set()
    for now in ("2025-08-05 09:30", "2025-08-05 10:30", "2025-08-05 11:10", NOON):
        known = report(text).as_of(at(now))
        assert known is not None
        keys.add(course(known, at(now)).key)
    assert len(keys) == 4
