"""The reports of a site's folder; each is parsed once, and remembered until it changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import lru_cache

from statusgen.diagnostics import ChangedMeanwhileError
from statusgen.jobs import spread
from statusgen.means import Means
from statusgen.model.components import Components
from statusgen.model.names import Names
from statusgen.model.reading import read_report
from statusgen.model.record import READING, TEXTS, Reading
from statusgen.model.report import Report
from statusgen.model.times import zone
from statusgen.source.folder import SiteFolder
from statusgen.source.text import decode

_READINGS = "readings"
_TEXTS = "texts"

Remembering = Callable[[bytes], Reading]
"""Makes a reading of the bytes that it was kept as."""


class ReportFiles:
    """Reads reports as one version of statusgen with one components.yaml does."""

    def __init__(
        self,
        folder: SiteFolder,
        program: str,
        components: Components | None,
        known: Remembering = READING.validate_json,
    ) -> None:
        """`program` tells this version from others; without components, none is looked up."""
        self.parsed = 0
        """How many files had to be parsed."""
        self._folder, self._cache, self._known = folder, folder.cache, known
        self._names = Names(components) if components else None
        self._zone = components.page.zone if components else zone("UTC")
        words = self._names.key if self._names else None
        self._reader = hashlib.sha256(repr((program, self._zone.key, words)).encode()).hexdigest()
        self._texts_at = lru_cache(maxsize=256)(self._texts)

    def read_all(self, paths: Sequence[str], means: Means) -> list[Reading]:
        """What each file comes to, in order."""
        self._cache.warm(_READINGS)
        kept: dict[str, bytes] = {}
        unknown: list[tuple[str, bytes]] = []
        for path in paths:
            digest, content = self._folder.known_digest(path), b""
            if digest is None:
                content = self._folder.read_source(path)
                digest = self._folder.digest(path, content)
            found = self._cache.get(_READINGS, path, self._stamp(digest))
            if found is not None:
                kept[path] = found
            else:
                unknown.append((path, content or self._folder.read_source(path)))
        self.parsed = len(unknown)
        for number, (reading, texts) in enumerate(spread(self._parse, unknown, means.jobs)):
            means.progress("Reading", number, len(unknown))
            path, content = unknown[number]
            stamp = self._stamp(self._folder.digest(path, content))
            self._cache.put(_READINGS, path, stamp, reading)
            self._cache.put(_TEXTS, path, stamp, texts)
            kept[path] = reading
        means.progress("Reading", len(unknown), len(unknown))
        return [self._known(kept[path]) for path in paths]

    def texts(self, report: Report) -> tuple[str, ...]:
        """The HTML of a report's texts, by the numbers of `Prose`.

        Raises ChangedMeanwhileError if it has to be made again and the file is not what it was.
        """
        return self._texts_at(report.path, report.digest)

    def _texts(self, path: str, digest: str) -> tuple[str, ...]:
        found = self._cache.get(_TEXTS, path, self._stamp(digest))
        if found is None:
            content = self._folder.read_source(path)
            if hashlib.sha256(content).hexdigest() != digest:
                raise ChangedMeanwhileError(f"{path} was changed meanwhile: please try again")
            found = self._parse((path, content))[1]
        return TEXTS.validate_json(found)

    def _parse(self, file: tuple[str, bytes]) -> tuple[bytes, bytes]:
        """A file's reading and its texts, as they are kept."""
        source, problems = decode(*file)
        if problems:
            return READING.dump_json(Reading(None, problems, over_since=None)), TEXTS.dump_json(())
        reading, texts = read_report(source, self._names, self._zone)
        return READING.dump_json(reading), TEXTS.dump_json(texts)

    def _stamp(self, digest: str) -> str:
        return f"{digest} {self._reader}"
