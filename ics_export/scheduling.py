"""Items become events: hours by slot, several days, tags, identity."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import pytz

from ics_export.calendar_checks import report_calendar
from ics_export.config import Config
from ics_export.daynotes import almanac_of, annotate, first_day, unprinted_days_off
from ics_export.diagnostics import Report, Severity
from ics_export.feeds.identity import first_uid
from ics_export.model import Event, Item, Kind, Place, Programme, Slot, slot_of_hour
from ics_export.vietnamese import fold

ZONE = pytz.FixedOffset(420)
"""Asia/Ho_Chi_Minh: UTC+7 without summer time since 1975-06-13. pytz.timezone("Asia/Ho_Chi_Minh") would read the zone
file on every run (16 ms, measured) and gives +07:07 to whoever forgets localize."""


@lru_cache(maxsize=64)
def localise(day: dt.date, time: dt.time) -> dt.datetime:
    """The moment of a local time in Vietnam; the one place where a zone is put on a time.

    A few are kept: work comes day by day, and a day has few of them.
    """
    return ZONE.localize(dt.datetime.combine(day, time))


def schedule(programme: Programme, config: Config, report: Report) -> tuple[Event, ...]:
    """The events of a programme, by start; ``stamp`` is the moment of issue (a fixed moment of the document's own)."""
    stamp = _stamp(programme)
    seen: Counter[tuple[object, ...]] = Counter()
    events: list[Event] = []
    for item in programme.items:
        slot, start, end = _times(item, config, report)
        text = item.text if item.kind is Kind.EVENT else f"{item.kind}:{item.text}"
        key = (item.first, slot, fold(text))
        ordinal = seen[key]
        seen[key] += 1
        events.append(
            Event(
                uid=first_uid(programme.organisation, item.first, slot, text, ordinal),
                kind=item.kind,
                start=start,
                end=end,
                slot=slot,
                summary=item.text,
                stamp=stamp,
                source=item.place,
                programme=programme.title,
                agenda=item.agenda,
                leaders=item.attribution.leaders,
                groups=item.attribution.groups,
                feeds=item.attribution.feeds,
                printed=item.attribution.printed,
                units=item.units,
                location=item.location,
                certain=item.attribution.certain,
                cancelled=item.cancelled,
                duty=item.duty,
                note=item.note,
            )
        )
    _report_overlaps(events, report)
    almanac = almanac_of(config)
    events += unprinted_days_off(programme, events, almanac, stamp, observances=config.observances)
    if not config.markers:
        events = [e for e in events if e.kind is Kind.EVENT]
    report_calendar(programme, events, almanac, report)
    return tuple(sorted(annotate(events, almanac), key=_order))


def _order(event: Event) -> tuple[dt.date, bool, dt.date, dt.date, str]:
    """By day, whole days first: what is compared beyond that is two dates or two moments, never one of each."""
    timed = isinstance(event.start, dt.datetime)
    return first_day(event), timed, event.start, event.end, event.uid


def _stamp(programme: Programme) -> dt.datetime:
    day = programme.issued or programme.first
    return dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC) - dt.timedelta(hours=7)


def _times(item: Item, config: Config, report: Report) -> tuple[Slot, dt.datetime | dt.date, dt.datetime | dt.date]:
    if item.kind is not Kind.EVENT or item.duty:
        return Slot.ALL_DAY, item.first, item.last + dt.timedelta(1)
    slot = item.slot
    if item.hours:
        hour = item.hours.start or item.hours.end or dt.time()
        by_hour = slot_of_hour(hour)
        if slot is None or (slot is not Slot.ALL_DAY and slot is not by_hour):
            if slot is not None and not (slot is Slot.AFTERNOON and hour >= dt.time(11)):
                report.add(
                    "S502", Severity.WARNING, item.place, f"Giờ {hour:%H:%M} không thuộc buổi đã ghi.",
                    excerpt=item.text[:60], action="Đã lấy theo giờ.",
                )  # fmt: skip
            slot = by_hour
    slot = slot or Slot.ALL_DAY
    begin, finish = config.span(slot, item.first)
    if item.last > item.first:
        finish = config.span(Slot.ALL_DAY, item.last).end
    if item.hours:
        begin, finish = item.hours.start or begin, item.hours.end or finish
    start, end = localise(item.first, begin), localise(item.last, finish)
    if not (item.hours and item.hours.end and end > start):
        end = max(end, start + dt.timedelta(hours=1))
    return slot, start, end


def _report_overlaps(events: Sequence[Event], report: Report) -> None:
    """Two timed events of one leader, both certain, that overlap though they do not come from one list."""
    timed = [e for e in events if isinstance(e.start, dt.datetime) and e.certain and not e.cancelled and e.leaders]
    timed.sort(key=lambda e: (e.start, e.uid))
    # For each leader what still runs, one list of work each: its last to end. A hundred at one hour are a hundred
    # findings, not 4950.
    running: dict[str, dict[_List, Event]] = {}
    for other in timed:
        mine = (other.source, other.slot, other.start)
        told: set[str] = set()
        for name in other.leaders:
            lists = running.setdefault(name, {})
            event = _running(lists, mine, other.start)
            if event and event.uid not in told:
                told.add(event.uid)
                report.add(
                    "C601", Severity.WARNING, other.source, (
                        f"{name} có hai việc trùng giờ: “{event.summary[:40]}” (dòng {event.source.line}) và "
                        f"“{other.summary[:40]}”."
                    ),
                    excerpt=other.summary[:40], action="Đã giữ cả hai.",
                )  # fmt: skip
            if mine not in lists or lists[mine].end < other.end:
                lists[mine] = other


_List = tuple[Place, Slot | None, dt.datetime | dt.date]


def _running(lists: dict[_List, Event], mine: _List, now: dt.datetime | dt.date) -> Event | None:
    """The first event of another list than ``mine`` that has not ended ``now``; those ended are dropped."""
    ended, found = [], None
    for key, event in lists.items():
        if event.end <= now:
            ended.append(key)
        elif key != mine:
            found = event
            break
    for key in ended:
        del lists[key]
    return found
