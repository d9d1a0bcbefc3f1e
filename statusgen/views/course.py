"""What a report comes to: its updates as they took effect, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from statusgen.model.actions import Action
from statusgen.model.report import Claim, Report, Window
from statusgen.model.vocabulary import ENDS, Impact, Kind, Status
from statusgen.source.prose import Prose
from statusgen.views.states import Spell

RUNNING = frozenset({Status.IN_PROGRESS, Status.VERIFYING})
"""The statuses of a maintenance whose states hold."""


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
    states: tuple[Claim, ...]
    """The state from then on of every component named so far, in the order of naming."""
    impact: Impact
    """As far as it was known then."""
    window: Window | None
    """Of a maintenance: the window in force from then on."""
    moved: bool
    """Whether this moved the window."""
    edited: datetime | None
    prose: Prose
    actions: tuple[Action, ...]
    """Of a postmortem: its tasks, in the order of `prose`."""
    by_clock: bool

    @property
    def changed(self) -> datetime:
        """When anything that it says changed last."""
        return max(self.at, self.edited or self.at)


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
    """Of an incident; else none."""
    changed: datetime
    """When anything that is shown of it changed last."""

    @property
    def announced(self) -> datetime:
        """When it was first told of."""
        return self.steps[0].at

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
        return self.report.kind is not Kind.MAINTENANCE or any(step.status in RUNNING for step in self.steps)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The states that hold, while it goes on; else the worst that did, or are planned."""
        return self.states if self.is_open and not self.is_upcoming else self.worst

    @property
    def news(self) -> tuple[Step, ...]:
        """The steps but for the postmortem, newest first."""
        return tuple(step for step in reversed(self.steps) if step.status is not Status.POSTMORTEM)

    @property
    def postmortem(self) -> tuple[Step, ...]:
        """The postmortem, if there is one."""
        return tuple(step for step in self.steps if step.status is Status.POSTMORTEM)

    @property
    def actions(self) -> tuple[Action, ...]:
        """The action items of the postmortem."""
        return tuple(action for step in self.postmortem for action in step.actions)

    @property
    def latest(self) -> Step:
        """The newest step that is no postmortem, or a postmortem that stands alone."""
        return next(iter(self.news), self.steps[-1])

    @property
    def key(self) -> str:
        """Tells this course from every other that the same site has at another time or after an edit."""
        clock = ",".join(step.id for step in self.steps if step.by_clock)
        states = "".join(str(int(claim.state)) for claim in self.states)
        edited = sum(step.edited is not None for step in self.steps)
        return f"{self.report.id}:{self.report.digest}:{len(self.steps)}:{edited}:{clock}:{states}"
