"""`statusgen schema`."""

import click

from statusgen.model.schema import FORMS, schema_text


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(list(FORMS)))
def command(form: str) -> None:
    """Print the JSON Schema of a file format, for editors.

    FORMAT is 'components' or 'incident'. Editors complete and check what
    you write by it. 'statusgen init' writes both into a new site; after an
    update of statusgen:

    \b
      statusgen schema components > schemas/components.json
      statusgen schema incident > schemas/incident.json
    """
    click.echo(schema_text(form), nl=False)
