"""The command line: the only place that prints, asks, or reads the clock."""

import errno
import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

import click

from statusgen import __version__
from statusgen.cli.text import visible
from statusgen.diagnostics import StatusgenError

COMMANDS = {
    "init": "statusgen.cli.init",
    "new": "statusgen.cli.new",
    "schedule": "statusgen.cli.schedule",
    "update": "statusgen.cli.update",
    "resolve": "statusgen.cli.resolve",
    "postmortem": "statusgen.cli.postmortem",
    "check": "statusgen.cli.check",
    "build": "statusgen.cli.build",
    "serve": "statusgen.cli.serve",
    "status": "statusgen.cli.status",
    "list": "statusgen.cli.listing",
    "diff": "statusgen.cli.diff",
    "next-change": "statusgen.cli.next_change",
    "theme": "statusgen.cli.theme",
    "schema": "statusgen.cli.schema",
}
"""Every command and the module whose `command` it is, in the order of `--help`."""


class Commands(click.Group):
    """A group that imports a command only when it is needed, and turns failures into exit codes."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Runs the program, or tells a shell how to complete it."""
        if "_STATUSGEN_COMPLETE" in os.environ:
            import_module("statusgen.cli.completion").join_words_of_bash()
        return super().main(*args, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, if there is one."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """What the command returns; the world's failures are one line and exit code 3."""
        try:
            return super().invoke(ctx)
        except StatusgenError as error:
            click.echo(f"statusgen: error: {visible(str(error))}", err=True)
            sys.exit(3)
        except click.UsageError as error:
            told = StringIO()
            error.show(told)
            click.echo("\n".join(map(visible, told.getvalue().rstrip("\n").split("\n"))), err=True)
            sys.exit(error.exit_code)
        except KeyboardInterrupt:
            sys.exit(130)
        except BrokenPipeError:
            # Nobody reads on; without this, Python complains once more when it flushes at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(141)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            # What is written to may be the terminal's file itself; then this line is lost too.
            with suppress(OSError):
                click.echo("statusgen: error: no space left to write to", err=True)
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(3)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C",
    "folder",
    metavar="DIR",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Act as if started in DIR.",
)
@click.version_option(__version__, prog_name="statusgen", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context, folder: Path) -> None:
    """Turn incident reports, written as Markdown, into a static status site.

    A site is a folder with components.yaml and incidents/. To begin:

    \b
      statusgen init demo
      statusgen -C demo serve

    Exit codes: 0 done, 1 the content has errors, 2 wrong use, 3 the world
    failed (disk, port, git).
    """
    if reconfigure := getattr(sys.stdout, "reconfigure", None):
        # A terminal that lacks a letter of some title is no reason to fail.
        reconfigure(errors="backslashreplace")
    # Facts are many and have no circles: looking for some took a third of a build that had nothing to write.
    gc.set_threshold(100_000, 20, 100)
    ctx.obj = folder
