"""`statusgen init`."""

import re
import shlex
from collections.abc import Mapping
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path
from string import Template

import click

from statusgen.cli.moment import read_clock
from statusgen.cli.pipelines import AT_THE_TOP, PIPELINES, REQUIREMENTS, pipeline_files
from statusgen.diagnostics import StatusgenError
from statusgen.git import Repository
from statusgen.model.schema import FORMS, schema_text
from statusgen.theme import shipped_theme_names

_SETTINGS, _GITIGNORE = "components.yaml", ".gitignore"
_ADDED_TO = (_GITIGNORE, REQUIREMENTS)
_THEMES = shipped_theme_names()
_NO_THEME = "# theme: default"
"""What the settings of a new site say where no theme is named."""


@click.command()
@click.argument("directory", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option(
    "--ci",
    metavar="NAME",
    type=click.Choice(PIPELINES),
    help=f"Also write what publishes it: {', '.join(PIPELINES)}.",
)
@click.option(
    "--theme",
    metavar="NAME",
    type=click.Choice(_THEMES),
    help=f"Begin with this theme: {', '.join(_THEMES)}.",
)
@click.pass_obj
def command(folder: Path, directory: Path, ci: str | None, theme: str | None) -> None:
    """Begin a new site in DIR, or right here.

    It writes a components.yaml to fill in, and one incident of yesterday as
    an example; both explain themselves. Editors complete and check them by
    the JSON Schemas in schemas/. The site builds and passes its checks at
    once.

    With --ci it also writes a pipeline that checks pull requests, and
    publishes on every merge and every 15 minutes. Where there is a site
    already, it adds the pipeline alone.

    With --theme its pages look like that shipped theme.

    Nothing that is there already is overwritten; a .gitignore and a
    requirements.txt are added to. Check there where the pipeline gets
    statusgen from.

    \b
      statusgen init demo --ci github
      statusgen -C demo serve
    """
    target = folder / directory
    if ci in AT_THE_TOP and _is_below_the_top(target):
        raise click.UsageError(
            f"{target} is a folder of a larger repository, and {ci} pipelines are found at its top alone: write one "
            f"outside of it with 'statusgen init /tmp/new --ci {ci}', and move it to the top as docs/deploying.md "
            "tells under 'A site in a folder of a larger repository'"
        )
    is_there = (target / _SETTINGS).exists()
    if is_there and theme is not None:
        raise click.UsageError(f"{target} is a site already: write 'theme: {theme}' under 'page:' in its {_SETTINGS}")
    has_site = ci is not None and is_there
    new = {**({} if has_site else _new_files(read_clock(), theme)), **(_new_pipeline(ci, target) if ci else {})}
    taken = [name for name in new if name not in _ADDED_TO and (target / name).exists()]
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
    if REQUIREMENTS in new:
        click.echo("  check in requirements.txt where the pipeline gets statusgen from")
    if ci:
        click.echo("  read on top of each file of the pipeline what to set once")
    if not has_site:
        click.echo(
            "  statusgen check    tells whether everything is right\n"
            "  statusgen serve    shows the site and follows your changes\n"
            "  statusgen build    writes it to _site/"
        )


def _is_below_the_top(target: Path) -> bool:
    """Whether a folder, which need not be there yet, is in a git repository and not its top."""
    there = next(path for path in (target.resolve(), *target.resolve().parents) if path.is_dir())
    try:
        prefix = Repository(there).prefix
    except StatusgenError:
        return False
    return bool(prefix) or there != target.resolve()


def _new_files(now: datetime, theme: str | None) -> Mapping[str, str]:
    """What a new site consists of: path to text."""
    source = files("statusgen.cli") / "new_site"
    day = f"{now - timedelta(days=1):%Y-%m-%d}"

    def text(name: str) -> str:
        return (source / name).read_text(encoding="utf-8")

    return {
        _SETTINGS: text("components.yaml").replace(_NO_THEME, f"theme: {theme}" if theme else _NO_THEME),
        f"incidents/{day[:4]}/{day}-slow-api.md": Template(text("incident.md")).substitute(day=day),
        "incidents/README.md": text("README.md"),
        **{f"schemas/{name}.json": schema_text(name) for name in FORMS},
        _GITIGNORE: text("gitignore"),
    }


def _new_pipeline(name: str, target: Path) -> Mapping[str, str]:
    """What a pipeline consists of, without requirements where those that are there name statusgen."""
    requirements = target / REQUIREMENTS
    is_named = requirements.exists() and re.search(rb"(?m)^statusgen\b", requirements.read_bytes())
    return {path: text for path, text in pipeline_files(name).items() if path != REQUIREMENTS or not is_named}


def _write(target: Path, new: Mapping[str, str]) -> None:
    for name, text in new.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name in _ADDED_TO and path.exists():
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
