"""Theme folders, read once: the templates, the assets under their published names, and a fingerprint.

A file is looked up in the site's `themes/NAME`, then the shipped `NAME`, then the shipped `default`.
The prefix `default/` always means the shipped default, so an override can extend what it replaces.
"""

import hashlib
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path, PurePosixPath
from typing import Any, cast

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError

from statusgen.diagnostics import StatusgenError

DEFAULT = "default"
_ASSETS = "assets/"


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """A file of a theme, as it was when the theme was read."""

    location: str
    """Where it lies on this machine, for messages only."""
    content: bytes


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that the theme publishes as it is."""

    name: str
    """Its path below `assets/` in the theme's folder, such as `style.css`."""
    path: str
    """Its path in the site, which changes with its content: `assets/style.0f1e2d3c4b.css`."""
    content: bytes


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything a theme is made of, overrides applied."""

    name: str
    templates: Mapping[str, ThemeFile]
    """By the name that templates call each other; those of the shipped default also as `default/…`."""
    assets: tuple[Asset, ...]
    """Sorted by name."""
    fingerprint: str
    """A digest of every template and asset, names included."""

    def environment(self, translations: NullTranslations) -> Environment:
        """A Jinja environment over the templates, which speaks the language of `translations`."""
        environment = Environment(
            loader=FunctionLoader(self._source),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
            extensions=["jinja2.ext.i18n"],
        )
        # The extension adds this method to the environment at run time.
        cast(Any, environment).install_gettext_translations(translations, newstyle=True)
        return environment

    def place_of(self, error: TemplateError) -> str:
        """The file and line of a template that a rendering error comes from."""
        if isinstance(error, TemplateSyntaxError):
            return f"{error.filename or error.name}:{error.lineno}"
        locations = {file.location for file in self.templates.values()}
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename in locations]
        return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else self.name

    def _source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        file = self.templates.get(name)
        if file is None:
            return None
        try:
            return file.content.decode("utf-8"), file.location, lambda: True
        except UnicodeDecodeError as error:
            raise StatusgenError(f"{file.location}: this template is not UTF-8") from error


def load_theme(name: str, site_folder: Path) -> Theme:
    """The theme called `name` as the site in `site_folder` sees it."""
    shipped = shipped_themes_folder()
    own = [site_folder / "themes" / name, shipped / name]
    if not _is_folder_name(name) or not any(folder.is_dir() for folder in own):
        raise StatusgenError(f"unknown theme '{name}': there is no folder {own[0]}")
    base = _read_files(shipped / DEFAULT)
    files = base | _read_files(own[1]) | _read_files(own[0])
    templates = _templates(files, base)
    assets = _assets(files)
    return Theme(name, templates, assets, _fingerprint(templates, assets))


def theme_names(site_folder: Path) -> tuple[str, ...]:
    """The themes that a site can name, sorted: its own and the shipped ones."""
    folders = [folder for folder in (site_folder / "themes", shipped_themes_folder()) if folder.is_dir()]
    return tuple(sorted({path.name for folder in folders for path in folder.iterdir() if path.is_dir()}))


def shipped_themes_folder() -> Path:
    """The themes that come with statusgen: inside the package in a wheel, beside it in a checkout."""
    package = Path(__file__).resolve().parent
    for folder in (package / "themes", package.parent / "themes"):
        if (folder / DEFAULT).is_dir():
            return folder
    raise StatusgenError(f"the default theme is missing from {package}; please reinstall statusgen")


def _is_folder_name(name: str) -> bool:
    return name not in ("", ".", "..") and not set(name) & set("/\\\0")


def _read_files(folder: Path) -> dict[str, ThemeFile]:
    """Every file below `folder` that is not hidden, by its path there; none if there is no such folder."""
    files: dict[str, ThemeFile] = {}
    try:
        for path in sorted(folder.rglob("*")):
            relative = path.relative_to(folder)
            if path.is_file() and not any(part.startswith(".") for part in relative.parts):
                files[relative.as_posix()] = ThemeFile(str(path), path.read_bytes())
    except OSError as error:
        raise StatusgenError(f"cannot read {error.filename}: {error.strerror}") from error
    return files


def _templates(files: Mapping[str, ThemeFile], base: Mapping[str, ThemeFile]) -> dict[str, ThemeFile]:
    """What is no asset, by the name that templates call it; `base` is the shipped default."""
    merged = {p: file for p, file in files.items() if not p.startswith((_ASSETS, f"{DEFAULT}/"))}
    return merged | {f"{DEFAULT}/{p}": file for p, file in base.items() if not p.startswith(_ASSETS)}


def _assets(files: Mapping[str, ThemeFile]) -> tuple[Asset, ...]:
    names = sorted(path.removeprefix(_ASSETS) for path in files if path.startswith(_ASSETS))
    return tuple(_asset(name, files[_ASSETS + name].content) for name in names)


def _asset(name: str, content: bytes) -> Asset:
    path = PurePosixPath(name)
    digest = hashlib.sha256(content).hexdigest()[:10]
    return Asset(name, f"{_ASSETS}{path.with_name(f'{path.stem}.{digest}{path.suffix}')}", content)


def _fingerprint(templates: Mapping[str, ThemeFile], assets: tuple[Asset, ...]) -> str:
    digest = hashlib.sha256()
    for name in sorted(templates):
        digest.update(f"template\0{name}\0".encode() + hashlib.sha256(templates[name].content).digest())
    for asset in assets:
        digest.update(f"asset\0{asset.name}\0".encode() + hashlib.sha256(asset.content).digest())
    return digest.hexdigest()
