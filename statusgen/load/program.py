"""Which statusgen, with which libraries, is at work."""

from __future__ import annotations

import hashlib
import unicodedata
from importlib.metadata import version
from pathlib import Path

from statusgen import __version__
from statusgen.i18n.catalogues import catalogue_files

_LIBRARIES = (
    "babel",
    "icalendar",
    "jinja2",
    "markdown-it-py",
    "markupsafe",
    "mdurl",
    "pydantic",
    "pyyaml",
    "rcssmin",
    "tinycss2",
    "tzdata",
)
"""Those whose version has a part in the bytes of a site."""


def program_digest() -> str:
    """Tells this version of statusgen and its libraries from any other."""
    digest = hashlib.sha256(__version__.encode())
    package = Path(__file__).parents[1]
    examples = (path for path in package.glob("load/rehearsal/**/*") if path.is_file())
    for path in (*sorted(package.rglob("*.py")), *catalogue_files(), *sorted(examples)):
        digest.update(path.read_bytes())
    digest.update(unicodedata.unidata_version.encode())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    return digest.hexdigest()
