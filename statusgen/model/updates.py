"""A section of a document becomes an update."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from statusgen.diagnostics import Diagnostic
from statusgen.model.actions import Action, read_actions
from statusgen.model.affected import read_claims
from statusgen.model.frontmatter import (
    NO_ATTRIBUTES,
    Attributes,
    read_attributes,
    season_warning,
    window_problems,
)
from statusgen.model.headings import Section, empty_sections
from statusgen.model.names import Names
from statusgen.model.report import Claim, Report, Update, Window, update_id
from statusgen.model.slugs import ID, ID_RULE
from statusgen.model.strays import stray_attributes
from statusgen.model.times import BadTimeError, Instant, read_time
from statusgen.model.vocabulary import Status
from statusgen.source.document import Document
from statusgen.source.yamltext import YamlText

_ANCHORS = "postmortem:"
"""What the ids of a postmortem's headings begin with; no id of an update has a colon."""


def section_time(section: Section, zone: ZoneInfo) -> tuple[Instant | None, list[Diagnostic]]:
    """When the update happened, or None; and what is wrong with the time."""
    try:
        instant = read_time(section.time.text, zone)
    except BadTimeError as error:
        return None, [Diagnostic(section.time, error.code, error.message, error.hint)]
    return instant, list(season_warning(instant, section.time))


class UpdateReader:
    """Reads the sections of one document in turn; what is wrong with them gathers in `diagnostics`."""

    def __init__(self, document: Document, report: Report, names: Names | None, zone: ZoneInfo) -> None:
        """`report` is the one that the updates belong to, still without them."""
        self.document, self.report, self.names, self.zone = document, report, names, zone
        self.diagnostics: list[Diagnostic] = []
        self.names_components = False
        """Whether an update has `components`, or may have them in attributes that cannot be read."""
        self._window = report.window
        self._taken: set[str] = set()

    def read(self, section: Section) -> Update | None:
        """The update, or None where its time cannot be read."""
        yaml = self.document.attributes(section.heading)
        self.diagnostics += stray_attributes(self.document, section, has_attributes=yaml is not None)
        attributes, claims = self._attributes(section, yaml) if yaml else (NO_ATTRIBUTES, ())
        instant, problems = section_time(section, self.zone)
        self.diagnostics += problems
        if instant is None:
            return None
        window = attributes.scheduled
        is_postmortem = section.status is Status.POSTMORTEM
        self.diagnostics += empty_sections(self.document, section) if is_postmortem else ()
        return Update(
            id=self._id(section, instant, attributes, yaml),
            at=instant.at,
            status=section.status,
            claims=claims,
            lists_components=isinstance(attributes.components, tuple),
            new_start=window.start.at if window and window.start else None,
            new_end=window.end.at if window and window.end else None,
            edited=attributes.edited.at if attributes.edited else None,
            prose=self.document.prose(section.first, section.end, _ANCHORS if is_postmortem else ""),
            actions=self._actions(section) if is_postmortem else (),
            span=section.heading.at,
            time_span=section.time,
            edited_span=yaml.at(("edited",)) if yaml and attributes.edited else None,
        )

    def _attributes(self, section: Section, yaml: YamlText) -> tuple[Attributes, tuple[Claim, ...]]:
        self.names_components |= yaml.data is None or "components" in yaml.data
        form, diagnostics = read_attributes(yaml, self.zone, self.report.kind)
        self.diagnostics += diagnostics
        if section.status is Status.POSTMORTEM and (form.components or form.scheduled):
            at = yaml.key_at(("components",) if form.components else ("scheduled",))
            message = "a postmortem changes neither states nor windows"
            self.diagnostics.append(Diagnostic(at, "key-not-for-kind", message, "write it in an update"))
        if form.scheduled is not None and self._window is not None:
            start, end = form.scheduled.start, form.scheduled.end
            self._window = Window(start.at if start else self._window.start, end.at if end else self._window.end)
            self.diagnostics += window_problems(self._window.start, self._window.end, yaml)
        claims, problems = read_claims(form.components, yaml, self.names, self.report.kind, self.report.declared_impact)
        self.diagnostics += problems
        return form, claims

    def _actions(self, section: Section) -> tuple[Action, ...]:
        actions, problems = read_actions(self.document, section)
        self.diagnostics += problems
        return actions

    def _id(self, section: Section, instant: Instant, attributes: Attributes, yaml: YamlText | None) -> str:
        if attributes.id is None or yaml is None:
            made = update_id(self.report.permanent_id, instant.at, instant.has_seconds, section.status, self._taken)
        else:
            made = attributes.id
            at = yaml.at(("id",))
            if not ID.fullmatch(made):
                self.diagnostics.append(Diagnostic(at, "bad-id", f"'{made}' cannot be an id", ID_RULE))
            elif made.casefold() in self._taken:
                message = f"an earlier update has the id '{made}' already"
                self.diagnostics.append(Diagnostic(at, "duplicate-id", message, "choose another"))
        self._taken.add(made.casefold())
        return made
