"""A report: an incident, a maintenance or a notice, as its file tells it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from statusgen.diagnostics import Span
from statusgen.model.actions import Action
from statusgen.model.times import compact
from statusgen.model.vocabulary import Impact, Kind, State, Status
from statusgen.source.prose import Prose


@dataclass(frozen=True, slots=True)
class Claim:
    """A component and the state it is said to be in."""

    component: str
    """Its id."""
    state: State


@dataclass(frozen=True, slots=True)
class Window:
    """The planned time of a maintenance, in UTC."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Update:
    """One dated piece of news."""

    id: str
    """Permanent."""
    at: datetime
    """In UTC."""
    status: Status
    """As it is written, so `Status.UPDATE` where it keeps the status in force."""
    claims: tuple[Claim, ...]
    """The states it changes."""
    lists_components: bool
    """Whether they are those of a list, which follow the report's impact."""
    new_start: datetime | None
    new_end: datetime | None
    """The parts of a maintenance's window that it moves."""
    edited: datetime | None
    prose: Prose
    actions: tuple[Action, ...]
    """Of a postmortem: its tasks, in the order of `prose`."""
    span: Span
    """Its heading."""
    time_span: Span
    """Its TIME."""
    edited_span: Span | None
    """Of `edited`; None where it is not written."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the front matter says what only all reports together, or the time, can show to be wrong."""

    id: Span
    """Of the id where one is written, else of the title."""
    title: Span
    """Of the title; the beginning of the front matter where there is none."""
    impact: Span | None
    """Of the declared impact; None where it is not written."""
    former_ids: tuple[Span, ...]
    """Of each former id, in the order of `Report.former_ids`."""
    former_paths: tuple[Span, ...]
    """Of each former path, in the order of `Report.former_paths`."""
    tags: tuple[Span, ...]
    """Of each tag, in the order of `Report.tags`."""
    ended: Span | None
    """Of `ended`; None where it is not written."""
    lacks_component: Span | None
    """Where an incident should name a component; None where it names one or need not."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one file says."""

    id: str
    path: str
    """Of the file, relative to the site's folder."""
    digest: str
    """Of the file's bytes."""
    is_whole: bool
    """Whether all of the file could be read; else updates and claims may be missing."""
    kind: Kind
    title: str
    declared_impact: Impact | None
    claims: tuple[Claim, ...]
    """The states when it begins; of a notice, its labels, all operational."""
    lists_components: bool
    """Whether they are those of a list, which follow the impact."""
    window: Window | None
    """Of a maintenance: as first planned."""
    automatic: bool
    started: datetime | None
    ended: datetime | None
    expires: datetime | None
    former_ids: tuple[str, ...]
    former_paths: tuple[str, ...]
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    draft: bool
    summary: Prose
    updates: tuple[Update, ...]
    """Oldest first; never empty in a site that can be published."""
    places: Places

    @property
    def permanent_id(self) -> str:
        """The id in guids and UIDs: the first it ever had."""
        return self.former_ids[0] if self.former_ids else self.id

    @property
    def began(self) -> datetime:
        """When the impact began, the window opens, or the notice was given."""
        if self.window is not None:
            return self.window.start
        return self.started or self.updates[0].at

    @property
    def last_turn(self) -> Update | None:
        """The last update with a status of its own, which addenda and postmortems have not."""
        turns = (u for u in reversed(self.updates) if u.status not in (Status.UPDATE, Status.POSTMORTEM))
        return next(turns, None)

    def as_of(self, instant: datetime) -> Report | None:
        """The report without the news after `instant`; None if nothing was said by then."""
        known = tuple(
            replace(u, edited=None) if u.edited and u.edited > instant else u for u in self.updates if u.at <= instant
        )
        return replace(self, updates=known) if known else None


def update_id(report_id: str, at: datetime, has_seconds: bool, status: Status, taken: set[str]) -> str:
    """The permanent id of an update, given those of the earlier ones in its report, folded."""
    base = f"{report_id}-{'postmortem' if status is Status.POSTMORTEM else compact(at, has_seconds)}"
    number, made = 1, base
    while made.casefold() in taken:
        number += 1
        made = f"{base}-{number}"
    return made
