"""Measures how soon an edit is on the screen under `statusgen serve`: from the saved file to the painted page.

python bench/follow.py [--sizes 1000 10000] [--runs 9] [--site DIR]
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from corpus import write_corpus
from measuring import ROOT
from rows import copy_site

_REPORT = """\
---
title: Edit {number}.
impact: none
---

## Investigating - {now:%Y-%m-%d %H:%M}Z

We are looking at it.
"""
_WATCH = """
new MutationObserver(() => {
  const edit = document.body?.textContent.match(/Edit \\d+\\./)?.[0];
  if (edit && edit !== window.edit) {
    window.edit = edit;
    requestAnimationFrame(() => setTimeout(() => (window.painted = [edit, Date.now()])));
  }
}).observe(document, { childList: true, subtree: true });
"""
_PAUSE = 0.5
"""Seconds between two edits."""
_PAGES = {"the front page": "", "its own page": "incidents/edited/"}
"""Where the edited report is looked at."""


def main() -> None:
    """Measures what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure how soon an edit is on the screen.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10000], help="reports (default: 1000 10000)")
    parser.add_argument("--runs", type=int, default=9, help="of each row, of which the median counts (default: 9)")
    parser.add_argument("--site", type=Path, help="an existing site, of which a copy is measured")
    wanted = parser.parse_args()
    chromium = shutil.which("chromium")
    print("| reports | an edit, seen on | ms | least | most |\n| ---: | --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, chromium_sandbox=False)
        for size, site in _sites(Path(folder), wanted.sizes, wanted.site):
            for where, times in _measure(browser, site, wanted.runs):
                cells = (f"{size:,}", where, *(f"{time:.0f}" for time in (median(times), min(times), max(times))))
                print(f"| {' | '.join(cells)} |", flush=True)
        browser.close()
    print(f"\nMedian of {wanted.runs} edits, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}.")


def _sites(folder: Path, sizes: Sequence[int], existing: Path | None) -> Iterator[tuple[int, Path]]:
    """Each site with its size; it is gone when the next one comes."""
    site = folder / "site"
    if existing:
        yield len(copy_site(existing, site).reports), site
        return
    for size in sorted(sizes):
        write_corpus(site, incidents=size)
        yield size, site
        shutil.rmtree(site)


def _measure(browser: Browser, site: Path, runs: int) -> Iterator[tuple[str, list[float]]]:
    """For each place where a report is seen, the milliseconds from each edit of it to its sight."""
    report = site / "incidents" / "edited.md"
    now, number = datetime.now(UTC), 0
    report.write_text(_REPORT.format(number=number, now=now))
    with _serving(site) as address:
        for where, path in _PAGES.items():
            page = browser.new_page()
            page.add_init_script(_WATCH)
            page.goto(address + path)
            times = []
            for _ in range(runs):
                time.sleep(_PAUSE)
                number += 1
                text, saved = _REPORT.format(number=number, now=now), time.time()
                report.write_text(text)
                painted = page.wait_for_function(
                    "n => window.painted?.[0] === `Edit ${n}.` && window.painted", arg=number
                )
                times.append(painted.json_value()[1] - saved * 1000)
            yield where, times
            page.close()


@contextmanager
def _serving(site: Path) -> Generator[str]:
    """The address of the site, as long as the block runs."""
    command = [sys.executable, "-u", "-m", "statusgen", "-C", str(site), "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield next(found[1] for line in process.stdout or () if (found := re.search(r"Serving (\S+)", line)))
        finally:
            process.send_signal(signal.SIGINT)


if __name__ == "__main__":
    main()
