"""What a reader would see change, as Markdown for a comment on a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import ndiff

from statusgen.cli.diffwords import file_counts, happened, headline
from statusgen.cli.markdown import bullets, code, document, escaped, folded, link, listed, more, quoted, table
from statusgen.cli.report import counted
from statusgen.outputs.difference import Difference
from statusgen.outputs.difference.parts import ComponentChange, NewsPart, ReportChange
from statusgen.outputs.parts import StatePart, WindowPart
from statusgen.views.difference import Change

_LONGEST = 60_000
"""In bytes. GitHub takes 65,536 characters; this leaves room for what a pipeline puts around it."""
_MOST = 20
_MOST_NEWS = 8
_LONGEST_TEXT = 1_000


def markdown(difference: Difference, gaps: Sequence[str]) -> str:
    """The whole comment; one line where nothing changes."""
    sections = [_summary(difference), *_sections(difference)] if difference else [headline(difference)]
    if gaps:
        files = bullets([code(path) for path in gaps], _MOST)
        sections.append(f"These files could not be read before, so all that they say counts as new:\n\n{files}")
    return document(sections, _LONGEST)


def _summary(difference: Difference) -> str:
    text = f"**{headline(difference)}**"
    if difference.banner != difference.former_banner:
        before, after = escaped(difference.former_banner.label), escaped(difference.banner.label)
        text += f" The banner changes from *{before}* to *{after}*."
    return text


def _sections(difference: Difference) -> Iterator[str]:
    if difference.components:
        rows = [(escaped(c.name), _state(c.before), _state(c.after)) for c in difference.components]
        yield table(("Component", "Before", "After"), rows, _MOST)
    for part in difference.reports[:_MOST]:
        yield _report(part)
    if len(difference.reports) > _MOST:
        rest = [_heading(part) for part in difference.reports[_MOST:]]
        yield folded(f"{len(rest):,} more {'report' if len(rest) == 1 else 'reports'}", bullets(rest, 2 * _MOST))
    if difference.settings:
        settings = [(code(s.key), escaped(s.before), escaped(s.after)) for s in difference.settings]
        yield f"### Settings\n\n{table(('Setting', 'Before', 'After'), settings, _MOST)}"
    if feed := difference.feed:
        named = (("new", feed.added), ("changed", feed.changed), ("gone", feed.removed))
        lines = Counter(f"{word}: {escaped(item.title)}" for word, items in named for item in items)
        items = [f"{line} ({count} times)" if count > 1 else line for line, count in lines.items()]
        yield folded(counted(lines.total(), "feed item"), bullets(items, _MOST))
    if difference.files:
        yield folded(file_counts(difference.files), bullets(list(_files(difference)), 2 * _MOST))


def _report(part: ReportChange) -> str:
    lines = [f"### {_heading(part)}", " · ".join(_facts(part))]
    told = list(_told(part))
    if told:
        lines.append(bullets(told, _MOST))
    if part.summary:
        lines.append(f"Above the first update:\n\n{quoted(_paragraphs(part.summary))}")
    lines += [_news(news) for news in part.news[-_MOST_NEWS:]]
    if len(part.news) > _MOST_NEWS:
        lines.insert(-_MOST_NEWS, f"*{counted(len(part.news) - _MOST_NEWS, 'earlier update')}, then:*")
    lines += [f"Edited:\n\n{_edited(news)}" for news in part.edited[:_MOST_NEWS]]
    if len(part.edited) > _MOST_NEWS:
        lines.append(f"*{more(len(part.edited) - _MOST_NEWS)}, edited too.*")
    return "\n\n".join(lines)


def _heading(part: ReportChange) -> str:
    what = ", ".join(happened(part.kind, change) for change in part.changes)
    title = escaped(part.title)
    return f"{part.kind.capitalize()} {what}: {link(title, part.url) if _is_there(part) else title}"


def _is_there(part: ReportChange) -> bool:
    return part.is_published and Change.REMOVED not in part.changes


def _facts(part: ReportChange) -> Iterator[str]:
    if part.status and part.former_status and part.status != part.former_status:
        yield f"{escaped(part.former_status.label)} → {escaped(part.status.label)}"
    elif status := part.status or part.former_status:
        yield escaped(status.label)
    if part.kind == "incident":
        former = f"{escaped(part.former_impact.label)} → " if part.former_impact != part.impact else ""
        yield f"impact: {former}{escaped(part.impact.label)}"
    if part.window:
        yield _window(part.window)
    yield code(part.path)


def _told(part: ReportChange) -> Iterator[str]:
    """What changes besides updates."""
    if part.former_title:
        yield f"The title was: {escaped(part.former_title)}"
    if part.former_window:
        yield f"The window was: {_window(part.former_window)}"
    if part.components:
        yield f"Components: {listed(list(map(_affected, part.components)), _MOST)}"
    if part.fields:
        yield f"Changed in the front matter or above the first update: {', '.join(map(code, part.fields))}"
    for news in part.dropped:
        yield f"No longer told: {_head(news)}"


def _affected(component: ComponentChange) -> str:
    name = escaped(component.name)
    if component.before == component.after:
        return name
    return f"{name} ({_state(component.before)} → {_state(component.after)})"


def _window(window: WindowPart) -> str:
    return f"{escaped(window.start.text)} to {escaped(window.end.text)}"


def _news(news: NewsPart) -> str:
    return quoted([_head(news), *_paragraphs(news.text)])


def _paragraphs(text: str) -> list[str]:
    shown = text[:_LONGEST_TEXT] + ("…" if len(text) > _LONGEST_TEXT else "")
    return [escaped(line, _LONGEST_TEXT) for line in shown.splitlines() if line.strip()]


def _edited(news: NewsPart) -> str:
    """The lines that are other ones, or that there are no other ones."""
    lines = [
        f"{'no longer' if line[0] == '-' else 'now'}: {escaped(line[2:], _LONGEST_TEXT)}"
        for line in ndiff(news.former_text.splitlines(), news.text.splitlines())
        if line[0] in "+-" and line[2:].strip()
    ]
    if len(lines) > _MOST:
        lines = [*lines[:_MOST], more(len(lines) - _MOST)]
    return quoted([_head(news), *(lines or ["The text is the same."])])


def _head(news: NewsPart) -> str:
    edited = f", edited {escaped(news.edited.text)}" if news.edited else ""
    clock = ", by the clock" if news.by_clock else ""
    return f"**{escaped(news.label)}** · {escaped(news.at.text)}{edited}{clock}"


def _state(state: StatePart | None) -> str:
    return escaped(state.label) if state else "–"


def _files(difference: Difference) -> Iterator[str]:
    files = difference.files
    named = (
        ("page removed", files.pages_removed),
        ("redirect removed", files.redirects_removed),
        ("page added", files.pages_added),
        ("redirect added", files.redirects_added),
        ("changed", files.files_changed),
    )
    for word, urls in named:
        yield from (f"{word}: {code(url)}" for url in urls)
