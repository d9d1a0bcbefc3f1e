"""What is wrong with the updates of a report as a sequence."""

from __future__ import annotations

from collections.abc import Iterator

from statusgen.diagnostics import Diagnostic, Severity
from statusgen.model.report import Report, Update
from statusgen.model.vocabulary import ENDS, FIRST_STATUS, Kind, State, Status


def sequence_problems(report: Report) -> Iterator[Diagnostic]:
    """All that is wrong with the updates of a report together."""
    yield from _walk(report)
    if report.updates and all(update.status is Status.POSTMORTEM for update in report.updates):
        message = "a postmortem alone does not tell when it began and ended"
        hint = f"add '## {FIRST_STATUS[report.kind].heading} - TIME' and an end above it"
        yield Diagnostic(report.updates[0].span, "no-update", message, hint)
    yield from _endless(report)
    yield from _ended_too_late(report)


def _ended_too_late(report: Report) -> Iterator[Diagnostic]:
    """`ended` after the report's own end."""
    written = [update for update in report.updates if update.status not in _KEEPS]
    if report.ended is not None and written and written[-1].status in ENDS and report.ended > written[-1].at:
        message = f"'ended' is after this, the end of the report ({report.ended:%Y-%m-%d %H:%M} UTC)"
        yield Diagnostic(
            written[-1].span, "bad-ended", message, "'ended' is when the impact ended, before the report did"
        )


def _endless(report: Report) -> Iterator[Diagnostic]:
    """A maintenance that its readers expect to end by itself, and that will not."""
    claimed = {claim.component: claim.state for claim in report.claims}
    for update in report.updates:
        claimed |= {claim.component: claim.state for claim in update.claims}
    written = [update.status for update in report.updates if update.status not in _KEEPS]
    worse = max(claimed.values(), default=State.OPERATIONAL) > State.UNDER_MAINTENANCE
    if report.kind is Kind.MAINTENANCE and report.automatic and worse and not (written and written[-1] in ENDS):
        message = "the clock does not end a maintenance that claims more than under_maintenance"
        hint = "write '## Completed - TIME' when it is over, or claim under_maintenance"
        yield Diagnostic(report.span, "no-end-by-clock", message, hint, Severity.WARNING)


_KEEPS = frozenset({Status.UPDATE, Status.POSTMORTEM})
"""The statuses that leave a report as it is."""


def _walk(report: Report) -> Iterator[Diagnostic]:
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
