"""What the package arez reads at each address, as one JSON list."""

import asyncio
import json
import sys
from typing import Any

from arez.statuspage import StatusPage


async def _read(address: str) -> dict[str, Any]:
    async with StatusPage(address) as page:
        status = await page.get_status()
    portal = status.component("Portal")
    assert portal is not None
    return {
        "name": status.name,
        "status": status.status,
        "impact": status.impact,
        "updated": status.updated_at.isoformat(),
        "components": {component.name: component.status for component in status.components},
        "groups": {group.name: [component.name for component in group.components] for group in status.groups},
        "incidents": [[i.name, i.status, i.impact, i.last_update.description] for i in status.incidents],
        "maintenances": [[m.name, m.status, m.scheduled_for.isoformat()] for m in status.maintenances],
        "portal": [maintenance.name for maintenance in portal.maintenances],
    }


async def _read_all() -> list[dict[str, Any]]:
    return [await _read(address) for address in sys.argv[1:]]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(_read_all())))
