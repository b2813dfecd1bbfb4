"""What cells of dates and of times say besides days (*ô ngày, ô giờ*): weeks above them, parts of the day, hours,
places."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import lru_cache

from ics_export.diagnostics import Report, Severity
from ics_export.model import EMPTY, Cell, Row, Slot
from ics_export.parsing.columns import Header, Role
from ics_export.parsing.dates import Period, read_day_cell
from ics_export.parsing.slots import HOUR, slot_of
from ics_export.vietnamese import plain

WEEK = ("Tuần", "TUẦN", "tuần")
"""How the heading of a week begins among the dates."""
_D_M = r"\d{1,2}/\d{1,2}(?:/\d{4})?"
_WEEK_SPAN = rf"(?:[Tt]ừ\s|TỪ\s)?(?:ngày\s)?{_D_M}\s*(?:đến|-|–)\s*(?:ngày\s)?{_D_M}"


def within_weeks(rows: Sequence[Row], day_texts: Sequence[str], report: Report) -> tuple[list[Row], list[str]]:
    """The rows without the headings of weeks among them, "TUẦN 12 (từ 18/11 đến 23/11)", and their days: "Cả tuần" is
    the week of the heading above it."""
    found: list[Row] = []
    days: list[str] = []
    span = ""
    for row, text in zip(rows, day_texts, strict=True):
        if text[:4] in WEEK and sum([cell.paragraphs != () for cell in row.cells]) == 1:
            match = re.search(_WEEK_SPAN, text)
            span = match[0] if match else ""
            report.add(
                "T204", Severity.INFO, row.place, "Dòng chữ đứng giữa bảng, không thuộc ô nào.",
                excerpt=text, action="Đã bỏ qua; nếu là công việc, hãy đặt vào một hàng của bảng.",
            )  # fmt: skip
            continue
        found.append(row)
        days.append(span if span and text.lower().startswith(("cả tuần", "trong tuần")) else text)
    return found, days


def names_weekdays(header: Header) -> bool:
    """Whether the head of a column of days names *thứ*, the weekday: "Thứ", "Thứ, ngày", "Ngày/thứ"."""
    return any("thứ" in header.words[index].lower() for index in header.columns.get(Role.DATE, ()))


def with_weekdays(rows: Sequence[Row], header: Header, period: Period) -> list[str]:
    """What the rows say of their days, with the "Thứ" that the head of a column says for all its cells: "2", "Hai"
    below "Thứ" are Mondays, "2 (24/3)" below "Thứ, ngày" is Monday the 24th where most such rows agree."""
    columns = header.columns[Role.DATE]
    alone = {index for index in columns if plain(header.words[index]).strip(" .:*") in _WEEKDAY_HEADS}
    for index in list(alone):
        numbers = [cell.text for cell in _cells(rows, index) if cell.text.isdecimal()]
        if any(int(number) not in _WEEKDAY_NUMBERS for number in numbers):
            alone.discard(index)  # days of the month below a head that lost a word
    joined = [
        " ".join([_weekday(text) if index in alone else text for index, text in _under(row, columns)]) for row in rows
    ]
    for pattern in (_LED, _FOLLOWED):
        found = [match for text in joined if (match := re.match(pattern, text))]
        if len(found) >= _FEWEST and sum(_fits(match, period) for match in found) * 4 >= len(found) * 3:
            joined = [_named(re.match(pattern, text), text) for text in joined]
    return joined


def _named(match: re.Match[str] | None, text: str) -> str:
    """What a cell says, with "Thứ" before the number of its weekday."""
    return f"Thứ {match['weekday']} {match['day']}" if match else text


def _cells(rows: Sequence[Row], index: int) -> list[Cell]:
    return [row.cells[index] for row in rows if index < len(row.cells)]


def _under(row: Row, columns: Sequence[int]) -> list[tuple[int, str]]:
    """What a row says in each of these columns where it says something."""
    said = [(index, row.cells[index].paragraphs) for index in columns if index < len(row.cells)]
    texts = [(index, " ".join([p.text for p in paragraphs if p.text != EMPTY])) for index, paragraphs in said]
    return [(index, text) for index, text in texts if text]


def _weekday(text: str) -> str:
    return f"Thứ {text}" if re.match(_BARE_WEEKDAY, text) else text


def _fits(match: re.Match[str], period: Period) -> bool:
    """Whether the number beside a day is that of its weekday."""
    day = read_day_cell(match["day"], period)
    return len(day.dates) == 1 and day.dates[0].weekday() == int(match["weekday"]) - 2


_WEEKDAY_HEADS = ("thu", "thu trong tuan")
_WEEKDAY_NUMBERS = range(2, 9)
_BARE_WEEKDAY = r"(?i)(?:[2-8]|hai|ba|tư|năm|sáu|bảy|bẩy)(?=$|[\s,(])"
_LED = (
    r"(?P<weekday>[2-7])(?:\s*\(\s*|\s+|\s*[,–-]\s*(?=\d{1,2}[/.]\d))"
    r"(?P<day>\d{1,2}(?:[/.-]\d{1,4}){0,2})\)?\s*$"
)
"""A number before a day; behind a comma or a hyphen only before a month too, for "2, 3" are two days."""
_FOLLOWED = r"(?P<day>\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?)\s*[\s,(–-]\s*(?P<weekday>[2-7])\)?\s*$"
"""A number behind a day of a month: "24/3 - 2"."""
_FEWEST = 3
"""Rows that must be so: one day in seven fits by chance."""


def hours_and_place(text: str, place: str) -> tuple[str, str]:
    """What a cell says of when, and of where: "14h30, Trụ sở tiếp dân"."""
    match = re.match(rf"(?:(?:[Ss]áng|[Cc]hiều|[Tt]ối)\s*[:,]?\s*)?(?:{HOUR})?", text, re.IGNORECASE)
    end = match.end() if match else 0
    where = re.sub(r"^tại\s+", "", text[end:].strip(" ,;:.-–"))
    return text[:end].strip(" ,"), "; ".join([words for words in (where, place) if words])


def from_to(cells: Sequence[str]) -> str:
    """What several columns of time say: the part of the day, and from when to when."""
    slots = [text for text in cells if text and slot_of(text)]
    return " ".join([*slots[:1], " - ".join([text for text in cells if text and not slot_of(text)])]).strip()


HYPHENED = r"(?<![\d/.-])(\d{1,2})-(\d{1,2})(?![\d/.-])"
"""A day with its month behind a hyphen, "03-10", or a span of days."""


def hyphened_months(texts: Sequence[str], period: Period) -> Set[int]:
    """The months of the period behind hyphens in a table's date cells, "03-10", where three days at least
    are written so: no three spans of days end with one day.
    """
    days: dict[int, set[str]] = {period.first.month: set(), period.last.month: set()}
    for text in texts:
        for day, month in re.findall(HYPHENED, text):
            if int(month) in days:
                days[int(month)].add(day)
    return {month for month, found in days.items() if len(found) > 2}


@lru_cache(maxsize=128)
def beside_day(text: str) -> tuple[Slot | None, str]:
    """The slot and the hour that a date cell names: "Sáng 03/02", "03/02 (8h00 - 10h30)"."""
    if not any(word in text for word in _SLOT_WORDS) and not _HOUR_IN_DATE.search(text):
        return None, ""
    slot = re.search(_SLOT_IN_DATE, text)
    hour = _HOUR_IN_DATE.search(text)
    return (slot_of(slot[0]) if slot else None), hour[0] if hour else ""


_SLOT_WORDS = ("áng", "hiều", "ối", "ÁNG", "HIỀU", "ỐI", "ả ngày")
_SLOT_IN_DATE = r"(?<!\w)(?:[Ss]áng|SÁNG|[Cc]hiều|CHIỀU|[Tt]ối|TỐI|[Cc]ả ngày)(?!\w)"
_ONE_HOUR = r"\d{1,2}\s?(?:h\d{0,2}|g\d{2}|giờ(?:\s?\d{2})?|:\d{2})(?!\w)"
_HOUR_IN_DATE = re.compile(rf"(?<!\d){_ONE_HOUR}(?:\s?(?:-|–|đến)\s?{_ONE_HOUR})?")
