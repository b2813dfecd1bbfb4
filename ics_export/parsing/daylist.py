"""Programmes without a table: a heading for each day, the day's items below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ics_export.diagnostics import Report, Severity
from ics_export.model import Paragraph, Row
from ics_export.parsing.attendance import read_attendees
from ics_export.parsing.byleader import LONGEST_LABEL, POINT, by_leader, in_slots
from ics_export.parsing.cutting import is_label
from ics_export.parsing.dates import DayCell, Period, read_day_cell, read_weekdays
from ics_export.parsing.dayheads import heading_of
from ics_export.parsing.daysections import find_sections, read_section, says_day
from ics_export.parsing.heading import is_signing, is_title
from ics_export.parsing.joints import opens_action
from ics_export.parsing.markers import kind_of
from ics_export.parsing.parts import Part
from ics_export.parsing.people import opens_mention
from ics_export.parsing.slots import slot_of
from ics_export.parsing.words import BULLET
from ics_export.tuples import NamedTuple

_DATE = r"\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?|\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?"
_NAMED_DAY = (
    r"(?:(?:THỨ|Thứ|thứ)\s+\w{1,4}|CHỦ NHẬT|[Cc]hủ\s+[Nn]hật|CN|T[2-7])\s*[,:(–-]*\s*(?:(?:NGÀY|[Nn]gày)\s*)?"
    rf"(?:{_DATE})\)?"
)
_WEEKDAY = r"(?:[Tt]hứ\s+\w{1,4}|THỨ\s+\w{1,4}|[Cc]hủ [Nn]hật)"
_FURTHER = r"(?:,|và|&|-|–|đến)"
_HEADING = re.compile(
    rf"[\W_]*(?:[a-hA-H0-9]{{1,2}}[.)]\s*)?(?:(?:TỪ|[Tt]ừ)\s+)?(?P<day>{_NAMED_DAY}"
    rf"(?:\s*(?:ĐẾN|đến|-|–)\s*{_NAMED_DAY})?|(?:NGÀY|Ngày|ngày(?=[^:;,]*$))\s+(?:\d{{1,2}}\s*{_FURTHER}\s*){{0,3}}(?:{_DATE})"
    rf"(?:\s*[,(]?\s*{_WEEKDAY}(?:\s*{_FURTHER}\s*{_WEEKDAY}){{0,3}}\)?)?)[\s*_]*(?P<note>\([^()]{{2,60}}\)[\s*_]*)?(?:[:.–-]+\s*|$)(?P<rest>.*)"
)
_LUNAR = r"nhằm|tức|âm lịch|(?<!\w)(?:âl|mùng|mồng|tháng (?:chạp|giêng))(?!\w)"
_DUTY_HEAD = (
    r"[\W_]*(?:(?:LỊCH|Lịch|PHÂN CÔNG|Phân công)\s+)?(?:TRỰC|Trực)\s+(?:LÃNH ĐẠO|[Ll]ãnh đạo)[^:;]{0,40}:[\s*_]*"
)
_PAGE_NUMBER = r"(?:(?:[Tt]rang|[Pp]age)\s*\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?|[-–]\s*\d{1,3}\s*[-–]|\d{1,3})"
_LABELLED = "Nội dung:"
_CLOSING = re.compile(r"Nơi nhận|KT\.|TL\.|TM\.|T/L")
_NOTES = re.compile(r"Lưu ý|Ghi chú|Trên đây|Lịch này")
_MAY_CLOSE = re.compile(rf"{_NOTES.pattern}|Lịch công tác|Đề nghị|Văn phòng (?:kính )?thông báo|Rất mong")
"""What closes a list where no work stands below it."""
_ITEM = re.compile(rf"{BULLET}|" r"\d{1,2}\s?(?:h|giờ|g\d|:\d\d)|\d{1,2}[.)]\s|\(?\d{1,2}h")


class DayList(NamedTuple):
    """Where the list stands among the document's rows (``end`` exclusive) and its days."""

    start: int
    end: int
    headings: tuple[int, ...]


