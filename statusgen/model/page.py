"""The page's own settings: the `page` key of components.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, Field

from statusgen.diagnostics import did_you_mean
from statusgen.model.times import zone, zone_names
from statusgen.model.validation import Flag, Format, Line, complaint

_PAGE_ID = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
_AGE = re.compile(r"(\d{1,4})([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def _web_url(text: str) -> str:
    if not _is_web_url(text):
        raise complaint("bad-url", f"'{text}' is no absolute URL", "write it with https:// in front")
    return text


def _is_web_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s\"<>\\]", text)


def _page_url(text: str) -> str:
    text = _web_url(text)
    if "?" in text or "#" in text:
        raise complaint(
            "bad-url", "the page's URL cannot have a '?' or a '#'", "write only the address of the front page"
        )
    return text if text.endswith("/") else text + "/"


def _link_url(text: str) -> str:
    return text if re.fullmatch(r"mailto:[^\s@]+@[^\s@]+", text) else _web_url(text)


def _zone_name(text: str) -> str:
    try:
        zone(text)
    except KeyError:
        hint = did_you_mean(text, sorted(zone_names())) or "write an IANA name such as Europe/Oslo"
        raise complaint("bad-timezone", f"there is no time zone '{text}'", hint) from None
    return text


def _language(text: str) -> str:
    try:
        Locale.parse(text, sep="-")
    except (ValueError, UnknownLocaleError):
        raise complaint(
            "bad-language", f"'{text}' is no known language", "write a tag such as en, de or pt-BR"
        ) from None
    return text


def _page_id(text: str) -> str:
    if not _PAGE_ID.fullmatch(text):
        raise complaint(
            "bad-id",
            f"'{text}' cannot be the page's id",
            "write it like a host name: letters, digits, '.', '-'",
        )
    return text


def _age(text: str) -> str:
    if not _AGE.fullmatch(text):
        raise complaint("bad-duration", f"'{text}' is no length of time", "write it as 30m, 12h or 2d")
    return text


def _inside(text: str) -> str:
    parts = text.split("/")
    if text.startswith("/") or "\\" in text or ".." in parts or "" in parts:
        raise complaint("bad-path", f"'{text}' leads outside the site's folder", "write a path from components.yaml")
    return text


def _theme_name(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", text):
        raise complaint(
            "bad-path", f"'{text}' cannot be the name of a theme", "write the name of its folder in themes/"
        )
    return text


Url = Annotated[Line, AfterValidator(_link_url)]
"""A web address, or mailto:."""
SitePath = Annotated[Line, AfterValidator(_inside)]
"""The path of a file in the site's folder."""


class LinkFormat(Format):
    """One entry of `page.links`."""

    label: Line
    url: Url


class PageFormat(Format):
    """The `page` key."""

    name: Line = Field(description="The name that is shown")
    url: Annotated[Line, AfterValidator(_page_url)] = Field(description="The address that the site is served at")
    id: Annotated[Line, AfterValidator(_page_id)] | None = Field(None, description="In guids; default: the url's host")
    timezone: Annotated[Line, AfterValidator(_zone_name)] = Field("UTC", description="An IANA time zone")
    language: Annotated[Line, AfterValidator(_language)] = Field("en", description="A BCP 47 language tag")
    description: Line = Field("", description="One sentence on what this site is")
    theme: Annotated[Line, AfterValidator(_theme_name)] = Field("default", description="The name of a theme")
    logo: SitePath | None = Field(None, description="A picture, as a path from components.yaml")
    favicon: SitePath | None = Field(None, description="A small picture, as a path from components.yaml")
    support: Url | None = Field(None, description="Where to get help: a URL or mailto:")
    repository: Annotated[Line, AfterValidator(_web_url)] | None = Field(
        None, description="The URL of the git repository"
    )
    links: tuple[LinkFormat, ...] = Field((), description="Further links")
    uptime: Flag = Field(True, description="Whether percentages and bars are shown")
    stale_after: Annotated[Line, AfterValidator(_age)] = Field("2d", description="How old a build may be: 30m, 12h, 2d")


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to somewhere else."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Page:
    """The page's settings, complete."""

    name: str
    url: str
    """Absolute, ends in a slash."""
    id: str
    """In guids, UIDs and tags."""
    zone: ZoneInfo
    language: str
    description: str
    theme: str
    logo: str | None
    favicon: str | None
    support: str | None
    repository: str | None
    links: tuple[PageLink, ...]
    uptime: bool
    stale_after: timedelta


def make_page(form: PageFormat) -> Page:
    """The settings with their defaults filled in."""
    found = _AGE.fullmatch(form.stale_after)
    return Page(
        name=form.name,
        url=form.url,
        id=form.id or urlsplit(form.url).hostname or "status",
        zone=zone(form.timezone),
        language=form.language,
        description=form.description,
        theme=form.theme,
        logo=form.logo,
        favicon=form.favicon,
        support=form.support,
        repository=form.repository,
        links=tuple(PageLink(link.label, link.url) for link in form.links),
        uptime=form.uptime,
        stale_after=timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else timedelta(days=2),
    )
