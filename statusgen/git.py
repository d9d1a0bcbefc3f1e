"""The git repository that a site is in: the only caller of git."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from statusgen.diagnostics import StatusgenError

_SETTINGS = ("--literal-pathspecs", "-c", "core.quotepath=off")
_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")
"""What git sets for its hooks, and what would lead it away from the site's folder."""


class Repository:
    """The repository around a site's folder; all paths are relative to that folder, with forward slashes."""

    def __init__(self, folder: Path) -> None:
        """Raises StatusgenError where git is missing or the folder is in no repository."""
        self._folder = folder
        where = self._git("rev-parse", "--show-toplevel", "--show-prefix").split("\n")
        self._top = Path(where[0])
        self.prefix = where[1]
        """The way from the repository's top to the site's folder: empty, or with a slash at its end."""

    def commit_of(self, revision: str) -> str:
        """The full name of the commit that `revision` means; raises StatusgenError where there is none."""
        found = self._try("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if found is None:
            raise StatusgenError(f"git knows no commit '{revision}' here{self._where_more_are}")
        return found.strip()

    def fork_point(self, revision: str, other: str = "HEAD") -> str:
        """The newest commit that both revisions have in common; raises StatusgenError where there is none."""
        ours, theirs = self.commit_of(other), self.commit_of(revision)
        found = self._try("merge-base", theirs, ours)
        if found is None:
            message = f"git knows no commit that {other} and '{revision}' have in common"
            raise StatusgenError(f"{message}{self._where_more_are}")
        return found.strip()

    def sides(self, span: str) -> tuple[str, str | None]:
        """The two commits that `A..B` or `A...B` means, as git reads them; None for the files that are here.

        `A` alone is compared with those, and so is HEAD where nothing is named. The older side of `A...B` is where
        both have forked.
        """
        dots = "..." if "..." in span else ".."
        old, found, new = span.partition(dots)
        if not found:
            return self.commit_of(old or "HEAD"), None
        old, new = old or "HEAD", new or "HEAD"
        return self.fork_point(old, new) if dots == "..." else self.commit_of(old), self.commit_of(new)

    def has(self, commit: str, path: str) -> bool:
        """Whether the commit has a file at this path; raises StatusgenError where git cannot tell."""
        return bool(self._git("ls-tree", "--name-only", "-z", commit, "--", path))

    def changed_since(self, commit: str) -> frozenset[str]:
        """The files that the working tree has and the commit has not, or has otherwise; new ones not yet added too."""
        told = self._git("diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", "--relative", commit, "--")
        new = self._git("ls-files", "--others", "--exclude-standard", "-z")
        return frozenset(filter(None, (told + new).split("\0")))

    def renamed_since(self, commit: str) -> dict[str, str]:
        """The present path of each file that the commit has under another one, as far as git can tell.

        Files that git does not know yet are as good as others: they are added to a copy of the index.
        """
        with TemporaryDirectory(prefix="statusgen-") as temporary:
            new, index = Path(temporary) / "new", Path(temporary) / "index"
            listed = self._git("ls-files", "--others", "--exclude-standard", "-z").split("\0")
            files = [path for path in listed if not path.endswith("/")]  # Those are other repositories.
            new.write_text("\0".join(files), encoding="utf-8", errors="surrogateescape")
            there = self._folder / self._git("rev-parse", "--git-path", "index").removesuffix("\n")
            if there.exists():
                copyfile(there, index)
            settings = {"GIT_INDEX_FILE": str(index)}
            if any(files):
                names = (f"--pathspec-from-file={new}", "--pathspec-file-nul")
                self._git("add", "--intent-to-add", *names, settings=settings)
            told = ("--name-status", "-z", "-M", "--diff-filter=R", "--relative")
            parts = self._git("diff", *told, commit, "--", settings=settings).split("\0")
        return dict(zip(parts[1::3], parts[2::3], strict=True))

    @contextmanager
    def checked_out(self, commit: str) -> Generator[Path]:
        """A temporary folder with the site as it was in the commit; raises StatusgenError where it was not there."""
        with TemporaryDirectory(prefix="statusgen-") as temporary:
            site = Path(temporary) / "site"
            site.mkdir()
            index = {"GIT_INDEX_FILE": str(Path(temporary) / "index")}
            tree = f"{commit}:{self.prefix.rstrip('/')}"
            if self._try("rev-parse", "--verify", "--quiet", tree) is None:
                raise StatusgenError(f"the folder {self.prefix} is not in the commit {commit[:12]}")
            self._git("read-tree", tree, settings=index, folder=self._top)
            self._git("checkout-index", "--all", "--quiet", f"--prefix={site}/", settings=index, folder=self._top)
            yield site

    def commit(self, paths: Sequence[str], message: str) -> str:
        """Commits these files and nothing else; returns the commit's short name."""
        self._git("add", "--", *paths)
        self._git("commit", "--quiet", "--message", message, "--only", "--", *paths)
        return self._git("rev-parse", "--short", "HEAD").strip()

    @property
    def _where_more_are(self) -> str:
        """What to do about a commit that is not here, in brackets; empty where all of them are."""
        is_shallow = self._try("rev-parse", "--is-shallow-repository") == "true\n"
        return " (a shallow clone has only the newest ones: fetch more)" if is_shallow else ""

    def _try(self, *arguments: str) -> str | None:
        """What git prints; None where it says no."""
        done = self._run(arguments, {}, self._folder)
        return done.stdout if done.returncode == 0 else None

    def _git(self, *arguments: str, settings: dict[str, str] | None = None, folder: Path | None = None) -> str:
        """What git prints; raises StatusgenError with its own words where it fails."""
        done = self._run(arguments, settings or {}, folder or self._folder)
        if done.returncode:
            said = [line for line in (done.stderr + done.stdout).splitlines() if line.strip()]
            raise StatusgenError(f"git {arguments[0]}: {' / '.join(said[:8]) or f'exit code {done.returncode}'}")
        return done.stdout

    def _run(
        self, arguments: Sequence[str], settings: dict[str, str], folder: Path
    ) -> subprocess.CompletedProcess[str]:
        inherited = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
        environment = inherited | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"} | settings
        command = ("git", "-C", str(folder), *_SETTINGS, *arguments)
        try:
            return subprocess.run(  # noqa: S603 (a list, never a shell)
                command,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="surrogateescape",
                env=environment,
                check=False,
            )
        except FileNotFoundError as error:
            raise StatusgenError("git is not installed here, and this needs it") from error


def is_in_repository(folder: Path) -> bool:
    """Whether there is a repository around the folder, as far as that shows without asking git."""
    here = folder.resolve()
    return any((place / ".git").exists() for place in (here, *here.parents))


def prefix_of(folder: Path) -> str | None:
    """The way from the top of the repository to the site's folder; where there is none, the site is the top.

    None where git is missing, or refuses to tell.
    """
    if not is_in_repository(folder):
        return ""
    try:
        return Repository(folder).prefix
    except StatusgenError:
        return None
