"""Templates of reports, updates and postmortems: text with `{{ placeholders }}`.

A line whose placeholders all have nothing to say is left out, so a template needs no conditions.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

from statusgen.diagnostics import Diagnostic, did_you_mean
from statusgen.source.text import SourceText

PLACEHOLDERS = {
    "title": "the title of the report",
    "status": "the status of the update, such as Investigating",
    "time": "when it is told, with its offset",
    "impact": "what `--impact` says",
    "components": "what `-c` says, as a mapping of names to states",
    "names": "the components of `-c` without their states, for a list",
    "window": "what `--start` and `--end` say",
    "message": "the text: of `-m`, of standard input, or a sentence that goes with the status",
    "began": "when the impact began, or the maintenance was to begin",
    "ended": "when it ended",
    "duration": "the time between the two",
    "timeline": "the updates so far, one on a line",
}
"""What a template can ask for."""
_PLACEHOLDER = re.compile(r"\{\{\s*(?P<name>.*?)\s*\}\}")
_SHIPPED = files("statusgen.editing") / "templates"


@dataclass(frozen=True, slots=True)
class Value:
    """What stands in the place of a placeholder."""

    text: str
    yaml: str = ""
    """The same in the front matter, where it has to look different there."""


@dataclass(frozen=True, slots=True)
class Template:
    """A text with placeholders."""

    name: str
    source: SourceText

    @property
    def is_report(self) -> bool:
        """Whether it is a whole file; else it is one update."""
        return self.source.lines[0].rstrip() == "---"

    @property
    def placeholders(self) -> frozenset[str]:
        """What it asks for."""
        return frozenset(match["name"] for line in self.source.lines for match in _PLACEHOLDER.finditer(line))

    @property
    def updates(self) -> int:
        """How many updates it consists of, besides what a writer says."""
        return sum(line.startswith("## ") for line in self.source.lines)

    def filled(self, values: Mapping[str, Value]) -> str:
        """The text with these values, which are all that it asks for; ends with one newline."""
        lines, fences = [], 0
        for line in self.source.lines:
            fences += line.rstrip() == "---"
            asked = [values[match["name"]] for match in _PLACEHOLDER.finditer(line)]
            if asked and not any(value.text for value in asked):
                continue
            lines.append(_filled(line, values, in_front=self.is_report and fences < 2))
        return "\n".join(lines).strip("\n") + "\n"


def _filled(line: str, values: Mapping[str, Value], *, in_front: bool) -> str:
    def said(match: re.Match[str]) -> str:
        value = values[match["name"]]
        return (value.yaml or value.text) if in_front else value.text

    return re.sub(" +$", "", _PLACEHOLDER.sub(said, line), flags=re.MULTILINE)


def shipped_template(name: str) -> Template | None:
    """The template of that name that every site has, if there is one."""
    if name not in shipped_names():
        return None
    return Template(name, _source(f"{name}.md", (_SHIPPED / f"{name}.md").read_text("utf-8")))


def shipped_names() -> tuple[str, ...]:
    """The names of the templates that every site has, sorted."""
    return tuple(sorted(entry.name.removesuffix(".md") for entry in _SHIPPED.iterdir()))


def template_problems(source: SourceText) -> Iterator[Diagnostic]:
    """Placeholders of a template that mean nothing."""
    for number, line in enumerate(source.lines):
        for match in _PLACEHOLDER.finditer(line):
            if match["name"] not in PLACEHOLDERS:
                at = source.span(number, match.start("name"), len(match["name"]))
                if not at.width:
                    at = source.span(number, match.start(), len(match[0]))
                message = f"there is no placeholder '{match['name']}'"
                yield Diagnostic(at, "unknown-placeholder", message, _hint(match["name"], PLACEHOLDERS))


def _hint(name: str, known: Collection[str]) -> str:
    return did_you_mean(name, known) or f"the placeholders are: {', '.join(known)}"


def _source(path: str, text: str) -> SourceText:
    return SourceText(path, tuple(text.split("\n")))
