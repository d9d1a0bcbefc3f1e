"""The options that choose reports."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

import click

from statusgen.cli.components import complete_components, named_component
from statusgen.model.components import Group
from statusgen.model.times import local_day
from statusgen.model.vocabulary import Impact, Kind
from statusgen.views.course import Course
from statusgen.views.facts import Facts

_Command = TypeVar("_Command", bound=Callable[..., object])
_DAY = click.DateTime(["%Y-%m-%d"])


@dataclass(frozen=True, slots=True)
class Filters:
    """Which reports are wanted; what is None or empty leaves all of them."""

    kind: str | None
    components: tuple[str, ...]
    """As they are written."""
    impact: str | None
    since: datetime | None
    until: datetime | None
    """Days of the page, without a zone."""
    tags: tuple[str, ...]

    def choose(self, facts: Facts) -> list[Course]:
        """The reports that are wanted, newest first."""
        components = _ids(facts, self.components)
        found = [course for course in facts.courses if self._matches(facts, course, components)]
        return sorted(found, key=lambda course: (course.began, course.report.id), reverse=True)

    def _matches(self, facts: Facts, course: Course, components: frozenset[str]) -> bool:
        report, day = course.report, local_day(course.began, facts.site.page.zone)
        tags = {tag.casefold() for tag in self.tags}
        return (
            (self.kind is None or report.kind == self.kind)
            and (not components or not components.isdisjoint(claim.component for claim in course.worst))
            and (self.impact is None or (report.kind is Kind.INCIDENT and course.impact.slug == self.impact))
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
        click.option("--until", metavar="DATE", type=_DAY, help="Only what began on this day or earlier."),
        click.option(
            "--since", metavar="DATE", type=_DAY, help="Only what began on this day or later, such as 2025-08-01."
        ),
        click.option("--impact", type=click.Choice([i.slug for i in Impact]), help="Only incidents with this impact."),
        click.option(
            "-c",
            "--component",
            "components",
            metavar="NAME",
            multiple=True,
            shell_complete=complete_components,
            help="Only what names this component, or one of this group; repeatable.",
        ),
        click.option("--kind", type=click.Choice([k.value for k in Kind]), help="Only reports of this kind."),
    ):
        decorated = option(decorated)
    result: _Command = decorated
    return result
