"""Rows of the table become days: dates carried down, rows cut by page breaks put together again."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ics_export.diagnostics import Report, Severity
from ics_export.model import Slot
from ics_export.parsing import markers
from ics_export.parsing.content import continues, read_cell
from ics_export.parsing.dates import WEEKDAYS, Period
from ics_export.parsing.parts import Part
from ics_export.parsing.slots import slot_suffix
from ics_export.tuples import NamedTuple


class DayRow(NamedTuple):
    """Everything that one row on paper said: its days and its parts, more than one where page breaks cut it."""

    dates: tuple[dt.date, ...]
    parts: tuple[Part, ...]


class _Day:
    """A day to which rows are still added."""

    __slots__ = ("dates", "parts")

    def __init__(self, dates: tuple[dt.date, ...], parts: list[Part]) -> None:
        self.dates, self.parts = dates, parts


_ORDER = {Slot.MORNING: 0, Slot.AFTERNOON: 1, Slot.EVENING: 2, Slot.ALL_DAY: 0}


def _end(part: Part) -> str:
    return part.content[-1].text if part.content else ""


def _first_number(text: str) -> int | None:
    """The number that opens a text, an hour's of a column of hours; None for none."""
    match = re.match(r"\d{1,2}", text)
    return int(match[0]) if match else None


def _begin(part: Part) -> str:
    return part.content[0].text if part.content else ""


def _slots(part: Part) -> tuple[Slot, ...]:
    if part.slot:
        return (part.slot,)
    content = read_cell(part.content)
    if content.slots or not content.atoms:
        return content.slots
    suffix = slot_suffix(content.atoms[-1].text)[0]  # "Kiểm tra cơ sở (cả ngày)"
    return (suffix,) if suffix else ()


def _fits_before(above: Sequence[Slot], below: Sequence[Slot]) -> bool:
    """Whether the slots of ``below`` can follow those of ``above`` on one day."""
    return not above or not below or _ORDER[above[-1]] < _ORDER[below[0]] or above[-1] is below[0]


class _Looks(NamedTuple):
    """How a table looks.

    ``sparse``: dates stand only in the first row of a day throughout; ``spaced``: blank lines part most of its rows, so
    that they tell no page breaks; ``units``: some row says who prepares its work; ``centred``: its first row has no
    date, so that dates stand in the middle of the rows of their day.
    """

    sparse: bool
    spaced: bool
    units: bool
    centred: bool


def _belongs_to_next(above: Sequence[Part], part: Part, below: Part | None, looks: _Looks) -> bool:
    """Whether a row without a date is the upper half of the row below it (whose date was centred in a tall cell)."""
    if below is None or not below.day.dates:
        return False
    if not above:
        return True
    if part.content and markers.kind_of(below.text):
        return False  # a day off has no work for its upper half
    score = 0.0
    last = above[-1]
    if continues(_end(part), _begin(below)):
        score += 3
    elif looks.sparse and part.leaders:
        # Whole rows of one day, dated once; but a morning between two afternoons opens the next day.
        hours = [_first_number(one.hours) for one in (last, part, below)]
        if looks.centred and None not in hours:
            early, middle, late = [hour or 0 for hour in hours]
            return early > middle < late  # "14h00", then an undated "7h30", then "9h00" with the next day's date
        here, before, after = _slots(part), _slots(last), _slots(below)
        return bool(here and before and after) and _ORDER[before[-1]] > _ORDER[here[0]] < _ORDER[after[0]]
    if continues(_end(last), _begin(part)):
        score -= 3
    here, before, after = _slots(part), _slots(last), _slots(below)
    if here:
        fits = not before or _ORDER[before[-1]] < _ORDER[here[0]] or (part.slot is not None and before[-1] is here[0])
        score += -1 if fits else 2.5
        if fits and before and part.slot and part.leaders:
            score -= 1.5  # the afternoon's row of a day whose morning has one, in a column of slots
        if after and not _fits_before(here, after) and not part.slot:
            score -= 2.5
        elif after and _ORDER[here[-1]] < _ORDER[after[0]]:
            score += 1
    elif not after or after[0] is Slot.MORNING or below.slot:
        score -= 1.5
    if not looks.spaced:
        score += 1.2 * (below.after_gap - part.after_gap)
        whole = (part.units or not looks.units) and part.leaders and not markers.kind_of(last.text)
        if whole and not below.after_gap and not part.after_gap:
            score -= 3  # no page break here, and the row is whole
    if looks.sparse:
        score -= 2
    off = markers.kind_of(last.text) or markers.weekend_with_note(last.text) is not None
    if not last.content or (off and markers.duty(part.text) is None):
        score += 2  # a weekend or a day off above has no work to go on, but may have a row for those on duty
    return score > 0


