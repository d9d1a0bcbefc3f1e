"""How wide a text is about to be, where nobody can measure it: in a picture that others show."""

import unicodedata
from collections.abc import Iterator
from itertools import takewhile

_HUNDREDTHS = {
    28: "il'",
    40: " ,.fjt!",
    46: 'rI()[]/\\:;-|"J',
    56: "cszL?",
    62: "aekovxyFPTY",
    64: "bdghnpquE0123456789$*_`{}–“”„‘’«»",
    70: "ABCKRSVXZ",
    79: "DGHNOQU&",
    84: "w#+<=>^~",
    87: "M",
    98: "mæœ",
    100: "W@…—",
    108: "%ÆŒ",
}
_OF_LETTER = {letter: width for width, letters in _HUNDREDTHS.items() for letter in letters}
"""In hundredths of the font's size; of Verdana and DejaVu Sans, the widest of common fonts, the wider."""
_OF_CATEGORY = {"Mn": 0, "Me": 0, "Cf": 0, "Cc": 0, "Mc": 50, "Zs": 40, "Ll": 70, "Lu": 85, "Lt": 85, "So": 130}
"""By Unicode's category; generous means of the scripts that the table does not know."""
_RIGHT_TO_LEFT, _OTHERS = 55, 66


def text_width(text: str, size: float) -> float:
    """What a sans-serif font of this size needs for the text, rather too much than too little."""
    return sum(map(_width, text)) * size / 100


def shortened(text: str, size: float, most: float) -> str:
    """The text, or as many of its letters with `…` as are no wider than `most`."""
    if text_width(text, size) <= most:
        return text
    fitting = takewhile(lambda start: text_width(start, size) <= most, (f"{start}…" for start in _starts(text)))
    return max(fitting, key=len, default="…")


def _width(letter: str) -> int:
    base = unicodedata.normalize("NFD", letter)[0]
    if base in _OF_LETTER:
        return _OF_LETTER[base]
    category = unicodedata.category(letter)
    if category in ("So", "Mn", "Me"):
        return _OF_CATEGORY[category]
    if unicodedata.east_asian_width(letter) in "WF":
        return 100
    if unicodedata.bidirectional(letter) in ("R", "AL"):
        return _RIGHT_TO_LEFT
    return _OF_CATEGORY.get(category, _OTHERS)


def _starts(text: str) -> Iterator[str]:
    """The beginnings of a text that tear no letter from its marks."""
    for end in range(1, len(text)):
        joins = unicodedata.category(text[end])[0] == "M" or "\u200d" in text[end - 1 : end + 1]
        if not joins:
            yield text[:end].rstrip()
