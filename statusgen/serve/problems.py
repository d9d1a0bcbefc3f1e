"""What keeps a site from being shown, as HTML to lay over its last good page, or as a page of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from statusgen.serve.http import OWN

SCRIPT = f"{OWN}serve.js"
STYLE = f"{OWN}serve.css"

_PAGE = Markup("""\
<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="stylesheet" href="/{style}">
<link rel="icon" href="data:,">
<main class="problems">
{problems}</main>
""")
_SITE = "this site"
_SHOWN = 50
"""How many problems are shown; nobody reads more of them in a page."""
_ITEM = Markup("<li>\n{place}<h2>{title}</h2>\n{excerpt}{hint}</li>\n")


@dataclass(frozen=True, slots=True)
class Problem:
    """An error, in words for people."""

    title: str
    """What is wrong."""
    place: str = ""
    """Where, where it has a place."""
    excerpt: str = ""
    """The source line with carets below it, or a traceback."""
    hint: str = ""
    """What to write instead."""


def overlay(problems: Sequence[Problem]) -> str:
    """The problems as HTML in which nothing of theirs is markup; empty where there are none."""
    return _listed(problems, _title(problems, _SITE)) if problems else ""


def problems_page(problems: Sequence[Problem], kept: str = _SITE) -> bytes:
    """A page that shows the problems in place of one of the site's; `kept` is what they keep from being made."""
    title = _title(problems, kept)
    return _PAGE.format(title=title, style=STYLE, problems=_listed(problems, title)).encode()


def _title(problems: Sequence[Problem], kept: str) -> str:
    count = len(problems)
    return f"{count:,} {'error keeps' if count == 1 else 'errors keep'} {kept} from being built"


def _listed(problems: Sequence[Problem], title: str) -> Markup:
    shown, more = problems[:_SHOWN], len(problems) - _SHOWN
    return Markup('<h1 id="title" tabindex="-1" autofocus>{}</h1>\n<ol>\n{}</ol>\n{}').format(
        title,
        Markup("").join(map(_item, shown)),
        Markup("<p>and {:,} more in the terminal</p>\n").format(more) if more > 0 else "",
    )


def _item(problem: Problem) -> Markup:
    place = Markup('<p class="place">{}</p>\n').format(problem.place) if problem.place else ""
    excerpt = Markup('<pre tabindex="0">{}</pre>\n').format(problem.excerpt) if problem.excerpt else ""
    hint = Markup("<p>{}</p>\n").format(problem.hint) if problem.hint else ""
    return _ITEM.format(place=place, title=problem.title, excerpt=excerpt, hint=hint)
