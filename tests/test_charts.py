"""Charts tell in words and numbers what they draw, and nothing that time makes false."""

import re
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from building import Site
from hosting import hosting

pytestmark = pytest.mark.xdist_group("charts")

NOTHING = "page: {name: Nordlys, url: https://status.example.org/}\n"
PLAN = "---\ntitle: Plan\nkind: maintenance\nscheduled: {start: %s 22:00Z, end: %s 23:00Z}\n---\n\n"
PLAN += "## Scheduled - 2025-08-01 09:00Z\n\nText.\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Two incidents of August 2025, an hour of major outage of the API each."""
    return Site(tmp_path / "site")


def add(site: Site, name: str, start: str, end: str, components: str = "API: major_outage") -> None:
    """Writes an incident, without an end if that is empty."""
    resolved = f"\n## Resolved - {end}Z\n\nText.\n" if end else ""
    head = f"---\ntitle: {name}\ncomponents: {{{components}}}\n---\n\n"
    site.write(f"incidents/{name}.md", f"{head}## Investigating - {start}Z\n\nText.\n{resolved}")


def told(site: Site, path: str, query: str) -> list[str]:
    """The text of each of these elements of a page, its white space made plain."""
    return [" ".join(found.text_content().split()) for found in html.fromstring(site.page(path)).xpath(query)]


def test_the_history_tells_every_month_in_words(site: Site) -> None:
    """With the worst impact, and a way to its page."""
    add(site, "small", "2025-06-10 09:00", "2025-06-10 10:00", "API: degraded_performance")
    add(site, "large", "2025-06-11 09:00", "2025-06-11 10:00", "API: partial_outage")
    site.build()
    assert told(site, "history/", "//p[@class='lead']") == ["4 incidents since June 2025"]
    assert told(site, "history/", "//ol[@class='months']//a/span[@class='vh']") == [
        "June 2025: 2 incidents, worst impact: Major",
        "July 2025: No incidents",
        "August 2025: 2 incidents, worst impact: Critical",
    ]
    assert html.fromstring(site.page("history/")).xpath("//ol[@class='months']//a/@href") == [
        "../history/2025/06/",
        "../history/2025/07/",
        "../history/2025/08/",
    ]


def test_a_column_stacks_incidents_by_impact(site: Site) -> None:
    """All months have one scale, on which a single incident never fills a column; a legend names the colours.

    A picture is as high as its column: a row of months needs no more room than its highest.
    """
    add(site, "small", "2025-06-10 09:00", "2025-06-10 10:00", "API: degraded_performance")
    add(site, "large", "2025-06-11 09:00", "2025-06-11 10:00", "API: partial_outage")
    site.build()
    page = html.fromstring(site.page("history/"))
    june, july, august = page.xpath("//ol[@class='months']//*[local-name()='svg']")
    assert [(one.get("viewbox") or one.get("viewBox"), one.get("height")) for one in (june, july, august)] == [
        ("0 2 1 2", "29.0"),
        ("0 4 1 0", "1.0"),
        ("0 2 1 2", "29.0"),
    ]
    assert [(rect.get("class"), rect.get("y"), rect.get("height")) for rect in june] == [
        ("minor", "3", "1"),
        ("major", "2", "1"),
    ]
    assert not len(july)
    assert told(site, "history/", "//*[contains(@class, 'legend')][1]/li")[:3] == [
        "Impact: Critical",
        "Impact: Major",
        "Impact: Minor",
    ]


def test_plans_of_later_years_need_no_chart(site: Site) -> None:
    """They are links above the years."""
    site.write("incidents/plan.md", PLAN % ("2027-03-01", "2027-03-01"))
    site.build()
    assert told(site, "history/", "//*[contains(@class, 'ahead')]//a") == ["March 2027: 1 maintenance"]
    assert told(site, "history/", "//h2") == ["2025", "Time to resolve", "Subscribe"]
    assert told(site, "history/2027/03/", "//p[@class='lead']") == ["1 maintenance"]
    assert "No incidents" not in site.page("history/2027/03/")


def test_hours_of_impact_are_numbers_beside_bars(site: Site) -> None:
    """Of the last full months, the longest first; their states are told, too."""
    add(site, "small", "2025-07-10 09:00", "2025-07-10 12:20", "API: degraded_performance, Portal: partial_outage")
    add(site, "large", "2025-07-11 09:00", "2025-07-11 20:00", "API: major_outage")
    site.build()
    assert told(site, "history/", "//section[h2 or div/h2[.='Hours of impact']]//p[@class='aside']")[-1:] == [
        "From Jul 01, 2025 to Jul 31, 2025"
    ]
    assert told(site, "history/", "//*[contains(@class, 'ranks')]/li") == [
        "API 14 hr Major outage: 11 hr Degraded performance: 3.3 hr",
        "Portal 3.3 hr Partial outage: 3.3 hr",
    ]


