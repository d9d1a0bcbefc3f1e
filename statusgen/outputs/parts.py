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
    """For the `datetime` attribute."""
    text: str
    """With the year and, for an instant, the zone: `Aug 05, 2025 - 11:50 CEST`."""


@dataclass(frozen=True, slots=True)
class LinkPart:
    """Somewhere to go."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class FeedPart:
    """A feed or a calendar."""

    label: str
    """Its format: `Atom`."""
    url: str
    type: str
    """Its media type."""


@dataclass(frozen=True, slots=True)
class SubscriptionPart:
    """Something to subscribe to, in one or several formats."""

    title: str
    """`Every update`."""
    about: str
    """One sentence on what it is for."""
    feeds: tuple[FeedPart, ...]
    app: str = ""
    """The address that opens it in an application for it; empty where there is no such address."""


@dataclass(frozen=True, slots=True)
class StatePart:
    """A component's state in words and as a class name."""

    slug: str
    """One of operational, under_maintenance, degraded_performance, partial_outage, major_outage."""
    label: str


@dataclass(frozen=True, slots=True)
class AffectedPart:
    """A component that a report names, with a state."""

    name: str
    """Group and name where the name alone is ambiguous."""
    url: str
    state: StatePart | None
    """Of a report: the state it has now, the worst it had once the report is over, none in a notice.
    Of an update: the state from then on."""


@dataclass(frozen=True, slots=True)
class UpdatePart:
    """One update of a report."""

    id: str
    """Permanent; the anchor of the update on its report's page."""
    url: str
    """That anchor."""
    status: str
    """The slug of the status in force, for class names."""
    label: str
    """The word to print: `Update` where the status did not change."""
    at: TimePart
    edited: TimePart | None
    """When the text was corrected."""
    by_clock: bool
    """Whether a maintenance window did this, not a person."""
    is_postmortem: bool
    changes: tuple[AffectedPart, ...]
    """The components whose state this update changed, with the new state."""
    window: WindowPart | None
    """The new window, where this update moved it."""
    html: Markup
    """The text."""
    later: str
    """How long after the update before it: `27 min later`; empty for less than a minute, the first and a postmortem."""


@dataclass(frozen=True, slots=True)
class ChapterPart:
    """A line of a table of contents."""

    title: str
    url: str
    parts: tuple[ChapterPart, ...] = ()
    """One level down."""


@dataclass(frozen=True, slots=True)
class WindowPart:
    """The planned time of a maintenance; its ends stand side by side, and what they share is said once."""

    start: TimePart
    """`Aug 05, 2025 - 22:00`."""
    end: TimePart
    """`23:00 CEST`."""


@dataclass(frozen=True, slots=True)
class ReportPart:
    """An incident, a maintenance or a notice."""

    id: str
    url: str
    title: str
    is_draft: bool
    """Only `statusgen serve` shows drafts."""
    kind: str
    """incident, maintenance or notice."""
    kind_label: str
    impact: str
    """none, minor, major or critical; `maintenance` for a maintenance, `none` for a notice."""
    impact_label: str
    status: str
    """The slug of the status in force."""
    status_label: str
    is_open: bool
    is_upcoming: bool
    """A maintenance that has not begun."""
    has_begun: bool
    """False for a maintenance that is to come or was called off."""
    began: TimePart
    """When the impact or the notice began, or the maintenance began or was to begin."""
    ended: TimePart | None
    duration: str
    """From the beginning to the end in words, empty without both."""
    window: WindowPart | None
    """Of a maintenance: the window in force."""
    affected: tuple[AffectedPart, ...]
    affected_sentence: str
    """`This incident affected: Websites, API, and Portal.`, or empty."""
    has_postmortem: bool
    summary: Markup
    """The text before the first update; empty where there is none, and on a line."""
    updates: tuple[UpdatePart, ...]
    """Newest first, a postmortem on top; empty where a page shows the report as a line only."""
    ahead: tuple[UpdatePart, ...]
    """What the clock will do if nothing else is said, the last first: hidden until its time comes; empty likewise."""


@dataclass(frozen=True, slots=True)
class DayPart:
    """A day on which an uptime bar is not plain green."""

    index: int
    """The place in the row, 0 for the oldest day."""
    level: int
    """How bad it was: 1 to 4, up to about 20, 33, 60 minutes of outage, and beyond."""
    text: str
    """`Aug 05, 2025: major outage 1 hr 21 min`."""


@dataclass(frozen=True, slots=True)
class StretchPart:
    """The uptime of a row's last days, as many as a screen has room for."""

    days: int
    """90, 60 or 30."""
    percent: str
    """`99.98%`, or empty where nothing is known yet."""
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
    """`99.98%`, or empty where nothing is known yet."""
    stretches: tuple[StretchPart, ...]
    """All the days, and fewer for narrower screens."""
    first: TimePart
    last: TimePart
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
    url: str
    name: str
    description: str
    """Often empty."""
    state: StatePart
    bars: BarsPart | None
    """None where uptime is not shown."""
    members: tuple[ComponentPart, ...] = ()
    """Of a group."""
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class TurnPart:
    """What the clock alone will change at an instant to come, for the script."""

    at: str
    """The instant, as in TimePart."""
    indicator: str
    headline: str
    """As on the front page."""
    states: dict[str, StatePart]
    """Of the components and groups whose state it changes, by id."""
    places: dict[str, str]
    """Where the reports then stand that it moves, by id: `running`, or `gone` when they are over."""


@dataclass(frozen=True, slots=True)
class SchemePart:
    """A colour in both schemes, as CSS has it."""

    light: str
    """Where it is bright: `#f6f7f9`."""
    dark: str
    """Where it is dark."""


@dataclass(frozen=True, slots=True)
class SiteChrome:
    """What every page has around it: all that a template sees as `site`."""

    name: str
    title: str
    """`Zaptec Status`."""
    description: str
    language: str
    """For `<html lang>`."""
    direction: str
    """`ltr` or `rtl`."""
    root: str
    """The way from this page to the site's front page, to put before a path: empty, `../` or `../../`."""
    home: str
    """The URL of the front page."""
    canonical: str
    """The page's absolute URL."""
    assets: dict[str, str]
    """Each asset's URL by its name, such as `style.css`."""
    logo: str
    favicon: str
    """URLs, or empty."""
    ground: SchemePart
    """The theme's colour `--bg`, for what browsers draw around a page."""
    picture: str
    """The absolute URL of the logo, for programs that show what a link leads to; empty where there is none."""
    support: str
    links: tuple[LinkPart, ...]
    history: str
    uptime: str
    """URLs; `uptime` is empty where no component shows it."""
    subscriptions: tuple[SubscriptionPart, ...]
    """Of the whole site."""
    timezone: str
    """The page's zone, which scripts know by this name: `Europe/Oslo`."""
    stale_after: int
    """The seconds after which a build is so old that the page says so."""
