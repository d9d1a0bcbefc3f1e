"""The present of a site, for commands that tell of it."""

import sys
from dataclasses import replace
from pathlib import Path

from statusgen import pipeline
from statusgen.cli.means import cache_folder, cores
from statusgen.cli.progress import progress_bars
from statusgen.cli.report import report
from statusgen.load.site import Moment
from statusgen.means import Means
from statusgen.views.facts import Facts


def present_facts(folder: Path, moment: Moment) -> Facts:
    """The facts of a site; where its content has errors these are told, and the program exits with code 1."""
    with progress_bars() as progress:
        means = replace(Means(cache_folder(folder), cores()), progress=progress)
        found = pipeline.present(folder, moment, means)
    if found.facts is None:
        report(found.diagnostics, sys.stderr)
        sys.exit(1)
    return found.facts
