"""Where the relative links of a text lead: to another report's page, or to a file that is published with it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from statusgen.diagnostics import Diagnostic
from statusgen.model.paths import report_folder
from statusgen.model.report import Report
from statusgen.source.prose import Link, is_relative

ROOT = "incidents"


@dataclass(frozen=True, slots=True)
class LinkedFile:
    """A file that is published as it is: one that a text links to, or one of static/."""

    path: str
    """In the site's folder."""
    published: str
    """In the output."""
    digest: str
    """SHA-256 of its content, in hex."""


def links_of(report: Report) -> Iterator[Link]:
    """Every relative link and picture of a report."""
    yield from report.summary.links
    for update in report.updates:
        yield from update.prose.links


def target_path(report: Report, link: Link) -> str:
    """The path in the site's folder that a link leads to; begins with `..` if it leads outside."""
    written = unquote(re.split(r"[?#]", link.target)[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(report.path), written))


def wanted_files(report: Report) -> Iterator[str]:
    """The files inside incidents/, other than reports, that a report links to."""
    for link in links_of(report):
        path = target_path(report, link)
        if (
            is_relative(link.target)
            and path.startswith(ROOT + "/")
            and not path.endswith(".md")
            and not link.target.startswith("#")
        ):
            yield path


def resolve(
    report: Report, by_path: Mapping[str, Report | None], digests: Mapping[str, str]
) -> tuple[dict[str, str], list[LinkedFile], list[Diagnostic]]:
    """The address in the output of each link's target, the files to publish, and the links that lead nowhere.

    `by_path` holds all reports, None for one that cannot be read; `digests` the SHA-256 of every wanted file
    that exists.
    """
    addresses: dict[str, str] = {}
    files: dict[str, LinkedFile] = {}
    diagnostics: list[Diagnostic] = []
    for link in links_of(report):
        if link.target.startswith("#"):
            addresses[link.target] = report_folder(report.id) + link.target
            continue
        if not link.target:
            diagnostics.append(
                Diagnostic(link.at, "broken-link", "there is no address here", "write one, or plain text")
            )
            continue
        if not is_relative(link.target):
            message = "a picture from another place is not published"
            hint = "put the file beside this one and link to it by its name"
            diagnostics.append(Diagnostic(link.at, "foreign-picture", message, hint))
            continue
        path = target_path(report, link)
        fragment = link.target[link.target.index("#") :] if "#" in link.target else ""
        if not path.startswith(ROOT + "/"):
            message = f"'{link.target}' leads outside {ROOT}/"
            diagnostics.append(
                Diagnostic(link.at, "link-outside", message, f"put the file into {ROOT}/, or write a URL")
            )
        elif other := by_path.get(path):
            if not other.draft or report.draft:
                addresses[link.target] = report_folder(other.id) + fragment
            else:
                message = f"'{link.target}' is a draft, which has no page"
                diagnostics.append(Diagnostic(link.at, "link-to-draft", message, "publish it, or remove the link"))
        elif path in digests:
            published = report_folder(report.id) + hashed_name(path, digests[path])
            files[published] = LinkedFile(path, published, digests[path])
            addresses[link.target] = published + fragment
        elif path not in by_path:
            message = f"there is no {'report' if path.endswith('.md') else 'file'} {path}"
            diagnostics.append(
                Diagnostic(link.at, "broken-link", message, "links are relative to the file they stand in")
            )
    return addresses, list(files.values()), diagnostics


def hashed_name(path: str, digest: str) -> str:
    """`pictures/chart.svg` as `chart.1f0c2d3e4a.svg`, with nothing in it that a URL would have to escape."""
    stem, suffix = posixpath.splitext(posixpath.basename(path))
    safe = re.sub(r"[^A-Za-z0-9_-]+", "-", stem).strip("-") or "file"
    return f"{safe[:80]}.{digest[:10]}{re.sub(r'[^A-Za-z0-9.]', '', suffix)}"
