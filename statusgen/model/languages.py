"""Language tags, and which languages stand in for others."""

from babel import Locale

ORIGINAL = "en"
"""The language that the program's own words are written in."""


def fallbacks(tag: str) -> tuple[str, ...]:
    """A language, then those that its readers understand too, the nearest first: pt_BR and pt for `pt-BR`."""
    parts = str(Locale.parse(tag, sep="-")).split("_")
    return tuple("_".join(parts[:count]) for count in range(len(parts), 0, -1))
