"""The demo site in each of the shipped themes."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from statusgen.load.site import Moment
from statusgen.pipeline import build
from statusgen.theme import shipped_themes_folder

DEMO = Path(__file__).parents[1]
NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
OTHERS = sorted(path.name for path in shipped_themes_folder().iterdir() if path.name != "default")
"""The shipped themes but for the default."""


def demo_in(theme: str, folder: Path) -> Path:
    """A copy of the demo site that names this theme."""
    for name in ("incidents", "static"):
        shutil.copytree(DEMO / name, folder / name)
    settings = (DEMO / "components.yaml").read_text("utf-8")
    (folder / "components.yaml").write_text(settings.replace("page:\n", f"page:\n  theme: {theme}\n", 1), "utf-8")
    return folder


def publish(site: Path, output: Path, address: str | None = None) -> Path:
    """The folder that the site is published to, which has to go well, as it is on that Sunday."""
    assert build(site, output, Moment(NOW, is_clock=False), base_url=address).publication
    return output
