"""`statusgen diff`: what a reader would see change."""

import json
from pathlib import Path
from typing import Any

import pytest
from present import MAINTENANCE, NOTICE

from building import COMPONENTS, INCIDENT, Site
from repository import begin, commit, git
from shell import run

NOW = "2025-08-20T10:00Z"
THIRD = INCIDENT.format(title="Third", day=20).partition("## Resolved")[0]
OPEN = ("incidents", "running", "upcoming", "notices")
NOTHING = "Nothing changes for readers.\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with two ended incidents, committed."""
    made = Site(tmp_path / "site")
    made.write(".gitignore", ".statusgen-cache/\n")
    begin(made.folder)
    return made


def diff(site: Site, *arguments: str) -> str:
    """What the command prints."""
    done = run("-C", site.folder, "diff", "--now", NOW, *arguments)
    assert done.exit_code == 0, done.output
    return done.stdout


def told(site: Site, *arguments: str) -> dict[str, Any]:
    """The same as JSON."""
    document: dict[str, Any] = json.loads(diff(site, "--json", *arguments))
    return document


def test_where_nothing_changes_one_line_says_so(site: Site) -> None:
    """Also where files change in what nobody sees."""
    assert diff(site) == NOTHING
    site.edit("components.yaml", "  - name: API", "  # the one and only\n  - name: API")
    site.edit("incidents/first.md", "title: First", "# of many\ntitle: First")
    site.write("incidents/draft.md", THIRD.replace("---\n", "---\ndraft: true\n", 1))
    git(site.folder, "mv", "incidents/second.md", "incidents/2025-second.md")
    site.edit("incidents/2025-second.md", "title:", "id: second\ntitle:")
    assert diff(site) == NOTHING
    assert told(site)["changes"] is False


def test_a_new_incident_is_told_whole(site: Site) -> None:
    """On top stands what matters, then the components, then the news itself."""
    site.write("incidents/third.md", THIRD)
    lines = diff(site).splitlines()
    assert lines[0] == (
        "**1 incident opened.** The banner changes from *All Systems Operational* to *Partial System Outage*."
    )
    assert "| API | Operational | Major outage |" in lines
    assert "### Incident opened: Third" in lines
    assert "Investigating · impact: Critical · `incidents/third.md`" in lines
    assert "> **Investigating** · Aug 20, 2025 - 09:00 CEST" in lines
    assert "> We are looking at it." in lines
    assert "- new: Investigating: Third" in lines
    assert "- page added: `https://status.example.org/incidents/third/`" in lines


def test_programs_get_the_same_with_addresses_and_texts(site: Site) -> None:
    """Enough for a message in a chat or a mail."""
    site.write("incidents/third.md", THIRD)
    found = told(site)
    assert (found["changes"], found["summary"]) == (True, "1 incident opened.")
    assert found["banner"]["after"] == {"indicator": "major", "description": "Partial System Outage"}
    (report,) = found["reports"]
    assert report["changes"] == ["opened"]
    assert report["url"] == "https://status.example.org/incidents/third/"
    assert report["status"] == {"before": None, "after": "investigating"}
    assert report["components"][0]["before"] == "operational"
    assert report["components"][0]["after"] == "major_outage"
    (news,) = report["updates"]
    assert news["url"] == report["url"] + "#" + news["id"]
    assert (news["text"], news["html"]) == ("We are looking at it.", "<p>We are looking at it.</p>")
    assert news["at"] == "2025-08-20T07:00:00Z"
    assert found["pages"] == {"added": ["https://status.example.org/incidents/third/"], "removed": []}
    assert [item["title"] for item in found["feed"]["added"]] == ["Investigating: Third"]


@pytest.mark.parametrize("report", [THIRD, MAINTENANCE, NOTICE])
def test_programs_find_the_same_words_in_every_command(site: Site, report: str) -> None:
    """A report, its components and the banner, but for what is before and after."""
    site.write("incidents/third.md", report)
    changed, status = told(site), json.loads(run("-C", site.folder, "status", "--now", NOW, "--json").stdout)
    (before,), (now,) = changed["reports"], (r for kind in OPEN for r in status[kind])
    for field in ("id", "url", "path", "kind", "title", "impact", "window"):
        assert before[field] == now[field]
    assert changed["banner"]["after"] == status["banner"]
    for one, other in zip(before["components"], now["components"], strict=True):
        assert one.items() - other.items() == {("before", "operational"), ("after", other["state"])}


