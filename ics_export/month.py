"""What the table of a month says, as running text: days, slots, who, marks. ``show`` draws it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ics_export.model import Event, Hours, Kind, Programme, Slot
from ics_export.terminal import harmless
from ics_export.vietnamese import fold

_SLOTS = {Slot.ALL_DAY: "Cả ngày", Slot.MORNING: "Sáng", Slot.AFTERNOON: "Chiều", Slot.EVENING: "Tối"}
_KINDS = {Kind.HOLIDAY: "Nghỉ lễ", Kind.WEEKEND: "Nghỉ", Kind.OBSERVANCE: "Kỷ niệm"}
_ONE = dt.timedelta(days=1)
# An event that ends in the small hours belongs to the evening before, not to two days.
_SMALL_HOURS = dt.timedelta(hours=6)
# What the feeds put before the summary of an event that is gone; the table has a sign of its own.
_GONE = "[HỦY] "


@dataclass(frozen=True, slots=True)
class Entry:
    """An event and what the table says of it.

    ``what`` is the work with its marks, ``below`` the lines under it (agenda, place, note); ``last`` is included.
    """

    event: Event
    first: dt.date
    last: dt.date
    slot: str
    hours: str
    lunar: str
    what: str
    below: tuple[str, ...]
    who: str
    units: str

    @property
    def is_work(self) -> bool:
        """Whether it is something to do, not a marker."""
        return self.event.kind is Kind.EVENT


def in_order(programme: Programme, events: Iterable[Event]) -> list[Event]:
    """Events as the table has them: by day; in a day markers, then whole days, then by the clock, then as printed.

    Items from one line of the source often share their place: then their order in the programme is the printed one.
    """
    printed = {(item.place, item.text): index for index, item in enumerate(programme.items)}
    return sorted(events, key=lambda event: (*_order(event), printed.get((event.source, event.summary), -1)))


def entry(event: Event, marks: Sequence[int], hours: Hours | None) -> Entry:
    """The entry of ``event``; ``marks`` are numbers of footnotes, ``hours`` those that the document prints."""
    what = event.summary.removeprefix(_GONE) if event.cancelled else event.summary
    who = ", ".join((*event.leaders, *event.groups)) or event.printed
    return Entry(
        event=event,
        first=_first_day(event),
        last=_last_day(event),
        slot=_slot(event),
        hours=_hours(event, hours),
        lunar=_lunar(event.lunar),
        what=harmless("✗ HỦY " * event.cancelled + what + "".join(f" [{n}]" for n in marks)),
        below=tuple(map(harmless, _below(event))),
        who=harmless(who if event.certain else f"{who} ?".strip()),
        units=harmless("; ".join(event.units)),
    )


def entries(programme: Programme, events: Iterable[Event], marks: Iterable[Sequence[int]]) -> list[Entry]:
    """The entries of ``events``; the items of the programme tell which hours are printed."""
    printed = {(item.place, item.text): item.hours for item in programme.items}
    return [
        entry(event, numbers, printed.get((event.source, event.summary)))
        for event, numbers in zip(events, marks, strict=True)
    ]


def plan(programme: Programme, rows: Iterable[Entry]) -> Iterator[tuple[dt.date, dt.date, Entry | None]]:
    """Rows with their days, and one row with None for each run of days of the period that no entry covers."""
    free = programme.first
    for row in rows:
        if row.first > free:
            yield free, row.first - _ONE, None
        yield row.first, row.last, row
        free = max(free, row.last + _ONE)
    if free <= programme.last:
        yield free, programme.last, None


def _order(event: Event) -> tuple[dt.date, int, bool, tuple[int, int], int, int]:
    start = event.start
    clock = (start.hour, start.minute) if isinstance(start, dt.datetime) else (0, 0)
    rank = (*_KINDS, Kind.EVENT).index(event.kind)
    return _first_day(event), rank, event.slot is not Slot.ALL_DAY, clock, event.source.line, event.source.column


def _first_day(event: Event) -> dt.date:
    return event.start.date() if isinstance(event.start, dt.datetime) else event.start


def _last_day(event: Event) -> dt.date:
    last = (event.end - _SMALL_HOURS).date() if isinstance(event.end, dt.datetime) else event.end - _ONE
    return max(last, _first_day(event))


def _slot(event: Event) -> str:
    if event.kind is Kind.HOLIDAY and "COMPENSATORY" in event.tags:
        return "Nghỉ bù"
    if event.kind is Kind.HOLIDAY and "TET" in event.tags:
        return "Tết"
    return "Trực" if event.duty else _KINDS.get(event.kind) or _SLOTS[event.slot]


def _hours(event: Event, printed: Hours | None) -> str:
    if printed is None or not isinstance(event.start, dt.datetime) or not isinstance(event.end, dt.datetime):
        return ""
    return _clock(event.start) + (f"–{_clock(event.end)}" if printed.end else "")


def _clock(moment: dt.datetime) -> str:
    return f"{moment.hour}h{moment.minute:02}" if moment.minute else f"{moment.hour}h"


def _lunar(date: str | None) -> str:
    """Day and month of a lunar date ("6/1" of "6/1 Ất Tỵ"), with "n" in a leap month."""
    words = harmless(date or "").split()
    leap = any(fold(word).strip("()") == "nhuận" for word in words[1:])
    return words[0] + "n" * leap if words else ""


def _below(event: Event) -> Iterator[str]:
    """What stands under the work: agenda; place and note where the work itself does not name them."""
    for point in event.agenda:
        yield f"– {point}"
    said = fold(event.summary)
    if event.location and fold(event.location) not in said:
        yield event.location if fold(event.location).startswith("tại ") else f"tại {event.location}"
    if event.note and fold(event.note).strip("()") not in said:
        bracketed = event.note.startswith("(") and event.note.find(")") == len(event.note) - 1
        yield event.note if bracketed else f"({event.note})"
