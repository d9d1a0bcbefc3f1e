"""Texts for those who read far from the site: every address is absolute, and nothing needs our style."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import urljoin

from markupsafe import Markup

from statusgen.model.paths import report_folder
from statusgen.outputs.edition import Edition
from statusgen.source.prose import without_anchors
from statusgen.views.course import Course, Step

_FOR_OUR_STYLE = (
    (' tabindex="0"', ""),
    ('<li class="task">', "<li>"),
    ("<bdi>", ""),
    ("</bdi>", ""),
    ('<div class="scroll"><table>', "<table>"),
    ("</table></div>", "</table>"),
    *((f' class="{side}"', f' align="{side}"') for side in ("left", "center", "right")),
)
"""What only our pages can use, and what does the same elsewhere; no text has quotes or tags that look like it."""
_BOX = re.compile(r'<span class="box[^>]*>(.)</span>')
"""A task's box, which is a character elsewhere."""
_FROM_ROOT = re.compile(r'((?:href|src)=")(/[^"]*)')


def report_url(edition: Edition, course: Course) -> str:
    """The absolute address of a report's page."""
    return edition.url + report_folder(course.report.id)


def step_url(edition: Edition, course: Course, step: Step) -> str:
    """The absolute address of an update on its report's page."""
    return f"{report_url(edition, course)}#{step.id}"


def summary_abroad(edition: Edition, course: Course) -> Markup:
    """What stands in a report before its first update, as HTML that means the same wherever it is shown."""
    return _abroad(edition, edition.prose(course.report, course.report.summary, edition.url))


def news_abroad(edition: Edition, course: Course, step: Step) -> Markup:
    """What an update says, likewise."""
    return _abroad(edition, edition.news(course.report, step, edition.url))


def _abroad(edition: Edition, prose: Markup) -> Markup:
    html = without_anchors(str(prose))
    for ours, plain in _FOR_OUR_STYLE:
        html = html.replace(ours, plain)
    html = _BOX.sub(r"\1", html)

    def absolute(found: re.Match[str]) -> str:
        return found[1] + escape(urljoin(edition.url, unescape(found[2])))

    return Markup(_FROM_ROOT.sub(absolute, html))  # noqa: S704 (finished HTML, in which text has no quotes)
