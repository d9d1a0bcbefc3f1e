"""The pieces that several pages are made of, ready to print.

Texts are in the page's language, `Markup` is finished HTML, URLs are relative to the page and unescaped.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class TimePart:
    """An instant or a day, for people and machines."""

    iso: str
    """As machines read it, for the `datetime` attribute: `2025-08-05T09:50:00Z`, or `2025-08-05` for a day."""
    text: str
    """As people read it, in the page's zone: with the year and, for an instant, the zone: `Aug 05, 2025 - 11:50
    CEST`."""


@dataclass(frozen=True, slots=True)
class LinkPart:
    """Somewhere to go."""

    label: str
    """What the link says."""
    url: str
    """Where it leads."""


@dataclass(frozen=True, slots=True)
class FeedPart:
    """A feed or a calendar."""

    label: str
    """Its format: `Atom`."""
    url: str
    """Where it is; relative to the page."""
    type: str
    """Its media type: `application/atom+xml`."""


@dataclass(frozen=True, slots=True)
class SubscriptionPart:
    """Something to subscribe to, in one or several formats."""

    title: str
    """What it brings: `Every update`."""
    about: str
    """One sentence on what it is for."""
    feeds: tuple[FeedPart, ...]
    """Its formats, the one that most programs read first."""
    app: str = ""
    """The address that opens it in an application for it; empty where there is no such address."""


@dataclass(frozen=True, slots=True)
class StatePart:
    """A component's state in words and as a class name."""

    slug: str
    """For class names: operational, under_maintenance, degraded_performance, partial_outage or major_outage; in the
    legend of a chart and where impacts are counted none, minor, major, critical or maintenance."""
    label: str
    """In words: `Major Outage`."""


@dataclass(frozen=True, slots=True)
class AffectedPart:
    """A component that a report names, with a state."""

    id: str
    """The component's, by which the filters of pages know it."""
    name: str
    """The component's name, with that of its group where the name alone is ambiguous."""
    url: str
    """The component's page."""
    state: StatePart | None
    """Of a report: the state it has now, the worst it had once the report is over, none in a notice.
    Of an update: the state from then on."""


@dataclass(frozen=True, slots=True)
class UpdatePart:
    """One update of a report."""

    id: str
    """Permanent; the anchor of the update on its report's page."""
    url: str
    """That anchor, with the report's page in front on any other page."""
    status: str
    """The slug of the status in force, for class names."""
    label: str
    """The word to print: `Update` where the status did not change."""
    at: TimePart
    """When it was told, or when the clock did it."""
    edited: TimePart | None
    """When the text was corrected; none where it was not."""
    by_clock: bool
    """Whether a maintenance window did this, not a person."""
    is_postmortem: bool
    """Whether it is the report's postmortem."""
    changes: tuple[AffectedPart, ...]
    """The components whose state this update changed, with the new state; often empty."""
    window: WindowPart | None
    """The new window, where this update moved it; else none."""
    html: Markup
    """The text; empty where an update only changes states."""
    later: str
    """How long after the update before it: `27 min later`; empty for less than a minute, the first and a postmortem."""


@dataclass(frozen=True, slots=True)
class ChapterPart:
    """A line of a table of contents."""

    title: str
    """What the heading says."""
    url: str
    """The heading's anchor on the same page."""
    parts: tuple[ChapterPart, ...] = ()
    """One level down; often empty."""


@dataclass(frozen=True, slots=True)
class WindowPart:
    """The planned time of a maintenance; its ends stand side by side, and what they share is said once."""

    start: TimePart
    """When it begins: `Aug 05, 2025 - 22:00`."""
    end: TimePart
    """When it ends, without what both share: `23:00 CEST`."""


@dataclass(frozen=True, slots=True)
class ReportPart:
    """An incident, a maintenance or a notice."""

    id: str
    """Permanent; the last part of its address."""
    url: str
    """The report's page."""
    title: str
    """As it was written."""
    is_draft: bool
    """Whether it is a draft, which only `statusgen serve` shows."""
    kind: str
    """For class names: incident, maintenance or notice."""
    kind_label: str
    """The same in words: `Incident`."""
    impact: str
    """For class names: none, minor, major or critical; `maintenance` for a maintenance, `none` for a notice."""
    impact_label: str
    """The same in words: `Major`."""
    status: str
    """The status in force, for class names: `investigating`, `in_progress`."""
    status_label: str
    """The same in words: `Investigating`."""
    is_open: bool
    """Whether it goes on, or is still to come."""
    is_upcoming: bool
    """Whether it is a maintenance that has not begun."""
    has_begun: bool
    """No for a maintenance that is to come or was called off."""
    began: TimePart
    """When the impact or the notice began, or the maintenance began or was to begin."""
    ended: TimePart | None
    """When it ended; none while it goes on."""
    duration: str
    """From the beginning to the end in words: `1 hr 21 min`; empty without both."""
    window: WindowPart | None
    """Of a maintenance the window in force; none of anything else."""
    affected: tuple[AffectedPart, ...]
    """The components that it names, each with a state; empty where it names none."""
    affected_sentence: str
    """The same as a sentence: `This incident affected: Websites, API, and Portal.`; empty where it names none."""
    has_postmortem: bool
    """Whether there is a postmortem, be it among `updates` or not."""
    summary: Markup
    """The text before the first update; empty where there is none, and where `updates` is."""
    updates: tuple[UpdatePart, ...]
    """Newest first, a postmortem on top; empty where a page shows the report as a line only."""
    ahead: tuple[UpdatePart, ...]
    """What the clock will do if nothing else is said, the last first; to be hidden until its time comes. Empty where
    `updates` is."""


@dataclass(frozen=True, slots=True)
class DayPart:
    """A day on which an uptime bar is not plain green."""

    index: int
    """The place of the day in its row, 0 for the oldest."""
    level: int
    """How bad it was: 1 to 4, for up to about 20, 33, 60 minutes of outage, and beyond."""
    text: str
    """The day and what happened: `Aug 05, 2025: major outage 1 hr 21 min`."""


@dataclass(frozen=True, slots=True)
class StretchPart:
    """The uptime of a row's last days, as many as a screen has room for."""

    days: int
    """How many days they are: 90, 60 or 30."""
    percent: str
    """The uptime: `99.98%`; empty where nothing is known yet."""
    first: TimePart
    """Its oldest day."""


@dataclass(frozen=True, slots=True)
class BarsPart:
    """The uptime of a component or group, day by day."""

    days: int
    """How many days the row has."""
    unknown: int
    """How many of the oldest days have no data."""
    marked: tuple[DayPart, ...]
    """The days with an outage, oldest first."""
    percent: str
    """The uptime of the whole row: `99.98%`; empty where nothing is known yet."""
    stretches: tuple[StretchPart, ...]
    """All the days, and fewer for narrower screens."""
    first: TimePart
    """The oldest day."""
    last: TimePart
    """The newest day, which is the one of the build."""
    text: str
    """The whole row in one sentence, for those who do not see it; without the percentage, which stands beside it."""
    plain: str
    """What a script says of a day without an outage, with `%(day)s` for the day."""
    blank: str
    """What it says of a day without data."""


@dataclass(frozen=True, slots=True)
class ComponentPart:
    """A component, or a group with its members."""

    id: str
    """Permanent; a component's is the last part of its address."""
    url: str
    """The component's page; empty for a group, which has none."""
    name: str
    """As it was written, without that of its group."""
    description: str
    """One line of text; often empty."""
    state: StatePart
    """Now; a group has the worst state of its members."""
    bars: BarsPart | None
    """Its uptime; none where that is not shown."""
    members: tuple[ComponentPart, ...] = ()
    """The members of a group; empty for a component."""
    is_group: bool = False
    """Whether it is a group."""


@dataclass(frozen=True, slots=True)
class TurnPart:
    """What the clock alone will change at an instant to come, for the script."""

    at: str
    """The instant, as in `TimePart.iso`."""
    indicator: str
    """What `indicator` of the front page then is."""
    headline: str
    """What `headline` of the front page then is."""
    states: dict[str, StatePart]
    """Of the components and groups whose state it changes, by id."""
    places: dict[str, str]
    """Where the reports then stand that it moves, by id: `running`, or `gone` when they are over."""


@dataclass(frozen=True, slots=True)
class StateTurnPart:
    """What the clock alone will change about one component, for the script."""

    at: str
    """The instant, as in `TimePart.iso`."""
    states: dict[str, StatePart]
    """The state that begins then, by the component's id."""
