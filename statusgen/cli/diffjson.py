"""What a reader would see change, as JSON for programs: the fields of docs/cli.md."""

from __future__ import annotations

from collections.abc import Sequence

from statusgen.cli.diffwords import headline
from statusgen.cli.jsonfacts import banner_entry, component_entry, window_entry
from statusgen.outputs.difference import Difference
from statusgen.outputs.difference.parts import ComponentChange, ItemPart, NewsPart, ReportChange
from statusgen.outputs.parts import StatePart, WindowPart


def diff_document(difference: Difference, gaps: Sequence[str]) -> dict[str, object]:
    """All of it."""
    feed, files = difference.feed, difference.files
    return {
        "changes": bool(difference),
        "summary": headline(difference),
        "site": {"name": difference.site, "url": difference.url},
        "banner": {
            "before": banner_entry(difference.former_banner.slug, difference.former_banner.label),
            "after": banner_entry(difference.banner.slug, difference.banner.label),
        },
        "components": [_component(component) for component in difference.components],
        "reports": [_report(part) for part in difference.reports],
        "feed": {
            "added": [_item(item) for item in feed.added],
            "changed": [_item(item) for item in feed.changed],
            "removed": [_item(item) for item in feed.removed],
        },
        "pages": {"added": files.pages_added, "removed": files.pages_removed},
        "redirects": {"added": files.redirects_added, "removed": files.redirects_removed},
        "files": {"added": files.others_added, "removed": files.others_removed, "changed": files.files_changed},
        "settings": [{"key": s.key, "before": s.before, "after": s.after} for s in difference.settings],
        "theme": difference.has_other_theme,
        "unreadable": gaps,
    }


def _report(part: ReportChange) -> dict[str, object]:
    return {
        "id": part.id,
        "url": part.url,
        "path": part.path,
        "kind": part.kind,
        "title": part.title,
        "former_title": part.former_title or None,
        "changes": part.changes,
        "status": {"before": _state(part.former_status), "after": _state(part.status)},
        "impact": part.impact.slug,
        "former_impact": part.former_impact.slug if part.former_impact != part.impact else None,
        "window": _window(part.window),
        "former_window": _window(part.former_window),
        "components": [_component(component) for component in part.components],
        "updates": [_news(news) for news in part.news],
        "edited": [_news(news) for news in part.edited],
        "removed": [_news(news) for news in part.dropped],
        "fields": part.fields,
        "summary": part.summary,
    }


def _news(news: NewsPart) -> dict[str, object]:
    return {
        "id": news.id,
        "url": news.url,
        "status": news.status,
        "label": news.label,
        "at": news.at.iso,
        "edited": news.edited.iso if news.edited else None,
        "by_clock": news.by_clock,
        "text": news.text,
        "html": news.html,
    }


def _component(component: ComponentChange) -> dict[str, object]:
    before, after = _state(component.before), _state(component.after)
    return component_entry(component.id, component.name, component.url, before=before, after=after)


def _state(state: StatePart | None) -> str | None:
    return state.slug if state else None


def _window(window: WindowPart | None) -> dict[str, str] | None:
    return window_entry(window.start.iso, window.end.iso) if window else None


def _item(item: ItemPart) -> dict[str, str]:
    return {"id": item.id, "url": item.url, "title": item.title}
