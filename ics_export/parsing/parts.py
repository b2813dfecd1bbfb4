"""Rows below a header, each cell under its role; tables with a content column for each slot become ordinary rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ics_export.diagnostics import Report, Severity
from ics_export.model import EMPTY, Cell, Paragraph, Place, Row, Slot
from ics_export.parsing.columns import Header, Role, overflow
from ics_export.parsing.content import continues
from ics_export.parsing.datecells import (
    HYPHENED,
    WEEK,
    beside_day,
    from_to,
    hours_and_place,
    hyphened_months,
    names_weekdays,
    with_weekdays,
    within_weeks,
)
from ics_export.parsing.dates import DayCell, Period, read_day_cell
from ics_export.parsing.joints import opens_action
from ics_export.parsing.markers import duty, is_observance, is_staff_duty, kind_of, weekend_with_note
from ics_export.parsing.people import read_mentions
from ics_export.parsing.sameabove import BEGINS, as_above, is_sign
from ics_export.parsing.slots import HOUR_CELL, opens_slot, slot_of, slot_suffix
from ics_export.parsing.words import BULLETS
from ics_export.tuples import NamedTuple


class Part(NamedTuple):
    """One row, or the half of one that a page break cut: what stands under each role.

    ``chaired``: its leaders are those who chair; others may attend. ``alone``: a work of a row that its number or its
    part of the day set apart from the row's others (numbered.py, slotcells.py). ``counted``: its row bears a number of
    its own in the table. ``places`` and ``remarks`` are the paragraphs of its ``location`` and of
    its ``notes`` where those are several.
    """

    place: Place
    after_gap: bool
    day: DayCell
    day_text: str
    content: tuple[Paragraph, ...]
    units: tuple[Paragraph, ...]
    leaders: tuple[Paragraph, ...]
    location: str
    hours: str
    notes: str
    participants: tuple[Paragraph, ...]
    slot: Slot | None = None
    columns: tuple[tuple[Slot, tuple[Paragraph, ...]], ...] = ()
    duty: tuple[Paragraph, ...] = ()
    chaired: bool = False
    alone: bool = False
    counted: bool = False
    places: tuple[Paragraph, ...] = ()
    remarks: tuple[Paragraph, ...] = ()

    @property
    def text(self) -> str:
        """The content as one line."""
        return " ".join(p.text for p in self.content)


_EMPTY = Paragraph(EMPTY)


def _filled(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """The paragraphs that are not empty, of a cell in which those hold no place."""
    return tuple([paragraph for paragraph in paragraphs if paragraph != _EMPTY])


def _beside_filled(content: tuple[Paragraph, ...], leaders: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """The leaders without the empty paragraphs that stand beside empty ones of the content; where the cells have not as
    many paragraphs, empty ones only part the others."""
    if len(content) != len(leaders):
        return _filled(leaders)
    return tuple([who for work, who in zip(content, leaders, strict=True) if (work, who) != (_EMPTY, _EMPTY)])


def _several(header: Header, row: Row, role: Role) -> tuple[Paragraph, ...]:
    """The paragraphs under a role, () for one."""
    found = header.paragraphs(row, role)
    return found if len(found) > 1 else ()


_ODD_SIGNS = ("H", ".", "~", "→", "÷", "rưỡi", "h:")
"""Signs of hours that few offices write so."""


def read_parts(rows: Sequence[Row], header: Header, period: Period, report: Report) -> list[Part]:
    """The rows below a header, each as a ``Part``; the lower half of a cut row of slot columns goes into the part
    above.
    """
    parts: list[Part] = []
    in_columns = any(header.slots)
    hour_beside = header.roles[:2] == (Role.DATE, Role.TIME)
    # Most tables have four columns: what they don't have is not looked for in each row.
    timed, placed, noted = header.has(Role.TIME), header.has(Role.PLACE), header.has(Role.NOTES)
    spread = timed and len(header.columns[Role.TIME]) > 1
    here = timed and header.placed_hours
    described = header.has(Role.CONTENT)
    # Who is on duty has that as work of its own; only where a table says nothing else is it what the rows are about.
    roles = (Role.LEADERS, Role.PARTICIPANTS) if described else (Role.LEADERS, Role.DUTY, Role.PARTICIPANTS)
    who = next((role for role in roles if header.has(role)), Role.PARTICIPANTS)
    on_duty = described and header.has(Role.DUTY)
    beside = who is Role.LEADERS and header.has(Role.PARTICIPANTS)
    loose, chaired = None in header.roles, header.chaired
    contents, leading, units_of = map(header.reader, (Role.CONTENT, who, Role.UNITS))
    counted = header.reader(Role.NUMBER) if header.has(Role.NUMBER) else None
    if timed:
        from ics_export.parsing.parallel import by_hours, with_date_cell

        if hour_beside:
            rows = [with_date_cell(row, len(header.roles)) for row in rows]
        rows = [one for row in rows for one in by_hours(row, header)]
    if header.roles[:1] == (Role.DATE,):
        short = len(header.roles) - 1
        rows = [_with_day(row) if len(row.cells) == short else row for row in rows] if short > 2 else rows
    if header.roles[-1] is Role.LEADERS:
        rows = [row if len(row.cells) == len(header.roles) else _realigned(row, header, report) for row in rows]
    texts = [cell.paragraphs[0].text for row in rows for cell in row.cells if cell.paragraphs]
    if any(is_sign(text) for text in texts if text[:1] in BEGINS):
        rows = as_above(rows, header)
    day_texts = (
        with_weekdays(rows, header, period) if names_weekdays(header) else [header.text(row, Role.DATE) for row in rows]
    )
    if any(text[:4] in WEEK for text in day_texts):
        rows, day_texts = within_weeks(rows, day_texts, report)
    months = hyphened_months(day_texts, period) if "-" in "".join(day_texts) else ()
    for row, day_text in zip(rows, day_texts, strict=True):
        if months:
            day_text = re.sub(HYPHENED, lambda m: f"{m[1]}/{m[2]}" if int(m[2]) in months else m[0], day_text)
        day = read_day_cell(day_text, period) if day_text else _NO_DAY
        notes = _notes(row, header, report) if noted or loose or len(row.cells) > len(header.roles) else ""
        own = in_columns and (leading(row) or units_of(row))
        if in_columns and not day.dates and parts and parts[-1].columns and not own:
            parts[-1] = _below(parts[-1], row, header)
            continue
        hours = header.text(row, Role.TIME) if timed else ""
        if hours and spread:
            hours = from_to([row.cells[at].text for at in header.columns[Role.TIME] if at < len(row.cells)])
        place = header.text(row, Role.PLACE, "; ") if placed else ""
        if hours and any(sign in hours for sign in _ODD_SIGNS):
            from ics_export.parsing.misreadings import plain_hours

            hours = plain_hours(hours)
        if hours and here:
            hours, place = hours_and_place(hours, place)
        slot, both = slot_of(hours) if hours else None, ""
        if slot is None and hours and (opening := slot_of(hours.partition(" ")[0])):
            rest = hours.partition(" ")[2]
            slot, both = (opening, rest) if spread or HOUR_CELL.match(rest) else (None, "")
        if slot is None and "(" in hours:
            slot, both = slot_suffix(hours)  # "7:30 (cả ngày)"
        if len(day_text) > 3 and not hours:
            slot, hours = beside_day(day_text)
            both = hours
        columns = _slot_columns(row, header) if in_columns else ()
        leaders = leading(row)
        if in_columns:
            content = _by_slot(columns)
        elif described:
            content = contents(row)
        else:
            content = _ON_DUTY if leaders else ()
        if notes and content and re.match(_MOVES, notes):
            content, notes = _moved(content, notes, row.place, report)
        if hours and not content and not slot and described and not HOUR_CELL.search(hours):
            content, hours = header.paragraphs(row, Role.TIME), ""  # "Nghỉ" in a cell merged over the row
        on_duty_here = header.paragraphs(row, Role.DUTY) if on_duty else _duty_noted(notes) if notes else ()
        if described and not on_duty_here and len(leaders) == 1 and leaders[0].text[:2] in ("Tr", "TR"):
            leaders, on_duty_here = _duty_among(leaders, content)
        units = units_of(row)
        if _EMPTY in content or _EMPTY in units:
            if _EMPTY in content and _EMPTY in leaders:
                leaders = _beside_filled(content, leaders)
            content, units = _filled(content), _filled(units)
        if len(leaders) + len(units) > 2 and any(paragraph.within for cell in (leaders, units) for paragraph in cell):
            from ics_export.parsing.brokenlines import in_blocks

            leaders, units = in_blocks(leaders, content), in_blocks(units, content)
        one = len(leaders) < 2 and len(units) < 2
        if hours and HOUR_CELL.match(hours) and len(content) > 2 and one and _heads_points(content):
            content = (content[0]._replace(text=f"{content[0].text}:"), *content[1:])
        if not content and (marker := _marker_beside(units, leaders)):
            content, units, leaders = marker, (), ()
        parts.append(
            Part(
                row.place,
                row.after_gap,
                day,
                day_text,
                content,
                units,
                leaders,
                place,
                both if slot else hours,
                notes,
                header.paragraphs(row, Role.PARTICIPANTS) if beside else (),
                None if in_columns else slot,
                columns,
                on_duty_here,
                chaired,
                counted=counted is not None and counted(row) != (),
                places=_several(header, row, Role.PLACE) if placed else (),
                remarks=_several(header, row, Role.NOTES) if noted else (),
            )
        )
    return parts


def _marker_beside(units: tuple[Paragraph, ...], leaders: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """What says that the day is off, or what day it is, where it stands alone in the units' or the leaders' cell:
    merged over the row, or behind a tab too many. Where it names somebody, "Nghỉ: Đ/c Bình", it says who is away."""
    alone = units or leaders
    if not alone or (units and leaders):
        return ()
    text = alone[0].text
    if kind_of(text) is None and weekend_with_note(text) is None and not is_observance(text):
        return ()
    return () if any(read_mentions([paragraph.text])[0] for paragraph in alone) else alone


_PARTS_OF_DAY = r"(?i)(?<!\w)(?:sáng|chiều|tối|[sct])\s*(?::|[-–]\s)"


def _moved(
    content: tuple[Paragraph, ...], notes: str, place: Place, report: Report
) -> tuple[tuple[Paragraph, ...], str]:
    """The only work of a row with the note that moves it behind it; of several nobody knows which is meant."""
    if len(content) == 1 and len(re.findall(_PARTS_OF_DAY, content[0].text)) < 2:
        return (content[0]._replace(text=f"{content[0].text} ({notes[0].lower()}{notes[1:].rstrip('. ')})"),), ""
    report.add(
        "S516", Severity.WARNING, place, "Ghi chú nói dời lịch nhưng hàng có nhiều việc.", excerpt=notes,
        action="Đã giữ mọi việc như trong hàng; hãy ghi rõ việc nào dời.",
    )  # fmt: skip
    return content, notes


_SIGNS = f"{BULLETS} "
_WORKS = (
    "Họp", "Hội nghị", "Tiếp ", "Kiểm tra", "Dự ", "Tham dự", "Làm việc", "Thăm", "Khảo sát", "Đi ", "Giao ban", "Lễ ",
    "Trực", "Viếng", "Chúc", "Gặp",
)  # fmt: skip
"""How works begin, and points of a meeting do not."""


def _heads_points(content: Sequence[Paragraph]) -> bool:
    """Whether the first paragraph of a work with an hour and leaders of its own heads the points below it: it alone has
    no bullet."""
    first, *others = [paragraph.text for paragraph in content]
    points = all(text[:1] in BULLETS and not text.lstrip(_SIGNS).startswith(_WORKS) for text in others)
    return first[:1].isalpha() and first[-1:].isalnum() and points


_MOVES = (
    r"(?:Đã |đã )?(?:[Dd]ời|[Ll]ùi|[Cc]huyển)(?: lại)? (?:sang|đến|tới|vào|lên|về|xuống)"
    r" (?:lúc |vào |buổi |đầu |cuối |sau )*(?:sáng|chiều|tối|ngày|thứ|chủ nhật|tuần|tháng|quý|năm|hôm|tết|Tết"
    r"|thời gian|dịp|một (?:tuần|ngày|buổi|hôm|dịp|tháng|thời)|\d)[^()]{0,30}$"
)
"""A note that moves the only work of its row."""


def _realigned(row: Row, header: Header, report: Report) -> Row:
    """A row with its leaders in their own column, where a tab before them is missing or doubled, with a finding."""
    if len(row.cells) < 2 or len(row.cells) > len(header.roles) + 1:
        return row
    from ics_export.parsing.flatrow import realigned

    found = realigned(row, header)
    if found:
        report.add(
            "T208", Severity.WARNING, row.place, "Hàng này thiếu hoặc thừa dấu ngăn trước cột lãnh đạo.",
            excerpt=row.cells[-1].text[:60], action="Đã đặt lãnh đạo vào đúng cột; hãy so với văn bản gốc.",
        )  # fmt: skip
    return found or row


def _with_day(row: Row) -> Row:
    """A row with a cell too few, whose date cell was left out, as a web page leaves it out of the lower rows of a day:
    then it begins with its work.
    """
    if not row.cells[0].paragraphs:
        return row
    first = row.cells[0].text
    if not (first[:1] in BULLETS or opens_slot(first) or opens_action(first) or is_observance(first)):
        return row
    return row._replace(cells=(Cell(), *row.cells))


def _duty_noted(notes: str) -> tuple[Paragraph, ...]:
    """Who is on duty by the notes beside a row: "Trực lãnh đạo: đ/c Thoa PCT"."""
    who = duty(notes) if "rực" in notes and not is_staff_duty(notes) else None
    return (Paragraph(who),) if who else ()


def _duty_among(
    leaders: tuple[Paragraph, ...], content: Sequence[Paragraph]
) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """The leaders' cell beside a day off and who is on duty, where it says that: "Trực lãnh đạo: Đ/c Nhạn - PCT"."""
    if not all(kind_of(paragraph.text) or is_observance(paragraph.text) for paragraph in content):
        return leaders, ()
    who = duty(leaders[0].text)
    return ((), (Paragraph(who),)) if who else (leaders, ())


