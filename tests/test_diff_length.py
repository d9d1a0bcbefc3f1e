"""The comment of `statusgen diff` fits, whatever a site says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from statusgen.cli.diffmarkdown import markdown
from statusgen.outputs.difference.parts import Difference, FeedChange, FileChange, ItemPart, NewsPart, ReportChange
from statusgen.outputs.parts import StatePart, TimePart
from statusgen.views.difference import Change

TEXT = st.text(st.sampled_from("@#!*|<`\\ \nabあ"), max_size=2_000)


@settings(max_examples=20, deadline=None)
@given(TEXT, TEXT, st.integers(1, 60))
def test_a_comment_is_never_too_long(title: str, text: str, count: int) -> None:
    """GitHub takes 65,536 characters; in bytes it is less, for the variable of a job that carries it."""
    state, time = StatePart("resolved", title), TimePart("2025-08-20T10:00:00Z", title)
    news = NewsPart("id", "https://a.org/", "resolved", title, time, None, by_clock=False, text=text * 3, html="")
    report = ReportChange(
        *("id", "https://a.org/", title, True, "incident", title, title, (Change.OPENED,), state, state, state, state),
        *(None, None, (), (news,) * count, (news,) * count, (), ("tags",), text),
    )
    items = (ItemPart("id", "https://a.org/", title),) * count
    difference = Difference(
        *("A", "https://a.org/", state, state, (), (report,) * count, FeedChange(items, items, items)),
        *(FileChange(("https://a.org/",) * count, (), (), (), 0, 0, ()), (), False),
    )
    assert len(markdown(difference, [title] * count).encode()) < 65_000
