"""A section of a document becomes an update."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from statusgen.diagnostics import Diagnostic
from statusgen.model.affected import read_claims
from statusgen.model.frontmatter import Attributes, read_attributes, season_warning
from statusgen.model.headings import Section, stray_attributes
from statusgen.model.names import Names
from statusgen.model.report import Claim, Update, update_id
from statusgen.model.slugs import ID, ID_RULE
from statusgen.model.times import BadTimeError, Instant, read_time
from statusgen.model.vocabulary import Impact, Kind, Status
from statusgen.source.document import Document
from statusgen.source.yamltext import YamlText


class UpdateReader:
    """Reads the sections of one document in turn; what is wrong with them gathers in `diagnostics`."""

    def __init__(
        self,
        document: Document,
        kind: Kind,
        impact: Impact | None,
        names: Names | None,
        zone: ZoneInfo,
        report_id: str,
    ) -> None:
        self.document, self.kind, self.impact, self.names, self.zone = document, kind, impact, names, zone
        self.report_id = report_id
        self.diagnostics: list[Diagnostic] = []
        self._taken: set[str] = set()

    def read(self, section: Section) -> Update | None:
        """The update, or None where its time cannot be read."""
        self.diagnostics += stray_attributes(self.document, section)
        attributes, claims, yaml = self._attributes(section)
        instant = self._time(section)
        if instant is None:
            return None
        window = attributes.scheduled
        update = Update(
            id=self._id(section, instant, attributes, yaml),
            at=instant.at,
            status=section.status,
            claims=claims,
            new_start=window.start.at if window and window.start else None,
            new_end=window.end.at if window and window.end else None,
            edited=attributes.edited.at if attributes.edited else None,
            prose=self.document.prose(section.first, section.end),
            span=section.heading.at,
        )
        return update

    def _time(self, section: Section) -> Instant | None:
        try:
            instant = read_time(section.time.text, self.zone)
        except BadTimeError as error:
            self.diagnostics.append(Diagnostic(section.time, error.code, error.message, error.hint))
            return None
        self.diagnostics += season_warning(instant, section.time)
        return instant

    def _attributes(self, section: Section) -> tuple[Attributes, tuple[Claim, ...], YamlText | None]:
        yaml = self.document.attributes(section.heading)
        if yaml is None:
            return Attributes(), (), None
        form, diagnostics = read_attributes(yaml, self.zone, self.kind)
        self.diagnostics += diagnostics
        if form is None:
            return Attributes(), (), yaml
        if self.kind is Kind.NOTICE and isinstance(form.components, dict):
            message = "a notice says nothing about states"
            at = yaml.key_at(("components",))
            self.diagnostics.append(Diagnostic(at, "key-not-for-kind", message, "write a list of components"))
        if section.status is Status.POSTMORTEM and (form.components or form.scheduled):
            message = "a postmortem changes neither states nor windows"
            self.diagnostics.append(Diagnostic(yaml.at(()), "key-not-for-kind", message, "write them in an update"))
        claims, problems = read_claims(form.components, yaml, self.names, self.kind, self.impact)
        self.diagnostics += problems
        return form, claims, yaml

    def _id(self, section: Section, instant: Instant, attributes: Attributes, yaml: YamlText | None) -> str:
        if attributes.id is None or yaml is None:
            made = update_id(self.report_id, instant.at, instant.has_seconds, section.status, self._taken)
        else:
            made = attributes.id
            at = yaml.at(("id",))
            if not ID.fullmatch(made):
                self.diagnostics.append(Diagnostic(at, "bad-id", f"'{made}' cannot be an id", ID_RULE))
            elif made in self._taken:
                message = f"an earlier update has the id '{made}' already"
                self.diagnostics.append(Diagnostic(at, "duplicate-id", message, "choose another"))
        self._taken.add(made)
        return made
