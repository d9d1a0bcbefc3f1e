"""The pipelines that `init --ci` writes."""

import json
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from string import Template
from urllib.parse import urlsplit

from statusgen import __version__

REQUIREMENTS = "requirements.txt"
"""Where every pipeline gets statusgen from."""

_CHECK = {".github/workflows/check.yml": "github-check.yml"}
_FILES = {
    "github": {**_CHECK, ".github/workflows/publish.yml": "github-publish.yml"},
    "gitlab": {".gitlab-ci.yml": "gitlab-ci.yml"},
    "netlify": {
        "netlify.toml": "netlify.toml",
        "netlify/functions/timer.mjs": "netlify-timer.mjs",
        "netlify/plugins/differences/index.js": "netlify-differences.js",
        "netlify/plugins/differences/manifest.yml": "netlify-differences.yml",
    },
    "cloudflare": {
        **_CHECK,
        ".github/workflows/publish.yml": "cloudflare-publish.yml",
        "wrangler.jsonc": "wrangler.jsonc",
    },
}
PIPELINES = tuple(_FILES)
"""The places that there are pipelines for."""
AT_THE_TOP = ("github", "gitlab", "cloudflare")
"""Those whose files are found at the top of a repository alone."""


def pipeline_files(name: str) -> Mapping[str, str]:
    """What a pipeline consists of: path to text."""
    source = files("statusgen.cli") / "new_pipeline"

    def text(file: str) -> str:
        return (source / file).read_text(encoding="utf-8")

    requirements = Template(text(REQUIREMENTS)).substitute(statusgen=_requirement())
    return {**{path: text(file) for path, file in _FILES[name].items()}, REQUIREMENTS: requirements}


def _requirement() -> str:
    """What brings the statusgen that runs here to another machine, as far as pip has noted where it is from."""
    try:
        noted = json.loads(distribution("statusgen").read_text("direct_url.json") or "{}")
    except PackageNotFoundError:
        noted = {}
    url, vcs = noted.get("url", ""), noted.get("vcs_info")
    if urlsplit(url).scheme in ("", "file"):
        return f"statusgen=={__version__}"
    below = f"#subdirectory={noted['subdirectory']}" if "subdirectory" in noted else ""
    return f"statusgen @ {vcs['vcs']}+{url}@{vcs['commit_id']}{below}" if vcs else f"statusgen @ {url}{below}"
