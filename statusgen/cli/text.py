"""Text that is safe to show on a terminal, and how wide it is there."""

import unicodedata

_TAB = "    "
_TURNS_THE_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSHOWABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})
_WITHOUT_WIDTH = frozenset({"Mn", "Me", "Cf"})


def visible(text: str) -> str:
    """`text` with everything escaped that could command a terminal or hide what is there."""
    return "".join(map(_shown, text))


def cells(text: str) -> int:
    """How many columns of a terminal `text` fills, once it is visible."""
    return sum(map(_width, text))


def _shown(character: str) -> str:
    if character == "\t":
        return _TAB
    if unicodedata.category(character) in _UNSHOWABLE or character in _TURNS_THE_DIRECTION:
        return character.encode("unicode_escape", "surrogatepass").decode("ascii")
    return character


def _width(character: str) -> int:
    if unicodedata.category(character) in _WITHOUT_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
