"""What can be said of templates without rendering them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from gettext import NullTranslations

from jinja2 import TemplateSyntaxError, meta, nodes

from statusgen.diagnostics import Diagnostic
from statusgen.theme.folder import ThemeFile, own_templates
from statusgen.theme.templates.environment import Environment, environment
from statusgen.theme.templates.faults import (
    BrokenTemplateError,
    Fault,
    failure_fault,
    unknown_template_fault,
    unknown_word_fault,
)
from statusgen.theme.templates.lineage import REFERRING
from statusgen.theme.templates.places import diagnosis, text_of

_WHERE_EMPTY = "remove it, or write {# nothing #} into it where nothing is to be shown"


def template_problems(templates: Mapping[str, ThemeFile]) -> Iterator[Diagnostic]:
    """What is wrong with the site's own templates, used or not, so far as that shows without rendering them."""
    jinja = environment(templates, NullTranslations())
    for name, file in own_templates(templates).items():
        try:
            text = text_of(file)
            if not text.strip():
                yield Diagnostic(file.span, "broken-template", "the file is empty", _WHERE_EMPTY)
            tree = jinja.parse(text, name, file.location)
            bad = list(_bad_words(tree, jinja, templates))
            if not bad:
                jinja.compile(tree, name, file.location, raw=True)
        except BrokenTemplateError as error:
            yield from error.diagnostics
        except (TemplateSyntaxError, RecursionError) as error:
            line = error.lineno if isinstance(error, TemplateSyntaxError) else 1
            yield diagnosis(file, line, failure_fault(error, jinja, templates), jinja)
        else:
            yield from (diagnosis(file, line, fault, jinja) for line, fault in bad)


def own_template_behind(name: str, templates: Mapping[str, ThemeFile]) -> ThemeFile | None:
    """The nearest of the site's own templates that the template `name` is made with, itself included."""
    jinja = environment(templates, NullTranslations())
    names = [name]
    for one in names:
        file = templates.get(one)
        if file and file.is_own:
            return file
        if file:
            # Imports come before what is extended, which is named first.
            referenced = list(meta.find_referenced_templates(jinja.parse(text_of(file))))[::-1]
            names += [other for other in referenced if other and other not in names]
    return None


def macros_of(file: ThemeFile) -> tuple[str, ...]:
    """The macros that a template defines."""
    tree = environment({}, NullTranslations()).parse(text_of(file))
    return tuple(macro.name for macro in tree.find_all(nodes.Macro))


def _bad_words(
    tree: nodes.Template, jinja: Environment, templates: Mapping[str, ThemeFile]
) -> Iterator[tuple[int, Fault]]:
    """The filters, tests and templates that a template names and that do not exist, each with its line."""
    for one in tree.find_all(nodes.Filter):
        if one.name not in jinja.filters:
            yield one.lineno, unknown_word_fault("filter", one.name, jinja)
    for test in tree.find_all(nodes.Test):
        if test.name not in jinja.tests:
            yield test.lineno, unknown_word_fault("test", test.name, jinja)
    for reference in tree.find_all(REFERRING):
        wanted = [name for name in meta.find_referenced_templates(nodes.Template([reference])) if name is not None]
        may_miss = isinstance(reference, nodes.Include) and reference.ignore_missing
        if wanted and not may_miss and not any(name in templates for name in wanted):
            yield reference.lineno, unknown_template_fault(wanted[0], templates)
