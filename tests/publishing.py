"""An output folder to publish into, for the tests of publishing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from statusgen.outputs.output import Output, Wave
from statusgen.publish.writer import Publication, publish

MANIFEST = ".statusgen-manifest.json"


@dataclass
class Site:
    """An output folder, and what was rendered for it."""

    folder: Path
    rendered: list[str] = field(default_factory=list)

    def publish(
        self, files: dict[str, str], *, waves: dict[str, Wave] | None = None, made_with: dict[str, str] | None = None
    ) -> Publication:
        """Publishes `files` (path to text) with keys that follow the text."""
        waves = waves or {}
        self.rendered.clear()
        outputs = [
            Output(
                path,
                f"key of {text}",
                f"origin of {path}",
                self._render(path, text),
                waves.get(path, Wave.LISTS),
            )
            for path, text in files.items()
        ]
        return publish(outputs, self.folder, made_with or {})

    def _render(self, path: str, text: str) -> Callable[[], bytes]:
        def render() -> bytes:
            self.rendered.append(path)
            return text.encode()

        return render

    def files(self) -> dict[str, str]:
        """What a visitor would find: path to text."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_text()
            for path in self.folder.rglob("*")
            if path.is_file() and path.name != MANIFEST
        }

    def times(self) -> dict[str, int]:
        """When each file was last written, the manifest included."""
        return {str(path): path.stat().st_mtime_ns for path in self.folder.rglob("*") if path.is_file()}
