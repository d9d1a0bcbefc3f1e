"""Ways to hear of news without looking at the page, as every page offers them."""

from __future__ import annotations

from statusgen.i18n import Language
from statusgen.outputs import mediatypes
from statusgen.outputs.parts import FeedPart, SubscriptionPart


def subscriptions(language: Language, folder: str, url: str, *, has_json: bool) -> tuple[SubscriptionPart, ...]:
    """The feeds and the calendar in `folder`, seen from a page; `url` is its absolute address.

    Only the whole site has a JSON feed.
    """
    say = language.gettext
    updates = [
        FeedPart(say("Atom"), f"{folder}updates.atom", mediatypes.ATOM),
        FeedPart(say("RSS"), f"{folder}updates.rss", mediatypes.RSS),
    ]
    if has_json:
        updates.append(FeedPart(say("JSON Feed"), f"{folder}feed.json", mediatypes.JSON_FEED))
    return (
        SubscriptionPart(
            title=say("Every update"),
            about=say("A new entry for each update, so that you miss nothing. For most readers and for chat channels."),
            feeds=tuple(updates),
        ),
        SubscriptionPart(
            title=say("Incidents"),
            about=say("One entry for each incident and maintenance, which grows as news comes in."),
            feeds=(
                FeedPart(say("Atom"), f"{folder}history.atom", mediatypes.ATOM),
                FeedPart(say("RSS"), f"{folder}history.rss", mediatypes.RSS),
            ),
        ),
        SubscriptionPart(
            title=say("Maintenance calendar"),
            about=say("Planned maintenances among your own dates. When one is moved or called off, it follows."),
            feeds=(FeedPart(say("iCalendar"), f"{folder}calendar.ics", mediatypes.CALENDAR),),
            app=f"webcal://{url.partition('://')[2]}calendar.ics",
        ),
    )
