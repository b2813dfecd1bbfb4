"""Works put off to a day of their own, "(chuyển sang chiều ngày 23/4)", whose new day does not print them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ics_export.diagnostics import Report, Severity
from ics_export.model import Hours, Item, slot_of_hour
from ics_export.parsing.dates import Period, make_date
from ics_export.parsing.slots import slot_of
from ics_export.vietnamese import fold

_TO_DAY = (
    r"\s*[(\[][^()\[\]]{0,30}?(?:dời|lùi|chuyển)(?: lại)? (?:sang|đến|tới|vào|lên|về|xuống)\s+"
    r"(?:(?P<hour>\d{1,2})\s?(?:h|giờ)\s?(?P<minute>\d{2})?,?\s+)?(?:(?:buổi )?(?P<slot>sáng|chiều|tối),?\s+)?"
    r"(?:thứ \w+,?\s+|chủ nhật,?\s+)?(?:\(?ngày\s+)?(?P<day>\d{1,2})"
    r"(?:[/.](?P<month>\d{1,2})(?:[/.](?P<year>\d{4}))?[^()\[\]]{0,30}|(?!\s?(?:h|:|giờ)))[)\]]"
)
_SAME = 0.6
"""A work of which so great a part of the words is in another's is printed there."""
_FARTHEST = dt.timedelta(62)


def on_new_days(items: Sequence[Item], period: Period, report: Report) -> list[Item]:
    """The works that ``items`` move to another day and that day does not print, as they are there: uncertain, with a
    finding."""
    found: list[Item] = []
    for item in items:
        match = re.search(_TO_DAY, item.text, re.IGNORECASE) if item.cancelled else None
        if not match:
            continue
        year = int(match["year"]) if match["year"] else None
        day = make_date(int(match["day"]), int(match["month"] or item.first.month), year, period)
        if day and day < item.first and not match["month"] and " lên " not in match[0]:
            day = _a_month_later(day)  # "(chuyển sang ngày 03)" on the 27th, not "lên"
        if day is None or day == item.first or not period.first - _FARTHEST <= day <= period.last + _FARTHEST:
            continue
        bare = (item.text[: match.start()] + item.text[match.end() :]).strip()
        there = [other for other in (*items, *found) if other.first <= day <= other.last and not other.cancelled]
        if any(_same(bare, other.text) for other in there):
            continue
        start = _clock(match["hour"], match["minute"])
        moved = item._replace(
            first=day,
            last=day + (item.last - item.first),
            slot=slot_of(match["slot"]) if match["slot"] else slot_of_hour(start) if start else item.slot,
            hours=Hours(start, None) if start else item.hours if not match["slot"] else None,
            text=f"{bare} (chuyển từ ngày {item.first.day}/{item.first.month})",
            attribution=item.attribution._replace(certain=False),
            cancelled=False,
            note="ghi ở ngày cũ là chuyển sang ngày này; ngày này không ghi lại",
        )
        found.append(moved)
        report.add(
            "D312", Severity.WARNING, item.place, f"Việc chuyển sang ngày {day:%d/%m}, mà ngày ấy không ghi lại.",
            excerpt=match[0].strip(), action=f"Đã thêm vào ngày {day:%d/%m/%Y}, đánh dấu chưa chắc chắn.",
        )  # fmt: skip
    return found


def _a_month_later(day: dt.date) -> dt.date | None:
    """The same day of the next month, None where that has none."""
    later = (day.replace(day=1) + dt.timedelta(32)).replace(day=1)
    try:
        return later.replace(day=day.day)
    except ValueError:
        return None


def _clock(hour: str | None, minute: str | None) -> dt.time | None:
    return dt.time(int(hour), int(minute or 0)) if hour and int(hour) < 24 and int(minute or 0) < 60 else None


def _same(one: str, other: str) -> bool:
    """Whether most of the words of a work are in another's."""
    words = [set(re.findall(r"\w+", fold(text))) for text in (one, other)]
    return len(words[0] & words[1]) >= _SAME * len(words[0])
