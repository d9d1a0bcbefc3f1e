"""A long report in a real browser: on a narrow screen, on paper, and where its links lead."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from building import Site
from hosting import hosting
from judges import axe

pytestmark = pytest.mark.xdist_group("report")

WORD = "Donaudampfschifffahrtsgesellschaft" * 4
TEXT = "The servers were slow, and nobody knew why until the second hour of it. " * 12
TABLE = f"| {' | '.join(f'Column {n}' for n in range(12))} |\n|{' --- |' * 12}\n|{' 1,000 requests |' * 12}\n"
LISTS = f"> {TEXT}\n>\n> - {WORD}\n\n1. {TEXT}\n\n   - nested\n"
CHAPTER = f"\n### {{}}\n\n{TEXT}\n\n#### About {{}} {WORD}\n\n{LISTS}\n{TABLE}\n"
CODE = f"```\ncurl https://api.example.org/{'v1/' * 60}\n```\n\n[docs](https://docs.example.org/a) and `{WORD}`\n"
REPORT = "incidents/long/"


def _long_report() -> str:
    """Thirty components, forty updates, a title of 300 characters, and a postmortem of some 3,000 words."""
    names = "".join(f"  Part {number}: major_outage\n" for number in range(30))
    updates = "".join(
        f"\n## {status} - 2025-08-18 {9 + n // 6:02}:{n % 6}0 +02:00\n\n{TEXT if n % 3 else WORD}\n"
        for n, status in enumerate(["Investigating", "Identified", "Update", "Monitoring"] * 10)
    )
    chapters = "".join(CHAPTER.format(name, name) for name in ("Impact", "Root cause", "障害の原因", WORD, "Actions"))
    title = f"{'Slow answers ' * 13}{WORD}"[:300]
    postmortem = f"## Postmortem - 2025-08-19 10:00 +02:00\n\n{TEXT}\n{chapters}\n{CODE}"
    return f"---\ntitle: {title}\ncomponents:\n{names}tags: [{WORD}]\n---\n{updates}\n{postmortem}"


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with such a report, served."""
    site = Site(tmp_path_factory.mktemp("long") / "site")
    rows = "".join(f"  - name: Part {number}\n" for number in range(30))
    site.edit("components.yaml", "  - name: API\n", f"  - name: API\n{rows}")
    site.write("incidents/long.md", _long_report())
    with hosting(site.output) as address:
        assert site.build().publication
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(reduced_motion="reduce")
    yield page
    page.close()


def _is_shown(page: Page, selector: str) -> bool:
    """Whether a reader sees it, or the first of several."""
    return bool(page.locator(selector).first.evaluate("e => e.checkVisibility({visibilityProperty: true})"))


@pytest.mark.parametrize("width", [320, 640, 768, 1280])
def test_a_long_report_is_never_wider_than_the_screen(page: Page, long: str, width: int) -> None:
    """Whatever its words, tables and lines of code; 640 px is a common screen at 200 %."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(long + REPORT)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_long_report(browser: Browser, long: str, scheme: str) -> None:
    """With its table of contents and what is folded."""
    page = browser.new_page(reduced_motion="reduce", color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{long}{REPORT}#postmortem:root-cause")
    found = axe(page)
    page.close()
    assert found == []


def test_every_line_of_the_contents_leads_to_its_heading(page: Page, long: str) -> None:
    """Which is then in sight and stands out, by more than its colour."""
    page.goto(long + REPORT)
    links = page.get_by_role("navigation", name="Contents").get_by_role("link")
    assert links.count() == 11
    for link in links.all()[:-1]:
        link.click()
        target = page.locator(":target")
        assert target.inner_text() == link.inner_text()
        top = target.evaluate("e => e.getBoundingClientRect().top")
        assert 0 <= top < 400
        assert "underline" in target.locator("a").evaluate("e => getComputedStyle(e).textDecorationLine")
    links.last.click()
    assert page.locator(":target").get_by_role("heading").first.inner_text() == "Updates"


def test_the_contents_stay_in_sight_on_a_wide_screen(page: Page, long: str) -> None:
    """However far one has read."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{long}{REPORT}#postmortem:actions")
    top = page.get_by_role("navigation", name="Contents").evaluate("e => e.getBoundingClientRect().top")
    assert 0 <= top < 100


def test_the_time_of_an_update_is_a_link_to_it(page: Page, long: str) -> None:
    """Big enough for a finger, and it marks the update that it leads to."""
    page.goto(long + REPORT)
    step = page.locator(".step").nth(3)
    link = step.get_by_role("link", name="Posted")
    box = link.bounding_box()
    assert box
    assert box["height"] >= 24
    link.click()
    assert page.locator(":target").get_attribute("id") == step.get_attribute("id")
    assert "underline" in step.locator(".status").evaluate("e => getComputedStyle(e).textDecorationLine")


def test_on_paper_there_is_all_to_read_and_nothing_to_press(page: Page, long: str) -> None:
    """The site's name, the page's address, times with their zone; what was folded is open."""
    page.goto(long + REPORT)
    assert not _is_shown(page, ".facts details li")
    page.emulate_media(media="print")
    text = page.inner_text("body")
    for part in ("Nordlys Status", "https://status.example.org/incidents/long/", "Posted Aug 18, 2025 - 09:00 CEST"):
        assert part in text
    assert _is_shown(page, ".facts details li")
    for selector in ("button", "nav", ".skip", ".way"):
        assert not _is_shown(page, selector), selector


def test_on_paper_a_link_says_where_it_leads(page: Page, long: str) -> None:
    """Behind its words; one inside the page has no address."""
    page.goto(long + REPORT)
    page.emulate_media(media="print")
    behind = "e => getComputedStyle(e, '::after').content"
    assert "https://docs.example.org/a" in page.locator(".prose a[href^=http]").evaluate(behind)
    assert page.locator(".posted a").first.evaluate(behind) == "none"


def test_a_report_can_be_a_pdf(page: Page, long: str) -> None:
    """Of several pages."""
    page.goto(long + REPORT)
    pdf = page.pdf(format="A4")
    assert pdf.count(b"/Type /Page\n") > 5
