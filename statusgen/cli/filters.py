"""The options that choose reports."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import wraps
from typing import Any, TypeVar

import click

from statusgen.cli.components import complete_components, named_component
from statusgen.cli.words import Word
from statusgen.model.components import Group
from statusgen.model.times import local_day
from statusgen.model.vocabulary import Impact, Kind
from statusgen.views.course import Course
from statusgen.views.facts import Facts

_Command = TypeVar("_Command", bound=Callable[..., object])
_KIND = Word("kind of report", {kind.value: kind for kind in Kind})
_IMPACT = Word("impact", {impact.slug: impact for impact in Impact})


class _Day(click.DateTime):
    """A day of the page, without a zone; what else is written is told with a day to write instead."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The midnight that the day begins with."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"'{value}' is no day; write it as {_day_like(value)}", param, ctx)


def _day_like(text: str) -> str:
    """A day to write instead: the first of the month or of the year that is meant, if there is one."""
    for day in (f"{text}-01", f"{text}-01-01"):
        with suppress(ValueError):
            return date.fromisoformat(day).isoformat()
    return "2025-08-01"


@dataclass(frozen=True, slots=True)
class Filters:
    """Which reports are wanted; what is None or empty leaves all of them."""

    kind: Kind | None
    components: tuple[str, ...]
    """As they are written."""
    impact: Impact | None
    since: datetime | None
    until: datetime | None
    """Days of the page, without a zone."""
    tags: tuple[str, ...]

    @property
    def are_set(self) -> bool:
        """Whether anything is wanted in particular."""
        return any(getattr(self, field.name) for field in fields(self))

    def choose(self, facts: Facts) -> list[Course]:
        """The reports that are wanted, newest first."""
        components = _ids(facts, self.components)
        found = [course for course in facts.courses if self._matches(facts, course, components)]
        return sorted(found, key=lambda course: (course.began, course.report.id), reverse=True)

    def _matches(self, facts: Facts, course: Course, components: frozenset[str]) -> bool:
        report, day = course.report, local_day(course.began, facts.site.page.zone)
        tags = {tag.casefold() for tag in self.tags}
        return (
            (self.kind is None or report.kind is self.kind)
            and (not components or not components.isdisjoint(claim.component for claim in course.worst))
            and (self.impact is None or (report.kind is Kind.INCIDENT and course.impact is self.impact))
            and (self.since is None or day >= self.since.date())
            and (self.until is None or day <= self.until.date())
            and (not tags or not tags.isdisjoint(map(str.casefold, report.tags)))
        )


def _ids(facts: Facts, names: Sequence[str]) -> frozenset[str]:
    """The ids of the components that are named; a group stands for its members."""
    rows = (row for row in facts.site.components.rows if isinstance(row, Group))
    groups = {word: group.members for group in rows for word in (group.id, group.name)}
    ids: set[str] = set()
    for name in names:
        if name in groups:
            ids |= {member.id for member in groups[name]}
        else:
            ids.add(named_component(facts.site.components, facts.site.names, name).id)
    return frozenset(ids)


def filter_options(command: _Command) -> _Command:
    """Gives `command` the options that choose reports, and the argument `filters`."""

    @wraps(command)
    def with_filters(*args: Any, **options: Any) -> object:
        filters = Filters(**{field.name: options.pop(field.name) for field in fields(Filters)})
        if filters.since and filters.until and filters.since > filters.until:
            raise click.UsageError("--since is later than --until")
        return command(*args, filters=filters, **options)

    decorated: Any = with_filters
    for option in (
        click.option("--tag", "tags", metavar="TAG", multiple=True, help="Only what has this tag; repeatable."),
        click.option("--until", metavar="DATE", type=_Day(), help="Only what began on this day or earlier."),
        click.option(
            "--since", metavar="DATE", type=_Day(), help="Only what began on this day or later, such as 2025-08-01."
        ),
        click.option("--impact", metavar="IMPACT", type=_IMPACT, help="Only incidents with this impact."),
        click.option(
            "-c",
            "--component",
            "components",
            metavar="NAME",
            multiple=True,
            shell_complete=complete_components,
            help="Only what names this component, or one of this group; repeatable.",
        ),
        click.option("--kind", metavar="KIND", type=_KIND, help="Only incidents, maintenances or notices."),
    ):
        decorated = option(decorated)
    result: _Command = decorated
    return result
