"""What was published, and what became of it: two states of a site, and which report is which."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from statusgen.model.components import Components
from statusgen.model.kept import Kept
from statusgen.model.paths import file_of, page_of
from statusgen.model.report import Report, Update
from statusgen.source.prose import without_anchors
from statusgen.source.tasks import resolve_tasks


@dataclass(frozen=True)
class Snapshot:
    """What a site says, whether or not it can be published."""

    components: Components
    has_whole_settings: bool
    """Whether components.yaml has no errors; else its ids and its zone may be others than it says."""
    reports: Mapping[str, Report | None]
    """By path; None where the file cannot be read."""
    texts: Callable[[Report], tuple[str, ...]]
    """The HTML of a report's texts, by the numbers of `Prose`."""

    @property
    def zone(self) -> ZoneInfo:
        """The page's time zone."""
        return self.components.page.zone


@dataclass(frozen=True)
class Past:
    """What was published, seen from what is there now."""

    before: Snapshot
    after: Snapshot
    now: datetime
    kept: tuple[Kept, ...]
    """Sorted by the paths they had."""
    gone: tuple[tuple[Report, Report | None], ...]
    """Every report that is published no more, and the draft that it is now, if it is one."""

    @property
    def has_whole_settings(self) -> bool:
        """Whether what components.yaml says can be compared."""
        return self.before.has_whole_settings and self.after.has_whole_settings

    @property
    def minute(self) -> datetime:
        """Now, as people write it."""
        return self.now.replace(second=0)


def look_back(before: Snapshot, after: Snapshot, renames: Mapping[str, str], now: datetime) -> Past:
    """Follows every report that could be published to what it is now; `renames` has the present paths of files.

    A report is the one with its id, else the file at its path, else the file that it was renamed to, else the report
    with its id among the former ones. Nothing is said of one whose file cannot be read, before or now.
    """
    published = [r for path, r in sorted(before.reports.items()) if r and r.is_whole and not r.draft]
    heirs = _heirs(published, after, renames)
    kept: list[Kept] = []
    gone: list[tuple[Report, Report | None]] = []
    for report in published:
        heir = heirs.get(report.path)
        if heir is not None and heir.draft:
            gone.append((report, heir))
        elif heir is not None and heir.is_whole:
            kept.append(Kept(report, heir, _words(before, report), _words(after, heir)))
        elif heir is None and not _may_be_there(report, after, renames):
            gone.append((report, None))
    return Past(before, after, now, tuple(kept), tuple(gone))


def _heirs(published: Sequence[Report], after: Snapshot, renames: Mapping[str, str]) -> dict[str, Report]:
    """What each report is now, by the path that it had; no report is two."""
    present = [report for report in after.reports.values() if report]
    by_id = {report.id: report for report in present}
    by_former = {word: report for report in present for word in report.former_ids}
    ways: tuple[Callable[[Report], Report | None], ...] = (
        lambda report: by_id.get(report.id),
        lambda report: after.reports.get(report.path),
        lambda report: after.reports.get(renames.get(report.path, "")),
        lambda report: by_former.get(report.id),
    )
    heirs: dict[str, Report] = {}
    taken: set[str] = set()
    for way in ways:
        for report in published:
            found = way(report)
            if report.path not in heirs and found is not None and found.path not in taken:
                heirs[report.path] = found
                taken.add(found.path)
    return heirs


def _may_be_there(report: Report, after: Snapshot, renames: Mapping[str, str]) -> bool:
    """Whether a file that cannot be read may be this report, or another report says that it has taken its place."""
    unread = {path for path, found in after.reports.items() if found is None}
    if not unread.isdisjoint((report.path, renames.get(report.path, ""))):
        return True
    present = [found for found in after.reports.values() if found]
    return any(page_of(report.id) in addresses(found) for found in present)


def addresses(report: Report) -> frozenset[str]:
    """The files in the output where a report is found, its redirects included."""
    pages = (page_of(word) for word in (report.id, *report.former_ids))
    return frozenset((*pages, *map(file_of, report.former_paths)))


def _words(state: Snapshot, report: Report) -> Callable[[Update], str]:
    """What each update of a report says, whatever its line breaks and the progress of its tasks."""
    known: dict[int, str] = {}

    def words(update: Update) -> str:
        if not update.prose:
            return ""
        if not known:
            known.update(enumerate(map(_but_for_progress, state.texts(report))))
        return known[update.prose.number]

    return words


def _but_for_progress(html: str) -> str:
    """The text; of its tasks, what is to be done, not by whom and whether it has been."""
    return " ".join(resolve_tasks(without_anchors(html), lambda _: "", lambda _: "").split())
