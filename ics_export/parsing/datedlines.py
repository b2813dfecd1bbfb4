"""Lists whose every line says its own day (*ngày*), beside its hour or part of the day: "- 7h30 ngày 03/3/2025: …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ics_export.model import Cell, Paragraph, Row
from ics_export.parsing.daylist import DATE

_FEWEST = 3
"""Lines that must say it so: one or two are of a letter."""
_BULLET = r"[*_\s]{0,8}(?:(?:[-–+*•]|\d{1,2}\s?[.)]|[a-hđ]\))\s{0,8})?[*_]{0,4}"
_WEEKDAY = r"(?:thứ\s(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s?nhật)"
_DAY = rf"(?:(?P<weekday>{_WEEKDAY})\s?[,(]?\s*)?\(?ngày\s+(?P<day>{DATE})\)?"
_SLOT = r"(?:buổi\s+)?(?P<slot>sáng|chiều|tối|cả ngày)(?!\w)"
_CLOCK = r"\d{1,2}\s?(?:h|giờ|g|:)\s?\d{0,2}(?:\s?phút)?(?!\w)"
_HOUR = rf"(?:vào\s+)?(?:lúc\s+|hồi\s+|từ\s+)?(?P<hour>{_CLOCK}(?:\s?(?:-|–|đến)\s?{_CLOCK})?)"
_WHEN = rf"(?:{_SLOT}[\s,]*)?(?:{_HOUR})?(?:\s(?P<half>sáng|chiều|tối)(?!\w))?"
_FORMS = (
    re.compile(rf"{_BULLET}(?i:{_WHEN}[\s,;]*{_DAY})\s*[:,–-]\s*(?P<rest>\S.*)"),  # "Sáng ngày 03/3: …"
    re.compile(rf"{_BULLET}(?i:{_DAY}\s*[,;–-]?\s*{_WHEN})\s*[:,–-]\s*(?P<rest>\S.*)"),  # "Ngày 03/3, 7h30: …"
)
_LABEL = rf"{_BULLET}[^\W\d][^:,;.()]{{1,24}}:"
_TIME = re.compile(rf"{_BULLET}(?:Thời gian|Thời điểm|THỜI GIAN)\s*:\s*(?i:{_WHEN}[\s,;]*{_DAY})(?P<rest>)\W*$")
_TIME_LAST = re.compile(
    rf"{_BULLET}(?:Thời gian|Thời điểm|THỜI GIAN)\s*:\s*(?i:{_DAY}\s*[,;–-]?\s*{_WHEN})(?P<rest>)\W*$"
)
_TITLES = rf"{_BULLET}(?:Nội dung|NỘI DUNG|Công việc|Việc)(?: công việc| công tác)?\s*:\s*"
_SAYS_WHEN = (
    rf"{_BULLET}(?i:(?:{_SLOT}|{_CLOCK})[^:]{{0,40}}ngày\s+\d|ngày\s+\d[^:]{{0,30}}{_CLOCK}|thời (?:gian|điểm)\s*:)"
)
_LONGEST = 1000  # characters of a line


def with_days_first(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows of a document without a table as a list of days has them, "Ngày 03/3/2025: 7h30, …", where several lines
    say their days beside their hours or parts of the day, or below a work ("Thời gian: 7h30 ngày 03/3/2025").

    The same rows where it is fewer than three, or one says when in a way that is not read: it would be taken for more
    of the work above it.
    """
    found = [_told(row) for row in rows]
    for number in range(1, len(rows)):
        if not found[number - 1] and (told := _labelled(rows[number - 1], rows[number])):
            # What the lower line says stands above now.
            found[number - 1 : number + 1] = [told, rows[number]._replace(cells=(Cell(),))]
    days = [number for number, told in enumerate(found) if told and told.cells[0].text]
    if len(days) < _FEWEST:
        return rows
    left = [row for row, told in zip(rows[days[0] :], found[days[0] :], strict=True) if not told]
    if any(len(row.cells) == 1 and re.match(_SAYS_WHEN, row.cells[0].text[:_LONGEST]) for row in left):
        return rows
    return [told or row for told, row in zip(found, rows, strict=True)]


def _labelled(above: Row, row: Row) -> Row | None:
    """A work's title as the heading of its day, where the line below it says when: "Thời gian: 7h30 ngày 03/3/2025"."""
    text = row.cells[0].text
    match = _TIME.match(text) or _TIME_LAST.match(text) if len(row.cells) == 1 and len(text) < _LONGEST else None
    title = above.cells[0].text
    if match is None or len(above.cells) > 1 or (re.match(_LABEL, title) and not re.match(_TITLES, title)):
        return None
    return _with_text(above, _heading(match, re.sub(rf"^{_BULLET}(?:{_TITLES})?", "", title)))


def _heading(match: re.Match[str], words: str) -> str:
    slot = match["slot"] or match["half"]
    weekday = f"{match['weekday'][0].upper()}{match['weekday'][1:]}, ngày" if match["weekday"] else "Ngày"
    part = f"{slot.capitalize()}: " if slot else ""
    hour = f"{match['hour'].strip()}, " if match["hour"] else ""
    return f"{weekday} {match['day']}: {part}{hour}{words}"


def _with_text(row: Row, text: str) -> Row:
    return row._replace(cells=(Cell((Paragraph(text),)),))


def _told(row: Row) -> Row | None:
    """One such line as the heading of its day with the work behind it; None for others."""
    text = row.cells[0].text
    if len(row.cells) != 1 or len(text) > _LONGEST or "gày " not in text[:80].replace("GÀY ", "gày "):
        return None
    for form in _FORMS:
        match = form.match(text)
        if match and (match["slot"] or match["hour"]):
            return _with_text(row, _heading(match, match["rest"]))
    return None
