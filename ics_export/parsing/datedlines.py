"""Lists whose every line says its own day (*ngày*), beside its hour or part of the day: "- 7h30 ngày 03/3/2025: …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ics_export.model import Cell, Paragraph, Row

_FEWEST = 3
"""Lines that must say it so: one or two are of a letter."""
_BULLET = r"[*_\s]*(?:(?:[-–+*•]|\d{1,2}\s?[.)]|[a-hđ]\))\s*)?[*_]*"
_DATE = r"\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?|\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?"
_WEEKDAY = r"(?:thứ\s(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s?nhật)"
_DAY = rf"(?:(?P<weekday>{_WEEKDAY})\s?[,(]?\s*)?\(?ngày\s+(?P<day>{_DATE})\)?"
_SLOT = r"(?:buổi\s+)?(?P<slot>sáng|chiều|tối|cả ngày)(?!\w)"
_CLOCK = r"\d{1,2}\s?(?:h|giờ|g|:)\s?\d{0,2}(?:\s?phút)?(?!\w)"
_HOUR = rf"(?:vào\s+)?(?:lúc\s+|hồi\s+|từ\s+)?(?P<hour>{_CLOCK}(?:\s?(?:-|–|đến)\s?{_CLOCK})?)"
_WHEN = rf"(?:{_SLOT}[\s,]*)?(?:{_HOUR})?(?:\s(?P<half>sáng|chiều|tối)(?!\w))?"
_FORMS = (
    re.compile(rf"{_BULLET}(?i:{_WHEN}[\s,;]*{_DAY})\s*[:,–-]\s*(?P<rest>\S.*)"),  # "Sáng ngày 03/3: …"
    re.compile(rf"{_BULLET}(?i:{_DAY}\s*[,;–-]?\s*{_WHEN})\s*[:,–-]\s*(?P<rest>\S.*)"),  # "Ngày 03/3, 7h30: …"
)
_LONGEST = 1000  # characters of a line


def with_days_first(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows of a document without a table as a list of days has them, "Ngày 03/3/2025: 7h30, …", where several lines
    say their days behind their hours or parts of the day, or before them without a colon; else the same rows."""
    found = [_told(row) for row in rows]
    if sum(told is not None for told in found) < _FEWEST:
        return rows
    return [told or row for told, row in zip(found, rows, strict=True)]


def _told(row: Row) -> Row | None:
    """One such line as the heading of its day with the work behind it; None for others."""
    text = row.cells[0].text
    if len(row.cells) != 1 or len(text) > _LONGEST or "gày " not in text[:80].replace("GÀY ", "gày "):
        return None
    for form in _FORMS:
        match = form.match(text)
        if match and (match["slot"] or match["hour"]):
            slot = match["slot"] or match["half"]
            weekday = f"{match['weekday'][0].upper()}{match['weekday'][1:]}, ngày" if match["weekday"] else "Ngày"
            part = f"{slot.capitalize()}: " if slot else ""
            hour = f"{match['hour'].strip()}, " if match["hour"] else ""
            told = f"{weekday} {match['day']}: {part}{hour}{match['rest']}"
            return row._replace(cells=(Cell((Paragraph(told),)),))
    return None
