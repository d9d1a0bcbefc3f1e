"""Jinja as our templates know it: strict, escaping, translated, and in a sandbox.

The sandbox is there because `check` renders the templates of pull requests that nobody has read yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, is_dataclass
from gettext import NullTranslations
from types import BuiltinMethodType, CodeType
from typing import Any, cast

from jinja2 import BytecodeCache, ChainableUndefined, FunctionLoader, StrictUndefined, Undefined
from jinja2.bccache import Bucket
from jinja2.filters import FILTERS
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from statusgen.theme.folder import ThemeFile
from statusgen.theme.templates.faults import TooMuchError
from statusgen.theme.templates.places import text_of

_LONGEST = 1_000_000
"""How many characters a text may have that is made by repeating or padding another, or how many items a list."""
_DIGITS = 100_000
"""About how many bits a power may have."""
_PADDING = frozenset({"center", "expandtabs", "ljust", "rjust", "zfill"})


class Environment(SandboxedEnvironment):
    """A sandbox that lets the fields of our own dataclasses pass at once, since nearly all that is asked for is one.

    What would take all memory with a few characters is refused before it begins.
    """

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """A product or a power, unless it is too long."""
        if operator == "*":
            for some, times in ((left, right), (right, left)):
                if isinstance(some, str | list | tuple) and isinstance(times, int) and len(some) * times > _LONGEST:
                    raise TooMuchError("a text or a list of more than a million parts")
        elif isinstance(left, int) and isinstance(right, int) and left.bit_length() * right > _DIGITS:
            raise TooMuchError("a number with thousands of digits")
        return super().call_binop(context, operator, left, right)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """What a function gives, unless it pads a text too much."""
        if type(obj) is BuiltinMethodType and obj.__name__ in _PADDING:
            _refuse_wide(args)
        return super().call(context, obj, *args, **kwargs)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a template gets for `obj.attribute`."""
        if attribute in getattr(type(obj), "__dataclass_fields__", ()):
            return getattr(obj, attribute)
        if isinstance(obj, Undefined):
            return obj[attribute]
        return super().getattr(obj, attribute)


def _refuse_wide(args: Iterable[object]) -> None:
    if any(isinstance(arg, int) and arg > _LONGEST for arg in args):
        raise TooMuchError("a text of more than a million characters")


def _center(value: str, width: int = 80) -> str:
    """The filter of that name."""
    _refuse_wide((width,))
    return str(FILTERS["center"](value, width))


class _Compiled(BytecodeCache):
    """The code of templates that were compiled before in this process: `serve` builds again and again."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives a template's code, unless its text is another now."""
        checksum, code = self._codes.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps a template's code."""
        if bucket.code is not None:
            self._codes[bucket.key] = (bucket.checksum, bucket.code)


_COMPILED = _Compiled()


def environment(
    templates: Mapping[str, ThemeFile],
    translations: NullTranslations,
    undefined: type[Undefined] = StrictUndefined,
) -> Environment:
    """An environment over the templates, which speaks the language of `translations`."""

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        file = templates.get(name)
        return (text_of(file), file.location, lambda: True) if file else None

    made = Environment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=_COMPILED,
        extensions=["jinja2.ext.i18n"],
    )
    made.filters["center"] = _center
    made.policies["json.dumps_kwargs"] = {"sort_keys": True, "default": _as_mapping}
    # The extension adds this method to the environment at run time.
    cast(Any, made).install_gettext_translations(translations, newstyle=True)
    return made


def _as_mapping(value: object) -> dict[str, Any]:
    """What a dataclass is as JSON."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"{type(value).__name__} is nothing that JSON can say")


def patient_undefined(tell: Callable[[Undefined], None]) -> type[Undefined]:
    """What stands for a name that means nothing: `tell` is told of each use, and where possible life goes on."""

    class PatientUndefined(ChainableUndefined):
        __slots__ = ()

        @property
        def _undefined_message(self) -> str:
            # Jinja asks for it when it is about to raise, for each use that is not below.
            tell(self)
            return super()._undefined_message

        def __str__(self) -> str:
            tell(self)
            return super().__str__()

        def __iter__(self) -> Iterator[Any]:
            tell(self)
            return super().__iter__()

        def __len__(self) -> int:
            tell(self)
            return super().__len__()

        def __bool__(self) -> bool:
            tell(self)
            return super().__bool__()

        def __eq__(self, other: object) -> bool:
            tell(self)
            return super().__eq__(other)

        def __hash__(self) -> int:
            tell(self)
            return super().__hash__()

        def __getattr__(self, name: str) -> ChainableUndefined:
            found = super().__getattr__(name)
            tell(self)
            return found

        def __getitem__(self, name: str) -> ChainableUndefined:  # type: ignore[override]
            tell(self)
            return self

    return PatientUndefined
