"""The command line as a user has it, for the tests of commands."""

from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner, Result

from statusgen.cli import main


def run(*arguments: str | Path, text: str = "") -> Result:
    """The outcome of `statusgen ARGUMENTS` with this text on its standard input; bugs are raised."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=text)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def commands(name: str = "statusgen", command: click.Command = main) -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name, each before those in it; the program itself is the first."""
    yield name, command
    if isinstance(command, click.Group):
        for inner in command.list_commands(click.Context(command)):
            found = command.get_command(click.Context(command), inner)
            assert found is not None
            yield from commands(f"{name} {inner}", found)
