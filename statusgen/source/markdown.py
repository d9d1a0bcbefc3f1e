"""Markdown to tokens to HTML: CommonMark with tables, raw HTML as text, comments dropped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count, pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from statusgen.source.prose import Chapter
from statusgen.source.tasks import mark_tasks, open_aside, open_box

_SAYING = frozenset({"text", "code_inline", "softbreak"})
"""The inline tokens that put something into a heading's words."""
_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


@cache
def parser(attribute_keys: tuple[str, ...]) -> MarkdownIt:
    """The parser whose top-level sections may begin with a YAML mapping of these keys."""
    md = MarkdownIt("js-default", {"html": False})
    md.block.ruler.before("table", "comment", _block_comment, _INTERRUPTS)
    md.block.ruler.before("comment", "attributes", _attributes_rule(attribute_keys))
    md.inline.ruler.before("autolink", "comment", _inline_comment)
    md.core.ruler.after("text_join", "tasks", mark_tasks)
    md.renderer = _Renderer()
    return md


def children_of(token: Token) -> Iterator[Token]:
    """The inline tokens in a block, those of a picture's description included."""
    for child in token.children or ():
        yield child
        yield from children_of(child)


def links_of(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token, str]]:
    """Every link and picture: the block token it stands in, its own token, and its attribute's name."""
    attributes = {"image": "src", "link_open": "href"}
    for block in tokens:
        for token in children_of(block):
            if token.type in attributes:
                yield block, token, attributes[token.type]


def normalise_headings(tokens: Sequence[Token]) -> None:
    """Makes the headings begin at level 3 and go down without a gap."""
    above: list[int] = []
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
            token.tag = f"h{min(6, 2 + len(above))}"
        elif token.type == "heading_close":
            token.tag = f"h{min(6, 2 + len(above))}"


def name_headings(tokens: Sequence[Token], prefix: str) -> tuple[Chapter, ...]:
    """The headings that stand in no list or quotation; each gets an id of its own that begins with the prefix."""
    chapters: dict[str, Chapter] = {}
    for token, inline in pairwise(tokens):
        if token.type == "heading_open" and token.level == 0 and (title := _words(inline)):
            first = prefix + _slug(title)
            anchor = next(name for name in _numbered(first) if name not in chapters)
            token.attrs["id"] = anchor
            chapters[anchor] = Chapter(int(token.tag[1]), anchor, title)
    return tuple(chapters.values())


def _words(block: Token) -> str:
    said = (
        " " if child.type == "softbreak" else child.content for child in children_of(block) if child.type in _SAYING
    )
    return " ".join("".join(said).split())


def _slug(title: str) -> str:
    """Its letters and digits, of whatever script."""
    kept = (c if unicodedata.category(c)[0] in "LMN" else " " for c in unicodedata.normalize("NFKC", title).lower())
    return "-".join("".join(kept).split())[:80].strip("-") or "section"


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in count(2))


class _Renderer(RendererHTML):
    """HTML that works under a strict content security policy and on a narrow screen."""

    def table_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return '<div class="scroll" tabindex="0">' + self.renderToken(tokens, idx, options, env)

    def table_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return self.renderToken(tokens, idx, options, env).rstrip("\n") + "</div>\n"

    def th_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        style = tokens[idx].attrs.pop("style", "")
        if isinstance(style, str) and style:
            tokens[idx].attrs["class"] = style.removeprefix("text-align:")
        return self.renderToken(tokens, idx, options, env)

    td_open = th_open

    def fence(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return super().fence(tokens, idx, options, env).replace("<pre>", '<pre tabindex="0">', 1)

    def code_block(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return super().code_block(tokens, idx, options, env).replace("<pre>", '<pre tabindex="0">', 1)

    def unclosed_comment(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return escapeHtml(tokens[idx].content)

    def task_box(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return open_box(tokens[idx].content)

    def task_aside(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return open_aside(tokens[idx].meta.get("number", 0), escapeHtml(tokens[idx].content))


def _attributes_rule(keys: tuple[str, ...]) -> Any:
    begins = re.compile(rf"\{{?\s*(['\"]?)(?:{'|'.join(keys)})\1\s*:")

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if silent or state.level or state.is_code_block(start):
            return False
        if not state.tokens or state.tokens[-1].type != "heading_close" or state.tokens[-1].markup != "##":
            return False
        if not begins.match(state.src, state.bMarks[start] + state.tShift[start]):
            return False
        after = start + 1
        while after < end and not state.isEmpty(after) and not _is_heading(state, after):
            after += 1
        state.push("attributes", "", 0).map = [start, after]
        state.line = after
        return True

    return rule


def _is_heading(state: StateBlock, line: int) -> bool:
    """Whether the next section begins here, even if YAML would take the line for a comment."""
    return state.src.startswith("##", state.bMarks[line] + state.tShift[line])


def _block_comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Skips a comment that begins a line; what follows it on its last line stays, as that line's text."""
    if state.is_code_block(start):
        return False
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("<!--", position):
        return False
    close = state.src.find("-->", position + 4, state.eMarks[end - 1])
    if silent:
        return close >= 0
    if close < 0:
        return False
    if "<!--" in state.src[position + 4 : close]:
        state.env.setdefault("unclosed_comments", []).append(start)
    last = start + state.src.count("\n", position, close)
    if not state.src[close + 3 : state.eMarks[last]].strip():
        state.line = last + 1
        return True
    state.bMarks[last] = close + 3
    state.tShift[last] = state.skipSpaces(close + 3) - close - 3
    state.sCount[last] = state.sCount[start]
    state.line = last
    return last > start


def _inline_comment(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("<!--", state.pos):
        return False
    close = state.src.find("-->", state.pos + 4)
    if close >= 0:
        state.pos = close + 3
        return True
    if not silent:
        token = state.push("unclosed_comment", "", 0)
        token.content = "<!--"
        token.meta = {"text": state.src, "position": state.pos}
    state.pos += 4
    return True
