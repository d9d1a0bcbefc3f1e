"""Templates become pages; where one of the site's own is at fault, the fault is told with its place."""

from __future__ import annotations

import re
import traceback
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from gettext import NullTranslations
from inspect import currentframe
from pathlib import PurePosixPath
from types import FrameType

from jinja2 import TemplateSyntaxError, Undefined, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.utils import missing

from statusgen.diagnostics import Diagnostic, did_you_mean
from statusgen.theme.folder import ThemeFile
from statusgen.theme.templates.checks import macros_of, own_template_behind
from statusgen.theme.templates.environment import environment, patient_undefined
from statusgen.theme.templates.faults import BrokenTemplateError, Fault, failure_fault, undefined_fault
from statusgen.theme.templates.places import diagnosis

_LOCAL = re.compile(r"l_\d+_\w")


@dataclass(frozen=True, slots=True)
class _Frame:
    """A template at work."""

    file: ThemeFile
    line: int
    is_block: bool = False
    """Whether it is a block; a template that has a place for the block has no part in what goes wrong in it."""
    names: frozenset[str] = frozenset()
    """What it can say besides what every template can."""


class Renderer:
    """The templates of a theme in one language."""

    def __init__(self, templates: Mapping[str, ThemeFile], translations: NullTranslations) -> None:
        self._templates = templates
        self._by_location = {file.location: file for file in templates.values()}
        self._own = sorted((file for file in templates.values() if file.is_own), key=lambda file: file.location)
        self._environment = environment(templates, translations, patient_undefined(self._note))
        self._name = ""
        self._given: Mapping[str, object] = {}
        self._found: set[Diagnostic] = set()

    def render(self, name: str, given: Mapping[str, object]) -> bytes:
        """The page of a template that is given these values.

        Raises BrokenTemplateError where templates of the site's own are at fault. An undefined name does not end
        the rendering, so that all of them are told at once.
        """
        self._name, self._given, self._found = name, given, set()
        page, template = b"", None
        try:
            template = self._environment.get_template(name)
            page = template.render(given).encode()
        except BrokenTemplateError as error:
            self._found |= set(error.diagnostics)
        except Exception as error:
            # What a template raises is its writer's to mend; what no template had a part in is our bug.
            is_told = bool(self._found) and isinstance(error, UndefinedError | SecurityError)
            if not is_told and not self._explain(error, is_running=template is not None) and not self._found:
                raise
        if self._found:
            raise BrokenTemplateError(tuple(sorted(self._found)))
        return page

    def _explain(self, error: Exception, *, is_running: bool) -> bool:
        """Whether templates of the site's own are to blame; then they are."""
        fault = failure_fault(error, self._environment, self._templates)
        frames = self._frames(traceback.walk_tb(error.__traceback__))[::-1]
        if isinstance(error, TemplateSyntaxError | SyntaxError):
            # What Python cannot compile has a line of the code that Jinja made of the template.
            line = error.lineno if isinstance(error, TemplateSyntaxError) else 1
            file = self._by_location.get(error.filename or getattr(error, "name", None) or "")
            frames = [_Frame(file, line)] if file else frames
        elif isinstance(error, RecursionError):
            frames, fault = _circle(frames, fault)
        if not frames and not is_running and self._templates[self._name].is_own:
            frames = [_Frame(self._templates[self._name], 1)]
        if not self._own or not (frames or isinstance(error, UnicodeEncodeError)):
            return False
        self._blame(frames, fault)
        return True

    def _note(self, undefined: Undefined) -> None:
        """Blames a template for the use of something that is not there."""
        stack = list(traceback.walk_stack(currentframe()))
        frames = self._frames(stack)
        names = {*self._given, *self._environment.globals, *(frames[0].names if frames else ())}
        fault = undefined_fault(undefined, self._given, names)
        if not self._own or _is_compiling(frame for frame, _ in stack):
            raise UndefinedError(fault.message)
        if fault.imported:
            importer, line, target = fault.imported
            there = self._templates[target]
            fault = replace(fault, hint=did_you_mean(str(undefined._undefined_name), macros_of(there)) or fault.hint)
            frames = [_Frame(self._templates[importer or self._name], line), _Frame(there, 1)]
        self._blame(frames, fault)

    def _blame(self, frames: Sequence[_Frame], fault: Fault) -> None:
        """Finds the template of the site's own that a fault is to be mended in; frames are innermost first."""
        inner = f"{self._name_of(frames[0].file)}, line {frames[0].line}" if frames else self._name
        for n, frame in enumerate(frames):
            if frame.file.is_own and not (n and frames[n - 1].is_block):
                found = diagnosis(frame.file, frame.line, fault, self._environment)
                is_there = fault.imported or (fault.pattern and re.search(fault.pattern, found.at.source))
                if n and not is_there:
                    found = replace(found, message=f"{found.message} (in {inner})")
                self._found.add(found)
                return
        behind = own_template_behind(self._name_of(frames[0].file) if frames else self._name, self._templates)
        file = behind or own_template_behind(self._name, self._templates) or self._own[0]
        message = f"the shipped theme cannot work with this file: {fault.message}"
        self._found.add(Diagnostic(file.span, "broken-template", message, f"see {inner}"))

    def _name_of(self, file: ThemeFile) -> str:
        return min((name for name, other in self._templates.items() if other is file), key=len)

    def _frames(self, stack: Iterable[tuple[FrameType, int]]) -> list[_Frame]:
        """The templates in a stack; Jinja has translated a traceback already, but not a stack that still runs."""
        found: list[_Frame] = []
        for frame, number in stack:
            file = self._by_location.get(frame.f_code.co_filename)
            if file:
                template = frame.f_globals.get("__jinja_template__")
                line = template.get_corresponding_lineno(number) if template else number
                found.append(_Frame(file, line, frame.f_code.co_name.startswith("block"), _names(frame)))
        return found


def _names(frame: FrameType) -> frozenset[str]:
    """What the code of a template can say at a place: Jinja keeps `x` as `l_1_x`, and more in its context."""
    context = frame.f_locals.get("context")
    own = {
        name.split("_", 2)[2] for name, value in frame.f_locals.items() if _LOCAL.match(name) and value is not missing
    }
    return frozenset(own | (set(context.get_all()) if context else set()))


def _is_compiling(stack: Iterable[FrameType]) -> bool:
    """Whether Jinja only tries what it can compute in advance; what fails then is left to when it runs."""
    for frame in stack:
        if frame.f_globals.get("__jinja_template__"):
            return False
        if frame.f_globals.get("__name__") == "jinja2.compiler":
            return True
    return False


def _circle(frames: list[_Frame], fault: Fault) -> tuple[list[_Frame], Fault]:
    """A place of the circle that templates run in, and what is wrong with it."""
    counts = Counter((frame.file.location, frame.line) for frame in frames)
    circle = [frame for frame in frames if counts[frame.file.location, frame.line] > 2]
    circle = [frame for frame in circle if frame.file.is_own] or circle
    if not circle:
        return frames, fault
    names = sorted({PurePosixPath(frame.file.location).name for frame in circle})
    who = f"{' and '.join(names)} use each other" if len(names) > 1 else f"{names[0]} uses itself"
    # What a template extends stands on its first line, and is seldom what closes the circle.
    place = max(circle, key=lambda frame: (frame.line, frame.file.location))
    return [place], Fault(f"{who} without end", "break the circle, or end it with 'if'")
