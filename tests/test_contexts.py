"""What templates are given is documented, and what is documented is what they are given."""

import types
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from statusgen.load.rehearsal import example_editions
from statusgen.outputs.chrome import SiteChrome
from statusgen.outputs.pages import CONTEXTS
from statusgen.outputs.trial import different_pages
from statusgen.theme import shipped_themes_folder
from statusgen.theme.templates.renderer import Renderer

import contexts
from building import Site, edition
from golden import SITES, outcome

Given = list[tuple[str, Mapping[str, object]]]


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Given:
    """Every template that the golden sites and the examples of the rehearsal render, and what it is given."""
    seen: Given = []
    original = Renderer.render

    def render(self: Renderer, name: str, given: Mapping[str, object]) -> bytes:
        seen.append((name, given))
        return original(self, name, given)

    site = Site(tmp_path_factory.mktemp("given") / "site")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Renderer, "render", render)
        for folder in sorted(SITES.iterdir()):
            outcome(folder)
        for example in example_editions(edition(site).theme, "en", ""):
            for output in different_pages(example, CONTEXTS):
                output.render()
    return seen


def dataclasses_in(value: object) -> Iterator[Any]:
    """Every dataclass in a value, itself included."""
    if is_dataclass(value):
        yield value
        for field in fields(value):
            yield from dataclasses_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from dataclasses_in(one)
    elif isinstance(value, Mapping):
        yield from dataclasses_in(tuple(value.values()))


def fits(value: object, hint: Any) -> bool:
    """Whether a value has the type that its field is annotated with."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return any(fits(value, one) for one in arguments)
    if origin is tuple:
        return isinstance(value, tuple) and all(fits(one, arguments[0]) for one in value)
    if origin is dict:
        return isinstance(value, dict) and all(
            fits(k, arguments[0]) and fits(v, arguments[1]) for k, v in value.items()
        )
    return isinstance(value, hint) and (hint is not int or not isinstance(value, bool))


def test_the_page_is_what_the_contexts_say() -> None:
    """`make golden` writes it."""
    text = contexts.PAGE.read_text("utf-8")
    assert contexts.rewritten(text) == text


def test_every_field_has_a_sentence() -> None:
    """With a capital, or a name, at its beginning, and a full stop at its end."""
    told = {
        f"{part.__name__}.{name}": sentence
        for part in contexts.documented()
        for name, sentence in contexts.sentences(part).items()
    }
    assert [
        name for name, said in told.items() if not (said[:1].isupper() or said[:1] in "`-") or said[-1:] != "."
    ] == []


def test_every_template_of_a_page_has_its_context() -> None:
    """Those of the default theme that are no part of others."""
    folder = shipped_themes_folder() / "default"
    assert {path.name for path in folder.iterdir() if path.is_file()} - {"base.html"} == set(CONTEXTS)


def test_a_template_is_given_page_and_site_and_nothing_else(given: Given) -> None:
    """And `page` is exactly what is documented for it."""
    assert {(name, *((key, type(value)) for key, value in sorted(what.items()))) for name, what in given} == {
        (name, ("page", context), ("site", SiteChrome)) for name, context in CONTEXTS.items()
    }


def test_every_value_has_the_type_of_its_field(given: Given) -> None:
    """At every depth."""
    hints = {part: get_type_hints(part) for part in contexts.documented()}
    wrong = {
        f"{type(part).__name__}.{field.name}"
        for _, what in given
        for value in what.values()
        for part in dataclasses_in(value)
        for field in fields(part)
        if not fits(getattr(part, field.name), hints[type(part)][field.name])
    }
    assert wrong == set()


def test_what_is_documented_is_what_is_given(given: Given) -> None:
    """Each dataclass that a template reaches, and no other one."""
    reached = {type(part) for _, what in given for value in what.values() for part in dataclasses_in(value)}
    assert reached == set(contexts.documented())
