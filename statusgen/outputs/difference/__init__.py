"""What a reader would see change from one edition to another, both seen at the same now."""

from __future__ import annotations

from statusgen.outputs.difference.files import feed_change, file_change
from statusgen.outputs.difference.parts import Difference
from statusgen.outputs.difference.reports import component_changes, report_changes
from statusgen.outputs.difference.settings import setting_changes
from statusgen.outputs.edition import Edition
from statusgen.outputs.parts import StatePart

__all__ = ["Difference", "difference"]


def difference(before: Edition, after: Edition) -> Difference:
    """All of it."""
    return Difference(
        site=after.title,
        url=after.url,
        banner=_banner(after),
        former_banner=_banner(before),
        components=component_changes(before, after),
        reports=report_changes(before, after),
        feed=feed_change(before, after),
        files=file_change(before, after),
        settings=tuple(setting_changes(before.facts.site.components, after.facts.site.components)),
        has_other_theme=before.theme.fingerprint != after.theme.fingerprint,
    )


def _banner(edition: Edition) -> StatePart:
    banner = edition.facts.current.banner
    return StatePart(banner.indicator, edition.language.banner(banner))
