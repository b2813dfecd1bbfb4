"""Published feeds read back: all that is known of earlier runs, and nothing else is.

The reader takes what ``feeds.calendar`` writes and refuses the rest: a feed that lost its end, or was mended by hand
and not quite, must not be the ground on which identities are given. An event read here and written again has the same
bytes, whatever its tags, cuts and marks; that is what lets an event outlive its programme.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from ics_export.feeds.naming import ALL_FILE
from ics_export.feeds.times import TZID, ZONE, bounds
from ics_export.feeds.wording import CANCELLED, LABELS, UNCERTAIN
from ics_export.model import Event, Kind, Place, Slot, slot_of_hour
from ics_export.tuples import NamedTuple

_BEGIN, _END = b"BEGIN:VCALENDAR\n", b"END:VCALENDAR\n"
_EVENT, _EVENT_END = b"\nBEGIN:VEVENT\n", b"\nEND:VEVENT"
_ONCE = {
    "UID",
    "DTSTAMP",
    "LAST-MODIFIED",
    "SEQUENCE",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "DESCRIPTION",
    "STATUS",
    "TRANSP",
}
_CODES = {label: code for code, label in LABELS.items()}
_MARKERS = (("TET", Kind.HOLIDAY), ("HOLIDAY", Kind.HOLIDAY), ("OBSERVANCE", Kind.OBSERVANCE))
_LEAST_CUT = 100  # characters that a cut title has at the very least (wording.shorten)
_FACTS = ("Chuẩn bị", "Lãnh đạo", "Ghi chú", "Chưa chắc chắn", "Âm lịch")  # in the order of wording.description
_SOURCE = re.compile(r"Nguồn: (?:(?P<of>.*), dòng (?P<line>\d+)|.*)", re.DOTALL)


class CorruptFeed(ValueError):
    """A published feed that cannot be relied on; the reason is a Vietnamese phrase for the user."""


class Remembered(NamedTuple):
    """What a published VEVENT says.

    ``event`` has all of it, UID, sequence and stamp (LAST-MODIFIED) included; its ``feeds`` are those that hold it as
    it is there. Who is named in the text, and the programme's file, stand in no feed. ``older`` are feeds that hold an
    earlier version of it: they were kept back, or the run that should have written them was cut short.
    """

    event: Event
    older: tuple[str, ...] = ()

    @property
    def first_day(self) -> dt.date:
        """Its first day in local time."""
        return first_day(self.event)

    @property
    def last_day(self) -> dt.date:
        """Its last day in local time."""
        end = self.event.end
        return end.date() if isinstance(end, dt.datetime) else end - dt.timedelta(days=1)


def first_day(event: Event) -> dt.date:
    """The first day of an event in local time."""
    start, _ = bounds(event)
    return start.date() if isinstance(start, dt.datetime) else start


def remember(all_ics: bytes, feeds: Mapping[str, bytes]) -> tuple[Remembered, ...]:
    """What was published last: the events of all.ics, in its order.

    ``feeds`` are the leaders' by ``Leader.name``; they tell whose an event is, by UID. Where one of them holds a later
    version of an event than all.ics, that one counts: a run was cut short between the two. What is not in all.ics is
    not remembered. Raises CorruptFeed where one of them is not whole.
    """
    read: dict[bytes, Event] = {}  # an event has the same bytes in all feeds, unless one is older
    known = {event.uid: event for event in _events(ALL_FILE, all_ics, read)}
    holders: dict[str, dict[str, tuple[int, dt.datetime]]] = {uid: {} for uid in known}
    for name, data in feeds.items():
        for event in _events(name, data, read):
            if event.uid in known:
                holders[event.uid][name] = _version(event)
                known[event.uid] = max(known[event.uid], event, key=_version)
    result = []
    for uid, event in known.items():
        current = tuple(name for name, version in holders[uid].items() if version == _version(event))
        older = tuple(name for name in holders[uid] if name not in current)
        result.append(Remembered(event._replace(feeds=current), older))
    return tuple(result)


def last_change(feed: bytes) -> dt.datetime | None:
    """The latest LAST-MODIFIED of a whole feed's events, in UTC; None where it has no event."""
    found = re.findall(rb"^LAST-MODIFIED:([0-9]{8}T[0-9]{6}Z)\r$", feed.partition(b"BEGIN:VEVENT")[2], re.MULTILINE)
    return _read(max(found).decode().removesuffix("Z")).replace(tzinfo=dt.UTC) if found else None


