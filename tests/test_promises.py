"""What was published is kept, or its writer is told; and every hint cures what it is told of."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pytest
from changing import LONG_AFTER, MONITORING, NOW, OLD, ONE, OSLO, POSTMORTEM, RESOLVED, TWO, Files, edit, said, told
from complaint import OF_CHANGES

from statusgen.diagnostics import Diagnostic, Severity
from statusgen.model.names import Names
from statusgen.model.reading import read_report
from statusgen.model.rules import RULES

from writing import example, source


def pins(diagnostic: Diagnostic) -> list[str]:
    """What a hint says to write: each cures."""
    if changed := re.fullmatch(r"change '(\w+)' to (.+)", diagnostic.hint):
        return [": ".join(changed.groups())]
    return re.findall(r"'([^']+: [^']+|## [^']+)'", diagnostic.hint)


def written(pin: str, text: str, diagnostic: Diagnostic) -> str:
    """The text of a report with that in it: below the heading that was complained about, at the end, or in front."""
    lines = text.split("\n")
    key = pin.partition(":")[0]
    number = diagnostic.at.line
    if pin.startswith("## "):
        return f"{text}\n{pin}\n\nIt was otherwise.\n"
    if key == "aliases" or not diagnostic.at.source.startswith("##"):
        number = next((n for n, line in enumerate(lines) if line.startswith(f"{key}:")), 1)
    if lines[number].startswith(f"{key}:"):
        lines[number] = pin
    else:
        lines.insert(number, pin)
    return "\n".join(lines)


@dataclass(frozen=True)
class Change:
    """An edit that breaks one promise, at one place."""

    code: str
    after: Files
    place: str
    """`line 'offending text'`."""
    before: Files = OLD
    now: datetime = NOW
    renames: Mapping[str, str] | None = None


ALIASED = edit("title: Slow", "title: Slow\naliases: [first, second]")
MAJOR = edit("title: Slow", "title: Slow\nimpact: major")
OF_THAT_TIME = "## Identified - 2025-08-05 09:30Z"
FIRST_OF_TWO = f"{OF_THAT_TIME}\n\nIt is the database.\n\n"
TWINS = edit(RESOLVED, f"## Update - 2025-08-05 09:30Z\n\nSlow again.\n\n{RESOLVED}")
"""With two updates of one minute."""
CHANGES = [
    Change("changed-id", {TWO: OLD}, "2 'Slow'", renames={ONE: TWO}),
    Change("changed-id", edit("title: Slow", "title: Slow\nid: new"), "3 'new'"),
    Change("changed-id", edit("title: Slow", "title: Slow\naliases: [new]"), "3 'new'"),
    Change("changed-id", edit("first, second", "second, first", text=ALIASED), "3 'second'", ALIASED),
    Change("changed-id", edit("[first, second]", "[first, /a b]", text=ALIASED), "2 'Slow'", ALIASED),
    Change("changed-id", edit("aliases: [first, second]", "id: first", text=ALIASED), "3 'first'", ALIASED),
    Change("changed-id", edit("aliases: [first, second]", "id: new", text=ALIASED), "3 'new'", ALIASED),
    Change("changed-id", edit("title: Slow", "title: Slow\naliases: [new, /incidents/new/, /a%20b]"), "3 'new'"),
    Change("changed-id", {"incidents/One.md": OLD}, "2 'Slow'", renames={ONE: "incidents/One.md"}),
    Change("changed-id", edit("title: Slow", "title: Slow\nid: ONE"), "3 'ONE'"),
    Change("changed-id", edit("[first, second]", "[/incidents/first/, /x]", text=ALIASED), "2 'Slow'", ALIASED),
    Change("changed-id", edit("[first,", "[First,", text=ALIASED), "2 'Slow'", ALIASED),
    Change("changed-update-id", edit("09:30Z", "09:35Z"), "10 '2025-08-05 09:35Z'"),
    Change("changed-update-id", edit("09:30Z", "09:30:00Z"), "10 '## Monitoring - 2025-08-05 09:30:00Z'"),
    Change("changed-update-id", edit("09:30Z", "09:35Z\nid: new"), "10 '2025-08-05 09:35Z'"),
    Change("changed-update-id", edit("09:30Z", "09:35Z\nedited: 2025-08-06 09:00Z"), "10 '2025-08-05 09:35Z'"),
    Change("changed-update-id", edit(MONITORING, f"{MONITORING}\nid: new"), f"10 '{MONITORING}'"),
    Change(
        "changed-update-id",
        edit("id: mine", "edited: 2025-08-06 09:00Z", text=edit(MONITORING, f"{MONITORING}\nid: mine")),
        f"10 '{MONITORING}'",
        edit(MONITORING, f"{MONITORING}\nid: mine"),
    ),
    Change("changed-update-id", edit(MONITORING, f"{FIRST_OF_TWO}{MONITORING}"), f"10 '{OF_THAT_TIME}'"),
    Change(
        "changed-update-id",
        edit(MONITORING, f"{FIRST_OF_TWO}{MONITORING}", text=TWINS),
        f"10 '{OF_THAT_TIME}'",
        TWINS,
    ),
    Change(
        "changed-update-id",
        edit(MONITORING, f"## Update - 2025-08-05 09:30Z\n\nSlow again.\n\n{MONITORING}"),
        "10 '## Update - 2025-08-05 09:30Z'",
        TWINS,
    ),
    Change("changed-text", edit("a new index", "an index"), f"10 '{MONITORING}'"),
    Change("changed-text", edit("Monitoring", "Identified"), "10 '## Identified - 2025-08-05 09:30Z'"),
    Change(
        "changed-text",
        edit("index.", "one.", text=edit(MONITORING, f"{MONITORING}\nedited: 2025-08-06 09:00Z")),
        "11 '2025-08-06 09:00Z'",
        edit(MONITORING, f"{MONITORING}\nedited: 2025-08-06 09:00Z"),
    ),
    Change("changed-text", f"{OLD}{POSTMORTEM}More.\n", "18 '## Postmortem - 2025-08-06 10:00Z'", OLD + POSTMORTEM),
    Change("changed-impact", MAJOR, "3 'major'", now=LONG_AFTER),
    Change("changed-impact", OLD, "2 'Slow'", MAJOR),
    Change(
        "changed-impact",
        edit("major", "critical", "components: [API]\n", "", "09:30Z", "09:30Z\ncomponents: [API, Portal]", text=MAJOR),
        f"10 '{MONITORING}'",
        edit("components: [API]\n", "", "09:30Z", "09:30Z\ncomponents: [API, Portal]", text=MAJOR),
    ),
    Change(
        "changed-impact",
        edit("major", "minor", "[API]", '["Mail, incoming", Asia / Login, Portal]', text=MAJOR),
        "3 'minor'",
        edit("[API]", '["Mail, incoming", Asia / Login, Portal]', text=MAJOR),
    ),
    Change("changed-record", edit("[API]", "[Portal]"), "2 'Slow'", now=LONG_AFTER),
    Change("changed-record", edit("[API]", "[API]\nended: 2025-08-05 09:45Z"), "2 'Slow'", now=LONG_AFTER),
    Change(
        "changed-record",
        edit("09:30Z", "09:30Z\ncomponents: {API: operational}"),
        f"10 '{MONITORING}'",
        now=LONG_AFTER,
    ),
    Change(
        "changed-record",
        edit(RESOLVED, f"## Identified - 2025-08-05 09:40Z\n\nText.\n\n{RESOLVED}"),
        "14 '## Identified - 2025-08-05 09:40Z'",
        now=LONG_AFTER,
    ),
    Change("removed-alias", OLD, "2 'Slow'", edit("title: Slow", "title: Slow\naliases: [/a%20b.html, /c]")),
    Change(
        "removed-alias",
        edit("title: Slow", "title: Slow\naliases: [first, /c]"),
        "2 'Slow'",
        edit("title: Slow", "title: Slow\naliases: [first, /c, /a]"),
    ),
    Change("removed-report", edit("title: Slow", "draft: true\ntitle: Slow"), "3 'Slow'"),
    Change("removed-report", {TWO: OLD.replace("Slow", "New")}, "1 ''", {ONE: OLD, TWO: OLD.replace("Slow", "New")}),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.code)
def test_a_broken_promise_is_told_at_its_place(change: Change) -> None:
    """It alone, in a sentence with a cure."""
    found = told(change.before, change.after, renames=change.renames, now=change.now)
    assert said(found) == [f"{change.place} {change.code}"]
    for text in (found[0].message, found[0].hint):
        assert not text.endswith((".", " ", ":"))
        assert not text[0].isupper()


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.code)
def test_what_a_hint_says_to_write_cures(change: Change) -> None:
    """Each of its ways, written where it says."""
    (broken,) = told(change.before, change.after, renames=change.renames, now=change.now)
    path, text = (ONE, change.after) if isinstance(change.after, str) else next(iter(change.after.items()))
    assert pins(broken)
    for pin in pins(broken):
        cured = text.replace(f"{pin}\n", "") if "remove" in broken.hint else written(pin, text, broken)
        reading = read_report(source(cured, path), Names(example()), example().page.zone)[0]
        assert reading.diagnostics == (), cured
        assert reading.report is not None
        assert [d for rule in RULES for d in rule([reading.report], change.now)] == [], cured
        assert said(told(change.before, {path: cured}, renames=change.renames, now=change.now)) == [], cured


def test_what_breaks_feeds_is_an_error_and_the_rest_a_warning() -> None:
    """An error where feeds would tell something twice, or never again."""
    errors = {"changed-id", "changed-update-id", "removed-update"}
    for change in CHANGES:
        (found,) = told(change.before, change.after, renames=change.renames, now=change.now)
        assert (found.severity is Severity.ERROR) == (change.code in errors)


def test_every_code_that_needs_a_change_has_an_example_here() -> None:
    """Or in a test of its own, here, in test_published.py or in test_page_promises.py."""
    of_settings = {"changed-component-id", "changed-page-id", "changed-timezone", "removed-component"}
    assert {change.code for change in CHANGES} | {"removed-update"} | of_settings == OF_CHANGES


@pytest.mark.parametrize(
    ("cut", "line", "below", "heading", "number"),
    [
        ("Investigating - 2025-08-05 09:00Z", 2, "Slow", "## Investigating - 2025-08-05 11:00 +02:00", 5),
        ("Monitoring - 2025-08-05 09:30Z", 6, "## Investigating", "## Monitoring - 2025-08-05 11:30 +02:00", 9),
        ("Resolved - 2025-08-05 10:00Z", 10, "## Monitoring", "## Resolved - 2025-08-05 12:00 +02:00", 13),
    ],
)
def test_a_removed_update_is_told_where_it_stood(cut: str, line: int, below: str, heading: str, number: int) -> None:
    """With its heading, which can be put back there, in line `number`, counted from 0."""
    after = re.sub(rf"## {cut}\n\n.*\n\n?", "", OLD)
    (found,) = told(OLD, after, pages=(OSLO, OSLO))
    assert (found.code, found.at.line, found.severity) == ("removed-update", line, Severity.ERROR)
    assert found.at.text.startswith(below)
    assert f"'{heading}'" in found.message
    lines, text = after.split("\n"), OLD.partition(f"{cut}\n\n")[2].partition("\n")[0]
    whole = "\n".join([*lines[:number], heading, "", text, "", *lines[number:]])
    assert told(OLD, whole, pages=(OSLO, OSLO)) == []


def test_states_are_suggested_with_the_names_of_components() -> None:
    """As a writer writes them: the group in front where the name is not enough, quoted where YAML needs it."""
    names = '["Mail, incoming", Asia / Login, Portal]'
    (found,) = told(edit("[API]", names, text=MAJOR), edit("major", "minor", "[API]", names, text=MAJOR))
    states = '"Mail, incoming": partial_outage, Asia / Login: partial_outage, Portal: partial_outage'
    assert found.hint == f"write 'components: {{{states}}}' to keep those"


def test_an_id_and_former_ids_are_given_back_together() -> None:
    """Where the new id is the old one in other capitals, and the former ones are gone."""
    (found,) = told(ALIASED, edit("aliases: [first, second]", "id: ONE", text=ALIASED))
    assert found.hint == "write 'id: one' and 'aliases: [first, second]'"
    assert told(ALIASED, edit("aliases: [first, second]", "id: one\naliases: [first, second]", text=ALIASED)) == []
