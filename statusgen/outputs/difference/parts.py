"""What a reader would see change, ready to be told: every address is absolute, texts are in the page's language."""

from __future__ import annotations

from dataclasses import dataclass

from statusgen.outputs.parts import StatePart, TimePart, WindowPart
from statusgen.views.difference import Change


@dataclass(frozen=True, slots=True)
class ComponentChange:
    """A component and its state on both sides."""

    id: str
    name: str
    """Group and name where the name alone is ambiguous."""
    url: str
    before: StatePart | None
    after: StatePart | None
    """None where there is, or is shown, no such component."""


@dataclass(frozen=True, slots=True)
class NewsPart:
    """An update that is new, or told in another way."""

    id: str
    url: str
    status: str
    """The slug of the status in force."""
    label: str
    """The word to print: `Update` where the status did not change."""
    at: TimePart
    edited: TimePart | None
    by_clock: bool
    """Whether a maintenance window did this, not a person."""
    text: str
    html: str
    """The same text twice."""
    former_text: str = ""
    """What an update that is told in another way said before."""


@dataclass(frozen=True, slots=True)
class ReportChange:
    """An incident, a maintenance or a notice of which readers will see something else."""

    id: str
    url: str
    path: str
    """Of its file in the site's folder."""
    is_published: bool
    """Whether its address is there already."""
    kind: str
    title: str
    former_title: str
    """Another one that it has had so far; empty where it stays."""
    changes: tuple[Change, ...]
    """The most telling first; never empty."""
    status: StatePart | None
    former_status: StatePart | None
    """In force after and before; None where it is not published."""
    impact: StatePart
    """`maintenance` for a maintenance, `none` for a notice."""
    former_impact: StatePart
    """The same where it is new."""
    window: WindowPart | None
    former_window: WindowPart | None
    """Of a maintenance; the former one where it is another."""
    components: tuple[ComponentChange, ...]
    """All that it names, with the states that it gives them."""
    news: tuple[NewsPart, ...]
    """Oldest first."""
    edited: tuple[NewsPart, ...]
    dropped: tuple[NewsPart, ...]
    """What was told and is told no more."""
    fields: tuple[str, ...]
    """The keys of the front matter that say something else, and `summary`."""
    summary: str
    """The text above the first update, where it is new or another one; else empty."""


@dataclass(frozen=True, slots=True)
class ItemPart:
    """An item of the feed that has one for each update."""

    id: str
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class FeedChange:
    """What subscribers will find."""

    added: tuple[ItemPart, ...]
    changed: tuple[ItemPart, ...]
    removed: tuple[ItemPart, ...]
    """Without those that are only too old."""

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class FileChange:
    """What will be at an address that had nothing, and what will be missing."""

    pages_added: tuple[str, ...]
    pages_removed: tuple[str, ...]
    """For people; without a redirect in the place of what is removed."""
    redirects_added: tuple[str, ...]
    redirects_removed: tuple[str, ...]
    others_added: int
    others_removed: int
    """How many other files: feeds, the API, pictures."""
    files_changed: tuple[str, ...]
    """What is published as it is, and is different."""

    def __bool__(self) -> bool:
        pages = (*self.pages_added, *self.pages_removed, *self.redirects_added, *self.redirects_removed)
        return bool(pages or self.others_added or self.others_removed or self.files_changed)


@dataclass(frozen=True, slots=True)
class SettingChange:
    """Something that components.yaml says to readers."""

    key: str
    """`page.name`, `components.ID` for a whole component or group, `components.ID.name` for something of one."""
    before: str
    after: str
    """Empty where it is not set, or where there is no such component."""


@dataclass(frozen=True, slots=True)
class Difference:
    """All that a reader would see change."""

    site: str
    """The page's title."""
    url: str
    """Of the front page."""
    banner: StatePart
    former_banner: StatePart
    """Each with the field's indicator for a slug."""
    components: tuple[ComponentChange, ...]
    """Those whose state is another."""
    reports: tuple[ReportChange, ...]
    """By what happened to them, then the latest first."""
    feed: FeedChange
    files: FileChange
    settings: tuple[SettingChange, ...]
    has_other_theme: bool
    """Whether the templates or assets are different, which every page may show."""

    def __bool__(self) -> bool:
        told = self.reports or self.components or self.settings or self.has_other_theme
        return bool(told or self.feed or self.files or self.banner != self.former_banner)
