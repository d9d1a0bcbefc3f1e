"""What is wrong with the updates of a report as a sequence."""

from __future__ import annotations

from collections.abc import Iterator

from statusgen.diagnostics import Diagnostic
from statusgen.model.report import Report, Update
from statusgen.model.vocabulary import ENDS, FIRST_STATUS, State, Status


def sequence_problems(report: Report) -> Iterator[Diagnostic]:
    """Wrong order, a second postmortem, an end said twice, and states that would be lost after an end."""
    in_force = FIRST_STATUS[report.kind]
    has_postmortem = False
    before: Update | None = None
    for update in report.updates:
        if before is not None and update.at < before.at:
            message = "this update is earlier than the one before it"
            yield Diagnostic(update.span, "out-of-order", message, "put updates oldest first, or check the time")
        before = update
        if update.status is Status.POSTMORTEM:
            if has_postmortem:
                message = "a report has one postmortem"
                yield Diagnostic(update.span, "second-postmortem", message, "join the two, or write 'Update'")
            has_postmortem = True
            continue
        if update.status in ENDS and update.status is in_force:
            message = f"this report is {update.status} already"
            yield Diagnostic(update.span, "ended-twice", message, "write 'Update' to add something after the end")
        was_over, in_force = in_force in ENDS, in_force if update.status is Status.UPDATE else update.status
        reopens = was_over and in_force not in ENDS
        worse = in_force not in ENDS and any(c.state > State.OPERATIONAL for c in update.claims)
        if report.ended is not None and update.at > report.ended and (reopens or worse):
            message = "this tells of an impact after the time that 'ended' gives"
            yield Diagnostic(update.span, "bad-ended", message, "move 'ended', or remove it until the incident is over")
        if was_over and in_force in ENDS and (update.new_start or update.new_end):
            message = f"this moves the window, but the report is {in_force}"
            hint = "leave the window out, or re-open the report with another status"
            yield Diagnostic(update.span, "window-after-end", message, hint)
        if in_force in ENDS and any(c.state > State.OPERATIONAL for c in update.claims):
            yield Diagnostic(
                update.span,
                "state-after-end",
                f"this gives a component a state, but the report is {in_force}",
                "leave the state out, or re-open the report with another status",
            )
