"""Corrections are open: an edited update says so wherever it stands, and a report leads to what was changed in it."""

from pathlib import Path

import pytest
from lxml import html

from statusgen.outputs.forges import file_history

from building import COMPONENTS, Site, items
from repository import begin

LABEL = "Changes to this report"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site whose repository is on GitHub, in a folder of it."""
    made = Site(tmp_path / "repository" / "status page")
    made.write("components.yaml", named("https://github.com/nordlys/infra"))
    return made


def named(repository: str) -> str:
    """The settings with a repository."""
    return COMPONENTS.replace("  timezone", f"  repository: {repository}\n  timezone")


def way_back(site: Site, report: str = "first") -> list[tuple[str, str]]:
    """The last links of a report's page, with their words."""
    found = html.fromstring(site.page(f"incidents/{report}/")).xpath("//ul[contains(@class, 'way')]//a")
    return [(link.text, link.get("href")) for link in found[2:]]


def test_an_edited_update_says_so_wherever_it_stands(site: Site) -> None:
    """On the front page, its own page, and in feeds of updates and of reports."""
    site.edit(
        "incidents/first.md",
        "## Resolved - 2025-08-18 10:00 +02:00\n",
        "## Resolved - 2025-08-18 10:00 +02:00\nedited: 2025-08-19 12:00 +02:00\n",
    )
    site.build()
    for path in ("", "incidents/first/"):
        assert "Edited Aug 19, 2025 - 12:00 CEST" in html.fromstring(site.page(path)).text_content()
    for feed in (
        "updates.atom",
        "updates.rss",
        "feed.json",
        "history.atom",
        "history.rss",
        "components/api/updates.atom",
    ):
        told = [
            str(item) for item in items(site.output, feed).values() if "edited Aug 19, 2025 - 12:00 CEST" in str(item)
        ]
        assert len(told) == 1, feed


@pytest.mark.parametrize(
    ("repository", "expected"),
    [
        ("https://github.com/o/r", "https://github.com/o/r/commits/HEAD/incidents/a.md"),
        ("https://github.com/o/r.git", "https://github.com/o/r/commits/HEAD/incidents/a.md"),
        ("https://GitHub.com/o/r/", "https://GitHub.com/o/r/commits/HEAD/incidents/a.md"),
        ("https://gitlab.com/g/sub/r", "https://gitlab.com/g/sub/r/-/commits/HEAD/incidents/a.md"),
        ("https://gitlab.example.org/g/r", "https://gitlab.example.org/g/r/-/commits/HEAD/incidents/a.md"),
        ("https://bitbucket.org/w/r", "https://bitbucket.org/w/r/history-node/HEAD/incidents/a.md"),
        ("https://codeberg.org/o/r", "https://codeberg.org/o/r/commits/branch/HEAD/incidents/a.md"),
        ("https://gitea.example.org:3000/o/r", "https://gitea.example.org:3000/o/r/commits/branch/HEAD/incidents/a.md"),
        ("https://git.sr.ht/~o/r", "https://git.sr.ht/~o/r/log/HEAD/item/incidents/a.md"),
        ("https://git.example.org/r", None),
        ("https://notgithub.example.org/r", None),
    ],
)
def test_hosts_have_their_own_addresses(repository: str, expected: str | None) -> None:
    """Of the branch that the repository shows first, whatever it is called."""
    assert file_history(repository, "incidents/a.md") == expected


def test_the_path_of_a_file_is_encoded() -> None:
    """All but its slashes."""
    found = file_history("https://github.com/o/r", "ops/incidents/a b#1?%ø.md")
    assert found == "https://github.com/o/r/commits/HEAD/ops/incidents/a%20b%231%3F%25%C3%B8.md"


def test_a_report_leads_to_the_history_of_its_file(site: Site) -> None:
    """From the top of the repository, which git knows; without one, the site is taken for the top."""
    site.build()
    assert way_back(site) == [(LABEL, "https://github.com/nordlys/infra/commits/HEAD/incidents/first.md")]
    begin(site.folder.parent)
    site.build()
    assert way_back(site) == [(LABEL, "https://github.com/nordlys/infra/commits/HEAD/status%20page/incidents/first.md")]


def test_where_git_does_not_tell_no_path_is_guessed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The link leads to the repository instead."""
    begin(site.folder.parent)
    monkeypatch.setenv("PATH", "/nowhere")
    site.build()
    assert way_back(site) == [("Source repository", "https://github.com/nordlys/infra")]


def test_the_link_follows_the_file(site: Site) -> None:
    """Into another folder, where its id and everything else stay."""
    site.build()
    site.write("incidents/2025/first.md", (site.folder / "incidents/first.md").read_text("utf-8"))
    (site.folder / "incidents/first.md").unlink()
    assert site.written_pages() == ["incidents/first/index.html"]
    assert way_back(site)[0][1].endswith("/incidents/2025/first.md")


def test_a_host_that_nobody_knows_is_linked_as_what_it_is(site: Site) -> None:
    """The repository itself; and nothing where none is named."""
    site.write("components.yaml", named("https://git.example.org/status"))
    site.build()
    assert way_back(site) == [("Source repository", "https://git.example.org/status")]
    site.write("components.yaml", COMPONENTS)
    site.build()
    assert way_back(site) == []
