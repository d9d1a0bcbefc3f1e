"""What has been published is relied on: what changes to it break, and what they should not do in silence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from urllib.parse import quote

from statusgen.diagnostics import Diagnostic, Severity, Span
from statusgen.model.kept import Kept
from statusgen.model.names import Names
from statusgen.model.pagepromises import components_keep_their_ids, the_page_keeps_its_id, the_zone_stays
from statusgen.model.paths import file_of, page_of, report_folder
from statusgen.model.published import Past, addresses
from statusgen.model.report import Report, Update
from statusgen.model.times import time_text
from statusgen.model.vocabulary import ENDS, Kind, Status
from statusgen.source.yamlerrors import in_quotes

LONG_OVER = timedelta(days=30)
"""How long after its end an incident's record is history."""

Promise = Callable[[Past], Iterator[Diagnostic]]


def reports_keep_their_ids(past: Past) -> Iterator[Diagnostic]:
    """The first id of a report stays, since feeds and calendars know it by that, and every later one leads to it."""
    for kept in past.kept:
        before, after = kept.before, kept.after
        pages = {page_of(word): word for word in (before.id, *before.former_ids)}
        lost = [word for page, word in pages.items() if page not in addresses(after)]
        if not lost and before.permanent_id == after.permanent_id:
            yield from _lost_paths(kept, past)
            continue
        at, hint = after.places.id, _cure(before, after)
        if before.id != after.id:
            message = f"this was published with the id '{before.id}', and has the id '{after.id}' now"
        elif lost:
            message = f"this was published with the former id '{lost[0]}', which leads nowhere now"
        else:
            at = after.places.former_ids[0]
            message = f"in feeds and calendars '{after.permanent_id}' takes the place of '{before.permanent_id}' here"
        yield Diagnostic(at, "changed-id", message, hint)


def _lost_paths(kept: Kept, past: Past) -> Iterator[Diagnostic]:
    """A former path that has been published goes on leading somewhere, too."""
    after = kept.after
    known = {address for report in past.after.reports.values() if report for address in addresses(report)}
    if lost := [path for path in kept.before.former_paths if file_of(path) not in known]:
        message = f"this was published with the former path '{lost[0]}', which leads nowhere now"
        hint = f"write 'aliases: [{', '.join((*after.former_ids, *map(quote, (*after.former_paths, *lost))))}]'"
        yield Diagnostic(after.places.title, "removed-alias", message, hint, Severity.WARNING)


def _cure(before: Report, after: Report) -> str:
    """What to write so that all ids that were published lead to the report, and the first of them is in feeds.

    The present id can be none of the former ones, nor be one in other capitals.
    """
    own = f"write 'id: {before.id}'"
    has_the_same = before.former_ids == after.former_ids
    published = (*before.former_ids, before.id)
    if after.id not in published and after.id.casefold() in map(str.casefold, published):
        return own if has_the_same else f"{own} and '{_aliases(before, after, before.id)}'"
    line = f"write '{_aliases(before, after, after.id)}'"
    return f"{own}; to keep the new one, {line}" if before.id != after.id and has_the_same else line


def _aliases(before: Report, after: Report, own: str) -> str:
    """The line that keeps the ids that were published, together with what is among the former ones now.

    The first former id is the one in feeds, so where that has to be the id itself, the others are paths.
    """
    words: dict[str, str] = {}
    for word in (*before.former_ids, before.id, *after.former_ids):
        words.setdefault(word.casefold(), word)
    kept = [word for folded, word in words.items() if folded != own.casefold()]
    pages = {page_of(word).casefold() for word in (own, *kept)}
    written = dict.fromkeys((*after.former_paths, *before.former_paths))
    paths = [quote(path) for path in written if file_of(path).casefold() not in pages]
    if own == before.permanent_id:
        kept = [f"/{report_folder(word)}" for word in kept]
    return f"aliases: [{', '.join((*kept, *paths))}]"


def updates_keep_their_ids(past: Past) -> Iterator[Diagnostic]:
    """An update is told once, so its id stays, which its time makes unless it is pinned."""
    for kept in _changed(past):
        for before, after in kept.told_again:
            hint = f"write 'id: {before.id}' below the heading, so that feeds do not tell it again"
            if intruder := kept.intruder(before):
                at, message = intruder[0].span, f"this takes the id '{before.id}' from a published update of that time"
                hint = f"write 'id: {intruder[1]}' below the heading, or put it behind that one"
            elif before.at == after.at:
                at, message = (
                    after.span,
                    f"this update was published with the id '{before.id}', and has another one now",
                )
            else:
                at, then = after.time_span, time_text(before.at, past.after.zone)
                message = f"this was {then} when it was published, and the update's id is made of it"
            yield Diagnostic(at, "changed-update-id", message, hint)


def updates_stay(past: Past) -> Iterator[Diagnostic]:
    """What has been told is not taken back in silence."""
    for kept in _changed(past):
        for update, above in kept.gone:
            heading = f"## {update.status.heading} - {time_text(update.at, past.after.zone)}"
            at = above.span if above else kept.after.places.title
            message = f"the update '{heading}' was published below this, and is gone"
            hint = "put it back; what was wrong in it can be corrected, and 'edited: TIME' below its heading says so"
            yield Diagnostic(at, "removed-update", message, hint)


