"""Reports: front matter, updates, ids and what they claim."""

import pytest

from statusgen.model.report import Claim, Report, Window
from statusgen.model.vocabulary import STATUSES, Impact, Kind, State, Status

from writing import COMPONENTS, at, read, report, said, texts, write

OUTAGE = "components: {API: major_outage}"


def claims(one: Report) -> dict[str, str]:
    """What the front matter claims."""
    return {claim.component: claim.state.slug for claim in one.claims}


def test_every_key_of_an_incident_is_read() -> None:
    """Lists and texts as they are written, times in UTC."""
    one = report(
        write(
            """\
title: "Login failures #4231: EU"
kind: incident
impact: critical
components: {API: partial_outage, Europe / Login: major_outage}
started: 2025-08-05 08:30 +02:00
ended: 2025-08-05 10:00 +02:00
id: Login_4231
aliases: [4231, /p/abc, older-id]
tags: [login, EU]
authors: ["Ola: Nordmann", Kari]
draft: true""",
            "Investigating - 2025-08-05 09:00 +02:00",
            "Resolved - 2025-08-05 11:00 +02:00",
        )
    )
    assert (one.id, one.permanent_id, one.title) == ("Login_4231", "4231", "Login failures #4231: EU")
    assert (one.kind, one.declared_impact, one.draft) == (Kind.INCIDENT, Impact.CRITICAL, True)
    assert claims(one) == {"api": "partial_outage", "login": "major_outage"}
    assert (one.started, one.ended, one.began) == (
        at("2025-08-05 06:30"),
        at("2025-08-05 08:00"),
        at("2025-08-05 06:30"),
    )
    assert (one.former_ids, one.former_paths) == (("4231", "older-id"), ("/p/abc",))
    assert (one.tags, one.authors) == (("login", "EU"), ("Ola: Nordmann", "Kari"))


def test_every_key_of_a_maintenance_is_read() -> None:
    """Its window, and whether the clock moves it."""
    front = "kind: maintenance\nautomatic: false\nscheduled: {start: 2025-08-05 22:00Z, end: 2025-08-06 01:00Z}"
    one = report(write(front, "Scheduled - 2025-08-01 09:00Z"))
    assert one.window == Window(at("2025-08-05 22:00"), at("2025-08-06 01:00"))
    assert (one.automatic, one.began) == (False, at("2025-08-05 22:00"))


def test_every_key_of_a_notice_is_read() -> None:
    """Its components are labels without a state."""
    front = "kind: notice\nexpires: 2025-09-01 00:00Z\ncomponents: [API]"
    one = report(write(front, "Announced - 2025-08-01 09:00Z", "Closed - 2025-08-02 09:00Z"))
    assert one.expires == at("2025-09-01 00:00")
    assert one.claims == (Claim("api", State.OPERATIONAL),)


def test_a_title_and_an_update_are_enough() -> None:
    """The file's stem is the id; nothing is claimed."""
    one = report(write("title: x", "Investigating - 2025-08-05 09:00Z"), "incidents/2025/2025-08-05-x.md")
    assert (one.id, one.permanent_id, one.kind, one.claims) == ("2025-08-05-x", "2025-08-05-x", Kind.INCIDENT, ())
    assert (one.declared_impact, one.window, one.automatic, one.draft) == (None, None, True, False)


@pytest.mark.parametrize("kind", Kind)
def test_every_status_of_every_kind_is_read(kind: Kind) -> None:
    """In any case, and with more than one blank."""
    window = "scheduled: {start: 2025-08-05 22:00Z, end: 2025-08-06 01:00Z}" if kind is Kind.MAINTENANCE else ""
    for status in (one for one in STATUSES[kind] if one is not Status.POSTMORTEM):
        for word in (status.heading, status.heading.upper(), status.heading.lower().replace(" ", "  ")):
            one = report(write(f"kind: {kind}\n{window}", f"{word} - 2025-08-05 09:00Z"))
            assert [update.status for update in one.updates] == [status]


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_a_dash_is_as_good_as_a_hyphen(dash: str) -> None:
    """Editors replace them."""
    assert report(write("", f"Resolved {dash} 2025-08-05 09:00Z")).updates[0].status is Status.RESOLVED


