"""A leader's events as months of days: what the page of a leader draws.

Everything is running text here, cleaned; the templates only place and escape it.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from ics_export.almanac import AlmanacRangeError, LunarDate
from ics_export.config import DEFAULT_HOURS
from ics_export.feeds.times import bounds
from ics_export.feeds.wording import CANCELLED, clean, shorten, units
from ics_export.model import Event, Kind, Slot
from ics_export.tuples import NamedTuple
from ics_export.vietnamese import fold

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_SLOTS = {Slot.ALL_DAY: "Cả ngày", Slot.MORNING: "Sáng", Slot.AFTERNOON: "Chiều", Slot.EVENING: "Tối"}
_ONE = dt.timedelta(days=1)
# An event that ends in the small hours belongs to the evening before.
_SMALL_HOURS = dt.timedelta(hours=6)
# Days of one event that get a line of their own; a longer span is a slip of the pen.
_LONGEST = 62
_YEARS = range(1900, 2200)
# Holidays and observances of one day that are shown; there are never more.
_LABELS = 4

Period = tuple[dt.date, dt.date]
"""First and last day, both included."""
MonthKey = tuple[int, int]
"""Year and month."""


class Detail(NamedTuple):
    """How much of a month is written, so that a page stays small: characters of a text, points of an agenda, rows."""

    text: int
    agenda: int
    rows: int


class Row(NamedTuple):
    """One thing to do. ``gone`` says that it is cancelled or postponed, in a word; "" where it takes place.

    ``until`` is the last day of one that takes several; ``again`` marks such a one on its later days.
    """

    slot: str
    hours: str
    what: str
    agenda: tuple[str, ...] = ()
    place: str = ""
    note: str = ""
    who: str = ""
    units: str = ""
    until: str = ""
    gone: str = ""
    doubtful: bool = False
    again: bool = False


class Label(NamedTuple):
    """What a day is: ``sort`` is "off", "worked" or "remembered"."""

    sort: str
    text: str


class Block(NamedTuple):
    """A day, or a run of days that are alike and have nothing to do; ``empty`` says so in words.

    ``word`` is a remark on the date ("Làm bù"), ``labels`` are holidays and days of observance. At least one of rows,
    labels and ``empty`` is not empty.
    """

    anchor: str
    name: str
    lunar: str
    off: bool
    word: Label | None
    labels: tuple[Label, ...]
    rows: tuple[Row, ...]
    empty: str

    @property
    def lines(self) -> int:
        """Rows of the table that it takes."""
        return len(self.rows) + bool(self.labels or self.empty)


class Cell(NamedTuple):
    """A day in the grid of weeks; ``anchor`` is "" where there is nothing to jump to."""

    day: int
    lunar: str
    off: bool
    tasks: int
    anchor: str
    name: str


class Month(NamedTuple):
    """A month: the grid of its weeks (None outside it), its days in order, how much there is; ``cut`` rows left out."""

    key: str
    name: str
    weeks: tuple[tuple[Cell | None, ...], ...]
    blocks: tuple[Block, ...]
    summary: str
    cut: int


class Placed(NamedTuple):
    """An event with its bounds in local time and its days, both included."""

    event: Event
    start: dt.datetime | dt.date
    end: dt.datetime | dt.date
    first: dt.date
    last: dt.date


def month_key(key: MonthKey) -> str:
    """A month in addresses: "2025-02"."""
    return f"{key[0]:04}-{key[1]:02}"


def month_name(key: MonthKey) -> str:
    """A month in words: "Tháng 2/2025"."""
    return f"Tháng {key[1]}/{key[0]}"


def day_name(day: dt.date) -> str:
    """A day in words: "Thứ Hai 03/02"."""
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m}"


def place(events: Iterable[Event]) -> list[Placed]:
    """The events in the order of the table: by day; in a day what lasts whole days, then by the clock, then as printed.

    One in a year that is a slip of the pen is left out: no page shows it.
    """
    return sorted((placed for event in events if (placed := _placed(event))), key=_order)


def months_of(events: Iterable[Placed], periods: Iterable[Period]) -> list[MonthKey]:
    """The months that begin an event or belong to a programme's period, in order."""
    found = {(placed.first.year, placed.first.month) for placed in events}
    for first, last in periods:
        if first.year not in _YEARS:
            continue
        number = first.year * 12 + first.month - 1
        # A period is some weeks or months long; one of a hundred years is a misprint.
        for each in range(number, min(last.year * 12 + last.month - 1, number + 24) + 1):
            found.add((each // 12, each % 12 + 1))
    return sorted(found)


def by_month(events: Iterable[Placed]) -> dict[MonthKey, list[Placed]]:
    """The events of each month, those that last into it among them."""
    found: dict[MonthKey, list[Placed]] = {}
    for placed in events:
        month = placed.first
        while (month.year, month.month) <= (placed.last.year, placed.last.month):
            found.setdefault((month.year, month.month), []).append(placed)
            month = month.replace(day=1) + 31 * _ONE
    return found


def worked_days(events: Iterable[Event]) -> frozenset[dt.date]:
    """The weekend days that are worked: the almanac's word on events of a single day."""
    tagged = (_placed(event) for event in events if "WORKING_WEEKEND" in event.tags)
    return frozenset(placed.first for placed in tagged if placed and placed.first == placed.last)


def month_view(
    key: MonthKey, within: Sequence[Placed], periods: Sequence[Period], worked: Collection[dt.date], detail: Detail
) -> Month:
    """One month; ``within`` are its events as ``by_month`` gives them.

    Days outside all ``periods`` are said to have no programme yet; ``worked`` are the weekend days that are worked.
    """
    first = dt.date(*key, 1)
    days = [first + dt.timedelta(n) for n in range(calendar.monthrange(*key)[1])]
    blocks: list[Block] = []
    cells: dict[dt.date, Cell] = {}
    room, cut, run = detail.rows, 0, first
    for day in days:
        here = [p for p in within if p.first <= day <= p.last]
        covered = any(begin <= day <= end for begin, end in periods)
        block = _block(day, here, covered, day in worked, detail)
        cut += max(len(block.rows) - room, 0)
        block = block._replace(rows=block.rows[:room])
        room -= len(block.rows)
        if blocks and _alike(blocks[-1], block):
            block = blocks.pop()._replace(name=f"{WEEKDAYS[run.weekday()]} {run:%d} – {day_name(day)}", lunar="")
        else:
            run = day
        blocks.append(block)
        off = block.off if covered or block.rows else day.weekday() >= 5
        tasks = sum(p.event.kind is Kind.EVENT and not p.event.cancelled for p in here)
        cells[day] = Cell(day.day, lunar_of(day), off, tasks, block.anchor if covered or here else "", day_name(day))
    weeks = [tuple(cells.get(day) for day in week) for week in calendar.Calendar().monthdatescalendar(*key)]
    starting = [p.event for p in within if p.event.kind is Kind.EVENT and p.first >= first]
    return Month(month_key(key), month_name(key), tuple(weeks), tuple(blocks), _summary(starting), cut)


def _block(day: dt.date, here: Sequence[Placed], covered: bool, worked: bool, detail: Detail) -> Block:
    rows = tuple(_rows(day, here, detail))
    word, labels, off = _labels(day, here, worked, detail)
    if not (covered or rows or labels):
        # Nothing is known of it: days without a programme make one run, weekends and all.
        return Block(f"ngay-{day}", day_name(day), lunar_of(day), False, None, (), (), "Chưa có chương trình")
    empty = "" if rows else "Không có lịch" if covered else "Chưa có chương trình"
    return Block(f"ngay-{day}", day_name(day), lunar_of(day), off, word, labels, rows, empty)


def _alike(above: Block, block: Block) -> bool:
    """Whether two days with nothing to do can be told in one line."""
    return bool(above.empty) and above[3:] == block[3:]


def _summary(events: Sequence[Event]) -> str:
    """How much there is to do in a month, in a sentence."""
    doubtful, gone = sum(not e.certain for e in events), sum(e.cancelled for e in events)
    facts = [f"{len(events)} việc" if events else "Không có việc nào"]
    facts += [f"{doubtful} chưa chắc"] * bool(doubtful) + [f"{gone} đã hủy hoặc hoãn"] * bool(gone)
    return " · ".join(facts)


@lru_cache(maxsize=1024)
def lunar_of(day: dt.date) -> str:
    """Day and month of the lunar date, "6/1", "6/6 nhuận"; "" outside the almanac's range."""
    try:
        lunar = LunarDate.from_solar(day)
    except AlmanacRangeError:
        return ""
    return f"{lunar.day}/{lunar.month}{' nhuận' if lunar.leap else ''}"


def _placed(event: Event) -> Placed | None:
    start, end = bounds(event)
    if start.year not in _YEARS:
        return None
    if isinstance(start, dt.datetime) and isinstance(end, dt.datetime):
        first, last = start.date(), (end - _SMALL_HOURS).date()
    else:
        first, last = start, end - _ONE  # dates both
    return Placed(event, start, end, first, min(max(first, last), first + dt.timedelta(_LONGEST)))


def _order(placed: Placed) -> tuple[dt.date, bool, str, int, int, str]:
    event = placed.event
    clock = placed.start.isoformat()[11:16]
    return placed.first, event.slot is not Slot.ALL_DAY, clock, event.source.line, event.source.column, event.uid


def _labels(
    day: dt.date, here: Iterable[Placed], worked: bool, detail: Detail
) -> tuple[Label | None, tuple[Label, ...], bool]:
    """A remark on a day, its names, and whether it is a day off. A weekend needs no name: the weekday tells."""
    labels: dict[Label, None] = {}
    off = day.weekday() >= 5
    named = False
    for placed in here:
        event = placed.event
        if event.kind is Kind.EVENT or event.cancelled:
            continue
        text = shorten(_with_note(event), min(detail.text, 200))
        if event.kind is Kind.HOLIDAY:
            off = named = True
            labels[Label("off", text)] = None
        elif event.kind is Kind.OBSERVANCE:
            labels[Label("remembered", text)] = None
    if worked and not named:
        return Label("worked", "Làm bù"), tuple(labels)[:_LABELS], False
    return None, tuple(labels)[:_LABELS], off


def _with_note(event: Event) -> str:
    text, note = clean(event.summary), clean(event.note).strip("()")
    return f"{text} ({note})" if note and fold(note) not in fold(text) else text


def _rows(day: dt.date, here: Iterable[Placed], detail: Detail) -> Iterator[Row]:
    for placed in here:
        if placed.event.kind is not Kind.EVENT:
            continue
        if placed.first == day:
            yield _row(placed, detail)
        elif not placed.event.cancelled:
            yield _later(placed, detail)


def _row(placed: Placed, detail: Detail) -> Row:
    event = placed.event
    what = clean(event.summary)
    gone = ""
    note = clean(event.note).strip("()")
    if event.cancelled:
        what = what.removeprefix(CANCELLED)
        gone = "Hoãn" if "hoãn" in fold(f"{note} {what}") else "Đã hủy"
    said = fold(f"{gone} {what}")
    place = clean(event.location or "")
    # As printed, which is what the feed says: a remembered event knows nothing else.
    who = clean(event.printed) or ", ".join(filter(None, map(clean, (*event.leaders, *event.groups))))
    several = placed.last > placed.first
    hours = _hours(placed)
    return Row(
        slot="" if hours and event.slot is Slot.ALL_DAY and not several else _slot(event),
        hours=hours,
        what=shorten(what, detail.text),
        agenda=tuple(shorten(point, detail.text) for text in event.agenda[: detail.agenda] if (point := clean(text))),
        place="" if fold(place) in said else shorten(place, detail.text),
        note="" if fold(note) in said else shorten(note, detail.text),
        who=shorten(who, detail.text),
        units=shorten("; ".join(units(event)), detail.text),
        until=day_name(placed.last) if several else "",
        gone=gone,
        doubtful=not event.certain,
    )


def _later(placed: Placed, detail: Detail) -> Row:
    event = placed.event
    return Row(
        slot=_slot(event),
        hours="",
        what=shorten(clean(event.summary), min(detail.text, 100)),
        until=day_name(placed.last),
        doubtful=not event.certain,
        again=True,
    )


def _slot(event: Event) -> str:
    return "Trực" if event.duty else _SLOTS[event.slot]


def _hours(placed: Placed) -> str:
    """The hours, where they are not simply those of the slot: "14h30", "7h–9h15"."""
    start, end = placed.start, placed.end
    if not isinstance(start, dt.datetime) or not isinstance(end, dt.datetime):
        return ""
    usual = DEFAULT_HOURS[placed.event.slot]
    several = start.date() != end.date()
    if several or end.time() == usual.end:
        return "" if start.time() == usual.start else _clock(start)
    return f"{_clock(start)}–{_clock(end)}"


def _clock(moment: dt.datetime) -> str:
    return f"{moment.hour}h{moment.minute:02}" if moment.minute else f"{moment.hour}h"