def corrections_are_dated(past: Past) -> Iterator[Diagnostic]:
    """A text that is another than the published one says when it was corrected."""
    for kept in _changed(past):
        for before, after in kept.updates:
            is_dated = after.edited is not None and (before.edited is None or after.edited > before.edited)
            is_same = before.status is after.status and kept.words_before(before) == kept.words_after(after)
            if not is_same and not is_dated:
                message = "this update was changed after it was published, and does not say so"
                now = time_text(past.minute, past.after.zone)
                hint = f"change 'edited' to {now}" if after.edited else f"write 'edited: {now}' below the heading"
                at = after.edited_span or after.span
                yield Diagnostic(at, "changed-text", message, hint, Severity.WARNING)


def lists_keep_their_states(past: Past) -> Iterator[Diagnostic]:
    """Another impact gives the components of a list other states, from the beginning on."""
    label = Names(past.after.components).label
    names = {component.id: label(component) for component in past.after.components}
    for kept in _changed(past):
        at = kept.after.places.impact or kept.after.places.title
        lists: list[tuple[Report | Update, Report | Update]] = [(kept.before, kept.after), *kept.updates]
        for before, after in lists:
            are_lists = before.lists_components and after.lists_components
            published = {claim.component: claim.state for claim in before.claims}
            states = {claim.component: published.get(claim.component, claim.state) for claim in after.claims}
            is_other = any(states[claim.component] is not claim.state for claim in after.claims)
            if are_lists and is_other and kept.before.declared_impact is not kept.after.declared_impact:
                message = "with another impact, the components of a list had other states than were published"
                mapping = ", ".join(f"{_name(names[one])}: {state.slug}" for one, state in states.items())
                hint = f"write 'components: {{{mapping}}}' to keep those"
                place = after.span if isinstance(after, Update) else at
                yield Diagnostic(place, "changed-impact", message, hint, Severity.WARNING)


def history_stays(past: Past) -> Iterator[Diagnostic]:
    """What ended long ago is not made another story, unless a new update tells of it."""
    for kept in _changed(past):
        end = _end(kept.before)
        if end is None or past.now - end < LONG_OVER or kept.before.kind is Kind.NOTICE:
            continue
        last = max(update.at for update in kept.before.updates)
        turns = [pair for pair in kept.updates if any(map(_tells_of_states, pair))]
        changed = [after.span for before, after in turns if _record(before, after) != _record(after, before)]
        changed += [update.span for update in kept.new if update.at <= last and _tells_of_states(update)]
        if _frame(kept.before, kept.after) != _frame(kept.after, kept.before):
            changed.insert(0, kept.after.places.title)
        if changed and not any(update.at > last for update in kept.new):
            ended = time_text(end, past.after.zone)
            message = f"this report ended at {ended}, and tells of other times or states than were published"
            hint = f"add '## Update - {time_text(past.minute, past.after.zone)}' at its end, with what was wrong"
            yield Diagnostic(changed[0], "changed-record", message, hint, Severity.WARNING)


def _frame(report: Report, other: Report) -> tuple[object, ...]:
    """What a report says of times and states outside of its updates."""
    return (report.kind, _states(report, other), report.window, report.automatic, report.started, report.ended)


def _record(update: Update, other: Update) -> tuple[object, ...]:
    """What an update says of times and states."""
    return (update.at, update.status, _states(update, other), update.new_start, update.new_end)


def _states(one: Report | Update, other: Report | Update) -> frozenset[object]:
    """What is claimed; of two lists the names alone, since it is the impact that changes their states."""
    are_lists = one.lists_components and other.lists_components
    return frozenset(claim.component if are_lists else claim for claim in one.claims)


def _tells_of_states(update: Update) -> bool:
    """Whether it is more than words."""
    is_turn = update.status not in (Status.UPDATE, Status.POSTMORTEM)
    return bool(is_turn or update.claims or update.new_start or update.new_end)


def _end(report: Report) -> datetime | None:
    """When the updates say that it ended; None while it is open."""
    last = report.last_turn
    return last.at if last is not None and last.status in ENDS else None


def reports_stay(past: Past) -> Iterator[Diagnostic]:
    """An address that has been published goes on leading somewhere."""
    for report, draft in past.gone:
        if draft is not None:
            message, hint = "this report was published, and a draft is not", "remove 'draft: true'"
            yield Diagnostic(draft.places.title, "removed-report", message, hint, Severity.WARNING)
        else:
            message = f"the report '{report.title}' was published, and is gone"
            hint = f"put it back, or add 'aliases: [/{report_folder(report.id)}]' to the report that takes its place"
            yield Diagnostic(Span(report.path, 1, 1, 0, ""), "removed-report", message, hint, Severity.WARNING)


def _name(name: str) -> str:
    """A component's name as YAML has it in a mapping."""
    return name if re.fullmatch(r"\w[\w ./()-]*", name) else in_quotes(name)


def _changed(past: Past) -> Iterator[Kept]:
    """Every report whose file says something else; what only another components.yaml changes is told there."""
    return (kept for kept in past.kept if not kept.is_same_file)


PROMISES: tuple[Promise, ...] = (
    the_page_keeps_its_id,
    the_zone_stays,
    components_keep_their_ids,
    reports_keep_their_ids,
    updates_keep_their_ids,
    updates_stay,
    corrections_are_dated,
    lists_keep_their_states,
    history_stays,
    reports_stay,
)
