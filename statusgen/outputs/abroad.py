"""Texts for those who read far from the site: every address is absolute, and nothing is there for a page's sake."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import urljoin

from markupsafe import Markup

from statusgen.outputs.edition import Edition
from statusgen.source.prose import Prose
from statusgen.views.course import Course, Step

_FROM_ROOT = re.compile(r'((?:href|src)=")(/[^"]*)')


def report_url(edition: Edition, course: Course) -> str:
    """The absolute address of a report's page."""
    return f"{edition.url}incidents/{course.report.id}/"


def step_url(edition: Edition, course: Course, step: Step) -> str:
    """The absolute address of an update on its report's page."""
    return f"{report_url(edition, course)}#{step.id}"


def absolute_prose(edition: Edition, course: Course, prose: Prose) -> Markup:
    """A report's text as HTML that means the same wherever it is shown."""
    html = edition.prose(course.report, prose, edition.url).replace(' tabindex="0"', "")

    def absolute(found: re.Match[str]) -> str:
        return found[1] + escape(urljoin(edition.url, unescape(found[2])))

    return Markup(_FROM_ROOT.sub(absolute, html))  # noqa: S704 (finished HTML, in which text has no quotes)
