"""The JSON Schemas agree with the reader about everything that a schema can say."""

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from complaints_a_m import A_TO_M
from complaints_n_z import N_TO_Z
from jsonschema import Draft202012Validator

from statusgen.diagnostics import Severity
from statusgen.model.names import Names
from statusgen.model.reading import read_report
from statusgen.model.schema import FORMS, schema_of
from statusgen.model.times import zone

from judges import node
from shell import run
from writing import example, settings, source

ROOT = Path(__file__).parent.parent
FOLDERS = (ROOT, *sorted((ROOT / "tests/sites").iterdir()))
WRITTEN = [
    path.read_text("utf-8")
    for folder in FOLDERS
    for path in (folder / "components.yaml", *sorted((folder / "incidents").rglob("*.md")))
    if path.name != "README.md"
]
EXAMPLES = [
    content
    for several in (A_TO_M | N_TO_Z).values()
    for one in several
    for both in (one.wrong, one.right)
    for content in (both.values() if isinstance(both, dict) else (both,))
    if isinstance(content, str)
]

BEYOND = {
    "ambiguous-component": "a name's group is in components.yaml",
    "ambiguous-time": "zones change their clocks",
    "bad-alias": "the names of lists are reserved in any case of letters",
    "bad-date": "the calendar and the range of years; the shape is in the schema",
    "bad-id": "the names of lists are reserved, and ids are made of names",
    "bad-started": "it depends on the updates",
    "bad-url": "only a parser knows what is between '[' and ']'",
    "duplicate-component": "a component has several names",
    "duplicate-key": "the last of them wins before a schema is asked",
    "duplicate-name": "names are unique in a file",
    "end-before-start": "no schema compares two times",
    "group-as-component": "it is in components.yaml",
    "impossible-time": "zones change their clocks",
    "lost-comment": "YAML drops it before a schema is asked",
    "no-update": "it is about the text",
    "split-name": "the name is in components.yaml",
    "taken-path": "the list of our own addresses is long",
    "unclosed-front-matter": "where it ends is no part of it",
    "unknown-component": "it is in components.yaml",
}
"""What the reader says about the front matter or components.yaml and no schema can, and why."""


class Yaml12(yaml.SafeLoader):
    """YAML as the language server reads it, by the core schema of YAML 1.2."""


Yaml12.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)", "-+0123456789."),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), list(first))
Yaml12.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