def test_quiet_months_say_so(site: Site) -> None:
    """No component is ranked where none suffered."""
    add(site, "harmless", "2025-06-10 09:00", "2025-06-10 10:00", "API: operational")
    site.build()
    assert "No component was degraded or out in that time." in site.page("history/")
    assert told(site, "history/2025/07/", "//p[@class='empty']") == ["No incidents in July 2025"]


def test_only_ten_components_are_ranked(site: Site) -> None:
    """The others are counted."""
    names = [f"C{n}" for n in range(12)]
    rows = "".join(f"  - name: {name}\n" for name in ["Websites", "API", "Portal", *names])
    site.write("components.yaml", NOTHING + "components:\n" + rows)
    add(site, "all", "2025-07-10 09:00", "2025-07-10 10:00", ", ".join(f"{name}: major_outage" for name in names))
    site.build()
    assert len(told(site, "history/", "//*[contains(@class, 'ranks')]/li")) == 10
    assert "2 more components had less." in site.page("history/")


def test_time_to_resolve_is_a_table(site: Site) -> None:
    """Few incidents are told one by one, without percentiles."""
    for number in range(10):
        add(site, f"old{number}", f"2024-03-{number + 1:02} 09:00", f"2024-03-{number + 1:02} 10:{number:02}")
    for number in range(3):
        add(site, f"older{number}", f"2023-03-{number + 1:02} 09:00", f"2023-03-{number + 1:02} 09:30")
    site.build()
    rows = html.fromstring(site.page("history/")).xpath("//section[h2='Time to resolve']//tbody/tr")
    assert [[" ".join(cell.text_content().split()) for cell in row] for row in rows] == [
        ["2025 2 incidents", "1 hr1 hr", ""],
        ["2024 10 incidents", "1 hr, 4 min", "1 hr, 8 min", ""],
        ["2023 3 incidents", "30 min", "–", ""],
    ]
    assert [len(row.xpath(".//*[local-name()='svg']")) for row in rows] == [0, 1, 1]


def test_nothing_compares_with_a_single_median(site: Site) -> None:
    """Then there is no bar."""
    add(site, "third", "2025-07-10 09:00", "2025-07-10 12:20")
    site.build()
    assert not html.fromstring(site.page("history/")).xpath("//table//*[local-name()='svg']")


def test_a_month_is_summed_up(site: Site) -> None:
    """Counts by impact, and the time in which anything suffered, without what has not ended."""
    add(site, "more", "2025-08-18 07:30", "2025-08-18 08:30", "Portal: degraded_performance")
    site.build()
    assert told(site, "history/2025/08/", "//p[@class='lead']") == ["3 incidents"]
    assert told(site, "history/2025/08/", "//dl//dd") == ["Critical: 2 Minor: 1", "2.5 hr"]
    add(site, "now", "2025-08-20 08:30", "")
    site.build()
    assert told(site, "history/2025/08/", "//dl//dd")[-1] == "2.5 hr without open incidents"


def test_a_component_tells_its_whole_record(site: Site) -> None:
    """Each year with its uptime, incidents and hours of impact by state, and each month of two years."""
    site.edit("components.yaml", "- name: API", "- name: API\n    since: 2023-07-01")
    add(site, "old", "2024-03-10 09:00", "2024-03-10 19:00", "API: partial_outage")
    site.build()
    rows = html.fromstring(site.page("components/api/")).xpath("//section[h2='Year by year']//tbody/tr")
    assert [[" ".join(cell.text_content().split()) for cell in row] for row in rows] == [
        ["2025 to Aug 19, 2025", "99.96%", "2", "2 hr Major outage: 2 hr"],
        ["2024", "99.96%", "1", "10 hr Partial outage: 10 hr"],
        ["2023 from Jul 01, 2023", "100.00%", "0", "None"],
    ]
    assert told(site, "components/api/", "//ol[@class='months']//a/span[@class='vh']") == [
        "August 2025: 2 incidents, worst impact: Critical",
        "March 2024: 1 incident, worst impact: Major",
    ]
    assert told(site, "components/api/", "//section[h2='Reports']/section/h3") == ["2025", "2024"]


