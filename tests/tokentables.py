"""The design tokens, as the documentation tells them: made of the comments in tokens.css, and of the pairs."""

import re
from collections.abc import Iterator
from pathlib import Path

from statusgen.theme import shipped_themes_folder
from statusgen.theme.styles.contrast import PAIRS

PAGE = Path(__file__).parent.parent / "docs" / "theming.md"
BEGINNING = "<!-- What follows is written by `make golden`, from tokens.css. -->"
END = "<!-- The end of what is written from tokens.css. -->"
_GROUP = re.compile(r"(?m)^  /\* (.*) \*/$")
_TOKEN = re.compile(r"(?m)^ +(--[\w-]+): (.*?);(?: /\* (.*) \*/)?$")


def reference() -> str:
    """Every token with what it is in both schemes, and the pairs that meet."""
    text = (shipped_themes_folder() / "default/assets/tokens.css").read_text("utf-8")
    light, dark = text.split("@media screen and (prefers-color-scheme: dark)")
    values = {name: value for name, value, _ in _TOKEN.findall(dark)}
    first, *groups = _GROUP.split(light.split("@media")[0])
    assert not _TOKEN.findall(first)
    told = []
    for title, body in zip(groups[::2], groups[1::2], strict=True):
        tokens = _TOKEN.findall(body)
        in_dark = any(name in values for name, *_ in tokens)
        told.append(f"### {title}\n\n" + "\n".join(_rows(tokens, values if in_dark else None)))
    return "\n\n".join(told) + "\n\n### Pairs\n\n" + "\n".join(_pairs()) + "\n"


def rewritten(text: str) -> str:
    """The page with the tokens as they are now."""
    before, after = text.partition(BEGINNING)[0], text.partition(END)[2]
    return f"{before}{BEGINNING}\n\n{reference()}\n{END}{after}"


def _rows(tokens: list[tuple[str, str, str]], dark: dict[str, str] | None) -> Iterator[str]:
    yield (
        "| token | light | dark | what it is |\n|---|---|---|---|"
        if dark
        else "| token | value | what it is |\n|---|---|---|"
    )
    for name, value, said in tokens:
        other = f" `{dark[name]}` |" if dark else ""
        yield f"| `{name}` | `{value}` |{other} {said} |"


def _pairs() -> Iterator[str]:
    yield "| what is drawn | on what | ratio |\n|---|---|---|"
    for front, grounds, ratio in PAIRS:
        yield f"| `{front}` | {', '.join(f'`{ground}`' for ground in grounds)} | {ratio:g} |"
