"""A host for built folders, on this machine."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from statusgen.serve.http import Events, serving


@contextmanager
def hosting(folder: Path, events: Events | None = None) -> Generator[str]:
    """Serves `folder`, now or later a site, until the block ends; the address ends with a slash."""

    def read(path: str) -> bytes | None:
        file = folder / path
        return file.read_bytes() if file.is_file() else None

    with serving(read, 0, events) as address:
        yield address
