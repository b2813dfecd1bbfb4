"""When and where an item is: by its row's days, its own words and the notes beside it."""

from __future__ import annotations

import datetime as dt
import re

from ics_export.diagnostics import Severity
from ics_export.model import Hours, Place, Slot, slot_of_hour
from ics_export.parsing.context import Context
from ics_export.parsing.dates import read_day_cell, read_days_apart, read_span
from ics_export.parsing.details import Clock, moved, read_hours, read_location
from ics_export.parsing.itemtext import ON_DAY, WEEKDAY_LABEL, Words
from ics_export.parsing.parts import Part
from ics_export.parsing.slots import HOUR_CELL, slot_of
from ics_export.tuples import NamedTuple
from ics_export.vietnamese import fold


class Details(NamedTuple):
    """When and where an item is, and whether it is put off."""

    first: dt.date
    last: dt.date
    slot: Slot | None
    hours: Hours | None
    location: str | None
    cancelled: bool


_OPENING = (
    r"(?i)(?:dự |tham dự )?(?:lễ(?! hội)|phát động|ra quân|mít tinh|khai mạc|bế mạc|gặp mặt|tổng kết|sơ kết)(?!\w)"
)
"""What is over in a day or a few: of more days that it names it opens or closes the matter, "Lễ phát động Tháng …
(15/4 - 15/5)"."""
_LONGEST_MEETING = 9
"""Days."""


_LONGEST_CONFERENCE = 4
"""Days that a conference may last after its first."""
_PLANNING = (
    r"(?i)(?:dự |tham dự )?"
    r"(?:họp|hội ý|hội nghị|nghe|triển khai|thông qua|duyệt|bàn(?! giao)|xây dựng|phổ biến|quán triệt)(?!\w)"
    r"[^.;()]*(?:kế hoạch|phương án|tổ chức|triển khai|cao điểm|đợt|tuần lễ|chuẩn bị)(?!\w)"
)
"""A meeting about what is to be done, and when."""


def _plans(text: str, printed: str) -> bool:
    """Whether a span of days is of what a meeting is about, and not its own: "Họp triển khai cao điểm 45 ngày đêm từ
    22/10 đến 30/11"; in brackets it is the meeting's."""
    before = text.partition(printed)[0]
    return before.count("(") <= before.count(")") and re.match(_PLANNING, before) is not None


