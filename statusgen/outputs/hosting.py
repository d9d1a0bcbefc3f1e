"""What crawlers and static hosts look for: sitemap.xml, robots.txt, _headers, .nojekyll, build.json."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from xml.etree import ElementTree

from statusgen.i18n import iso
from statusgen.outputs.edition import Edition, digest
from statusgen.outputs.output import Output, Wave
from statusgen.outputs.xml import document

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def outputs(edition: Edition) -> Iterator[Output]:
    """All but build.json, which depends on everything else; what the site has of its own in static/ stays."""
    pages = _dated_pages(edition)
    key = digest(edition.digest, pages)
    yield Output("sitemap.xml", key, "the sitemap", lambda: _sitemap(edition, pages), Wave.ENTRANCES)
    texts = {"_headers": _headers(edition.base_path), ".nojekyll": ""}
    if edition.base_path == "/":
        texts["robots.txt"] = f"User-agent: *\nAllow: /\n\nSitemap: {edition.url}sitemap.xml\n"
    own = {file.published for file in edition.files}
    yield from (_text(path, content) for path, content in texts.items() if path not in own)


def stamp(edition: Edition, others: Sequence[Output]) -> Output:
    """build.json: when the site was built, and a digest of what it then said."""
    facts = edition.facts
    front = (facts.current.banner, [c.report.id for c in facts.current.notices], [day for day, _ in facts.recent_days])
    said = digest(sorted((o.path, o.key) for o in others if o.path != "index.html"), front)
    content = json.dumps({"built": iso(edition.facts.now), "digest": said}, indent=2) + "\n"
    return Output("build.json", digest(content), "the build", content.encode, Wave.ENTRANCES)


def _text(path: str, content: str) -> Output:
    return Output(path, digest(content), path, content.encode)


def _dated_pages(edition: Edition) -> list[tuple[str, datetime | None]]:
    """The address of every page that is worth finding, and when its content changed last."""
    facts = edition.facts
    pages: list[tuple[str, datetime | None]] = [("", facts.changed), ("history/", facts.changed)]
    for month, courses in facts.months.items():
        pages.append((f"history/{month.path}/", max((c.changed for c in courses), default=None)))
    pages += [(f"incidents/{course.report.id}/", course.changed) for course in facts.courses]
    for component, courses in facts.by_component.items():
        pages.append((f"components/{component}/", max((c.changed for c in courses), default=None)))
    if facts.uptimes:
        pages.append(("uptime/", facts.changed))
    return pages


def _sitemap(edition: Edition, pages: Sequence[tuple[str, datetime | None]]) -> bytes:
    root = ElementTree.Element("urlset", {"xmlns": _SITEMAP})
    for path, changed in pages:
        url = ElementTree.SubElement(root, "url")
        ElementTree.SubElement(url, "loc").text = edition.url + path
        if changed is not None:
            ElementTree.SubElement(url, "lastmod").text = iso(changed)
    return document(root)


def _headers(base_path: str) -> str:
    """For the hosts that read it (Netlify, Cloudflare Pages)."""
    return (
        f"{base_path}*\n"
        f"  Content-Security-Policy: {_POLICY}\n"
        "  X-Content-Type-Options: nosniff\n"
        "  Referrer-Policy: strict-origin-when-cross-origin\n"
        f"{base_path}assets/*\n"
        "  Cache-Control: public, max-age=31536000, immutable\n"
        f"{base_path}*.rss\n"
        "  Content-Type: application/rss+xml; charset=utf-8\n"
        f"{base_path}*.atom\n"
        "  Content-Type: application/atom+xml; charset=utf-8\n"
    )
