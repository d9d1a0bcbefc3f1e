"""What stands around every page."""

from __future__ import annotations

from dataclasses import dataclass

from statusgen.outputs.parts import LinkPart, SubscriptionPart


@dataclass(frozen=True, slots=True)
class SchemePart:
    """A colour in both schemes, as CSS has it."""

    light: str
    """Where it is bright: `#f6f7f9`."""
    dark: str
    """Where it is dark: `#0f1318`."""


@dataclass(frozen=True, slots=True)
class SiteChrome:
    """What every page has around it: all that a template sees as `site`."""

    name: str
    """What the site is about: `Zaptec`."""
    title: str
    """What the site is called: `Zaptec Status`."""
    description: str
    """One line about the site, for search engines; empty unless the site sets it."""
    language: str
    """The tag of the page's language, for `<html lang>`: `en`, `pt-BR`."""
    direction: str
    """Which way that language is written: `ltr` or `rtl`."""
    root: str
    """The way from this page to the site's front page, to put before a path: empty, `../` or `../../`."""
    home: str
    """The URL of the front page."""
    canonical: str
    """This page's absolute URL."""
    assets: dict[str, str]
    """Each asset's URL by its name, such as `style.css`; relative to the page."""
    logo: str
    """The logo's URL; empty where there is none."""
    favicon: str
    """The URL of the site's own favicon; empty where the theme's `favicon.svg` serves."""
    ground: SchemePart
    """The theme's colour `--bg`, for what browsers draw around a page."""
    picture: str
    """The absolute URL of the logo, for programs that show what a link leads to; empty where there is none."""
    support: str
    """Where to ask for help: an address, `mailto:` included; empty where none is set."""
    links: tuple[LinkPart, ...]
    """Where else the footer leads; empty unless the site sets them."""
    history: str
    """The URL of the history."""
    uptime: str
    """The URL of the uptime calendar; empty where no component shows its uptime."""
    subscriptions: tuple[SubscriptionPart, ...]
    """Everything that brings news of the whole site."""
    timezone: str
    """The page's zone, which scripts know by this name: `Europe/Oslo`."""
    stale_after: int
    """The seconds after which a build is so old that the page says so."""
