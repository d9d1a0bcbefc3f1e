"""What is wrong with the updates of a report as a sequence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from statusgen.diagnostics import Diagnostic, Severity
from statusgen.model.report import Report, Update
from statusgen.model.vocabulary import ENDS, FIRST_STATUS, Kind, State, Status


def sequence_problems(report: Report) -> Iterator[Diagnostic]:
    """All that is wrong with the updates of a report together."""
    for check in (_order, _ends, _after_ended, _ended_too_late, _only_postmortem, _endless):
        yield from check(report)


def _only_postmortem(report: Report) -> Iterator[Diagnostic]:
    """A report that does not say how it went."""
    if report.updates and not any(True for _ in _turns(report)):
        message = "a postmortem alone does not tell when it began and ended"
        hint = f"add '## {FIRST_STATUS[report.kind].heading} - TIME' and an end above it"
        yield Diagnostic(report.updates[0].span, "no-update", message, hint)


def _ended_too_late(report: Report) -> Iterator[Diagnostic]:
    """`ended` after the report's own end."""
    last = report.last_turn
    if report.ended is not None and last is not None and last.status in ENDS and report.ended > last.at:
        message = f"'ended' is after this, the end of the report ({report.ended:%Y-%m-%d %H:%M} UTC)"
        hint = "'ended' is when the impact ended, before the report did"
        yield Diagnostic(last.span, "bad-ended", message, hint)


def _endless(report: Report) -> Iterator[Diagnostic]:
    """A maintenance that its readers expect to end by itself, and that will not."""
    claimed = {claim.component: claim.state for claim in report.claims}
    is_over = False
    for turn in _turns(report):
        claimed |= {claim.component: claim.state for claim in turn.update.claims}
        is_over = turn.after in ENDS
    worse = max(claimed.values(), default=State.OPERATIONAL) > State.UNDER_MAINTENANCE
    if report.kind is Kind.MAINTENANCE and report.automatic and worse and not is_over:
        message = "the clock does not end a maintenance that claims more than under_maintenance"
        hint = "write '## Completed - TIME' when it is over, or claim under_maintenance"
        yield Diagnostic(report.places.title, "no-end-by-clock", message, hint, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class _Turn:
    """An update that is no postmortem, and the status in force before it and from it on."""

    update: Update
    before: Status
    after: Status

    @property
    def is_worse(self) -> bool:
        """Whether it puts a component into a state worse than operational."""
        return any(claim.state > State.OPERATIONAL for claim in self.update.claims)


def _turns(report: Report) -> Iterator[_Turn]:
    in_force = FIRST_STATUS[report.kind]
    for update in report.updates:
        if update.status is not Status.POSTMORTEM:
            before, in_force = in_force, in_force if update.status is Status.UPDATE else update.status
            yield _Turn(update, before, in_force)


def _order(report: Report) -> Iterator[Diagnostic]:
    """Updates that are not oldest first, and a second postmortem."""
    for before, update in pairwise(report.updates):
        if update.at < before.at:
            message = "this update is earlier than the one before it"
            yield Diagnostic(update.span, "out-of-order", message, "put updates oldest first, or check the time")
    for update in [update for update in report.updates if update.status is Status.POSTMORTEM][1:]:
        message = "a report has one postmortem"
        yield Diagnostic(update.span, "second-postmortem", message, "join the two, or write 'Update'")


def _ends(report: Report) -> Iterator[Diagnostic]:
    """An end that is said twice, and what would be lost after an end."""
    for turn in _turns(report):
        at, is_over = turn.update.span, turn.after in ENDS
        if turn.update.status in ENDS and turn.update.status is turn.before:
            message = f"this report is {turn.before} already"
            yield Diagnostic(at, "ended-twice", message, "write 'Update' to add something after the end")
        hint = "leave the {} out, or re-open the report with another status"
        if turn.before in ENDS and is_over and (turn.update.new_start or turn.update.new_end):
            message = f"this moves the window, but the report is {turn.after}"
            yield Diagnostic(at, "window-after-end", message, hint.format("window"))
        if is_over and turn.is_worse:
            message = f"this gives a component a state, but the report is {turn.after}"
            yield Diagnostic(at, "state-after-end", message, hint.format("state"))


def _after_ended(report: Report) -> Iterator[Diagnostic]:
    """News of an impact after the time at which it is said to have ended."""
    for turn in _turns(report):
        goes_on = turn.after not in ENDS and (turn.before in ENDS or turn.is_worse)
        if report.ended is not None and turn.update.at > report.ended and goes_on:
            message = "this tells of an impact after the time that 'ended' gives"
            hint = "move 'ended', or remove it until the incident is over"
            yield Diagnostic(turn.update.span, "bad-ended", message, hint)
