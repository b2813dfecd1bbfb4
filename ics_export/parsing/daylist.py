"""Programmes without a table: a heading for each day, the day's items below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ics_export.model import Row
from ics_export.parsing.attendance import read_attendees
from ics_export.parsing.dates import read_weekdays
from ics_export.parsing.dayheads import heading_of, with_lunar_apart
from ics_export.parsing.daysections import says_day
from ics_export.parsing.heading import is_title
from ics_export.parsing.joints import opens_action
from ics_export.parsing.markers import kind_of
from ics_export.parsing.people import opens_mention
from ics_export.parsing.signers import is_signing
from ics_export.parsing.slots import slot_of
from ics_export.parsing.words import BULLET
from ics_export.tuples import NamedTuple

DATE = r"\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?|\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?"
"""Pattern of a day and its month, be it with a year."""
_NAMED_DAY = (
    r"(?:(?:THỨ|Thứ|thứ)\s+\w{1,4}|CHỦ NHẬT|[Cc]hủ\s+[Nn]hật|CN|T[2-7])\s*[,:(–-]*\s*(?:(?:NGÀY|[Nn]gày)\s*)?"
    rf"(?:{DATE})\)?"
)
_WEEKDAY = r"(?:[Tt]hứ\s+\w{1,4}|THỨ\s+\w{1,4}|[Cc]hủ [Nn]hật)"
_FURTHER = r"(?:,|và|&|-|–|đến)"
_HEADING = re.compile(
    rf"[\W_]*(?:[a-hA-H0-9]{{1,2}}[.)]\s*)?(?:(?:TỪ|[Tt]ừ)\s+)?(?P<day>{_NAMED_DAY}"
    rf"(?:\s*(?:ĐẾN|đến|-|–)\s*{_NAMED_DAY})?|(?:NGÀY|Ngày|ngày(?=[^:;,]*$))\s+(?:\d{{1,2}}\s*{_FURTHER}\s*){{0,3}}(?:{DATE})"
    rf"(?:\s*[,(]?\s*{_WEEKDAY}(?:\s*{_FURTHER}\s*{_WEEKDAY}){{0,3}}\)?)?)[\s*_]*(?P<note>\([^()]{{2,200}}\)[\s*_]*)?(?:[:.–-]+\s*|$)(?P<rest>.*)"
)
_CLOSING = re.compile(r"Nơi nhận|KT\.|TL\.|TM\.|T/L")
_NOTES = re.compile(r"Lưu ý|Ghi chú|Trên đây|Lịch này")
_MAY_CLOSE = re.compile(rf"{_NOTES.pattern}|Lịch công tác|Đề nghị|Văn phòng (?:kính )?thông báo|Rất mong")
"""What closes a list where no work stands below it."""
ITEM = re.compile(rf"{BULLET}|" r"\d{1,2}\s?(?:h|giờ|g\d|:\d\d)|\d{1,2}[.)]\s|\(?\d{1,2}h")


class DayList(NamedTuple):
    """Where the list stands among the document's rows (``end`` exclusive) and its days."""

    start: int
    end: int
    headings: tuple[int, ...]


def find_day_list(rows: Sequence[Row], *, alone: bool = False) -> DayList | None:
    """The list of days of a document without a table (``alone``), or of what stands beside its tables; None where fewer
    than two headings of days stand in it. The programme of a single day is a list where a title or nothing stands above
    its heading, which names weekday and date."""
    headings = [i for i, row in enumerate(rows) if len(row.cells) == 1 and read_heading(row.cells[0].text)]
    # "… trước", and on the next line "ngày 15/3/2025.", heads nothing.
    headings = [i for i in headings if not rows[i].cells[0].text.startswith("ngày") or rows[i].after_gap or not i]
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
            if opens_part(texts[at])
            or says_day(texts[at])
            or (OPENS_WORK.match(texts[at]) and (rows[at].after_gap or not _goes_on_with_hour(texts[at])))
        ]
        or [0]
    )
    # Blank lines part the works of a day too, as web copies have them.
    spaced = any(rows[at].after_gap for at in range(headings[0] + 2, headings[-1]) if not {at, at - 1} & {*headings})
    end = headings[-1] + 1
    while end < closed:
        text = texts[end]
        goes_on = ITEM.match(text) or text[:1].islower() or (spaced and (read_attendees(text) or opens_action(text)))
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


def read_heading(text: str) -> tuple[str, str, str] | None:
    """The day that a line names, the note in brackets behind it, and what stands behind its colon; None for a line that
    opens with no day, or says more before its colon."""
    text = with_lunar_apart(text)
    match = _HEADING.match(text)
    if match:
        return match["day"], (match["note"] or "").strip(" *_()"), match["rest"].strip(" *_")
    if not re.match(rf"[*_\s]*{_WEEKDAY}", text):
        return None
    found = heading_of(text)
    if found is None or (not any(map(str.isdigit, found[0])) and (found[1] or not re.fullmatch(_ALONE, text))):
        return None  # "Thứ Bảy: học bù khối 12", "Thứ 2 - Thứ 6: trực ban"
    return (found[0], "", found[1]) if re.search(DATE, found[0]) or not found[1] else None


def read_weekdays_alone(text: str) -> tuple[str, str, str] | None:
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
        elif (read := read_weekdays_alone(text)) and _is_work(read[2]):
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
        OPENS_WORK.match(rest) or opens_part(rest) or opens_action(rest) or opens_mention(rest) or kind_of(rest)
    )


def _weekdays(text: str) -> tuple[int, ...]:
    """The weekdays that a heading names, Monday 0."""
    read = read_heading(text) or read_weekdays_alone(text)
    return tuple(sorted(read_weekdays(read[0].lower())[0])) if read else ()


_ALONE = rf"[*_\s]*{_WEEKDAY}\s*:?[*_\s]*"


def _in_order(rows: Sequence[Row], headings: Sequence[int]) -> list[int]:
    """The ``headings`` but for dates within a day's work: where the others name weekdays, one that does not, that says
    something behind its colon, and that stands above an earlier day: "Ngày 08/3: gửi báo cáo", below it 07/3."""
    found: list[int] = []
    texts = [rows[at].cells[0].text for at in headings]
    named = [re.search(_WEEKDAY, text) is not None for text in texts]
    for number, (at, text) in enumerate(zip(headings, texts, strict=True)):
        read = read_heading(text)
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


OPENS_WORK = re.compile(rf"(?:{BULLET}\s*)?\(?\d{{1,2}}\s?(?:h|giờ|g\d|:\d\d)")


def _closes(text: str) -> bool:
    """Whether a line opens what stands below a list: who receives it, or who signs it."""
    return _CLOSING.match(text) is not None or is_signing(text)


def _goes_on_with_hour(text: str) -> bool:
    """Whether the hour that opens a line is of the sentence above: "16h00 hằng ngày." """
    return re.match(r"\d{1,2}\s?(?:h\d{0,2}|giờ(?: \d\d)?|:\d\d)\s+(?:hằng|hàng|mỗi|các) ngày", text) is not None


def _finished(row: Row) -> bool:
    return row.cells[0].text[-1:] in ".;:!?)"


def opens_part(text: str) -> bool:
    """Whether a line opens with a part of the day, "Sáng: …", "Chiều họp"."""
    word = text.split(":")[0].strip("-+*• ") if ":" in text[:24] else " ".join(text.split()[:1])
    return slot_of(word) is not None and len(word.rstrip(".")) > 1
