"""What is wrong with a template, in words for its writer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, Undefined
from jinja2.runtime import TemplateReference
from jinja2.utils import missing

from statusgen.diagnostics import Diagnostic, did_you_mean

_MANUAL = "the language of templates is explained at https://jinja.palletsprojects.com/templates"
_TAGS = (
    *("block", "call", "extends", "filter", "for", "from", "if", "import", "include", "macro", "set", "trans"),
    *("autoescape", "elif", "else", "pluralize", "raw", "with"),
)
A_LIST = "a list"
KINDS = {
    "Markup": "HTML",
    "TemplateModule": "what is imported",
    "TemplateReference": "'self'",
    "bool": "a yes or no",
    "dict": "a mapping",
    "int": "a number",
    "list": A_LIST,
    "str": "a text",
    "tuple": A_LIST,
}
_SYMBOLS = {
    "begin of print statement": "{{",
    "end of print statement": "}}",
    "begin of statement block": "{%",
    "end of statement block": "%}",
    "end of template": "the end of the file",
    "template data / text": "text",
}
_FOLLOWER = r"(?P<at>end\w+|elif|else|pluralize)"
_SYNTAX = (
    (
        r"Unexpected end of template.*closed is '(?P<open>\w+)'",
        r"the tag '\1' is never closed",
        r"write {% end\1 %} where it ends",
    ),
    (r"unclosed (?P<open>trans)lation block", r"the tag '\1' is never closed", r"write {% end\1 %} where it ends"),
    (
        rf"Encountered unknown tag '{_FOLLOWER}'.*closed is '(\w+)'",
        r"the tag '\1' stands where '\2' is still open",
        r"write {% end\2 %} first",
    ),
    (
        rf"Encountered unknown tag '{_FOLLOWER}'",
        r"the tag '\1' has nothing to belong to",
        "remove it, or open the block before it",
    ),
    (r"Encountered unknown tag '(?P<tag>\w+)'", r"there is no tag '\1'", ""),
    (
        r"control structures in translatable sections.*saw `(?P<at>\w+)`",
        r"the tag '\1' stands where 'trans' is still open",
        "write {% endtrans %} first",
    ),
    (r"block '(?P<at>.*)' defined twice", r"the block '\1' is there twice", "give one of the two another name"),
    (r"Missing end of comment", "the comment is never closed", "write #} where it ends"),
    (r"Missing end of raw", "the raw text is never closed", "write {% endraw %} where it ends"),
    (r"unexpected end of template, expected '(.*)'", "the file ends inside a tag", r"write \1 where the tag ends"),
    (
        r"expected token '(}}|%})', got '(?P<at>.*)'",
        r"there is '\2' where '\1' is expected",
        r"end the tag with \1, or write what joins the two",
    ),
    (r"expected token '(.*)', got '(?P<at>.*)'", r"there is '\2' where '\1' is expected", ""),
    (r"unexpected '(?P<at>.*)', expected '(.*)'", r"there is '\1' where '\2' is expected", ""),
    (r"Expected an expression, got '(?P<at>.*)'", r"there is nothing before '\1'", "write what it is about"),
    (r"unexpected '(?P<at>.*)'", r"something is missing before '\1'", ""),
    (r"unexpected char (['\"])(?P<at>.*)\1 at", r"'\2' has no meaning here", "remove it, or close what it opens"),
    (r"tag name expected", "the tag has no name", "write what it is to do, such as {% if … %}"),
    (r"expected name or number", "the name behind the dot is missing", "write it, or remove the dot"),
)
"""What Jinja says of a template that it cannot read, what we say, and our hint; `at` is pointed at."""
_NOT_EXPORTED = re.compile(r"the template '(.*)' \(imported on line (\d+)(?: in '(.*)')?\) does not export .* '(.*)'")


class BrokenTemplateError(Exception):
    """A template of the site's own theme cannot be rendered."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(diagnostics)
        self.diagnostics = diagnostics
        """All that is wrong with the templates of one page, sorted."""


class TooMuchError(Exception):
    """A template is about to make more than a page can need."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong on a line of a template."""

    message: str
    hint: str
    pattern: str = ""
    """The first group is what to point at, if the code on the line has it once."""
    unclosed: str = ""
    """The tag that is never closed; then it is what to point at."""
    imported: tuple[str, int, str] | None = None
    """The template that imports, the line where it does, and the template that lacks what is imported."""


def _syntax_fault(error: TemplateSyntaxError) -> Fault:
    """Why a template cannot be read."""
    text = error.message or ""
    for words, symbol in _SYMBOLS.items():
        text = text.replace(f"'{words}'", f"'{symbol}'")
    for said, message, hint in _SYNTAX:
        if found := re.match(said, text):
            named = found.groupdict()
            near = did_you_mean(named["tag"], _TAGS) if "tag" in named else ""
            pattern = _word(next(iter(named.values()), ""))
            return Fault(found.expand(message), near or found.expand(hint) or _MANUAL, pattern, named.get("open", ""))
    return Fault(plain(text), _MANUAL)


def unknown_template_fault(name: str, names: Iterable[str]) -> Fault:
    """A template refers to another one that is not there."""
    hint = did_you_mean(name, sorted(names)) or "write its path from the theme's folder"
    return Fault(f"there is no template '{name}'", hint, _word(name))


