"""Rows of several days whose content says what is on which: "Ngày 13: Sáng: … Chiều: … Ngày 14: Sáng: …"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ics_export.model import Paragraph
from ics_export.parsing.dates import read_weekdays
from ics_export.parsing.parts import Part
from ics_export.parsing.words import BULLET

_HEAD = re.compile(
    rf"(?:^|(?<=[\s.;])(?<![,–-]\s)(?<!và\s))(?:{BULLET}\s*)?(?:(?:Ngày|NGÀY)\s+(?P<day>\d{{1,2}})(?:\s?/\s?(?P<month>\d{{1,2}}))?(?:/\d{{4}})?"
    rf"|(?P<weekday>(?:Thứ|THỨ)\s\w{{1,4}}|Chủ nhật|CHỦ NHẬT|Chủ Nhật)"
    r"(?:\s*[,(]?\s*(?:ngày\s)?\d{1,2}/\d{1,2}\)?)?)"
    r"\s*(?:\([^()]{1,20}\))?\s*:\s*"
)
"""What heads the work of one of a row's days."""
_SLOT = re.compile(r"(?<!\w)((?:[Bb]uổi\s)?(?:[Ss]áng|SÁNG|[Cc]hiều|CHIỀU|[Tt]ối|TỐI|[Cc]ả ngày|CẢ NGÀY))\s*:")
_OPENS_SLOT = re.compile(rf"(?:{BULLET}\s*)?{_SLOT.pattern}")


def on_their_days(part: Part) -> Part:
    """``part`` with the day that heads some of its work said at each part of the day below it: "Sáng 13/6: …"."""
    if len(part.day.dates) < 2 or not part.content:
        return part
    day: dt.date | None = None
    printed = ""  # as its head has it
    found: list[Paragraph] = []
    for paragraph in part.content:
        text, position = paragraph.text, 0
        for head in [*_HEAD.finditer(text), None]:
            meant = _day(head, part.day.dates) if head else None
            if head and meant is None:
                continue  # no day of this row: words like others
            words = text[position : head.start() if head else None].strip()
            if words and day:
                words = _said(words, day, printed)
            found += [paragraph._replace(text=words)] if words else []
            printed = ""
            if head:
                day, printed, position = meant, head[0], head.end()
    return part._replace(content=tuple(found)) if day else part


def _day(head: re.Match[str], dates: Sequence[dt.date]) -> dt.date | None:
    """The day of a row that a head names, None where it names none of them, or more than one."""
    if head["day"]:
        meant = [one for one in dates if one.day == int(head["day"]) and int(head["month"] or one.month) == one.month]
    else:
        weekdays = read_weekdays(head["weekday"].lower())[0]
        meant = [one for one in dates if one.weekday() in weekdays]
    return meant[0] if len(meant) == 1 else None


def _said(words: str, day: dt.date, head: str) -> str:
    """The words of a day with it at each part of the day in them; behind its ``head`` where they open with none."""
    said = _SLOT.sub(lambda slot: f"{slot[1]} {day.day:02}/{day.month:02}:", words)
    return f"{head}{said}" if head and not _OPENS_SLOT.match(words) else said
