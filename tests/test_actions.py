"""Task lists, and the action items that those of a postmortem are."""

from datetime import date

import pytest
from complaint import lesson, text
from markupsafe import Markup

from statusgen.diagnostics import Severity
from statusgen.i18n import Language
from statusgen.model.actions import Action, ActionKind
from statusgen.model.record import READING, Reading
from statusgen.model.times import zone
from statusgen.outputs.plaintext import plain_text
from statusgen.outputs.tasks import with_tasks

from building import Site
from writing import at, course_at, read, report, said, texts

ALLOWED = "write '@name', 'due 2026-03-20', or one of prevent, detect, mitigate"


def actions(lines: str) -> tuple[Action, ...]:
    """The action items of a postmortem without errors."""
    return report(lesson(lines)).updates[-1].actions


def shown(content: str, language: str = "en") -> str:
    """The HTML of a report's last text."""
    return with_tasks(texts(content)[-1], report(content).updates[-1].actions, Language(language, zone("UTC")))


def test_an_action_item_has_a_state_owners_a_date_and_a_kind() -> None:
    """In the parentheses at its end, which are no part of its text."""
    (found,) = actions("- [x] Add an alert for `lag` (@alice, due 2026-03-20, prevent)")
    assert (found.is_done, found.text) == (True, "Add an alert for lag")
    assert (found.owners, found.due, found.kind) == (("alice",), date(2026, 3, 20), ActionKind.PREVENT)
    assert found.span.text == "[x] Add an alert for `lag` (@alice, due 2026-03-20, prevent)"
    assert found.span.line == 11


@pytest.mark.parametrize(
    ("written", "owners", "due", "kind"),
    [
        ("(prevent, due 2026-03-20, @a)", ("a",), date(2026, 3, 20), ActionKind.PREVENT),
        ("(@a @b-c, @d/e.f)", ("a", "b-c", "d/e.f"), None, None),
        ("(@a and @b & @a)", ("a", "b"), None, None),
        ("(@al_ice_x_,\n  due\n  2026-03-20)", ("al_ice_x_",), None, None),
        ("(Mitigate)", (), None, ActionKind.MITIGATE),
        ("(@józef; Due 2026-03-20,)", ("józef",), date(2026, 3, 20), None),
        ("", (), None, None),
    ],
)
def test_the_parts_come_in_any_order(
    written: str, owners: tuple[str, ...], due: date | None, kind: ActionKind | None
) -> None:
    """Any may be missing, owners may be many, and a line may break anywhere between words."""
    (found,) = actions(f"* [ ] Test {written}")
    assert found.text == "Test"
    assert (found.owners, found.kind) == (owners, kind)
    assert found.due == (date(2026, 3, 20) if "\n" in written else due)


@pytest.mark.parametrize(
    "remark",
    [
        "(see #123)",
        "(by @a)",
        "(see @ida's talk)",
        "(the mail to @ida)",
        "(and @bob)",
        "(due to the vendor, @ida)",
        "(due)",
        "(due for renewal in 2027)",
        "(mitigation)",
        "(prevnt)",
        "(me, you)",
        "(due to a lack of 3 tests)",
        "(due diligence)",
        "(due monitoring gaps)",
        "(detected)",
        "(me@example.com)",
        "(thanks)",
        "(2026-03-20)",
    ],
)
def test_parentheses_of_ordinary_text_stay_text(remark: str) -> None:
    """In the item's text and on the page."""
    (found,) = actions(f"- [ ] Test {remark}")
    assert not found.has_details
    assert found.text == f"Test {remark}"
    assert f"Test {remark}</li>" in shown(lesson(f"- [ ] Test {remark}")).replace("&#x27;", "'")


@pytest.mark.parametrize(
    "line", ["- [a](#b) c", "- [-] Test", "- [~] Test", "- \\[ ] Test", "- `[ ]` Test", "```\n- [] Test\n```", "a [] b"]
)
def test_what_is_no_task_is_none(line: str) -> None:
    """Links, code and what is escaped."""
    assert actions(line) == ()
    assert "box" not in shown(lesson(line))


