"""From text to reports, sites and facts in one call, without a disk."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import Any, cast

from statusgen.diagnostics import Diagnostic, has_errors
from statusgen.model.components import PATH, Components, read_components
from statusgen.model.names import Names
from statusgen.model.reading import read_report
from statusgen.model.report import Report
from statusgen.model.rules import RULES
from statusgen.model.site import Site
from statusgen.model.times import read_time, zone
from statusgen.outputs import api
from statusgen.outputs.edition import Edition
from statusgen.source.text import SourceText
from statusgen.source.yamltext import read_yaml
from statusgen.theme import Theme
from statusgen.views.course import Course
from statusgen.views.facts import Facts, facts
from statusgen.views.walk import course

PAGE = "page: {name: Example, url: https://status.example.com/, timezone: UTC}\n"
COMPONENTS = (
    PAGE
    + """\
components:
  - name: API
  - name: Portal
  - name: Europe
    components:
      - name: Login
      - name: Mail, incoming
        id: mail
        aliases: [Post]
  - name: Asia
    components:
      - name: Login
        id: asia-login
"""
)
"""API, Portal, and two groups that both have a Login."""


def at(time: str) -> datetime:
    """An instant, in UTC where the text has no offset."""
    return read_time(time, zone("UTC")).at


def source(text: str, path: str = "incidents/one.md") -> SourceText:
    """A file's text."""
    return SourceText(path, tuple(text.split("\n")), sha256(text.encode()).hexdigest())


def write(front: str, *updates: str, title: str = "Slow") -> str:
    """A report: front matter, and `STATUS - TIME` with what follows for each update."""
    head = front if "title:" in front else f"title: {title}\n{front}"
    return f"---\n{head.strip()}\n---\n\n" + "\n\n".join(f"## {update}\n\nText." for update in updates) + "\n"


def settings(text: str) -> tuple[Components | None, list[Diagnostic]]:
    """components.yaml, and what is wrong with it."""
    lines = source(text, PATH)
    yaml = read_yaml(lines, 0, len(lines.lines))
    components, problems = read_components(yaml)
    return components, sorted(yaml.diagnostics + problems)


@cache
def example(text: str = COMPONENTS) -> Components:
    """Settings without errors."""
    components, problems = settings(text)
    assert components is not None
    assert not problems
    return components


def read(
    text: str, path: str = "incidents/one.md", components: str = COMPONENTS
) -> tuple[Report | None, list[Diagnostic]]:
    """A report, and what is wrong with it, sorted."""
    known = example(components)
    found, _ = read_report(source(text, path), Names(known), known.page.zone)
    return found.report, sorted(found.diagnostics)


def texts(text: str, path: str = "incidents/one.md") -> tuple[str, ...]:
    """The HTML of what a report says, the summary first."""
    known = example()
    return read_report(source(text, path), Names(known), known.page.zone)[1]


def report(text: str, path: str = "incidents/one.md", components: str = COMPONENTS) -> Report:
    """A report without errors."""
    found, problems = read(text, path, components)
    assert found is not None
    assert not has_errors(problems)
    return found


def check(files: dict[str, str], now: datetime | None = None) -> list[Diagnostic]:
    """What is wrong with several reports together."""
    reports = [report(text, path) for path, text in sorted(files.items())]
    return sorted(d for rule in RULES for d in rule(reports, now))


def site(*texts: str, components: str = COMPONENTS) -> Site:
    """A site of reports without errors, with the ids one, two, three and so on."""
    reports = tuple(report(text, f"incidents/{name}.md", components) for name, text in zip(NAMES, texts, strict=False))
    return Site(example(components), reports, {}, (), (), "", lambda report: ("",) * (1 + len(report.updates)))


NAMES = ("one", "two", "three", "four", "five", "six")


def facts_at(now: str, *texts: str, components: str = COMPONENTS) -> Facts:
    """The facts of such a site."""
    return facts(site(*texts, components=components), at(now))


def course_at(now: str, text: str, components: str = COMPONENTS) -> Course:
    """How one report went up to now."""
    return course(report(text, components=components), at(now))


def api_files(now: str, *texts: str, components: str = COMPONENTS) -> dict[str, Any]:
    """The files of the API of such a site, by name; it needs no theme, and updates have no words."""
    found = facts_at(now, *texts, components=components)
    known = replace(found.site, addresses={report.id: {} for report in found.site.reports})
    facts_of_it = replace(found, site=known)
    edition = Edition(facts_of_it, cast("Theme", None), known.page.url, (), None, None, "this version")
    return {
        output.path.removeprefix("api/v2/").removesuffix(".json"): json.loads(output.render())
        for output in api.outputs(edition)
    }


def said(diagnostics: Sequence[Diagnostic]) -> list[str]:
    """Diagnostics as `line:column 'offending text' code`."""
    return [f"{d.at.line}:{d.at.column} '{d.at.text}' {d.code}" for d in diagnostics]


def steps(one: Course) -> list[str]:
    """The steps as `time label`, those of the clock with a `*`, with the states that changed."""
    lines = []
    for step in one.steps:
        changes = "".join(f" {c.component}={c.state.slug}" for c in step.changes)
        lines.append(f"{step.at:%d %H:%M} {step.label}{'*' if step.by_clock else ''}{changes}")
    return lines


def spells(one: Course) -> list[str]:
    """The spells as `component state from-to`."""
    lines = []
    for spell in sorted(one.spells, key=lambda s: (s.start, s.component)):
        end = f"{spell.end.astimezone(UTC):%d %H:%M}" if spell.end else ""
        lines.append(f"{spell.component} {spell.state.slug} {spell.start:%d %H:%M}-{end}")
    return lines
