"""The boxes of task lists, and what a postmortem's action items tell of themselves."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from statusgen.i18n import Language
from statusgen.model.actions import Action, ActionKind
from statusgen.source.tasks import resolve_tasks


def with_tasks(html: str, actions: tuple[Action, ...], language: Language) -> str:
    """The HTML with every box and, of action items, their owners, dates and kinds, in the page's language.

    `actions` are those of the text's tasks, in their order; other texts have none.
    """

    def about(number: int) -> str | None:
        return (
            str(details(actions[number], language)) if number < len(actions) and actions[number].has_details else None
        )

    return resolve_tasks(html, lambda is_done: str(box(is_done, language)), about)


def box(is_done: bool, language: Language) -> Markup:
    """A box that is seen and heard, with and without our style."""
    name, state, sign = (
        ("box done", language.gettext("Done"), "☑") if is_done else ("box", language.gettext("Open"), "☐")
    )
    return Markup('<span class="{}" role="img" aria-label="{}">{}</span> ').format(name, state, sign)


def details(action: Action, language: Language) -> Markup:
    """`@alice · due Mar 20, 2026 · prevent`, on a line of its own."""
    return Markup("<br><small>{}</small>").format(Markup(" · ").join(_details(action, language)))


def _details(action: Action, language: Language) -> Iterator[Markup]:
    for owner in action.owners:
        yield Markup("<bdi>@{}</bdi>").format(owner)
    if action.due is not None:
        day = Markup('<time datetime="{}">{}</time>').format(action.due.isoformat(), language.day(action.due))
        yield Markup(language.gettext("due %(day)s")) % {"day": day}  # noqa: S704 (a message of ours)
    if action.kind is not None:
        yield Markup("{}").format(_kind(action.kind, language))


def _kind(kind: ActionKind, language: Language) -> str:
    return {
        ActionKind.PREVENT: language.gettext("prevent"),
        ActionKind.DETECT: language.gettext("detect"),
        ActionKind.MITIGATE: language.gettext("mitigate"),
    }[kind]
