"""A site on which something of each kind happens, and what commands tell of it."""

from pathlib import Path

from building import Site
from shell import run

MOMENT = "2025-08-20T10:00Z"
MAINTENANCE = """\
---
title: New disks
kind: maintenance
components: [Portal]
scheduled: {start: 2025-08-20 11:00 +02:00, end: 2025-08-20 13:00 +02:00}
---

## Scheduled - 2025-08-18 09:00 +02:00

Text.
"""
NOTICE = """\
---
title: New prices
kind: notice
expires: 2025-08-21 00:00 +02:00
---

## Announced - 2025-08-19 09:00 +02:00

Text.
"""
OPEN = """\
---
title: Pin is gone
components: {Websites: partial_outage}
impact: critical
tags: [Pin]
---

## Investigating - 2025-08-20 10:00 +02:00

Text.
"""
LESSONS = """
## Postmortem - 2025-08-19 10:00 +02:00

- [x] Done that (@ida, due 2025-08-01, prevent)
- [ ] Some day
- [ ] Later (due 2025-08-20)
- [ ] Late (@ida, @ops/db, due 2025-08-19, detect)
"""


def busy_site(folder: Path) -> Site:
    """An open incident, two that are over, a running maintenance, and a notice."""
    made = Site(folder)
    made.write("incidents/open.md", OPEN)
    made.write("incidents/disks.md", MAINTENANCE)
    made.write("incidents/prices.md", NOTICE)
    made.edit("incidents/first.md", "It works again.\n", f"It works again.\n{LESSONS}")
    return made


def told(site: Site, *arguments: str) -> str:
    """What a command prints, which does well."""
    found = run("-C", site.folder, *arguments)
    assert found.exit_code == 0, found.output
    assert not found.stderr
    return found.stdout
