"""The memory of a site: its published feeds, read back even where one of them is damaged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from ics_export.feeds.calendar import calendar
from ics_export.feeds.memory import CorruptFeed, Remembered, remember
from ics_export.publish.files import keep_aside, mask, read
from ics_export.tuples import NamedTuple

_BEGIN, _END = b"BEGIN:VEVENT", b"END:VEVENT"
_BLOCK = re.compile(rb"BEGIN:VEVENT\r\n.*?\r\nEND:VEVENT\r\n", re.DOTALL)
_UID = re.compile(rb"^UID:.*$", re.MULTILINE)


class Recalled(NamedTuple):
    """What was published: its events, and each feed's bytes by leader (None: all.ics).

    ``unknown`` are leaders without a whole feed: whether they had an event nobody can tell. ``notes`` name the copies
    of corrupt files, as sentences.
    """

    events: tuple[Remembered, ...]
    feeds: dict[str | None, bytes]
    unknown: frozenset[str]
    notes: tuple[str, ...]


def recall(site: Path, everything: str, leaders: Mapping[str, str]) -> Recalled:
    """Read the feeds at the paths given, all.ics first.

    A file that is not a whole calendar is kept aside. Where all.ics is corrupt, the leaders' feeds tell what they can:
    the identity of all events that any leader has. Where it was removed, somebody wanted to forget.
    """
    whole = read(site, everything)
    found: dict[str, bytes] = {name: data for name, path in leaders.items() if (data := read(site, path)) is not None}
    notes: list[str] = []
    try:
        for data in (*found.values(), whole or b""):
            if data.count(_BEGIN) != data.count(_END):
                raise CorruptFeed("không đủ cặp BEGIN:VEVENT, END:VEVENT")
        events = remember(whole, found) if whole is not None else ()
    except CorruptFeed:
        for name in [name for name, data in found.items() if _fault(data)]:
            notes.append(_kept(site, leaders[name], f"lịch của {name}", _fault(found.pop(name))))
        assert whole is not None
        if fault := _fault(whole):
            notes.append(_kept(site, everything, "all.ics", fault))
            whole = None
        events = remember(whole or _together(found), found)
    else:
        if whole is None:
            found = {name: data for name, data in found.items() if not _fault(data)}
    feeds: dict[str | None, bytes] = dict(found.items())
    if whole is not None:
        feeds[None] = whole
    return Recalled(events, feeds, frozenset(leaders.keys() - found.keys()), tuple(notes))


def _fault(data: bytes) -> str | None:
    """What is wrong with a feed."""
    try:
        if data.count(_BEGIN) != data.count(_END):
            raise CorruptFeed("không đủ cặp BEGIN:VEVENT, END:VEVENT")
        remember(data, {})
    except CorruptFeed as error:
        return str(error).removeprefix("all.ics").lstrip(":, ")
    return None


def _kept(site: Path, path: str, what: str, fault: str | None) -> str:
    copy = keep_aside(site, path)
    return f"{what} cũ bị hỏng ({fault}); đã giữ lại thành {mask(copy)} và lập lịch mới."


def _together(feeds: Mapping[str, bytes]) -> bytes:
    """A calendar of all that is in the leaders' feeds, each event once."""
    blocks: dict[bytes, bytes] = {}
    for data in feeds.values():
        for block in _BLOCK.findall(data):
            if uid := _UID.search(block):
                blocks.setdefault(uid[0], block)
    return calendar("", "", blocks.values())
