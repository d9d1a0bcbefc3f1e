"""Theme folders, read once: the templates, the assets under their published names, and a fingerprint.

A file is looked up in the site's `themes/NAME`, then the shipped `NAME`, then the shipped `default`.
The prefix `default/` always means the shipped default, so an override can extend what it replaces.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path, PurePosixPath

from rcssmin import cssmin

from statusgen.diagnostics import Diagnostic, StatusgenError
from statusgen.theme.checks import template_problems
from statusgen.theme.faults import BrokenTemplateError
from statusgen.theme.folder import ASSETS, ThemeFile, asset_clashes, read_own, read_shipped
from statusgen.theme.renderer import Renderer

__all__ = ["Asset", "BrokenTemplateError", "Theme", "ThemeFile", "load_theme", "shipped_themes_folder", "theme_names"]

DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that the theme publishes."""

    name: str
    """Its path below `assets/` in the theme's folder, such as `style.css`."""
    path: str
    """Its path in the site, which changes with its content: `assets/style.0f1e2d3c4b.css`."""
    content: bytes
    """As it is published: a stylesheet without comments and needless blanks."""


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
    problems: tuple[Diagnostic, ...] = ()
    """What is wrong with the site's own files, so far as that shows without rendering."""

    @property
    def has_own_templates(self) -> bool:
        """Whether any template is the site's own."""
        return any(file.is_own for file in self.templates.values())

    def renderer(self, translations: NullTranslations) -> Renderer:
        """What makes pages of the templates, in the language of `translations`."""
        return Renderer(self.templates, translations)


def load_theme(name: str, site_folder: Path) -> Theme:
    """The theme called `name` as the site in `site_folder` sees it."""
    if name not in theme_names(site_folder):
        raise StatusgenError(f"unknown theme '{name}': there is no folder {site_folder / 'themes' / name}")
    shipped = shipped_themes_folder()
    base = read_shipped(shipped / DEFAULT)
    own, problems = read_own(site_folder, name)
    files = base | (read_shipped(shipped / name) if name != DEFAULT else {}) | own
    templates = _templates(files, base)
    assets = _assets(files)
    problems += [*asset_clashes(files), *template_problems(templates)]
    return Theme(name, templates, assets, _fingerprint(templates, assets), tuple(sorted(problems)))


def theme_names(site_folder: Path) -> tuple[str, ...]:
    """The themes that a site can name, sorted: its own and the shipped ones."""
    folders = [folder for folder in (site_folder / "themes", shipped_themes_folder()) if folder.is_dir()]
    return tuple(sorted({path.name for folder in folders for path in folder.iterdir() if path.is_dir()}))


def shipped_themes_folder() -> Path:
    """The themes that come with statusgen: inside the package in a wheel, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "themes", package.parent / "themes"):
        if (folder / DEFAULT).is_dir():
            return folder
    raise StatusgenError(f"the default theme is missing from {package}; please reinstall statusgen")


def _templates(files: Mapping[str, ThemeFile], base: Mapping[str, ThemeFile]) -> dict[str, ThemeFile]:
    """What is no asset, by the name that templates call it; `base` is the shipped default."""
    merged = {p: file for p, file in files.items() if not p.startswith((ASSETS, f"{DEFAULT}/"))}
    return merged | {f"{DEFAULT}/{p}": file for p, file in base.items() if not p.startswith(ASSETS)}


def _assets(files: Mapping[str, ThemeFile]) -> tuple[Asset, ...]:
    names = sorted(path.removeprefix(ASSETS) for path in files if path.startswith(ASSETS))
    return tuple(_asset(name, files[ASSETS + name].content) for name in names)


def _asset(name: str, content: bytes) -> Asset:
    path = PurePosixPath(name)
    if path.suffix == ".css":
        content = bytes(cssmin(content))
    digest = hashlib.sha256(content).hexdigest()[:10]
    return Asset(name, f"{ASSETS}{path.with_name(f'{path.stem}.{digest}{path.suffix}')}", content)


def _fingerprint(templates: Mapping[str, ThemeFile], assets: tuple[Asset, ...]) -> str:
    digest = hashlib.sha256()
    for name in sorted(templates):
        digest.update(f"template\0{name}\0".encode() + hashlib.sha256(templates[name].content).digest())
    for asset in assets:
        digest.update(f"asset\0{asset.name}\0".encode() + hashlib.sha256(asset.content).digest())
    return digest.hexdigest()
