"""_headers tells hosts what to send with which file, in a way that both Netlify and Cloudflare Pages understand."""

import re
from collections import Counter
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from building import Site, published
from hosting import hosting

Rules = dict[str, list[tuple[str, str]]]

PUBLIC = (
    *("history.rss", "components/api/history.atom", "feed.json", "calendar.ics"),
    *("badge.svg", "api/v2/summary.json", "embed.js"),
)


def rules(text: str) -> Rules:
    """The headers of each path of a `_headers` file."""
    found: Rules = {}
    for path, lines in re.findall(r"(?m)^(/.*)\n((?:  .*\n)+)", text):
        pairs = (line.strip().partition(": ") for line in lines.splitlines())
        found[path] = [(name, value) for name, _, value in pairs]
    return found


def sent(rules: Rules, path: str) -> list[tuple[str, str]]:
    """The headers that a host sends with a file."""
    return [header for rule, headers in rules.items() if _pattern(rule).fullmatch(path) for header in headers]


def _pattern(rule: str) -> re.Pattern[str]:
    """An asterisk is anything, a word with a colon is anything up to the next slash."""
    return re.compile(re.sub(r":\w+", "[^/]+", re.escape(rule).replace(r"\*", ".*").replace(r"\:", ":")))


@pytest.fixture(params=["https://status.example.org/", "https://example.org/status/"])
def site(tmp_path: Path, request: pytest.FixtureRequest) -> Site:
    """A site at the root of its host, and one below a path."""
    site = Site(tmp_path / "site")
    site.edit("components.yaml", "https://status.example.org/", request.param)
    assert site.build().publication
    return site


@pytest.fixture
def base(site: Site) -> str:
    return "/status/" if "/status/" in (site.folder / "components.yaml").read_text("utf-8") else "/"


def test_no_file_gets_a_header_twice(site: Site, base: str) -> None:
    """Cloudflare would join the two values; and it ignores a path with two asterisks, and rules beyond the 100th."""
    headers = rules(site.page("_headers"))
    assert len(headers) <= 100
    assert all(rule.startswith(base) and rule.count("*") <= 1 for rule in headers)
    for path in (*published(site.output), *PUBLIC, "components/api/badge.svg", "components/api/calendar.ics"):
        names = Counter(name for name, _ in sent(headers, base + path))
        assert set(names.values()) == {1}, path


@pytest.mark.parametrize("path", [*PUBLIC, "components/api/badge.svg", "components/api/calendar.ics"])
def test_every_page_may_read_what_is_made_for_machines(site: Site, base: str, path: str) -> None:
    """From any origin, and under the policy of the site."""
    headers = dict(sent(rules(site.page("_headers")), base + path))
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_the_widget_can_be_loaded_from_anywhere_and_is_soon_renewed(site: Site, base: str) -> None:
    """Pages are not shared."""
    headers = dict(sent(rules(site.page("_headers")), f"{base}embed.js"))
    assert headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert headers["Cache-Control"] == "public, max-age=300"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Access-Control-Allow-Origin" not in dict(sent(rules(site.page("_headers")), base))


def test_serve_lets_the_pages_of_this_machine_read_the_same_files(tmp_path: Path) -> None:
    """Those, and no others."""
    site = Site(tmp_path / "site")
    site.build()
    headers, name = rules(site.page("_headers")), "Access-Control-Allow-Origin"
    with hosting(site.output) as address:
        for path in published(site.output):
            with urlopen(Request(address + path, headers={"Origin": "http://localhost:1"})) as answer:
                assert (name in answer.headers) == (name in dict(sent(headers, f"/{path}"))), path
