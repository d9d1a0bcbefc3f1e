"""What people really write, and what they are told to write instead: once, at the place, ready to be copied."""

import pytest
from complaint import FIRST, FRONT, front, text

from statusgen.diagnostics import Diagnostic, plain, unseen_in

from writing import COMPONENTS, read

OSLO = COMPONENTS.replace("timezone: UTC", "timezone: Europe/Oslo")


def told(content: str, components: str = OSLO) -> list[str]:
    """Every complaint as `line:column 'offending text' code: hint`."""
    found: list[Diagnostic] = read(content, components=components)[1]
    return [f"{d.at.line}:{d.at.column} '{d.at.text}' {d.code}: {d.hint}" for d in found]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("2025-08-05 9:36 +2", "write 2025-08-05 09:36 +02:00"),
        ("2025-08-05 09:36 GMT+2", "write 2025-08-05 09:36 +02:00"),
        ("2025-08-05 0936 +0200", "write 2025-08-05 09:36 +02:00"),
        ("2025/8/5 9:36 PM", "write 2025-08-05 21:36 +02:00"),
        ("2025-08-05 12:05 am", "write 2025-08-05 00:05 +02:00"),
        ("2025-01-05, 09:36", "write 2025-01-05 09:36 +01:00"),
        ("2025-08-05T09:36:00.123Z", "write 2025-08-05 09:36:00 UTC"),
        ("“2025-08-05 09：36”", "write 2025-08-05 09:36 +02:00"),
        ("2025-08-05 09:36 –02:00", "write 2025-08-05 09:36 -02:00"),
        ("2025-08-05 09:36 (CEST)", "write 2025-08-05 09:36 +02:00"),
        ("2025-08-05 09:36 EST", "write an offset, such as +02:00, or UTC"),
        ("2025-01-05", "add the time: 2025-01-05 11:50 +01:00"),
        ("2025-02-30", "check the month and the day"),
        ("2025-13-05 09:36", "check the month, the day and the hour"),
        ("2025/13/05 09:36", "check the month, the day and the hour"),
        ("2025-08-05 25:00", "check the month, the day and the hour"),
        ("2025-08-05 24:00", "write 00:00 of the next day"),
        ("2025-08-05 09:36 +25:00", "write it as 2025-08-05 11:50 +02:00"),
        ("05.08.2025 09:36", "write it as 2025-08-05 11:50 +02:00"),
        ("08/05/2025 09:36", "write it as 2025-08-05 11:50 +02:00"),
        ("Aug 5, 2025 09:36", "write it as 2025-08-05 11:50 +02:00"),
        (
            "2025-08-05\u200b 09:36 +02:00",
            "write 2025-08-05 09:36 +02:00; there is an invisible character (U+200B) in it",
        ),
        ("2025-10-26 2:30", "add the offset: +02:00 or +01:00"),
    ],
)
def test_a_time_is_mended_where_that_is_no_guess(written: str, hint: str) -> None:
    """With the offset that the page's zone has then; the order of day and month is never guessed."""
    (found,) = told(f"{FRONT}## Resolved - {written}\n")
    assert found.startswith("5:15 ")
    assert found.endswith(f": {hint}")


@pytest.mark.parametrize("zone", ["UTC +00:00", "America/Los_Angeles -07:00", "Asia/Kolkata +05:30"])
def test_examples_have_the_offset_of_the_page(zone: str) -> None:
    """Wherever a hint shows a time."""
    name, offset = zone.split()
    components = COMPONENTS.replace("timezone: UTC", f"timezone: {name}")
    for content in (
        FRONT,
        front("kind: maintenance\nscheduled: x", "## Scheduled - 2025-08-05 10:00Z"),
        front("kind: maintenance", "## Scheduled - 2025-08-05 10:00Z"),
        FRONT + "## Resolved",
        FRONT + "## Resolved - then",
        FRONT + FIRST + "## Fixed\n",
    ):
        (found,) = told(content, components)
        assert f"2025-08-05 11:50 {offset}" in found or f"{{start: 2025-08-05 22:00 {offset}, end: " in found


MEANT = "write '## Resolved - 2025-08-05 10:36 +02:00'"