def find_day_list(rows: Sequence[Row], *, alone: bool = False) -> DayList | None:
    """The list of days of a document without a table (``alone``), or of what stands beside its tables; None where fewer
    than two headings of days stand in it. The programme of a single day is a list where a title or nothing stands above
    its heading, which names weekday and date."""
    headings = [i for i, row in enumerate(rows) if len(row.cells) == 1 and _read_heading(row.cells[0].text)]
    headings = _in_turn(rows, _in_order(rows, headings))
    if len(headings) > 2 and any(is_title(rows[at].cells[0].text) for at in range(headings[0] + 1, headings[1])):
        del headings[0]  # the date of a web page, above the programme's title
    if not any(_HEADING.match(rows[at].cells[0].text) for at in headings):
        return None
    if len(headings) < 2 and not (alone and _is_whole_day(rows, headings[0])):
        return None
    texts = [row.cells[0].text.strip("*_ ") for row in rows]
    closed = next((at for at in range(headings[-1] + 1, len(rows)) if _closes(texts[at])), len(rows))
    notes = next((at for at in range(headings[-1] + 1, closed) if _NOTES.match(texts[at])), closed)
    # Below a line that may close the list, work is what says its hour or its part of the day.
    last = max(
        [
            at
            for at in range(headings[-1], notes)
            if _opens_slot(texts[at])
            or says_day(texts[at])
            or (_OPENS_WORK.match(texts[at]) and (rows[at].after_gap or not _goes_on_with_hour(texts[at])))
        ]
        or [0]
    )
    # Blank lines part the works of a day too, as web copies have them.
    spaced = any(rows[at].after_gap for at in range(headings[0] + 2, headings[-1]) if not {at, at - 1} & {*headings})
    end = headings[-1] + 1
    while end < closed:
        text = texts[end]
        goes_on = _ITEM.match(text) or text[:1].islower() or (spaced and (read_attendees(text) or opens_action(text)))
        ends = _MAY_CLOSE.match(text) or (rows[end].after_gap and not goes_on and _finished(rows[end - 1]))
        if ends and end > last:
            break
        end += 1
    return DayList(headings[0], end, tuple(headings))


def _is_whole_day(rows: Sequence[Row], at: int) -> bool:
    """Whether a document is the programme of the one day that its row ``at`` heads."""
    heading = _HEADING.match(rows[at].cells[0].text)
    named = heading is not None and re.match(rf"{_WEEKDAY}|[Cc]hủ|CHỦ|CN|T\d", heading["day"]) is not None
    return named and (at == 0 or any(re.match(_TITLE, row.cells[0].text) for row in rows[:at]))


_TITLE = r"(?i)[\W_]*(?:dự kiến\s+)?(?:lịch|chương trình)\s+(?:làm việc|công tác)"


def _read_heading(text: str) -> tuple[str, str, str] | None:
    """The day that a line names, the note in brackets behind it, and what stands behind its colon; None for a line that
    opens with no day, or says more before its colon."""
    match = _HEADING.match(text)
    if match:
        return match["day"], (match["note"] or "").strip(" *_()"), match["rest"].strip(" *_")
    if not re.match(rf"[*_\s]*{_WEEKDAY}", text):
        return None
    found = heading_of(text)
    if found is None or (not any(map(str.isdigit, found[0])) and (found[1] or not re.fullmatch(_ALONE, text))):
        return None  # "Thứ Bảy: học bù khối 12", "Thứ 2 - Thứ 6: trực ban"
    return (found[0], "", found[1]) if re.search(_DATE, found[0]) or not found[1] else None


def _read_weekdays_alone(text: str) -> tuple[str, str, str] | None:
    """The same of a line that only weekdays open, whatever stands behind them: "Thứ Bảy, Chủ nhật: Nghỉ", "- Thứ Sáu:
    8h00 giao ban"; such a line is a heading only where they are in turn."""
    found = heading_of(text) if re.match(rf"[\W_]*{_WEEKDAY}", text) else None
    return (found[0], "", found[1]) if found else None


