"""The present: the state of every component and group, the banner, and what is open."""

import pytest

from statusgen.model.vocabulary import State
from statusgen.views.current import Banner, Current

from writing import COMPONENTS, PAGE, facts_at, write

NOW = "2025-08-05 12:00"
TWO = PAGE + "components: [{name: A}, {name: B}]"
LETTERS = {
    "o": "operational",
    "u": "under_maintenance",
    "d": "degraded_performance",
    "p": "partial_outage",
    "m": "major_outage",
}


def incident(front: str, *more: str) -> str:
    """An incident since nine."""
    return write(front, "Investigating - 2025-08-05 09:00Z", *more)


def maintenance(front: str, *more: str, start: str = "2025-08-05 11:00Z", end: str = "2025-08-05 13:00Z") -> str:
    """A maintenance, announced on the first."""
    window = f"scheduled: {{start: {start}, end: {end}}}"
    return write(f"kind: maintenance\n{window}\n{front}", "Scheduled - 2025-08-01 09:00Z", *more)


def now(*texts: str, components: str = TWO) -> Current:
    """The present of a site with the components A and B."""
    return facts_at(NOW, *texts, components=components).current


@pytest.mark.parametrize(
    ("letters", "banner", "indicator"),
    [
        ("mm", Banner.ALL_MAJOR, "critical"),
        ("mo", Banner.SOME_MAJOR, "major"),
        ("mp", Banner.SOME_MAJOR, "major"),
        ("mu", Banner.SOME_MAJOR, "major"),
        ("pp", Banner.SOME_MAJOR, "major"),
        ("po", Banner.SOME_PARTIAL, "minor"),
        ("pd", Banner.SOME_PARTIAL, "minor"),
        ("pu", Banner.SOME_PARTIAL, "minor"),
        ("dd", Banner.ALL_DEGRADED, "minor"),
        ("do", Banner.SOME_DEGRADED, "minor"),
        ("du", Banner.SOME_DEGRADED, "minor"),
        ("uu", Banner.MAINTENANCE, "maintenance"),
        ("uo", Banner.MAINTENANCE, "maintenance"),
        ("oo", Banner.OPERATIONAL, "none"),
    ],
)
def test_the_banner_follows_the_table_of_the_field(letters: str, banner: Banner, indicator: str) -> None:
    """The first row that holds, worst first; who stands first does not matter."""
    for a, b in (tuple(letters), tuple(reversed(letters))):
        present = now(incident(f"components: {{A: {LETTERS[a]}, B: {LETTERS[b]}}}"))
        assert (present.banner, present.banner.indicator) == (banner, indicator)


@pytest.mark.parametrize(
    ("impact", "banner"),
    [
        ("none", Banner.OPERATIONAL),
        ("minor", Banner.SOME_DEGRADED),
        ("major", Banner.SOME_MAJOR),
        ("critical", Banner.ALL_MAJOR),
    ],
)
def test_an_incident_that_names_no_component_raises_the_banner(impact: str, banner: Banner) -> None:
    """So does one whose components were never worse than operational; and one on a page without components."""
    assert now(incident(f"impact: {impact}")).banner is banner
    assert now(incident(f"impact: {impact}\ncomponents: {{A: operational}}")).banner is banner
    assert now(incident(f"impact: {impact}"), components=PAGE).banner is banner


def test_an_incident_whose_components_have_recovered_raises_nothing() -> None:
    """It is open, but all works."""
    one = incident("impact: critical\ncomponents: [A]", "Monitoring - 2025-08-05 10:00Z\ncomponents: {A: operational}")
    assert now(one).banner is Banner.OPERATIONAL
    assert len(now(one).incidents) == 1


def test_a_declared_impact_does_not_change_the_states_of_a_mapping() -> None:
    """Nor what the banner says of them."""
    assert now(incident("impact: critical\ncomponents: {A: degraded_performance}")).banner is Banner.SOME_DEGRADED


def test_nothing_lowers_the_banner() -> None:
    """The worst of all that is open counts."""
    texts = [incident("impact: minor"), incident("components: {A: partial_outage}"), maintenance("")]
    assert now(*texts).banner is Banner.SOME_PARTIAL
    assert now(incident("impact: critical"), incident("components: [A]")).banner is Banner.ALL_MAJOR


def test_a_running_maintenance_without_components_shows_as_such() -> None:
    """If nothing is worse; one to come or over does not, nor one that says all is operational."""
    assert now(maintenance("")).banner is Banner.MAINTENANCE
    assert now(maintenance(""), components=PAGE).banner is Banner.MAINTENANCE
    assert now(maintenance(""), incident("components: [A]")).banner is Banner.SOME_DEGRADED
    assert now(maintenance("", end="2025-08-05 11:30Z")).banner is Banner.OPERATIONAL
    assert now(maintenance("", start="2025-08-05 12:01Z")).banner is Banner.OPERATIONAL
    assert now(maintenance("components: {A: operational}")).banner is Banner.OPERATIONAL


