"""What the API tells, found once for all of its files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from statusgen.model.vocabulary import Kind
from statusgen.outputs.api.components import ComponentRow, component_rows
from statusgen.outputs.edition import NEVER, Edition, digest
from statusgen.views.course import Course


@dataclass(frozen=True)
class Content:
    """The reports and components of an edition, as far as the API has them."""

    edition: Edition

    @cached_property
    def courses(self) -> tuple[Course, ...]:
        """Of all incidents and maintenances, newest first; it does not know notices."""
        told = [course for course in self.edition.facts.courses if course.report.kind is not Kind.NOTICE]
        return tuple(sorted(told, key=lambda course: course.announced, reverse=True))

    @cached_property
    def rows(self) -> dict[str, ComponentRow]:
        """Every component and group by its id, in the order of `position`."""
        return {row.id: row for row in component_rows(self.edition, self.courses)}

    @cached_property
    def changed(self) -> datetime:
        """When anything in the API changed last: a report, a state by the clock, or the list of components."""
        site, now = self.edition.facts.site, self.edition.facts.now
        changes = [course.changed for course in self.courses]
        changes += [gone for component in site.components if (gone := component.gone(site.page)) and gone <= now]
        changes += [row.changed for row in self.rows.values() if row.changed]
        return max(changes, default=self._began)

    @property
    def _began(self) -> datetime:
        """The last `since` that has come, for a site without reports."""
        site, now = self.edition.facts.site, self.edition.facts.now
        days = (component.came(site.page) for component in site.components)
        return max((day for day in days if day and day <= now), default=NEVER)

    @cached_property
    def named(self) -> dict[str, list[ComponentRow]]:
        """The components that each report names, in the order of `position`, by the report's id."""
        rows = self.rows
        return {
            course.report.id: sorted((rows[claim.component] for claim in course.worst), key=lambda row: row.position)
            for course in self.courses
        }

    def changed_for(self, course: Course) -> datetime:
        """When anything in the report's own file changed last."""
        return max([course.changed, *(row.changed for row in self.named[course.report.id] if row.changed)])

    def key(self, course: Course) -> str:
        """A digest of all that the API tells of a report."""
        return digest(self.edition.course_key(course), [row.digest for row in self.named[course.report.id]])