def group(
    parts: Sequence[Part], period: Period, report: Report, *, sparse: bool, whole: bool = False, headed: bool = False
) -> list[DayRow]:
    """The parts put together by day; ``sparse``: the table dates only the first row of each day; ``whole``: each part
    says its day and was never cut (a list of days); ``headed``: a heading stands above the rows of each day, so that no
    row is of the day below.

    A row without a date goes on the row above, or is the upper half of the one below; a row with only a weekday goes on
    the row above whose date has that weekday, or names a day of the period's week. Findings say what was put together.
    """
    spaced = sum([part.after_gap for part in parts]) * 2 > len(parts)
    centred = bool(parts) and not parts[0].day_text and parts[0].content != ()
    looks = _Looks(sparse, spaced, any(part.units for part in parts), centred)
    last_rows = {date: index for index, part in enumerate(parts) for date in part.day.dates}
    days: list[_Day] = []
    waiting: list[Part] = []  # upper halves of the row that comes next
    for index, part in enumerate(parts):
        if part.day.misread:
            report.add(
                "D311", Severity.WARNING, part.place, "Số trong ô ngày có lẽ bị quét sai thành chữ.",
                excerpt=part.day_text, action=f"Đã đọc là “{part.day.misread}”.",
            )  # fmt: skip
        below = parts[index + 1] if index + 1 < len(parts) else None
        dated = below if below and (below.day.dates or below.day.weekdays) else None
        dates = part.day.dates
        above = days[-1].parts if days else ()
        if not dates and part.day.weekdays and not part.day.impossible:
            dates = _by_weekday(part, days, period, report)
            if days and dates == days[-1].dates:
                _join(days, part, report)
                continue
        if not dates and part.day_text and not part.day.weekdays:
            _unread_date(part, report)
            if part.day.impossible:
                continue
        if not dates:
            if not (part.content or part.units or part.leaders):
                continue
            opens_next = waiting or (not headed and _belongs_to_next(above, part, dated, looks))
            if opens_next and below is not None and (below.day.dates or not below.day_text):
                waiting.append(part)
                continue
            if days:
                _join(days, part, report, quiet=sparse or part.slot is not None)
            else:
                waiting.append(part)
            continue
        meant = _misprinted(part, dates, days)
        if meant and last_rows.get(meant, -1) <= index:
            _say_misprint(part, dates, days[-1].dates[-1], meant, report)
            dates = (meant,)
        if dates == part.day.dates:
            _check_weekday(part, dates, report)
        if waiting:
            report.add(
                "D304", Severity.WARNING if sparse else Severity.INFO, waiting[0].place,
                "Hàng không có ngày, bị ngắt trang.",
                action=f"Đã ghép với hàng ngày {_say(dates)} ở dòng {part.place.line}.",
            )  # fmt: skip
        elif days and days[-1].dates == dates and not part.slot:
            _join(days, part, report, quiet=whole or part.counted)
            continue
        days.append(_Day(dates, [*waiting, part]))
        waiting = []
    for part in waiting:
        report.add(
            "D302", Severity.ERROR, part.place, "Hàng có nội dung nhưng không rõ ngày nào.", excerpt=part.text,
            action="Không đưa vào lịch; hãy ghi ngày ở cột đầu.",
        )  # fmt: skip
    if not whole:
        _report_order(days, report)
    return [DayRow(day.dates, tuple(day.parts)) for day in days]


_WHOLE_SPAN = 7
"""Days of a row; one of more is about the month or a week of it."""


def _report_order(days: Sequence[_Day], report: Report) -> None:
    """A finding for a day that stands out of the order of its table, where no weekday says that it is right."""
    for number in range(1, len(days)):
        above, day = days[number - 1], days[number]
        if day.dates[0] >= above.dates[0]:
            continue
        before = days[number - 2].dates[0] if number > 1 else None
        odd = above if before is None or before <= day.dates[0] else day
        part = next((part for part in odd.parts if part.day.dates), odd.parts[0])
        if not part.day.weekdays and len(odd.dates) < _WHOLE_SPAN:
            report.add(
                "D313", Severity.WARNING, part.place, f"Ngày {_say(odd.dates)} đứng không đúng thứ tự trong bảng.",
                excerpt=part.day_text, action="Đã lấy theo ngày in trong hàng; hãy xem có phải viết nhầm.",
            )  # fmt: skip


