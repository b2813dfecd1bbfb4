"""The works of a list of days: what stands below each heading, as rows of a table would say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ics_export.diagnostics import Report, Severity
from ics_export.model import Paragraph, Row
from ics_export.parsing.attendance import read_attendees
from ics_export.parsing.byleader import LONGEST_LABEL, POINT, by_leader, in_slots, is_slot
from ics_export.parsing.cutting import is_label
from ics_export.parsing.dates import DayCell, Period, read_day_cell
from ics_export.parsing.daylist import ITEM, OPENS_WORK, DayList, opens_part, read_heading, read_weekdays_alone
from ics_export.parsing.daysections import find_sections, read_section
from ics_export.parsing.details import OPENS_PLACE
from ics_export.parsing.joints import opens_action
from ics_export.parsing.markers import kind_of
from ics_export.parsing.openings import HONORIFIC
from ics_export.parsing.parts import Part
from ics_export.parsing.people import opens_mention, read_mentions
from ics_export.parsing.slots import slot_of
from ics_export.parsing.subjects import is_bare, of_ours
from ics_export.parsing.words import BULLET

_LUNAR = r"nhằm|tức|âm lịch|(?<!\w)(?:âl|mùng|mồng|tháng (?:chạp|giêng))(?!\w)"
_DUTY_HEAD = (
    r"[\W_]*(?:(?:LỊCH|Lịch|PHÂN CÔNG|Phân công)\s+)?(?:TRỰC|Trực)\s+(?:LÃNH ĐẠO|[Ll]ãnh đạo)[^:;]{0,40}:[\s*_]*"
)
_WEEK = r"(?i)[\W_]*tuần(?: thứ)?\s+\d{1,2}(?:\s*[(:,-][^()]{0,60}\)?)?[\W_]*"
"""A line between the weeks of a list, "TUẦN 42"."""
_LONGEST_HEAD = 12
"""Lines."""
_PAGE_NUMBER = r"(?:(?:[Tt]rang|[Pp]age)\s*\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?|[-–]\s*\d{1,3}\s*[-–]|\d{1,3})"
_LABELLED = "Nội dung:"


def _of_page(rows: Sequence[Row], above: Sequence[Row], report: Report) -> frozenset[int]:
    """The numbers of the lines that a page break put there: page numbers, below them what stands on every page, and the
    lines that stand right ``above`` the list again, the heads of its columns."""
    texts = [row.cells[0].text for row in rows]
    banners = [number for number, text in enumerate(texts) if re.fullmatch(_WEEK, text)]
    found = {number for number, text in enumerate(texts) if re.fullmatch(_PAGE_NUMBER, text)}
    below = [number + 1 for number in found if number + 1 < len(texts)]
    for head in {texts[number] for number in below}:
        places = [number for number, text in enumerate(texts) if text == head]
        if len(places) > 1 and all(number in below for number in places):
            found.update(places)
    found.update(banners)
    columns = [row.cells[0].text for row in above[-_LONGEST_HEAD:]]
    for length in range(len(columns), 1, -1):
        starts = [at for at in range(len(texts) - length + 1) if texts[at : at + length] == columns[-length:]]
        if starts:
            found.update(at + line for at in starts for line in range(length))
            break
    for number in sorted(found):
        report.add(
            "T204", Severity.INFO, rows[number].place, "Dòng chữ đứng giữa bảng, không thuộc ô nào.",
            excerpt=texts[number], action="Đã bỏ qua; nếu là công việc, hãy đặt vào một hàng của bảng.",
        )  # fmt: skip
    return frozenset(found)


def read_day_list(rows: Sequence[Row], found: DayList, period: Period, report: Report) -> list[Part]:
    """One part a day: its heading's date, the lines below it as content."""
    parts: list[Part] = []
    of_page = {found.start + number for number in _of_page(rows[found.start : found.end], rows[: found.start], report)}
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
        heading = read_heading(rows[start].cells[0].text) or read_weekdays_alone(rows[start].cells[0].text)
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
        if not content and (told := _told_by_labels([rows[at] for at in below], rows[start], day, day_text)):
            parts += told
            continue
        for row in [rows[number] for number in below]:
            for paragraph in row.cells[0].paragraphs:
                if content and (_labels(content[-1].text, paragraph.text) or _in_bracket(content, paragraph.text)):
                    content[-1] = content[-1]._replace(text=f"{content[-1].text} {paragraph.text}")
                    continue
                opens = (
                    bool(POINT.match(paragraph.text))
                    or opens_part(paragraph.text)
                    or is_slot(paragraph.text)
                    or bool(ITEM.match(paragraph.text))
                )
                content += _parted(Paragraph(paragraph.text, paragraph.italic, not opens, line=row.place.line))
        content = _with_people(content)
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