def unknown_word_fault(what: str, name: str, environment: Environment) -> Fault:
    """There is no such filter, or no such test."""
    known = environment.filters if what == "filter" else environment.tests
    return Fault(f"there is no {what} '{name}'", did_you_mean(name, sorted(known)) or _MANUAL, _word(name))


def undefined_fault(undefined: Undefined, given: Mapping[str, object], names: Iterable[str]) -> Fault:
    """Something is used that is not there; `given` is what the template was given, `names` all that it can say."""
    said, obj, name = undefined._undefined_hint, undefined._undefined_obj, undefined._undefined_name
    if said and (lacking := _NOT_EXPORTED.match(said)):
        target, line, importer, word = lacking.groups()
        where = (importer or "", int(line), target)
        pattern = rf"import\b.*?{_word(word)}"
        return Fault(f"there is no '{word}' in {target} to import", f"define it in {target}", pattern, imported=where)
    if said and said.endswith("is unsafe."):
        return Fault(plain(said), "a template cannot look inside Python")
    if said:
        return Fault(plain(said), "ask with 'is defined' before, or give it a default")
    if obj is missing:
        return unknown_name_fault(str(name), names, _fields_of(given))
    if obj is None:
        pattern = field_pattern(str(name))
        return Fault(f"there is no '{name}', for the value before it is none", "ask with 'if' before", pattern)
    return unknown_field_fault(str(name), *_described(obj, given))


def unknown_name_fault(name: str, names: Iterable[str], known: Mapping[str, Collection[str]]) -> Fault:
    """Nothing has this name; `names` are those that a template can say, `known` the fields of what it is given."""
    owner = next((owner for owner in sorted(known) if name in known[owner]), "")
    hint = f"write {owner}.{name}" if owner else did_you_mean(name, sorted(names))
    hint = hint or "a template sees page, site, and what it sets or imports"
    return Fault(f"nothing is called '{name}'", hint, rf"(?<![\w.'\"])({re.escape(name)})\b")


def unknown_field_fault(name: str, owner: str, known: list[str]) -> Fault:
    """Something that is called `owner` does not have this; `known` is what it has."""
    hint = did_you_mean(name, known) or (f"it has: {', '.join(known)}" if 0 < len(known) < 30 else _MANUAL)
    if owner == A_LIST and not did_you_mean(name, known):
        hint = "go through it with 'for', or take its first"
    return Fault(f"there is no '{name}' in {owner}", hint, field_pattern(name))


def field_pattern(name: str) -> str:
    """Where a field of this name is asked for."""
    return rf"(?:\.\s*|['\"])({re.escape(name)})(?!\w)"


def _fields_of(given: Mapping[str, object]) -> dict[str, Collection[str]]:
    return {name: [field.name for field in fields(one)] for name, one in given.items() if is_dataclass(one)}


def _described(obj: object, given: Mapping[str, object]) -> tuple[str, list[str]]:
    """How a writer calls a value, and what it has."""
    names = {id(value): name for name, value in given.items()}
    names |= {id(getattr(value, "assets", None)): f"{name}.assets" for name, value in given.items()}
    kind = type(obj).__name__
    owner = f"'{names[id(obj)]}'" if id(obj) in names else KINDS.get(kind, kind)
    if isinstance(obj, Mapping):
        return owner, [str(key) for key in obj]
    if is_dataclass(obj):
        return owner, [field.name for field in fields(obj)]
    if isinstance(obj, TemplateReference):
        return owner, _blocks(obj)
    return owner, [name for name in dir(obj) if not name.startswith("_")]


def _blocks(template: TemplateReference) -> list[str]:
    """The blocks of a template that runs."""
    context = getattr(template, "_TemplateReference__context", None)
    return sorted(getattr(context, "blocks", ()))


def failure_fault(error: Exception, environment: Environment, names: Iterable[str]) -> Fault:
    """An expression or a tag fails; `names` are those of all templates."""
    if isinstance(error, TemplateNotFound):
        return unknown_template_fault(str(error.name or error), names)
    if unknown := re.match(r"No (filter|test) named '(.*)'", str(error)):
        return unknown_word_fault(unknown[1], unknown[2], environment)
    if isinstance(error, TemplateSyntaxError):
        return _syntax_fault(error)
    if isinstance(error, OverflowError) and "Range too big" in str(error):
        return Fault("the range is too long", "a range has 100,000 numbers at most", _word("range"))
    if isinstance(error, TooMuchError):
        return Fault(f"this makes {error}, which no page needs", "make less of it")
    if isinstance(error, RecursionError):
        return Fault("this goes too deep", "nest less")
    if isinstance(error, UnicodeEncodeError):
        return Fault("this writes half a character, which no page can hold", "write the character itself, not its code")
    said = plain(error.msg if isinstance(error, SyntaxError) else str(error))
    message = f"this fails with {type(error).__name__}" + (f": {said}" if said else "")
    return Fault(message, "correct the expression, or ask with 'if' before whether the values allow it")


def plain(text: str) -> str:
    """The first line of what Python or Jinja say, as we would write it: without a capital and a full stop."""
    line = (text.strip().splitlines() or [""])[0].strip().rstrip(".:! ")[:200]
    return line[:1].lower() + line[1:] if line[1:2].islower() else line


def _word(name: str) -> str:
    return rf"(?<!\w)({re.escape(name)})(?!\w)" if name else ""
