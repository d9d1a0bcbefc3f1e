"""Whatever people write, reading tells them; and what is right is never called wrong."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from complaints_a_m import A_TO_M
from complaints_n_z import N_TO_Z
from hypothesis import example as given_example
from hypothesis import given, settings
from hypothesis import strategies as st

from statusgen.diagnostics import Diagnostic, has_errors
from statusgen.model.components import read_components
from statusgen.model.names import Names
from statusgen.model.reading import read_report
from statusgen.model.record import READING
from statusgen.model.report import Report
from statusgen.model.vocabulary import STATUSES, Kind, State, Status
from statusgen.source.prose import resolve_links
from statusgen.source.text import decode
from statusgen.source.yamltext import read_yaml
from statusgen.views.walk import course

from writing import COMPONENTS, PAGE, at, example, read, source, texts

DEMO = Path(__file__).parent.parent / "incidents"
NAMES = ["API", "Portal", "Post", "Europe / Login", "asia-login"]
FIRST = datetime(2025, 8, 1, tzinfo=UTC)
COMPLAINTS = [*A_TO_M.values(), *N_TO_Z.values()]
SEEDS = [c.wrong for several in COMPLAINTS for c in several if isinstance(c.wrong, str)]
SOUND = [path.read_text("utf-8") for path in sorted(DEMO.rglob("20*.md"))]
SOUND += [c.right for several in COMPLAINTS for c in several if isinstance(c.right, str) and "---" in c.right]
SEEDS += SOUND
SHARDS = [
    "\n",
    "---\n",
    "## ",
    "Resolved - ",
    "2025-08-05 10:00Z",
    ": ",
    "- ",
    *"[]{}\"'#\t~!|>%\\\0\u00a0：\u2028🙈",
]
SHARDS += ["&a ", "*a", "<!--", "-->", "```\n", "=====\n", "components", "scheduled: {start: ", "title: x\n"]
SHARDS += ["kind: maintenance\n", "![a](b.png)", "[a]: b.md\n", "<http://[::1>"]
ODD = st.one_of(st.sampled_from("#-:[]{}\"' \n\tab`<!>*&|~_=("), st.characters(codec="utf-8"))


def check_spans(problems: list[Diagnostic], text: str) -> None:
    """Each points into its line, and at what its text says."""
    lines = text.split("\n")
    for problem in problems:
        span = problem.at
        assert span.source == lines[span.line - 1]
        assert 1 <= span.column <= len(span.source) + 1
        assert 0 <= span.width <= len(span.source) + 1 - span.column
        assert span.text == span.source[span.column - 1 : span.column - 1 + span.width]
        assert problem.message
        assert problem.hint


@st.composite
def mutated(draw: st.DrawFn, seeds: list[str]) -> str:
    """A file with a few things put in, taken out or put twice."""
    text = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(1, 4))):
        begin = draw(st.integers(0, len(text)))
        end = draw(st.integers(begin, min(len(text), begin + 30)))
        shard = draw(st.one_of(st.sampled_from(SHARDS), st.text(max_size=5), st.just(text[begin:end] * 2)))
        text = text[:begin] + shard.replace("\r", "") + text[end:]
    return text


def spoil_lines(draw: st.DrawFn, text: str) -> str:
    """The text with a line left out, put twice, moved, indented, or spelt with characters of another kind."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 3))):
        n, m = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        changed = {
            "gone": [],
            "twice": [lines[n], lines[n]],
            "tab": ["\t" + lines[n]],
            "far": ["    " + lines[n]],
            "blanks": [lines[n].replace(" ", "\u00a0")],
            "colons": [lines[n].replace(":", "：")],
            "dashes": [lines[n].replace("-", "–")],
            "unseen": ["\u200b" + lines[n]],
            "other": [lines[n], lines[m]],
        }
        lines[n : n + 1] = changed[draw(st.sampled_from(sorted(changed)))]
        lines = lines or [""]
    return "\n".join(lines)


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """A report that somebody's editor, or a merge, has been through."""
    return spoil_lines(draw, draw(st.sampled_from(SOUND)))


def read_raw(raw: bytes) -> list[Diagnostic]:
    """What is wrong with a report of these bytes; what came of it can be kept and found again as it was."""
    found, problems = decode("one.md", raw)
    known = example()
    if problems:
        return sorted(problems)
    reading, _ = read_report(found, Names(known), known.page.zone)
    assert READING.validate_json(READING.dump_json(reading)) == reading
    return sorted(reading.diagnostics)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300) | st.builds(bytes.__add__, st.just(b"---\ntitle: x\n"), st.binary(max_size=100)))
