"""The site's own templates of reports, in its folder `templates/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from statusgen.diagnostics import Diagnostic
from statusgen.editing.templates import template_problems
from statusgen.source.files import find_files, not_followed
from statusgen.source.folder import SiteFolder
from statusgen.source.text import SourceText, decode

_FOLDER = "templates"


def own_templates(root: Path) -> Mapping[str, str]:
    """The path of each template by its name; those in folders of their own are none."""
    files = (path for path in find_files(root, _FOLDER).files if path.endswith(".md") and path.count("/") == 1)
    return {path.removeprefix(f"{_FOLDER}/").removesuffix(".md"): path for path in files}


def read_template(folder: SiteFolder, path: str) -> tuple[SourceText, tuple[Diagnostic, ...]]:
    """A template's text, and what is wrong with it."""
    source, problems = decode(path, folder.read_source(path))
    return source, (*problems, *template_problems(source))


def templates_problems(folder: SiteFolder) -> Iterator[Diagnostic]:
    """What is wrong with any of them; no published page depends on it."""
    for path in own_templates(folder.root).values():
        yield from read_template(folder, path)[1]
    yield from map(not_followed, find_files(folder.root, _FOLDER).links)
