"""Whether what stands on something can be read: the contrast of the pairs of tokens that meet on a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coloraide import Color

from statusgen.diagnostics import Diagnostic, Severity
from statusgen.theme.styles.tokens import SCHEMES, Token, Tokens

TEXT, MARK = 4.5, 3.0
"""What WCAG 2.2 asks for at level AA: of text, and of what else must be seen."""
_GROUNDS = ("--bg", "--surface")
_STATES = ("--ok", "--maintenance", "--minor", "--major", "--critical")
_TINTS = ("--accent-tint", *(f"{state}-tint" for state in _STATES))
PAIRS: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("--ink", (*_GROUNDS, *_TINTS), TEXT),
    ("--soft", (*_GROUNDS, *_TINTS), TEXT),
    ("--accent", (*_GROUNDS, "--accent-tint"), TEXT),
    *((state, (*_GROUNDS, f"{state}-tint"), TEXT) for state in _STATES),
    ("--edge", _GROUNDS, MARK),
    ("--ok-bar", _GROUNDS, MARK),
    *((f"--day-{level}", _GROUNDS, MARK) for level in range(1, 5)),
    ("--on-day-1", ("--day-1",), TEXT),
    ("--on-day", ("--day-2", "--day-3", "--day-4"), TEXT),
)
"""What is drawn, what it is drawn on, and the ratio that this needs."""
_STEPS = 100
_FEW = 3


@dataclass(frozen=True, slots=True)
class _Miss:
    """A pair that is too close."""

    front: str
    ground: str
    ratio: float
    needed: float


def contrast_problems(tokens: Tokens) -> Iterator[Diagnostic]:
    """The site's own colours that are too close to what they stand on, each with the colour next to it that is not."""
    for scheme in SCHEMES:
        values = {name: tokens.value(name, scheme) for name in tokens.by_scheme[scheme]}
        own = {name: token for name, token in tokens.by_scheme[scheme].items() if token.is_own}
        yield from _unreadable(own, values)
        misses: dict[str, list[_Miss]] = {}
        for miss in low_pairs(values):
            to_blame = next((name for name in (miss.front, miss.ground) if name in own), None)
            if to_blame:
                misses.setdefault(to_blame, []).append(miss)
        for name, found in misses.items():
            yield _diagnostic(own[name], scheme, values, found)


def low_pairs(values: dict[str, str]) -> Iterator[_Miss]:
    """The pairs of colours with less contrast than they need."""
    for front, grounds, needed in PAIRS:
        for ground in grounds:
            ratio = _ratio(values.get(front, ""), values.get(ground, ""))
            if ratio is not None and ratio < needed:
                yield _Miss(front, ground, ratio, needed)


def _ratio(front: str, ground: str) -> float | None:
    """The contrast of two colours; None where one of them cannot be told."""
    above, below = _colour(front), _colour(ground)
    if above is None or below is None:
        return None
    return float(type(above).layer([above, below]).contrast(below, method="wcag21"))


def _unreadable(own: dict[str, Token], values: dict[str, str]) -> Iterator[Diagnostic]:
    """Colours whose contrast cannot be told."""
    colours = {name for front, grounds, _ in PAIRS for name in (front, *grounds)}
    for name in sorted(colours & own.keys()):
        if _colour(values[name]) is None:
            said = f"'{values[name]}'" if values[name] else "what it is made of"
            message = f"the contrast of '{name}' is not checked, for {said} is no colour that can be told from the file"
            hint = "write it as #0b57a4, rgb(…), hsl(…) or oklch(…)"
            yield Diagnostic(own[name].at, "low-contrast", message, hint, Severity.WARNING)


def _diagnostic(token: Token, scheme: str, values: dict[str, str], misses: list[_Miss]) -> Diagnostic:
    worst = sorted(misses, key=lambda miss: miss.ratio / miss.needed)[:_FEW]
    pairs = ", ".join(f"{miss.ratio:.2f} of {miss.needed:g} with '{_other(token, miss)}'" for miss in worst)
    more = f" and {len(misses) - _FEW} more" if len(misses) > _FEW else ""
    message = f"'{token.name}' has too little contrast in the {scheme} scheme: {pairs}{more}"
    better = _better(token.name, values)
    place = " for :root in @media screen and (prefers-color-scheme: dark)" if scheme == "dark" else ""
    hint = f"write {token.name}: {better};{place}" if better else "choose colours that differ more in lightness"
    return Diagnostic(token.at, "low-contrast", message, hint, Severity.WARNING)


def _other(token: Token, miss: _Miss) -> str:
    return miss.ground if token.name == miss.front else miss.front


def _better(name: str, values: dict[str, str]) -> str:
    """The colour nearest in lightness that has contrast enough in all its pairs; empty if there is none."""
    colour = _colour(values[name])
    if colour is None:
        return ""
    start = colour.convert("oklch")
    for step in range(1, _STEPS + 1):
        for lightness in (start["lightness"] - step / _STEPS, start["lightness"] + step / _STEPS):
            if 0 <= lightness <= 1:
                near = start.clone().set("lightness", lightness).convert("srgb").fit().to_string(hex=True)
                changed = values | {name: near}
                if not any(name in (miss.front, miss.ground) for miss in low_pairs(changed)):
                    return str(near)
    return ""


def _colour(text: str) -> Color | None:
    try:
        return Color(text)
    except ValueError:
        return None
