"""The office's configuration: one frozen ``Config``, every key with a default."""

from __future__ import annotations

import datetime as dt

from ics_export.model import Slot
from ics_export.tuples import NamedTuple


class Span(NamedTuple):
    """Hours of a slot, local time."""

    start: dt.time
    end: dt.time


DEFAULT_HOURS: dict[Slot, Span] = {
    Slot.MORNING: Span(dt.time(7, 30), dt.time(11, 30)),
    Slot.AFTERNOON: Span(dt.time(13, 30), dt.time(17, 0)),
    Slot.EVENING: Span(dt.time(19, 0), dt.time(21, 0)),
    Slot.ALL_DAY: Span(dt.time(7, 30), dt.time(17, 0)),
}


class Season(NamedTuple):
    """Hours that hold from one day of the year to another, both included, (month, day) each."""

    name: str
    first: tuple[int, int]
    last: tuple[int, int]
    hours: tuple[tuple[Slot, Span], ...]


class RosterEntry(NamedTuple):
    """A leader the office has, from a day until a day (both included, None: open)."""

    name: str
    title: str = ""
    full_name: str = ""
    aliases: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None


class Config(NamedTuple):
    """What an office can set; see README, "Configuration"."""

    organisation: str = ""
    hours: tuple[tuple[Slot, Span], ...] = tuple(DEFAULT_HOURS.items())
    seasons: tuple[Season, ...] = ()
    roster: tuple[RosterEntry, ...] = ()
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    feed_name: str = "{slug}.ics"
    alarm: int | None = None
    markers: bool = True
    observances: bool = False
    days_off: tuple[tuple[dt.date, str], ...] = ()
    working_days: tuple[dt.date, ...] = ()

    def span(self, slot: Slot, day: dt.date) -> Span:
        """The hours of ``slot`` on ``day``: the season's where one holds that day, else the year's."""
        for season in self.seasons:
            key, first, last = (day.month, day.day), season.first, season.last
            inside = first <= key <= last if first <= last else key >= first or key <= last
            if inside:
                for name, span in season.hours:
                    if name is slot:
                        return span
        for name, span in self.hours:
            if name is slot:
                return span
        raise ValueError(f"no hours for {slot}")