@pytest.mark.parametrize(
    "line",
    [
        "## Resolved 2025-08-05 10:36 +02:00",
        "## Resolved: 2025-08-05 10:36 +02:00",
        "## Resolved： 2025-08-05 10:36 +02:00",
        "## Resolved － 2025-08-05 10:36 +02:00",
        "## Resolved -- 2025-08-05 10:36 +02:00",
        "## **Resolved** - 2025-08-05 10:36 +02:00",
        "## [Resolved](#x) - 2025-08-05 10:36 +02:00",
        "## 2025-08-05 10:36 +02:00 - Resolved",
        "## ✅ Resolved - 2025-08-05 10:36 +2",
        "Resolved - 2025-08-05 10:36 +02:00\n---",
        "##Resolved - 2025-08-05 10:36 +02:00",
        "### resolved - 2025-08-05, 10:36 +02:00",
        "＃＃ Resolved - 2025-08-05 10:36 +02:00",
        "> ## Resolved - 2025-08-05 10:36 +02:00",
        "- Resolved - 2025-08-05 10:36 +02:00",
        "<h2>Resolved - 2025-08-05 10:36 +02:00</h2>",
    ],
)
def test_a_heading_is_mended_with_its_own_status_and_time(line: str) -> None:
    """So that the hint can be copied."""
    first = line.partition("\n")[0]
    (found,) = told(text(line))
    assert found.startswith(f"9:1 '{first}' ")
    assert found.endswith(f"-heading: {MEANT}")


