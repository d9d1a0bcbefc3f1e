"""badge.svg with the banner, and one for each component with its state: pictures for pages of others."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from math import ceil
from xml.etree import ElementTree

from statusgen.model.components import Component
from statusgen.model.paths import component_folder
from statusgen.model.vocabulary import State
from statusgen.outputs.edition import Edition, digest
from statusgen.outputs.output import Output, Wave
from statusgen.outputs.textwidth import shortened, text_width
from statusgen.outputs.xml import child, document


@dataclass(frozen=True, slots=True)
class _Look:
    """A colour that white stands out from, and a shape of 16 by 16; both as the default theme has them in the light."""

    colour: str
    shape: str


_FINE = _Look(
    "#177a45",
    "M8 .5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zm4.2 5.3-5 6.1-3.5-3.2 1.3-1.5 2 1.8 3.7-4.5z",
)
_MAINTENANCE = _Look(
    "#6a3fc4",
    "M15.5 4.3A4.7 4.7 0 0 1 9.2 9.4l-5.3 5.4a1.9 1.9 0 0 1-2.7-2.7l5.4-5.3A4.7 4.7 0 0 1 11.7.5L9.2 3.2l.6 3 3 .6z",
)
_MINOR = _Look(
    "#8a5a00",
    "M8 .5c.5 0 .9.2 1.1.7l6.7 12.1a1.2 1.2 0 0 1-1.1 1.8H1.3a1.2 1.2 0 0 1-1.1-1.8L6.9 1.2C7.1.7 7.5.5 8 .5z"
    "M7 5.3v4.5h2V5.3zM7 11v2h2v-2z",
)
_MAJOR = _Look(
    "#b8400b",
    "M7.2.4a1.1 1.1 0 0 1 1.6 0l6.8 6.8a1.1 1.1 0 0 1 0 1.6l-6.8 6.8a1.1 1.1 0 0 1-1.6 0L.4 8.8a1.1 1.1 0 0 1 0-1.6z"
    "M7 4v5h2V4zm0 6v2h2v-2z",
)
_CRITICAL = _Look(
    "#b3201f",
    "M2.5 1h11A1.5 1.5 0 0 1 15 2.5v11a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 1 13.5v-11A1.5 1.5 0 0 1 2.5 1z"
    "M8 6.5 5.5 4 4 5.5 6.5 8 4 10.5 5.5 12 8 9.5l2.5 2.5 1.5-1.5L9.5 8 12 5.5 10.5 4z",
)
_RETIRED = _Look(
    "#56616e",
    "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zm0 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8z",
)
_OF_INDICATOR = {
    "none": _FINE,
    "maintenance": _MAINTENANCE,
    "minor": _MINOR,
    "major": _MAJOR,
    "critical": _CRITICAL,
}
_OF_STATE = {
    State.OPERATIONAL: _FINE,
    State.UNDER_MAINTENANCE: _MAINTENANCE,
    State.DEGRADED_PERFORMANCE: _MINOR,
    State.PARTIAL_OUTAGE: _MAJOR,
    State.MAJOR_OUTAGE: _CRITICAL,
}

_FONTS = "Verdana, Geneva, 'DejaVu Sans', sans-serif"
_SIZE, _HEIGHT, _BASE, _PAD, _ICON = 11, 20, 14, 8, 12
_LONGEST_NAME = 200
_INK, _GROUND = "#fff", "#3a4450"


def outputs(edition: Edition) -> Iterator[Output]:
    """The badge of the page, and that of each component, the retired ones included."""
    facts = edition.facts
    banner = facts.current.banner
    name, value = facts.site.page.name, edition.language.banner(banner)
    yield _output(edition, "badge.svg", "the badge", name, value, _OF_INDICATOR[banner.indicator])
    for component in facts.site.components:
        path, origin = f"{component_folder(component.id)}badge.svg", f"the badge of {component.name}"
        yield _output(edition, path, origin, edition.label(component.id), *_state(edition, component))


def _state(edition: Edition, component: Component) -> tuple[str, _Look]:
    facts, language = edition.facts, edition.language
    if component.is_retired(facts.now, facts.site.page):
        return language.gettext("Retired"), _RETIRED
    state = facts.current.states[component.id]
    return language.state(state), _OF_STATE[state]


def _output(edition: Edition, path: str, origin: str, name: str, value: str, look: _Look) -> Output:
    whole = edition.language.gettext("%(component)s: %(state)s") % {"component": name, "state": value}
    key = digest("badge", edition.program, name, value, whole, look)
    return Output(path, key, origin, partial(_badge, name, value, whole, look), Wave.ENTRANCES)


def _badge(name: str, value: str, whole: str, look: _Look) -> bytes:
    """Both beside each other, and as one text for those who do not see them."""
    short = shortened(name, _SIZE, _LONGEST_NAME)
    left, right = text_width(short, _SIZE), text_width(value, _SIZE)
    edge = ceil(_PAD + left + _PAD)
    before = _PAD - 1 + _ICON + 4
    width = edge + ceil(before + right + _PAD)
    sizes = {"width": str(width), "height": str(_HEIGHT), "viewBox": f"0 0 {width} {_HEIGHT}"}
    root = ElementTree.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **sizes, "role": "img"})
    root.set("aria-label", whole)
    child(root, "title", whole)
    child(root, "path", fill=_GROUND, d=f"M4 0H{edge}V{_HEIGHT}H4a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4z")
    child(root, "path", fill=look.colour, d=f"M{edge} 0H{width - 4}a4 4 0 0 1 4 4V16a4 4 0 0 1-4 4H{edge}z")
    place = f"translate({edge + _PAD - 1} {(_HEIGHT - _ICON) // 2}) scale({_ICON / 16})"
    child(root, "path", **{"fill": _INK, "fill-rule": "evenodd", "transform": place, "d": look.shape})
    texts = child(root, "g", **{"fill": _INK, "font-family": _FONTS, "font-size": str(_SIZE), "text-anchor": "middle"})
    _text(texts, short, _PAD, left)
    _text(texts, value, edge + before, right)
    return document(root)


def _text(parent: ElementTree.Element, text: str, start: float, width: float) -> None:
    """Takes exactly this room in every font; its letters stretch rather than part, since some scripts join them."""
    element = child(parent, "text", text, x=f"{start + width / 2:.2f}", y=str(_BASE), textLength=f"{width:.2f}")
    element.set("lengthAdjust", "spacingAndGlyphs")
    strong = next((kind for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL")), "L")
    if strong != "L":
        element.set("direction", "rtl")