def _say(dates: Sequence[dt.date]) -> str:
    return ", ".join(f"{d.day:02}/{d.month:02}" for d in (dates if len(dates) < 4 else (dates[0], dates[-1])))


def _join(days: Sequence[_Day], part: Part, report: Report, quiet: bool = False) -> None:
    last = days[-1]
    last.parts.append(part)
    if not quiet:
        report.add(
            "D304", Severity.INFO, part.place, "Hàng không ghi đủ ngày, bị ngắt trang hoặc cùng ngày với hàng trên.",
            action=f"Đã ghép với ngày {_say(last.dates)} ở dòng {last.parts[0].place.line}.",
        )  # fmt: skip


def _by_weekday(part: Part, days: Sequence[_Day], period: Period, report: Report) -> tuple[dt.date, ...]:
    """The dates that weekdays alone mean: the day above, the one day of a week's period, or the next such day."""
    weekdays = part.day.weekdays
    if days:
        above = days[-1].dates
        if tuple(d.weekday() for d in above) == weekdays:
            return above
    if period.days <= 8:
        found = []
        for weekday in weekdays:
            for offset in range(period.days):
                day = period.first + dt.timedelta(offset)
                if day.weekday() == weekday and (not days or day >= days[-1].dates[-1]):
                    found.append(day)
                    break
        if len(found) == len(weekdays):
            return tuple(found)
    if days:
        after = days[-1].dates[-1]
        found = [after + dt.timedelta((w - after.weekday() - 1) % 7 + 1) for w in weekdays]
        report.add(
            "D305", Severity.WARNING, part.place, "Hàng chỉ ghi thứ, không ghi ngày.", excerpt=part.day_text,
            action=f"Đã hiểu là ngày {_say(found)}, ngày gần nhất sau hàng trên.",
        )  # fmt: skip
        return tuple(found)
    return ()


def _unread_date(part: Part, report: Report) -> None:
    if part.day.impossible:
        report.add(
            "D301", Severity.ERROR, part.place, f"Không có ngày {', '.join(part.day.impossible)} trong tháng này.",
            excerpt=part.day_text,
            action="Hàng này không đưa vào lịch; hãy sửa ngày ở cột đầu." if part.content else "Đã bỏ qua hàng trống.",
        )  # fmt: skip
    elif part.content or part.day_text:
        report.add(
            "D303", Severity.ERROR, part.place, "Không hiểu ô ngày.", excerpt=part.day_text,
            action="Đã coi như hàng này không ghi ngày.",
        )  # fmt: skip


def _misprinted(part: Part, dates: Sequence[dt.date], days: Sequence[_Day]) -> dt.date | None:
    """The day after the row above, where a row repeats or precedes that row's date but prints the weekday of the next
    day; None where the printed date stands. That no row below has that day is for the caller to see."""
    if len(dates) != 1 or len(part.day.weekdays) != 1 or not days or dates[0].weekday() == part.day.weekdays[0]:
        return None
    last = days[-1].dates[-1]
    meant = last + dt.timedelta(1)
    return meant if dates[0] <= last and meant.weekday() == part.day.weekdays[0] else None


def _say_misprint(part: Part, dates: Sequence[dt.date], last: dt.date, meant: dt.date, report: Report) -> None:
    report.add(
        "D310", Severity.WARNING, part.place,
        f"Ngày in là {_say(dates)} nhưng hàng trên đã là {_say([last])}, còn thứ là của ngày {_say([meant])}.",
        excerpt=part.day_text, action=f"Đã hiểu là ngày {_say([meant])}; hãy sửa lại cột ngày.",
    )  # fmt: skip


def _check_weekday(part: Part, dates: Sequence[dt.date], report: Report) -> None:
    printed = part.day.weekdays
    meant = {d.weekday() for d in dates} if printed else set()
    if printed and meant != set(printed) and not (len(dates) > 2 and set(printed) <= meant):
        report.add(
            "D306", Severity.WARNING, part.place,
            (
                f"Thứ và ngày mâu thuẫn: {_say(dates)}/{dates[0].year} là "
                f"{', '.join(WEEKDAYS[d.weekday()] for d in dates[:3])}."
            ),
            excerpt=part.day_text, action="Đã lấy theo ngày.",
        )  # fmt: skip
    if part.day.impossible:
        _unread_date(part, report)