@pytest.mark.parametrize(
    ("line", "remark"),
    [
        ("##\u00a0Resolved - 2025-08-05 10:36 +02:00", "one of its blanks is a special one (U+00A0)"),
        ("\u200b## Resolved - 2025-08-05 10:36 +02:00", "there is an invisible character (U+200B) in it"),
        ("## \u2060Resolved - 2025-08-05 10:36 +02:00", "there is an invisible character (U+2060) in it"),
    ],
)
def test_what_nobody_sees_is_told(line: str, remark: str) -> None:
    """Or the hint would show what is there already."""
    (found,) = told(text(line))
    assert found.endswith(f"{MEANT}; {remark}")


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("title:\u00a0Slow", "2:7 '\u00a0' yaml-syntax: write a plain blank"),
        ("title： Slow", "2:6 '：' yaml-syntax: write ':' and a blank"),
        ("title: Slow\nimpact\u200b: minor", "3:1 'impact\u200b' unknown-key: did you mean 'impact'? UNSEEN"),
        ("title: Slow\nimpact: mi\u200bnor", "3:9 'mi\u200bnor' bad-choice: did you mean 'minor'? UNSEEN"),
        ("title: Slow\ncomponents: [API\u200b]", "3:14 'API\u200b' unknown-component: did you mean 'API'? UNSEEN"),
        ("title: Slow\ncomponents: [“API”]", "3:14 '“API”' unknown-component: did you mean 'API'?"),
        ("title: Slow\ncomponents: [“Mail, incoming”]", "3:14 '“Mail' split-name: quote it: \"Mail, incoming\""),
        ("title: Slow\ncomponents: [API，Portal]", "3:14 'API，Portal' unknown-component: write [API, Portal]"),
        ("title: Slow\ncomponents:\n\u00a0\u00a0API: major_outage", "4:2 '\u00a0' yaml-syntax: write a plain blank"),
        ("title: Slow\ncomponents:\n-\u00a0API", "4:2 '\u00a0' yaml-syntax: write a plain blank"),
        ("title: Slow\ncomponents:\n  API： major_outage", "4:6 '：' yaml-syntax: write ':' and a blank"),
        (
            "title: Slow\ncomponents: {API：major_outage}",
            "3:14 'API：major_outage' empty-value: write a colon and a blank: API: major_outage",
        ),
        (
            "title: Slow\ncomponents: [API: a, Post: b]",
            "3:13 '[API: a, Post: b]' wrong-type: write one mapping, without '[' or '-': {API: a, Post: b}",
        ),
        (
            "title: Slow\ncomponents:\n  - name: API\n    state: major_outage",
            "4:3 '- name: API' wrong-type: write one mapping, without '[' or '-': {API: major_outage}",
        ),
        ("title: Slow\ncomponents: [[API]]", "3:14 '[API]' wrong-type: write the names in one list: API"),
        (
            "title: Slow\ncomponents: {API: {state: major_outage}}",
            "3:19 '{state: major_outage}' wrong-type: write API: major_outage",
        ),
        ("title: Slow\ncomponents: {API: [major_outage]}", "3:19 '[major_outage]' wrong-type: write API: major_outage"),
        ("title: Slow\ncomponents: ~", "3:13 '~' wrong-type: write a list, or remove the key"),
        ("title: Slow\ntags: a, b", "3:7 'a, b' wrong-type: write [a, b]"),
        ("title: Slow\ntags: [a: b]", "3:8 'a: b' wrong-type: quote it: \"a: b\""),
        ("title: Slow\ndate: 2025-08-05", "3:1 'date' unknown-key: the time of an update stands in its heading"),
        ("name: Slow", "2:1 'name' unknown-key: did you mean 'title'?"),
        ("title: [API]", "2:8 '[API]' wrong-type: quote it: \"[API]\""),
        ("title: [API] is down", "2:14 'is down' yaml-syntax: remove it, or quote all of it: \"[API] is down\""),
        ("title: 'API isn't up'", "2:8 ''API isn't up'' yaml-syntax: quote it: \"API isn't up\""),
        ("title: API is down #42", "2:20 '#42' lost-comment: quote it: \"API is down #42\""),
        ("title: #42 again", "2:8 '#42 again' lost-comment: quote it: \"#42 again\""),
        ("title: !important", "2:8 '!important' yaml-tag: quote the value if it begins with '!'"),
        ("title: Slow\ntags: &a [*a]", "3:7 '&a [*a]' yaml-too-large: write it out plainly"),
    ],
)
def test_front_matter_is_complained_about_once(written: str, complaint: str) -> None:
    """Where the mistake is, not where YAML stumbles, and without what only follows from it."""
    unseen = "there is an invisible character (U+200B) in it"
    assert told(f"---\n{written}\n---\n\n{FIRST}") == [complaint.replace("UNSEEN", unseen)]


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("title: Slow\n\n" + FIRST, "1:1 'title: Slow' no-front-matter: put a line '---' above it, and another one "),
        ("title: Slow\n---\n\n" + FIRST, "1:1 'title: Slow' no-front-matter: put a line '---' above it"),
        ("----\ntitle: Slow\n----\n\n" + FIRST, "1:1 '----' no-front-matter: write '---': three plain hyphens"),
        ("–––\ntitle: Slow\n–––\n\n" + FIRST, "1:1 '–––' no-front-matter: write '---': three plain hyphens"),
        ("```yaml\ntitle: Slow\n```\n\n" + FIRST, "1:1 '```yaml' no-front-matter: write '---' above and below it"),
        ("+++\ntitle = 'Slow'\n+++\n\n" + FIRST, "1:1 '+++' no-front-matter: write YAML, 'title: …', between two"),
        ("Hello\n" + FRONT + FIRST, "1:1 'Hello' no-front-matter: move this below the front matter"),
        ("---\ntitle: Slow\n...\n\n" + FIRST, "3:1 '...' unclosed-front-matter: write '---': three plain hyphens"),
        ("---\ntitle: Slow\n ---\n\n" + FIRST, "3:2 '---' unclosed-front-matter: write '---': three plain hyphens"),
        ("---\ntitle: Slow\n" + FIRST, "3:1 '## Investigating - 2025-08-05 09:00Z' unclosed-front-matter: put a line"),
        (
            "---\ntitle: Slow\n\n" + FIRST + "\n---\n\nMore.",
            "4:1 '## Investigating - 2025-08-05 09:00Z' unclosed-front-matter: end the front matter with a line '---'",
        ),
        ("", "1:1 '' no-front-matter: begin the file with a line '---'"),
        ("---", "1:1 '---' unclosed-front-matter: end it with a line '---'"),
        ("{}", "1:1 '{}' no-front-matter: begin the file with a line '---'"),
        ("---\nhello\n---\n" + FIRST, "2:1 'hello' wrong-type: write 'key: value'"),
    ],
)
def test_a_line_that_should_have_been_a_fence_is_named(written: str, complaint: str) -> None:
    """Other tools have other fences, and editors make dashes of hyphens."""
    (found,) = told(written)
    assert found.startswith(complaint)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("- components: {API: major_outage}", "components"),
        ("**components**: {API: major_outage}", "components"),
        ("    components: {API: major_outage}", "components"),
        ("\tscheduled: {end: 2025-08-05 10:00Z}", "scheduled"),
        ("components：{API: major_outage}", "components"),
        ("components = API", "components"),
        ("edited [now]", "edited"),
        ("components {API: major_outage}", "components"),
        ("components:\n  API: major_outage\n\n  Portal: major_outage", "major_outage"),
        ("Text.\n\n- API: partial_outage", "partial_outage"),
    ],
)
def test_a_state_never_vanishes_into_text(line: str, word: str) -> None:
    """However the line was dressed up."""
    (found,) = told(f"{FRONT}{FIRST}\n## Identified - 2025-08-05 10:00Z\n{line}\n")
    assert f" '{word}' stray-attribute: " in found


def test_texts_may_speak_of_states() -> None:
    """As long as they do not look like them."""
    prose = "Components: all\n\n- id: 4231\n- API: operational\n\n`API: major_outage` and major_outage: yes, edited."
    assert told(text(prose)) == []


def test_plain_text_is_what_a_keyboard_has() -> None:
    """And what is not is told, the first one only."""
    assert plain(" ２０２５\u00a0–\u200b “a” ") == '2025 - "a"'
    assert unseen_in("a b\tc–ü") == ""
    assert unseen_in("a\u3000\u200bb") == "one of its blanks is a special one (U+3000)"
