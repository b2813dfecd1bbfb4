"""Sections (*phần*) between the days of a list: "B. NỘI DUNG BỔ SUNG" and its points, each with a day of its own,
"C. LỊCH TRỰC LÃNH ĐẠO", and below it days again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ics_export.diagnostics import Report, Severity
from ics_export.model import Paragraph, Row
from ics_export.parsing.dates import Period, read_day_cell
from ics_export.parsing.parts import Part
from ics_export.parsing.slots import HOUR
from ics_export.parsing.words import BULLET, NAMED
from ics_export.tuples import NamedTuple
from ics_export.vietnamese import WEEKDAY

_LETTERED = re.compile(r"(?:[A-HĐ]|[IVX]{1,4})[.)]\s+(?P<words>.+)")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s+(?P<words>.+)")
_DUTY = re.compile(r"(?i)(?:lịch |phân công )?trực(?!\w)(?! tiếp| tuyến)[^:;]{0,80}:?$")
_POINT = re.compile(rf"{BULLET}|\d{{1,2}}[.)]\s")
_WEEKDAY = rf"(?i:{WEEKDAY})"
_DATE = r"\d{1,2}\s?/\s?\d{1,2}(?:\s?/\s?\d{4})?"
_ON_DAY = re.compile(
    rf"(?:{_POINT.pattern})?\s*(?:(?P<when>{HOUR}|(?:[Bb]uổi\s)?(?:[Ss]áng|[Cc]hiều|[Tt]ối)|[Cc]ả ngày)[\s,]*)?"
    rf"(?P<day>(?:{_WEEKDAY}[\s,]*)?(?:[Nn]gày\s)?{_DATE}|{_WEEKDAY}[\s,]*\(?{_DATE}\)?)\s*:\s*(?P<work>.+)"
)
"""A point that says when it is: "16h00, thứ Tư, ngày 22/4: Tiếp phóng viên"."""


class Section(NamedTuple):
    """A section of a list: the number of the row of its heading, and whether it says who is on duty."""

    start: int
    duty: bool


def find_sections(rows: Sequence[Row], start: int, end: int, headings: Sequence[int]) -> list[Section]:
    """The sections whose headings stand among ``rows`` from ``start`` to ``end``, below a blank line and above a day's
    heading (one of ``headings``) or a point that says its day: lettered ones in capitals or right above a day, and
    those that speak of duty and name nobody. Other headings are of the day above."""
    found: list[Section] = []
    known = {*headings}
    for number in range(start + 1, end):
        text = rows[number].cells[0].text.strip("*_# ")
        if number in known or not rows[number].after_gap or len(rows[number].cells) > 1:
            continue
        lettered = _LETTERED.fullmatch(text)
        match = lettered or _NUMBERED.fullmatch(text)
        if match is None:
            continue
        words = re.sub(r"\([^()]*\)", "", match["words"])
        duty = _DUTY.match(match["words"]) is not None and not re.search(NAMED, match["words"])
        below = next((at for at in range(number + 1, end) if at in known or says_day(rows[at].cells[0].text)), None)
        dated = below is not None and all(_heads(rows[at], rows[number]) for at in range(number + 1, below))
        if dated and (duty or (lettered and (words.isupper() or number + 1 in known))):
            found.append(Section(number, duty))
    return found


def _heads(row: Row, section: Row) -> bool:
    """Whether a line between a section's heading and its first day is a heading too: below a blank line, without an end
    and as the section's own, lettered or numbered."""
    text = row.cells[0].text.strip("*_# ")
    return (
        row.after_gap
        and row.place != section.place
        and (_LETTERED.fullmatch(text) or _NUMBERED.fullmatch(text)) is not None
    )


def says_day(text: str) -> bool:
    """Whether a line of a list says its own day before its work: "- 16h00, thứ Tư, ngày 22/4: Tiếp phóng viên"."""
    return _ON_DAY.match(text) is not None


def read_section(rows: Sequence[Row], period: Period, report: Report) -> list[Part]:
    """The points below a section's heading, which is the first of ``rows``, each of the day that it says; findings for
    the heading, and for a point that says none."""
    report.add(
        "T204", Severity.INFO, rows[0].place, "Dòng đề mục đứng giữa các ngày của lịch.",
        excerpt=rows[0].cells[0].text, action="Đã bỏ qua; nếu là công việc, hãy đưa xuống dưới ngày của nó.",
    )  # fmt: skip
    points: list[tuple[Row, str]] = []
    for row in rows[1:]:
        text = row.cells[0].text
        if points and not (row.after_gap or _POINT.match(text) or _ON_DAY.match(text)):
            points[-1] = (points[-1][0], f"{points[-1][1]} {text}")
        else:
            points.append((row, text))
    parts: list[Part] = []
    for row, text in points:
        match = _ON_DAY.match(text)
        day = read_day_cell(match["day"], period) if match else None
        if match and day and day.dates:
            when = match["when"] or ""
            work = f"{when[:1].upper()}{when[1:]}: {match['work']}" if when else match["work"]
            parts.append(Part(row.place, row.after_gap, day, match["day"], (Paragraph(work),), (), (), "", "", "", ()))
        else:
            report.add(
                "T205", Severity.WARNING, row.place, "Dòng này nằm dưới một đề mục và không nói ngày.",
                excerpt=text[:60],
                action="Không tạo sự kiện; nếu là công việc, hãy ghi ngày trước nó, ví dụ '16h00, ngày 22/4: …'.",
            )  # fmt: skip
    return parts