def test_long_lists_of_a_report_are_counted(site: Site) -> None:
    """Its components, what it told before, and what is told in another way."""
    names = [f"Part {number}" for number in range(25)]
    site.write("components.yaml", COMPONENTS + "".join(f"  - name: {name}\n" for name in names))
    updates = "".join(f"\n## Monitoring - 2025-08-20 09:{10 + n}:00 +02:00\n\nAll is well.\n" for n in range(10))
    report = THIRD.replace("{API: major_outage}", f"[{', '.join(names)}]") + updates
    site.write("incidents/third.md", report)
    text = diff(site)
    assert "Part 19 (Operational → Degraded performance), … and 5 more\n" in text
    assert "*3 earlier updates, then:*" in text
    commit(site.folder)
    site.write("incidents/third.md", report.replace("well", "good"))
    assert "*… and 2 more, edited too.*" in diff(site)


def test_a_report_that_is_there_already_is_linked(site: Site) -> None:
    """One that is not published yet would be a broken link."""
    site.edit("incidents/first.md", "It works again.", "It works again, and better.")
    text = diff(site)
    assert "### Incident edited: [First](<https://status.example.org/incidents/first/>)" in text
    assert "> no longer: It works again.\n>\n> now: It works again, and better.\n" in text
    assert "- changed: Resolved: First" in text


def test_a_removed_report_takes_its_page_with_it(site: Site) -> None:
    """One that moves leaves a redirect."""
    (site.folder / "incidents/first.md").unlink()
    site.edit("incidents/second.md", "title:", "id: new\naliases: [second]\ntitle:")
    found = told(site)
    assert [(r["id"], r["changes"]) for r in found["reports"]] == [("first", ["removed"]), ("new", ["renamed"])]
    assert found["pages"]["removed"] == ["https://status.example.org/incidents/first/"]
    assert found["pages"]["added"] == ["https://status.example.org/incidents/new/"]
    assert found["redirects"]["added"] == ["https://status.example.org/incidents/second/"]
    assert len(found["feed"]["removed"]) == 2


def test_settings_that_readers_see_stand_side_by_side(site: Site) -> None:
    """Components that come, change and go too."""
    text = COMPONENTS.replace("name: Nordlys", "name: Nordlys | North").replace(
        "  - name: Websites\n", "  - {name: Pages, id: websites, aliases: [Websites], since: 2025-01-01}\n"
    )
    site.write("components.yaml", text.replace("  - name: Portal\n", "  - name: Shop\n"))
    assert {(s["key"], s["before"], s["after"]) for s in told(site)["settings"]} == {
        ("page.name", "Nordlys", "Nordlys | North"),
        ("components.websites.name", "Websites", "Pages"),
        ("components.websites.since", "", "2025-01-01"),
        ("components.portal", "Portal", ""),
        ("components.shop", "", "Shop"),
    }
    assert "| `page.name` | Nordlys | Nordlys \\| North |" in diff(site)


def test_files_and_the_theme_count(site: Site) -> None:
    """A changed file is told of by its address."""
    site.write("static/logo.svg", "<svg/>")
    commit(site.folder)
    site.write("static/logo.svg", "<svg></svg>")
    assert "changed: `https://status.example.org/logo.svg`" in diff(site)
    site.write("themes/default/404.html", '{% extends "default/404.html" %}')
    assert diff(site).startswith("**The theme changed.**")


@pytest.mark.parametrize(
    ("revisions", "titles"),
    [
        ("", ["here"]),
        ("main", ["here"]),
        ("main~1", ["here", "on main"]),
        ("main~1..main", ["on main"]),
        ("main~1..", ["on main"]),
        ("..main~1", []),
        ("main..topic", ["on topic"]),
        ("main...topic", ["on topic"]),
        ("topic...", ["on main"]),
    ],
)
def test_sides_are_named_as_in_git(site: Site, revisions: str, titles: list[str]) -> None:
    """Two commits, the fork of two, or one against the files that are here."""
    git(site.folder, "checkout", "-q", "-b", "topic")
    site.write("incidents/topic.md", THIRD.replace("Third", "on topic"))
    commit(site.folder)
    git(site.folder, "checkout", "-q", "main")
    site.write("incidents/main.md", THIRD.replace("Third", "on main"))
    commit(site.folder)
    site.write("incidents/here.md", THIRD.replace("Third", "here"))
    found = [r["title"] for r in told(site, *filter(None, [revisions]))["reports"] if r["changes"] == ["opened"]]
    assert sorted(found) == titles


