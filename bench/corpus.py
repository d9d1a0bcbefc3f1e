"""Writes a made-up site of any size: the same arguments give the same bytes on any machine.

python bench/corpus.py DIR --incidents 10000 --components 12 --years 10 --seed 1
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from zoneinfo import ZoneInfo

from dice import Dice
from prose import paragraph, postmortem_text, sentence, title, update_text

NOW = datetime(2025, 7, 1, 6, 0, tzinfo=UTC)
"""When a corpus is looked at: it ends shortly before."""

_QUIET = timedelta(days=7)
"""How long before NOW the last report begins: all are over, as on most days of most sites."""
"""The last incident has been open for that long at most."""
_ZONE = ZoneInfo("Europe/Oslo")
_PLACES = ("Bergen", "Hamar", "Molde", "Narvik", "Oslo", "Skien", "Tromsø", "Vardø")
_SERVICES = ("API", "Billing", "Exports", "Login", "Mail", "Payments", "Portal", "Queues", "Search", "Webhooks")
_STATES = ("degraded_performance", "partial_outage", "major_outage")
_TAGS = ("capacity", "certificates", "database", "deployment", "network", "provider", "security", "storage")
_AUTHORS = ("Ada Moe", "Bo Lien", "Eva Dahl", "Jon Vik", "Liv Aas", "Per Haug")
_CHART = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><path d="M0 40 L30 {} L60 {} L90 40"/></svg>\n'


@dataclass
class _Corpus:
    """A site that is being made up."""

    dice: Dice
    components: list[tuple[str, list[str]]]
    """Each group with the full names of its members."""
    updates: int
    names: Counter[str] = field(default_factory=Counter)
    """How many reports have had each file name."""
    files: dict[str, str] = field(default_factory=dict)
    """The text of each file, by path."""
    reports: list[str] = field(default_factory=list)
    """The paths of the reports, oldest first."""

    def affected(self) -> list[str]:
        """One to three components, of one group as a rule."""
        _, members = self.dice.one(self.components)
        return self.dice.some(members, self.dice.mostly_low(1, 3))


def write_corpus(
    folder: Path, *, incidents: int, components: int = 12, years: int = 10, seed: int = 1, updates: int = 4
) -> None:
    """Writes a site with that many reports, which have `updates` updates on average, to a new folder."""
    corpus = _Corpus(Dice(seed), _groups(components), updates)
    corpus.files["components.yaml"] = _settings(corpus.components, NOW.year - years)
    step = timedelta(days=365.25 * years) / incidents
    for number in range(incidents):
        begin = NOW - _QUIET - step * (incidents - number - corpus.dice.share() * 0.9)
        _add_report(corpus, number, _whole_minutes(begin))
    for path, text in corpus.files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="\n")


def _groups(components: int) -> list[tuple[str, list[str]]]:
    """Groups of ten members at most, all about as large."""
    count = -(-components // len(_SERVICES))
    groups = []
    for number in range(count):
        turn, place = divmod(number, len(_PLACES))
        group = _PLACES[place] + (f" {turn + 1}" if turn else "")
        size = (components + number) // count
        groups.append((group, [f"{service} {group}" for service in _SERVICES[:size]]))
    return groups


def _settings(groups: list[tuple[str, list[str]]], year: int) -> str:
    lines = [
        "page:",
        "  name: Fjordnett",
        "  url: https://status.fjordnett.example/",
        "  timezone: Europe/Oslo",
        "  description: Live status of Fjordnett.",
        "components:",
    ]
    for group, members in groups:
        lines += [f"  - name: {group}", "    components:"]
        for number, member in enumerate(members):
            lines.append(f"      - name: {member}")
            lines += [f"        description: For customers in {group}"] if number % 2 else []
            lines += [f"        since: {year}-01-01"] if number % 3 else []
    return "\n".join(lines) + "\n"


def _add_report(corpus: _Corpus, number: int, begin: datetime) -> None:
    """Every tenth report is a maintenance, every fiftieth a notice."""
    kind = "maintenance" if number % 10 == 9 else "notice" if number % 50 == 23 else "incident"
    affected = corpus.affected()
    heading = title(corpus.dice, kind, affected[0])
    path = _path(corpus, begin, heading)
    if kind == "maintenance":
        text = _maintenance(corpus, begin, affected)
    elif kind == "notice":
        text = _notice(corpus, begin, affected)
    else:
        text = _incident(corpus, begin, affected, has_postmortem=number % 5 == 0)
    if number % 25 == 7:
        text += _with_chart(corpus, path)
    if corpus.reports and number % 8 == 3:
        earlier = corpus.dice.one(corpus.reports)
        text += f"\nThis is [like an earlier one](../{earlier.removeprefix('incidents/')}).\n"
    corpus.files[path] = f"---\ntitle: {heading}\n{_labels(corpus.dice)}{text}"
    corpus.reports.append(path)


def _path(corpus: _Corpus, begin: datetime, heading: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", heading.lower().replace("ø", "o"))
    stem = f"{begin.astimezone(_ZONE):%Y-%m-%d}-{slug}"
    corpus.names[stem] += 1
    again = f"-{corpus.names[stem]}" if corpus.names[stem] > 1 else ""
    return f"incidents/{stem[:4]}/{stem}{again}.md"


def _labels(dice: Dice) -> str:
    tags = f"tags: [{', '.join(dice.some(_TAGS, dice.whole(1, 3)))}]\n" if dice.happens(0.4) else ""
    authors = f"authors: [{', '.join(dice.some(_AUTHORS, dice.whole(1, 2)))}]\n" if dice.happens(0.5) else ""
    return tags + authors


def _with_chart(corpus: _Corpus, path: str) -> str:
    """A picture of its own beside the report at `path`."""
    chart = Path(path).with_suffix(".svg")
    corpus.files[chart.as_posix()] = _CHART.format(corpus.dice.whole(0, 40), corpus.dice.whole(0, 40))
    return f"\n![Errors in each minute]({chart.name})\n"


def _incident(corpus: _Corpus, begin: datetime, affected: list[str], *, has_postmortem: bool) -> str:
    dice = corpus.dice
    states = {component: dice.one(_STATES) for component in affected}
    statuses = _statuses(dice.whole(2, 2 * corpus.updates - 2))
    times = _times(dice, begin, len(statuses) + 1)
    text = _claims(dice, states)
    if dice.happens(0.1):
        text += f"started: {_time(begin - timedelta(minutes=dice.whole(1, 30)))}\n"
    text += f"---\n\n{paragraph(dice)}\n" if dice.happens(0.1) else "---\n"
    for status, at in zip(statuses, times, strict=False):
        attributes = _changes(dice, states, status)
        text += f"\n## {status} - {_time(at)}\n{attributes}\n{update_text(dice)}\n"
    if has_postmortem:
        text += f"\n## Postmortem - {_time(times[-1])}\n\n{postmortem_text(dice)}\n"
    return text


def _statuses(count: int) -> list[str]:
    """What an incident with that many updates says, from first to last."""
    between = ["Identified", *["Update"] * (count - 4), "Monitoring"]
    return ["Investigating", *between[max(0, 4 - count) :], "Resolved"]


def _claims(dice: Dice, states: dict[str, str]) -> str:
    """The components of the front matter: as a mapping in one of two styles, or as a list with an impact."""
    style = dice.whole(0, 4)
    if style == 0:
        return f"impact: {dice.one(('minor', 'major', 'critical'))}\ncomponents: [{', '.join(states)}]\n"
    if style == 1:
        return f"components: {_mapping(states)}\n"
    return "components:\n" + "".join(f"  {component}: {state}\n" for component, state in states.items())


def _changes(dice: Dice, states: dict[str, str], status: str) -> str:
    """The states that an update changes, as an attribute."""
    if status == "Monitoring" and dice.happens(0.6):
        return f"components: {_mapping(dict.fromkeys(states, 'operational'))}\n"
    if status in ("Identified", "Update") and dice.happens(0.3):
        return f"components: {_mapping({dice.one(list(states)): dice.one(_STATES)})}\n"
    return ""


def _mapping(states: dict[str, str]) -> str:
    return "{" + ", ".join(f"{component}: {state}" for component, state in states.items()) + "}"


def _maintenance(corpus: _Corpus, start: datetime, affected: list[str]) -> str:
    """Half of them end by the clock alone."""
    dice = corpus.dice
    begun, done, over = _times(dice, start, 3)
    over = max(over, start + timedelta(minutes=1))
    announced = start - timedelta(days=dice.whole(1, 14))
    text = (
        f"kind: maintenance\ncomponents: [{', '.join(affected)}]\n"
        f"scheduled: {{start: {_time(start)}, end: {_time(over)}}}\n"
        f"---\n\n## Scheduled - {_time(announced)}\n\n{update_text(dice)}\n"
    )
    if dice.happens(0.5):
        text += f"\n## In progress - {_time(begun)}\n\n{paragraph(dice)}\n"
        text += f"\n## Verifying - {_time(done)}\n\n{paragraph(dice)}\n"
        text += f"\n## Completed - {_time(over)}\n\n{paragraph(dice)}\n"
    return text


def _notice(corpus: _Corpus, begin: datetime, affected: list[str]) -> str:
    dice = corpus.dice
    end = min(begin + timedelta(days=dice.whole(5, 40)), begin + (NOW - begin) * 0.9)
    expires = f"expires: {_time(end)}\n" if dice.happens(0.5) else ""
    text = f"kind: notice\ncomponents: [{', '.join(affected)}]\n{expires}---\n"
    text += f"\n## Announced - {_time(begin)}\n\n{update_text(dice)}\n"
    return text if expires else f"{text}\n## Closed - {_time(end)}\n\n{sentence(dice)}\n"


def _times(dice: Dice, begin: datetime, count: int) -> list[datetime]:
    """That many times from `begin` on, a minute to some hours apart, all in the past."""
    minutes = list(accumulate((dice.mostly_low(1, 240) for _ in range(count - 1)), initial=0))
    room = min(1.0, (NOW - begin) * 0.9 / timedelta(minutes=minutes[-1]))
    return [_whole_minutes(begin + timedelta(minutes=minute) * room) for minute in minutes]


def _whole_minutes(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _time(at: datetime) -> str:
    """`2025-08-05 11:50 +02:00`, in the zone of the page."""
    text = at.astimezone(_ZONE).isoformat(sep=" ", timespec="minutes")
    return f"{text[:16]} {text[16:]}"


def main() -> None:
    """Writes the corpus that the command line asks for."""
    parser = argparse.ArgumentParser(description="Write a made-up site of any size.")
    parser.add_argument("folder", metavar="DIR", type=Path, help="a folder that is not there yet, or empty")
    parser.add_argument("--incidents", type=int, default=1000, help="how many reports (default: %(default)s)")
    parser.add_argument("--components", type=int, default=12, help="in groups of ten at most (default: %(default)s)")
    parser.add_argument("--years", type=int, default=10, help="how far back they go (default: %(default)s)")
    parser.add_argument("--updates", type=int, default=4, help="of an incident on average (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="another one gives another site (default: %(default)s)")
    wanted = vars(parser.parse_args())
    folder = wanted.pop("folder")
    if folder.exists() and any(folder.iterdir()):
        parser.error(f"{folder} is not empty")
    write_corpus(folder, **wanted)


if __name__ == "__main__":
    main()
