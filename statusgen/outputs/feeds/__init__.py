"""Feeds of the whole site and of each component: an item for each report, or one for each update."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import takewhile
from operator import itemgetter
from typing import Any, TypeVar

from statusgen.model.components import Component
from statusgen.model.paths import component_folder
from statusgen.outputs.edition import Edition, digest
from statusgen.outputs.feeds.atom import atom
from statusgen.outputs.feeds.feed import Feed, Item
from statusgen.outputs.feeds.items import report_item, report_tag, step_item, step_tag
from statusgen.outputs.feeds.jsonfeed import json_feed
from statusgen.outputs.feeds.rss import rss
from statusgen.outputs.output import Output, Wave
from statusgen.views.course import Course, Step

_LEAST_ITEMS = 50
_LEAST_AGE = timedelta(days=14)

_Dated = TypeVar("_Dated", bound=tuple[Any, ...])


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """Something to tell of, before it is an item."""

    id: str
    """Of its item."""
    key: str
    """A digest of all that its item says, by itself."""
    item: Callable[[], Item]


@dataclass(frozen=True, slots=True)
class _Subject:
    """What feeds are about: the whole site, or one component."""

    folder: str
    """Where they are published: empty, or `components/ID/`."""
    title: str
    courses: Sequence[Course]
    component: str | None
    """The component's id."""


def outputs(edition: Edition) -> Iterator[Output]:
    """All feeds."""
    for subject in _subjects(edition):
        history, updates = _reports(edition, subject), _updates(edition, subject)
        title = edition.language.gettext("%(title)s - Incident History") % {"title": subject.title}
        yield _output(edition, subject, "history.rss", title, history, rss)
        yield _output(edition, subject, "history.atom", title, history, atom)
        title = edition.language.gettext("%(title)s - Every Update") % {"title": subject.title}
        yield _output(edition, subject, "updates.rss", title, updates, rss)
        yield _output(edition, subject, "updates.atom", title, updates, atom)
        if subject.component is None:
            yield _output(edition, subject, "feed.json", title, updates, json_feed)


def next_departure(edition: Edition) -> datetime | None:
    """When the next item becomes too old for a feed; None while none holds more items than it has to."""
    dated = (dated for subject in _subjects(edition) for dated in (_dated_reports(subject), _dated_updates(subject)))
    oldest = [those[count - 1][0] for those in dated if (count := _count_recent(edition, those)) > _LEAST_ITEMS]
    return min(oldest) + _LEAST_AGE + timedelta(seconds=1) if oldest else None


def site_entries(edition: Edition) -> tuple[FeedEntry, ...]:
    """What the site's feeds of updates have an item for, the newest first."""
    return _updates(edition, _of_site(edition))


def all_ids(edition: Edition) -> frozenset[str]:
    """The ids that items of those feeds have, and would have if they were endless."""
    return frozenset(step_tag(edition, course, step) for course in edition.facts.courses for step in course.steps)


def _subjects(edition: Edition) -> Iterator[_Subject]:
    yield _of_site(edition)
    for component in edition.facts.site.components:
        yield _of_component(edition, component)


def _of_site(edition: Edition) -> _Subject:
    return _Subject("", edition.title, edition.facts.courses, None)


def _of_component(edition: Edition, component: Component) -> _Subject:
    facts = edition.facts
    title = edition.language.gettext("%(title)s: %(component)s") % {
        "title": edition.title,
        "component": edition.label(component.id),
    }
    return _Subject(component_folder(component.id), title, facts.by_component[component.id], component.id)


def _reports(edition: Edition, subject: _Subject) -> tuple[FeedEntry, ...]:
    """An item for each report, dated by its latest news."""
    return tuple(
        FeedEntry(report_tag(edition, course), edition.course_key(course), partial(report_item, edition, course))
        for *_, course in _recent(edition, _dated_reports(subject))
    )


def _dated_reports(subject: _Subject) -> list[tuple[datetime, str, Course]]:
    dated = [(course.steps[-1].at, course.report.id, course) for course in subject.courses]
    return sorted(dated, key=itemgetter(0, 1), reverse=True)


def _updates(edition: Edition, subject: _Subject) -> tuple[FeedEntry, ...]:
    """An item for each update; of a component, from the one on that first names it."""
    return tuple(
        FeedEntry(
            step_tag(edition, course, step),
            f"{edition.course_key(course)}/{step.id}",
            partial(step_item, edition, course, step),
        )
        for *_, course, step in _recent(edition, _dated_updates(subject))
    )


def _dated_updates(subject: _Subject) -> list[tuple[datetime, str, int, Course, Step]]:
    dated = [
        (step.at, course.report.id, number, course, step)
        for course in subject.courses
        for number, step in enumerate(course.steps)
        if _concerns(step, subject.component)
    ]
    return sorted(dated, key=itemgetter(0, 1, 2), reverse=True)


def _concerns(step: Step, component: str | None) -> bool:
    return component is None or any(claim.component == component for claim in step.states)


def _recent(edition: Edition, ordered: Sequence[_Dated]) -> Sequence[_Dated]:
    """At least fifty, and all of the last fourteen days; each begins with its time."""
    return ordered[: max(_LEAST_ITEMS, _count_recent(edition, ordered))]


def _count_recent(edition: Edition, ordered: Sequence[tuple[Any, ...]]) -> int:
    limit = edition.facts.now - _LEAST_AGE
    return sum(1 for _ in takewhile(lambda one: one[0] >= limit, ordered))


def _output(
    edition: Edition,
    subject: _Subject,
    name: str,
    title: str,
    entries: tuple[FeedEntry, ...],
    written: Callable[[Feed], bytes],
) -> Output:
    def render() -> bytes:
        return written(_feed(edition, subject, name, title, tuple(entry.item() for entry in entries)))

    path = subject.folder + name
    key = digest(path, edition.digest, [entry.key for entry in entries])
    return Output(path, key, f"the feed {path}", render, Wave.LISTS if subject.component else Wave.ENTRANCES)


def _feed(edition: Edition, subject: _Subject, name: str, title: str, items: tuple[Item, ...]) -> Feed:
    page = edition.facts.site.page
    picture = edition.favicon or edition.logo
    return Feed(
        id=f"tag:{page.id},2005:/{subject.folder}{name.partition('.')[0]}",
        url=f"{edition.url}{subject.folder}{name}",
        home=edition.url + subject.folder,
        title=title,
        description=title if subject.component else page.description or title,
        author=page.name,
        language=edition.language.tag,
        icon=edition.url + picture.published if picture else "",
        items=items,
    )