def test_action_items_are_those_of_postmortems() -> None:
    """Elsewhere a task is shown as one, and what stands in parentheses is text."""
    content = text("- [ ] Test (@ida, prevnt)")
    assert report(content).updates[0].actions == ()
    assert "☐</span> Test (@ida, prevnt)</li>" in shown(content)


@pytest.mark.parametrize(
    ("line", "complaint", "hint"),
    [
        ("(due tomorrow)", "11:17 'tomorrow'", "write year, month and day: 'due 2026-03-20'"),
        ("(due by Friday)", "11:17 'by Friday'", "write year, month and day: 'due 2026-03-20'"),
        ("(@a, due)", "11:17 'due'", "write year, month and day: 'due 2026-03-20'"),
        ("(due 2026/3/5)", "11:17 '2026/3/5'", "write 'due 2026-03-05'"),
        ("(due 2026-02-30)", "11:17 '2026-02-30'", "check the month and the day"),
        ("(due 0001-01-01)", "11:17 '0001-01-01'", "check the year"),
        ("(@a, prevnt)", "11:17 'prevnt'", "did you mean 'prevent'?"),
        ("(by @a, due 2026-03-20)", "11:13 'by @a'", "write '@a'"),
        ("(@a, 2026-03-20)", "11:17 '2026-03-20'", "write 'due 2026-03-20'"),
        ("(@a, by 2026-03-20)", "11:17 'by 2026-03-20'", "write 'due 2026-03-20'"),
        ("(@a, due 2026-03-20, X-1)", "11:33 'X-1'", f"{ALLOWED}; put other words before the parentheses"),
        ("(due 2026-03-20, see #1)", "11:29 'see #1'", f"{ALLOWED}; put other words before the parentheses"),
        ("(@a due 2026-03-20)", "11:13 '@a due 2026-03-20'", "write '@a, due 2026-03-20'"),
        ("(@a @b, due 2026-03-20 Prevent)", "11:20 'due 2026-03-20 Prevent'", "write 'due 2026-03-20, Prevent'"),
        ("(detect, prevent)", "11:21 'prevent'", "keep one of them"),
        ("(@a,\n  due 1 May)", "12:7 '1 May'", "write year, month and day: 'due 2026-03-20'"),
    ],
)
def test_a_mistake_is_told_with_its_cure(line: str, complaint: str, hint: str) -> None:
    """Once, at the offending words; it is a warning, and the item is shown as it is written."""
    content = lesson(f"- [ ] Test {line}")
    (found,) = read(content)[1]
    assert said([found]) == [f"{complaint} bad-action"]
    assert (found.hint, found.severity) == (hint, Severity.WARNING)
    (action,) = report(content).updates[-1].actions
    assert (action.text, action.has_details) == (f"Test {' '.join(line.split())}", False)
    assert f"Test {' '.join(line.split())}</li>" in " ".join(shown(content).split())


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("(@ida, due 2026-12-01) see #12", "(@ida, due 2026-12-01)"),
        ("(@ida, due 2026-12-01) (JIRA-1)", "(@ida, due 2026-12-01)"),
        ("(due 2026-12-01) (@ida)", "(due 2026-12-01)"),
        ("(@ida, due 2026-12-01) ✅", "(@ida, due 2026-12-01)"),
        ("(@ida,\n  due 2026-12-01) `x`", "@ida"),
        ("it\n  (@ida).", "(@ida)"),
        ("(@ida, [JIRA-1](https://jira.example/1))", "@ida"),
        ("(**detect**, @ida)", "@ida"),
        ("(@ida, `detect`)", "@ida"),
        ("(nested (parens), @ida)", "(nested (parens), @ida)"),
    ],
)
def test_details_in_another_place_are_not_lost_without_a_word(line: str, at: str) -> None:
    """An owner or a date is one in parentheses at the end of an item, with nothing but words in them."""
    (found,) = read(lesson(f"- [ ] Test {line}"))[1]
    assert (found.code, found.severity, found.at.text) == ("bad-action", Severity.WARNING, at)


