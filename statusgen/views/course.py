"""How a report went up to now: its updates as they took effect, the clock's included."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from statusgen.model.report import Claim, Report, Update, Window
from statusgen.model.times import compact
from statusgen.model.vocabulary import ENDS, FIRST_STATUS, IMPACT_OF_STATE, Impact, Kind, State, Status
from statusgen.source.prose import Prose
from statusgen.views.states import Spell, States

_RUNNING = frozenset({Status.IN_PROGRESS, Status.VERIFYING})


@dataclass(frozen=True, slots=True)
class Step:
    """An update as it took effect, or what a maintenance window did by itself."""

    id: str
    at: datetime
    status: Status
    """In force from then on; a postmortem's is `POSTMORTEM`."""
    label: Status
    """What to print: `UPDATE` where the status in force did not change."""
    changes: tuple[Claim, ...]
    """The components whose state is another from then on, with that state."""
    window: Window | None
    """The window in force from then on, where this moved it."""
    edited: datetime | None
    prose: Prose
    by_clock: bool


@dataclass(frozen=True, slots=True)
class Course:
    """A report as it stands at an instant."""

    report: Report
    steps: tuple[Step, ...]
    """Oldest first."""
    status: Status
    """In force."""
    window: Window | None
    """In force; None but for a maintenance."""
    began: datetime
    """When the impact began, the maintenance started or is to start, or the notice was given."""
    ended: datetime | None
    """When it ended: the impact's end where one is written."""
    states: tuple[Claim, ...]
    """The state of every component it ever named, in the order of naming."""
    worst: tuple[Claim, ...]
    """The same with the worst state that it ever claimed."""
    spells: tuple[Spell, ...]
    impact: Impact

    @property
    def is_open(self) -> bool:
        """Whether it has not ended; a maintenance is open from its announcement on."""
        return self.status not in ENDS

    @property
    def is_upcoming(self) -> bool:
        """Whether it is a maintenance that has not begun."""
        return self.status is Status.SCHEDULED

    @property
    def has_begun(self) -> bool:
        """Whether there was anything but a plan: false for a maintenance to come, and for one called off."""
        return self.report.kind is not Kind.MAINTENANCE or any(step.status in _RUNNING for step in self.steps)

    @property
    def latest(self) -> Step:
        """The newest step that is no postmortem, or a postmortem that stands alone."""
        return next((s for s in reversed(self.steps) if s.status is not Status.POSTMORTEM), self.steps[-1])

    @property
    def key(self) -> str:
        """Tells this course from every other that the same site has at another time or after an edit."""
        clock = ",".join(step.id for step in self.steps if step.by_clock)
        states = "".join(str(int(claim.state)) for claim in self.states)
        edited = sum(step.edited is not None for step in self.steps)
        return f"{self.report.id}:{self.report.digest}:{len(self.steps)}:{edited}:{clock}:{states}"

    @property
    def changed(self) -> datetime:
        """When anything that is shown of it changed last."""
        return max(max(s.at, s.edited or s.at) for s in self.steps)


def course(report: Report, now: datetime) -> Course:
    """How the report went, from its first update up to `now`."""
    return _Walk(report).to(now)


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
        over = report.ended if report.ended is not None and report.ended <= now else None
        states = self.states
        return Course(
            report=report,
            steps=tuple(self.steps),
            status=self.status,
            window=self.window,
            began=self.started or (self.window.start if self.window else report.began),
            ended=self._end(),
            states=tuple(Claim(c, State.OPERATIONAL if over else states.now(c)) for c in states.claimed),
            worst=tuple(Claim(c, state) for c, state in states.worst.items()),
            spells=tuple(states.spells(until=over)),
            impact=self._impact(),
        )

    def _apply(self, update: Update) -> None:
        before = self.status
        over = before in ENDS and not self.ended_by_clock and update.status is Status.UPDATE
        moved = not over and self._move_window(update)
        if update.status not in (Status.UPDATE, Status.POSTMORTEM):
            self.status = update.status
            self.ended_by_clock = False
        elif before in ENDS and self.ended_by_clock and update.status is Status.UPDATE:
            self._resume(update, moved)
        known = self.status not in ENDS
        self.states.claim(c for c in update.claims if known or c.component not in self.states.claimed)
        self._set_alarm(update, before, moved)
        said = update.status is Status.POSTMORTEM
        is_first = not said and all(step.status is Status.POSTMORTEM for step in self.steps)
        same = self.status is before and not is_first
        self.steps.append(
            Step(
                id=update.id,
                at=update.at,
                status=Status.POSTMORTEM if said else self.status,
                label=Status.POSTMORTEM if said else Status.UPDATE if same else self.status,
                changes=() if said else self._begin(update.at) if is_first else self._hold(update.at),
                window=self.window if moved else None,
                edited=update.edited,
                prose=update.prose,
                by_clock=False,
            )
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
        if self.window is None or not self.report.automatic or update.status is Status.POSTMORTEM:
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
                window=None,
                edited=None,
                prose=Prose(),
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
        holds = self.status in _RUNNING if is_maintenance else self.status not in ENDS
        if holds and is_maintenance and self.started is None:
            self.started = at
        return self.states.hold(at) if holds else self.states.release(at)

    def _end(self) -> datetime | None:
        if self.status not in ENDS:
            return None
        last = None
        for step in self.steps:
            if step.status in ENDS and step.label is not Status.UPDATE:
                last = step.at
        return self.report.ended or last

    def _impact(self) -> Impact:
        if self.report.declared_impact is not None:
            return self.report.declared_impact
        if self.report.kind is not Kind.INCIDENT:
            return Impact.NONE
        return IMPACT_OF_STATE[max(self.states.worst.values(), default=State.OPERATIONAL)]
