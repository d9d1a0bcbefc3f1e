"""Ids made from names, and which ids there may be."""

import re
import unicodedata

ID = re.compile(r"[A-Za-z0-9_-]{1,100}")
ID_RULE = "an id has 1 to 100 letters a-z, digits, '-' or '_'"

_TABLE = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "đ": "d", "Đ": "D", "ð": "d"}
    | {"Ð": "D", "þ": "th", "Þ": "Th", "ł": "l", "Ł": "L", "ı": "i", "&": " and ", "+": " plus "}
)


def slug(name: str) -> str:
    """The name in `[a-z0-9-]`; empty where nothing of it can be kept."""
    plain = unicodedata.normalize("NFKD", name.translate(_TABLE)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
