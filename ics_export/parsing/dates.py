"""Dates as programmes print them: the cell that names a row's days, and spans of days inside an item."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache

from ics_export.parsing.words import MISREAD_DIGITS, SMALL
from ics_export.tuples import NamedTuple

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
_WEEKDAY_WORDS = {
    "hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5, "bẩy": 5, "7": 5,
    "cn": 6, "8": 6,
}  # fmt: skip
_WEEKDAY_NAMES = {name.lower(): number for number, name in enumerate(WEEKDAYS)}
_WEEKDAY = re.compile(
    r"\b(?:thứ|thư|thú|t)[ .]{0,2}(hai|ba|tư|năm|sáu|bảy|bẩy|[2-8])(?![\w/])"
    r"|\b((?:chủ|chu|chú) (?:nhật|nhât)|cn|c\.n)\b"
)
# A following weekday in a list may drop its "thứ": "Thứ Bảy, Chủ nhật", "Thứ 2, 3, 4".
_BARE_WEEKDAY = r"\b(ba|tư|năm|sáu|bảy|bẩy)\b"
_NUMBER = r"(\d{1,2})(?:\s?[/.]\s?(\d{1,2})(?:\s?[/.]\s?(\d{4}|\d{2}(?!\d)))?|\s?-\s?(\d{1,2})\s?-\s?(\d{4}))?"
_DAY = re.compile(r"(?<![\d/])" + _NUMBER + r"(?![\d/])(?:\s+tháng\s+(\d{1,2})(?:\s+năm\s+(\d{4}))?)?")
# "14/02 (27 tháng Chạp)", "17/02 (Mùng 1 Tết)", "(nhằm 12/12 ÂL)": a lunar date beside the solar one.
_LUNAR_NOTE = (
    r"\([^()]*(?:tết|mùng|mồng|chạp|giêng|âl\b|âm lịch|nhằm|rằm|làm bù|nghỉ bù|thay cho|hoán đổi"
    r"|(?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý)\s+\w)[^()]*\)"
    r"|\b(?:nhằm|"
    r"tức)\b.*"
)
_RANGE = r"\s*(?:-|–|—|÷|~|đến hết|đến|tới|->|→)\s*(?:hết\s+)?,?\s*(?:ngày\s+)?"


class Period(NamedTuple):
    """The days a programme is for, both included."""

    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


class DayCell(NamedTuple):
    """A date cell as understood.

    ``dates`` in printed order; ``weekdays`` printed (0 Monday); ``impossible`` quotes days that no calendar has. A cell
    of weekdays alone has no dates. ``misread`` is the cell with its numbers mended where a scan made letters of digits.
    """

    dates: tuple[dt.date, ...] = ()
    weekdays: tuple[int, ...] = ()
    impossible: tuple[str, ...] = ()
    misread: str = ""


def _weekday(match: re.Match[str]) -> int:
    return _WEEKDAY_WORDS[match[1]] if match[1] else 6


def read_weekdays(text: str) -> tuple[tuple[int, ...], str]:
    """The weekdays named in ``text`` (lower case), and the text without them."""
    if "t" not in text and "cn" not in text and "c.n" not in text:
        return (), text
    found: list[int] = []

    def note(match: re.Match[str]) -> str:
        found.append(_weekday(match))
        return " "

    rest = _WEEKDAY.sub(note, text)
    if found and 0 <= found[-1] < 5 and not any(c.isdigit() for c in rest):
        found += [_WEEKDAY_WORDS[word] for word in re.findall(_BARE_WEEKDAY, rest)]
        rest = re.sub(_BARE_WEEKDAY, " ", rest)
    return tuple(found), rest


def make_date(day: int, month: int | None, year: int | None, period: Period) -> dt.date | None:
    """The date that a printed day, with or without month and year, means in a programme of ``period``.

    Without a month it is the day of that number inside the period, else in the period's first month; without a year
    the one that brings it nearest to the period. None where the calendar has no such day.
    """
    try:
        if month is not None and year is not None:
            return dt.date(year + 2000 if year < 100 else year, month, day)
        if month is not None:
            middle = period.first + (period.last - period.first) / 2
            choices = []
            for candidate in (middle.year - 1, middle.year, middle.year + 1):
                if month == 2 and day == 29 and not calendar.isleap(candidate):
                    continue
                choices.append(dt.date(candidate, month, day))
            return min(choices, key=lambda d: abs((d - middle).days), default=None)
        first, last = period.first, period.last
        if (first.year, first.month) != (last.year, last.month):
            for base in (first, last):
                if day <= calendar.monthrange(base.year, base.month)[1]:
                    date = base.replace(day=day)
                    if first <= date <= last:
                        return date
        return dt.date(first.year, first.month, day)
    except ValueError:
        return None


def read_day_cell(text: str, period: Period) -> DayCell:
    """What a date cell says: "25", "03 Thứ Hai", "08, 09", "01 -02", "1-3", "03/02", "Thứ 2 03/02", "Từ 05 - 31/8"."""
    return _read_known(text, period) if len(text) < 64 else _read_cell(text, period)


def _read_cell(text: str, period: Period) -> DayCell:
    if text.isdigit() and len(text) < 3:
        date = make_date(int(text), None, None, period)
        return DayCell((date,)) if date else DayCell(impossible=(text,))
    lowered = text.lower()
    number, _, words = lowered.partition(" ")
    if words in _WEEKDAY_NAMES and number.isdecimal() and len(number) < 3:
        # "03 Thứ Hai", as most cells are
        date = make_date(int(number), None, None, period)
        named = (_WEEKDAY_NAMES[words],)
        return DayCell((date,), named) if date else DayCell((), named, (str(int(number)),))
    mended = (
        re.sub(_MISREAD, lambda m: m[0].translate(MISREAD_DIGITS), text) if any(c in text for c in "OolI") else text
    )
    if mended != text:
        return _read_cell(mended, period)._replace(misread=mended)
    if "-" in lowered:
        lowered = re.sub(_ISO_DATE, r"\3/\2/\1", lowered)
    if "(" in lowered or "nhằm" in lowered or "tức" in lowered:
        lowered = re.sub(_LUNAR_NOTE, " ", lowered)
    if lowered.startswith(_WHOLE):
        return DayCell(tuple([period.first + dt.timedelta(n) for n in range(period.days)]))
    if lowered.startswith("tuần"):
        return DayCell()  # the number is a week's
    if _HOUR_HINT.search(lowered):
        lowered = re.sub(_HOURS_BESIDE, " ", lowered)  # "03/02 8h00"
    weekdays, rest = read_weekdays(lowered)
    if weekdays and ("đến" in rest or "tới" in rest):
        rest = re.sub(r"(đến|tới)\s+[-–]\s*(?=\d)", r"\1 ", rest)  # "T7-27/4 đến T3-30/4"
    parts: list[tuple[int, int | None, int | None]] = []
    ranges: set[int] = set()  # indices of parts that end a range begun by the one before
    position = 0
    for match in _DAY.finditer(rest):
        if parts and re.fullmatch(_RANGE, rest[position : match.start()]):
            ranges.add(len(parts))
        day = int(match[1])
        month, year = match[2] or match[4] or match[6], match[3] or match[5] or match[7]
        parts.append((day, int(month) if month else None, int(year) if year else None))
        position = match.end()
    if len(parts) == 2 and ranges == {1} and parts[0][1] is None and parts[1][1] is None:
        # "24-3" in a programme of March is a day and its month; "1-3" is a span.
        day, month = parts[0][0], parts[1][0]
        if day > month and month in (period.first.month, period.last.month):
            parts, ranges = [(day, month, None)], set()
    # A month printed once, behind the last day, is the month of those before it: "Từ 05 - 31/8", "05, 06/8".
    for index in range(len(parts) - 2, -1, -1):
        if parts[index][1] is None and parts[index + 1][1] is not None:
            month, year = parts[index + 1][1], parts[index + 1][2]
            if index + 1 in ranges and month and parts[index][0] > parts[index + 1][0]:
                month, year = (month - 1, year) if month > 1 else (12, year - 1 if year else None)
            parts[index] = (parts[index][0], month, year)
    dates: list[dt.date] = []
    impossible: list[str] = []
    for index, (day, month, year) in enumerate(parts):
        date = make_date(day, month, year, period)
        if date is None:
            impossible.append(f"{day}/{month}" if month else str(day))
        elif index in ranges and dates and dates[-1] < date <= dates[-1] + dt.timedelta(62):
            dates += [dates[-1] + dt.timedelta(n) for n in range(1, (date - dates[-1]).days + 1)]
        else:
            dates.append(date)
    return DayCell(tuple(dict.fromkeys(dates)), weekdays, tuple(impossible))


_ISO_DATE = r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)"
"""ISO 8601, as spreadsheets write days."""
_MISREAD = r"(?<!\w)(?:\d[OolI]|[OolI]\d|(?:^|(?<=[,;] ))[OolI]{2})(?!\w)"  # "O3, l0", "Ol Thứ Năm"
_WHOLE = ("cả tuần", "trong tuần", "cả tháng", "trong tháng", "hằng ngày", "hàng ngày")
_HOUR_HINT = re.compile(r"\d\s?(?:h|g|giờ|:)")
_HOURS_BESIDE = r"\(?(?<!\d)\d{1,2}\s?(?:h\d{0,2}|g\d{2}|giờ(?:\s?\d{2})?(?:\s?phút)?|:\d{2})(?!\w)\)?"
_read_known = lru_cache(maxsize=128)(_read_cell)


_D = r"\d{1,2}(?:\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?)?"
_CLOCK = r"(?:\d{1,2}\s?(?:h|g|giờ|:)\s?\d{0,2}(?:\s?phút)?[,\s]+)?(?:(?:buổi )?(?:sáng|trưa|chiều|tối)\s+)?"
_SPAN = (
    rf"(?:(?P<cue>[Tt]ừ|[Dd]iễn ra|[Tt]rong|[Nn]gày|\()\s*)(?:(?:0?\d|{SMALL}{{1,8}})\s+ngày[,:]?\s*)?"
    rf"\(?(?:từ\s+)?{_CLOCK}(?:ngày\s+)?(?P<first>{_D})(?:\s+tháng\s+\d{{1,2}})?"
    rf"(?:\s*,\s*\d{{1,2}}(?!\d|\s?[/.-]\s?\d))*"
    rf"\s*(?:-|–|đến hết|đến|tới|,|và)\s*(?:hết\s+)?{_CLOCK}(?:ngày\s+)?(?P<last>{_D})(?!\d|\s?(?:h|:\d|giờ))"
)
_HEAD_SPAN = (
    r"(?P<cue>(?:[Cc]ác )?[Nn]gày )?(?P<first>\d{1,2})(?:\s*,\s*\d{1,2})*\s*(?:-|–|đến|,|và|&)\s*(?P<last>\d{1,2})"
    r"(?:\s?/\s?(?P<month>\d{1,2})(?:/\d{4})?)?\s*:(?!\d)"
)
"""Several days that open a work: "Ngày 10, 11: …", "10-12/2: …"."""
_LENGTH = r"\b[Tt]rong\s+(?:vòng\s+)?(\d{1,2}|hai|ba|bốn|năm)\s+ngày\b"
_LENGTH_BEHIND = r"(?:\(|,\s)(?:thời gian:? )?(0?\d|hai|ba|bốn|năm) ngày\)?\.?$"
_OF_DEADLINES = r"(?i)hạn|chậm|trễ|rút ngắn|thời gian\s*\(|chế độ|ngày phép"
"""Words of a work that is about days, as "Họp về xử phạt chậm nộp (02 ngày)", and lasts no longer for them."""
_UNTIL = (
    r"\((?:\d{1,2} ngày,? )?(?:kéo dài )?đến (?:hết )?(?:ngày )?(\d{1,2})\s?[/.]\s?(\d{1,2})\)"  # "(đến hết ngày 23/4)"
)
_LENGTHS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5}
_PARTS = r"\d+"


def may_span(text: str) -> bool:
    """Whether a text may hold what ``read_span`` looks for: most hold none of the words, and need no closer look."""
    return "gày" in text or "ừ " in text or "(" in text or text[:1].isdigit()


def read_span(text: str, day: dt.date, period: Period) -> tuple[dt.date, dt.date, str] | None:
    """The several days printed inside an item of ``day``: (first, last, printed words), None where there are none.

    "(từ 25 đến 28/02)", "từ ngày 25-28/02", "trong 2 ngày 05, 06/8". Years ("2021 - 2025"), hours and dates of
    documents are no spans. "trong 3 ngày" alone counts from ``day``.
    """
    return (_read_known_span if len(text) < _LONG else _read_span)(text, day, period)


def _read_span(text: str, day: dt.date, period: Period) -> tuple[dt.date, dt.date, str] | None:
    for match in re.finditer(_SPAN, text) if any(map(str.isdigit, text)) else ():
        first, last = re.findall(_PARTS, match["first"]), re.findall(_PARTS, match["last"])
        bare = match["cue"] == "(" and len(first) == len(last) == 1
        if bare and not (
            int(first[0]) == day.day and re.match(r"\(từ \d", match[0]) and text.startswith(")", match.end())
        ):
            continue  # of bare numbers in brackets only "(từ 12 đến 14)" on the 12th
        named = match["cue"].lower() in ("từ", "ngày", "trong", "diễn ra") or "ngày" in match[0] or bare
        if len(last) == 1 and not named:
            continue
        if len(first) == 1 and len(last) == 1:
            around = text[max(0, match.start() - _NEAR) : match.start()]
            if match["cue"].lower() == "ngày" and _is_day_and_month(match[0], first[0], last[0], day, around):
                continue
        month = int(last[1]) if len(last) > 1 else None
        year = int(last[2]) if len(last) > 2 else None
        end = make_date(int(last[0]), month, year, period)
        if end is None:
            continue
        if len(first) > 1:
            start = make_date(int(first[0]), int(first[1]), int(first[2]) if len(first) > 2 else None, period)
        else:
            try:
                start = end.replace(day=int(first[0]))
                if start > end:
                    start = (end.replace(day=1) - dt.timedelta(1)).replace(day=int(first[0]))
            except ValueError:
                continue
        if start is None or not start < end <= start + dt.timedelta(62) or _are_apart(match[0], start, end, period):
            continue
        return start, end, match[0].strip(" (")
    opens = re.match(_HEAD_SPAN, text)
    if opens and (opens["cue"] or int(opens["first"]) == day.day):
        behind = text[opens.end() : opens.end() + _NEAR]
        if not opens["month"] and _is_day_and_month(opens[0], opens["first"], opens["last"], day, behind):
            return None
        month = int(opens["month"]) if opens["month"] else day.month
        start, end = (make_date(int(opens[name]), month, None, period) for name in ("first", "last"))
        if start and end and start < end and not _are_apart(opens[0], start, end, period):
            return start, end, opens[0].rstrip(" :")
    until = re.search(_UNTIL, text)
    end = make_date(int(until[1]), int(until[2]), None, period) if until else None
    if until and end and day < end <= day + dt.timedelta(31):
        return day, end, until[0].strip("( ")
    match_length = re.search(_LENGTH, text) or (
        None if re.search(_OF_DEADLINES, text) else re.search(_LENGTH_BEHIND, text)
    )
    if match_length:
        count = _LENGTHS.get(match_length[1]) or int(match_length[1])
        if 1 < count <= 31:
            return day, day + dt.timedelta(count - 1), match_length[0]
    return None


_LONG = 400
"""Characters of a work; longer ones are not kept."""
_read_known_span = lru_cache(maxsize=64)(_read_span)


def _is_day_and_month(printed: str, first: str, last: str, day: dt.date, around: str) -> bool:
    """Whether two numbers with a hyphen are a day and its month: "kỷ niệm ngày 26-3", and in March "ngày 8-3" too,
    where the words ``around`` it speak of an occasion."""
    if not re.search(r"\d-\d", printed) or int(last) > 12:
        return False
    return int(first) > int(last) or (int(last) == day.month and re.search(_OCCASION, around) is not None)


_NEAR = 40
_OCCASION = (
    r"(?i)kỷ niệm|mừng|nhân dịp|nhân ngày|lễ(?!\w)|khai giảng|mít tinh|tết|quốc khánh|quốc tế|dâng hương|ngày hội"
)


def _are_apart(printed: str, first: dt.date, last: dt.date, period: Period) -> bool:
    """Whether the days ``printed`` one by one from ``first`` to ``last`` leave some out: "ngày 10, 12"."""
    if re.search(_FROM_TO, printed):
        return False
    return len(read_day_cell(printed.rstrip(" :"), period).dates) <= (last - first).days


def read_days_apart(text: str, first: dt.date, last: dt.date, period: Period) -> str:
    """The days printed one by one in an item of the days ``first`` to ``last`` that are not in a row, one of its own
    among them: "ngày 10, 12"; "" for none."""
    for match in re.finditer(_DAYS_LISTED, text):
        dates = read_day_cell(match[0], period).dates
        apart = bool(dates) and (dates[-1] - dates[0]).days >= len(dates)
        if apart and any(first <= day <= last for day in dates) and (match[0][0] != "(" or "/" in match[0]):
            return match[0].strip("(")
    return ""


_FROM_TO = r"[-–]|đến|tới"
_DAYS_LISTED = (
    r"(?:(?<!\w)[Nn]gày |\()\d{1,2}(?:\s?/\s?\d{1,2})?(?:\s*(?:,|;|và|&)\s*(?:ngày )?\d{1,2}(?:\s?/\s?\d{1,2})?){1,8}"
    r"(?!\d|\s?(?:h|:\d|giờ))"
)
_DAYS_ONLY = (
    r"(?:\d{1,2}(?:\s?/\s?\d{1,2})?(?:\s?[-–,]\s?\d{1,2}(?:\s?/\s?\d{1,2})?)*\s*)"
    r"(?:[(,]?\s*(?:(?:[Tt]hứ|T)\s?\.?\s?\w{1,4}|[Cc]hủ [Nn]hật|CN)[),]?\s*(?:và|,|-)?\s*)*"
)


def names_days(text: str) -> bool:
    """Whether a line of its own names days as a date cell does, so that it is a row whose other cells are empty.

    A bare number is a page's, unless a weekday or a second day stands with it.
    """
    return text[:1].isdigit() and len(text) < 40 and not text.isdigit() and re.fullmatch(_DAYS_ONLY, text) is not None


def day_of(printed: str, first: dt.date, last: dt.date) -> dt.date | None:
    """The day from ``first`` to ``last`` that a head says, "13/06"; None where that is none of them."""
    days = [first + dt.timedelta(number) for number in range((last - first).days + 1)] if printed else []
    return next((day for day in days if f"{day.day:02}/{day.month:02}" == printed), None)
