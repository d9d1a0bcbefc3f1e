"""embed.js: a widget that shows on other websites what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from statusgen.i18n import BANNERS
from statusgen.outputs.edition import Edition
from statusgen.outputs.output import Output

PATH = TEMPLATE = "embed.js"


@dataclass(frozen=True, slots=True)
class Embed:
    """Context of `embed.js`: what the script has to know before it has read anything."""

    url: str
    """The site's address, absolute, with a slash at its end."""
    view: str
    """What the link to the report says."""
    dismiss: str
    """What the button that closes the banner is called."""
    more: str
    """Names one report and counts the others; the script fills in `%(name)s` and `%(count)s`."""
    states: dict[str, str]
    """What the API says of everything together, in English, and how the page says it; empty where that is the same."""


def outputs(edition: Edition) -> Iterator[Output]:
    """The script, which is the same for as long as the site has its name, language, theme and address."""
    say = edition.language.gettext
    states = {text: say(text) for text in BANNERS.values() if say(text) != text}
    page = Embed(edition.url, say("View status"), say("Dismiss"), say("%(name)s and %(count)s more"), states)
    yield Output(PATH, edition.digest, "the widget", lambda: edition.render(TEMPLATE, PATH, page))
