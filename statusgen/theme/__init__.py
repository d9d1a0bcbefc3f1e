"""Theme folders, read once: the templates, the assets under their published names, and a fingerprint.

A file is looked up in the site's `themes/NAME`, then the shipped `NAME`, then the shipped `default`.
The prefix `default/` always means the shipped default, so an override can extend what it replaces; `dense/` and the
like mean what pages are made of in that shipped theme.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path

from statusgen.diagnostics import Diagnostic, StatusgenError
from statusgen.theme.addresses import address_problems
from statusgen.theme.assets import Asset, published_assets
from statusgen.theme.folder import ASSETS, ThemeFile, asset_clashes, own_templates, read_own, read_shipped
from statusgen.theme.foreign import foreign_problems
from statusgen.theme.inline import inline_problems
from statusgen.theme.passedover import passed_over
from statusgen.theme.styles.bundles import loaded
from statusgen.theme.styles.checks import stylesheet_problems
from statusgen.theme.styles.sheets import read_sheets
from statusgen.theme.styles.tokens import SCHEMES, Tokens, tokens_of
from statusgen.theme.styles.unknown import unknown_tokens
from statusgen.theme.templates.checks import template_problems
from statusgen.theme.templates.faults import BrokenTemplateError
from statusgen.theme.templates.markup import own_html
from statusgen.theme.templates.renderer import Renderer
from statusgen.theme.unused import unused_files

__all__ = [
    "Asset",
    "BrokenTemplateError",
    "Theme",
    "ThemeFile",
    "load_theme",
    "shipped_theme_names",
    "shipped_themes_folder",
    "theme_names",
]

DEFAULT = "default"
_LOGO = re.compile(r"logo\.(?:svg|png|webp|avif|gif|jpe?g)")
_FAVICON = re.compile(r"favicon\.(?:ico|png|webp|gif)")


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything a theme is made of, overrides applied."""

    name: str
    templates: Mapping[str, ThemeFile]
    """By the name that templates call each other; those of shipped themes also as `default/…`."""
    assets: tuple[Asset, ...]
    """Sorted by name."""
    fingerprint: str
    """A digest of every template and asset, names included."""
    ground: tuple[str, str]
    """The colour `--bg` in the light and in the dark scheme, as CSS has it."""
    problems: tuple[Diagnostic, ...] = ()
    """What is wrong with the site's own files, so far as that shows without rendering."""

    @property
    def has_own_templates(self) -> bool:
        """Whether any template is the site's own."""
        return bool(own_templates(self.templates))

    @property
    def logo(self) -> str:
        """The path in the site of the asset `logo.svg`, `logo.png` or the like; empty where there is none."""
        return next((asset.path for asset in self.assets if _LOGO.fullmatch(asset.name)), "")

    @property
    def favicon(self) -> str:
        """The path in the site of the asset `favicon.png`, `favicon.ico` or the like; empty where it is an SVG."""
        return next((asset.path for asset in self.assets if _FAVICON.fullmatch(asset.name)), "")

    def renderer(self, translations: NullTranslations) -> Renderer:
        """What makes pages of the templates, in the language of `translations`."""
        return Renderer(self.templates, translations)


def load_theme(name: str, site_folder: Path) -> Theme:
    """The theme called `name` as the site in `site_folder` sees it."""
    if name not in theme_names(site_folder):
        raise StatusgenError(f"unknown theme '{name}': there is no folder {site_folder / 'themes' / name}")
    folder = shipped_themes_folder()
    own, problems = read_own(site_folder, name)
    shipped = {one: read_shipped(folder / one) for one in sorted(_names(folder))}
    base, themed = shipped[DEFAULT], shipped.get(name, {})
    files = {f"{one}/{path}": file for one, parts in shipped.items() for path, file in (base | parts).items()}
    files |= base | themed | {path: own[path] for path in own if path.partition("/")[0] not in shipped}
    names = frozenset(shipped)
    no_templates = (ASSETS, *(f"{one}/{ASSETS}" for one in shipped))
    templates = {path: file for path, file in files.items() if not path.startswith(no_templates)}
    sheets = read_sheets(files, names)
    bundles = loaded(files, sheets)
    assets = published_assets(files, bundles, sheets)
    tokens = tokens_of(sheets)
    problems += [*asset_clashes(files), *template_problems(templates)]
    pages = own_html(templates)
    problems += [*foreign_problems(pages), *inline_problems(pages)]
    problems += address_problems(pages, [asset.name for asset in assets])
    problems += unused_files(own, templates, base | themed)
    problems += passed_over(name, own, themed) if name != DEFAULT else ()
    problems += (found := tuple(stylesheet_problems(files, bundles, sheets)))
    # What a stylesheet sets cannot be known as long as it does not parse.
    are_whole = not any(one.code == "broken-stylesheet" for one in found)
    if are_whole and any(sheet.is_own for sheet in sheets.values()):
        problems += [*unknown_tokens(bundles, sheets), *_contrast_problems(tokens)]
    light, dark = (tokens.value("--bg", scheme) for scheme in SCHEMES)
    return Theme(name, templates, assets, _fingerprint(templates, assets), (light, dark), tuple(sorted(problems)))


def theme_names(site_folder: Path) -> tuple[str, ...]:
    """The themes that a site can name, sorted: its own and the shipped ones."""
    return tuple(sorted(_names(site_folder / "themes") | _names(shipped_themes_folder())))


def shipped_theme_names() -> tuple[str, ...]:
    """The themes that come with statusgen, sorted."""
    return tuple(sorted(_names(shipped_themes_folder())))


def shipped_themes_folder() -> Path:
    """The themes that come with statusgen: inside the package in a wheel, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "themes", package.parent / "themes"):
        if (folder / DEFAULT).is_dir():
            return folder
    raise StatusgenError(f"the default theme is missing from {package}; please reinstall statusgen")


def _contrast_problems(tokens: Tokens) -> tuple[Diagnostic, ...]:
    # Colours are slow to import, and most sites have none of their own.
    from statusgen.theme.styles.contrast import contrast_problems  # noqa: PLC0415

    return tuple(contrast_problems(tokens))


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_dir()} if folder.is_dir() else set()


def _fingerprint(templates: Mapping[str, ThemeFile], assets: tuple[Asset, ...]) -> str:
    digest = hashlib.sha256()
    for name in sorted(templates):
        digest.update(f"template\0{name}\0".encode() + hashlib.sha256(templates[name].content).digest())
    for asset in assets:
        digest.update(f"asset\0{asset.name}\0".encode() + hashlib.sha256(asset.content).digest())
    return digest.hexdigest()
