"""Stylesheets that are bundled from files that import files.

`@import "x.css";` at the top of a stylesheet stands for the theme's own `x.css`, wherever that comes from, and
`@import "default/x.css";` for the shipped one. What pages load is published by itself, and nothing else is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from statusgen.theme.folder import ASSETS, ThemeFile, own_templates
from statusgen.theme.styles.addresses import with_addresses
from statusgen.theme.styles.sheets import Sheets

STYLE = f"{ASSETS}style.css"
_SHIPPED = (STYLE, f"{ASSETS}report.css", f"{ASSETS}records.css")
"""What the shipped pages load."""
_NAMED = re.compile(r"[\"']([^\"'\n]+\.css)[\"']", re.IGNORECASE)


def cascade(path: str, sheets: Sheets) -> tuple[str, ...]:
    """The files that a stylesheet is made of, in their order, itself last; each once, where it comes first.

    Imports that lead nowhere or in a circle are left out: they are told elsewhere.
    """
    order: dict[str, None] = {}
    above: set[str] = set()

    def add(one: str) -> None:
        if one in sheets and one not in above and one not in order:
            above.add(one)
            for part in sheets[one].imports:
                add(part.path)
            order[one] = None

    add(path)
    return tuple(order)


def loaded(files: Mapping[str, ThemeFile], sheets: Sheets) -> tuple[str, ...]:
    """The stylesheets that pages load: those of the shipped pages, those that the site's own templates name, and own
    ones that are no part of another one, be it a shipped one that they replace.

    Those in a circle of imports are parts of themselves only, lest a template is blamed for what a stylesheet lacks.
    """
    own = {path for path, sheet in sheets.items() if sheet.is_own}
    parts = {one.path for path in own for one in sheets[path].imports}
    circles = {path for path in parts & own if any(path in cascade(one.path, sheets) for one in sheets[path].imports)}
    shipped = {ASSETS + path.partition(f"/{ASSETS}")[2] for path in sheets if not path.startswith(ASSETS)}
    named = {
        ASSETS + name
        for file in own_templates(files).values()
        for name in _NAMED.findall(file.content.decode(errors="replace"))
    }
    others = sorted((own - (parts - circles) - shipped) | named)
    return tuple(path for path in dict.fromkeys((*_SHIPPED, *others)) if path in sheets)


def bundled(path: str, sheets: Sheets, published: Callable[[str], str | None]) -> str:
    """The text of a stylesheet with what it imports in its place.

    `published` gives where an asset is published, from where the stylesheet is, if there is one of that name.
    """
    parts = [sheets[one] for one in cascade(path, sheets)]
    # The shipped ones load nothing, and to look would take every other site the time.
    return "\n".join(with_addresses(one, published) if one.is_own else one.text[one.start :] for one in parts)
