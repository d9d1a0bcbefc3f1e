"""Reports as JSON-LD in the vocabulary of schema.org, which search engines read."""

from __future__ import annotations

from statusgen.i18n import iso
from statusgen.outputs.abroad import news_abroad, report_url, step_url
from statusgen.outputs.edition import Edition
from statusgen.outputs.plaintext import plain_text
from statusgen.views.course import Course, Step


def linked_data(edition: Edition, course: Course) -> dict[str, object]:
    """A post that is written while something happens, with its updates."""
    page = edition.facts.site.page
    publisher: dict[str, object] = {"@type": "Organization", "name": page.name, "url": edition.url}
    if edition.logo:
        publisher["logo"] = edition.url + edition.logo.published
    told: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "@id": report_url(edition, course),
        "url": report_url(edition, course),
        "headline": course.report.title,
        "inLanguage": edition.language.tag,
        "datePublished": iso(course.announced),
        "dateModified": iso(course.changed),
        "coverageStartTime": iso(course.began),
        "author": [{"@type": "Person", "name": name} for name in course.report.authors] or publisher,
        "publisher": publisher,
        "about": [{"@type": "Thing", "name": edition.label(claim.component)} for claim in course.worst],
        "liveBlogUpdate": [_post(edition, course, step) for step in reversed(course.steps)],
    }
    if course.ended:
        told["coverageEndTime"] = iso(course.ended)
    return told


def _post(edition: Edition, course: Course, step: Step) -> dict[str, object]:
    return {
        "@type": "BlogPosting",
        "@id": step_url(edition, course, step),
        "url": step_url(edition, course, step),
        "headline": edition.language.status(step.label),
        "datePublished": iso(step.at),
        "dateModified": iso(step.changed),
        "articleBody": plain_text(news_abroad(edition, course, step)),
    }
