"""Whether a new feed takes too much away: what is published is what people rely on.

A programme cut in half, an empty table or a folder that is not mounted must not reach anybody's calendar. Feeds are
compared as they are published, so a feed that was kept back is compared with what its readers have.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection

from ics_export.tuples import NamedTuple

_UID = re.compile(rb"^UID:([^\r\n]+)", re.MULTILINE)
_START = re.compile(rb"^DTSTART[^:\r\n]*:(\d{4})(\d\d)(\d\d)", re.MULTILINE)


class _Entry(NamedTuple):
    day: dt.date
    live: bool
    """Work that has not been called off."""


class Counts(NamedTuple):
    """How many events a feed has, and how many of them are called off."""

    events: int
    cancelled: int


def counts(feed: bytes) -> Counts:
    """The counts of a feed as we write it."""
    return Counts(feed.count(b"\r\nBEGIN:VEVENT\r\n"), feed.count(b"\r\nSTATUS:CANCELLED\r\n"))


def loss(
    before: bytes, after: bytes, today: dt.date, *, called_off: Collection[str] = (), horizon: dt.date = dt.date.min
) -> str | None:
    """Why ``after`` must not replace ``before`` unasked, as a Vietnamese phrase; None where it may.

    It must not where nothing would be left, or where more than a third of the work from ``today`` on would be gone.
    Work on whose day as much new work stands is reworded, not gone; what the programme itself calls off
    (``called_off``, UIDs) is no loss, nor is what lies before ``horizon``. A single meeting that is gone never counts
    for a third: it stays to be seen as called off.
    """
    old = {uid: one for uid, one in _entries(before).items() if one.live and one.day >= horizon}
    new = _entries(after)
    if not old:
        return None
    left = sum(one.live for one in new.values())
    if not left and not any(uid in called_off or not one.live for uid, one in new.items()):
        return f"sẽ không còn việc nào (đang có {len(old)} việc)"
    coming = {uid: one for uid, one in old.items() if one.day >= today}
    gone = Counter(
        one.day for uid, one in coming.items() if uid not in called_off and not (uid in new and new[uid].live)
    )
    added = Counter(one.day for uid, one in new.items() if one.live and uid not in old)
    lost = sum(max(0, number - added[day]) for day, number in gone.items())
    if lost > 1 and 3 * lost > len(coming):
        return f"sẽ mất {lost} trong {len(coming)} việc sắp tới"
    return None


def _entries(feed: bytes) -> dict[str, _Entry]:
    """What is in a feed of ours by UID, notes of whole days aside."""
    found: dict[str, _Entry] = {}
    for block in feed.replace(b"\r\n", b"\n").split(b"BEGIN:VEVENT\n")[1:]:  # git and editors turn line ends
        uid, start = _UID.search(block), _START.search(block)
        cancelled = b"\nSTATUS:CANCELLED" in block
        if uid and start and (cancelled or b"\nTRANSP:TRANSPARENT" not in block):
            day = dt.date(int(start[1]), int(start[2]), int(start[3]))
            found[uid[1].decode("utf-8", "replace")] = _Entry(day, not cancelled)
    return found
