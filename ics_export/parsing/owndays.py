"""Rows of several days whose content says what is on which: "Ngày 13: Sáng: … Chiều: … Ngày 14: Sáng: …"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ics_export.model import Paragraph
from ics_export.parsing.dates import read_weekdays
from ics_export.parsing.parts import Part
from ics_export.parsing.words import BULLET

_SLOT_WORD = r"(?:[Bb]uổi\s)?(?:[Ss]áng|SÁNG|[Cc]hiều|CHIỀU|[Tt]ối|TỐI|[Cc]ả ngày|CẢ NGÀY)"
_SLOT = re.compile(rf"(?<!\w)({_SLOT_WORD})\s*:")
_OPENS_SLOT = re.compile(rf"(?:{BULLET}\s*)?{_SLOT.pattern}")
_WEEKDAY = r"(?:(?:Thứ|THỨ)\s(?:Hai|Ba|Tư|Năm|Sáu|Bảy|HAI|BA|TƯ|NĂM|SÁU|BẢY|[2-7])|Chủ nhật|CHỦ NHẬT|Chủ Nhật)"
_DAY = (
    rf"(?:(?:Ngày|NGÀY)\s+(?P<day>\d{{1,2}})(?:\s?/\s?(?P<month>\d{{1,2}}))?(?:/\d{{4}})?"
    rf"|(?P<weekday>{_WEEKDAY})(?:\s*[,(]?\s*(?:ngày\s)?\d{{1,2}}/\d{{1,2}}\)?)?)\s*(?:\([^()]{{1,20}}\))?\s*:\s*"
)
_HEAD = re.compile(
    rf"(?:^|(?<=[.;]\s)){BULLET}?\s*{_DAY}"
    rf"|(?<=[^\s,–-]\s){_DAY.replace('?P<', '?P<in')}(?={BULLET}?\s*{_SLOT_WORD}\s*:)"
)
"""What heads the work of one of a row's days: a sentence, or behind any words a part of the day below it."""
_OTHER_HEAD = re.compile(
    rf"(?:^|[.;>]\s*)(?:{BULLET}\s*)?"
    r"(?:(?:[Tt]ừ\s)?(?:[Cc]ác\s)?[Nn]gày\s[\d/]+\s*(?:,|-|–|và|&|đến)[^:]{1,24}"
    rf"|{_WEEKDAY}\s*(?:,|-|–|và|&)[^:]{{1,24}}"
    r"|[Cc]ác ngày[^:]{0,24}|[Cc]ả (?:hai|ba|\d) ngày|\d{1,2}/\d{1,2})\s*:"
)
"""Days in the place of a head that are more than one, or are written otherwise: then the row is left as it is."""
_OWN_DAY = re.compile(
    rf"(?:{BULLET}\s*)?[^:;.]{{0,24}}(?<![\w/])"
    r"(?:[Nn]gày\s\d|\d{1,2}/\d{1,2}(?![\w/])"
    r"|[Tt]hứ\s(?:[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy|[2-7])\b|[Cc]hủ [Nn]hật)"
)
"""What opens a work that says its own day: "14h00 ngày 10/11: …", "14h00 thứ Tư: …"."""


def on_their_days(part: Part) -> Part:
    """``part`` with the day that heads some of its work said at each part of the day below it, "Sáng 13/6: …", and
    before works without one, "Ngày 14/6: …"."""
    if len(part.day.dates) < 2 or not part.content:
        return part
    if any(_OTHER_HEAD.search(paragraph.text) for paragraph in part.content):
        return part
    day: dt.date | None = None
    slotted = headed = False  # whether a part of the day stands below the head in force, and whether there was a head
    found: list[Paragraph] = []
    for paragraph in part.content:
        text, position, printed = paragraph.text, 0, ""
        for head in [*_HEAD.finditer(text), None]:
            meant = _day(head, part.day.dates) if head else None
            if head and (meant is None or _inside(text, head.start())):
                continue  # no day of this row: words like others
            words = text[position : head.start() if head else None].strip()
            if words and not printed and _OWN_DAY.match(words):
                day = None  # a day of its own: the head above it says nothing of it, nor of what follows
            if words and day:
                opens = _OPENS_SLOT.match(words) is not None
                words = _said(words, day, before=None if slotted or opens else printed)
                slotted = slotted or _SLOT.search(words) is not None or opens
            found += [paragraph._replace(text=words)] if words else []
            if head:
                day, slotted, headed, position, printed = meant, False, True, head.end(), head[0].strip()
    return part._replace(content=tuple(found)) if headed else part


def _inside(text: str, at: int) -> bool:
    return text.count("(", 0, at) > text.count(")", 0, at)


def _day(head: re.Match[str], dates: Sequence[dt.date]) -> dt.date | None:
    """The day of a row that a head names, None where it names none of them, or more than one."""
    number, month = head["day"] or head["inday"], head["month"] or head["inmonth"]
    if number:
        meant = [one for one in dates if one.day == int(number) and int(month or one.month) == one.month]
    else:
        weekdays = read_weekdays((head["weekday"] or head["inweekday"]).lower())[0]
        meant = [one for one in dates if one.weekday() in weekdays]
    return meant[0] if len(meant) == 1 else None


def _said(words: str, day: dt.date, *, before: str | None) -> str:
    """The words of a day with it at each part of the day in them, and ``before`` them the head as it is printed, or the
    day where the head stands above them ("") and where they have no part of the day of their own (else None)."""
    printed = f"{day.day:02}/{day.month:02}"
    said = _SLOT.sub(lambda slot: f"{slot[1]} {printed}:", words)
    if before is None:
        return said
    if before:
        return f"{before} {said}"
    bullet = re.match(rf"(?:{BULLET}\s*)?", said)
    return f"{bullet[0]}Ngày {printed}: {said[bullet.end() :]}" if bullet else said
