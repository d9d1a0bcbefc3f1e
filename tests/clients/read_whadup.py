"""What the package whadup reads at each address, as one JSON list."""

import json
import sys
from typing import Any

import whadup


def _read(address: str) -> dict[str, Any]:
    whadup.API_BASE_URL = f"{address}api/"
    client = whadup.GithubStatus()
    return {
        "summary": client.summary(),
        "status": client.status(),
        "components": client.components(),
        "incidents": client.Incidents(),
        "unresolved": client.Incidents.unresolved(),
        "maintenances": client.Maintenances(),
        "upcoming": client.Maintenances.upcoming(),
        "active": client.Maintenances.active(),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps([_read(address) for address in sys.argv[1:]]))
