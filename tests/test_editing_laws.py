"""An edit adds exactly one update, and leaves every other byte alone; what cannot be proven is refused."""

from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from test_reading_laws import SOUND, reports, spoilt

from statusgen.authoring.desk import Desk, NotFoundError
from statusgen.authoring.news import News
from statusgen.authoring.reports import Written, add
from statusgen.diagnostics import has_errors
from statusgen.editing.inserting import with_section
from statusgen.editing.proof import EditRefusedError
from statusgen.editing.words import yaml_text
from statusgen.model.report import Report
from statusgen.model.vocabulary import STATUSES, State, Status
from statusgen.source.folder import SiteFolder
from statusgen.source.yamltext import read_yaml

from writing import example, read, source

TEXTS = st.one_of(
    st.sampled_from(["It is slow.", "Line one.\n\n- a list\n- of two", "```\n## Resolved - 2030-01-01 00:00Z\n```"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.just("\n"), min_size=1, max_size=60),
    st.text("#-:<>!`*_[]{}() \nab9|~=\\&", min_size=1, max_size=40),
)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
MARKS = st.sampled_from([b"", b"\xef\xbb\xbf"])
TAILS = st.sampled_from(["", "\n", "\n\n\n", "  ", "\n<!-- a note -->", "\n<!-- a note -->\n"])


class _Folder(SiteFolder):
    """A site's folder with one file in it, which is on no disk."""

    def __init__(self, content: bytes) -> None:
        self.root = Path()
        self._content = content

    def read(self, path: str) -> bytes:
        """The content, whatever the path."""
        assert path == "incidents/one.md"
        return self._content


def desk_with(content: bytes, report: Report) -> Desk:
    """A desk with one report on it."""
    return Desk(_Folder(content), example(), (report,), {}, lambda _: ("Text.",) * 20)


def added(content: bytes, news: News) -> tuple[Report, Written]:
    """The report before, and what adding to it makes of it; raises EditRefusedError."""
    text = content.removeprefix(b"\xef\xbb\xbf").decode().replace("\r\n", "\n").replace("\r", "\n")
    report = read(text)[0]
    assert report is not None
    desk = desk_with(content, report)
    return report, add(desk, report, desk.template("update"), news)


def is_sound(text: str) -> bool:
    """Whether a file can be published as it is."""
    report, problems = read(text)
    return report is not None and bool(report.updates) and not has_errors(problems)


@settings(max_examples=150, deadline=None)
@given(st.data(), reports() | spoilt().filter(is_sound) | st.sampled_from(SOUND).filter(is_sound), ENDS, MARKS, TAILS)
def test_an_edit_adds_one_update_and_touches_no_other_byte(
    data: st.DataObject, text: str, end: str, mark: bytes, tail: str
) -> None:
    """Whatever the file and the text are; else it is refused, and says why."""
    content = mark + (text + tail if is_sound(text + tail) else text).replace("\n", end).encode()
    report, _ = read(text)
    assert report is not None
    minutes = data.draw(st.integers(-3, 200_000), "minutes after the first update")
    news = News(
        at=report.updates[0].at.replace(second=0) + timedelta(minutes=minutes),
        status=data.draw(st.sampled_from([s for s in STATUSES[report.kind] if s is not Status.POSTMORTEM])),
        message=data.draw(TEXTS, "text"),
        states=data.draw(st.dictionaries(st.sampled_from(["API", "Portal", "Mail, incoming"]), st.sampled_from(State))),
    )
    try:
        _, written = added(content, news)
    except (EditRefusedError, NotFoundError):
        return
    assert written.update.at == news.at
    assert written.update.status is news.status
    assert [claim.state for claim in written.update.claims] == list(news.states.values())
    assert len(written.report.updates) == len(report.updates) + 1
    assert [u.id for u in written.report.updates if u.id != written.update.id] == [u.id for u in report.updates]
    place = next((n for n, (a, b) in enumerate(zip(content, written.after, strict=False)) if a != b), len(content))
    new = written.after[place : place + len(written.after) - len(content)]
    assert content[:place] + new + content[place:] == written.after
    others = {"\n", "\r\n", "\r"} - {end}
    assert not any(other in new.decode().replace(end, "") for other in others)


@settings(max_examples=60, deadline=None)
@given(reports() | st.sampled_from(SOUND).filter(is_sound), ENDS, MARKS, TAILS, st.integers(0, 10_000))
def test_plain_news_is_never_refused(text: str, end: str, mark: bytes, tail: str, minutes: int) -> None:
    """It comes last, and says what the writer said."""
    content = mark + (text + tail).replace("\n", end).encode()
    last = read(text)[0]
    assert last is not None
    at = last.updates[-1].at + timedelta(minutes=minutes)
    report, written = added(content, News(at=at, status=Status.UPDATE, message="It is *slow*."))
    assert [update.id for update in written.report.updates] == [u.id for u in report.updates] + [written.update.id]
    assert written.after.endswith(end.join(["", "It is *slow*.", ""]).encode())


@given(st.binary(max_size=40).map(lambda raw: raw.replace(b"#", b"")), st.sampled_from([b"\n", b"\r\n", b"\r"]))
def test_a_section_stands_between_blank_lines(raw: bytes, end: bytes) -> None:
    """At the end, what was there is the beginning of what is there."""
    content = raw.replace(b"\r", b"").replace(b"\n", end)
    after = with_section(content, "## New\n")
    assert after.startswith(content)
    gap = after[len(content) :].decode().partition("## New")[0]
    assert not gap.strip("\r\n")
    lines = after.decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    where = lines.index("## New")
    assert where == 0 or not lines[where - 1].strip()


@settings(max_examples=200)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cn", "Co", "Cf"]), min_size=1))
def test_a_text_written_as_yaml_is_read_as_itself(text: str) -> None:
    """As a title, as a key and as a value in braces."""
    text = text.strip() or "x"
    for yaml, expected in (
        (f"title: {yaml_text(text)}", {"title": text}),
        (f"a: {{{yaml_text(text)}: b}}", {"a": {text: "b"}}),
        (f"a:\n  {yaml_text(text)}: b", {"a": {text: "b"}}),
    ):
        lines = source(yaml)
        found = read_yaml(lines, 0, len(lines.lines))
        assert found.data == expected
        assert not found.diagnostics
