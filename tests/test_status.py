"""`statusgen status`: what is happening now, without building the site."""

import json
from pathlib import Path

import pytest
from click import unstyle
from present import MOMENT, busy_site, told
from test_docs import CLI, FORMAT, examples, sections

from building import Site
from shell import run
from writing import at


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """At the clock's time."""
    monkeypatch.setattr("statusgen.cli.moment.read_clock", lambda: at(MOMENT))
    return busy_site(tmp_path / "site")


def test_the_status_is_what_the_front_page_shows(site: Site) -> None:
    """With ids, and times in the page's zone."""
    assert told(site, "status") == (
        "Nordlys: Minor Service Outage  (2025-08-20 12:00 +02:00)\n"
        "\n"
        "Websites  Partial outage\n"
        "API       Operational\n"
        "Portal    Under maintenance\n"
        "\n"
        "Open incidents\n"
        "  open: Pin is gone\n"
        "    Investigating, critical impact, since 2025-08-20 10:00 +02:00; last news 2025-08-20 10:00 +02:00\n"
        "    Websites: Partial outage\n"
        "\n"
        "Maintenance in progress\n"
        "  disks: New disks\n"
        "    In progress, 2025-08-20 11:00 +02:00 to 2025-08-20 13:00 +02:00\n"
        "    Portal: Under maintenance\n"
        "\n"
        "Notices\n"
        "  prices: New prices\n"
        "    Announced, 2025-08-19 09:00 +02:00 to 2025-08-21 00:00 +02:00\n"
    )


