"""`statusgen list`."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from statusgen.cli.columns import columns, terminal_width
from statusgen.cli.filters import Filters, filter_options
from statusgen.cli.jsonfacts import action_entry, print_json, report_entry
from statusgen.cli.moment import clock_moment
from statusgen.cli.present import time_of, told_present
from statusgen.model.actions import Action
from statusgen.model.vocabulary import Kind
from statusgen.pipeline import Present
from statusgen.views.course import Course
from statusgen.views.current import is_shown
from statusgen.views.facts import Facts


@click.command()
@click.option("--open", "only_open", is_flag=True, help="Only what is not over; with --actions, what is to be done.")
@filter_options
@click.option("-n", "--limit", metavar="N", type=click.IntRange(min=1), help="At most N of them.")
@click.option("--actions", is_flag=True, help="List the action items of these reports instead.")
@click.option("--overdue", is_flag=True, help="With --actions: only what is to be done, and was due before today.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document, for programs.")
@click.pass_obj
def command(
    folder: Path,
    filters: Filters,
    limit: int | None,
    *,
    only_open: bool,
    actions: bool,
    overdue: bool,
    as_json: bool,
) -> None:
    """List incidents, maintenances and notices, newest first.

    Use it to find an id, or what happened to a component. Where several
    filters are given, all of them hold; of several components or tags, one
    is enough. Drafts are left out. With --actions, it lists what the
    postmortems of these reports say is to be done, and then what is done.

    \b
      statusgen list --open
      statusgen list -c API --since 2025-01-01 --limit 10
      statusgen list --actions --overdue
    """
    if overdue and not actions:
        raise click.UsageError("--overdue is about action items: add --actions")
    with told_present(folder, clock_moment()) as present:
        facts, found = present.facts, filters.choose(present.facts)
        if actions:
            items = [
                (course, action)
                for course, action in _actions(found)
                if not (only_open and action.is_done) and (not overdue or action.is_overdue(facts.today))
            ]
            _tell_actions(present, items[:limit], as_json=as_json)
        else:
            is_quiet = only_open and not filters.are_set and not present.left_out
            wanted = [course for course in found if not only_open or _is_open(facts, course)]
            nothing = "Nothing is open." if is_quiet else "There is no such report."
            _tell_reports(present, wanted[:limit], nothing, as_json=as_json)


def _is_open(facts: Facts, course: Course) -> bool:
    """Whether it is not over; a notice is, once it has expired."""
    return is_shown(course, facts.now) if course.report.kind is Kind.NOTICE else course.is_open


def _actions(courses: Sequence[Course]) -> list[tuple[Course, Action]]:
    """The action items of the reports: what is to be done first, each by its date, and those without one last."""
    items = [(course, action) for course in courses for action in course.actions]
    return sorted(items, key=lambda item: (item[1].is_done, item[1].due or date.max))


def _tell_reports(present: Present, courses: Sequence[Course], nothing: str, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {"reports": [report_entry(present.facts, course) for course in courses], "left_out": list(present.left_out)}
        )
    elif courses:
        width = terminal_width()
        rows = [tuple(_report(present.facts, course, width)) for course in courses]
        click.echo(columns(("ID", "BEGAN", "STATUS", "IMPACT", "TITLE"), rows, {"STATUS", "IMPACT"}, width))
        if width is not None:
            click.echo(f"\nTimes are in {present.facts.site.page.zone.key}.")
    else:
        click.echo(nothing, err=True)


def _report(facts: Facts, course: Course, width: int | None) -> Iterator[str]:
    report = course.report
    yield report.id
    yield time_of(facts, course.began, width)
    yield course.status.heading
    yield course.impact.slug if report.kind is Kind.INCIDENT else report.kind.value
    yield report.title


def _tell_actions(present: Present, items: Sequence[tuple[Course, Action]], *, as_json: bool) -> None:
    if as_json:
        print_json(
            {"actions": [action_entry(present.facts, *item) for item in items], "left_out": list(present.left_out)}
        )
    elif items:
        header = ("DUE", "STATE", "KIND", "OWNER", "REPORT", "TEXT")
        rows = [tuple(_action(present.facts, course, action)) for course, action in items]
        click.echo(columns(header, rows, {"STATE", "KIND"}, terminal_width()))
    else:
        click.echo("There is no such action item.", err=True)


def _action(facts: Facts, course: Course, action: Action) -> Iterator[str]:
    yield action.due.isoformat() if action.due else "-"
    yield "done" if action.is_done else "overdue" if action.is_overdue(facts.today) else "open"
    yield action.kind.value if action.kind else "-"
    yield " ".join(f"@{owner}" for owner in action.owners) or "-"
    yield course.report.id
    yield action.text