def read_details(
    words: Words,
    part: Part,
    notes: str,
    first: dt.date,
    last: dt.date,
    context: Context,
) -> Details:
    """When and where an item of the days ``first`` to ``last`` is, by its ``words`` and its row's ``part``; ``notes``
    are what stands beside the item alone.
    """
    report = context.report
    place, head, slot = part.place, words.head, words.slot
    if words.part_of_day:
        day = _days_of(words.day, first, last, context)[0]
        slot = words.part_of_day if slot is None or (day and first <= day <= last) else slot
    anew = words.change is not None and moved(words.change)[0] != ""  # another hour than its row's
    clock = beside = read_hours(part.hours, words.slot or part.slot) if part.hours and not anew else None
    if beside and HOUR_CELL.search(part.hours, beside.end):
        _report_hours(part.hours, part.hours[beside.end :].strip(" ,;"), place, context)
    clock = clock or words.clock
    span = read_span(words.text, first, context.period) if words.dated else None
    if span is None and part.hours and "/" in part.hours:  # "Từ 11/9 - 13/9" in the column of hours
        span = read_span(f"({part.hours})" if part.hours[:1].isdigit() else part.hours, first, context.period)
    if span and words.slot in _PARTS_OF_DAY and re.fullmatch(_MAY_BE_HOURS, span[2]) and f"({span[2]})" in words.text:
        span = None  # "Chiều: Họp tổ (từ 13 đến 17)"
    opens = span and (span[1] - span[0]).days > _LONGEST_MEETING and re.match(_OPENING, words.text)
    if span and (opens or ((span[1] - span[0]).days > _LONGEST_CONFERENCE and _plans(words.text, span[2]))):
        why = "buổi lễ chỉ mở đầu hoặc kết thúc đợt ấy" if opens else "khoảng ấy là của việc được bàn"
        report.add(
            "D308", Severity.WARNING, place, "Khoảng ngày in trong nội dung không dùng cho hàng này.",
            excerpt=span[2], action=f"Đã lấy theo ngày của hàng: {why}.",
        )  # fmt: skip
        span = None
    if not words.day and "hứ " in words.text and len(labels := re.findall(WEEKDAY_LABEL, words.text)) > 1:
        report.add(
            "D308", Severity.WARNING, place, "Một việc ghi nhiều thứ trong tuần.", excerpt=labels[0],
            action="Đã lấy theo ngày của hàng; hãy ghi mỗi ngày một hàng.",
        )  # fmt: skip
    if span is None and words.dated and (apart := read_days_apart(words.text, first, last, context.period)):
        report.add(
            "D308", Severity.WARNING, place, f"Một việc ghi nhiều ngày không liền nhau: “{apart}”.", excerpt=apart,
            action="Đã lấy theo ngày của hàng; hãy ghi mỗi ngày một hàng.",
        )  # fmt: skip
    elif first != last:
        first, last = _within(words, span, place, first, last, context)
    elif span:
        key = (fold(head), span[0], span[1])
        if span[0] == first:
            # "(02 ngày)" on each of its days: the second is the last.
            known = [end for said, start, end in context.spans if said == key[0] and start < first <= end]
            last = min([span[1], *known]) if span[2].startswith("(") else span[1]
            clock = _span_hours(span[2]) or clock
            context.spans.add(key)
            report.add(
                "D307", Severity.INFO, place, f"Việc kéo dài đến {last.day:02}/{last.month:02}.", excerpt=span[2],
                action="Đã tạo một sự kiện nhiều ngày.",
            )  # fmt: skip
        elif span[0] < first <= span[1] and key not in context.spans:
            context.spans.add(key)
            report.add(
                "D308", Severity.WARNING, place,
                (
                    f"Hàng là ngày {first.day:02}/{first.month:02} nhưng nội dung ghi từ "
                    f"{span[0].day:02}/{span[0].month:02}."
                ),
                excerpt=span[2], action="Đã lấy cả khoảng ngày in trong nội dung.",
            )  # fmt: skip
            first, last = span[0], span[1]
        else:
            report.add(
                "D308", Severity.INFO, place, "Khoảng ngày in trong nội dung không dùng cho hàng này.",
                excerpt=span[2], action="Đã lấy theo ngày của hàng.",
            )  # fmt: skip
    elif words.day and _is_other(words.day, first, context):
        report.add(
            "D308", Severity.WARNING, place,
            f"Hàng là ngày {first.day:02}/{first.month:02} nhưng nội dung ghi “{words.day}”.", excerpt=words.day,
            action="Đã lấy theo ngày của hàng.",
        )  # fmt: skip
    cancelled = words.cancelled or (notes != "" and _notes_say(notes, _PUT_OFF) != "")
    if cancelled:
        report.add(
            "S508", Severity.INFO, place, "Việc này ghi là hoãn.", excerpt=head[:60],
            action="Đã đánh dấu HỦY trong lịch.",
        )  # fmt: skip
    if words.change:
        report.add(
            "S509", Severity.INFO, place, "Có ghi điều chỉnh hoặc bổ sung.", excerpt=words.change,
            action="Đã giữ nguyên chữ trong tên sự kiện.",
        )  # fmt: skip
    elif notes and _notes_say(notes, _NEW):
        report.add(
            "S509", Severity.INFO, place, "Có ghi điều chỉnh hoặc bổ sung.", excerpt=head[:60],
            action="Đã giữ trong phần mô tả của sự kiện.",
        )  # fmt: skip
    if slot is None and clock is None:
        early = HOUR_CELL.match(head) is not None  # "4h họp": none that ``read_hours`` takes for one
        report.add(
            "S501", Severity.WARNING, place,
            "Giờ ghi ở đây không rõ là sáng hay chiều." if early else "Không ghi buổi, cũng không ghi giờ.",
            excerpt=head[:60],
            action="Đã lấy cả ngày làm việc.",
        )  # fmt: skip
    if words.sessions and slot is not Slot.ALL_DAY and first == last and not cancelled:
        _report_sessions(words, slot, clock, place, context)
    location = part.location or words.location
    if location is None and "Địa điểm" in notes:
        location = read_location(notes)
    return Details(first, last, slot, clock.hours if clock else None, location, cancelled)


_PARTS_OF_DAY = (Slot.MORNING, Slot.AFTERNOON, Slot.EVENING)
_MAY_BE_HOURS = r"từ (?:\d|1\d|2[0-4]) (?:đến|-|–) (?:\d|1\d|2[0-4])"
"""Numbers in brackets behind a work in a part of the day: days, or hours."""


def _report_sessions(words: Words, slot: Slot | None, clock: Clock | None, place: Place, context: Context) -> None:
    """A finding where a work's words name another part of the day than the one it stands in."""
    start = clock.hours.start if clock else None
    own = slot_of_hour(start) if start else slot
    end = clock.hours.end if clock else None
    others = [said for part, said in words.sessions if slot_of(part) not in (own, slot_of_hour(end) if end else own)]
    if own and others:
        _report_hours(others[0], others[0], place, context)


