"""What the clock alone will change, put into words for the script of the pages."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

from statusgen.i18n import iso
from statusgen.outputs.edition import Edition
from statusgen.outputs.parts import StatePart, TurnPart
from statusgen.outputs.reports import state_part
from statusgen.views.current import Current


def turn_parts(edition: Edition) -> tuple[TurnPart, ...]:
    """Every turn to come, as it changes the front page."""
    facts = edition.facts
    presents = [facts.current, *(turn.current for turn in facts.turns)]
    return tuple(
        TurnPart(
            at=iso(turn.at),
            indicator=turn.current.banner.indicator,
            headline=edition.language.banner(turn.current.banner),
            states={
                row: state_part(edition, state)
                for row, state in turn.current.states.items()
                if state is not before.states[row]
            },
            places=_places(before, turn.current),
        )
        for turn, (before, _) in zip(facts.turns, pairwise(presents), strict=True)
    )


def state_turns(edition: Edition, component: str) -> tuple[tuple[datetime, StatePart], ...]:
    """When the clock alone will change the state of a component, and to which; soonest first."""
    facts = edition.facts
    states = [facts.current.states[component], *(turn.current.states[component] for turn in facts.turns)]
    return tuple(
        (turn.at, state_part(edition, after))
        for turn, (before, after) in zip(facts.turns, pairwise(states), strict=True)
        if after is not before
    )


def _places(before: Current, after: Current) -> dict[str, str]:
    """Where that stands after a turn which stood elsewhere before it."""
    then = _standing(after)
    return {
        report: then.get(report, "gone") for report, place in _standing(before).items() if place != then.get(report)
    }


def _standing(present: Current) -> dict[str, str]:
    """The part of the front page that each report stands in which the clock can move, by id."""
    places = {"running": present.running, "upcoming": present.upcoming, "notices": present.notices}
    return {course.report.id: place for place, courses in places.items() for course in courses}
