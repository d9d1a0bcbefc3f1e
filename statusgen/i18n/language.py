"""One language and one time zone: how facts are written for people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global
from babel.dates import (
    format_date,
    format_datetime,
    format_skeleton,
    format_time,
    get_day_names,
    get_month_names,
)
from babel.lists import format_list
from babel.localedata import exists
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from statusgen.i18n.catalogues import translations
from statusgen.model.languages import ORIGINAL
from statusgen.model.times import local_day
from statusgen.model.vocabulary import Impact, Kind, State, Status
from statusgen.views.current import Banner


def N_(message: str) -> str:  # noqa: N802 (gettext's own name for a message that is translated later)
    """Marks a message for the catalogues."""
    return message


STATES = {
    State.OPERATIONAL: N_("Operational"),
    State.UNDER_MAINTENANCE: N_("Under maintenance"),
    State.DEGRADED_PERFORMANCE: N_("Degraded performance"),
    State.PARTIAL_OUTAGE: N_("Partial outage"),
    State.MAJOR_OUTAGE: N_("Major outage"),
}
"""The field's own words."""
_IMPACTS = {
    Impact.NONE: N_("None"),
    Impact.MINOR: N_("Minor"),
    Impact.MAJOR: N_("Major"),
    Impact.CRITICAL: N_("Critical"),
}
_KINDS = {
    Kind.INCIDENT: N_("Incident"),
    Kind.MAINTENANCE: N_("Maintenance"),
    Kind.NOTICE: N_("Notice"),
}
_STATUSES = {
    Status.INVESTIGATING: N_("Investigating"),
    Status.IDENTIFIED: N_("Identified"),
    Status.MONITORING: N_("Monitoring"),
    Status.RESOLVED: N_("Resolved"),
    Status.SCHEDULED: N_("Scheduled"),
    Status.IN_PROGRESS: N_("In progress"),
    Status.VERIFYING: N_("Verifying"),
    Status.COMPLETED: N_("Completed"),
    Status.CANCELLED: N_("Cancelled"),
    Status.ANNOUNCED: N_("Announced"),
    Status.CLOSED: N_("Closed"),
    Status.UPDATE: N_("Update"),
    Status.POSTMORTEM: N_("Postmortem"),
}
BANNERS = {
    Banner.OPERATIONAL: N_("All Systems Operational"),
    Banner.MAINTENANCE: N_("Service Under Maintenance"),
    Banner.SOME_DEGRADED: N_("Partially Degraded Service"),
    Banner.ALL_DEGRADED: N_("Degraded System Service"),
    Banner.SOME_PARTIAL: N_("Minor Service Outage"),
    Banner.SOME_MAJOR: N_("Partial System Outage"),
    Banner.ALL_MAJOR: N_("Major System Outage"),
}
"""The field's own words, which programs compare."""


