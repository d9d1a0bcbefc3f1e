"""The benchmark's site is the same everywhere and free of complaints, and stays so while the rows work on it."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from statusgen.load.site import Moment
from statusgen.pipeline import build, check

from corpus import NOW, write_corpus
from rows import ROWS, copy_site

ROOT = Path(__file__).parent.parent
INCIDENTS = 60

DIGEST = "f4e0a5cdab21766a73f4427c9b820e80009d3ec74c82afec85a2cd0d6b269fb4"
"""Of all files of the site; with another one, numbers from before and after cannot be compared."""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site, which the tests leave as it is."""
    folder = tmp_path_factory.mktemp("bench") / "site"
    write_corpus(folder, incidents=INCIDENTS)
    return folder


def digest(folder: Path) -> str:
    """A digest of the names and the bytes of all files in a folder."""
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def reports(folder: Path) -> int:
    """How many reports a site has."""
    return len(list(folder.glob("incidents/**/*.md")))


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_the_same_arguments_give_the_same_bytes(hash_seed: str, corpus: Path, tmp_path: Path) -> None:
    """In another process, time zone and hash seed, and on the machine on which DIGEST was written down."""
    subprocess.run(
        [sys.executable, ROOT / "bench/corpus.py", tmp_path / "site", "--incidents", str(INCIDENTS)],
        env=os.environ | {"PYTHONHASHSEED": hash_seed, "TZ": "America/Caracas"},
        check=True,
    )
    assert digest(tmp_path / "site") == digest(corpus) == DIGEST


@pytest.mark.parametrize(("incidents", "components"), [(1, 1), (37, 25)])
def test_a_site_has_any_size(incidents: int, components: int, tmp_path: Path) -> None:
    """As many reports and components as were asked for."""
    write_corpus(tmp_path, incidents=incidents, components=components, years=2, seed=3)
    assert reports(tmp_path) == incidents
    assert (tmp_path / "components.yaml").read_text("utf-8").count("      - name: ") == components
    assert check(tmp_path, Moment(NOW)) == ()


def test_nothing_is_complained_about(corpus: Path, tmp_path: Path) -> None:
    """Neither by a check nor by a build."""
    assert check(corpus, Moment(NOW)) == ()
    built = build(corpus, tmp_path / "out", Moment(NOW, is_clock=False))
    assert built.diagnostics == ()
    assert "All Systems Operational" in (tmp_path / "out/index.html").read_text("utf-8")


def test_no_row_breaks_the_site(corpus: Path, tmp_path: Path) -> None:
    """Twice each, on a copy; ten new incidents are ten files more."""
    site = copy_site(corpus, tmp_path / "site")
    for row in (*ROWS, *ROWS):
        row.prepare(site)
    assert check(site.folder, Moment(site.now)) == ()
    assert reports(site.folder) == INCIDENTS + 20
