"""Items of feeds and addresses that come and go; nothing is rendered but items that are told of."""

from __future__ import annotations

from statusgen.outputs import plan
from statusgen.outputs.difference.parts import FeedChange, FileChange, ItemPart
from statusgen.outputs.edition import Edition
from statusgen.outputs.feeds import FeedEntry, all_ids, site_entries
from statusgen.outputs.pages import redirect


def feed_change(before: Edition, after: Edition) -> FeedChange:
    """What the feed of all updates gains, has otherwise and loses; what is only too old for it does not count."""
    old, new = ({entry.id: entry for entry in site_entries(edition)} for edition in (before, after))
    known, kept = all_ids(before), all_ids(after)
    return FeedChange(
        added=tuple(_item(entry) for entry in new.values() if entry.id not in known),
        changed=tuple(_item(entry) for entry in new.values() if entry.id in old and _differs(old[entry.id], entry)),
        removed=tuple(_item(entry) for entry in old.values() if entry.id not in kept),
    )


def _differs(old: FeedEntry, new: FeedEntry) -> bool:
    return old.key != new.key and old.item() != new.item()


def _item(entry: FeedEntry) -> ItemPart:
    item = entry.item()
    return ItemPart(item.id, item.url, item.title)


def file_change(before: Edition, after: Edition) -> FileChange:
    """The addresses of pages and redirects that come and go, and how many other files do."""
    old, new = (frozenset(output.path for output in plan(edition)) for edition in (before, after))
    old_redirects, redirects = (frozenset(o.path for o in redirect.outputs(edition)) for edition in (before, after))
    old_pages, pages = _pages(old) - old_redirects, _pages(new) - redirects
    was = {file.published: file.digest for file in before.files}
    return FileChange(
        pages_added=_addresses(after, pages - old_pages),
        pages_removed=_addresses(before, old_pages - new),
        redirects_added=_addresses(after, redirects - old_redirects),
        redirects_removed=_addresses(before, old_redirects - new),
        others_added=sum(not path.endswith(".html") for path in new - old),
        others_removed=sum(not path.endswith(".html") for path in old - new),
        files_changed=tuple(
            after.url + file.published
            for file in after.files
            if file.published in was and was[file.published] != file.digest
        ),
    )


def _pages(paths: frozenset[str]) -> frozenset[str]:
    return frozenset(path for path in paths if path.endswith(".html"))


def _addresses(edition: Edition, paths: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(edition.url + path.removesuffix("index.html") for path in paths))