class Language:
    """Writes facts for people, in one language and one time zone."""

    def __init__(self, tag: str, zone: ZoneInfo) -> None:
        self.tag, self.zone = tag, zone
        self.translations = translations(tag)
        self.gettext = self.translations.gettext
        self.ngettext = self.translations.ngettext
        self._locale = Locale.parse(tag, sep="-")
        self._times: dict[datetime, str] = {}

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return str(self._locale.text_direction)

    def state(self, state: State) -> str:
        """`Partial outage`."""
        return self.gettext(STATES[state])

    def impact(self, impact: Impact) -> str:
        """`Minor`."""
        return self.gettext(_IMPACTS[impact])

    def kind(self, kind: Kind) -> str:
        """`Incident`."""
        return self.gettext(_KINDS[kind])

    def status(self, status: Status) -> str:
        """`In progress`."""
        return self.gettext(_STATUSES[status])

    def turn(self, status: Status) -> str:
        """What is said of a maintenance that the clock has begun or completed."""
        if status is Status.IN_PROGRESS:
            return self.gettext("The scheduled maintenance is in progress.")
        return self.gettext("The scheduled maintenance has been completed.")

    def banner(self, banner: Banner) -> str:
        """`All Systems Operational`."""
        return self.gettext(BANNERS[banner])

    def time(self, at: datetime) -> str:
        """`Aug 05, 2025 - 11:50 CEST`; elsewhere a medium date with the time to the minute."""
        text = self._times.get(at)
        if text is None:
            local = at.astimezone(self.zone)
            text = self._times[at] = f"{self._bare_time(local)} {_zone_text(local)}"
        return text

    def _bare_time(self, local: datetime) -> str:
        if self._locale.language == ORIGINAL:
            return format_datetime(local, "MMM dd, yyyy - HH:mm", locale=self._locale)
        date_text = format_date(local, "medium", locale=self._locale)
        pattern = str(self._locale.datetime_formats["medium"]).replace("'", "")
        return pattern.replace("{0}", self._clock(local)).replace("{1}", date_text)

    def _clock(self, local: datetime) -> str:
        """`11:50`."""
        return (
            f"{local:%H:%M}" if self._locale.language == ORIGINAL else format_time(local, "short", locale=self._locale)
        )

    def window(self, start: datetime, end: datetime) -> str:
        """`Aug 05, 2025 - 22:00 to 23:00 CEST`, with both days where they differ."""
        begin, finish = self.ends(start, end)
        return self.gettext("%(start)s to %(end)s") % {"start": begin, "end": finish}

    def ends(self, start: datetime, end: datetime) -> tuple[str, str]:
        """`Aug 05, 2025 - 22:00` and `23:00 CEST`: two times side by side, with both days where they differ."""
        first, last = start.astimezone(self.zone), end.astimezone(self.zone)
        if first.date() == last.date() and _zone_text(first) == _zone_text(last):
            return self._bare_time(first), f"{self._clock(last)} {_zone_text(last)}"
        return self.time(start), self.time(end)

    def day(self, day: date) -> str:
        """`Aug 05, 2025`."""
        pattern = "MMM dd, yyyy" if self._locale.language == ORIGINAL else "medium"
        return format_date(day, pattern, locale=self._locale)

    def day_of(self, at: datetime) -> date:
        """The page's day that an instant falls on."""
        return local_day(at, self.zone)

    def month(self, first_day: date) -> str:
        """`August 2025`."""
        return format_skeleton("yMMMM", first_day, locale=self._locale)

    @cached_property
    def first_weekday(self) -> int:
        """0 for Monday; of a language without a country, as where most people speak it, and in English as in most."""
        place = self._locale
        if place.territory is None and place.language != ORIGINAL:
            country = get_global("likely_subtags").get(str(place), "").split("_")[-1]
            name = f"{place.language}_{country}"
            place = Locale.parse(name) if exists(name) else place
        return int(place.first_week_day)

    @cached_property
    def weekday_names(self) -> tuple[str, ...]:
        """Seven short names, the first day of the week first."""
        names = get_day_names("abbreviated", "stand-alone", locale=self._locale)
        if max(map(len, names.values())) > 4:
            names = get_day_names("short", "stand-alone", locale=self._locale)
        return tuple(str(names[(self.first_weekday + n) % 7]) for n in range(7))

    def duration(self, length: timedelta) -> str:
        """The two greatest units: `1 day, 2 hr`; empty for less than a minute."""
        minutes = int(length.total_seconds() // 60)
        parts = (("day", minutes // 1440), ("hour", minutes // 60 % 24), ("minute", minutes % 60))
        first = next((n for n, (_, count) in enumerate(parts) if count), len(parts))
        texts = [
            format_unit(count, f"duration-{unit}", "short", locale=self._locale)
            for unit, count in parts[first : first + 2]
            if count
        ]
        return self._length(texts[0], texts[1]) if len(texts) == 2 else "".join(texts)

    def _length(self, units: str, smaller: str) -> str:
        """`1 day, 2 hr`; Babel itself stumbles over languages that write some kinds of lists as they do others."""
        patterns = self._locale.list_patterns
        kinds = [patterns[kind] for kind in ("unit-short", "unit", "standard") if kind in patterns]
        pattern = next(kind[place] for place in ("2", "end") for kind in kinds if place in kind)
        return str(pattern).format(units, smaller)

    def seconds(self, count: int) -> str:
        """A length of time that is never empty: `1 hr, 21 min`, `40 sec`."""
        return self.duration(timedelta(seconds=count)) or format_unit(
            count, "duration-second", "short", locale=self._locale
        )

    def percent(self, share: str) -> str:
        """`99.98%` from `99.98`."""
        pattern = self._locale.percent_formats[None].pattern.replace("#,##0", "#,##0.00")
        return format_percent(Decimal(share) / 100, pattern, locale=self._locale)

    def number(self, count: int) -> str:
        """`1,282`."""
        return format_decimal(count, locale=self._locale)

    def list(self, items: Iterable[str]) -> str:
        """`Websites, API, and Portal`."""
        return format_list(tuple(items), locale=self._locale)

    def affected(self, kind: Kind, status: Status, names: Iterable[str]) -> str:
        """`This incident affected: Websites, API, and Portal.`, or an empty string without names."""
        listed = self.list(names)
        if not listed:
            return ""
        match kind, status:
            case Kind.INCIDENT, Status.RESOLVED | Status.POSTMORTEM:
                sentence = self.gettext("This incident affected: %(components)s.")
            case Kind.INCIDENT, _:
                sentence = self.gettext("This incident affects: %(components)s.")
            case Kind.MAINTENANCE, Status.COMPLETED | Status.POSTMORTEM:
                sentence = self.gettext("This scheduled maintenance affected: %(components)s.")
            case Kind.MAINTENANCE, Status.CANCELLED:
                sentence = self.gettext("This scheduled maintenance was planned for: %(components)s.")
            case Kind.MAINTENANCE, _:
                sentence = self.gettext("This scheduled maintenance affects: %(components)s.")
            case _:
                sentence = self.gettext("This notice is about: %(components)s.")
        return sentence % {"components": listed}

    @cached_property
    def short_month_names(self) -> tuple[str, ...]:
        """Twelve names that stand alone: `Aug`."""
        names = get_month_names("abbreviated", "stand-alone", locale=self._locale)
        return tuple(str(names[n]) for n in range(1, 13))

    def hours(self, seconds: int) -> str:
        """A length of time to compare with others: `41 hr`, `3.4 hr`, `45 min`."""
        if seconds < 3600:
            return self.seconds(seconds)
        tenths = Decimal(round(seconds / 360)) / 10
        count = tenths if seconds < 36_000 else Decimal(round(seconds / 3600))
        return format_unit(count, "duration-hour", "short", locale=self._locale)


def _zone_text(local: datetime) -> str:
    """`CEST`, or `UTC-3` where the zone's abbreviation is only a number."""
    name = local.tzname() or "UTC"
    if name.isalpha():
        return name
    minutes = int((local.utcoffset() or timedelta(0)).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "") if minutes else "UTC"


def iso(at: datetime) -> str:
    """An instant for machines: `2025-08-05T09:50:00Z`, to the millisecond where it has any."""
    text = at.astimezone(UTC).isoformat(timespec="milliseconds" if at.microsecond else "seconds")
    return text.replace("+00:00", "Z")
