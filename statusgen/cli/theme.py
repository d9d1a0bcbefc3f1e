"""`statusgen theme`."""

import click

from statusgen.cli import themecopy, themediff


@click.group()
def command() -> None:
    """Make the theme your own, and keep up with the shipped one.

    A site's own files are in themes/NAME/, where NAME is page.theme. Each
    takes the place of the shipped file of that name.

    \b
      statusgen theme copy report.html
      statusgen theme diff
    """


command.add_command(themecopy.command, "copy")
command.add_command(themediff.command, "diff")
