"""Facts become bytes with a path. Pure: nothing here opens, writes or prints anything."""

from collections.abc import Callable, Iterator

from statusgen.outputs import api, badges, calendars, embed, feeds, files, hosting, sitemap
from statusgen.outputs.edition import Edition
from statusgen.outputs.output import Output
from statusgen.outputs.pages import PAGES

OUTPUTS: tuple[Callable[[Edition], Iterator[Output]], ...] = (
    files.outputs,
    *PAGES,
    feeds.outputs,
    calendars.outputs,
    badges.outputs,
    api.outputs,
    sitemap.outputs,
    embed.outputs,
    hosting.outputs,
)


def plan(edition: Edition) -> tuple[Output, ...]:
    """Every file of the site; nothing is rendered yet."""
    outputs = tuple(output for make in OUTPUTS for output in make(edition))
    return (*outputs, hosting.stamp(edition, outputs))
