"""What a writer has to say, as values for a template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from statusgen.authoring.desk import Desk, NotFoundError
from statusgen.editing.proof import EditRefusedError
from statusgen.editing.templates import PLACEHOLDERS, Template, Value
from statusgen.editing.words import yaml_block, yaml_states, yaml_text, yaml_window
from statusgen.i18n import Language
from statusgen.model.frontmatter import ATTRIBUTE_KEYS
from statusgen.model.times import time_text
from statusgen.model.vocabulary import Impact, State, Status

Edit = Callable[[str], str]
"""Lets the writer change a text before it is proven."""


def as_it_is(text: str) -> str:
    """No change."""
    return text


@dataclass(frozen=True, slots=True)
class News:
    """What is to be written; empty where the writer says nothing of it."""

    at: datetime
    """When it is told."""
    status: Status
    insists: bool = False
    """Whether it is that status and no other, whatever a template says."""
    title: str = ""
    message: str = ""
    """Markdown; where it is empty, a sentence that goes with the status stands in its place."""
    impact: Impact | None = None
    states: Mapping[str, State] = field(default_factory=dict)
    """By the names of components, as they are to be written."""
    start: datetime | None = None
    end: datetime | None = None


def values_of(desk: Desk, template: Template, news: News) -> dict[str, Value]:
    """What the placeholders of a template stand for."""
    if any(0xD800 <= ord(c) <= 0xDFFF for c in news.title + news.message):
        raise EditRefusedError("the title or the text is not UTF-8")
    zone, title = desk.page.zone, " ".join(news.title.split())
    said = {
        "title": Value(title, yaml_text(title) if title else ""),
        "status": Value(news.status.heading),
        "time": Value(time_text(news.at, zone)),
        "impact": Value(news.impact.slug if news.impact is not None else ""),
        "components": Value(yaml_states(news.states), yaml_block(news.states)),
        "names": Value(", ".join(map(yaml_text, news.states))),
        "window": Value(yaml_window(news.start, news.end, zone)),
        "message": Value(_message(news) or _sentence(template, news, desk.language)),
    }
    return dict.fromkeys(PLACEHOLDERS, Value("")) | said


def refuse_what_does_not_fit(template: Template, news: News, *, is_edited: bool) -> None:
    """Raises NotFoundError where the writer says what the template has no place for, or nothing where it has to."""
    said = {
        "title": bool(news.title),
        "impact": news.impact is not None,
        "components": bool(news.states),
        "window": bool(news.start or news.end),
        "message": bool(news.message),
    }
    is_missing = "message" in template.placeholders and not news.message and not has_sentence(template, news)
    if is_missing and not is_edited:
        raise NotFoundError("say what is new: with -m TEXT, on standard input, or with --edit")
    places = template.placeholders | ({"components"} if "names" in template.placeholders else set())
    missing = [name for name, is_said in said.items() if is_said and name not in places]
    if missing:
        words = " and ".join(f"{{{{ {name} }}}}" for name in missing)
        raise NotFoundError(f"the template '{template.name}' has no place for this: put {words} into it")


def has_sentence(template: Template, news: News) -> bool:
    """Whether there is something to say where the writer says nothing: the status is not the template's own."""
    return news.status in _SENTENCES and "status" in template.placeholders


def _sentence(template: Template, news: News, language: Language) -> str:
    return _SENTENCES[news.status](language) if has_sentence(template, news) else ""


def _message(news: News) -> str:
    text = "\n".join(line.rstrip() for line in news.message.splitlines()).strip("\n")
    if not text and news.message:
        raise EditRefusedError("the text is empty")
    first = text.split("\n", 1)[0].lstrip(" {'\"")
    for key in ATTRIBUTE_KEYS:
        if first.startswith(key) and first[len(key) :].lstrip(" '\"").startswith(":"):
            raise EditRefusedError(f"a text that begins with '{key}:' would be read as an attribute: word it otherwise")
    return text


def minute(at: datetime, not_before: datetime | None = None) -> datetime:
    """The minute that an instant is in; where that is too early, the instant itself or the earliest allowed."""
    begun = at.replace(second=0, microsecond=0)
    return begun if not_before is None or begun >= not_before else max(at, not_before)


_SENTENCES: dict[Status, Callable[[Language], str]] = {
    Status.INVESTIGATING: lambda say: say.gettext("We are investigating this problem."),
    Status.IDENTIFIED: lambda say: say.gettext("We know the cause and are working on a fix."),
    Status.MONITORING: lambda say: say.gettext("A fix is in place, and we are watching whether it holds."),
    Status.RESOLVED: lambda say: say.gettext("The problem is resolved."),
    Status.SCHEDULED: lambda say: say.gettext("We have planned this maintenance."),
    Status.IN_PROGRESS: lambda say: say.turn(Status.IN_PROGRESS),
    Status.VERIFYING: lambda say: say.gettext("The work is done, and we are verifying that all is well."),
    Status.COMPLETED: lambda say: say.turn(Status.COMPLETED),
    Status.CANCELLED: lambda say: say.gettext("This maintenance has been cancelled."),
    Status.CLOSED: lambda say: say.gettext("This notice is closed."),
}
"""What to say where the writer says nothing; for the other statuses, the writer has to."""
