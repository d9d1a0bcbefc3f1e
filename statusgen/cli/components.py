"""`-c NAME=STATE`: components on the command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from statusgen.authoring.desk import Desk, settings_of
from statusgen.cache.store import Cache
from statusgen.cli.words import Word, completed
from statusgen.diagnostics import Diagnostic, Span
from statusgen.model.components import Component, Components
from statusgen.model.names import Names
from statusgen.model.vocabulary import State
from statusgen.source.folder import SiteFolder

STATE = Word("state of a component", {state.slug: state for state in State})


def component_states(desk: Desk, written: Sequence[str], default: State | None) -> dict[str, State]:
    """What each `NAME=STATE` says, by the name to write; a name alone has the default state.

    Raises click.UsageError where a word means nothing, or a state is needed and missing.
    """
    found: dict[str, State] = {}
    for one in written:
        name, equals, word = one.rpartition("=")
        name, state = (name, _state(one, word)) if equals else (one, default)
        if state is None:
            raise click.UsageError(f"-c {one}: say its state too, as in {one}=operational")
        label = desk.names.label(named_component(desk.components, desk.names, name))
        if label in found:
            raise click.UsageError(f"-c {one}: '{label}' is named here a second time")
        found[label] = state
    return found


def _state(one: str, word: str) -> State:
    try:
        state: State = STATE.meant(word)
    except ValueError as error:
        raise click.UsageError(f"-c {one}: {error}") from error
    return state


def named_component(components: Components, names: Names, word: str) -> Component:
    """The component that a word means, whatever its case; raises click.UsageError where there is none."""
    found = names.find(word.strip(), Span("", 1, 1, 0, ""))
    if not isinstance(found, Diagnostic):
        return found
    alike = [c for c in components if word.strip().casefold() in (c.id.casefold(), c.name.casefold())]
    if len(alike) != 1:
        raise click.UsageError(f"-c {word}: {found.message}; {found.hint}")
    return alike[0]


def complete_states(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Ids of components; as soon as one is certain, with each of its states."""
    name, equals, word = incomplete.partition("=")
    found = complete_components(ctx, param, name)
    certain = [item for item in found if item.value == name] or found
    if len(certain) != 1:
        return [] if equals else found
    only = certain[0]
    return [CompletionItem(f"{only.value}={state}", help=only.help) for state in STATE.values if state.startswith(word)]


def _present_components(folder: Path) -> Iterator[tuple[str, str]]:
    for component in settings_of(SiteFolder(folder, Cache())):
        if component.retired is None:
            yield component.id, component.full_name


complete_components = completed(_present_components)
"""Offers the ids of components that are in use."""
