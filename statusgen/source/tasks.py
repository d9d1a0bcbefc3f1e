"""Task lists in Markdown: entries that begin with a box, and what stands in parentheses at their end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from statusgen.diagnostics import Span
from statusgen.source.text import SourceText

_BOX = re.compile(r"\[(?P<mark>[ xX])\](?:\s+|$)")
_ASIDE = re.compile(r"(?P<before>.*?)\s*\((?P<inside>[^()]*)\)\s*", re.DOTALL)
_PLAIN = frozenset({"text", "softbreak"})
_SAYING = frozenset({"text", "code_inline", "softbreak"})
_OPEN_BOX = re.compile("\x02([ x])\x03")
_OPEN_ASIDE = re.compile("\x02\\(([0-9]+)\x03(.*?)\x02\\)\x03", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Task:
    """An entry of a task list."""

    is_done: bool
    text: str
    """Its words, on one line."""
    prose: str
    """The same with a backquote in place of code."""
    aside: str
    """What stands in parentheses at its end, with its line breaks; empty where there are none."""
    lines: tuple[Span, ...]
    """Its first paragraph, from the box on."""

    @property
    def at(self) -> Span:
        """Its first line, from the box on."""
        return self.lines[0]

    def find(self, *spellings: str) -> Span:
        """Where the first of these that stands on one line is written, or the first line."""
        found = (line.part(spelling) for spelling in spellings for line in self.lines if spelling in line.text)
        return next(found, self.at)

    def place(self, start: int, end: int) -> Span:
        """Where a stretch of `aside` is written."""
        parts = self.aside.split("\n")
        number = self.aside.count("\n", 0, start)
        line = self.lines[-len(parts) :][number]
        begin = max(0, line.text.rfind(parts[number])) + start - (self.aside.rfind("\n", 0, start) + 1)
        wanted = self.aside[start:end].partition("\n")[0]
        found = replace(line, column=line.column + begin, width=len(wanted))
        return found if found.text == wanted else line.part(wanted)


def mark_tasks(state: StateCore) -> None:
    """Makes tokens of the boxes and of the parentheses; a rule for the parser, when all text is joined."""
    tokens = state.tokens
    for index, item in enumerate(tokens[:-2]):
        inline = tokens[index + 2]
        if item.type == "list_item_open" and inline.type == "inline" and tokens[index + 1].type == "paragraph_open":
            _mark(item, inline)


def _mark(item: Token, inline: Token) -> None:
    children = inline.children or []
    written = _BOX.match(inline.content)
    first = children[0] if children else None
    if written is None or first is None or first.type != "text" or not _BOX.match(first.content):
        return
    first.content = _BOX.sub("", first.content, count=1)
    item.attrSet("class", "task")
    box = Token("task_box", "", 0, content="x" if written["mark"] in "xX" else " ")
    begin, aside = _split(children)
    inline.children = [box, *begin, *aside]
    prose = [_text("`") if child.type == "code_inline" else child for child in begin]
    inline.meta = {
        "task": box.content,
        "words": _words(begin),
        "prose": _words(prose),
        "aside": aside[0].content if aside else "",
    }


def _split(children: list[Token]) -> tuple[list[Token], list[Token]]:
    """What stands before the parentheses at the end, and the parentheses."""
    start = len(children)
    while start and children[start - 1].type in _PLAIN:
        start -= 1
    tail = "".join("\n" if child.type == "softbreak" else child.content for child in children[start:])
    opening = tail.rfind("(")
    found = _ASIDE.fullmatch(tail[opening:]) if opening >= 0 else None
    if found is None:
        return children, []
    before = [child for line in tail[:opening].rstrip().split("\n") for child in (_break(), _text(line))][1:]
    return [*children[:start], *before], [Token("task_aside", "", 0, content=found["inside"])]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _break() -> Token:
    return Token("softbreak", "br", 0)


def _words(children: Sequence[Token]) -> str:
    said = ("\n" if child.type == "softbreak" else child.content for child in children if child.type in _SAYING)
    return " ".join("".join(said).split())


def tasks_of(tokens: Sequence[Token], source: SourceText) -> Iterator[Task]:
    """The tasks among the tokens, in order."""
    for token in tokens:
        if token.type == "inline" and "task" in token.meta:
            yield _task(token, source)


def _task(inline: Token, source: SourceText) -> Task:
    first, end = inline.map or (0, 1)
    line, *others = (source.line_span(number) for number in range(first, end))
    box = max(0, line.text.find("["))
    return Task(
        is_done=inline.meta["task"] == "x",
        text=inline.meta["words"],
        prose=inline.meta["prose"],
        aside=inline.meta["aside"],
        lines=(replace(line, column=line.column + box, width=line.width - box), *others),
    )


def number_tasks(tokens: Sequence[Token]) -> None:
    """Gives each task its number in a piece of text, which its parentheses keep in the HTML."""
    tasks = [token for token in tokens if token.type == "inline" and "task" in token.meta]
    for number, token in enumerate(tasks):
        for child in token.children or ():
            if child.type == "task_aside":
                child.meta = {"number": number}


def open_box(mark: str) -> str:
    """What stands in rendered HTML in place of a task's box."""
    return f"\x02{mark}\x03"


def open_aside(number: int, html: str) -> str:
    """What stands in rendered HTML in place of the parentheses at the end of the task of that number."""
    return f"\x02({number}\x03{html}\x02)\x03"


def resolve_tasks(html: str, box: Callable[[bool], str], aside: Callable[[int], str | None]) -> str:
    """The finished HTML; where `aside` has nothing to put in place of a task's parentheses, they stay."""
    if "\x02" not in html:
        return html
    html = _OPEN_BOX.sub(lambda found: box(found[1] == "x"), html)

    def finished(found: re.Match[str]) -> str:
        instead = aside(int(found[1]))
        return f" ({found[2]})" if instead is None else instead

    return _OPEN_ASIDE.sub(finished, html)
