"""`statusgen list`: which reports there are, and what postmortems say is to be done."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from present import MOMENT, busy_site, told

from statusgen.cli.columns import columns
from statusgen.cli.text import cells

from building import Site
from shell import run
from writing import at


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """At the clock's time."""
    monkeypatch.setattr("statusgen.cli.moment.read_clock", lambda: at(MOMENT))
    return busy_site(tmp_path / "site")


def listed(site: Site, *arguments: str) -> list[str]:
    """The ids that `list` finds; it tells the same in both forms."""
    reports = json.loads(told(site, "list", *arguments, "--json"))["reports"]
    ids = [str(report["id"]) for report in reports]
    assert [line.split()[0] for line in run("-C", site.folder, "list", *arguments).stdout.splitlines()[1:]] == ids
    return ids


def test_reports_are_listed_newest_first(site: Site) -> None:
    """In columns."""
    assert told(site, "list") == (
        "ID      BEGAN                    STATUS         IMPACT       TITLE\n"
        "disks   2025-08-20 11:00 +02:00  In progress    maintenance  New disks\n"
        "open    2025-08-20 10:00 +02:00  Investigating  critical     Pin is gone\n"
        "prices  2025-08-19 09:00 +02:00  Announced      notice       New prices\n"
        "first   2025-08-18 09:00 +02:00  Resolved       critical     First\n"
        "second  2025-08-02 09:00 +02:00  Resolved       critical     Second\n"
    )


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        ("--open", "disks open prices"),
        ("--kind incident", "open first second"),
        ("--kind incident --open", "open"),
        ("-c API", "first second"),
        ("-c api -c Portal", "disks first second"),
        ("--impact critical -n 2", "open first"),
        ("--kind inc --impact Crit", "open first second"),
        ("--since 2025-08-18 --until 2025-08-19", "prices first"),
        ("--tag pin", "open"),
        ("--limit 1", "disks"),
    ],
)
def test_filters_choose_reports(site: Site, arguments: str, ids: str) -> None:
    """All of them hold; of several components, one is enough."""
    assert listed(site, *arguments.split()) == ids.split()


def test_a_group_stands_for_its_members(site: Site) -> None:
    """Of a filter."""
    site.edit("components.yaml", "  - name: API\n", "  - name: Europe\n    components: [{name: API}]\n")
    assert listed(site, "-c", "Europe") == ["first", "second"]


