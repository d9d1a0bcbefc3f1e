"""Measures statusgen on sites of several sizes, and prints a table as Markdown.

python bench/run.py [--sizes 1000 10000] [--runs 3] [--site DIR] [--profile ROW]
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

from corpus import NOW, write_corpus
from costs import costs_table, profile
from measuring import HAS_PSS, FailedError, Run, measure
from rows import ROWS, Row, Site, copy_site

_RAM_DISK = Path("/dev/shm")  # noqa: S108
_RESULT = re.compile(r"([\d,]+) written, [\d,]+ removed, in [\d.]+ s\.$")


@dataclass(frozen=True)
class Result:
    """What a row costs on a site: the median of its runs."""

    milliseconds: float
    processor: float
    """Milliseconds of all processors."""
    megabytes: float
    written: str
    """How many files were written; a dash for a command that writes none."""


def main() -> None:
    """Measures what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure statusgen on sites of several sizes.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10000], help="reports (default: 1000 10000)")
    parser.add_argument("--runs", type=int, default=3, help="of each row, of which the median counts (default: 3)")
    parser.add_argument("--site", type=Path, help="an existing site, of which a copy is measured")
    parser.add_argument("--profile", choices=[row.name for row in ROWS], help="show where the time of a row goes")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=_RAM_DISK if _is_ram_disk() else None) as folder:
        sites = _sites(Path(folder), wanted.sizes, wanted.site)
        try:
            if wanted.profile:
                _print_costs(sites, next(row for row in ROWS if row.name == wanted.profile))
            else:
                _print_table(sites, wanted.runs)
        except FailedError as error:
            sys.exit(str(error))


def _is_ram_disk() -> bool:
    mounts = Path("/proc/mounts")
    return mounts.exists() and f"tmpfs {_RAM_DISK} tmpfs" in mounts.read_text()


def _sites(folder: Path, sizes: Sequence[int], existing: Path | None) -> Iterator[tuple[int, Site]]:
    """Each site with its size; it is gone when the next one comes."""
    _tell("Warming up")
    write_corpus(folder / "site", incidents=20)
    measure(Site(folder / "site", NOW).command("build"))
    shutil.rmtree(folder / "site")
    if existing:
        _tell(f"Copying {existing}")
        site = copy_site(existing, folder / "site")
        yield len(site.reports), site
        return
    for size in sorted(sizes):
        _tell(f"Writing {size:,} reports")
        write_corpus(folder / "site", incidents=size)
        yield size, Site(folder / "site", NOW)
        shutil.rmtree(folder / "site")


def _print_costs(sites: Iterator[tuple[int, Site]], row: Row) -> None:
    for size, site in sites:
        _tell(f"{size:,}: {row.name}")
        measure(site.command("build"))
        row.prepare(site)
        costs = profile(site.command(row.verb), site.folder.with_name("profile"))
        print(f"## {row.name}, {size:,} reports\n\n{costs_table(costs)}\n")
    print("The profiler makes Python code look slower than it is, and sees no other processes.")


def _print_table(sites: Iterator[tuple[int, Site]], runs: int) -> None:
    before = os.getloadavg()[0]
    results = {size: dict(_results(size, site, runs)) for size, site in sites}
    after = os.getloadavg()[0]
    start = min(measure([sys.executable, "-c", "pass"]).seconds for _ in range(5))
    program = min(measure([sys.executable, "-m", "statusgen", "build", "--help"]).seconds for _ in range(5))
    print(_table(results), end="\n\n")
    print(f"At best `python -c pass` takes {start * 1000:.0f} ms and `statusgen build --help`", end=" ")
    print(f"{program * 1000:.0f} ms; every time has that in it.")
    disk = f"RAM disk {_RAM_DISK}" if _is_ram_disk() else f"no RAM disk, but {tempfile.gettempdir()}"
    memory = "PSS of all processes" if HAS_PSS else "largest process"
    print(
        f"Median of {runs} runs; memory: {memory}. Python {platform.python_version()}, {platform.machine()},", end=" "
    )
    print(f"{os.cpu_count()} cores, load {before:.1f} to {after:.1f}, {disk}.")


def _results(size: int, site: Site, runs: int) -> Iterator[tuple[str, Result]]:
    for row in ROWS:
        _tell(f"{size:,}: {row.name}")
        done: list[Run] = []
        for _ in range(runs):
            row.prepare(site)
            done.append(measure(site.command(row.verb)))
        written = _RESULT.search(done[-1].said.strip())
        yield (
            row.name,
            Result(
                median(run.seconds for run in done) * 1000,
                median(run.processor for run in done) * 1000,
                median(run.megabytes for run in done),
                written[1] if written else "–",
            ),
        )


def _table(results: Mapping[int, Mapping[str, Result]]) -> str:
    """A line for each row; growth is time by size, compared with the size before: 1.0 is linear."""
    sizes = list(results)
    heads = ["row", *(head for size in sizes for head in (f"{size:,}: ms", "CPU ms", "MB", "written"))]
    heads += [f"growth to {size:,}" for size in sizes[1:]]
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)]]
    for row in ROWS:
        cells = [row.name]
        for size in sizes:
            result = results[size][row.name]
            cells += [
                f"{result.milliseconds:,.0f}",
                f"{result.processor:,.0f}",
                f"{result.megabytes:.0f}",
                result.written,
            ]
        for small, large in pairwise(sizes):
            times = results[large][row.name].milliseconds / results[small][row.name].milliseconds
            cells.append(f"{times / (large / small):.2f}")
        lines.append(cells)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _tell(what: str) -> None:
    """What is going on, for whoever waits."""
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
