"""w3c.py VALIDATOR SITE: prints each complaint that W3C's feed validator has about the feeds of a site."""

import re
import sys
from importlib import import_module
from pathlib import Path

SELF = re.compile(r'href="([^"]+)" rel="self"|rel="self" [^>]*href="([^"]+)"')
MEANT = {
    ("ContainsHTML", "title"): "a title is plain text, so one about <b> says <b>",
    ("ContainsUndeclaredHTML", "title"): "likewise",
    ("DuplicateUpdated", "updated"): "two updates can be of the same minute",
}


def main(validator: str, site: Path) -> None:
    """Runs the validator on every feed below `site`, as if each lay where it says that it lies."""
    sys.path.insert(0, validator)
    feedvalidator = import_module("feedvalidator")
    serious = (feedvalidator.logging.Error, feedvalidator.logging.Warning)
    for path in sorted(p for p in site.rglob("*") if p.suffix in (".rss", ".atom")):
        found = SELF.search(path.read_text("utf-8"))
        base = found and (found[1] or found[2])
        told = feedvalidator.validateString(path.read_bytes(), firstOccurrenceOnly=1, base=base)["loggedEvents"]
        for event in told:
            name = type(event).__name__
            if isinstance(event, serious) and (name, event.params.get("element")) not in MEANT:
                print(path.relative_to(site), name, event.params)


main(sys.argv[1], Path(sys.argv[2]))