def _in_turn(rows: Sequence[Row], headings: Sequence[int]) -> list[int]:
    """The ``headings`` and the lines between and below them that weekdays alone open, later ones than the heading above
    names and earlier ones than the heading below."""
    if len(headings) < 2:
        return list(headings)
    found = [headings[0]]
    known = {*headings}
    for number in range(headings[0] + 1, len(rows)):
        text = rows[number].cells[0].text if len(rows[number].cells) == 1 else ""
        if number in known:
            found.append(number)
        elif (read := _read_weekdays_alone(text)) and _is_work(read[2]):
            above, days = _weekdays(rows[found[-1]].cells[0].text), _weekdays(text)
            if not above or days[0] <= above[-1]:
                continue
            below = next((at for at in headings if at > number), None)
            after = _weekdays(rows[below].cells[0].text) if below is not None else ()
            if not after or days[-1] < after[0] or after[0] <= above[-1]:
                found.append(number)
    return found


def _is_work(rest: str) -> bool:
    """Whether what stands behind the weekdays of a line is nothing, work or a day off; not "hạn cuối nộp báo cáo"."""
    return not rest or bool(
        _OPENS_WORK.match(rest) or _opens_slot(rest) or opens_action(rest) or opens_mention(rest) or kind_of(rest)
    )


def _weekdays(text: str) -> tuple[int, ...]:
    """The weekdays that a heading names, Monday 0."""
    read = _read_heading(text) or _read_weekdays_alone(text)
    return tuple(sorted(read_weekdays(read[0].lower())[0])) if read else ()


_ALONE = rf"[*_\s]*{_WEEKDAY}\s*:?[*_\s]*"


def _in_order(rows: Sequence[Row], headings: Sequence[int]) -> list[int]:
    """The ``headings`` but for dates within a day's work: where the others name weekdays, one that does not, that says
    something behind its colon, and that stands above an earlier day: "Ngày 08/3: gửi báo cáo", below it 07/3."""
    found: list[int] = []
    texts = [rows[at].cells[0].text for at in headings]
    named = [re.search(_WEEKDAY, text) is not None for text in texts]
    for number, (at, text) in enumerate(zip(headings, texts, strict=True)):
        read = _read_heading(text)
        if not named[number] and sum(named) * 2 > len(named) and read and read[2]:
            here, *below = [_day_and_month(words) for words in texts[number:]]
            if any(here and there and there <= here for there in below):
                continue
        found.append(at)
    return found


def _day_and_month(text: str) -> tuple[int, int] | None:
    """The month and the day of the first date in a text."""
    match = re.search(r"(\d{1,2})\s*[/.]\s*(\d{1,2})", text)
    return (int(match[2]), int(match[1])) if match else None


_OPENS_WORK = re.compile(rf"(?:{BULLET}\s*)?\(?\d{{1,2}}\s?(?:h|giờ|g\d|:\d\d)")


def _closes(text: str) -> bool:
    """Whether a line opens what stands below a list: who receives it, or who signs it."""
    return _CLOSING.match(text) is not None or is_signing(text)


def _goes_on_with_hour(text: str) -> bool:
    """Whether the hour that opens a line is of the sentence above: "16h00 hằng ngày." """
    return re.match(r"\d{1,2}\s?(?:h\d{0,2}|giờ(?: \d\d)?|:\d\d)\s+(?:hằng|hàng|mỗi|các) ngày", text) is not None


def _finished(row: Row) -> bool:
    return row.cells[0].text[-1:] in ".;:!?)"


def _opens_slot(text: str) -> bool:
    word = text.split(":")[0].strip("-+*• ") if ":" in text[:24] else " ".join(text.split()[:1])
    return slot_of(word) is not None and len(word.rstrip(".")) > 1


def _of_page(rows: Sequence[Row], report: Report) -> frozenset[int]:
    """The numbers of the lines that a page break put there: page numbers, and below them what stands on every page."""
    texts = [row.cells[0].text for row in rows]
    found = {number for number, text in enumerate(texts) if re.fullmatch(_PAGE_NUMBER, text)}
    below = [number + 1 for number in found if number + 1 < len(texts)]
    for head in {texts[number] for number in below}:
        places = [number for number, text in enumerate(texts) if text == head]
        if len(places) > 1 and all(number in below for number in places):
            found.update(places)
    for number in sorted(found):
        report.add(
            "T204", Severity.INFO, rows[number].place, "Dòng chữ đứng giữa bảng, không thuộc ô nào.",
            excerpt=texts[number], action="Đã bỏ qua; nếu là công việc, hãy đặt vào một hàng của bảng.",
        )  # fmt: skip
    return frozenset(found)


