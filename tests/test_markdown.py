"""Texts of a site stand in a comment on GitHub or GitLab as they are, and do nothing there."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from statusgen.cli.markdown import code, document, escaped, link, listed, quoted, table

GFM = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
UNSEEN = "\u200b"
HOSTILE = st.text(st.sampled_from("@#!&~%$^*_`[]()<>|\\/:.-+=\"'{}1aw \nGH") | st.characters(categories=["L", "N"]))


def shown(markdown: str) -> str:
    """What a reader sees of some Markdown, with every sign that parts a name."""
    return str(html.fromstring(f"<div>{GFM.render(markdown)}</div>").text_content()).strip()


@given(HOSTILE)
def test_a_text_reads_as_it_is(text: str) -> None:
    """In a paragraph, a heading, a quotation, a cell and the words of a link, without an element of its own."""
    line = " ".join(text.split())
    for markdown, elements in (
        (f"A {escaped(text)} Z", {"p"}),
        (f"### A {escaped(text)} Z", {"h3"}),
        (quoted([f"A {escaped(text)} Z"]), {"blockquote", "p"}),
        (link(f"A {escaped(text)} Z", "https://example.com/"), {"p", "a"}),
    ):
        rendered = GFM.render(markdown)
        assert set(re.findall(r"<(\w+)", rendered)) == elements, rendered
        assert shown(markdown).replace(UNSEEN, "") == (f"A {line} Z" if line else "A  Z")


@given(HOSTILE)
def test_a_text_that_begins_a_paragraph_begins_nothing_else(text: str) -> None:
    """No list, heading, rule or table."""
    rendered = GFM.render(quoted([f"{escaped(text)}"]))
    assert set(re.findall(r"<(\w+)", rendered)) <= {"blockquote", "p"}


@given(HOSTILE)
def test_a_cell_stays_a_cell(text: str) -> None:
    """Whatever it holds."""
    rendered = GFM.render(table(("A", "B"), [(escaped(text), "end")], 10))
    assert rendered.count("<td>") == 2
    assert rendered.endswith("<td>end</td>\n</tr>\n</tbody>\n</table>\n")


@pytest.mark.parametrize("text", ["@team", "a@b.org", "#12", "org/repo#12", "!7", "&3", "~bug", "%soon", "$5", "GH-12"])
def test_nobody_is_called_and_nothing_is_referred_to(text: str) -> None:
    """The hosts look for such words after Markdown is done, so a sign without width parts each."""
    assert UNSEEN in shown(escaped(text))


@pytest.mark.parametrize(
    "text",
    [
        ":tada:",
        "done :+1:",
        "12:30:45",
        "dcf4e9a",
        "(0DCF4E9A)",
        "1234567",
        "in 0a1b2c3d4e5f60718293.",
    ],
)
def test_nothing_becomes_a_picture_or_leads_to_a_commit(text: str) -> None:
    """Likewise."""
    assert not re.search(r":[\w+-]+:|\b[0-9a-fA-F]{7,}\b", shown(escaped(text)))
    assert shown(escaped(text)).replace(UNSEEN, "") == text


@pytest.mark.parametrize("text", ["at 12:30, all is well", "beaded", "123456", "a: b: c", "6,000,000"])
def test_other_words_are_left_whole(text: str) -> None:
    """What is copied from a comment is clean then."""
    assert UNSEEN not in shown(escaped(text))


@pytest.mark.parametrize("text", ["https://example.org", "see http://x.org/", "www.example.org", "ftp://x"])
def test_no_address_becomes_a_link(text: str) -> None:
    """Likewise."""
    assert not re.search(r"://|www\.", shown(escaped(text)))


def test_long_texts_and_lists_are_cut() -> None:
    """With a sign of it."""
    assert escaped("word " * 100, 20) == "word word word word…"
    assert table(("A",), [("1",), ("2",), ("3",)], 2).endswith("| 2 |\n\n… and 1 more")
    assert listed(["1", "2", "3"], 2) == "1, 2, … and 1 more"
    assert document(["first", "あ" * 17, "last"], 50) == "first\n\nlast\n\n*… and 1 more, too long for a comment.*"


def test_code_cannot_be_left() -> None:
    """Not even by a path with a mark of code in it."""
    assert GFM.render(code("a`b`\n<i>")) == "<p><code>a'b' &lt;i&gt;</code></p>\n"
