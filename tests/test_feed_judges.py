"""Every feed of every site here, before judges that nobody here wrote."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import jsonschema
import pytest
from lxml import etree

from statusgen.load.site import Moment
from statusgen.pipeline import build

from judges import NODE_MODULES, missing, node

DEMO = Path(__file__).parents[1]
SITES = {"demo": DEMO, **{name: DEMO / "tests/sites" / name for name in ("empty", "maintenances", "whole")}}
SCHEMAS = DEMO.parent / "shared" / "schemas"
FEEDVALIDATOR = Path(os.environ.get("QA") or Path(tempfile.gettempdir()) / "qa") / "feedvalidator" / "src"
pytestmark = pytest.mark.xdist_group("feeds")  # so that the sites are built once

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)


@pytest.fixture(scope="module", params=SITES)
def output(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where one of the sites is published."""
    output = tmp_path_factory.mktemp(request.param) / "out"
    assert build(SITES[request.param], output, Moment(NOW, is_clock=False)).publication
    return output


def _feeds(output: Path, *suffixes: str) -> list[Path]:
    found = [path for path in sorted(output.rglob("*")) if path.suffix in suffixes]
    assert found
    return found


def test_feedparser_has_no_complaint(output: Path) -> None:
    """And finds an id, a link and dates that are over in every item."""
    for path in _feeds(output, ".rss", ".atom"):
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, (path, feed.get("bozo_exception"))
        assert len({item.id for item in feed.entries}) == len(feed.entries)
        for item in feed.entries:
            assert item.link.startswith("https://")
            assert item.published_parsed <= NOW.timetuple()
            assert item.updated_parsed <= NOW.timetuple()


def test_rss_parser_reads_the_same_from_rss_and_atom(output: Path) -> None:
    """Titles, links, ids and dates."""
    pairs = [(path, path.with_suffix(".atom")) for path in _feeds(output, ".rss")]
    read = [
        json.loads(line)
        for line in node(NODE_MODULES.parent / "read_feeds.cjs", *map(str, sum(pairs, ()))).splitlines()
    ]
    for (path, _), rss, atom in zip(pairs, read[::2], read[1::2], strict=True):
        of_rss, of_atom = ([item[:3] for item in items] for _, items in (rss, atom))
        assert (rss[0], of_rss) == (atom[0], of_atom), path


def test_atom_follows_the_grammar_of_rfc_4287(output: Path) -> None:
    """Judged by jing with the RELAX NG of the standard."""
    if not (SCHEMAS / "atom.rnc").is_file():
        pytest.skip(f"the grammar is not at {SCHEMAS}")
    if shutil.which("jing") is None:
        missing("there is no jing on this machine")
    command = ["jing", "-c", str(SCHEMAS / "atom.rnc"), *map(str, _feeds(output, ".atom"))]
    judged = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (judged.stdout, judged.returncode) == ("", 0)


def test_json_feed_follows_its_schema(output: Path) -> None:
    """Version 1.1, by the schema of the package jsonfeed-schema."""
    schema = NODE_MODULES / "jsonfeed-schema" / "schema-v1.1.json"
    if not schema.is_file():
        missing("jsonfeed-schema is not installed: run npm ci in tests/npm")
    validator = jsonschema.Draft7Validator(json.loads(schema.read_text()), format_checker=jsonschema.FormatChecker())
    assert list(validator.iter_errors(json.loads((output / "feed.json").read_text()))) == []


def test_the_w3c_validator_has_no_complaint(output: Path) -> None:
    """Neither an error nor a warning; it is in no registry, so it is asked only where it lies beside the checkers."""
    if not FEEDVALIDATOR.is_dir():
        pytest.skip(f"there is no W3C feed validator at {FEEDVALIDATOR}")
    command = [sys.executable, str(Path(__file__).parent / "clients" / "w3c.py"), str(FEEDVALIDATOR), str(output)]
    judged = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (judged.stdout, judged.returncode) == ("", 0), judged.stderr


def test_every_field_is_documented(output: Path) -> None:
    """By its name, in docs/feeds.md."""
    documented = set(re.findall(r"`([^`]+)`", (DEMO / "docs" / "feeds.md").read_text("utf-8")))
    elements = [e for path in _feeds(output, ".rss", ".atom") for e in etree.fromstring(path.read_bytes()).iter()]
    names = {f"{e.prefix}:{etree.QName(e).localname}" if e.prefix else etree.QName(e).localname for e in elements}
    feed = json.loads((output / "feed.json").read_text("utf-8"))
    keys = {*feed, *(key for inner in (*feed["items"], *feed["authors"]) for key in inner)}
    assert names | keys <= documented