def test_an_expired_notice_is_not_open(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though nobody has closed it."""
    monkeypatch.setattr("statusgen.cli.moment.read_clock", lambda: at("2025-08-22T10:00Z"))
    assert listed(site, "--open") == ["open"]


def test_drafts_are_left_out(site: Site) -> None:
    """As everywhere."""
    site.edit("incidents/open.md", "tags:", "draft: true\ntags:")
    assert "open" not in listed(site)


def test_action_items_are_listed(site: Site) -> None:
    """What is to be done first, by its date."""
    assert told(site, "list", "--actions") == (
        "DUE         STATE    KIND     OWNER         REPORT  TEXT\n"
        "2025-08-19  overdue  detect   @ida @ops/db  first   Late\n"
        "2025-08-20  open     -        -             first   Later\n"
        "-           open     -        -             first   Some day\n"
        "2025-08-01  done     prevent  @ida          first   Done that\n"
    )


@pytest.mark.parametrize(
    ("arguments", "texts"),
    [
        (["--open"], ["Late", "Later", "Some day"]),
        (["--overdue"], ["Late"]),
        (["-n", "1"], ["Late"]),
        (["-c", "API", "--open", "--overdue"], ["Late"]),
        (["--until", "2025-08-10"], []),
    ],
)
def test_action_items_are_chosen(site: Site, arguments: Sequence[str], texts: Sequence[str]) -> None:
    """By what they are, and by the reports that they are in."""
    found = json.loads(told(site, "list", "--actions", *arguments, "--json"))["actions"]
    assert [action["text"] for action in found] == texts


def test_an_action_item_as_json(site: Site) -> None:
    """With every field, and where it is written."""
    (found,) = json.loads(told(site, "list", "--actions", "--overdue", "--json"))["actions"]
    assert found == {
        "text": "Late",
        "done": False,
        "overdue": True,
        "owners": ["ida", "ops/db"],
        "due": "2025-08-19",
        "kind": "detect",
        "report": "first",
        "title": "First",
        "path": "incidents/first.md",
        "line": 19,
        "url": "https://status.example.org/incidents/first/",
    }
    line = (site.folder / "incidents/first.md").read_text("utf-8").splitlines()[18]
    assert line.startswith("- [ ] Late")


@pytest.mark.parametrize("arguments", [("list", "--tag", "x"), ("list", "--actions", "--tag", "x")])
def test_nothing_is_said_to_be_nothing(site: Site, arguments: tuple[str, ...]) -> None:
    """On standard error, so that what reads on has nothing to read; as JSON, it is an empty list."""
    found = run("-C", site.folder, *arguments)
    assert (found.exit_code, found.stdout) == (0, "")
    assert found.stderr.startswith("There is no such ")
    found = json.loads(told(site, *arguments, "--json"))
    assert found == {"actions" if "--actions" in arguments else "reports": [], "left_out": []}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-c", "Portla"], "there is no component 'Portla'; did you mean 'Portal'?"),
        (["--overdue"], "--overdue is about action items: add --actions"),
        (["--since", "2025-08-02", "--until", "2025-08-01"], "--since is later than --until"),
        (["--since", "yesterday"], "'yesterday' is no day; write it as 2025-08-01"),
        (["--since", "2023-10"], "'2023-10' is no day; write it as 2023-10-01"),
        (["--until", "2023"], "'2023' is no day; write it as 2023-01-01"),
        (["--impact", "m"], "'m' could be minor or major"),
        (["--kind", "outage"], "'outage' is no kind of report; write one of: incident, maintenance, notice"),
        (["-n", "0"], "0 is not in the range x>=1"),
    ],
)
def test_wrong_use_is_told(site: Site, arguments: list[str], message: str) -> None:
    """With exit code 2."""
    found = run("-C", site.folder, "list", *arguments)
    assert (found.exit_code, found.stdout) == (2, "")
    assert message in found.stderr


def test_where_nothing_is_open_it_is_said(tmp_path: Path) -> None:
    """Unless that is true of what was asked for only."""
    site = Site(tmp_path / "site")
    assert run("-C", site.folder, "list", "--open").stderr == "Nothing is open.\n"
    assert run("-C", site.folder, "list", "--open", "-c", "API").stderr == "There is no such report.\n"


def test_titles_end_with_the_line_of_a_terminal() -> None:
    """Wide characters fill two columns, and what could command a terminal is escaped."""
    rows = [
        ("one", "A title\x1b that is too long for a line"),
        ("障害", "接続できない障害が発生しています。調査中です。"),
    ]
    lines = columns(("ID", "TITLE"), rows, (), 40).splitlines()
    assert lines == [
        "ID    TITLE",
        "one   A title\\x1b that is too long for…",
        "障害  接続できない障害が発生しています…",
    ]
    assert max(map(cells, lines)) <= 40
    assert columns(("ID", "TITLE"), rows, (), None).endswith("調査中です。")


def test_a_table_that_a_terminal_is_too_narrow_for_has_two_lines_a_row() -> None:
    """Titles are cut off, ids never are; what there is not is left out."""
    header = ("ID", "BEGAN", "OWNER", "STATUS", "TITLE")
    rows = [
        ("2025-08-05-failed-card-payments", "10:00", "-", "Resolved", "Card payments fail in Europe and elsewhere"),
        ("a-very-long-id-that-fills-more-than-a-line-has", "09:00", "@ida", "-", "Short"),
    ]
    assert columns(header, rows, {"STATUS"}, 40).splitlines() == [
        "Card payments fail in Europe… (Resolved)",
        "  2025-08-05-failed-card-payments  10:00",
        "Short",
        "  a-very-long-id-that-fills-more-than-a-line-has",
        "    09:00  @ida",
    ]


def test_on_a_terminal_the_zone_is_told_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """And times are short."""
    monkeypatch.setattr("statusgen.cli.listing.terminal_width", lambda: 80)
    assert told(site, "list", "--kind", "incident") == (
        "ID      BEGAN             STATUS         IMPACT    TITLE\n"
        "open    2025-08-20 10:00  Investigating  critical  Pin is gone\n"
        "first   2025-08-18 09:00  Resolved       critical  First\n"
        "second  2025-08-02 09:00  Resolved       critical  Second\n"
        "\n"
        "Times are in Europe/Oslo.\n"
    )
