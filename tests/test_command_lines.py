"""Pipelines and their pages call statusgen as it can be called; elsewhere in the tests a stand-in takes anything."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml

from statusgen.cli import main
from statusgen.cli.pipelines import PIPELINES, pipeline_files

from shell import run

DOCS = Path(__file__).parents[1] / "docs"
PAGES = ("deploying.md", "notifying.md")
CALL = re.compile(r"(?<!-- )\bstatusgen ([^\n|;>&)]*)")
IF_SET = re.compile(r"\$\{\w+:\+([^}]*)\}")
"""Words that are there if a variable is."""
ADDRESS = re.compile(r"\$\w+_URL\b")
"""A variable whose value is read as an address."""


def strings(document: object) -> Iterator[str]:
    """Every string in a document of YAML or TOML, in which comments are gone."""
    match document:
        case dict():
            for value in document.values():
                yield from strings(value)
        case list():
            for value in document:
                yield from strings(value)
        case str():
            yield document


def of_file(path: Path) -> Iterator[str]:
    """What is run by a file of a pipeline."""
    text = path.read_text("utf-8")
    if path.suffix == ".yml":
        yield from strings(yaml.safe_load(text))
    elif path.suffix == ".toml":
        yield from strings(tomllib.loads(text))


def of_page(text: str) -> Iterator[str]:
    """What a page has to run: in its text and in blocks of a shell and of YAML."""
    for language, block in re.findall(r"^```(\w+)\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        if language in ("sh", "bash"):
            yield block
        elif language == "yaml":
            yield from strings(yaml.safe_load(block))
    yield from re.findall(r"`(statusgen [^`]*)`", text)


def calls(scripts: Iterator[str]) -> list[str]:
    """The arguments of each call of statusgen."""
    return [call.strip() for script in scripts for call in CALL.findall(IF_SET.sub(r"\1", script))]


def parse(call: str) -> None:
    """Reads a command line without obeying it; raises click.UsageError where it is wrong."""
    arguments = shlex.split(ADDRESS.sub("https://example.org", call.replace("NAME", "github")))
    context = click.Context(main, **main.context_settings)
    while isinstance(context.command, click.Group):
        name, *arguments = arguments
        command = context.command.get_command(context, name)
        assert command is not None, f"there is no command {name}"
        is_last = not isinstance(command, click.Group)
        context = command.make_context(name, arguments, context) if is_last else click.Context(command, context, name)


@pytest.mark.parametrize("name", PIPELINES)
def test_pipelines_call_it_rightly(name: str, tmp_path: Path) -> None:
    """Every command and option is there."""
    assert run("init", tmp_path, "--ci", name).exit_code == 0
    found = calls(string for path in pipeline_files(name) for string in of_file(tmp_path / path))
    assert any(call.startswith("build --") for call in found)
    for call in found:
        parse(call)


@pytest.mark.parametrize("page", PAGES)
def test_pages_about_pipelines_call_it_rightly(page: str) -> None:
    """Likewise."""
    found = calls(of_page((DOCS / page).read_text("utf-8")))
    assert any("--" in call for call in found)
    for call in found:
        parse(call)


@pytest.mark.parametrize("call", ["build --keep-on", "diff --json a b", "check --format gitlub", "buld", "theme cpy"])
def test_a_wrong_call_is_found(call: str) -> None:
    """So that the tests above mean something."""
    with pytest.raises((click.UsageError, AssertionError)):
        parse(call)
