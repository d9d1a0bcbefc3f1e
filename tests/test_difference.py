"""What differs between two sites that are seen at the same now."""

from dataclasses import fields, replace

import pytest

from statusgen.model.frontmatter import FrontMatter
from statusgen.model.report import Report
from statusgen.views.difference import FRONT, Change, CourseChange, course_changes, state_changes
from statusgen.views.facts import Facts

from writing import COMPONENTS, facts_at, write

NOW = "2025-08-05 12:00"
OPEN = "Investigating - 2025-08-05 09:00Z"
FOUND = "Identified - 2025-08-05 10:00Z"
OVER = "Resolved - 2025-08-05 11:00Z"
AFTER = "Update - 2025-08-05 11:30Z"
AGAIN = "Monitoring - 2025-08-05 11:30Z"
LESSON = "Postmortem - 2025-08-05 11:40Z"
WORK = "kind: maintenance\nscheduled: {{start: 2025-08-{}Z, end: 2025-08-{}Z}}"
PLAN = "Scheduled - 2025-08-01 09:00Z"


def incident(*updates: str, front: str = "components: {API: major_outage}", title: str = "Slow") -> str:
    """One that hits the API."""
    return write(front, *updates, title=title)


def work(start: str, end: str, *more: str) -> str:
    """A maintenance."""
    return write(WORK.format(start, end), PLAN, *more)


def notice(*more: str) -> str:
    """A notice of today."""
    return write("kind: notice", "Announced - 2025-08-05 09:00Z", *more)


OTHERWISE = {
    "title": Change.RETITLED,
    "scheduled": Change.MOVED,
    "id": Change.RENAMED,
    "aliases": Change.RENAMED,
    "draft": Change.REMOVED,
}
"""The keys of the front matter that are told in another way than as an edit."""


def test_every_key_of_the_front_matter_is_told() -> None:
    """As an edit, or in a way of its own."""
    assert set(FrontMatter.model_fields) == {*FRONT, *OTHERWISE}
    assert {*FRONT.values()} <= {field.name for field in fields(Report)}


def changes(before: list[str], after: list[str]) -> tuple[CourseChange, ...]:
    """What differs between two sites."""
    return course_changes(facts_at(NOW, *before), facts_at(NOW, *after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, incident(OPEN), "opened"),
        (None, incident(OPEN, OVER), "added"),
        (incident(OPEN), incident(OPEN, FOUND), "updated"),
        (incident(OPEN), incident(OPEN, FOUND, OVER), "resolved"),
        (incident(OPEN, OVER), incident(OPEN, OVER, AFTER), "updated"),
        (incident(OPEN, OVER), incident(OPEN, OVER, AGAIN), "reopened"),
        (incident(OPEN, OVER), incident(OPEN, OVER, LESSON), "postmortem"),
        (incident(OPEN), incident(OPEN, OVER, LESSON), "resolved postmortem"),
        (incident(OPEN), incident(OPEN, title="Slower"), "retitled"),
        (incident(OPEN), incident(OPEN, front="components: {API: partial_outage}"), "edited"),
        (incident(OPEN), incident(OPEN, front="components: {API: major_outage}\ntags: [db]"), "edited"),
        (incident(OPEN, FOUND), incident(OPEN), "updated edited"),
        (incident(OPEN), incident(OPEN + "\nedited: 2025-08-05 11:00Z"), "edited"),
        (incident(OPEN), None, "removed"),
        (incident(OPEN), incident(OPEN, front="components: {API: major_outage} # as seen"), ""),
        (None, work("06 22:00", "06 23:00"), "scheduled"),
        (None, work("05 11:00", "05 13:00"), "begun"),
        (None, work("04 11:00", "04 13:00"), "added"),
        (work("06 22:00", "06 23:00"), work("07 22:00", "07 23:00"), "moved"),
        (work("06 22:00", "06 23:00"), work("06 22:00", "06 23:00", "Cancelled - 2025-08-05 11:00Z"), "cancelled"),
        (work("05 11:00", "05 13:00"), work("05 11:00", "05 13:00", "Completed - 2025-08-05 11:30Z"), "completed"),
        (work("06 22:00", "06 23:00"), work("06 22:00", "06 23:00", "In progress - 2025-08-05 11:00Z"), "begun"),
        (None, notice(), "opened"),
        (notice(), notice("Closed - 2025-08-05 11:00Z"), "closed"),
    ],
)
def test_what_happened_to_a_report_has_a_name(before: str | None, after: str | None, expected: str) -> None:
    """The most telling first; nothing where only what nobody sees is another."""
    found = changes([before] if before else [], [after] if after else [])
    assert " ".join(change for one in found for change in one.changes) == expected


def test_news_is_what_the_older_side_does_not_tell() -> None:
    """Also where it is inserted; what is told no more and what is told in another way stand apart."""
    (found,) = changes([incident(OPEN, OVER)], [incident(FOUND, OVER + "\nedited: 2025-08-05 11:50Z")])
    assert [step.label for step in found.news] == ["identified"]
    assert [step.label for step in found.edited] == ["resolved"]
    assert [step.label for step in found.dropped] == ["investigating"]


def test_the_clock_is_nobodys_news() -> None:
    """A maintenance that has begun meanwhile has begun on both sides."""
    assert changes([work("05 11:00", "05 13:00")], [work("05 11:00", "05 13:00")]) == ()


def test_a_report_with_another_id_is_the_same() -> None:
    """As long as it keeps the former one."""
    before = facts_at(NOW, incident(OPEN))
    after = facts_at(NOW, incident(OPEN, front="id: other\naliases: [one]\ncomponents: {API: major_outage}"))
    (found,) = course_changes(before, after)
    assert found.changes == (Change.RENAMED,)
    assert not found.news
    assert not found.dropped


def test_a_report_gives_its_components_states() -> None:
    """Before it was there, they were operational."""
    (found,) = changes([], [incident(OPEN)])
    assert [f"{c} {was.slug} {now.slug}" for c, was, now in found.states] == ["api operational major_outage"]


def moved(before: Facts, after: Facts) -> list[str]:
    """The components whose state differs."""
    changed = [(c, *(state if state is None else state.slug for state in s)) for c, *s in state_changes(before, after)]
    return [f"{component} {was} {now}" for component, was, now in changed]


def test_components_move_by_all_reports_together() -> None:
    """One that is down by another report already does not move."""
    down = incident(OPEN)
    assert moved(facts_at(NOW), facts_at(NOW, down)) == ["api operational major_outage"]
    assert moved(facts_at(NOW, down), facts_at(NOW, down, incident(OPEN, title="Slow too"))) == []


def test_a_component_that_is_shown_on_one_side_only_has_no_state_on_the_other() -> None:
    """And is no news of its own while it works."""
    retired = COMPONENTS.replace("- name: API", "- {name: API, retired: 2025-01-01}").replace("Portal", "Gateway")
    down = incident(OPEN)
    before, after = facts_at(NOW, down), facts_at(NOW, down, components=retired)
    assert moved(before, after) == ["api major_outage None"]


def test_the_order_is_that_of_what_happened() -> None:
    """Then the latest first."""
    texts = [incident(OPEN), incident(OPEN, OVER), incident(OPEN, FOUND)]
    found = course_changes(replace(facts_at(NOW), courses=()), facts_at(NOW, *texts))
    assert [(one.course.report.id, one.changes[0].value) for one in found] == [
        ("three", "opened"),
        ("one", "opened"),
        ("two", "added"),
    ]
