"""Action items: the task lists of a postmortem, with who does what until when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from statusgen.diagnostics import Diagnostic, Span, did_you_mean, plain
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
_DUE = re.compile(r"due\b\s*[:=]?\s*(?P<day>.*)", re.IGNORECASE | re.DOTALL)
_WHEN = re.compile(
    r"$|(?!to\b)[^\d]{0,20}\d|(?:today|tomorrow|tonight|asap|soon|tb[ad]|next|this|end|eo[dwmqy]"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b",
    re.IGNORECASE,
)
"""What begins a date as people say it, so that `due to overload` is left alone."""
_DAY = re.compile(r"(\d{4})[-/.](\d\d?)[-/.](\d\d?)(?!\d)", re.ASCII)
_NOT_LAST = re.compile(r"\(([^()]*)\)\s*[.,;:!]+$")
_BOXES = r"\[[ \u00a0]{0,3}(?:[xX\u2713\u2714\u221a/~-]?)[ \u00a0]{0,3}\]|\uff3b.?\uff3d"
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
        task, text = self.task, self.task.text
        parts = list(_PART.finditer(task.aside))
        if _is_ours([part[0] for part in parts]):
            for part in parts:
                self._read_part(" ".join(part[0].split()), task.place(*part.span()))
        elif task.aside:
            text = f"{text} ({' '.join(task.aside.split())})".strip()
        elif (found := _NOT_LAST.search(text)) and _is_ours(_PART.findall(found[1])):
            message = "these parentheses are not the last thing in the action item, so they would be shown as text"
            self.problems.append(Diagnostic(task.at.part(found[0]), "bad-action", message, "put nothing behind them"))
        if not text:
            message = "this action item does not say what is to be done"
            self.problems.append(Diagnostic(task.at, "bad-action", message, "write it between box and parentheses"))
        return Action(task.is_done, text, tuple(self.owners), self.due, self.kind, task.at)

    def _read_part(self, part: str, at: Span) -> None:
        if _OWNERS.fullmatch(part):
            self.owners |= dict.fromkeys(name[1:] for name in re.findall(_OWNER, part))
        elif found := _DUE.fullmatch(part):
            self._once("due date", at)
            self._read_due(found["day"], at)
        elif part.casefold() in set(ActionKind):
            self._once("kind", at)
            self.kind = ActionKind(part.casefold())
        else:
            message = f"'{part}' is no owner, no due date and no kind of an action item"
            self.problems.append(Diagnostic(at, "bad-action", message, _meant(part)))

    def _once(self, what: str, at: Span) -> None:
        if what in self._told:
            self.problems.append(Diagnostic(at, "bad-action", f"this is a second {what}", "keep one of them"))
        self._told.add(what)

    def _read_due(self, written: str, at: Span) -> None:
        found = _DAY.search(written)
        at = at.part(written) if written else at
        try:
            day = date(*map(int, found.groups())) if found else None
        except ValueError:
            message = f"there is no such day as {written}"
            self.problems.append(Diagnostic(at, "bad-date", message, "check the month and the day"))
            return
        if day is None or day.isoformat() != written:
            message = f"'{written}' is no date" if written else "there is no date here"
            hint = f"write 'due {day}'" if day else f"write year, month and day: '{_EXAMPLE}'"
            self.problems.append(Diagnostic(at, "bad-date", message, hint))
        elif not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            message = f"the year {day.year} is out of range"
            self.problems.append(Diagnostic(at, "bad-date", message, "check the year"))
        else:
            self.due = day


def _is_ours(parts: list[str]) -> bool:
    """Whether parentheses tell of an action item, and are not a remark as any other."""
    if any(re.search(r"(?<!\S)@\w", part) or part.casefold() in set(ActionKind) for part in parts):
        return True
    if any((found := _DUE.fullmatch(part)) and _WHEN.match(found["day"]) for part in parts):
        return True
    # One word alone that is nearly a kind; `(detected)` says something else.
    return len(parts) == 1 and not parts[0].endswith("ed") and bool(did_you_mean(parts[0], ActionKind))


def _meant(part: str) -> str:
    if hint := did_you_mean(part, ActionKind):
        return hint
    if owners := re.findall(rf"(?<!\S){_OWNER}", part):
        return f"write '{' '.join(owners)}'"
    if found := _DAY.search(part):
        return f"write 'due {found[0]}'"
    if re.fullmatch(r"\w[\w.-]*", plain(part)):
        return f"an owner is written '@{plain(part)}'; put other words before the parentheses"
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
            yield Diagnostic(at.part(box), "near-task", message, f"write '{bullet} [{done}] …'")
