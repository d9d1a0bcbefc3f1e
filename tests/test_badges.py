"""Badges: pictures that tell a state by colour, shape and word, wherever others put them."""

from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from statusgen.outputs.textwidth import shortened, text_width

from building import Site

SVG = "{http://www.w3.org/2000/svg}"
STATES = {
    "operational": "Operational",
    "degraded_performance": "Degraded performance",
    "partial_outage": "Partial outage",
    "major_outage": "Major outage",
}
OUTAGE = "---\ntitle: Now\ncomponents: {{API: {state}}}\n---\n\n## Investigating - 2025-08-20 09:00Z\n\nLooking.\n"
WORK = """\
---
title: Work
kind: maintenance
scheduled: {start: 2025-08-20 09:00Z, end: 2025-08-20 23:00Z}
components: [API]
---

## Scheduled - 2025-08-19 10:00Z

Soon.
"""
NAMES = [
    "Larkpost",
    "WWW.MMM @ 100% & more",
    "iiillljjj, fitting text",
    "North America / Shipping API",
    "0123456789 {x} [y] <z> #~",
    "Ærø – “Œuvre” ½ café naïve",
    "Все системы работают",
    "Όλα τα συστήματα λειτουργούν",
    "جميع الأنظمة تعمل",
    "בوابة שירות אחסון",
]
"""In scripts that common fonts have; of others a browser without a font for them would measure empty boxes."""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site")


def _badge(site: Site, path: str = "badge.svg") -> ElementTree.Element:
    """A badge of a new build, which is well-formed."""
    assert site.build().publication is not None
    return ElementTree.fromstring((site.output / path).read_bytes())  # noqa: S314 (our own)


def _texts(badge: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in badge.iter(f"{SVG}text")]


def _look(badge: ElementTree.Element) -> tuple[str, str]:
    """The colour of the state, and its shape."""
    _, state, shape = badge.findall(f"{SVG}path")
    return state.attrib["fill"], shape.attrib["d"]


def test_the_badge_says_the_banner(site: Site) -> None:
    """To the eye, to screen readers and to a pointer that rests on it."""
    badge = _badge(site)
    assert _texts(badge) == ["Nordlys", "All Systems Operational"]
    assert badge.findtext(f"{SVG}title") == badge.get("aria-label") == "Nordlys: All Systems Operational"
    assert badge.get("role") == "img"


@pytest.mark.parametrize("state", STATES)
def test_a_components_badge_says_its_state(site: Site, state: str) -> None:
    """As on the page."""
    site.write("incidents/now.md", OUTAGE.format(state=state))
    badge = _badge(site, "components/api/badge.svg")
    assert badge.get("aria-label") == f"API: {STATES[state]}"
    assert _texts(_badge(site, "components/portal/badge.svg")) == ["Portal", "Operational"]


def test_every_state_has_a_colour_and_a_shape_of_its_own(site: Site) -> None:
    """Those that the page's banner has for it too."""
    looks = []
    for text in [OUTAGE.format(state=state) for state in STATES] + [WORK]:
        site.write("incidents/now.md", text)
        looks.append(_look(_badge(site, "components/api/badge.svg")))
    site.edit("components.yaml", "- name: API", "- name: API\n    retired: 2025-08-01")
    looks.append(_look(_badge(site, "components/api/badge.svg")))
    colours, shapes = zip(*looks, strict=True)
    assert len(set(colours)) == len(set(shapes)) == len(STATES) + 2
    assets = Path(__file__).parents[1] / "themes/default/assets"
    tokens, drawn = ((assets / name).read_text("utf-8") for name in ("tokens.css", "shapes.css"))
    light = tokens[: tokens.index("prefers-color-scheme: dark")]
    assert all(colour in light for colour in colours)
    assert all(shape in drawn for shape in shapes)


def test_a_retired_component_says_so(site: Site) -> None:
    """Whatever an open incident claims for it."""
    site.write("incidents/now.md", OUTAGE.format(state="major_outage"))
    site.edit("components.yaml", "- name: API", "- name: API\n    retired: 2025-08-01")
    assert _badge(site, "components/api/badge.svg").get("aria-label") == "API: Retired"


def test_a_name_that_means_two_components_has_its_group(site: Site) -> None:
    """Else nobody could tell whose badge it is."""
    site.edit(
        "components.yaml",
        "- name: Portal",
        "- name: Portal\n  - name: Asia\n    components: [{name: API, id: asia-api}]",
    )
    site.edit("incidents/first.md", "API:", "api:")
    site.edit("incidents/second.md", "API:", "api:")
    assert _texts(_badge(site, "components/asia-api/badge.svg"))[0] == "Asia / API"


