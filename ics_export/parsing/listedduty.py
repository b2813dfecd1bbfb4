"""Who is on duty when, said day by day: "Trực lãnh đạo: Thứ Bảy (19/7): đ/c Oanh; CN: đ/c Đức". In a row of the table
(duty.py), or in a line outside of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ics_export.diagnostics import Report, Severity
from ics_export.model import Place, Row
from ics_export.parsing.dates import Period, make_date, read_weekdays
from ics_export.parsing.mentions import Mention
from ics_export.parsing.people import read_mentions
from ics_export.tuples import NamedTuple

_LINE = re.compile(
    r"[\W_]*(?:(?:Lịch|LỊCH|Phân công|PHÂN CÔNG|Phân lịch)\s+)?(?:(?:[Ll]ãnh đạo|LÃNH ĐẠO)(?:\s+\w+)?\s+)?"
    r"(?:[Tt]rực|TRỰC)(?!\s+(?:tuyến|tiếp|thuộc|quan))(?P<what>[^:;]*):\s*(?P<who>.+)"
)
_HEAD = re.compile(
    r"[\W_]*(?:(?:[IVX]+|[A-Z])[.)]\s*)?(?:(?:LỊCH|Lịch|PHÂN CÔNG|Phân công)\s+)?(?:TRỰC|[Tt]rực)\s.{0,40}?"
    r"(?:LÃNH ĐẠO|[Ll]ãnh đạo|TẾT|Tết|LỄ|lễ).{0,80}$"
)
_LONGEST = 1000
_STAFF = re.compile(r"bảo vệ|văn thư|lái xe|nhân viên|chuyên môn|hành chính|kỹ thuật", re.IGNORECASE)
_NUMBER = r"(?:[Nn]gày\s+)?\d{1,2}\s?[/.]\s?\d{1,2}(?:\s?[/.]\s?\d{4})?"
_DAY = re.compile(
    r"(?<!\w)(?:(?:(?:[Tt]hứ|T\.)\s*(?:[2-7]|[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy)|[Cc]hủ\s+[Nn]hật|T[2-7]|CN)(?!\w)"
    rf"(?:\s*[,(]?\s*{_NUMBER}\)?)?|{_NUMBER}(?:\s*\([^()\d]{{2,12}}\))?"
    r"|[Nn]gày\s+\d{1,2}(?![\d/.]\d|\d)|(?:(?<=[;,]\s)|(?<=^))\d{1,2}(?=\s*:\s*\D)|(?<=\()\d{1,2}(?=\)))"
)
_EDGES = " \t;,.:()–-+*"


class ListedDuty(NamedTuple):
    """One day's duty: where it is printed, the day, the names as printed and whom they mean."""

    place: Place
    day: dt.date
    who: str
    mentions: tuple[Mention, ...]


def heads_duty(text: str) -> bool:
    """Whether a line stands above those that say who is on duty: "* Trực lãnh đạo cuối tuần:"."""
    return _HEAD.match(text) is not None


def read_listed_duty(rows: Sequence[Row], period: Period, report: Report) -> list[ListedDuty]:
    """The duty that lines outside the tables say, day by day; a finding for a line of which that cannot be told."""
    found: list[ListedDuty] = []
    headed = False
    for row in rows:
        text = row.cells[0].text
        if len(text) > _LONGEST:
            continue
        match = _LINE.match(text)
        who = match["who"] if match and not _STAFF.search(match["what"]) else ""
        below = text.lstrip(_EDGES)
        if headed and not who and _DAY.match(below):
            who = below  # a day on each line below "PHÂN CÔNG TRỰC LÃNH ĐẠO"
        else:
            headed = heads_duty(text)
        if not who:
            continue
        listed = by_day(who, period.first, period.last, period)
        on_duty = [ListedDuty(row.place, day, who, read_mentions([who])[0]) for day, who in listed]
        if on_duty and all(one.mentions for one in on_duty):
            found += on_duty
        elif any(m.name for m in read_mentions([who])[0]):
            report.add(
                "T205", Severity.WARNING, row.place, "Dòng này nằm ngoài bảng chương trình.", excerpt=text[:60],
                action="Không tạo sự kiện; nếu là lịch trực, hãy ghi ngày trước mỗi tên, hoặc đưa vào bảng.",
            )  # fmt: skip
    return found


def by_day(text: str, first: dt.date, last: dt.date, period: Period) -> list[tuple[dt.date, str]]:
    """The days of a line with the names that belong to each, before it or behind it; [] where one is unknown.

    A weekday alone is the only one from ``first`` to ``last``; a number without a year is of the ``period``. Days
    behind the names are of these days only, and what stands in brackets beside other words, or in a telephone's number,
    is no day of duty: "(đổi cho đ/c An ngày 15/02)", "trực 24/7".
    """
    marks = [mark for mark in _DAY.finditer(text) if _says_when(text, mark)]
    if not marks:
        return []
    leading = not text[: marks[0].start()].strip(_EDGES)
    edges = [mark.end() if leading else mark.start() for mark in marks]
    bounds = [mark.start() for mark in marks[1:]] + [len(text)]
    bounds = bounds if leading else [0] + [mark.end() for mark in marks[:-1]]
    found: list[tuple[dt.date, str]] = []
    waiting: list[dt.date] = []  # "Thứ Bảy, Chủ nhật: đ/c Hùng"
    for mark, edge, bound in zip(marks, edges, bounds, strict=True):
        day = _day(mark[0], first, last, period)
        if day is None or not (leading or first <= day <= last):
            return []
        names = text[min(edge, bound) : max(edge, bound)].strip(_EDGES)
        waiting.append(day)
        if names:
            found += [(one, names) for one in waiting]
            waiting = []
        elif not leading and found:
            found.append((day, found[-1][1]))
            waiting = []
    return found if not waiting else []


def _says_when(text: str, mark: re.Match[str]) -> bool:
    """Whether a day is no part of a longer number, and stands in no bracket but one of its own."""
    before, behind = text[: mark.start()], text[mark.end() :]
    if before[-1:] in (".", ",") and before[-2:-1].isdigit():
        return False
    if behind[:1] == "." and behind[1:2].isdigit():
        return False
    inside = before.count("(") > before.count(")")
    return not inside or (before.endswith("(") and behind.startswith(")"))


def _day(text: str, first: dt.date, last: dt.date, period: Period) -> dt.date | None:
    """The date that a day in such a line means: by its number, else the only one of its weekday."""
    numbers = [int(number) for number in re.findall(r"\d+", re.sub(r"(?i)^(?:thứ|t\.?)\s*\d", "", text))]
    if len(numbers) > 1:
        return make_date(numbers[0], numbers[1], numbers[2] if len(numbers) > 2 else None, period)
    weekdays, _ = read_weekdays(text.lower())
    days = [first + dt.timedelta(number) for number in range((last - first).days + 1)]
    if weekdays:
        fitting = [day for day in days if day.weekday() == weekdays[0]]
    else:
        fitting = [day for day in days if numbers == [day.day]]  # "Ngày 01: đ/c Oanh"
    return fitting[0] if len(fitting) == 1 else None
