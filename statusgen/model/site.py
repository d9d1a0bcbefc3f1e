"""Everything that is published, together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from statusgen.model.components import Component, Components
from statusgen.model.links import LinkedFile, links_of
from statusgen.model.names import Names
from statusgen.model.page import Page
from statusgen.model.report import Report


@dataclass(frozen=True)
class Site:
    """A site that has no errors."""

    components: Components
    reports: tuple[Report, ...]
    """Sorted by id; without drafts but in a preview."""
    addresses: Mapping[str, Mapping[str, str]]
    """By a report's id, then a link's target as written: its path in the output."""
    files: tuple[LinkedFile, ...]
    """What the reports link to."""
    static: tuple[LinkedFile, ...]
    """What is in static/."""
    digest: str
    """Of components.yaml."""
    texts: Callable[[Report], tuple[str, ...]]
    """The HTML of a report's texts, by the numbers of `Prose`."""

    @property
    def page(self) -> Page:
        """The page's settings."""
        return self.components.page

    @cached_property
    def names(self) -> Names:
        """The words that mean a component."""
        return Names(self.components)

    @cached_property
    def component_by_id(self) -> Mapping[str, Component]:
        """Every component by its id."""
        return {component.id: component for component in self.components}

    def label(self, component_id: str) -> str:
        """A component's name, the shortest that means it only."""
        return self.names.label(self.component_by_id[component_id])

    @property
    def emptied(self) -> Site:
        """The site with its settings alone."""
        return replace(self, reports=(), addresses={}, files=(), static=())

    def as_of(self, instant: datetime) -> Site:
        """The site without the news after `instant`, and without links to reports that are all news."""
        reports = tuple(known for report in self.reports if (known := report.as_of(instant)))
        targets = {report.id: {link.target for link in links_of(report)} for report in reports}
        addresses = {
            report_id: {
                target: path
                for target, path in self.addresses[report_id].items()
                if target in written and path.split("/")[1] in targets
            }
            for report_id, written in targets.items()
        }
        linked = {path.partition("#")[0] for paths in addresses.values() for path in paths.values()}
        files = tuple(file for file in self.files if file.published in linked)
        return replace(self, reports=reports, addresses=addresses, files=files)
