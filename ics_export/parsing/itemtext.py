"""What an item's own words tell besides who: its summary and agenda, slot, hours, place; then its days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ics_export.diagnostics import Severity
from ics_export.model import Hours, Place, Slot, slot_of_hour
from ics_export.parsing.attendance import read_beside, read_touched
from ics_export.parsing.context import Context
from ics_export.parsing.cutting import Atom, leads_in
from ics_export.parsing.dates import may_span, read_day_cell, read_days_apart, read_span
from ics_export.parsing.details import (
    Clock,
    is_cancelled,
    moved,
    read_change,
    read_hours,
    read_location,
    read_sessions,
    without_hours,
)
from ics_export.parsing.joints import BROKEN_OFF
from ics_export.parsing.mentions import Mention
from ics_export.parsing.parts import Part
from ics_export.parsing.slots import HOUR_CELL, dated_suffix, slot_of, slot_suffix
from ics_export.parsing.words import BULLETS
from ics_export.tuples import NamedTuple
from ics_export.vietnamese import fold


class Words(NamedTuple):
    """What an item's words tell wherever they stand: what is printed in them, not yet what follows from it.

    ``text`` is all of them, ``head`` those of its summary, ``summary`` the same without its slot and leading hours;
    ``clock`` the first hours; ``dated``: days may be printed in it; ``day`` is what is printed of days at its head, or
    in brackets with a part of the day, ``part_of_day``;
    ``sessions``: what else they say of parts of the day; ``beside``: whom they say to attend beside who is printed;
    ``touched``: who may, for they do something there.
    """

    text: str
    head: str
    summary: str
    agenda: tuple[str, ...]
    slot: Slot | None
    clock: Clock | None
    location: str | None
    cancelled: bool
    change: str | None
    dated: bool
    day: str = ""
    part_of_day: Slot | None = None
    sessions: tuple[tuple[str, str], ...] = ()
    beside: tuple[Mention, ...] = ()
    touched: tuple[Mention, ...] = ()


class Details(NamedTuple):
    """When and where an item is, and whether it is put off."""

    first: dt.date
    last: dt.date
    slot: Slot | None
    hours: Hours | None
    location: str | None
    cancelled: bool


def join_text(atoms: Sequence[Atom]) -> str:
    """The words of an item's atoms as one text."""
    if len(atoms) == 1:
        return atoms[0].text
    return (atoms[0].text + "".join([a.lead + a.text for a in atoms[1:]])).strip()


def read_notes(parts: Sequence[Part]) -> str:
    """The notes and the further participants that stand beside a row."""
    if len(parts) == 1 and not parts[0].notes and not parts[0].participants:
        return ""
    found = [
        words
        for part in parts
        for words in (part.notes, " ".join([p.text for p in part.participants]) if part.participants else "")
        if words
    ]
    return "; ".join(dict.fromkeys(found)) if found else ""


def read_words(atoms: Sequence[Atom]) -> Words:
    """What the words of the atoms of one item tell."""
    text, slot, *_ = opening = atoms[0]
    if len(atoms) == 1:
        return _read_words(text, text, (), slot, opening.hours)
    text = head = join_text(atoms)
    agenda: tuple[str, ...] = ()
    lead = next((i for i, a in enumerate(atoms[:-1]) if leads_in(a.text)), None)
    if lead is None and atoms[-1].bullet == "+" and "+" not in atoms[0].bullet:
        lead = next(i for i, a in enumerate(atoms) if a.bullet == "+") - 1  # "- Họp", and below it "+ Thông qua …"
    if lead is not None:
        head = join_text(atoms[: lead + 1])
        points: list[str] = []
        for atom in atoms[lead + 1 :]:
            if points and atom.joint is BROKEN_OFF:
                points[-1] += atom.lead + atom.text  # the rest of a point that a page break cut
            else:
                points.append(atom.text)
        agenda = tuple([point.strip(" ;.") for point in points])
    return _read_words(text, head, agenda, slot, opening.hours)


def _ends_in_putting_off(agenda: tuple[str, ...]) -> bool:
    """Whether the last words of an agenda put the meeting off, and not a point: they name it, or its new day."""
    last = agenda[-1].lower() if agenda else ""
    note = last[last.rfind("(") :]
    return any(word in note for word in _OF_MEETING) and is_cancelled(note)


_OF_MEETING = ("cuộc họp", "hội nghị", "phiên họp", "buổi làm việc", "chuyển", "dời", "lùi")