def _version(event: Event) -> tuple[int, dt.datetime]:
    return event.sequence, event.stamp


def _events(name: str, data: bytes, read: dict[bytes, Event]) -> Iterator[Event]:
    """The events of one feed; ``read`` has those blocks that were read already."""
    lines = data.replace(b"\r\n", b"\n")  # git and editors turn them; nothing is lost by that
    if not lines.startswith(_BEGIN):
        raise CorruptFeed(f"{name}: không phải tệp lịch")
    if not lines.endswith(b"\n" + _END):
        raise CorruptFeed(f"{name}: tệp bị cụt, thiếu END:VCALENDAR")
    _, *blocks = lines[: -len(_END) - 1].split(_EVENT)
    seen: set[str] = set()
    for number, block in enumerate(blocks, 1):
        try:
            event = read.get(block) or _event(block)
            if event.uid in seen:
                raise ValueError(f"hai việc cùng UID {event.uid}")
        except ValueError as error:
            reason = "không phải UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
            raise CorruptFeed(f"{name}, việc thứ {number}: {reason}") from error
        read[block] = event
        seen.add(event.uid)
        yield event


class _Line(NamedTuple):
    parameters: str
    value: str


def _properties(block: bytes) -> dict[str, list[_Line]]:
    """The content lines of a VEVENT, unfolded, by name; alarms are left out, the settings know them."""
    found: dict[str, list[_Line]] = {}
    text, _, alarm = block.replace(b"\n ", b"").decode().partition("\nBEGIN:VALARM\n")
    if alarm and not alarm.endswith("\nEND:VALARM"):
        raise ValueError("thiếu END:VALARM")
    for line in text.split("\n"):
        head, colon, value = line.partition(":")
        name, _, parameters = head.partition(";")
        if not colon or not name or name in ("BEGIN", "END"):
            raise ValueError(f"không đọc được dòng “{line[:40]}”")
        found.setdefault(name, []).append(_Line(parameters, value))
    for name in _ONCE:
        if len(found.get(name, ())) != 1:
            raise ValueError(f"phải có đúng một {name}")
    return found


def _event(block: bytes) -> Event:
    if not block.endswith(_EVENT_END):
        raise ValueError("thiếu END:VEVENT")
    lines = _properties(block[: -len(_EVENT_END)])
    cancelled = lines["STATUS"][0].value == "CANCELLED"
    start, end = _moment(lines["DTSTART"][0]), _moment(lines["DTEND"][0])
    if type(start) is not type(end) or start >= end:
        raise ValueError("thời gian kết thúc không sau thời gian bắt đầu")
    tags = tuple(_CODES.get(label, label) for line in lines.get("CATEGORIES", ()) for label in _list(line.value))
    title, said = _text(lines["SUMMARY"][0].value), _description(_text(lines["DESCRIPTION"][0].value))
    if cancelled:
        title = title.removeprefix(CANCELLED)
    free = lines["TRANSP"][0].value == "TRANSPARENT" and (not cancelled or any(tag in tags for tag, _ in _MARKERS))
    marker = free and not isinstance(start, dt.datetime)
    whole, agenda = _agenda(title, said.rest)
    note = said.facts.get("Chưa chắc chắn", said.facts.get("Ghi chú", ""))
    location = lines.get("LOCATION")
    return Event(
        uid=_text(lines["UID"][0].value),
        kind=next((kind for tag, kind in _MARKERS if tag in tags), Kind.WEEKEND) if marker else Kind.EVENT,
        start=start,
        end=end,
        slot=_slot(start, end),
        summary=whole,
        stamp=_stamp(lines["LAST-MODIFIED"][0]),
        source=said.source,
        programme=said.source.file,
        agenda=agenda,
        printed=said.facts.get("Lãnh đạo", ""),
        units=tuple(_text(line.value) for line in lines.get("CONTACT", ())),
        location=_text(location[0].value) if location else None,
        certain="Chưa chắc chắn" not in said.facts,
        cancelled=cancelled,
        duty=not marker and not isinstance(start, dt.datetime),
        tags=tags,
        lunar=said.facts.get("Âm lịch"),
        note="" if note == UNCERTAIN else note,
        sequence=_sequence(lines["SEQUENCE"][0].value),
    )


