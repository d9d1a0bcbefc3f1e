"""What a visitor sees at an address that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from statusgen.outputs.edition import Edition
from statusgen.outputs.output import Output

TEMPLATE = "404.html"


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """Context of `404.html`; its links carry the site's whole path, for it is shown at any address."""


def outputs(edition: Edition) -> Iterator[Output]:
    """The page that static hosts show in place of a missing one."""
    yield Output(
        "404.html",
        edition.digest,
        "the page for missing pages",
        lambda: edition.render(TEMPLATE, "404.html", NotFoundPage(), root=edition.base_path),
    )
