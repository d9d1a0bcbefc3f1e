"""The command line as a user has it, for the tests of commands."""

from pathlib import Path

from click.testing import CliRunner, Result

from statusgen.cli import main


def run(*arguments: str | Path, text: str = "") -> Result:
    """The outcome of `statusgen ARGUMENTS` with this text on its standard input; bugs are raised."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=text)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result
