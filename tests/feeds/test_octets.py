"""The checker itself: it must see what it is there to see."""

from __future__ import annotations

import pytest

from ics_export.config import Config
from ics_export.feeds.calendar import feeds

from .build import LEADERS, OFFICE, month
from .octets import check

GOOD = feeds(OFFICE, LEADERS, month(), Config(alarm=30))["all.ics"]
SPOILT = {
    "line feeds only": (b"\r\n", b"\n"),
    "no last line end": (b"END:VCALENDAR\r\n", b"END:VCALENDAR"),
    "long line": (b"TRANSP:OPAQUE", b"LOCATION:" + b"x" * 67),
    "fold in a character": ("Lịch".encode(), "Lị".encode()[:3] + b"\r\n " + "Lị".encode()[3:] + b"ch"),
    "fold in an escape": (b"\\,", b"\\\r\n ,"),
    "bare comma": (b"\\,", b","),
    "unknown escape": (b"\\,", b"\\x"),
    "decomposed": ("ị".encode(), "i\u0323".encode()),
    "control character": (b"Ho_Chi_Minh:2025", b"Ho_Chi_Minh:\x072025"),
    "bad status": (b"STATUS:CONFIRMED", b"STATUS:MAYBE"),
    "no status": (b"STATUS:CONFIRMED\r\n", b""),
    "two statuses": (b"STATUS:CONFIRMED\r\n", b"STATUS:CONFIRMED\r\n" * 2),
    "busy but transparent": (b"TRANSP:OPAQUE", b"TRANSP:TRANSPARENT"),
    "floating time": (b";TZID=Asia/Ho_Chi_Minh:2025", b":2025"),
    "an attendee": (b"STATUS:CONFIRMED\r\n", b"STATUS:CONFIRMED\r\nATTENDEE:mailto:a@example.org\r\n"),
    "interval without its type": (b"REFRESH-INTERVAL;VALUE=DURATION:", b"REFRESH-INTERVAL:"),
    "end not after start": (b"DTEND;VALUE=DATE:20250204", b"DTEND;VALUE=DATE:20250203"),
    "truncated": (b"END:VEVENT\r\nEND:VCALENDAR\r\n", b"END:VEVENT\r\n"),
    "no time zone": (b"BEGIN:VTIMEZONE", b"BEGIN:VTODO"),
}


def test_good_calendar() -> None:
    assert len(check(GOOD).parts) == 1 + len(month())


@pytest.mark.parametrize("old, new", SPOILT.values(), ids=SPOILT)
def test_spoilt_calendar(old: bytes, new: bytes) -> None:
    assert old in GOOD
    with pytest.raises((AssertionError, UnicodeDecodeError, KeyError)):
        check(GOOD.replace(old, new))
