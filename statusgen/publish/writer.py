"""Publishes outputs into a folder: the only code that touches it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from operator import methodcaller
from os import stat_result
from pathlib import Path

from statusgen.jobs import spread
from statusgen.outputs.output import Output
from statusgen.publish.folder import (
    Found,
    place_file,
    remove_file,
    stage_file,
    staging,
    survey,
    told_plainly,
    write_file,
)
from statusgen.publish.manifest import Entry, Manifest, digest_of
from statusgen.publish.paths import MANIFEST, in_the_way, refuse_clashes

Progress = Callable[[int, int], None]
"""Told how many outputs are done, and of how many."""


def unseen(done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing did to the folder."""

    written: tuple[Written, ...]
    """In the order of writing."""
    removed: tuple[str, ...]
    unchanged: int
    """How many files were left as they were."""
    rendered: int = 0
    """How many were made again, if only to find that they were the same."""

    @property
    def files(self) -> int:
        """How many files the site consists of."""
        return len(self.written) + self.unchanged


def publish(
    outputs: Iterable[Output],
    folder: Path,
    made_with: Mapping[str, str],
    *,
    jobs: int = 1,
    progress: Progress = unseen,
) -> Publication:
    """Makes `folder` hold exactly `outputs`, and tells what had to change for that, and why.

    `made_with` has a digest of each thing that has a part in every output, by what people call it.

    Renders in as many processes as `jobs`, and touches no published file before everything is rendered and on
    the disk. Raises StatusgenError, with nothing touched, if the folder holds others' files or two outputs clash.
    A stop at any moment leaves whole files only, all of them still known as statusgen's.
    """
    ordered = sorted(outputs, key=lambda output: (output.wave, output.path))
    refuse_clashes(ordered)
    with told_plainly(f"cannot read {folder}"):
        manifest = Manifest.load(folder)
    planned = {output.path for output in ordered}
    found = survey(folder, manifest.files.keys(), planned)
    publishing = _Publishing(folder, manifest, found, planned, made_with)
    return publishing.run(ordered, jobs, progress)


@dataclass(slots=True)
class _Publishing:
    """One run of `publish`."""

    folder: Path
    old: Manifest
    found: Found
    planned: set[str]
    made_with: Mapping[str, str]
    entries: dict[str, Entry] = field(default_factory=dict[str, Entry])
    written: list[Written] = field(default_factory=list[Written])
    saved: bytes = b""

    def run(self, outputs: list[Output], jobs: int, progress: Progress) -> Publication:
        """The publication of `outputs`, which are in the order of writing."""
        self.saved = self.old.to_json() if self.old.saved_ns else b""
        for path in self.found.leftovers:
            remove_file(self.folder, path)
        stale = sorted(self.found.files.keys() - self.planned)
        blocking = in_the_way(stale, self.planned)
        due = [output for output in outputs if not self._is_current(output)]
        if due:
            with staging(self.folder):
                self._place(self._stage(due, len(outputs), jobs, progress), blocking)
        progress(len(outputs), len(outputs))
        for path in stale:
            if path not in blocking:
                remove_file(self.folder, path)
        self._save(self.entries)
        return Publication(tuple(self.written), tuple(stale), len(outputs) - len(self.written), len(due))

    def _is_current(self, output: Output) -> bool:
        """Whether the file on disk is what the output would render; then it is listed as it is."""
        entry, on_disk = self.old.files.get(output.path), self.found.files.get(output.path)
        if not entry or not on_disk or entry.key != output.key or not self._is_as_left(output.path, entry, on_disk):
            return False
        self.entries[output.path] = Entry(entry.key, entry.size, on_disk.st_mtime_ns, entry.digest)
        return True

    def _stage(self, due: list[Output], total: int, jobs: int, progress: Progress) -> list[Output]:
        """Renders what is due, and stages under its number here what differs from the file on disk."""
        staged: list[Output] = []
        rendered = spread(methodcaller("render"), due, jobs)
        for done, (output, content) in enumerate(zip(due, rendered, strict=True), total - len(due)):
            progress(done, total)
            entry, on_disk = self.old.files.get(output.path), self.found.files.get(output.path)
            digest = digest_of(content)
            if not on_disk or not self._holds(output.path, on_disk, content):
                on_disk = stage_file(self.folder, len(staged), content)
                staged.append(output)
                self.written.append(Written(output.path, self._reason(output, entry, digest)))
            self.entries[output.path] = Entry(output.key, len(content), on_disk.st_mtime_ns, digest)
        return staged

    def _place(self, staged: list[Output], blocking: tuple[str, ...]) -> None:
        """Puts the new files into their places, in order, after what stands in their way has gone."""
        if staged:
            self._save({**dict.fromkeys(self.planned, Entry()), **self.old.files})
        for path in blocking:
            remove_file(self.folder, path)
        for number, output in enumerate(staged):
            place_file(self.folder, number, output.path)

    def _is_as_left(self, path: str, entry: Entry, on_disk: stat_result) -> bool:
        """Whether the file is what `entry` says; its data is trusted only if older than the manifest."""
        if on_disk.st_size != entry.size:
            return False
        if on_disk.st_mtime_ns == entry.mtime_ns and on_disk.st_ctime_ns < self.old.saved_ns:
            return True
        return digest_of(self._read(path)) == entry.digest

    def _holds(self, path: str, on_disk: stat_result, content: bytes) -> bool:
        return on_disk.st_size == len(content) and self._read(path) == content

    def _read(self, path: str) -> bytes:
        with told_plainly(f"cannot read {self.folder / path}"):
            return (self.folder / path).read_bytes()

    def _reason(self, output: Output, entry: Entry | None, digest: str) -> str:
        if not entry or not entry.digest:
            return "new"
        if output.path not in self.found.files:
            return "was missing"
        if digest == entry.digest:
            return "was changed on disk"
        causes = [what for what, made in self.made_with.items() if self.old.made_with.get(what) != made]
        return f"{' and '.join(causes) or 'content'} changed"

    def _save(self, entries: dict[str, Entry]) -> None:
        """Saves the manifest unless the disk has it already.

        Before the first file is placed, every planned path is listed, so that no stop makes one foreign.
        """
        content = Manifest(entries, self.made_with).to_json()
        if content != self.saved:
            write_file(self.folder, MANIFEST, content)
            self.saved = content
