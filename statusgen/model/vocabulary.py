"""The words of the format: kinds, statuses, states and impacts, and which goes with which."""

from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """What a report is about."""

    INCIDENT = "incident"
    MAINTENANCE = "maintenance"
    NOTICE = "notice"


class State(IntEnum):
    """How a component is; a greater value is worse."""

    OPERATIONAL = 0
    UNDER_MAINTENANCE = 1
    DEGRADED_PERFORMANCE = 2
    PARTIAL_OUTAGE = 3
    MAJOR_OUTAGE = 4

    @property
    def slug(self) -> str:
        """The word used in files and in the API."""
        return self.name.lower()


class Impact(IntEnum):
    """How bad a report is as a whole; a greater value is worse."""

    NONE = 0
    MINOR = 1
    MAJOR = 2
    CRITICAL = 3

    @property
    def slug(self) -> str:
        """The word used in files and in the API."""
        return self.name.lower()


class Status(StrEnum):
    """What an update says; the value is the word used in URLs, classes and the API."""

    INVESTIGATING = "investigating"
    IDENTIFIED = "identified"
    MONITORING = "monitoring"
    RESOLVED = "resolved"
    SCHEDULED = "scheduled"
    IN_PROGRESS = "in_progress"
    VERIFYING = "verifying"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    ANNOUNCED = "announced"
    CLOSED = "closed"
    UPDATE = "update"
    POSTMORTEM = "postmortem"

    @property
    def heading(self) -> str:
        """The word as it is written in a heading."""
        return self.value.replace("_", " ").capitalize()


STATUSES: dict[Kind, tuple[Status, ...]] = {
    Kind.INCIDENT: (
        Status.INVESTIGATING,
        Status.IDENTIFIED,
        Status.MONITORING,
        Status.RESOLVED,
        Status.POSTMORTEM,
        Status.UPDATE,
    ),
    Kind.MAINTENANCE: (
        Status.SCHEDULED,
        Status.IN_PROGRESS,
        Status.VERIFYING,
        Status.COMPLETED,
        Status.CANCELLED,
        Status.POSTMORTEM,
        Status.UPDATE,
    ),
    Kind.NOTICE: (Status.ANNOUNCED, Status.CLOSED, Status.UPDATE),
}
"""The statuses that the headings of each kind may have."""

FIRST_STATUS: dict[Kind, Status] = {
    Kind.INCIDENT: Status.INVESTIGATING,
    Kind.MAINTENANCE: Status.SCHEDULED,
    Kind.NOTICE: Status.ANNOUNCED,
}
"""The status in force before any update says otherwise."""

ENDS = frozenset({Status.RESOLVED, Status.COMPLETED, Status.CANCELLED, Status.CLOSED})
"""The statuses that end a report."""

STATUS_BY_HEADING: dict[str, Status] = {s.heading.casefold(): s for s in Status}
"""Every status by its heading, folded."""

STATE_OF_IMPACT: dict[Impact, State] = {
    Impact.NONE: State.OPERATIONAL,
    Impact.MINOR: State.DEGRADED_PERFORMANCE,
    Impact.MAJOR: State.PARTIAL_OUTAGE,
    Impact.CRITICAL: State.MAJOR_OUTAGE,
}
"""The state that a list of components gets from a declared impact."""

IMPACT_OF_STATE: dict[State, Impact] = {
    State.OPERATIONAL: Impact.NONE,
    State.UNDER_MAINTENANCE: Impact.NONE,
    **{state: impact for impact, state in STATE_OF_IMPACT.items() if impact},
}
"""The impact of a report whose worst claimed state is the key."""
