"""The almanac as a person reads it: a day, a year in month grids, and the entries of a year's feed."""

from __future__ import annotations

from calendar import Calendar
from datetime import date, timedelta

from .holidays import Almanac, Tag
from .law import LABOUR_CODE_1994, DayOff
from .lunar import FIRST_DAY, LAST_YEAR, LunarDate, can_chi, months_beginning_in, tet

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
_COLUMNS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
_CELL = 11
_LABEL = 12
_LUNAR_CATEGORY = "Âm lịch"
_LEGEND = (
    "Bên phải mỗi ngày là ngày âm lịch: 1/8 là mùng 1 tháng Tám, n là tháng nhuận.",
    "* ngày nghỉ   ? nghỉ dự kiến (chưa công bố)   + đi làm bù",
)


def date_page(almanac: Almanac, day: date) -> str:
    """A day on a few lines: weekday and date, lunar date, days off, observances.
    Raises AlmanacRangeError outside 1968-01-29..2100-02-08."""
    lunar = LunarDate.from_solar(day)
    lines = [_weekday_and_date(day), _labelled("Âm lịch", f"{lunar.name} ({lunar.short})")]
    tet_name = almanac.tet_name(day)
    if tet_name:
        first = f"mùng 1: {tet(day.year):%d/%m/%Y}"
        lines.append(_labelled("Tết", f"{tet_name}, Tết {can_chi(day.year)} ({first})"))
    off = almanac.day_off(day)
    if off:
        made_up = f", làm bù {_weekday_and_date(off.worked_on)}" if off.worked_on else ""
        lines.append(_labelled("Nghỉ", off.title + made_up))
        if off.source:
            lines.append(_labelled("Căn cứ", off.source))
    lines += [_labelled("Kỷ niệm", observance.name) for observance in almanac.observances(day)]
    swap = almanac.worked_for(day)
    if swap:
        lines.append(_labelled("Làm bù", f"cho {_weekday_and_date(swap.date)} ({swap.name})"))
    what = ", ".join(tag.label for tag in almanac.tags(day) if tag is not Tag.OBSERVANCE)
    if not what:
        known = day >= LABOUR_CODE_1994 and day.year <= LAST_YEAR
        what = "Ngày làm việc" if known else "không rõ (ngày nghỉ chỉ có cho các năm 1995-2099)"
    lines.append(_labelled("Loại ngày", what))
    return "\n".join(lines) + "\n"


def year_page(almanac: Almanac, year: int) -> str:
    """A year as a wall calendar, at most 80 columns wide: a grid a month, the lunar day beside each solar
    one (a lunar month's first day and each month's 1st with the month's number), its days off below.
    Raises AlmanacRangeError outside 1968..2099."""
    first = f"Tết {can_chi(year)}: {_weekday_and_date(tet(year))}"
    lines = [_centred(f"LỊCH NĂM {year}"), _centred(first), ""]
    notes = _spans(almanac.days_off(year))
    notes += [(day, day, _working_day_name(almanac, day)) for day in almanac.working_days(year)]
    notes.sort()
    for month in range(1, 13):
        lines.append(_centred(f"THÁNG {month}"))
        lines.append(" " + "".join(f"{name:>3}".ljust(_CELL) for name in _COLUMNS).rstrip())
        for week in Calendar().monthdatescalendar(year, month):
            cells = [_cell(almanac, day) if day.month == month else "" for day in week]
            lines.append(" " + "".join(cell.ljust(_CELL) for cell in cells).rstrip())
        lines += [f"   {_span(begin, end)}  {name}" for begin, end, name in notes if begin.month == month]
        lines.append("")
    return "\n".join([*lines, *_LEGEND]) + "\n"


def year_feed_entries(almanac: Almanac, year: int) -> list[tuple[date, str, tuple[str, ...]]]:
    """What a feed of a year holds: (day, summary, categories) for each day off, each worked weekend day and
    each lunar month's first day, in order. Raises AlmanacRangeError outside 1968..2099."""
    entries: list[tuple[date, int, str, tuple[str, ...]]] = []
    for off in almanac.days_off(year):
        tet_name = almanac.tet_name(off.date)
        summary = f"{off.title} – {tet_name}" if tet_name else off.title
        categories = tuple(tag.label for tag in almanac.tags(off.date) if tag is not Tag.OBSERVANCE)
        entries.append((off.date, 0, summary, categories))
    for day in almanac.working_days(year):
        entries.append((day, 0, _working_day_name(almanac, day), (Tag.WORKING_WEEKEND.label,)))
    for month in months_beginning_in(year):
        name = LunarDate(month.year, month.month, month.leap, 1).name
        entries.append((month.first_day, 1, name[0].upper() + name[1:], (_LUNAR_CATEGORY,)))
    return [(day, summary, categories) for day, _, summary, categories in sorted(entries)]


def _cell(almanac: Almanac, day: date) -> str:
    off = almanac.day_off(day)
    mark = "+" if Tag.WORKING_WEEKEND in almanac.tags(day) else " "
    if off:
        mark = "?" if off.expected else "*"
    if day < FIRST_DAY:
        return f"{day.day:>3}{mark}"
    lunar = LunarDate.from_solar(day)
    with_month = lunar.day == 1 or day.day == 1
    shown = f"{lunar.day}/{lunar.month}{'n' if lunar.leap else ''}" if with_month else str(lunar.day)
    return f"{day.day:>3}{mark}{shown}"


def _spans(days: tuple[DayOff, ...]) -> list[tuple[date, date, str]]:
    """Neighbouring days off of one name and month drawn together: (first, last, title)."""
    spans: list[tuple[date, date, str]] = []
    for off in days:
        if spans:
            begin, end, title = spans[-1]
            if title == off.title and off.date - end == timedelta(days=1) and begin.month == off.date.month:
                spans[-1] = (begin, off.date, title)
                continue
        spans.append((off.date, off.date, off.title))
    return spans


def _span(begin: date, end: date) -> str:
    text = f"{begin.day}/{begin.month}" if begin == end else f"{begin.day}-{end.day}/{end.month}"
    return text.rjust(8)


def _working_day_name(almanac: Almanac, day: date) -> str:
    swap = almanac.worked_for(day)
    return f"Làm bù cho ngày {swap.date:%d/%m/%Y}" if swap else "Làm bù"


def _centred(text: str) -> str:
    return text.center(_CELL * 7).rstrip()


def _weekday_and_date(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}"


def _labelled(label: str, text: str) -> str:
    return f"  {label}:".ljust(_LABEL + 2) + text