def _with_people(content: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs of a day with who attends at the work above, where they stand on lines of their own: "Đ/c Thục -
    GĐ;", below it "các PGĐ". A day that such a line opens names them above their works."""
    lines = [*content]
    if not lines or not any(map(_is_people, lines[1:])) or _is_people(lines[0]):
        return lines
    found: list[Paragraph] = []
    named = beside = False  # whether the paragraph above ends in people, or in a bracket with what stands below them
    for line in lines:
        above = found[-1].text if found else ""
        goes_on = named and above.endswith((";", ",")) and opens_mention(line.text)
        if goes_on or (_is_people(line) and not (named or beside)):
            if not goes_on:
                _label_place(found)
                above = found[-1].text
            words = above if goes_on else f"{above.rstrip(' .;,')}. Lãnh đạo dự:"
            text = f"{words} {line.text.rstrip(' .')}"
            named, beside = True, False
        elif (named or beside) and line.soft:
            text = f"{above[:-1]} {line.text})" if beside else f"{above.rstrip(' ;,')} ({line.text})"
            named, beside = False, True
        else:
            found.append(line)
            named = beside = False
            continue
        found[-1] = found[-1]._replace(text=text)
    return found


def _label_place(lines: list[Paragraph]) -> None:
    """Label the place on the last line, or on the last but one, where a capital opens it: "Hội trường lớn"."""
    for at in (-1, -2):
        line = lines[at] if len(lines) > -at else None
        if line is None or not line.soft:
            return
        if line.text[:1].isupper() and re.match(OPENS_PLACE, line.text):
            lines[at] = line._replace(text=f"Địa điểm: {line.text}")
            return


def _is_people(line: Paragraph) -> bool:
    """Whether a line names people by address and nothing that they do."""
    if not line.soft or ":" in line.text or len(line.text) > _LONGEST_PEOPLE:
        return False
    if not (HONORIFIC.match(line.text) or opens_mention(line.text)):
        return False
    mentions, unread = read_mentions([line.text])
    bare = bool(mentions) and not unread and all(is_bare(of_ours(mention)) for mention in mentions)
    return bare and (mentions[0].group != "" or HONORIFIC.match(line.text) is not None)


_LONGEST_PEOPLE = 60  # characters of a line


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
    return not (POINT.match(text) or ITEM.match(text) or opens_part(text) or opens_action(text) or names)


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
    label = "" if bracket[2] else "dự: "
    return f"({label}{(bracket[2] or '')}{bracket[3].strip()}) ({slot})"


_SLOT_AND_WHO = (
    r"\((sáng|chiều|tối|ngày|cả ngày)\s*[;,]\s*((?:đồng )?chủ trì\s*:\s*)?(?:dự\s*:?\s*)?"
    r"((?:các )?(?:đ/c|Đ/c|đồng chí)\s[^()]*)\)(?=[.;]?$)"
)
_SLOT_AND_NUMBER = rf"((?:{BULLET}\s*)?(?P<slot>(?:[Bb]uổi\s+|BUỔI\s+)?\w+):)\s*(?=1[.)]\s)"


def _in_bracket(above: Sequence[Paragraph], text: str) -> bool:
    """Whether a line ends a bracket that the lines ``above`` left open, and so opens nothing: "- PGĐ dự)"."""
    closing, bracket, behind = text.partition(")")
    numbers = re.search(r"(?:^|\s)\w$", closing) and behind.strip(" .;,")  # "1) Dự án A"
    if not bracket or "(" in closing or numbers:
        return False
    if OPENS_WORK.match(text) or opens_part(text):
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
        return is_label(head) and len(head) < LONGEST_LABEL and not (POINT.match(text) or ITEM.match(text))
    return any(head == one and text.startswith(f"{other}:") for one, other in _BROKEN_LABELS)


_BROKEN_LABELS = (("Địa", "điểm"), ("Thành", "phần"), ("Chủ", "trì"))
