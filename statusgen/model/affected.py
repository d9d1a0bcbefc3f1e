"""`components:` in the front matter or in an update, as claims about components."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from statusgen.diagnostics import Diagnostic
from statusgen.model.frontmatter import texts_at
from statusgen.model.names import Names
from statusgen.model.report import Claim
from statusgen.model.vocabulary import STATE_OF_IMPACT, Impact, Kind, State
from statusgen.source.yamltext import YamlText


def read_claims(
    written: Mapping[str, str] | Sequence[str] | None,
    yaml: YamlText,
    names: Names | None,
    kind: Kind,
    impact: Impact | None,
) -> tuple[tuple[Claim, ...], list[Diagnostic]]:
    """What `components` claims, in the order written; names that mean nothing are left out."""
    if written is None or names is None:
        return (), []
    if isinstance(written, Mapping):
        pairs = [(name, State[state.upper()], yaml.key_at(("components", name))) for name, state in written.items()]
    else:
        state = _state_of_a_list(kind, impact)
        places = texts_at(yaml, "components")
        pairs = [(name, state, at) for at, name in zip(places, written, strict=True)]
    claims: dict[str, Claim] = {}
    diagnostics: list[Diagnostic] = []
    for name, state, at in pairs:
        found = names.find(name, at)
        if isinstance(found, Diagnostic):
            diagnostics.append(found)
        elif found.id in claims:
            message = f"'{name}' is named here a second time"
            diagnostics.append(Diagnostic(at, "duplicate-component", message, "name it once"))
        else:
            claims[found.id] = Claim(found.id, state)
    if diagnostics and (split := names.split_at_comma(_written_words(yaml))):
        name, *parts = split
        diagnostics = [d for d in diagnostics if d.at.text not in parts]
        diagnostics.append(_split_name(name, parts[0], yaml))
    return tuple(claims.values()), diagnostics


def _written_words(yaml: YamlText) -> list[str]:
    """The names as they are written, also those whose state is missing."""
    data = yaml.data["components"]
    return [word if isinstance(word, str) else "" for word in data]


def _split_name(name: str, first: str, yaml: YamlText) -> Diagnostic:
    data = yaml.data["components"]
    at = yaml.key_at(("components", first)) if isinstance(data, dict) else yaml.at(("components", data.index(first)))
    return Diagnostic(at, "split-name", f"the comma splits the name '{name}' in two", f'quote it: "{name}"')


def _state_of_a_list(kind: Kind, impact: Impact | None) -> State:
    if kind is Kind.MAINTENANCE:
        return State.UNDER_MAINTENANCE
    if kind is Kind.NOTICE:
        return State.OPERATIONAL
    return STATE_OF_IMPACT[impact] if impact is not None else State.DEGRADED_PERFORMANCE
