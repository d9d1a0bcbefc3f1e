"""What open pages show: the last good site, and what is wrong with it now."""

import hashlib
import json
from collections import deque
from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Condition

from statusgen.outputs.output import Output
from statusgen.serve.http import UnavailableError, file_at
from statusgen.serve.problems import SCRIPT, STYLE, Problem, overlay, problems_page

_OWN_FILES = {path: Path(__file__).with_name(path.rpartition("/")[2]).read_bytes() for path in (SCRIPT, STYLE)}
_FOLLOW = '<script src="/{}" data-key="{}" defer></script>\n'
_SIGN_OF_LIFE = b": \n\n"
_PULSE = 10
"""Seconds without news until it is looked whether a page still listens."""
_LISTENERS = 4
"""How many pages may listen at a time: a browser holds six connections, and needs some to load pages by."""
_SOON = b"retry: 500\n\n"
_LATER = b"retry: 5000\n\n"
"""When a page that had to stop listening asks again, in the place of another."""
_IN_PLACE = "instead-of-"
"""How the keys of pages begin that stand in place of one of the site's, and have none of its styles."""


class Screen:
    """Renders the files of a site when they are asked for, and tells each open page when it is another.

    Those who ask before the first build wait for it. A page is known by a key, which is another one whenever its
    bytes, or the files of static/, are others.
    """

    def __init__(self, told: Callable[[Exception], Sequence[Problem]]) -> None:
        """`told` says in words for people why a file could not be made."""
        self._told = told
        self._changed = Condition()
        self._outputs: Mapping[str, Output] = {}
        self._beside = ""
        self._rendered: dict[str, tuple[str, bytes]] = {}
        self._problems: Sequence[Problem] = ()
        self._overlay = ""
        self._listeners: deque[object] = deque(maxlen=_LISTENERS)
        self._version = 0
        self._is_styles = False
        self._is_closed = False

    @contextmanager
    def held(self) -> Generator[None]:
        """Lets nobody see anything as long as the block runs, so that what is seen is of one build."""
        with self._changed:
            yield

    def show(self, outputs: Mapping[str, Output], changed: Collection[str] = ()) -> None:
        """Shows a new site; `changed` are the files that it is new by, if that is known."""
        with self._changed:
            self._outputs, self._problems, self._overlay = outputs, (), ""
            kept = self._rendered.items()
            self._rendered = {path: made for path, made in kept if path in outputs and outputs[path].key == made[0]}
            static = sorted((o.path, o.key) for o in outputs.values() if o.origin.startswith("static/"))
            self._beside = _digest(static)
            self._tell(is_styles=bool(changed) and all(map(_is_style, changed)))

    def fail(self, problems: Sequence[Problem]) -> None:
        """Lays problems over what is shown."""
        with self._changed:
            self._problems, self._overlay = problems, overlay(problems)
            self._tell()

    def close(self) -> None:
        """Tells nobody anything any more."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def read(self, path: str) -> bytes | None:
        """The file at `path`; pages bring the script that listens to `events`.

        Raises UnavailableError where there is no site yet, or the file cannot be made.
        """
        if path in _OWN_FILES:
            return _OWN_FILES[path]
        with self._changed:
            self._changed.wait_for(lambda: self._version or self._is_closed)
            if not self._outputs:
                raise UnavailableError(self._following("", problems_page(self._problems), _IN_PLACE))
            output = self._outputs.get(path)
            if output is None:
                return None
            if path not in self._rendered:
                self._rendered[path] = output.key, self._render(output)
            content = self._rendered[path][1]
            return self._following(path, content) if path.endswith(".html") else content

    def events(self, asked: Mapping[str, str]) -> Generator[bytes]:
        """What is wrong, whenever that changes, until the page at the address `page` with that `key` is another.

        Where too many listen, the one who came first has to ask again.
        """
        path, key = file_at(asked.get("page", "/")), asked.get("key", "")
        listener, seen, laid = object(), -1, None
        yield _SOON
        with self._changed:
            self._listeners.append(listener)
            self._changed.notify_all()
        try:
            while True:
                with self._changed:
                    if self._version == seen and listener in self._listeners and not self._is_closed:
                        self._changed.wait(_PULSE)
                    if self._is_closed:
                        return
                    is_next, seen = self._version == seen + 1, self._version
                    now, html = self._key(path), self._overlay if self._outputs else ""
                    is_styles = self._is_styles and is_next and not key.startswith(_IN_PLACE)
                    is_over = listener not in self._listeners
                if now != key.removeprefix(_IN_PLACE):
                    yield _event("styles" if is_styles else "reload", now)
                    return
                yield _SIGN_OF_LIFE if html == laid else _event("problems", html)
                laid = html
                if is_over:
                    yield _LATER
                    return
        finally:
            with suppress(ValueError):
                self._listeners.remove(listener)

    def _tell(self, *, is_styles: bool = False) -> None:
        self._version += 1
        self._is_styles = is_styles
        self._changed.notify_all()

    def _key(self, path: str) -> str:
        if not self._outputs:
            return _digest(self._overlay)
        output = self._outputs.get(path) or self._outputs.get("404.html")
        return _digest((output.key if output else "", self._beside))

    def _following(self, path: str, page: bytes, sort: str = "") -> bytes:
        return page + _FOLLOW.format(SCRIPT, sort + self._key(path)).encode()

    def _render(self, output: Output) -> bytes:
        try:
            return output.render()
        except Exception as error:  # noqa: BLE001 - ours or a template's, it is shown where it was asked for
            page = problems_page(self._told(error), "this page")
        raise UnavailableError(self._following(output.path, page, _IN_PLACE))


def _is_style(path: str) -> bool:
    return path.startswith("themes/") and path.endswith(".css")


def _event(name: str, data: str) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()


def _digest(facts: object) -> str:
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]
