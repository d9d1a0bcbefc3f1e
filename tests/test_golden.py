"""Each golden site is published as it is on record, and its writer is told what is on record."""

from pathlib import Path

import pytest

from golden import SITES, expected, outcome


@pytest.mark.parametrize("site", sorted(SITES.iterdir()), ids=lambda path: path.name)
def test_the_site_is_as_on_record(site: Path) -> None:
    """`make golden` rewrites the record; the diff is for a person to read."""
    told, files = outcome(site)
    told_on_record, files_on_record = expected(site)
    assert told == told_on_record
    assert sorted(files) == sorted(files_on_record)
    for path, content in files.items():
        assert content.decode() == files_on_record[path].decode(), path
