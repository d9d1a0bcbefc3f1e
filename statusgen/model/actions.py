"""Action items: the task lists of a postmortem, with who does what until when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from statusgen.diagnostics import Diagnostic, Severity, Span, did_you_mean
from statusgen.model.headings import Section
from statusgen.model.times import EARLIEST_YEAR, LATEST_YEAR
from statusgen.source.document import Document
from statusgen.source.tasks import Task


class ActionKind(StrEnum):
    """What an action item is good for."""

    PREVENT = "prevent"
    DETECT = "detect"
    MITIGATE = "mitigate"


@dataclass(frozen=True, slots=True)
class Action:
    """Something to be done, or done, so that it does not happen again."""

    is_done: bool
    text: str
    """As plain text, without what is told below."""
    owners: tuple[str, ...]
    """Without `@`."""
    due: date | None
    """A day of the page."""
    kind: ActionKind | None
    span: Span
    """Its first line, from the box on."""

    @property
    def has_details(self) -> bool:
        """Whether the parentheses at its end tell an owner, a date or a kind."""
        return bool(self.owners or self.due or self.kind)

    def is_overdue(self, today: date) -> bool:
        """Whether it is still to be done, and its day is over."""
        return not self.is_done and self.due is not None and self.due < today


_EXAMPLE = "due 2026-03-20"
_PART = re.compile(r"[^\s,;\uff0c\u3001\uff1b](?:[^,;\uff0c\u3001\uff1b]*[^\s,;\uff0c\u3001\uff1b])?")
_OWNER = r"@\w[\w./-]*"
_OWNERS = re.compile(rf"{_OWNER}(?:(?:\s*&\s*|\s+and\s+|\s+){_OWNER})*")
_WHEN = (
    r"(?:(?:by|on|in|at|before|until|the)\s+)*"
    r"(?:\d|(?:today|tomorrow|tonight|asap|soon|tb[ad]|next|this|end|eo[dwmqy]|q[1-4]"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b)"
)
"""What begins a date as people say it, so that `due to overload` is left alone."""
_DUE = re.compile(r"due\b\s*[:=]?\s*(?P<day>.*)", re.IGNORECASE | re.DOTALL)
_DATED = re.compile(rf"due\b\s*[:=]?\s*{_WHEN}.*", re.IGNORECASE | re.DOTALL)
_DAY = re.compile(r"(\d{4})[-/.](\d\d?)[-/.](\d\d?)(?!\d)", re.ASCII)
_ONE = rf"{_OWNER}|due\b\s*[:=]?\s*(?={_WHEN})[^\s@]+|(?:{'|'.join(ActionKind)})\b"
_SEVERAL = re.compile(rf"(?:{_ONE})(?:\s+(?:{_ONE}))+", re.IGNORECASE)
"""Several of ours with nothing but blanks between them."""
_PARENTHESES = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_INNER = re.compile(r"\([^()]*\)")
_BOXES = r"\[[ \u00a0]{0,3}(?:[xX\u2713\u2714\u221a/]?)[ \u00a0]{0,3}\]|\uff3b.?\uff3d"
_BULLET = r"[-+*]|\d{1,9}[.)]"
_NEAR = re.compile(rf"(?:>\s*)*(?P<bullet>{_BULLET})?(?P<gap>\s*)(?P<box>{_BOXES})(?P<rest>.*)")


def read_actions(document: Document, section: Section) -> tuple[tuple[Action, ...], list[Diagnostic]]:
    """The action items of a postmortem, in order, and what is wrong with them."""
    readers = [_Reader(task) for task in document.tasks(section.first, section.end)]
    actions = tuple(reader.read() for reader in readers)
    problems = [problem for reader in readers for problem in reader.problems]
    return actions, [*problems, *_near_tasks(document, section)]


@dataclass
class _Reader:
    """Reads one task."""

    task: Task
    problems: list[Diagnostic] = field(default_factory=list)
    owners: dict[str, None] = field(default_factory=dict)
    due: date | None = None
    kind: ActionKind | None = None
    _told: set[str] = field(default_factory=set)
    """What has been told already."""

    def read(self) -> Action:
        """The action item; where its parentheses are not right, they are part of its text, as they are written."""
        task, text = self.task, self.task.text
        parts = list(_PART.finditer(task.aside))
        if is_ours := _is_ours([part[0] for part in parts]):
            for part in parts:
                self._read_part(" ".join(part[0].split()), task.place(*part.span()))
        if not text and (is_ours or not task.aside):
            self._warn(task.at, "this action item does not say what is to be done", "write it behind the box")
        if self.problems or not is_ours:
            aside = f"({' '.join(task.aside.split())})" if task.aside else ""
            text, self.owners, self.due, self.kind = f"{text} {aside}".strip(), {}, None, None
        self._read_strays()
        return Action(task.is_done, text, tuple(self.owners), self.due, self.kind, task.at)

    def _warn(self, at: Span, message: str, hint: str) -> None:
        self.problems.append(Diagnostic(at, "bad-action", message, hint, Severity.WARNING))

    def _read_part(self, part: str, at: Span) -> None:
        if _OWNERS.fullmatch(part):
            self.owners |= dict.fromkeys(name[1:] for name in re.findall(_OWNER, part))
        elif _SEVERAL.fullmatch(part):
            divided = ", ".join(re.findall(_ONE, part, re.IGNORECASE))
            self._warn(at, "there are no commas between these", f"write '{divided}'")
        elif found := _DUE.fullmatch(part):
            self._once("due date", at)
            self._read_due(found["day"], at)
        elif part.casefold() in set(ActionKind):
            self._once("kind", at)
            self.kind = ActionKind(part.casefold())
        else:
            self._warn(at, f"'{part}' is no owner, no due date and no kind of an action item", _meant(part))

    def _once(self, what: str, at: Span) -> None:
        if what in self._told:
            self._warn(at, f"this is a second {what}", "keep one of them")
        self._told.add(what)

    def _read_due(self, written: str, at: Span) -> None:
        found = _DAY.search(written)
        at = at.part(written) if written else at
        try:
            day = date(*map(int, found.groups())) if found else None
        except ValueError:
            self._warn(at, f"there is no such day as {written}", "check the month and the day")
            return
        if day is None or day.isoformat() != written:
            message = f"'{written}' is no date" if written else "there is no date here"
            self._warn(at, message, f"write 'due {day}'" if day else f"write year, month and day: '{_EXAMPLE}'")
        elif not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            self._warn(at, f"the year {day.year} is out of range", "check the year")
        else:
            self.due = day

    def _read_strays(self) -> None:
        """Complains of owners and dates in other parentheses than those at the end."""
        prose, has_aside = self.task.prose, bool(self.task.aside)
        for stray in _PARENTHESES.finditer(prose):
            parts = [part.strip() for part in _PART.findall(_INNER.sub("", stray[1]))]
            telling = [part for part in parts if _is_unmistakable(part)]
            if not telling or not _is_ours(parts):
                continue
            at = self.task.find(stray[0], *telling)
            if stray.end() < len(prose) or has_aside:
                message = "these parentheses are not at the end of the action item, so they are shown as text"
                hint = "write them at the end of the item, with nothing behind them"
            else:
                message = "there is Markdown, or more parentheses, in these parentheses, so they are shown as text"
                hint = f"write '({', '.join(part for part in parts if _tells(part))})', and anything else before it"
            self._warn(at, message, hint)


def _is_ours(parts: list[str]) -> bool:
    """Whether parentheses tell of an action item, and are not a remark as any other."""
    return any(map(_tells, parts)) and (
        all(_tells(part) or len(part.split()) == 1 or _DAY.search(part) for part in parts)
        or any(_DATED.fullmatch(part) and _DAY.search(part) for part in parts)
    )


def _tells(part: str) -> bool:
    """Whether a part is one of ours, if perhaps not rightly written."""
    return part.casefold() in set(ActionKind) or any(
        one.fullmatch(part) is not None for one in (_OWNERS, _DATED, _SEVERAL)
    )


def _is_unmistakable(part: str) -> bool:
    """Whether a part tells an owner or a whole date."""
    return _tells(part) and ("@" in part or _DAY.search(part) is not None)


def _meant(part: str) -> str:
    if hint := did_you_mean(part, ActionKind):
        return hint
    if owners := re.findall(rf"(?<!\S){_OWNER}", part):
        return f"write '{' '.join(owners)}'"
    if found := _DAY.search(part):
        return f"write 'due {found[0]}'"
    return f"write '@name', '{_EXAMPLE}', or one of {', '.join(ActionKind)}; put other words before the parentheses"


def _near_tasks(document: Document, section: Section) -> Iterator[Diagnostic]:
    """Lines that were meant to be tasks, but would be shown as text."""
    for at in document.lines_outside_code(section.first, section.end):
        found = _NEAR.match(at.text)
        if found is None or found["rest"].startswith(("(", "[", ":")):
            continue
        bullet, box = found["bullet"] or "-", found["box"]
        is_right = bool(found["bullet"] and found["gap"]) and box in ("[ ]", "[x]", "[X]")
        if not (is_right and (not found["rest"] or found["rest"][0].isspace())):
            message = "this looks like an action item, but it would be shown as text"
            done = "x" if re.search(r"[xX\u2713\u2714\u221a]", box) else " "
            yield Diagnostic(at.part(box), "near-task", message, f"write '{bullet} [{done}] …'", Severity.WARNING)