def test_without_uptime_a_component_tells_only_its_incidents(site: Site) -> None:
    """No percentage, no hours."""
    site.edit("components.yaml", "- name: API", "- name: API\n    uptime: false")
    site.build()
    rows = told(site, "components/api/", "//section[h2='Year by year']//tbody/tr")
    assert rows == ["20252"]
    assert "Hours of impact" not in site.page("components/api/")


def test_a_component_that_nothing_names_has_no_charts(site: Site) -> None:
    """It says that nothing was reported."""
    site.build()
    assert told(site, "components/portal/", "//h2") == ["Uptime by day", "Reports", "Subscribe"]
    assert "Nothing has been reported yet." in site.page("components/portal/")


def test_a_site_without_reports_says_so(site: Site) -> None:
    """There is nothing to draw."""
    for name in ("first", "second"):
        (site.folder / f"incidents/{name}.md").unlink()
    site.build()
    page = site.page("history/")
    assert told(site, "history/", "//p[@class='empty']") == ["Nothing has been reported yet."]
    assert "<table" not in page
    assert "<svg" not in page


def test_many_components_have_their_days_only_where_there_was_an_outage(site: Site) -> None:
    """All have their percentages in one table, which leads to the days, or else to the component's page."""
    rows = "".join(f"  - name: C{number}\n" for number in range(10))
    site.edit("components.yaml", "  - name: Portal\n", f"  - name: Portal\n{rows}")
    site.build()
    page = html.fromstring(site.page("uptime/"))
    assert told(site, "uptime/", "//main//h2") == ["API"]
    links = page.xpath("//table[contains(@class, 'figures')]//a/@href")
    assert links[:3] == ["../components/websites/", "#days-api", "../components/portal/"]
    assert len(links) == 13
    assert "Only components that had an outage" in site.page("uptime/")
    site.later(60 * 24 * 100)
    site.build()
    assert "No component had an outage." in site.page("uptime/")
    site.edit("components.yaml", "  - name: C9\n", "")
    site.build()
    assert len(told(site, "uptime/", "//main//h2")) == 12


def test_an_open_incident_rewrites_no_chart_from_minute_to_minute(site: Site) -> None:
    """Its hours are counted once a day or once a month is over."""
    add(site, "now", "2025-08-19 08:30", "")
    site.build()
    site.later(1)
    assert [path for path in site.written_pages() if path.startswith("history/")] == []
    site.later(60 * 24)
    assert [path for path in site.written_pages() if path.startswith("history/")] == []
    assert "Major outage: 40 hr" in " ".join(told(site, "components/api/", "//section[h2='Year by year']"))


@pytest.mark.parametrize("minutes", [0, 60 * 14, 60 * 24 * 12, 60 * 24 * 140])
def test_a_later_build_of_charts_equals_a_clean_one(site: Site, minutes: int) -> None:
    """At midnight, in another month, in another year."""
    add(site, "now", "2025-08-19 08:30", "", "API: partial_outage")
    site.write("incidents/plan.md", PLAN % ("2026-01-01", "2026-01-01"))
    site.build()
    site.later(minutes)
    site.build()
    clean = site.clean()
    for path in ("history/index.html", "components/api/index.html", "history/2025/08/index.html", "uptime/index.html"):
        assert (site.output / path).read_bytes() == clean[path], path


def test_charts_are_seen_in_forced_colours_and_from_right_to_left(browser: Browser, site: Site) -> None:
    """Bars have the colour of text then; and they begin where the text begins."""
    add(site, "old", "2025-06-10 09:00", "2025-06-10 19:00", "API: partial_outage")
    with hosting(site.output) as address:
        site.build()
        page = browser.new_page(forced_colors="active", viewport={"width": 320, "height": 640})
        page.goto(address + "history/")
        fill, text = page.evaluate(
            "[getComputedStyle(document.querySelector('.ranks rect')).fill, getComputedStyle(document.body).color]"
        )
        assert fill == text
        page.evaluate("document.documentElement.dir = 'rtl'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        bar, whole = (page.locator(f".ranks {name}").first.bounding_box() for name in ("rect", "svg"))
        page.close()
    assert bar is not None
    assert whole is not None
    assert bar["x"] + bar["width"] == pytest.approx(whole["x"] + whole["width"], abs=1)


def test_charts_carry_no_style_of_their_own(site: Site) -> None:
    """A strict policy would not let it through."""
    site.build()
    for path in ("history/", "components/api/", "uptime/", "history/2025/08/"):
        assert not re.search(r"\sstyle=|<style", site.page(path)), path
