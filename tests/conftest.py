"""What several test files need: a real browser, and the demo site for it to visit."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from statusgen.load.site import Moment
from statusgen.pipeline import build

from hosting import hosting
from judges import missing

DEMO = Path(__file__).parents[1]
NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; a group of its own for each file (xdist_group) starts it once."""
    chromium = shutil.which("chromium")
    if chromium is None:
        missing("there is no chromium on this machine")
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, chromium_sandbox=False, args=quiet)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo site, served."""
    output = tmp_path_factory.mktemp("demo") / "site"
    with hosting(output) as address:
        assert build(DEMO, output, Moment(NOW, is_clock=False), base_url=address).publication
        yield address
