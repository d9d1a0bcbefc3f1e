"""The page's own settings: the `page` key of components.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, Field, TypeAdapter, ValidationError, WithJsonSchema

from statusgen.diagnostics import did_you_mean
from statusgen.model.times import zone, zone_names
from statusgen.model.validation import Flag, Format, Line, complaint, shape

_PAGE_ID = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
_AGE = re.compile(r"(\d{1,4})([mhd])")
_AGE_RULE = "write it as 30m, 12h or 2d"
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_THEME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")

_WEB = r'[Hh][Tt][Tt][Pp][Ss]?://[^\s"<>\\/?#][^\s"<>\\]*'
_MAIL = r"mailto:[^\s@]+@[^\s@]+"
_TAG = r"[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:[.@].*)?"
_INSIDE = r"(?!(?:.*/)?\.\.(?:/|\s*$))[^/\\]+(?:/[^/\\]+)*"
"""What editors may be told of a URL, an address, a language tag and a path; the validators know more."""
_ZONES = WithJsonSchema({"enum": sorted(zone_names()), "errorMessage": "there is no time zone of that name"})


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
    return text if re.fullmatch(_MAIL, text) else _web_url(text)


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
        raise complaint("bad-duration", f"'{text}' is no length of time", _AGE_RULE)
    return text


def _inside(text: str) -> str:
    parts = text.split("/")
    if text.startswith("/") or "\\" in text or ".." in parts or "" in parts:
        raise complaint("bad-path", f"'{text}' leads outside the site's folder", "write a path from components.yaml")
    return text


def _theme_name(text: str) -> str:
    if not _THEME.fullmatch(text):
        raise complaint(
            "bad-path", f"'{text}' cannot be the name of a theme", "write the name of its folder in themes/"
        )
    return text


Url = Annotated[Line, AfterValidator(_link_url), shape(f"{_WEB}|{_MAIL}")]
"""A web address, or mailto:."""
WebUrl = Annotated[Line, AfterValidator(_web_url), shape(_WEB)]
"""A web address."""
PageUrl = Annotated[Line, AfterValidator(_page_url), shape(_WEB.replace(r"\\]*", r"\\?#]*"))]
"""The address of a front page."""
SitePath = Annotated[Line, AfterValidator(_inside), shape(_INSIDE, "number", "boolean")]
"""The path of a file in the site's folder."""
PageId = Annotated[Line, AfterValidator(_page_id), shape(_PAGE_ID.pattern, "number", "boolean")]
"""What the page is called in guids."""
ZoneName = Annotated[Line, AfterValidator(_zone_name), _ZONES]
"""The name of a time zone."""
LanguageTag = Annotated[Line, AfterValidator(_language), shape(_TAG, "boolean")]
"""A language that Babel knows; `no` is one, and YAML 1.1 takes it for a truth value."""
ThemeName = Annotated[Line, AfterValidator(_theme_name), shape(_THEME.pattern, "number", "boolean")]
"""The name of a folder in themes/."""
Age = Annotated[Line, AfterValidator(_age), shape(_AGE.pattern, hint=_AGE_RULE)]
"""A length of time."""


class LinkFormat(Format):
    """One entry of `page.links`."""

    label: Line = Field(description="What readers see")
    url: Url = Field(description="Where it leads: a URL or mailto:")


class PageFormat(Format):
    """The page's own settings."""

    name: Line = Field(description="The name that is shown")
    url: PageUrl = Field(description="The address that the site is served at")
    id: PageId | None = Field(None, description="In guids; default: the url's host")
    timezone: ZoneName = Field("UTC", description="An IANA time zone")
    language: LanguageTag = Field("en", description="A BCP 47 language tag")
    description: Line = Field("", description="One sentence on what this site is")
    theme: ThemeName = Field("default", description="The name of a theme")
    logo: SitePath | None = Field(None, description="A picture, as a path from components.yaml")
    favicon: SitePath | None = Field(None, description="A small picture, as a path from components.yaml")
    support: Url | None = Field(None, description="Where to get help: a URL or mailto:")
    repository: WebUrl | None = Field(None, description="The URL of the git repository")
    links: tuple[LinkFormat, ...] = Field((), description="Further links")
    uptime: Flag = Field(True, description="Whether percentages and bars are shown")
    stale_after: Age = Field("2d", description="How old a build may be: 30m, 12h, 2d")


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

    @property
    def pictures(self) -> tuple[str, ...]:
        """The paths of the logo and the favicon, where there are any."""
        return tuple(filter(None, (self.logo, self.favicon)))


def theme_of(data: Any) -> str | None:
    """The theme that components.yaml names, whatever else is wrong with it; None where that cannot be told."""
    page = data.get("page") if isinstance(data, dict) else None
    if not isinstance(page, dict):
        return None
    try:
        name = page.get("theme", PageFormat.model_fields["theme"].default)
        return TypeAdapter[str](ThemeName).validate_python(name)
    except ValidationError:
        return None


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