_NO_DAY = DayCell()
_ON_DUTY = (Paragraph("Trực lãnh đạo"),)
"""What stands for the content of a table that says only who is on duty when."""


def _notes(row: Row, header: Header, report: Report) -> str:
    """A row's notes, with the cells that no column holds."""
    notes = header.text(row, Role.NOTES)
    for text in overflow(header, row):
        report.add(
            "T203",
            Severity.WARNING,
            row.place,
            "Ô nằm ngoài các cột có tiêu đề.",
            excerpt=text,
            action="Đã giữ lại trong phần ghi chú của sự kiện.",
        )
        notes = f"{notes} {text}".strip()
    return notes


_SLOT_MARKS = {Slot.MORNING: "Sáng", Slot.AFTERNOON: "Chiều", Slot.EVENING: "Tối", Slot.ALL_DAY: "Cả ngày"}


def _slot_columns(row: Row, header: Header) -> tuple[tuple[Slot, tuple[Paragraph, ...]], ...]:
    """The cells of a table that has a content column for each slot; one merged over several of them is all day's."""
    found: list[tuple[Slot, tuple[Paragraph, ...]]] = []
    for index, slot in enumerate(header.slots):
        if slot is None:
            continue
        cell = row.cells[index] if index < len(row.cells) else Cell()
        over = header.slots[index + 1 : index + cell.columns]
        found.append((Slot.ALL_DAY if any(over) else slot, cell.paragraphs))
    return tuple(found)