def read_day_list(rows: Sequence[Row], found: DayList, period: Period, report: Report) -> list[Part]:
    """One part a day: its heading's date, the lines below it as content."""
    parts: list[Part] = []
    of_page = {found.start + number for number in _of_page(rows[found.start : found.end], report)}
    sections = find_sections(rows, found.start, found.end, found.headings)
    at_section = {section.start: section for section in sections}
    bounds = (*sorted((*found.headings, *at_section)), found.end)
    on_duty = False
    for start, end in pairwise(bounds):
        if start in at_section:
            on_duty = at_section[start].duty
            below_heading = [row for number, row in enumerate(rows[start:end], start) if number not in of_page]
            parts += read_section(below_heading, period, report)
            continue
        heading = _read_heading(rows[start].cells[0].text) or _read_weekdays_alone(rows[start].cells[0].text)
        if heading is None:
            continue
        day_text, note, rest = heading
        behind = ["" if re.search(_LUNAR, note.lower()) else note, rest]
        content = [Paragraph(words, line=rows[start].place.line) for words in behind if words.strip(".:–- ")]
        below = [number for number in range(start + 1, end) if number not in of_page]
        if on_duty and content:
            content[0] = content[0]._replace(text=f"Trực lãnh đạo: {content[0].text}")
        if below and re.fullmatch(_DUTY_HEAD, rows[below[-1]].cells[0].text):
            on_duty = True  # "TRỰC LÃNH ĐẠO NGÀY NGHỈ:", the days below it
            del below[-1]
        if below and rest and below[0] == start + 1 and _goes_on(rest, rows[start], rows[below[0]]):
            content[-1] = content[-1]._replace(text=f"{content[-1].text} {rows[below.pop(0)].cells[0].text}")
        day = read_day_cell(day_text, period)
        told = _told_by_labels([rows[number] for number in below], rows[start], day, day_text)
        if told and not content:
            parts += told
            continue
        for row in [rows[number] for number in below]:
            for paragraph in row.cells[0].paragraphs:
                if content and (_labels(content[-1].text, paragraph.text) or _in_bracket(content, paragraph.text)):
                    content[-1] = content[-1]._replace(text=f"{content[-1].text} {paragraph.text}")
                    continue
                opens = (
                    bool(POINT.match(paragraph.text))
                    or _opens_slot(paragraph.text)
                    or bool(_ITEM.match(paragraph.text))
                )
                content += _parted(Paragraph(paragraph.text, paragraph.italic, not opens, line=row.place.line))
        place, gap = rows[start].place, rows[start].after_gap
        if any(_LABELLED in paragraph.text for paragraph in content):
            from ics_export.parsing.labelled import read_labelled

            if works := read_labelled(content):
                parts += [
                    Part(
                        place, gap, day, day_text, (one.content,), one.units, one.leaders, one.location, "", "", (),
                        alone=True,
                    )
                    for one in works
                ]  # fmt: skip
                continue
        parts += [
            Part(place, gap, day, day_text, work, (), leader, "", "", "", (), slot)
            for leader, work, slot in in_slots(by_leader(content))
        ]
    return parts


def _told_by_labels(below: Sequence[Row], heading: Row, day: DayCell, day_text: str) -> list[Part]:
    """The works of a day whose lines each bear a label, "Thời gian: 8h00"; none where they do not."""
    if not any(_LABELLED in row.cells[0].text[:_LABELS_NEAR] for row in below):
        return []
    from ics_export.parsing.records import paragraph_of, read_records, work_of

    parts: list[Part] = []
    for record in read_records(below):
        time = record.fields.get("time", "")
        slot = slot_of(time.lower().removeprefix("buổi ").capitalize()) if time else None
        part = Part(
            heading.place._replace(line=record.line), record.gap, day, day_text, work_of(record),
            paragraph_of(record, "units"), paragraph_of(record, "chair", "leaders"), record.fields.get("location", ""),
            "" if slot else time, record.fields.get("notes", ""), paragraph_of(record, "participants"), slot,
            chaired="chair" in record.fields and "leaders" not in record.fields, alone=True,
        )  # fmt: skip
        parts.append(part)
    return parts