@pytest.mark.parametrize(
    ("front", "state"),
    [
        ("components: [API]", "degraded_performance"),
        ("components: [API]\nimpact: none", "operational"),
        ("components: [API]\nimpact: minor", "degraded_performance"),
        ("components: [API]\nimpact: major", "partial_outage"),
        ("components: [API]\nimpact: critical", "major_outage"),
        ("components:\n- API", "degraded_performance"),
        ("components: {API: operational}\nimpact: critical", "operational"),
    ],
)
def test_in_a_list_the_state_follows_the_impact(front: str, state: str) -> None:
    """A mapping says itself, and no impact changes it; in an update the same holds."""
    assert claims(report(write(front, "Investigating - 2025-08-05 09:00Z"))) == {"api": state}
    if ":" not in front.partition(":")[2].partition("\n")[0]:
        impact = "\n".join(line for line in front.split("\n") if line.startswith("impact"))
        one = report(write(impact, "Investigating - 2025-08-05 09:00Z\ncomponents: [API]"))
        assert one.updates[0].claims[0].state.slug == state


def test_in_a_list_of_a_maintenance_all_are_under_maintenance() -> None:
    """Whatever the impact."""
    front = "kind: maintenance\nscheduled: {start: 2025-08-05 22:00Z, end: 2025-08-06 01:00Z}\ncomponents: [Portal]"
    assert claims(report(write(front, "Scheduled - 2025-08-01 09:00Z"))) == {"portal": "under_maintenance"}


def test_components_are_named_in_every_way() -> None:
    """By name, id, former name and `Group / Name`, quoted where there is a comma."""
    front = "components: {API: operational, Post: partial_outage, Asia / Login: major_outage, login: partial_outage}"
    named = claims(report(write(front, "Investigating - 2025-08-05 09:00Z")))
    assert list(named) == ["api", "mail", "asia-login", "login"]
    listed = report(write('components: ["Mail, incoming", api]', "Investigating - 2025-08-05 09:00Z"))
    assert list(claims(listed)) == ["mail", "api"]


def test_a_retired_component_can_still_be_named() -> None:
    """Old incidents go on naming it."""
    components = COMPONENTS.replace("name: Portal", "{name: Portal, retired: 2020-01-01}").replace("- {", "- {", 1)
    one = report(write("components: [Portal]", "Investigating - 2019-08-05 09:00Z"), components=components)
    assert claims(one) == {"portal": "degraded_performance"}


def test_an_update_has_attributes() -> None:
    """States, when its text was corrected, and an id of its own; none of that is in its text."""
    text = write(
        OUTAGE,
        """\
Investigating - 2025-08-05 09:00Z
components:
  API: partial_outage
  Portal: degraded_performance
edited: 2025-08-05 09:30Z
id: pinned""",
    )
    one = report(text)
    (update,) = one.updates
    assert [(c.component, c.state) for c in update.claims] == [
        ("api", State.PARTIAL_OUTAGE),
        ("portal", State.DEGRADED_PERFORMANCE),
    ]
    assert (update.edited, update.id) == (at("2025-08-05 09:30"), "pinned")
    assert texts(text) == ("<p>Text.</p>",)


@pytest.mark.parametrize(
    "attributes",
    ["components: {API: operational}", "{components: {API: operational}}", '"components": {API: operational}',
     "\ncomponents: {API: operational}", "  components: {API: operational}"],
)  # fmt: skip
def test_attributes_are_a_yaml_mapping(attributes: str) -> None:
    """In any of YAML's ways to write one, also behind an empty line."""
    text = write(OUTAGE, f"Investigating - 2025-08-05 09:00Z\n{attributes}")
    assert report(text).updates[0].claims == (Claim("api", State.OPERATIONAL),)
    assert texts(text) == ("<p>Text.</p>",)


def test_an_update_moves_the_window_in_part() -> None:
    """What is left out stays."""
    front = "kind: maintenance\nscheduled: {start: 2025-08-05 22:00Z, end: 2025-08-06 01:00Z}"
    one = report(
        write(front, "Scheduled - 2025-08-01 09:00Z", "Update - 2025-08-02 09:00Z\nscheduled: {end: 2025-08-06 02:00Z}")
    )
    assert (one.updates[1].new_start, one.updates[1].new_end) == (None, at("2025-08-06 02:00"))


