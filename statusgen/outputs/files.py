"""What is published as it is: the theme's assets, the logo, linked files, and static/."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from statusgen.outputs.edition import Edition, digest
from statusgen.outputs.output import Output, Wave
from statusgen.theme import Asset


def outputs(edition: Edition) -> Iterator[Output]:
    """One output for each file."""
    for asset in edition.theme.assets:
        yield Output(asset.path, digest(asset.path), f"the theme's {asset.name}", _content(asset), Wave.ASSETS)
    assets = {asset.path for asset in edition.theme.assets}
    for file in edition.files:
        if file.published not in assets:  # a logo that the theme has too, under a name made of the same content
            yield Output(file.published, digest(file.published, file.digest), file.path, file.read, Wave.ASSETS)


def _content(asset: Asset) -> Callable[[], bytes]:
    return lambda: asset.content