def test_all_text_stands_out(site: Site) -> None:
    """By 4.5 to 1 from the badge's own ground, whatever is behind it."""
    grounds = set()
    for text in [OUTAGE.format(state=state) for state in STATES] + [WORK]:
        site.write("incidents/now.md", text)
        for path in ("badge.svg", "components/api/badge.svg"):
            grounds |= {part.attrib["fill"] for part in _badge(site, path).findall(f"{SVG}path")[:2]}
    site.edit("components.yaml", "- name: API", "- name: API\n    retired: 2025-08-01")
    badge = _badge(site, "components/api/badge.svg")
    grounds |= {part.attrib["fill"] for part in badge.findall(f"{SVG}path")[:2]}
    (ink,) = {group.attrib["fill"] for group in badge.iter(f"{SVG}g")}
    assert (ink, len(grounds)) == ("#fff", 7)
    assert min(1.05 / (_luminance(ground) + 0.05) for ground in grounds) >= 4.5


def _luminance(colour: str) -> float:
    """As WCAG 2 defines it."""
    shares = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_badge_needs_nothing_else(site: Site) -> None:
    """No script, style, class, id or address, so that it is the same in every page and proxy."""
    badge = _badge(site)
    assert {part.tag.removeprefix(SVG) for part in badge.iter()} == {"svg", "title", "path", "g", "text"}
    attributes = {name for part in badge.iter() for name in part.attrib}
    assert not attributes & {"class", "id", "style", "href", "src", "onload"}
    text = site.page("badge.svg").replace("http://www.w3.org/2000/svg", "")
    assert "://" not in text
    assert "url(" not in text


def test_any_name_can_be_in_a_badge(site: Site) -> None:
    """Escaped, and in the direction of its own letters."""
    site.edit("components.yaml", "name: Nordlys", 'name: "<b> & \\"x\\""')
    site.edit("components.yaml", "- name: API", "- name: خدمة API\n    id: api\n    aliases: [API]")
    assert _badge(site).get("aria-label") == '<b> & "x": All Systems Operational'
    name, value = _badge(site, "components/api/badge.svg").iter(f"{SVG}text")
    assert (name.get("direction"), value.get("direction")) == ("rtl", None)


def test_a_long_name_is_shortened_to_the_eye_only(site: Site) -> None:
    """Its title keeps all of it."""
    name = "A very long name " * 10
    site.edit("components.yaml", "name: Nordlys", f"name: {name}")
    badge = _badge(site)
    assert _texts(badge)[0].startswith("A very long name A very")
    assert _texts(badge)[0].endswith("…")
    assert int(badge.attrib["width"]) < 420
    assert badge.get("aria-label") == f"{name.strip()}: All Systems Operational"


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [("API", 40, "API"), ("e\u0301e\u0301e\u0301", 20, "e\u0301…"), ("Two words", 40, "Two…"), ("W" * 9, 5, "…")],
)
def test_shortening_tears_no_letter_apart(text: str, most: int, short: str) -> None:
    """From its marks, or from its other half."""
    assert shortened(text, 11, most) == short


def test_a_badge_is_made_only_where_it_says_something_else(site: Site) -> None:
    """Not as time passes, not by news that changes no state."""
    site.write("incidents/now.md", OUTAGE.format(state="partial_outage"))
    site.build()
    site.later(60)
    site.edit("incidents/now.md", "Looking.", "Searching.")
    assert not [path for path in site.written() if path.endswith(".svg")]
    site.edit("incidents/now.md", "partial_outage", "major_outage")
    badges = ["badge.svg", "components/api/badge.svg"]
    assert [path for path in site.written() if path.endswith(".svg")] == badges
    site.now = datetime(2025, 12, 1, tzinfo=UTC)
    assert not [path for path in site.written() if path.endswith(".svg")]


@pytest.mark.xdist_group("badges")
def test_text_never_leaves_its_badge(browser: Browser) -> None:
    """Its width is guessed in all scripts as a browser measures it, or a little wider."""
    page = browser.new_page()
    page.set_content(
        "<svg><text font-size='11' font-family=\"Verdana, Geneva, 'DejaVu Sans', sans-serif\"></text></svg>"
    )
    measure = (
        "text => {const e = document.querySelector('text'); e.textContent = text; return e.getComputedTextLength()}"
    )
    ratios = {name: text_width(name, 11) / page.evaluate(measure, name) for name in NAMES}
    page.close()
    assert all(ratio >= 1 for ratio in ratios.values()), ratios
    assert all(ratio < 1.6 for name, ratio in ratios.items() if name.isascii()), ratios


@pytest.mark.xdist_group("badges")
def test_a_browser_draws_the_text_in_the_room_it_has(site: Site, browser: Browser) -> None:
    """Inside its half of the badge, even in a font that is much wider."""
    site.edit("components.yaml", "name: Nordlys", "name: خدمة API and more")
    _badge(site)
    page = browser.new_page()
    page.set_content(site.page("badge.svg").partition("?>")[2].replace("Verdana", "'DejaVu Sans Mono'"))
    edges = "(b => [b.x, b.x + b.width])(e.getBBox())"
    boxes = page.evaluate(f"() => [...document.querySelectorAll('path, text')].map(e => {edges})")
    page.close()
    name_ground, value_ground, _, name, value = boxes
    for ground, text in ((name_ground, name), (value_ground, value)):
        assert ground[0] <= text[0]
        assert text[1] <= ground[1]
