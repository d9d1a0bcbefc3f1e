"""Values as our files have them, so that reading gives them back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from statusgen.model.times import time_text
from statusgen.model.vocabulary import State
from statusgen.source.yamlerrors import in_quotes

_NEEDS_NO_QUOTES = re.compile(r"[^\W_](?:[\w .()/+&'!?-]*[\w.()/+&'!?-])?")
"""What YAML takes for a text wherever it stands, in brackets too."""

_MEANS_MORE = re.compile(r"null|true|false|yes|no|on|off|y|n|[\d.][\d_.:eE+-]*|0[xo][\da-fA-F]+", re.IGNORECASE)
"""What editors and other readers of YAML take for something else than a text."""


def yaml_text(text: str) -> str:
    """A text as YAML, in quotes where it needs some."""
    is_plain = _NEEDS_NO_QUOTES.fullmatch(text) and not _MEANS_MORE.fullmatch(text)
    return text if is_plain else in_quotes(text)


def yaml_states(states: Mapping[str, State]) -> str:
    """`{API: partial_outage, "Mail, incoming": operational}`; empty for none."""
    pairs = ", ".join(f"{yaml_text(name)}: {state.slug}" for name, state in states.items())
    return f"{{{pairs}}}" if pairs else ""


def yaml_block(states: Mapping[str, State]) -> str:
    """The same, a component on a line below the key."""
    return "".join(f"\n  {yaml_text(name)}: {state.slug}" for name, state in states.items())


def yaml_window(start: datetime | None, end: datetime | None, zone: ZoneInfo) -> str:
    """`{start: …, end: …}` with what is given of the two; empty for nothing."""
    pairs = ", ".join(f"{key}: {time_text(at, zone)}" for key, at in (("start", start), ("end", end)) if at)
    return f"{{{pairs}}}" if pairs else ""