def test_a_newer_side_with_errors_is_not_compared(site: Site) -> None:
    """Half a comparison would mislead, so the errors are told instead."""
    site.write("incidents/third.md", "nothing")
    done = run("-C", site.folder, "diff", "--now", NOW)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "[no-front-matter]" in done.stderr
    assert done.stderr.endswith("Nothing is compared.\n")


def test_what_is_published_in_spite_of_errors_can_be_compared(site: Site) -> None:
    """So that those who are notified hear of an outage that one broken link elsewhere does not hold back."""
    site.write("incidents/third.md", THIRD)
    site.edit("incidents/first.md", "It works again.", "[It works](gone.md) again.")
    done = run("-C", site.folder, "diff", "--now", NOW, "--keep-going")
    assert done.exit_code == 1
    assert "[broken-link]" in done.stderr
    assert "### Incident opened: Third" in done.stdout


def test_what_changes_of_a_report_that_is_over_is_told(site: Site) -> None:
    """The worst that was, the impact that follows from it, and a text above the updates."""
    site.edit("incidents/first.md", "API: major_outage}\n---\n", "API: partial_outage}\n---\n\nA disk was full.\n")
    text = diff(site)
    assert "impact: Critical → Major" in text
    assert "Components: API (Major outage → Partial outage)" in text
    assert "Above the first update:\n\n> A disk was full.\n" in text


def test_what_mends_a_broken_site_is_compared_all_the_same(site: Site) -> None:
    """What could not be read before counts as new, and that is said."""
    site.write("incidents/third.md", THIRD.replace("major_outage", "majr_outage"))
    broken = commit(site.folder)
    site.write("incidents/third.md", THIRD)
    site.write("incidents/fourth.md", THIRD.replace("Third", "Fourth"))
    found = told(site, broken)
    assert [r["title"] for r in found["reports"]] == ["Fourth", "Third"]
    assert found["unreadable"] == ["incidents/third.md"]
    assert "could not be read before" in diff(site, broken)


def test_broken_settings_are_read_as_they_are_now(site: Site) -> None:
    """So that the reports are compared."""
    site.write("components.yaml", COMPONENTS + "oops: 1\n")
    broken = commit(site.folder)
    site.write("components.yaml", COMPONENTS)
    found = told(site, broken)
    assert (found["reports"], found["unreadable"]) == ([], ["components.yaml"])


def test_what_the_present_settings_name_is_borrowed_with_them(site: Site) -> None:
    """A picture that the older side lacks does not make everything new; nor do settings that were a link."""
    site.write("components.yaml", COMPONENTS + "oops: 1\n")
    broken = commit(site.folder)
    (site.folder / "components.yaml").rename(site.folder / "real.yaml")
    (site.folder / "components.yaml").symlink_to("real.yaml")
    linked = commit(site.folder)
    (site.folder / "components.yaml").unlink()
    site.write("components.yaml", COMPONENTS.replace("page:\n", "page:\n  logo: pictures/logo.svg\n"))
    site.write("pictures/logo.svg", "<svg/>")
    for old in (broken, linked):
        found = told(site, old)
        assert (found["reports"], found["unreadable"]) == ([], ["components.yaml"])


def test_a_site_that_was_not_there_is_new(site: Site, tmp_path: Path) -> None:
    """Each report of it, in the commit that brings it and in one without a folder of reports."""
    other = Site(tmp_path / "repository" / "site")
    (tmp_path / "repository" / "README").write_text("empty\n")
    git(tmp_path / "repository", "init", "--quiet", "--initial-branch", "main")
    git(tmp_path / "repository", "add", "README")
    git(tmp_path / "repository", "commit", "--quiet", "--message", "Begin")
    assert len(told(other)["reports"]) == 2
    git(site.folder, "rm", "-rq", "--cached", "incidents")
    git(site.folder, "commit", "--quiet", "--message", "Empty")
    assert len(told(site)["reports"]) == 2


def test_the_older_side_leaves_no_trace_in_the_cache(site: Site) -> None:
    """The next check parses nothing again."""
    site.edit("incidents/first.md", "It works again.", "It works.")
    diff(site)
    assert site.build().work.parsed == 0


def test_both_sides_are_seen_at_one_time(site: Site) -> None:
    """What is later than that is on neither, and news of the older side is no news."""
    site.write("incidents/third.md", THIRD)
    assert run("-C", site.folder, "diff", "--now", "2025-08-19T10:00Z").stdout == NOTHING
    commit(site.folder)
    assert diff(site) == NOTHING


def test_without_a_repository_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    """Git says so."""
    assert run("-C", Site(tmp_path / "site").folder, "diff").exit_code == 3