_LABELS_NEAR = 24
"""Characters in which the label of a line stands."""


def _goes_on(day_off: str, heading: Row, row: Row) -> bool:
    """Whether a line is the rest of the words behind the colon of a ``heading``, of a day off: "Nghỉ lễ Quốc tế", below
    it "Lao động 01/5"."""
    text = row.cells[0].text
    if kind_of(day_off) is None or day_off[-1] in ".;:!" or row.after_gap or len(heading.cells[0].text) < _PAGE_WIDTH:
        return False
    names = opens_mention(text) or read_attendees(text) or ":" in text or "(" in text
    return not (POINT.match(text) or _ITEM.match(text) or _opens_slot(text) or opens_action(text) or names)


_PAGE_WIDTH = 56
"""Characters; a heading that a page's width cut has as many."""


def _parted(paragraph: Paragraph) -> list[Paragraph]:
    """A line as paragraphs: a part of the day before the first of several numbered points, "* SÁNG: 1. Chủ tịch: …",
    stands above them all."""
    paragraph = paragraph._replace(text=re.sub(_SLOT_AND_WHO, _apart, paragraph.text))
    match = re.match(_SLOT_AND_NUMBER, paragraph.text)
    if match is None or slot_of(match["slot"]) is None:
        return [paragraph]
    return [paragraph._replace(text=match[1]), paragraph._replace(text=paragraph.text[match.end() :], soft=False)]


def _apart(bracket: re.Match[str]) -> str:
    """A bracket behind a work that says when and who, "(sáng; dự: đ/c Bình)", as two."""
    slot = "cả ngày" if bracket[1] == "ngày" else bracket[1]
    return f"({bracket[2].strip()} dự) ({slot})"


_SLOT_AND_WHO = (
    r"\((sáng|chiều|tối|ngày|cả ngày)\s*[;,]\s*(?:dự\s*:?\s*)?((?:các )?(?:đ/c|Đ/c|đồng chí)\s[^()]*)\)(?=[.;]?$)"
)
_SLOT_AND_NUMBER = rf"((?:{BULLET}\s*)?(?P<slot>(?:[Bb]uổi\s+|BUỔI\s+)?\w+):)\s*(?=1[.)]\s)"


def _in_bracket(above: Sequence[Paragraph], text: str) -> bool:
    """Whether a line ends a bracket that the lines ``above`` left open, and so opens nothing: "- PGĐ dự)"."""
    closing, bracket, behind = text.partition(")")
    numbers = re.search(r"(?:^|\s)\w$", closing) and behind.strip(" .;,")  # "1) Dự án A"
    if not bracket or "(" in closing or numbers:
        return False
    if _OPENS_WORK.match(text) or _opens_slot(text):
        return False
    opened = 0
    for paragraph in reversed(above):
        opened += paragraph.text.count("(") - paragraph.text.count(")")
        if not paragraph.soft:
            break
    return opened > 0


def _labels(above: str, text: str) -> bool:
    """Whether a line ends in a label, or in the first half of one, and what it labels is ``text``, the line below."""
    number = POINT.match(text)
    if number and text[0].isdigit() and above[-1:].isalpha() and is_label(text, number.end()):
        return True  # "tổ hòa giải khu phố", and on the line below "3. Địa điểm: …"
    head = POINT.sub("", above.rpartition(". ")[2], count=1)
    if head.endswith(":"):
        return is_label(head) and len(head) < LONGEST_LABEL and not (POINT.match(text) or _ITEM.match(text))
    return any(head == one and text.startswith(f"{other}:") for one, other in _BROKEN_LABELS)


_BROKEN_LABELS = (("Địa", "điểm"), ("Thành", "phần"), ("Chủ", "trì"))