def test_the_next_update_is_never_taken_for_attributes() -> None:
    """YAML would read its heading as a comment."""
    text = (
        write(OUTAGE)
        + "## Investigating - 2025-08-05 09:00Z\nedited: 2025-08-05 09:30Z\n## Resolved - 2025-08-05 10:00Z\n"
    )
    assert [update.status for update in report(text).updates] == [Status.INVESTIGATING, Status.RESOLVED]


def test_update_ids_are_permanent() -> None:
    """The first former id, the time in UTC, and a number where that is taken; a postmortem's is its own."""
    one = report(
        write(
            "id: new\naliases: [old]",
            "Investigating - 2025-08-05 09:00 +02:00",
            "Update - 2025-08-05 07:00Z",
            "Update - 2025-08-05 07:00:00Z",
            "Update - 2025-08-05 07:00Z",
            "Update - 2025-08-05 07:01Z\nid: mine",
            "Resolved - 2025-08-05 07:02Z",
            "Postmortem - 2025-08-05 07:02Z",
        )
    )
    assert [update.id for update in one.updates] == [
        "old-20250805T0700Z",
        "old-20250805T0700Z-2",
        "old-20250805T070000Z",
        "old-20250805T0700Z-3",
        "mine",
        "old-20250805T0702Z",
        "old-postmortem",
    ]


def test_updates_stand_in_the_pages_zone() -> None:
    """Without an offset."""
    one = report(
        write("", "Resolved - 2025-08-05 09:00"),
        components=COMPONENTS.replace("timezone: UTC", "timezone: Asia/Kolkata"),
    )
    assert one.updates[0].at == at("2025-08-05 03:30")


def test_a_report_as_it_was_knows_no_later_news() -> None:
    """Later updates and later corrections are left out; before the first there is no report."""
    one = report(
        write("", "Investigating - 2025-08-05 09:00Z\nedited: 2025-08-05 12:00Z", "Resolved - 2025-08-05 10:00Z")
    )
    assert one.as_of(at("2025-08-05 08:59")) is None
    then = one.as_of(at("2025-08-05 09:30"))
    assert then is not None
    assert [(update.status, update.edited) for update in then.updates] == [(Status.INVESTIGATING, None)]
    assert one.as_of(at("2025-08-05 12:00")) == one


def test_everything_wrong_is_told_in_one_run() -> None:
    """In the front matter, in attributes, in headings and in texts."""
    text = """\
---
titel: x
impact: mjaor
components: [API, Protal, API]
scheduled: {start: never}
---
components: {API: operational}

## Investigating - 2025-08-05 25:00
component: {API: operational}

## Resolved - 2025-08-05 09:00 CEST
componets: x

### Resolved - 2025-08-05 10:00
"""
    assert said(read(text)[1]) == [
        "2:1 'titel' unknown-key",
        "3:9 'mjaor' bad-choice",
        "4:19 'Protal' unknown-component",
        "4:27 'API' duplicate-component",
        "5:1 'scheduled' key-not-for-kind",
        "5:12 '' missing-key",
        "5:20 'never' bad-time",
        "7:1 'components' stray-attribute",
        "9:20 '2025-08-05 25:00' bad-time",
        "10:1 'component' unknown-key",
        "12:15 '2025-08-05 09:00 CEST' bad-time",
        "13:1 'componets' unknown-key",
        "15:1 '### Resolved - 2025-08-05 10:00' near-heading",
    ]


def test_broken_front_matter_does_not_hide_broken_updates() -> None:
    """The kind is still known, and all that headings can tell is told."""
    text = "---\ntitle: a: b\nkind: notice\n---\n\n## Announced - 2025-08-05 25:00\n\n## Resolved - 2025-08-05 09:00\n"
    assert said(read(text)[1]) == [
        "2:8 'a: b' yaml-syntax",
        "6:16 '2025-08-05 25:00' bad-time",
        "8:4 'Resolved' wrong-status",
    ]
