"""The words of made-up reports: sentences and paragraphs drawn by dice."""

from __future__ import annotations

from dice import Dice

_SUBJECTS = (
    "A small share of requests",
    "Requests from mobile apps",
    "Jobs in the background queue",
    "Sign-ins by way of other providers",
    "Searches with several filters",
    "Exports of large accounts",
    "Messages to partners",
    "Uploads above 20 MB",
    "Reports that are sent every hour",
    "Connections through the older gateway",
)
_EVENTS = (
    "may fail with `HTTP 503`",
    "take several seconds longer than usual",
    "time out after 30 seconds",
    "are answered with *old* data",
    "wait in a queue and are delivered late",
    "succeed only when they are tried again",
    "show a blank page in some browsers",
    "return fewer results than they should",
)
_CAUSES = (
    "a full disk on two database servers",
    "a deployment that changed how connections are shared",
    "an expired certificate between two of our services",
    "a network provider that lost a link",
    "a cache that was emptied by mistake",
    "an index that grew beyond what fits into memory",
    "far more traffic than we had planned for",
    "a lock that one long transaction kept for **40 minutes**",
)
_MEASURES = (
    "We have rolled back to the version of yesterday",
    "We have taken the server out of service",
    "We have doubled the number of workers",
    "Traffic goes through another data centre for now",
    "The index is being built again, which takes about an hour",
    "Our provider is working on it, and we are in contact with them",
    "We have turned the new feature off for everybody",
    "Everything that waited is being worked through",
)
_OUTLOOKS = (
    "The number of errors is going down",
    "No data has been lost",
    "Other services work as usual",
    "We will tell more within half an hour",
    "You do not have to do anything",
    "See the [documentation](https://docs.example.com/limits) for what is tried again by itself",
    "Whoever saw an error can safely try again",
    "We are sorry for the trouble",
)
_TITLES = ("Errors in", "Slow answers from", "Outage of", "Delays in", "Trouble with", "Missing data in")
_WORK = ("Upgrade of", "Move of", "New hardware for", "New certificates for", "Clean-up of")
_NEWS = ("New addresses for", "An older version is retired in", "New limits for", "Longer opening hours of")
_ACTIONS = ("Add an alert for", "Write down how we handle", "Test every month for", "Put a limit on")


def sentence(dice: Dice) -> str:
    """One sentence."""
    kind = dice.whole(0, 3)
    if kind == 0:
        return f"{dice.one(_SUBJECTS)} {dice.one(_EVENTS)}."
    if kind == 1:
        return f"The cause is {dice.one(_CAUSES)}."
    return f"{dice.one(_MEASURES if kind == 2 else _OUTLOOKS)}."


def paragraph(dice: Dice, longest: int = 8) -> str:
    """A few sentences, more often few than many."""
    return " ".join(sentence(dice) for _ in range(dice.mostly_low(1, longest)))


def update_text(dice: Dice) -> str:
    """What an update says: a paragraph as a rule, sometimes more of them, or a list."""
    parts = [paragraph(dice)]
    if dice.happens(0.15):
        parts += [paragraph(dice) for _ in range(dice.mostly_low(1, 4))]
    if dice.happens(0.1):
        parts.append("\n".join(f"- {sentence(dice)}" for _ in range(dice.whole(2, 5))))
    return "\n\n".join(parts)


def postmortem_text(dice: Dice) -> str:
    """Paragraphs below headings of level 3, with a table and a list."""
    minutes = dice.whole(3, 20)
    rows = [f"| {n * minutes} | {sentence(dice)} |" for n in range(dice.whole(3, 8))]
    actions = [f"{n}. {dice.one(_ACTIONS)} {dice.one(_CAUSES)}." for n in range(1, dice.whole(3, 6))]
    parts = [
        paragraph(dice, 12),
        "### What happened",
        *(paragraph(dice, 12) for _ in range(dice.whole(1, 4))),
        "### How it went",
        "\n".join(["| minute | event |", "|---:|---|", *rows]),
        "### What we change",
        "\n".join(actions),
    ]
    return "\n\n".join(parts)


def title(dice: Dice, kind: str, component: str) -> str:
    """A title for a report of that kind."""
    words = {"incident": _TITLES, "maintenance": _WORK, "notice": _NEWS}[kind]
    return f"{dice.one(words)} {component}"
