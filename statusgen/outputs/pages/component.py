"""The page of one component."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from statusgen.model.components import Component
from statusgen.outputs.edition import Edition, digest, root_of
from statusgen.outputs.output import Output
from statusgen.outputs.parts import ComponentPart, ReportPart, SubscriptionPart, TimePart
from statusgen.outputs.reports import day_part, report_line
from statusgen.outputs.rows import row_part
from statusgen.outputs.subscriptions import subscriptions

TEMPLATE = "component.html"


@dataclass(frozen=True, slots=True)
class YearCount:
    """How many more reports there are of a year."""

    year: str
    text: str
    """`12 reports`."""


@dataclass(frozen=True, slots=True)
class ComponentPage:
    """Context of `component.html`."""

    component: ComponentPart
    label: str
    """Its name, with that of its group where the name alone is ambiguous."""
    group: str
    """The name of its group, or empty."""
    since: TimePart | None
    retired: TimePart | None
    """The day it was retired, if that day has come; then there is no state to show."""
    reports: tuple[ReportPart, ...]
    """The newest fifty that name it, newest first, as lines."""
    earlier: tuple[YearCount, ...]
    """The rest, counted by year, newest first."""
    subscriptions: tuple[SubscriptionPart, ...]
    """To the news of this component only."""


_MOST_REPORTS = 50


def outputs(edition: Edition) -> Iterator[Output]:
    """One page for each component, the retired ones included."""
    facts = edition.facts
    for component in facts.site.components:
        path = path_of(component.id)
        key = digest(
            edition.digest,
            facts.current.states[component.id],
            facts.displayed_uptime(component.id),
            component.is_retired(facts.now, facts.site.page),
            [course.key for course in facts.by_component[component.id][:_MOST_REPORTS]],
            sorted(_earlier_years(edition, component).items()),
        )
        yield Output(path, key, f"the component {component.name}", _renderer(edition, component, path))


def path_of(component_id: str) -> str:
    """The path of a component's page in the output."""
    return f"components/{component_id}/index.html"


def _earlier_years(edition: Edition, component: Component) -> Counter[int]:
    """How many reports of each year the page only counts."""
    courses = edition.facts.by_component[component.id][_MOST_REPORTS:]
    return Counter(edition.language.day_of(course.began).year for course in courses)


def _renderer(edition: Edition, component: Component, path: str) -> Callable[[], bytes]:
    return lambda: edition.render(TEMPLATE, path, _page(edition, component, root_of(path)))


def _page(edition: Edition, component: Component, root: str) -> ComponentPage:
    facts, language = edition.facts, edition.language
    retired = component.retired if component.is_retired(facts.now, facts.site.page) else None
    earlier = sorted(_earlier_years(edition, component).items(), reverse=True)
    return ComponentPage(
        component=row_part(edition, component, root),
        label=edition.label(component.id),
        group=component.group or "",
        since=day_part(edition, component.since) if component.since else None,
        retired=day_part(edition, retired) if retired else None,
        reports=tuple(
            report_line(edition, course, root) for course in facts.by_component[component.id][:_MOST_REPORTS]
        ),
        earlier=tuple(
            YearCount(str(year), language.ngettext("%(count)s report", "%(count)s reports", count) % {"count": count})
            for year, count in earlier
        ),
        subscriptions=subscriptions(language, "", f"{edition.url}components/{component.id}/", has_json=False),
    )
