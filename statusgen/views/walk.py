"""How a report went up to now: its updates in turn, with the clock in between."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from statusgen.model.report import Claim, Report, Update, Window
from statusgen.model.times import compact
from statusgen.model.vocabulary import ENDS, FIRST_STATUS, IMPACT_OF_STATE, Impact, Kind, State, Status
from statusgen.source.prose import Prose
from statusgen.views.course import RUNNING, Course, Step
from statusgen.views.states import States


def course(report: Report, now: datetime) -> Course:
    """How the report went, from its first update up to `now`."""
    return _Walk(report).to(now)


class KnownCourses:
    """Courses as `course` finds them, once for each report in whose course the clock has no part."""

    def __init__(self) -> None:
        self._known: dict[str, Course] = {}

    def course(self, report: Report, now: datetime) -> Course:
        """How the report went; it is the one that was asked for before only if it is the same object."""
        known = self._known.get(report.id)
        if known is not None and known.report is report:
            return known
        made = course(report, now)
        if report.window is None and report.ended is None:
            self._known[report.id] = made
        return made


@dataclass(slots=True)
class _Walk:
    """Goes through the updates in order, with the clock in between."""

    report: Report
    status: Status = field(init=False)
    window: Window | None = field(init=False)
    states: States = field(default_factory=States)
    steps: list[Step] = field(default_factory=list)
    alarm: tuple[datetime, Status] | None = None
    """What the clock does next, and when."""
    ended_by_clock: bool = False
    started: datetime | None = None

    def __post_init__(self) -> None:
        self.status = FIRST_STATUS[self.report.kind]
        self.window = self.report.window
        self.states.claim(self.report.claims)

    def to(self, now: datetime) -> Course:
        report = self.report
        for update in report.updates:
            self._clock_until(update.at, but_for=update)
            self._apply(update)
        self._clock_until(now)
        states = self.states
        return Course(
            report=report,
            steps=tuple(self.steps),
            status=self.status,
            window=self.window,
            began=self.started or (self.window.start if self.window else report.began),
            ended=self._end(),
            states=self._states_at(now),
            worst=tuple(Claim(c, state) for c, state in states.worst.items()),
            spells=tuple(states.spells(until=report.ended if self._is_over(now) else None)),
            impact=self._impact(),
            changed=max(step.changed for step in self.steps),
        )

    def _apply(self, update: Update) -> None:
        if update.status is Status.POSTMORTEM:
            self.steps.append(self._step(update, Status.POSTMORTEM, Status.POSTMORTEM))
            return
        before, was_over = self.status, self.status in ENDS
        is_addendum = was_over and not self.ended_by_clock and update.status is Status.UPDATE
        moved = not is_addendum and self._move_window(update)
        if update.status is not Status.UPDATE:
            self.status = update.status
            self.ended_by_clock = False
        elif self.ended_by_clock:
            self._resume(update, moved)
        is_over = self.status in ENDS
        self.states.claim(c for c in update.claims if not is_over or c.component not in self.states.claimed)
        self._set_alarm(update, before, moved)
        is_first = all(step.status is Status.POSTMORTEM for step in self.steps)
        label = Status.UPDATE if self.status is before and not is_first else self.status
        changes = self._begin(update.at) if is_first else self._hold(update.at)
        self.steps.append(self._step(update, self.status, label, changes, moved=moved))

    def _step(
        self,
        update: Update,
        status: Status,
        label: Status,
        changes: tuple[Claim, ...] = (),
        *,
        moved: bool = False,
    ) -> Step:
        return Step(
            id=update.id,
            at=update.at,
            status=status,
            label=label,
            changes=changes,
            states=self._states_at(update.at),
            impact=self._impact(),
            window=self.window,
            moved=moved,
            edited=update.edited,
            prose=update.prose,
            actions=update.actions,
            by_clock=False,
        )

    def _move_window(self, update: Update) -> bool:
        if self.window is None or (update.new_start is None and update.new_end is None):
            return False
        start, end = update.new_start or self.window.start, update.new_end or self.window.end
        self.window = Window(start, max(start, end))
        return True

    def _resume(self, update: Update, moved: bool) -> None:
        """The clock's end is undone by a later end, and by news of something worse."""
        worse = any(claim.state > State.OPERATIONAL for claim in update.claims)
        if worse or (moved and self.window is not None and self.window.end > update.at):
            later = moved and self.window is not None and self.window.start > update.at
            self.status = Status.SCHEDULED if later else Status.IN_PROGRESS
            self.ended_by_clock = False

    def _set_alarm(self, update: Update, before: Status, moved: bool) -> None:
        """Decides what the clock does after this update, if nothing else is said."""
        if self.window is None or not self.report.automatic:
            return
        if self.status is Status.SCHEDULED:
            self.alarm = (max(self.window.start, update.at), Status.IN_PROGRESS)
        elif self.status is not Status.IN_PROGRESS:
            self.alarm = None
        elif moved:
            self.alarm = (max(self.window.end, update.at), Status.COMPLETED)
        elif before is not Status.IN_PROGRESS:
            self.alarm = (self.window.end, Status.COMPLETED) if self.window.end > update.at else None

    def _clock_until(self, instant: datetime, but_for: Update | None = None) -> None:
        """Lets the clock do what is due by `instant`, unless an update of that very instant says a status itself."""
        while self.alarm is not None and self.alarm[0] <= instant and self.window is not None:
            at, status = self.alarm
            self.alarm = None
            if but_for and at == instant and but_for.status not in (Status.UPDATE, Status.POSTMORTEM):
                return
            if status is Status.IN_PROGRESS:
                self.alarm = (max(self.window.end, at), Status.COMPLETED)
            elif any(state > State.UNDER_MAINTENANCE for state in self.states.claimed.values()):
                return
            self._step_by_clock(at, status)

    def _step_by_clock(self, at: datetime, status: Status) -> None:
        self.status = status
        self.ended_by_clock = status is Status.COMPLETED
        word = "end" if self.ended_by_clock else "start"
        self.steps.append(
            Step(
                id=f"{self.report.permanent_id}-{word}-{compact(at, bool(at.second))}",
                at=at,
                status=status,
                label=status,
                changes=self._hold(at),
                states=self._states_at(at),
                impact=self._impact(),
                window=self.window,
                moved=False,
                edited=None,
                prose=Prose(),
                actions=(),
                by_clock=True,
            )
        )

    def _begin(self, at: datetime) -> tuple[Claim, ...]:
        """What the first update changed: the states of the front matter hold since `started` already."""
        if self.report.started is None:
            return self._hold(at)
        early = self.states.enter(self.report.claims, self.report.started)
        late = self._hold(at)
        return tuple({claim.component: claim for claim in (*early, *late)}.values())

    def _hold(self, at: datetime) -> tuple[Claim, ...]:
        """What changed by the status in force from `at` on."""
        if self.report.kind is Kind.NOTICE:
            return ()
        is_maintenance = self.report.kind is Kind.MAINTENANCE
        holds = self.status in RUNNING if is_maintenance else self.status not in ENDS
        if holds and is_maintenance and self.started is None:
            self.started = at
        return self.states.hold(at) if holds else self.states.release(at)

    def _states_at(self, instant: datetime) -> tuple[Claim, ...]:
        """The state of every component named so far, as far as the walk has come."""
        over = self._is_over(instant)
        return tuple(Claim(c, State.OPERATIONAL if over else self.states.now(c)) for c in self.states.claimed)

    def _is_over(self, instant: datetime) -> bool:
        """Whether the front matter tells of an end by then."""
        return self.report.ended is not None and self.report.ended <= instant

    def _end(self) -> datetime | None:
        if self.status not in ENDS:
            return None
        last = None
        for step in self.steps:
            if step.status in ENDS and step.label is not Status.UPDATE:
                last = step.at
        return self.report.ended or last

    def _impact(self) -> Impact:
        if self.report.kind is not Kind.INCIDENT:
            return Impact.NONE
        if self.report.declared_impact is not None:
            return self.report.declared_impact
        return IMPACT_OF_STATE[max(self.states.worst.values(), default=State.OPERATIONAL)]
