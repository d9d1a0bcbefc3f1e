"""A page for each year has every report of it."""

from pathlib import Path

import pytest
from lxml import html

from building import INCIDENT, Site

PLAN = """\
---
title: Plan
kind: maintenance
scheduled: {start: 2026-03-05 22:00Z, end: 2026-03-05 23:00Z}
---

## Scheduled - 2025-08-01 09:00Z

New disks.
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Two incidents in August 2025, one in June, one in 2023, and a plan for March 2026."""
    site = Site(tmp_path / "site")
    june = INCIDENT.format(title="June", day=10).replace("2025-08", "2025-06")
    site.write("incidents/june.md", june.replace("API", "Portal"))
    site.write("incidents/old.md", INCIDENT.format(title="Old", day=10).replace("2025-08", "2023-07"))
    site.write("incidents/plan.md", PLAN)
    return site


def told(site: Site, path: str, query: str) -> list[str]:
    """What these elements or attributes of a page say."""
    found = html.fromstring(site.page(path)).xpath(query)
    return [" ".join((one if isinstance(one, str) else one.text_content()).split()) for one in found]


def test_a_year_has_every_report_by_month_newest_first(site: Site) -> None:
    """Each month leads to its page, and quiet ones are left out."""
    site.build()
    assert told(site, "history/2025/", "//main//h1") == ["2025"]
    assert told(site, "history/2025/", "//main//h2") == ["August 2025", "June 2025"]
    assert told(site, "history/2025/", "//main//h2/a/@href") == ["../../history/2025/08/", "../../history/2025/06/"]
    assert told(site, "history/2025/", "//main//h3") == ["First", "Second", "June"]


def test_a_year_is_summed_up_like_a_month(site: Site) -> None:
    """In incidents, impact and hours; a quiet year says so, and one to come has plans only."""
    site.build()
    assert told(site, "history/2025/", "//p[@class='lead']") == ["3 incidents"]
    assert told(site, "history/2025/", "//dl//dd") == ["Critical: 3", "3 hr"]
    assert told(site, "history/2024/", "//p[@class='empty']") == ["No incidents in 2024"]
    assert told(site, "history/2026/", "//p[@class='lead']") == ["1 maintenance"]
    assert "No incidents" not in site.page("history/2026/")


def test_years_lead_to_each_other(site: Site) -> None:
    """Also over a quiet one, and to one with plans."""
    site.build()
    assert told(site, "history/2024/", "//nav[@class='way']//a") == ["← 2023", "2025 →"]
    assert told(site, "history/2025/", "//nav[@class='way']//a/@href") == ["../../history/2024/", "../../history/2026/"]
    assert told(site, "history/2023/", "//nav[@class='way']//a") == ["2024 →"]
    assert told(site, "history/2026/", "//nav[@class='way']//a") == ["← 2025"]


def test_the_history_and_every_month_lead_to_the_year(site: Site) -> None:
    """And the year to the history."""
    site.build()
    assert told(site, "history/", "//section[@class='year']//h2/a/@href") == [
        f"../history/{year}/" for year in (2025, 2024, 2023)
    ]
    assert told(site, "history/2026/03/", "//p[@class='kicker']") == ["History / 2026"]
    assert told(site, "history/2026/03/", "//p[@class='kicker']/a/@href") == [
        "../../../history/",
        "../../../history/2026/",
    ]
    assert told(site, "history/2026/", "//p[@class='kicker']/a/@href") == ["../../history/"]


def test_a_component_leads_to_its_old_reports(site: Site) -> None:
    """What is too much for its own page is on that of the year, where a script shows this component only."""
    for number in range(50):
        site.write(f"incidents/more{number}.md", INCIDENT.format(title=f"More {number}", day=5 + number % 10))
    site.build()
    assert told(site, "components/api/", "//ul[@class='years']//a") == ["2025: 2 reports", "2023: 1 report"]
    assert told(site, "components/api/", "//ul[@class='years']//a/@href")[-1] == "../../history/2023/?component=api"
    assert "../../history/2025/08/?component=api" in told(site, "components/api/", "//ol[@class='months']//a/@href")


def test_an_edit_rewrites_its_own_year_only(site: Site) -> None:
    """The others have not a word of it."""
    site.build()
    site.edit("incidents/old.md", "title: Old", "title: Older")
    written = [path for path in site.written_pages() if path.startswith("history/")]
    assert written == ["history/2023/07/index.html", "history/2023/index.html"]


@pytest.mark.parametrize("days", [1, 140, 500])
def test_a_later_build_of_years_equals_a_clean_one(site: Site, days: int) -> None:
    """Another year adds its page, and tells the one before of it."""
    site.build()
    site.later(60 * 24 * days)
    site.build()
    for path, content in site.clean().items():
        if path.startswith("history/"):
            assert (site.output / path).read_bytes() == content, path
