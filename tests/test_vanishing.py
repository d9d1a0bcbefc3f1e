"""Ways in which news once vanished into a text, or a complaint stood at the wrong place."""

from pathlib import Path

import pytest

from statusgen.model import links

from building import INCIDENT, Site
from writing import read, report, said

FRONT = "---\ntitle: Slow\n---\n\n"
FIRST = "## Investigating - 2025-08-05 09:00Z\n\nText.\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("    ## Resolved - 2025-08-05 10:00Z", ["9:5 '## Resolved - 2025-08-05 10:00Z' near-heading"]),
        ("\t## Resolved - 2025-08-05 10:00Z", ["9:2 '## Resolved - 2025-08-05 10:00Z' near-heading"]),
        ("1. ## Resolved - 2025-08-05 10:00Z", ["9:1 '1. ## Resolved - 2025-08-05 10:00Z' near-heading"]),
        ("2) Resolved - 2025-08-05 10:00Z", ["9:1 '2) Resolved - 2025-08-05 10:00Z' near-heading"]),
        ("    $ tail -f log\n    Resolved - 2025-08-05 10:00Z", []),
        ("```\n## Resolved - 2025-08-05 10:00Z\n```", []),
    ],
)
def test_an_update_that_would_be_shown_as_code_or_in_a_list(text: str, expected: list[str]) -> None:
    """It would leave the incident open."""
    assert said(read(f"{FRONT}{FIRST}{text}\n")[1]) == expected


@pytest.mark.parametrize("key", ["status: resolved", "impact: major", "ended: 2025-08-05 10:00Z", "state: up"])
def test_a_key_of_the_report_below_a_heading(key: str) -> None:
    """It would be shown as text and have no effect."""
    word = key.split(":", maxsplit=1)[0]
    text = f"{FRONT}## Investigating - 2025-08-05 09:00Z\n{key}\n\nText.\n"
    assert said(read(text)[1]) == [f"6:1 '{word}' unknown-key"]
    assert said(read(text.replace(key, key.capitalize()))[1]) == []


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("title: ! down", ["2:8 '! down' yaml-tag"]),
        ("title: !!str x", ["2:8 '!!str x' yaml-tag"]),
        ("title: '! down'", []),
        ("title: x\ntags: ! [a]", ["3:7 '! [a]' yaml-tag"]),
    ],
)
def test_a_value_that_begins_with_an_exclamation_mark(front: str, expected: list[str]) -> None:
    """YAML would drop the mark in silence."""
    assert said(read(f"---\n{front}\n---\n\n{FIRST}")[1]) == expected


def test_a_broken_link_is_told_where_it_is() -> None:
    """Also behind a good one that begins alike."""
    one = report(f"{FRONT}{FIRST}See [the chart](chart.png) and [the data](chart).\n")
    told = links.resolve(one, {one.path: one}, {"incidents/chart.png": "0" * 64})[2]
    assert said(told) == ["9:43 'chart' broken-link"]


@pytest.mark.parametrize("text", ["[x]()", "![x]()"])
def test_a_link_without_an_address(text: str) -> None:
    """It would lead to the page itself, or show nothing."""
    one = report(f"{FRONT}{FIRST}{text}\n")
    (told,) = links.resolve(one, {one.path: one}, {})[2]
    assert (told.code, told.message) == ("broken-link", "there is no address here")


@pytest.mark.parametrize(
    "after",
    [
        "\n## Update - 2025-08-17 11:00 +02:00\ncomponents: {API: major_outage}\n\nDown.\n",
        "\nAPI: major_outage\n",
    ],
)
def test_a_state_after_an_end_may_go_on(after: str, tmp_path: Path) -> None:
    """--keep-going does not leave it out."""
    site = Site(tmp_path / "site")
    site.write("incidents/third.md", INCIDENT.format(title="Third", day=17) + after)
    built = site.build(keep_going=True)
    assert (built.publication, built.salvage.needed) == (None, ("incidents/third.md",))