@given_example("---\ntitle: ü\n".encode("utf-16"))
@given_example(b"\xef\xbb\xbf\xef\xbb\xbf---\r\r\n\x00\xff")
def test_reading_any_bytes_never_raises(raw: bytes) -> None:
    """What is no text is told at its place, as everything else is."""
    text = raw.removeprefix(b"\xef\xbb\xbf").decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    check_spans(read_raw(raw), text)


@settings(max_examples=200, deadline=None)
@given(spoilt(), st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_editors_change_nothing(text: str, end: str, mark: bytes) -> None:
    """Whatever was done to the lines, it is told in the same places for every line ending, with or without a mark."""
    problems = read_raw(mark + text.replace("\n", end).encode())
    check_spans(problems, text)
    assert problems == read(text, "one.md")[1]


@settings(max_examples=250, deadline=None)
@given(mutated([s for s in SEEDS if not s.startswith("page:")]))
@given_example("---\n---\n")
@given_example("---\n- a\n---\n")
@given_example("---\ntitle: x\ncomponents: {API: {a: b}}\nscheduled: [x]\nkind: {}\n---\n")
@given_example("")
def test_reading_a_broken_report_never_raises(text: str) -> None:
    """What can be made of it is a report, the rest is told at its place."""
    found, problems = read(text)
    check_spans(problems, text)
    if found is not None and found.updates:
        course(found, at("2025-08-05 12:00"))
    for prose in [found.summary, *(u.prose for u in found.updates)] if found else []:
        assert not prose or resolve_links(texts(text)[prose.number], prose.links, lambda target: target)


@settings(max_examples=150, deadline=None)
@given(st.text(ODD, max_size=200))
def test_reading_any_text_never_raises(text: str) -> None:
    """As a report, behind front matter, and as settings."""
    text = text.replace("\r", "")
    for whole in (text, f"---\n{text}\n---\n", f"---\ntitle: x\n---\n## Resolved - 2025-08-05 10:00Z\n{text}"):
        check_spans(read(whole)[1], whole)
    check_settings(text)


@settings(max_examples=150, deadline=None)
@given(mutated([s for s in SEEDS if s.startswith("page:")] + [COMPONENTS, PAGE]))
def test_reading_broken_settings_never_raises(text: str) -> None:
    """And every component that can be read has an id."""
    check_settings(text)


def check_settings(text: str) -> None:
    """Reads them, and looks at what is told."""
    lines = source(text, "components.yaml")
    yaml = read_yaml(lines, 0, len(lines.lines))
    components, problems = read_components(yaml)
    check_spans([*yaml.diagnostics, *problems], text)
    assert components is None or all(isinstance(component.id, str) for component in components)


def _mapping(states: dict[str, State], *, flow: bool) -> str:
    pairs = [f"{name}: {state.slug}" for name, state in states.items()]
    return f"components: {{{', '.join(pairs)}}}" if flow else "components:\n" + "\n".join(f"  {p}" for p in pairs)


STATES = st.builds(
    _mapping,
    st.dictionaries(st.sampled_from(NAMES), st.sampled_from(list(State)), min_size=1),
    flow=st.booleans(),
)
LISTS = st.lists(st.sampled_from(NAMES), min_size=1, unique=True).map(lambda names: f"components: [{', '.join(names)}]")
TITLES = (
    st.text("aÅ #:'\"{[&*!|>%@`☎", max_size=8)
    .map(lambda title: f"x{title}")
    .map(lambda title: "title: '" + title.replace("'", "''") + "'")
)


@st.composite
def reports(draw: st.DrawFn) -> str:
    """A report without errors, with every turn that one may take."""
    kind = draw(st.sampled_from(Kind))
    head = [draw(TITLES), f"kind: {kind}"]
    head += draw(st.lists(STATES | LISTS if kind is not Kind.NOTICE else LISTS, max_size=1))
    head += draw(st.lists(st.sampled_from(["impact: minor", "impact: critical"]), max_size=1))
    if kind is Kind.MAINTENANCE:
        head.append(f"scheduled: {draw(_windows())}")
        head += draw(st.lists(st.just("automatic: false"), max_size=1))
    minutes = sorted(draw(st.lists(st.integers(1, 5_000), min_size=1, max_size=7)))
    statuses = [s for s in STATUSES[kind] if s is not Status.POSTMORTEM]
    blocks: list[str] = []
    over, last = False, Status.UPDATE
    for minute in minutes:
        status = draw(st.sampled_from([s for s in statuses if s is Status.UPDATE or s is not last]))
        ends = status in (Status.RESOLVED, Status.COMPLETED, Status.CANCELLED, Status.CLOSED)
        over = over if status is Status.UPDATE else ends
        last = last if status is Status.UPDATE else status
        lines = [f"## {status.heading} - {FIRST + timedelta(minutes=minute):%Y-%m-%d %H:%MZ}"]
        if not over and kind is not Kind.NOTICE:
            lines += draw(st.lists(STATES, max_size=1))
        if not over and kind is Kind.MAINTENANCE:
            lines += [f"scheduled: {window}" for window in draw(st.lists(_windows(), max_size=1))]
        blocks.append("\n".join([*lines, "", "Text."]))
    return "---\n" + "\n".join(head) + "\n---\n\n" + "\n\n".join(blocks) + "\n"


@st.composite
def _windows(draw: st.DrawFn) -> str:
    start = draw(st.integers(0, 5_000))
    end = start + draw(st.integers(1, 1_000))
    times = [f"{FIRST + timedelta(minutes=minute):%Y-%m-%d %H:%MZ}" for minute in (start, end)]
    return f"{{start: {times[0]}, end: {times[1]}}}"


@settings(max_examples=120, deadline=None)
@given(reports())
def test_a_report_without_errors_is_read_without_a_word(text: str) -> None:
    """Every update is there, in the order of the file; there may be advice."""
    found, problems = read(text)
    assert not has_errors(problems)
    assert found is not None
    assert [f"## {u.status.heading}" for u in found.updates] == re.findall(r"(?m)^## [A-Z a-z]+(?= - )", text)


@settings(max_examples=120, deadline=None)
@given(reports(), st.integers(-100, 6_000))
def test_a_course_is_consistent(text: str, minute: int) -> None:
    """Steps in order, states that follow from them, and no component in two states at once."""
    found, now = read(text)[0], FIRST + timedelta(minutes=minute)
    known = found.as_of(now) if found else None
    if known is None:
        return
    one = course(known, now)
    times = [step.at for step in one.steps]
    assert times == sorted(times)
    assert times[-1] <= now
    assert len({step.id for step in one.steps}) == len(one.steps)
    by_component: dict[str, datetime | None] = {}
    for spell in sorted(one.spells, key=lambda s: s.start):
        before = by_component.get(spell.component, spell.start)
        assert before is not None
        assert before <= spell.start
        assert spell.end is None or spell.start < spell.end
        by_component[spell.component] = spell.end
    lasting = {s.component: s.state for s in one.spells if s.end is None}
    assert lasting == {c.component: c.state for c in one.states if c.state is not State.OPERATIONAL}
    worst = {c.component: c.state for c in one.worst}
    assert all(spell.state <= worst[spell.component] for spell in one.spells)
    assert one.is_open or not lasting
    assert not one.is_open or one.ended is None


@settings(max_examples=120, deadline=None)
@given(reports(), st.integers(1, 6_000), st.integers(0, 6_000))
def test_what_was_known_then_is_what_is_told_of_then(text: str, minute: int, later: int) -> None:
    """The steps up to an instant are the same seen then as seen later, as long as no plan is rewritten."""
    found, then = read(text)[0], FIRST + timedelta(minutes=minute)
    assert found is not None
    known = found.as_of(then)
    if known is None:
        return
    seen_then = course(known, then)
    assert seen_then == course(known, then)
    everything: Report = found.as_of(then + timedelta(minutes=later)) or found
    seen_later = course(everything, then + timedelta(minutes=later))
    assert [s for s in seen_later.steps if s.at < then] == [s for s in seen_then.steps if s.at < then]


HOSTILE = ("[" * 1_000, "*" * 5_000, "> " * 500, "- " * 500, "`" * 5_000, "<!--" * 2_000, "![" * 500, "<" * 5_000)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read_in_no_time(text: str) -> None:
    """No construct makes the parser slow or dizzy."""
    begin = f"---\ntitle: x\n---\n## Resolved - 2025-08-05 10:00Z\n\n{text}"
    check_spans(read(begin)[1], begin)