class _Said(NamedTuple):
    """A description taken apart: what stands before the facts, the facts by label, the source."""

    rest: list[str]
    facts: dict[str, str]
    source: Place


def _description(text: str) -> _Said:
    """``wording.description`` backwards: the source is always last, and each fact has its place before it."""
    *rest, last = text.split("\n")
    if not (source := _SOURCE.fullmatch(last)):
        raise ValueError("mô tả không kết thúc bằng nguồn")
    facts: dict[str, str] = {}
    for label in reversed(_FACTS):
        if rest and rest[-1].startswith(f"{label}: "):
            facts[label] = rest.pop().partition(": ")[2]
    line = int(source["line"] or 0)
    return _Said(rest, facts, Place(source["of"] if line else "", line))


def _agenda(title: str, rest: list[str]) -> tuple[str, tuple[str, ...]]:
    """The whole text and the agenda: where the title was cut, the description begins with all of it."""
    whole = title
    if title.endswith("…") and len(title) > _LEAST_CUT and rest and rest[0].startswith(title[:-1]):
        whole, *rest = rest
    if not all(line.startswith("- ") for line in rest):
        raise ValueError("mô tả có dòng lạ")
    return whole, tuple(line[2:] for line in rest)


def _moment(line: _Line) -> dt.datetime | dt.date:
    if line.parameters == "VALUE=DATE" and re.fullmatch("[0-9]{8}", line.value):
        return _read(line.value).date()
    if line.parameters == f"TZID={TZID}" and re.fullmatch("[0-9]{8}T[0-9]{6}", line.value):
        return _read(line.value).replace(tzinfo=ZONE)
    raise _unreadable(line.value)


def _stamp(line: _Line) -> dt.datetime:
    if line.parameters or not re.fullmatch("[0-9]{8}T[0-9]{6}Z", line.value):
        raise _unreadable(line.value)
    return _read(line.value[:-1]).replace(tzinfo=dt.UTC)


def _read(value: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(value)
    except ValueError as error:
        raise _unreadable(value) from error


def _unreadable(value: str) -> ValueError:
    return ValueError(f"không đọc được thời điểm “{value[:40]}”")


def _sequence(value: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", value):
        raise ValueError(f"SEQUENCE “{value[:40]}” không phải số")
    return int(value)


def _slot(start: dt.datetime | dt.date, end: dt.datetime | dt.date) -> Slot:
    """The part of the day an event lies in, as far as its hours tell: feeds have no slots."""
    if not isinstance(start, dt.datetime) or not isinstance(end, dt.datetime):
        return Slot.ALL_DAY
    if end.date() > start.date() or (start.hour < 12 and end.hour > 12):
        return Slot.ALL_DAY
    return slot_of_hour(start.time())


def _text(value: str) -> str:
    """A TEXT value (RFC 5545 section 3.3.11) unescaped."""
    if "\\" not in value:
        return value
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value, flags=re.DOTALL)


def _list(value: str) -> list[str]:
    return [_text(part) for part in re.findall(r"(?:[^,\\]|\\.)+", value)]