def _read_words(text: str, head: str, agenda: tuple[str, ...], slot: Slot | None, hours: str) -> Words:
    """What ``text`` tells, of which ``head`` is the summary; ``slot`` and ``hours`` are those of its slot mark."""
    suffix, head = slot_suffix(head)
    if suffix is None and agenda:
        suffix, shortened = slot_suffix(agenda[-1])
        if suffix:
            agenda = (*agenda[:-1], shortened)
    if suffix is Slot.ALL_DAY and slot in (Slot.AFTERNOON, Slot.EVENING) and "ả ngày" not in text:
        suffix = slot  # "Chiều: Tập huấn (01 ngày)"
    moving, hour = moved(head)
    if moving:
        head = head.replace(moving, "").replace(" ,", ",")
        text = text.replace(moving, "")
    printed = read_hours(head, suffix or slot)
    head = without_hours(head, printed)
    if moving:
        part = slot_of(hour.strip().rpartition(" ")[2])
        suffix, slot = (part, part) if part else (suffix, slot)
        hours, printed = "", read_hours(hour, suffix or slot)
        head = f"{_clean(head)} {moving}"
    part_of_day, its_day = dated_suffix(text)
    return Words(
        text,
        head,
        _clean(head),
        agenda,
        suffix or slot,
        read_hours(hours, slot) or printed,
        read_location(text),
        is_cancelled(text) if not agenda else is_cancelled(head.replace(moving, "")) or _ends_in_putting_off(agenda),
        moving or read_change(text),
        may_span(text),
        _own_day(hours, text) or its_day,
        part_of_day,
        read_sessions(head) if not part_of_day else (),
        read_beside(text),
        read_touched(text),
    )


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
    if not words.day and "hứ " in words.text and len(labels := re.findall(_WEEKDAY_LABEL, words.text)) > 1:
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
        noted = re.search(_ON_DAY, words.text) or re.match(_DAY_AT_END, words.text)
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
_ON_DAY = r"\((?:\d{1,2}h\d{0,2},? )?(?:(?:buổi )?(?:sáng|chiều|tối) )?(?:ngày )?(\d{1,2}\s?/\s?\d{1,2})\)"


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


def _own_day(hours: str, text: str) -> str:
    """The day printed in a slot mark ("Chiều 29/11:", whose words are ``hours``) or at the head of a work: "Ngày 28,
    29/11: …", "14h00 ngày 10/11: …"; "" for none."""
    if hours and ("/" in hours or "hứ " in hours or "ngày" in hours):
        return re.sub(_HOURS_THERE, "", hours).strip(" ,()–-")
    head = text[:40]
    if ":" not in head or not ("/" in head or "hứ " in head or "hủ nhật" in head or head[1:].startswith("gày ")):
        return ""
    match = re.match(_HEAD_DAY, head) or re.match(_HEAD_NUMBER, head)
    if match is None and len(re.findall(_WEEKDAY_LABEL, text)) == 1:
        match = re.match(_HEAD_WEEKDAY, head)
    return match[1] if match else ""


_HOURS_THERE = r"\d{1,2}\s?(?:h|g|giờ|:)\s?(?:\d{2})?(?:\s?phút)?"
_WEEKDAY_LABEL = r"(?:[Tt]hứ \w{2,4}|[Cc]hủ nhật)\s*:"
_HEAD_WEEKDAY = rf"(?:(?:Lúc\s|lúc\s)?{_HOURS_THERE}[,]?\s*)?((?:[Tt]hứ \w{{2,4}}|[Cc]hủ nhật))\s*:"
_HEAD_NUMBER = r"[Nn]gày\s+(\d{1,2}(?:\s?(?:,|&|và|-|–)\s?\d{1,2})*)\s*:(?!\d)"
_HEAD_DAY = (
    rf"(?:(?:Lúc\s|lúc\s)?{_HOURS_THERE}[,]?\s*)?(?:(?:[Nn]gày|[Tt]hứ \w{{2,4}},?)\s+)*"
    r"(\d{1,2}(?:\s?(?:,|&|và|-|–)\s?\d{1,2})*\s?/\s?\d{1,2}(?:/\d{4})?)\s*(?:\([^()]{1,20}\))?\s*:"
)


def _span_hours(text: str) -> Clock | None:
    """The hours printed with the days of a span: "từ 7h30 ngày 25/8 đến 17h00 ngày 27/8"; None where none are."""
    begin = read_hours(text)
    if begin is None:
        return None
    finish = read_hours(text[begin.end :].replace("đến", " "))
    if finish is None:
        return begin
    return Clock(Hours(begin.hours.start, finish.hours.start or finish.hours.end), begin.start, begin.end)


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


def _clean(text: str) -> str:
    text = text.strip().lstrip(f"{BULLETS},;:. ").rstrip(" ;,:-–*")
    if text.endswith(" +"):
        text = text[:-2].rstrip(" ;,:-–*")  # "hệ 9+" keeps its own
    if text.endswith(".") and not text.endswith(".."):
        text = text[:-1]
    return text[:1].upper() + text[1:] if text[:1].islower() else text
