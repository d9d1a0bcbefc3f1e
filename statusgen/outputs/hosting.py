"""What crawlers and static hosts look for: robots.txt, _headers, .nojekyll, build.json."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from statusgen.i18n import iso
from statusgen.outputs import mediatypes
from statusgen.outputs.edition import Edition, digest
from statusgen.outputs.output import Output, Wave

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
_SHARED = "Access-Control-Allow-Origin: *"
_BRIEFLY = "Cache-Control: public, max-age=60"
_ANYWHERE = "Cross-Origin-Resource-Policy: cross-origin"
_BADGE = ("Content-Type: image/svg+xml", _BRIEFLY, _SHARED, _ANYWHERE)
_HEADERS = {
    "*": (
        f"Content-Security-Policy: {_POLICY}",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: strict-origin-when-cross-origin",
    ),
    "assets/*": ("Cache-Control: public, max-age=31536000, immutable",),
    "*.rss": (f"Content-Type: {mediatypes.RSS}; charset=utf-8", _SHARED),
    "*.atom": (f"Content-Type: {mediatypes.ATOM}; charset=utf-8", _SHARED),
    "*.ics": (f"Content-Type: {mediatypes.CALENDAR}; charset=utf-8", _SHARED),
    "feed.json": (f"Content-Type: {mediatypes.JSON_FEED}; charset=utf-8", _SHARED),
    "api/v2/*": (_BRIEFLY, _SHARED),
    "badge.svg": _BADGE,
    "components/:id/badge.svg": _BADGE,
    "embed.js": (
        "Content-Type: text/javascript; charset=utf-8",
        "Cache-Control: public, max-age=300",
        _SHARED,
        _ANYWHERE,
    ),
}
"""By the path below the site's address."""


def outputs(edition: Edition) -> Iterator[Output]:
    """All but build.json, which depends on everything else; what the site has of its own in static/ stays."""
    texts = {"_headers": _headers(edition.base_path), ".nojekyll": ""}
    if edition.base_path == "/":
        texts["robots.txt"] = f"User-agent: *\nAllow: /\n\nSitemap: {edition.url}sitemap.xml\n"
    own = {file.published for file in edition.files}
    yield from (_text(path, content) for path, content in texts.items() if path not in own)


def stamp(edition: Edition, others: Sequence[Output]) -> Output:
    """build.json: when the site was built, the banner's indicator, and a digest of what the site then said."""
    facts = edition.facts
    front = (facts.current.banner, [c.report.id for c in facts.current.notices], [day for day, _ in facts.recent_days])
    said = digest(sorted((o.path, o.key) for o in others if o.path != "index.html"), front)
    told = {"built": iso(facts.now), "digest": said, "indicator": facts.current.banner.indicator}
    content = json.dumps(told, indent=2) + "\n"
    return Output("build.json", digest(content), "the build", content.encode, Wave.ENTRANCES)


def _text(path: str, content: str) -> Output:
    return Output(path, digest(content), path, content.encode)


def _headers(base_path: str) -> str:
    """For the hosts that read it (Netlify, Cloudflare Pages).

    No path matches two rules that set the same header, for Cloudflare would join the two values; nor does a rule
    have two asterisks, which Cloudflare ignores.
    """
    lines = ((f"{base_path}{path}", *(f"  {header}" for header in headers)) for path, headers in _HEADERS.items())
    return "".join(f"{line}\n" for rule in lines for line in rule)
