"""Templates of one's own, with placeholders; what is wrong with them is told by the check."""

import re
from pathlib import Path

import pytest

from statusgen.editing.templates import PLACEHOLDERS, shipped_names, shipped_template

from desk import NOW, begin, files, refused, said, set_clock, write
from shell import run


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty site, at noon."""
    set_clock(monkeypatch, NOW)
    return begin(tmp_path / "site")


def test_a_template_may_say_everything_itself(site: Path) -> None:
    """Then not even a title is needed; a comment of its own stays."""
    write(
        site,
        "templates/login.md",
        """\
---
title: Login fails
tags: [login]   # as always
components: {Europe / Login: partial_outage}
---

## Investigating - {{ time }}

Some of you cannot log in.
""",
    )
    said(site, "new", "--template", "login")
    assert files(site) == {
        "incidents/2025/2025-08-20-login-fails.md": b"""\
---
title: Login fails
tags: [login]   # as always
components: {Europe / Login: partial_outage}
---

## Investigating - 2025-08-20 12:00 +02:00

Some of you cannot log in.
"""
    }
    assert refused(site, "new", "Other", "--template", "login") == (
        "the template 'login' has no place for this: put {{ title }} into it"
    )


def test_an_own_template_takes_the_place_of_the_shipped_one(site: Path) -> None:
    """Values are YAML in the front matter and plain in the text; a line with nothing to say is left out."""
    write(
        site,
        "templates/incident.md",
        "---\ntitle: {{title}}\nimpact: {{ impact }}\ntags: [{{ impact }}, x]\n---\n\n"
        "## {{ status }} - {{ time }}\n\n**{{ title }}**: {{ message }}\n",
    )
    said(site, "new", "A: b", "-m", "Slow.")
    assert (
        b'title: "A: b"\n---\n\n## Investigating - 2025-08-20 12:00 +02:00\n\n**A: b**: Slow.\n'
        in (files(site)["incidents/2025/2025-08-20-a-b.md"])
    )


def test_updates_and_postmortems_have_templates_too(site: Path) -> None:
    """By the same option."""
    write(site, "templates/failover.md", "## Identified - {{ time }}\ncomponents: {{ components }}\n\nWe fail over.\n")
    write(site, "templates/postmortem.md", "## Postmortem - {{ time }}\n\n{{ title }} lasted {{ duration }}.\n")
    said(site, "new", "Slow", "-c", "api=major", "--at", "11:00")
    said(site, "update", "--template", "failover", "-c", "api=degraded")
    said(site, "resolve")
    said(site, "postmortem", "slow")
    text = next(iter(files(site).values())).decode()
    assert "## Identified - 2025-08-20 12:00 +02:00\ncomponents: {API: degraded_performance}\n\nWe fail over.\n" in text
    assert text.endswith("## Postmortem - 2025-08-20 12:00 +02:00\n\nSlow lasted 1 hr.\n")


def test_a_notice_is_a_template_away(site: Path) -> None:
    """It is shipped, as those of the other kinds are."""
    said(site, "new", "New terms", "--template", "notice", "-m", "Read them.")
    assert files(site)["incidents/2025/2025-08-20-new-terms.md"].startswith(b"---\ntitle: New terms\nkind: notice\n")
    assert shipped_names() == ("incident", "maintenance", "notice", "postmortem", "update")


def test_the_check_tells_of_placeholders_that_mean_nothing(site: Path) -> None:
    """So that nobody meets them during an outage; there, nothing is written."""
    write(site, "templates/incident.md", "---\ntitle: {{ titel }}\n---\n\n## {{ status }} - {{ time }}\n\n{{ }}\n")
    told = run("-C", site, "check")
    assert told.exit_code == 1
    assert told.stdout.startswith(
        "templates/incident.md:2:11: error: there is no placeholder 'titel'  [unknown-placeholder]\n"
        "  2 | title: {{ titel }}\n"
        "    |           ^^^^^ did you mean 'title'?\n"
        "templates/incident.md:7:1: error: there is no placeholder ''  [unknown-placeholder]\n"
    )
    assert refused(site, "new", "X", code=1) == "Nothing was written."


def test_a_template_that_makes_a_broken_report_writes_nothing(site: Path) -> None:
    """The errors are those that the file would have."""
    write(site, "templates/bad.md", "---\ntitle: {{ title }}\nimpact: huge\n---\n\n## {{ status }} - {{ time }}\n")
    told = run("-C", site, "new", "X", "--template", "bad")
    assert "[bad-choice]" in told.stderr
    assert not files(site)


def test_every_placeholder_is_explained() -> None:
    """In the words of the program, which have a test of their own to be true."""
    page = (Path(__file__).parents[1] / "docs/templates.md").read_text("utf-8")
    assert re.findall(r"(?m)^\| `\{\{ (\w+) \}\}` \|", page) == list(PLACEHOLDERS)


@pytest.mark.parametrize("name", shipped_names())
def test_shipped_templates_ask_for_what_there_is(name: str) -> None:
    """And for nothing else."""
    template = shipped_template(name)
    assert template is not None
    assert template.placeholders <= set(PLACEHOLDERS)
