"""Golden sites: each folder in tests/sites/ is a site, the instant it is seen at (`now`), and what comes of it.

`python tests/golden.py` rewrites `expected/` and `expected.txt` everywhere, the tutorial and what docs/theming.md
tells of a walk, of tokens and of contexts; a person reads the diff.
"""

import re
import shutil
import tempfile
from datetime import datetime
from io import StringIO
from pathlib import Path

from statusgen.cli.report import report
from statusgen.load.site import Moment
from statusgen.pipeline import build

import contexts
import tokentables
from tutorial import PAGE, played

SITES = Path(__file__).parent / "sites"
_HASHED_ASSET = re.compile(r"(assets/(?:style|records|report|favicon))\.[0-9a-f]{10}\.")


def outcome(site: Path) -> tuple[str, dict[str, bytes]]:
    """What the writer is told, and every published file but the theme's assets, by path.

    Names of the theme's assets lose their digest, so that a change of style is not a change of every page.
    """
    now = datetime.fromisoformat((site / "now").read_text().strip())
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "out"
        built = build(site, output, Moment(now, is_clock=False))
        told = StringIO()
        report(built.diagnostics, told)
        files = {
            path.relative_to(output).as_posix(): _HASHED_ASSET.sub(r"\1.", path.read_text("utf-8")).encode()
            for path in sorted(output.rglob("*"))
            if path.is_file() and not path.name.startswith(".") and path.parent.name != "assets"
        }
    files.pop("build.json", None)
    return told.getvalue(), files


def expected(site: Path) -> tuple[str, dict[str, bytes]]:
    """What is on record for a site."""
    told = site / "expected.txt"
    folder = site / "expected"
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
    return told.read_text("utf-8") if told.exists() else "", files


def rewrite(site: Path) -> None:
    """Makes the present outcome the expected one."""
    told, files = outcome(site)
    shutil.rmtree(site / "expected", ignore_errors=True)
    (site / "expected.txt").unlink(missing_ok=True)
    if told:
        (site / "expected.txt").write_text(told, "utf-8")
    for path, content in files.items():
        target = site / "expected" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


if __name__ == "__main__":
    for folder in sorted(SITES.iterdir()):
        rewrite(folder)
    for page in (PAGE, contexts.PAGE):
        with tempfile.TemporaryDirectory() as folder_of_the_page:
            page.write_text(played(page.read_text("utf-8"), Path(folder_of_the_page)), "utf-8")
    contexts.PAGE.write_text(tokentables.rewritten(contexts.rewritten(contexts.PAGE.read_text("utf-8"))), "utf-8")
