"""Events to iCalendar bytes (RFC 5545, RFC 7986), written by icalendar, each event once.

icalendar's value types do the escaping and the formats, its ``Contentline`` sees to it that a line is one.
Left out are the parts of it that cost without giving: ``Event.add`` (it guesses the type we know), the component's
dictionary (a new ``Parameters`` for every property that has none), folding by characters. Lines that recur from event
to event (stamps, hours, status, units) are kept.

There is no ATTENDEE and no ORGANIZER: with METHOD:PUBLISH they would make clients offer an invitation to answer.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from icalendar import vDate, vDatetime, vDuration, vInt, vText
from icalendar.parser import Contentline, Parameters
from icalendar.prop import vCategory

from ics_export.config import Config
from ics_export.feeds.folding import fold
from ics_export.feeds.naming import ALL_FILE, ALL_NAME, calendar_name, display_name, feed_files
from ics_export.feeds.times import TZID, bounds, chronological
from ics_export.feeds.wording import categories, clean, description, summary, units
from ics_export.model import Event, Kind, Leader

if TYPE_CHECKING:
    _Value = vCategory | vDate | vDatetime | vDuration | vInt | vText

PRODID = "-//ics-export//Lich cong tac//VI"
"""Without a version, so that an upgrade alone changes no feed."""

REFRESH = dt.timedelta(hours=12)

# One STANDARD and nothing else. icalendar's own (10 ms a feed) has the change of 1975 and a COMMENT: npm's icalendar
# then reads every time an hour early, Emacs takes the times as local, Exchange may refuse the feed.
TIMEZONE = (
    b"BEGIN:VTIMEZONE\r\n"
    b"TZID:Asia/Ho_Chi_Minh\r\n"
    b"BEGIN:STANDARD\r\n"
    b"DTSTART:19700101T000000\r\n"
    b"TZOFFSETFROM:+0700\r\n"
    b"TZOFFSETTO:+0700\r\n"
    b"TZNAME:+07\r\n"
    b"END:STANDARD\r\n"
    b"END:VTIMEZONE\r\n"
)

_NONE = Parameters()
_LOCAL = Parameters({"TZID": TZID})
_DATE = Parameters({"VALUE": "DATE"})
_DURATION = Parameters({"VALUE": "DURATION"})


class _Text(vText):
    r"""TEXT in which a backslash before an N stays one: icalendar 7.3 reads ``\N`` as a line break before it escapes.

    Escaped in parts, none of which holds both: escaping looks at single characters, so the parts make the whole.
    """

    __slots__ = ()

    def to_ical(self) -> bytes:
        return b"".join(vText(part).to_ical() for part in re.split(r"(?<=\\)(?=N)", self))


def feeds(organisation: str, leaders: Sequence[Leader], events: Iterable[Event], config: Config) -> dict[str, bytes]:
    """All feeds by file name: one for each leader, in their order, then all.ics with every event.

    Each event is serialised once and its bytes joined into every feed that holds it. Two events of the same UID are a
    mistake of the caller (ValueError): clients would silently drop one of them.
    """
    ordered = sorted(events, key=chronological)
    uids = {event.uid for event in ordered}
    if len(uids) < len(ordered):
        raise ValueError("two events have the same UID; with_first_uids() must see all events of a calendar at once")
    blocks = [(event.feeds, serialise(event, config.alarm)) for event in ordered]
    result: dict[str, bytes] = {}
    files = feed_files(leaders, config.feed_name)
    for leader in leaders:
        own = [block for names, block in blocks if leader.name in names]
        result[files[leader.name]] = calendar(display_name(leader, leaders), organisation, own)
    result[ALL_FILE] = calendar(ALL_NAME, organisation, [block for _, block in blocks])
    return result


def calendar(name: str, organisation: str, blocks: Iterable[bytes]) -> bytes:
    """One iCalendar object (RFC 5545 section 3.4) of ready VEVENT ``blocks``, in their order."""
    return b"".join(chunks(name, organisation, blocks))


def chunks(name: str, organisation: str, blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes piece by piece: what stands before the events, each event, the end."""
    title = calendar_name(name, organisation)
    yield b"".join(
        (
            b"BEGIN:VCALENDAR\r\n",
            _text("VERSION", "2.0"),
            _text("PRODID", PRODID),
            _text("CALSCALE", "GREGORIAN"),
            _text("METHOD", "PUBLISH"),
            # RFC 7986 section 5.1 beside what Outlook, Google and Apple read
            _text("NAME", title),
            _text("X-WR-CALNAME", title),
            _text("X-WR-TIMEZONE", TZID),
            # RFC 7986 section 5.7, and Outlook's own; six clients refuse the first without its VALUE
            _line("REFRESH-INTERVAL", vDuration(REFRESH), _DURATION),
            _line("X-PUBLISHED-TTL", vDuration(REFRESH)),
            TIMEZONE,
        )
    )
    yield from blocks
    yield b"END:VCALENDAR\r\n"