@pytest.mark.parametrize(
    "line", ["call `f(@ida)` twice", "(detect) it", "(see @ida) it", "(due soon) it", "(a (@b c))"]
)
def test_parentheses_in_the_middle_are_text_as_well(line: str) -> None:
    """Unless they tell an owner or a date and nothing else."""
    assert actions(f"- [ ] Test {line}")[0].text == f"Test {line}".replace("`", "")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("- [] a", "- [ ]"),
        ("- [  ] a", "- [ ]"),
        ("* [x ] a", "* [x]"),
        ("- [✓] a", "- [x]"),
        ("- [ ]a", "- [ ]"),
        ("-[X] a", "- [x]"),
        ("[ ] a", "- [ ]"),
        ("> 1) [/] a", "1) [ ]"),
        ("- ［ ］ a", "- [ ]"),
    ],
)
def test_a_box_that_is_none_is_told(line: str, hint: str) -> None:
    """With what to write instead."""
    (found,) = read(lesson(line))[1]
    assert (found.code, found.severity) == ("near-task", Severity.WARNING)
    assert found.hint == f"write '{hint} …'"


def test_a_reading_is_remembered_with_its_action_items() -> None:
    """As JSON, and back."""
    found = Reading(report(lesson("- [ ] Test (@ida, due 2026-03-20, detect)")), (), None)
    assert READING.validate_json(READING.dump_json(found)) == found


def test_an_item_is_overdue_when_its_day_is_over() -> None:
    """And only while it is open."""
    still, done = actions("- [ ] A (due 2026-03-20)\n- [x] B (due 2026-03-20)")
    assert not still.is_overdue(date(2026, 3, 20))
    assert still.is_overdue(date(2026, 3, 21))
    assert not done.is_overdue(date(2026, 3, 21))


def test_a_postmortem_that_is_still_to_come_has_no_action_items_yet() -> None:
    """As with all news after the instant that a site is seen at."""
    content = lesson("- [ ] Test")
    assert len(course_at("2025-08-07 00:00", content).actions) == 1
    earlier = report(content).as_of(at("2025-08-05 12:00"))
    assert earlier is not None
    assert [update.actions for update in earlier.updates] == [()]


def test_a_page_shows_the_details_in_its_language() -> None:
    """The state is heard, the day is one for machines too, and nothing says how late it is."""
    content = lesson("- [ ] Test *it* (@ida, due 2026-03-20, prevent)")
    assert shown(content) == (
        '<ul>\n<li class="task"><span class="box" role="img" aria-label="Open">☐</span> Test <em>it</em><br>'
        '<small><bdi>@ida</bdi> · due <time datetime="2026-03-20">Mar 20, 2026</time> · prevent</small></li>\n</ul>'
    )
    assert 'fällig am <time datetime="2026-03-20">20.03.2026</time> · verhindern' in shown(content, "de")


def test_task_lists_read_well_without_our_style(tmp_path_factory: pytest.TempPathFactory) -> None:
    """In feeds, the API and wherever there is only text."""
    site = Site(tmp_path_factory.mktemp("tasks") / "site")
    site.write("incidents/first.md", lesson("- [x] Test\n- [ ] Try (@ida)").replace("title", "impact: none\ntitle"))
    site.build()
    html = site.page("api/v2/incidents.json")
    assert "<li>☑ Test</li>\\n<li>☐ Try<br><small>@ida</small></li>" in html
    assert plain_text(Markup("<ul>\n<li>☑ Test</li>\n<li>☐ Try<br><small>@ida</small></li>\n</ul>")) == (
        "- ☑ Test\n- ☐ Try\n@ida"
    )
