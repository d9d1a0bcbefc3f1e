"""`statusgen init`."""

import shlex
from collections.abc import Mapping
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path
from string import Template

import click

from statusgen.cli.moment import read_clock
from statusgen.diagnostics import StatusgenError
from statusgen.model.schema import FORMS, schema_text

_GITIGNORE = ".gitignore"


@click.command()
@click.argument("directory", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.pass_obj
def command(folder: Path, directory: Path) -> None:
    """Begin a new site in DIR, or right here.

    It writes a components.yaml to fill in, and one incident of yesterday as
    an example; both explain themselves. Editors complete and check them by
    the JSON Schemas in schemas/. The site builds and passes its checks at
    once. Nothing that is there already is overwritten; a .gitignore is
    added to.

    \b
      statusgen init demo
      statusgen -C demo serve
    """
    target = folder / directory
    new = _new_files(read_clock())
    taken = [name for name in new if name != _GITIGNORE and (target / name).exists()]
    if taken:
        raise StatusgenError(f"{target} has {' and '.join(taken)} already, so nothing was written")
    try:
        _write(target, new)
    except OSError as error:
        raise StatusgenError(f"cannot write {error.filename}: {error.strerror}") from error
    for name in new:
        click.echo(f"Wrote {target / name}")
    click.echo("\nNext:")
    if directory != Path():
        click.echo(f"  cd {shlex.quote(str(target))}")
    click.echo(
        "  statusgen check    tells whether everything is right\n"
        "  statusgen serve    shows the site and follows your changes\n"
        "  statusgen build    writes it to _site/"
    )


def _new_files(now: datetime) -> Mapping[str, str]:
    """What a new site consists of: path to text."""
    source = files("statusgen.cli") / "new_site"
    day = f"{now - timedelta(days=1):%Y-%m-%d}"

    def text(name: str) -> str:
        return (source / name).read_text(encoding="utf-8")

    return {
        "components.yaml": text("components.yaml"),
        f"incidents/{day[:4]}/{day}-slow-api.md": Template(text("incident.md")).substitute(day=day),
        "incidents/README.md": text("README.md"),
        **{f"schemas/{name}.json": schema_text(name) for name in FORMS},
        _GITIGNORE: text("gitignore"),
    }


def _write(target: Path, new: Mapping[str, str]) -> None:
    for name, text in new.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name == _GITIGNORE and path.exists():
            _add_lines(path, text.splitlines())
        else:
            with path.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)


def _add_lines(path: Path, lines: list[str]) -> None:
    """Adds those of `lines` to a file that it does not have yet; the rest of it stays byte for byte."""
    known = path.read_bytes()
    have = {line.strip() for line in known.splitlines()}
    missing = [line.encode() for line in lines if line.encode() not in have]
    if missing:
        gap = b"" if known.endswith(b"\n") or not known else b"\n"
        path.write_bytes(known + gap + b"\n".join(missing) + b"\n")