def serialise(event: Event, alarm: int | None = None) -> bytes:
    """The VEVENT (RFC 5545 section 3.6.1) of ``event``; ``alarm``: minutes before its start, for one with hours."""
    start, end = bounds(event)
    stamp = event.stamp.replace(tzinfo=dt.UTC) if event.stamp.tzinfo is None else event.stamp.astimezone(dt.UTC)
    title, cut = summary(event)
    lines = [
        b"BEGIN:VEVENT\r\n",
        _line("UID", vText(event.uid)),
        # All three tell of the last change: without them Evolution and Google keep the event they have.
        _moment("DTSTAMP", stamp),
        _moment("LAST-MODIFIED", stamp),
        _number("SEQUENCE", event.sequence),
        _moment("DTSTART", _naive(start)),
        _moment("DTEND", _naive(end)),
        _line("SUMMARY", _value(title)),
        _line("DESCRIPTION", _value(description(event, whole=cut))),
    ]
    if location := clean(event.location or ""):
        lines.append(_text("LOCATION", location))
    lines += (_text("CONTACT", unit) for unit in units(event))
    if labels := categories(event):
        lines.append(_categories(tuple(labels)))
    status, transparency, busy = _status(event)
    # TRANSP is for everybody, BUSYSTATUS for Outlook, which shows "busy" without it.
    lines += (
        _text("STATUS", status),
        _text("TRANSP", transparency),
        _text("X-MICROSOFT-CDO-BUSYSTATUS", busy),
    )
    if alarm is not None and isinstance(start, dt.datetime) and not event.cancelled:
        lines.append(_alarm(alarm, title))
    lines.append(b"END:VEVENT\r\n")
    return b"".join(lines)


def _status(event: Event) -> tuple[str, str, str]:
    """STATUS, TRANSP and Outlook's "show as": a marker or a cancelled event keeps nobody busy."""
    status = "CANCELLED" if event.cancelled else "CONFIRMED" if event.certain else "TENTATIVE"
    if event.cancelled or event.kind is not Kind.EVENT:
        return status, "TRANSPARENT", "FREE"
    return status, "OPAQUE", "BUSY" if event.certain else "TENTATIVE"


@lru_cache(maxsize=64)
def _alarm_trigger(minutes: int) -> bytes:
    return _line("TRIGGER", vDuration(dt.timedelta(minutes=-minutes)))


def _alarm(minutes: int, title: str) -> bytes:
    """A VALARM that shows ``title`` (RFC 5545 section 3.6.6). Google and Outlook ignore it in a subscribed feed."""
    shown = _line("DESCRIPTION", _value(title))
    return b"BEGIN:VALARM\r\nACTION:DISPLAY\r\n" + shown + _alarm_trigger(minutes) + b"END:VALARM\r\n"


def _naive(value: dt.datetime | dt.date) -> dt.datetime | dt.date:
    """Wall time: the zone is said by TZID."""
    return value.replace(tzinfo=None) if isinstance(value, dt.datetime) else value


def _line(name: str, value: _Value, parameters: Parameters = _NONE) -> bytes:
    """One content line with its CRLF, folded.

    Put together as ``Contentline.from_parts`` does it, which decodes the value by way of a codec written in Python.
    """
    head = f"{name};{parameters.to_ical().decode()}" if parameters else name
    line = Contentline(f"{head}:{value.to_ical().decode()}")  # type: ignore[no-untyped-call]
    return fold(line.encode()) + b"\r\n"


def _value(text: str) -> vText:
    return _Text(text) if "\\N" in text else vText(text)


@lru_cache(maxsize=256)
def _text(name: str, text: str) -> bytes:
    """A TEXT property that recurs. X- ones too: icalendar 7.3 escapes no comma in those it is given as ``str``."""
    return _line(name, _value(text))


@lru_cache(maxsize=64)
def _number(name: str, number: int) -> bytes:
    return _line(name, vInt(number))


@lru_cache(maxsize=64)
def _categories(labels: tuple[str, ...]) -> bytes:
    return _line("CATEGORIES", vCategory(list(labels)))


@lru_cache(maxsize=64)
def _moment(name: str, value: dt.datetime | dt.date) -> bytes:
    """A DATE-TIME, local with TZID where ``value`` has no zone and UTC where it has, or a DATE."""
    if isinstance(value, dt.datetime):
        return _line(name, vDatetime(value), _LOCAL if value.tzinfo is None else _NONE)
    return _line(name, vDate(value), _DATE)