def seen(value: Any) -> Any:
    """A value as JSON has it: keys are text, and so are dates."""
    if isinstance(value, dict):
        return {str(key): seen(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [seen(item) for item in value]
    return str(value) if isinstance(value, date) else value


@cache
def validator(form: str) -> Draft202012Validator:
    """The judge of a format."""
    return Draft202012Validator(schema_of(form))


def accepted(form: str, text: str, loader: type[yaml.SafeLoader] = Yaml12) -> bool | None:
    """Whether the schema accepts what a loader makes of the YAML; None where that is no YAML."""
    try:
        value = seen(yaml.load(text, loader))  # noqa: S506
    except yaml.YAMLError:
        return None
    return validator(form).is_valid(value)


def read(content: str) -> tuple[str, str, set[str]] | None:
    """Which format a file is in, its YAML, and the codes of the errors that the reader finds in it."""
    if content.startswith("---\n"):
        front, end, _ = content.removeprefix("---\n").partition("\n---\n")
        last = front.count("\n") + 2
        found, _ = read_report(source(content), Names(example()), zone("Europe/Oslo"))
        errors = {d.code for d in found.diagnostics if d.severity is Severity.ERROR and d.at.line <= last}
        return ("incident", front, errors) if end else None
    if re.search("(?m)^page:", content):
        return "components", content, {d.code for d in settings(content)[1] if d.severity is Severity.ERROR}
    return None


FILES = [known for content in (*WRITTEN, *EXAMPLES) if (known := read(content))]


@pytest.mark.parametrize("loader", [yaml.SafeLoader, Yaml12])
def test_what_the_reader_accepts_the_schema_accepts(loader: type[yaml.SafeLoader]) -> None:
    """In all test sites, the demo and the right examples of every diagnostic, for YAML 1.1 and 1.2."""
    good = [(form, text) for form, text, errors in FILES if not errors]
    assert len(good) > 100
    assert not [text for form, text in good if not accepted(form, text, loader)]


def test_what_the_reader_refuses_the_schema_refuses() -> None:
    """Unless it is nothing that a schema can know; and none of these excuses is idle."""
    passed = [(text, errors) for form, text, errors in FILES if errors and accepted(form, text)]
    assert not [text for text, errors in passed if not errors & set(BEYOND)]
    assert {code for _, errors in passed for code in errors} == set(BEYOND)


@pytest.mark.parametrize("form", FORMS)
def test_a_schema_is_one(form: str) -> None:
    """Of draft 2020-12, with patterns that every engine reads alike, a word on each key, and no key besides."""
    schema = schema_of(form)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for model in (schema, *schema["$defs"].values()):
        assert model["additionalProperties"] is False
        assert model["description"]
        assert all(inner["description"] for inner in model["properties"].values())
    assert run("schema", form).output == json.dumps(schema, indent=2) + "\n"


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("components", "page: {name: 404, url: http://a}"),
        ("components", "page: {name: true, url: http://a, language: no, id: 1, theme: 2024}"),
        ("components", "page: {name: A, url: ' https://a.example/x '}\ncomponents: [{name: 1.5, id: 0123}]"),
        ("components", "page: {name: A, url: http://a, uptime: 'false'}\ncomponents: [{name: A, since: 2021-08-27}]"),
        ("components", "page: {name: A, url: http://a, support: mailto:a@b}\ncomponents: [{name: A, aliases: []}]"),
        ("incident", "title: 500\nid: 0123\ntags: [1, no, 2025-08-05]\naliases: [/a/b/, 7]\ndraft: true"),
        ("incident", "title: A\ncomponents: {404: major_outage}"),
        ("incident", "title: A\nstarted: 2025-08-05   09:00:00 +0200\nended: 2025-08-05T10:00Z"),
    ],
)
def test_what_yaml_takes_for_more_than_text_is_accepted(form: str, text: str) -> None:
    """A number, a date or a truth value where the reader sees a text."""
    assert all(accepted(form, text, loader) for loader in (yaml.SafeLoader, Yaml12))


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("components", "page: {name: [A], url: http://a}"),
        ("components", "page: {name: A, url: 'http://a?b'}"),
        ("components", "page: {name: A, url: http://a, logo: a/../../b}"),
        ("components", "page: {name: A, url: http://a}\ncomponents: {A: b}"),
        ("components", "page: {name: A, url: http://a}\ncomponents: [{name: A, components: [{name: B, uptime: 1}]}]"),
        ("components", "page: {name: A, url: http://a}\ncomponents: [{name: A, since: 2021}]"),
        ("components", "page: {name: A, url: http://a, stale_after: 12}"),
        ("incident", "title:"),
        ("incident", "title: ' '"),
        ("incident", "title: A\nkind: notice\nstarted: 2025-08-05 09:00Z"),
        ("incident", "title: A\nkind: maintenance\nscheduled: {start: 2025-08-05 09:00Z}"),
        ("incident", "title: A\nautomatic: false"),
    ],
)
def test_further_mistakes_are_refused(form: str, text: str) -> None:
    """Shapes, patterns, and keys of another kind."""
    assert accepted(form, text) is False


def test_an_editor_complains_in_a_new_site(tmp_path: Path) -> None:
    """The language server finds the schema by the comment on top, and says in our words what to write."""
    assert run("-C", tmp_path, "init").exit_code == 0
    settings = tmp_path / "components.yaml"
    script = Path(__file__).parent / "npm/edit_yaml.cjs"
    assert json.loads(node(script, str(settings))) == []
    wrong = settings.read_text("utf-8").replace(
        "timezone: UTC", "timezone: Oslo\n  uptime: maybe\n  stale_after: 2 days"
    )
    settings.write_text(wrong.replace("id: api", "ident: api"), "utf-8")
    line = {word: n for n, text in enumerate(settings.read_text("utf-8").splitlines(), 1) for word in text.split()[:1]}
    assert sorted(json.loads(node(script, str(settings)))) == [
        [line["timezone:"], "there is no time zone of that name"],
        [line["uptime:"], "write true or false"],
        [line["stale_after:"], "write it as 30m, 12h or 2d"],
        [line["ident:"], "Property ident is not allowed."],
    ]
