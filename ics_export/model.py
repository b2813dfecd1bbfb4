"""The values that travel through the pipeline.

Readers make a ``Document``, the parser a ``Programme``, the scheduler ``Event``s; every value is frozen and holds
tuples, so a stage can pass on what it was given without fear. Each keeps the ``Place`` it came from.

They are named tuples, which are as immutable as frozen dataclasses: every run defines them, and a dataclass of Event's
size takes as long to define as a programme takes to be parsed (``tuples``).
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from ics_export.tuples import NamedTuple


class Slot(StrEnum):
    """A part of a day (*buổi*)."""

    MORNING = "morning"
    """*Sáng*"""
    AFTERNOON = "afternoon"
    """*Chiều*"""
    EVENING = "evening"
    """*Tối*"""
    ALL_DAY = "all_day"
    """*Cả ngày*"""


def slot_of_hour(time: dt.time) -> Slot:
    """The slot a time of day lies in: before 12:00 morning, before 18:00 afternoon, then evening."""
    if time.hour < 12:
        return Slot.MORNING
    return Slot.AFTERNOON if time.hour < 18 else Slot.EVENING


class Kind(StrEnum):
    """What an event is: work with hours, or an all-day marker of one of three sorts."""

    EVENT = "event"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    OBSERVANCE = "observance"


class Place(NamedTuple):
    """Where something stands: file name (without its folder), line and column, both counted from 1."""

    file: str
    line: int
    column: int = 1


EMPTY = "\x04"
"""The text of an empty paragraph among others, which holds a place: the second of three works has no leader. No
document can print it: readers take control characters out."""


class Paragraph(NamedTuple):
    """One paragraph of a cell: text in NFC with single blanks and no markup.

    ``soft``: the reader saw no paragraph mark here, only a line end inside the cell, so it may be a wrapped line.
    ``day``: the one of its row's several days whose head it stands below, "13/06" (parsing/owndays.py). ``line``: the
    line of the source that it stands on, 0 where its row's place says it. ``within``: a line break alone parts it from
    the one above, in one of several paragraphs of its cell.
    """

    text: str
    italic: bool = False
    soft: bool = False
    day: str = ""
    line: int = 0
    within: bool = False


class Cell(NamedTuple):
    """One cell of a row, which says where it stands; an empty cell has no paragraphs.

    ``columns`` and ``rows``: over how many it is merged, as far as the reader can tell; empty cells stand for the
    others to its right, its words again with ``rows`` 0 below it.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    columns: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        """All paragraphs joined by a blank."""
        if len(self.paragraphs) == 1:
            return self.paragraphs[0].text
        return " ".join(p.text for p in self.paragraphs)


class Row(NamedTuple):
    """One row of a table, or a line of running text (then it has a single cell).

    ``after_gap``: a blank line or a page break stands right above.
    """

    cells: tuple[Cell, ...]
    place: Place
    after_gap: bool = False


class Document(NamedTuple):
    """What a reader found: the rows in reading order, and the source lines for messages that quote them."""

    name: str
    rows: tuple[Row, ...]
    lines: tuple[str, ...]


class Leader(NamedTuple):
    """A person, or a role no name is printed for, that has a feed (*lãnh đạo*).

    ``name`` is what the feed is called ("Hoàn"), ``title`` the abbreviated title ("GĐ") or "", ``full_name`` the
    printed or configured full name or "". ``aliases`` are further spellings that mean the same person.
    """

    name: str
    title: str = ""
    full_name: str = ""
    aliases: tuple[str, ...] = ()


class Attribution(NamedTuple):
    """Whom an item belongs to, through which words, and whether that is certain.

    ``leaders`` are those named, ``groups`` the group words as printed ("các PGĐ"), ``feeds`` everyone whose feed gets
    the item (groups spelt out), ``printed`` the words of the leaders' column.
    """

    leaders: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    printed: str = ""
    certain: bool = True


NO_ATTRIBUTION = Attribution()
"""Nobody, by no words: what markers of days have."""


class Hours(NamedTuple):
    """A printed time of day; ``end`` is None where only a start is printed, ``start`` where only an end is."""

    start: dt.time | None
    end: dt.time | None = None


class Item(NamedTuple):
    """One thing that happens (*nội dung công việc*): it becomes one event.

    ``first`` and ``last`` are its days, both included. ``slot`` is None where none is printed.
    """

    kind: Kind
    first: dt.date
    last: dt.date
    slot: Slot | None
    text: str
    place: Place
    agenda: tuple[str, ...] = ()
    hours: Hours | None = None
    units: tuple[str, ...] = ()
    attribution: Attribution = NO_ATTRIBUTION
    location: str | None = None
    cancelled: bool = False
    duty: bool = False
    note: str = ""


class Programme(NamedTuple):
    """A whole programme (*chương trình công tác*, *lịch công tác*): ``first`` and ``last`` bound its period."""

    organisation: str
    title: str
    first: dt.date
    last: dt.date
    issued: dt.date | None
    leaders: tuple[Leader, ...]
    items: tuple[Item, ...]
    source: str


class Event(NamedTuple):
    """An item with its hours, tags and feeds: what a VEVENT is written from.

    Work has aware datetimes (Asia/Ho_Chi_Minh) in ``start`` and ``end``; markers and duty days have dates, ``end``
    exclusive as in RFC 5545 section 3.6.1. ``stamp`` is the moment of the last real change (DTSTAMP, LAST-MODIFIED),
    UTC.
    ``feeds`` names the leaders (``Leader.name``) whose feeds hold it; ``tags`` are almanac codes ("TET").
    """

    uid: str
    kind: Kind
    start: dt.datetime | dt.date
    end: dt.datetime | dt.date
    slot: Slot
    summary: str
    stamp: dt.datetime
    source: Place
    programme: str = ""
    agenda: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    printed: str = ""
    units: tuple[str, ...] = ()
    location: str | None = None
    certain: bool = True
    cancelled: bool = False
    duty: bool = False
    tags: tuple[str, ...] = ()
    lunar: str | None = None
    note: str = ""
    sequence: int = 0
