"""What crawlers and static hosts look for: robots.txt, _headers, .nojekyll, build.json."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from statusgen.i18n import iso
from statusgen.outputs.edition import Edition, digest
from statusgen.outputs.output import Output, Wave

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)


def outputs(edition: Edition) -> Iterator[Output]:
    """All but build.json, which depends on everything else; what the site has of its own in static/ stays."""
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