def _report_hours(printed: str, left: str, place: Place, context: Context) -> None:
    context.report.add(
        "S514", Severity.WARNING, place, f"Còn ghi “{left}”, ngoài giờ đã lấy.", excerpt=printed,
        action="Chỉ có một sự kiện; nếu là hai buổi, hãy ghi mỗi buổi một việc.",
    )  # fmt: skip


def _within(
    words: Words,
    span: tuple[dt.date, dt.date, str] | None,
    place: Place,
    first: dt.date,
    last: dt.date,
    context: Context,
) -> tuple[dt.date, dt.date]:
    """The days of an item in a row of the days ``first`` to ``last``: those its own words name, "(chiều 06/3)", "(từ 16
    đến 19/3)", where they begin in the row, else all of the row's.
    """
    begin: dt.date | None
    end: dt.date | None
    length = dt.timedelta(0)
    if span and span[2].startswith("("):
        # "(02 ngày)" in a row of five does not say which, but behind a day of its own how long
        length = span[1] - span[0]
        span = None
    begin, end, printed = span or (None, None, "")
    noted = None
    if words.dated and span is None and not words.day:
        noted = re.search(ON_DAY, words.text) or re.match(_DAY_AT_END, words.text)
    if span is None and (words.day or noted):
        printed = words.day or (noted[1] if noted else "")
        begin, end = _days_of(printed, first, last, context)
        end = end + length if end and begin == end else end
    if begin is None or end is None or not first <= begin <= last or (begin, end) == (first, last):
        return first, last
    days = f"ngày {begin.day:02}/{begin.month:02}"
    days += f" đến {end.day:02}/{end.month:02}" if end > begin else ""
    context.report.add(
        "D308", Severity.INFO, place, f"Trong hàng nhiều ngày, việc này ghi riêng {days}.", excerpt=printed,
        action="Đã lấy ngày ghi trong nội dung.",
    )  # fmt: skip
    return begin, end


_DAY_AT_END = r"^[Tt]rực(?: \w+){0,4} ngày (\d{1,2}\s?/\s?\d{1,2})\.?$"
"""Behind duty, and nothing else: "Thanh tra theo Quyết định ngày 25/02" is of all days."""


def _days_of(printed: str, first: dt.date, last: dt.date, context: Context) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last of the days ``printed``, "28, 29/11" or a weekday among the row's; None where they are no
    days in a row."""
    cell = read_day_cell(printed, context.period)
    dates = cell.dates
    if not dates and len(cell.weekdays) == 1 and (last - first).days < 7:
        days = [first + dt.timedelta(number) for number in range((last - first).days + 1)]
        dates = tuple([day for day in days if day.weekday() == cell.weekdays[0]])
    in_a_row = bool(dates) and (dates[-1] - dates[0]).days == len(dates) - 1
    return (dates[0], dates[-1]) if in_a_row else (None, None)


def _is_other(printed: str, day: dt.date, context: Context) -> bool:
    """Whether the day ``printed`` in a work's words is another than its row's."""
    cell = read_day_cell(printed, context.period)
    return day not in cell.dates if cell.dates else bool(cell.weekdays) and day.weekday() not in cell.weekdays


def _span_hours(text: str) -> Clock | None:
    """The hours printed with the days of a span: "từ 7h30 ngày 25/8 đến 17h00 ngày 27/8"; None where none are."""
    begin = read_hours(text)
    if begin is None:
        return None
    behind = text[begin.end :].replace("đến", " ")
    finish = read_hours(behind)
    if finish is None:
        night = re.search(_NIGHT, behind) if begin.hours.start and begin.hours.start.hour > 11 else None
        if night is None:
            return begin
        return Clock(Hours(begin.hours.start, dt.time(int(night[1]), int(night[2] or 0))), begin.start, begin.end)
    return Clock(Hours(begin.hours.start, finish.hours.start or finish.hours.end), begin.start, begin.end)


_NIGHT = r"(?<![\d/])0?([0-4])\s?(?:h|g|giờ|:)\s?([0-5]\d)?(?!\d)"
"""When a work of the night ends: "(từ 19h00 ngày 08 đến 01h30 ngày 09/01)"."""


def _notes_say(notes: str, words: tuple[str, ...]) -> str:
    """The note among those beside an item that opens with one of these words ("Xe 29 chỗ; Hoãn"), "" where none does.

    What is said of a car or of a part of the day is not said of the item.
    """
    lowered = notes.lower()
    if not any(word in lowered for word in words):
        return ""
    for note in lowered.split(";"):
        if note.strip(" .(-").startswith(words) and "buổi" not in note and "xe" not in note.split():
            return note.strip()
    return ""


_PUT_OFF = ("hoãn", "tạm hoãn", "hủy", "huỷ", "đã hoãn", "không họp", "dừng họp")
_NEW = ("bổ sung", "điều chỉnh", "mới bổ sung")