def test_the_lines_of_the_status_are_no_wider_than_a_terminal(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Times are short there, and the zone is told once; a colour has no width."""
    monkeypatch.setattr("statusgen.cli.status.terminal_width", lambda: 60)
    monkeypatch.setattr("statusgen.cli.status.in_colour", lambda _: True)
    title = "Pin is gone and does not come back before the evening, if then"
    site.edit("incidents/open.md", "title: Pin is gone", f"title: {title}")
    site.edit("incidents/open.md", "{Websites: partial_outage}", "{Websites: partial_outage, API: major_outage}")
    shown = unstyle(told(site, "status"))
    assert shown.startswith("Nordlys: Partial System Outage  (2025-08-20 12:00, Europe/Oslo)\n")
    assert (
        "  open:\n"
        "    Pin is gone and does not come back before the evening,\n"
        "      if then\n"
        "    Investigating, critical impact, since 2025-08-20 10:00;\n"
        "      last news 2025-08-20 10:00\n"
        "    Websites: Partial outage, API: Major outage\n"
    ) in shown


def test_the_status_was_another_one_before(site: Site) -> None:
    """`--now` leaves out later news, and a quiet day is said to be one."""
    before = told(site, "status", "--now", "2025-08-19T10:00:30Z")
    assert before.startswith("Nordlys: All Systems Operational  (2025-08-19 12:00 +02:00)\n")
    assert "Scheduled maintenance\n  disks: New disks\n" in before
    assert before.endswith("\nNothing is open.\n")


def test_the_status_as_json(site: Site) -> None:
    """With every field, in UTC."""
    found = json.loads(told(site, "status", "--json"))
    assert (found["now"], found["banner"]) == (
        "2025-08-20T10:00:00Z",
        {"indicator": "minor", "description": "Minor Service Outage"},
    )
    websites = {
        "id": "websites",
        "name": "Websites",
        "url": "https://status.example.org/components/websites/",
        "state": "partial_outage",
    }
    assert found["components"][0] == websites
    assert found["incidents"] == [
        {
            "id": "open",
            "path": "incidents/open.md",
            "url": "https://status.example.org/incidents/open/",
            "kind": "incident",
            "title": "Pin is gone",
            "status": "investigating",
            "impact": "critical",
            "components": [websites],
            "began": "2025-08-20T08:00:00Z",
            "ended": None,
            "updated": "2025-08-20T08:00:00Z",
            "window": None,
            "expires": None,
            "tags": ["Pin"],
        }
    ]
    (running,) = found["running"]
    assert running["window"] == {"start": "2025-08-20T09:00:00Z", "end": "2025-08-20T11:00:00Z"}
    assert running["impact"] == "maintenance"
    assert [(notice["impact"], notice["expires"]) for notice in found["notices"]] == [("none", "2025-08-20T22:00:00Z")]
    assert found["upcoming"] == []


def test_programs_are_told_the_words_that_readers_see(site: Site) -> None:
    """The terminal has those of the command line, which is English."""
    site.edit("components.yaml", "  name: Nordlys\n", "  name: Nordlys\n  language: de\n")
    assert told(site, "status").startswith("Nordlys: Minor Service Outage ")
    assert json.loads(told(site, "status", "--json"))["banner"]["description"] == "Geringfügiger Dienstausfall"


def test_groups_have_their_members_and_retired_components_are_left_out(site: Site) -> None:
    """In both forms."""
    site.edit(
        "components.yaml",
        "  - name: Portal\n",
        "  - name: Portal\n  - name: Europe\n    components: [{name: Mail}, {name: Fax, retired: 2025-01-01}]\n",
    )
    assert "Europe    Operational\n  Mail    Operational\n\n" in told(site, "status")
    group = json.loads(told(site, "status", "--json"))["components"][-1]
    assert (group["id"], group["url"], [member["id"] for member in group["components"]]) == ("europe", None, ["mail"])


def test_states_are_coloured_on_a_terminal_only(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """And not where nobody wants it."""
    monkeypatch.setattr("statusgen.cli.status.in_colour", lambda _: True)
    assert "\x1b[33m\x1b[1mPartial outage\x1b[0m" in told(site, "status")


COMMANDS = pytest.mark.parametrize("command", [("status",), ("status", "--json"), ("list",), ("list", "--json")])


@COMMANDS
def test_a_broken_report_hides_no_other(site: Site, command: tuple[str, ...]) -> None:
    """Its errors are told on standard error, with exit code 1; it may well be open."""
    site.edit("incidents/disks.md", "kind: maintenance", "kind: broken")
    found = run("-C", site.folder, *command)
    assert found.exit_code == 1
    assert "Pin is gone" in found.stdout
    assert "New disks" not in found.stdout
    assert "incidents/disks.md:3:7: error: " in found.stderr
    assert found.stderr.endswith("\n3 errors in 1 file\n")


def test_the_status_says_what_it_lacks(tmp_path: Path) -> None:
    """Rather than that nothing is open."""
    site = Site(tmp_path / "site")
    site.edit("incidents/first.md", "major_outage", "broken")
    found = run("-C", site.folder, "status").stdout
    assert found.endswith("\nLeft out, because of errors\n  incidents/first.md\n")
    assert "Nothing is open" not in found
    for command in ("status", "list"):
        assert json.loads(run("-C", site.folder, command, "--json").stdout)["left_out"] == ["incidents/first.md"]
    assert "Nothing is open" not in run("-C", site.folder, "list", "--open").output


def test_a_broken_link_costs_no_report(site: Site) -> None:
    """It is told all the same."""
    site.edit("incidents/open.md", "Text.", "[Text](gone.md).")
    found = run("-C", site.folder, "status")
    assert found.exit_code == 1
    assert "[broken-link]" in found.stderr
    assert "Pin is gone" in found.stdout
    assert "Left out" not in found.stdout


@COMMANDS
def test_without_settings_there_is_nothing_to_tell(site: Site, command: tuple[str, ...]) -> None:
    """But what is wrong with them."""
    site.edit("components.yaml", "page:\n", "page: [\n")
    found = run("-C", site.folder, *command)
    assert (found.exit_code, found.stdout) == (1, "")
    assert "components.yaml:" in found.stderr


def test_warnings_are_left_to_check(site: Site) -> None:
    """An outage is no time for them."""
    site.edit("incidents/open.md", "components: {Websites: partial_outage}\nimpact: critical\n", "")
    assert "[no-component]" in run("-C", site.folder, "check").output
    assert "Open incidents\n  open: Pin is gone\n" in told(site, "status")


def test_the_examples_of_the_documentation_are_what_the_commands_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the complete example of the format."""
    complete = examples(sections(FORMAT)["A complete example"])
    lessons = """\

- [x] Renew certificates without an approval (@ida, due 2025-08-14, prevent)
- [ ] Fire an alert 14 days before a certificate expires (@ida, due 2025-08-10, detect)
- [ ] Write down how to take a payment server out of service
"""
    for example in complete:
        path, content = example.file()
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content + (lessons if path.endswith(".md") else ""), "utf-8")
    monkeypatch.setattr("statusgen.cli.moment.read_clock", lambda: at("2025-08-11 12:00"))
    for command in ("status", "list"):
        for block in sections(CLI)[f"statusgen {command}"].split("```console\n$ statusgen ")[1:]:
            line, _, expected = block.partition("```")[0].partition("\n")
            assert run("-C", tmp_path, *line.split()).stdout == expected
