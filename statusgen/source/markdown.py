"""Markdown to tokens to HTML: CommonMark with tables, raw HTML as text, comments dropped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_INTERRUPTS = {"alt": ["paragraph", "reference", "blockquote", "list"]}


@cache
def parser(attribute_keys: tuple[str, ...]) -> MarkdownIt:
    """The parser whose top-level sections may begin with a YAML mapping of these keys."""
    md = MarkdownIt("js-default", {"html": False})
    md.block.ruler.before("table", "comment", _block_comment, _INTERRUPTS)
    md.block.ruler.before("comment", "attributes", _attributes_rule(attribute_keys))
    md.inline.ruler.before("autolink", "comment", _inline_comment)
    md.renderer = _Renderer()
    return md


def is_relative(target: str) -> bool:
    """Whether a link leads to a file beside the one it stands in."""
    parts = urlsplit(target)
    return bool(parts.path) and not parts.scheme and not parts.netloc and not target.startswith("/")


def links_of(tokens: Sequence[Token]) -> list[tuple[Token, Token, str]]:
    """Every link and picture: the block token it stands in, its own token, and its attribute's name."""
    found = []
    for block in tokens:
        stack = list(block.children or ())
        while stack:
            token = stack.pop(0)
            if token.type == "image":
                found.append((block, token, "src"))
                stack = list(token.children or ()) + stack
            elif token.type == "link_open":
                found.append((block, token, "href"))
    return found


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

    def attributes(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return ""


def _attributes_rule(keys: tuple[str, ...]) -> Any:
    begins = re.compile(rf"(?:{'|'.join(keys)})\s*:")

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if silent or state.level or not state.tokens or state.tokens[-1].type != "heading_close":
            return False
        if not begins.match(state.src, state.bMarks[start]):
            return False
        after = start + 1
        while after < end and not state.isEmpty(after):
            after += 1
        token = state.push("attributes", "", 0)
        token.map = [start, after]
        state.line = after
        return True

    return rule


def _block_comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("<!--", position):
        return False
    close = state.src.find("-->", position + 4, state.eMarks[end - 1])
    if close < 0:
        if not silent:
            state.env.setdefault("unclosed_comments", []).append(start)
        return False
    if silent:
        return True
    last = start + state.src.count("\n", position, close)
    rest = state.src[close + 3 : state.eMarks[last]].strip()
    if rest:
        state.push("paragraph_open", "p", 1).map = [last, last + 1]
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = rest, [last, last + 1], []
        state.push("paragraph_close", "p", -1)
    state.line = last + 1
    return True


def _inline_comment(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("<!--", state.pos):
        return False
    close = state.src.find("-->", state.pos + 4)
    if close < 0:
        if not silent:
            state.env.setdefault("unclosed_in_text", []).append(state.src)
        return False
    state.pos = close + 3
    return True
