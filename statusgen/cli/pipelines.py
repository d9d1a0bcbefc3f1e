"""The pipelines that `init --ci` writes."""

from collections.abc import Mapping
from importlib.resources import files
from string import Template

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


def pipeline_files(name: str) -> Mapping[str, str]:
    """What a pipeline consists of: path to text."""
    source = files("statusgen.cli") / "new_pipeline"

    def text(file: str) -> str:
        return (source / file).read_text(encoding="utf-8")

    requirements = Template(text(REQUIREMENTS)).substitute(version=__version__)
    return {**{path: text(file) for path, file in _FILES[name].items()}, REQUIREMENTS: requirements}