def test_without_anything_all_is_operational() -> None:
    """With components and without."""
    assert now().banner is Banner.OPERATIONAL
    assert now(components=PAGE).banner is Banner.OPERATIONAL


def test_maintenance_never_hides_an_outage() -> None:
    """A component's state is the worst that anything open claims for it."""
    texts = [maintenance("components: [A]"), incident("components: {A: major_outage}"), incident("components: [A]")]
    assert now(*texts).states == {"a": State.MAJOR_OUTAGE, "b": State.OPERATIONAL}
    assert now(texts[0]).states["a"] is State.UNDER_MAINTENANCE


def test_retired_components_are_in_no_banner_and_no_group() -> None:
    """From the day they retire on."""
    text = PAGE + (
        "components: [{name: A}, {name: G, components: [{name: B, retired: 2025-08-05}, {name: C}]},"
        " {name: H, components: [{name: D, retired: 2025-08-05}]}]"
    )
    one = incident("components: {B: major_outage, D: major_outage, C: degraded_performance}")
    present = now(one, components=text)
    assert present.banner is Banner.SOME_DEGRADED
    assert (present.states["g"], present.states["h"]) == (State.DEGRADED_PERFORMANCE, State.OPERATIONAL)
    assert [row.id for row in facts_at(NOW, one, components=text).rows] == ["a", "g"]
    later = text.replace("2025-08-05", "2025-08-06")
    assert now(one, components=later).states["g"] is State.MAJOR_OUTAGE


def test_a_group_has_the_state_of_its_worst_member() -> None:
    """And its members count for the banner, not the group."""
    present = now(incident("components: {Asia / Login: partial_outage}"), components=COMPONENTS)
    assert (present.states["europe"], present.states["asia"]) == (State.OPERATIONAL, State.PARTIAL_OUTAGE)
    assert present.banner is Banner.SOME_PARTIAL


def test_what_is_open_is_sorted_for_the_front_page() -> None:
    """Incidents, running maintenances and notices newest first, maintenances to come the next first."""
    present = now(
        write("", "Investigating - 2025-08-05 08:00Z"),
        write("started: 2025-08-05 08:30Z", "Investigating - 2025-08-05 11:00Z"),
        write("", "Investigating - 2025-08-05 09:00Z", "Resolved - 2025-08-05 10:00Z"),
        maintenance("", start="2025-08-07 11:00Z", end="2025-08-07 12:00Z"),
        maintenance("", start="2025-08-06 11:00Z", end="2025-08-06 12:00Z"),
        maintenance(""),
    )
    assert [c.report.id for c in present.incidents] == ["two", "one"]
    assert [c.report.id for c in present.upcoming] == ["five", "four"]
    assert [c.report.id for c in present.running] == ["six"]


def test_notices_are_shown_until_closed_or_expired() -> None:
    """And raise nothing."""
    notice = "kind: notice\ncomponents: [A]\nimpact: critical"
    present = now(
        write(notice, "Announced - 2025-08-05 08:00Z"),
        write(notice, "Announced - 2025-08-05 09:00Z", "Closed - 2025-08-05 10:00Z"),
        write(f"{notice}\nexpires: 2025-08-05 12:00Z", "Announced - 2025-08-05 09:00Z"),
        write(f"{notice}\nexpires: 2025-08-05 12:01Z", "Announced - 2025-08-05 09:00Z"),
    )
    assert [c.report.id for c in present.notices] == ["four", "one"]
    assert present.banner is Banner.OPERATIONAL


def test_an_incident_that_has_ended_but_is_open_claims_nothing() -> None:
    """Openness follows the updates, states the record."""
    present = now(incident("components: {A: major_outage}\nended: 2025-08-05 10:00Z"))
    assert (len(present.incidents), present.states["a"], present.banner) == (1, State.OPERATIONAL, Banner.OPERATIONAL)


def test_the_reports_of_a_component_are_newest_first() -> None:
    """Whoever names it: at the top, later, as a label or for maintenance."""
    facts = facts_at(
        NOW,
        write("components: [A]", "Investigating - 2025-08-01 08:00Z", "Resolved - 2025-08-01 09:00Z"),
        write("", "Investigating - 2025-08-02 08:00Z\ncomponents: [A]", "Resolved - 2025-08-02 09:00Z"),
        write("kind: notice\ncomponents: [A]", "Announced - 2025-08-03 08:00Z"),
        maintenance("components: [A, B]"),
        components=TWO,
    )
    assert [c.report.id for c in facts.by_component["a"]] == ["four", "three", "two", "one"]
    assert [c.report.id for c in facts.by_component["b"]] == ["four"]
