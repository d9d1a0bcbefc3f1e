"""Programs that nobody here wrote, which judge what statusgen makes."""

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Page

NODE_MODULES = Path(__file__).parent / "npm" / "node_modules"


def missing(reason: str) -> NoReturn:
    """Ends a test whose judge is not here: a failure in CI, elsewhere a skip."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def node(script: Path, *arguments: str) -> str:
    """What a script of tests/npm prints, which can `require` the packages there; it has to end well."""
    if shutil.which("node") is None:
        missing("there is no node on this machine")
    if not NODE_MODULES.is_dir():
        missing("the JavaScript clients are not installed: run npm ci in tests/npm")
    done = subprocess.run(["node", script, *arguments], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def axe(page: Page) -> list[tuple[str, str, str]]:
    """What axe finds wrong with a page, its best practices included, and with its contrasts in the dark."""
    spec = find_spec("axe_playwright_python")
    assert spec is not None
    assert spec.origin is not None
    page.evaluate((Path(spec.origin).parent / "axe.min.js").read_text("utf-8"))
    run = "options => axe.run({resultTypes: ['violations'], ...options}).then(r => r.violations)"
    page.emulate_media(color_scheme="light")
    found = page.evaluate(run, {"rules": {"target-size": {"enabled": True}}})
    page.emulate_media(color_scheme="dark")
    found += page.evaluate(run, {"runOnly": ["color-contrast"]})
    return [(v["id"], v["nodes"][0]["target"], v["nodes"][0]["failureSummary"]) for v in found]
