"""What the almanac says of a programme's days: tags and lunar dates on events, markers for days off it does not
print.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ics_export.almanac import Almanac, AlmanacRangeError, DayOff, LunarDate
from ics_export.config import Config
from ics_export.feeds.identity import first_uid
from ics_export.model import Event, Kind, Place, Programme, Slot

_OWN_TAG = {Kind.WEEKEND: "WEEKEND", Kind.HOLIDAY: "HOLIDAY", Kind.OBSERVANCE: "OBSERVANCE"}
_DAY = dt.timedelta(1)
_LONGEST = 62
"""Days of one event that are looked up; a longer span is no single event of a programme."""


def almanac_of(config: Config) -> Almanac:
    """The almanac with the days off and working days that the office's configuration adds."""
    return Almanac(tuple(DayOff(day, name) for day, name in config.days_off), tuple(config.working_days))


def first_day(event: Event) -> dt.date:
    """The day in local time on which an event begins."""
    return event.start.date() if isinstance(event.start, dt.datetime) else event.start


def last_day(event: Event) -> dt.date:
    """The day in local time on which an event ends, itself included."""
    return event.end.date() if isinstance(event.end, dt.datetime) else event.end - _DAY


def days_of(event: Event) -> list[dt.date]:
    """The days of an event in local time, the first and the last included."""
    first, last = first_day(event), last_day(event)
    if first == last:
        return [first]
    return [first + dt.timedelta(n) for n in range(min((last - first).days, _LONGEST) + 1)]


def lunar_of(day: dt.date) -> str | None:
    """The lunar date of a day as feeds show it ("6/1 Ất Tỵ"); None outside the almanac's range."""
    try:
        return LunarDate.from_solar(day).short
    except AlmanacRangeError:
        return None


def annotate(events: Iterable[Event], almanac: Almanac) -> list[Event]:
    """The events with the tags of their days and the lunar date of their first day."""
    found = []
    known: dict[tuple[Kind, dt.date, dt.date], tuple[tuple[str, ...], str | None]] = {}
    for event in events:
        first, last = first_day(event), last_day(event)
        said = known.get((event.kind, first, last))
        if said is None:
            said = known[event.kind, first, last] = _tags(event.kind, days_of(event), almanac), lunar_of(first)
        tags, lunar = said
        note = _note(event, almanac) if event.kind is Kind.HOLIDAY else event.note
        found.append(event._replace(tags=tags, lunar=lunar, note=note))
    return found


def _tags(kind: Kind, days: Iterable[dt.date], almanac: Almanac) -> tuple[str, ...]:
    """What the days of an event are, each tag once, and what the event itself says that its day is."""
    tags = dict.fromkeys(tag.value for day in days for tag in almanac.tags(day))
    if kind in _OWN_TAG and not (kind is Kind.HOLIDAY and "TET" in tags):
        tags.setdefault(_OWN_TAG[kind])
    return tuple(tags)


def _note(event: Event, almanac: Almanac) -> str:
    """The note of a printed day off, with the holiday's right name and the days of Tết."""
    days = days_of(event)
    names = dict.fromkeys(off.title for day in days if (off := almanac.day_off(day)))
    tet = [name for day in days if (name := almanac.tet_name(day))]
    right = "; ".join(names)
    if tet:
        right += (": " if right else "") + (tet[0] if len(tet) == 1 else f"{tet[0]} đến {tet[-1]}")
    return "; ".join(part for part in (event.note, right) if part)


def unprinted_days_off(
    programme: Programme, events: Iterable[Event], almanac: Almanac, stamp: dt.datetime, *, observances: bool
) -> list[Event]:
    """Free all-day markers for the public days off of the period that the programme itself does not print as such, and
    with ``observances`` for the almanac's observances that it does not print."""
    printed = {day for e in events if e.kind is Kind.HOLIDAY for day in days_of(e)}
    remembered = {day for e in events if e.kind is Kind.OBSERVANCE for day in days_of(e)}
    everyone = tuple(leader.name for leader in programme.leaders)
    found: list[Event] = []

    def add(kind: Kind, first: dt.date, last: dt.date, name: str) -> None:
        found.append(
            Event(
                uid=first_uid(programme.organisation, first, Slot.ALL_DAY, f"{kind}:almanac:{name}"),
                kind=kind, start=first, end=last + dt.timedelta(1), slot=Slot.ALL_DAY, summary=name, stamp=stamp,
                source=Place(programme.source, 0), programme=programme.title, feeds=everyone,
            )
        )  # fmt: skip

    day = programme.first
    while day <= programme.last:
        off = almanac.day_off(day)
        if off and day not in printed:
            tet = almanac.tet_name(day)
            add(Kind.HOLIDAY, day, day, f"{off.title} – {tet}" if tet else off.title)
        if observances and day not in remembered:
            for observance in almanac.observances(day):
                add(Kind.OBSERVANCE, day, day, observance.name)
        day += dt.timedelta(1)
    return found