def _by_slot(columns: Sequence[tuple[Slot, tuple[Paragraph, ...]]]) -> tuple[Paragraph, ...]:
    """The cells of the slots as one content with slot marks; a day off that stands in the first column has no slot."""
    filled = [(slot, paragraphs) for slot, paragraphs in columns if paragraphs]
    if len(filled) == 1 and (kind_of(filled[0][1][0].text) or is_observance(filled[0][1][0].text)):
        return filled[0][1]
    found: list[Paragraph] = []
    if filled and len(filled[0][1]) > 1 and is_observance(filled[0][1][0].text):
        (slot, (observance, *below)), *others = filled
        found, filled = [observance._replace(italic=True)], [(slot, tuple(below)), *others]
    for slot, paragraphs in filled:
        found.append(paragraphs[0]._replace(text=f"{_SLOT_MARKS[slot]}: {paragraphs[0].text}"))
        found += paragraphs[1:]
    return tuple(found)


def _below(part: Part, row: Row, header: Header) -> Part:
    """``part`` with the lower half of its row, cut by a page break: each slot's cell goes on its own."""
    columns = []
    for (slot, above), (_, below) in zip(part.columns, _slot_columns(row, header), strict=True):
        if above and below and continues(above[-1].text, below[0].text):
            above = (*above[:-1], above[-1]._replace(text=f"{above[-1].text} {below[0].text}"))
            below = below[1:]
        columns.append((slot, (*above, *below)))
    return part._replace(
        content=_by_slot(columns), columns=tuple(columns), units=part.units + header.paragraphs(row, Role.UNITS),
        leaders=part.leaders + header.paragraphs(row, Role.LEADERS),
        duty=part.duty + header.paragraphs(row, Role.DUTY),
    )  # fmt: skip
