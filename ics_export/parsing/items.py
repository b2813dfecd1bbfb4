"""One day's row becomes items: parts put together, content cut, columns lined up."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ics_export.diagnostics import Report, Severity
from ics_export.model import Item, Kind, Place, Slot
from ics_export.parsing import markers
from ics_export.parsing.alignment import Column, Joint, Reading, Run, align
from ics_export.parsing.attendance import read_attendees
from ics_export.parsing.attribution import (
    LeaderCells,
    attribute,
    column_texts,
    nobody,
    read_leaders,
    report_choices,
)
from ics_export.parsing.content import Atom, Content, continues, read_content
from ics_export.parsing.context import Context
from ics_export.parsing.details import without_leading_hours
from ics_export.parsing.duty import column_duty, read_markers
from ics_export.parsing.itemtext import join_text, read_details, read_notes
from ics_export.parsing.parts import Part
from ics_export.parsing.people import Mention
from ics_export.parsing.rows import DayRow
from ics_export.parsing.units import UnitPart, joined, read_preparing, read_units

_SAME_AGAIN = Joint(0.0, 1.5)
_UNIT_JOINTS = {
    "paragraph": Joint(0.0, 1.5),
    " ": Joint(0.0, 1.4),
    ";": Joint(1.3, 0.2),
    ",": Joint(2.2, 0.0),
    "-": Joint(0.4, 0.8),
}
_UNIT_HELD = Joint(2.0, 0.2)
_UNIT_MAY_STAND = Joint(0.5, 0.4)
_UNIT_LOWER = Joint(3.0, 0.0)


_NONE: Run = (0, 0)
_NOBODY = Column(0)


class _UnitCells(NamedTuple):
    """What the unit cells of a row say: the units, each with its page, and the same as numbers for the alignment."""

    units: tuple[UnitPart, ...]
    column: Column


class _Group(NamedTuple):
    """Parts whose columns are lined up together."""

    parts: tuple[Part, ...]
    slot: Slot | None


def day_items(day: DayRow, leaders: LeaderCells, context: Context, sparse: bool) -> list[Item]:
    """The items of a day's row, in printed order.

    ``leaders`` is what its leaders' cells say; ``sparse``: the table dates only the first row of each day.
    """
    spans = _spans(day.dates)
    found: list[Item] = []
    slot: Slot | None = None
    for group in _groups(day, sparse):
        first_part = group.parts[0]
        if slot and group.slot is None and not first_part.hours and not first_part.day.dates:
            # A row below, without a mark of its own, is still in the slot of the row above.
            group = _Group(group.parts, slot)
        content = _read_content(group)
        here = leaders if len(group.parts) == len(day.parts) else read_leaders(group.parts)
        for first, last in spans:
            quiet = (first, last) != spans[0]
            found += _group_items(group, content, here, first, last, _quiet(context) if quiet else context)
        slot = content.slots[-1] if content.slots else None
    for first, last in spans:
        found += column_duty(day.parts, first, last, context)
    return found


def _quiet(context: Context) -> Context:
    """The same context without findings: a row of several days is reported once."""
    return context._replace(report=Report())


def _spans(dates: Sequence[dt.date]) -> list[tuple[dt.date, dt.date]]:
    """Runs of consecutive dates: "08, 09" is one span, "03; 10; 17" are three."""
    spans: list[tuple[dt.date, dt.date]] = []
    for date in dates:
        if spans and date == spans[-1][1] + dt.timedelta(1):
            spans[-1] = (spans[-1][0], date)
        else:
            spans.append((date, date))
    return spans


def _groups(day: DayRow, sparse: bool) -> list[_Group]:
    groups: list[_Group] = []
    slot: Slot | None = None
    for part in day.parts:
        slot = part.slot or (slot if sparse and not part.day.dates else None)
        if groups:
            above = groups[-1].parts[-1]
            runs_on = bool(above.content and part.content) and continues(above.content[-1].text, part.content[0].text)
            upper = not above.day.dates and bool(part.day.dates)  # the date stands in the lower half of one row
            cut = (
                runs_on
                or upper
                or not part.content
                or (not sparse and (part.after_gap or not part.leaders or not part.units))
            )
            if cut and not part.hours and (part.slot is None or part.slot is groups[-1].slot):
                groups[-1] = _Group((*groups[-1].parts, part), groups[-1].slot)
                continue
        groups.append(_Group((part,), slot))
    return groups


def _unit_joints(units: Sequence[UnitPart]) -> tuple[Joint, ...]:
    joints = []
    for above, unit in pairwise(units):
        joint = _UNIT_JOINTS.get(unit.before, _UNIT_JOINTS[","])
        if unit.held:
            joint = _UNIT_HELD
        elif unit.may_stand:
            joint = _UNIT_MAY_STAND
        elif unit.text[0].islower() and unit.before != "paragraph":
            joint = _UNIT_LOWER
        if above.text == unit.text:
            joint = _SAME_AGAIN
        joints.append(joint)
    return tuple(joints)


def _read_content(group: _Group) -> Content:
    """The content of a group's parts, each paragraph with its page."""
    return read_content([(p, half) for half, part in enumerate(group.parts) for p in part.content], group.slot)


def _group_items(
    group: _Group, content: Content, leaders: LeaderCells, first: dt.date, last: dt.date, context: Context
) -> list[Item]:
    parts = group.parts
    place = parts[0].place
    if content.empty or content.slips:
        _report_slots(content, place, context)
    for words in leaders.unread:
        context.report.add(
            "L405", Severity.INFO, place, "Chữ trong cột lãnh đạo không chỉ người có lịch riêng.",
            excerpt=words.strip(),
            action="Chỉ ghi lại trong phần mô tả.",
        )  # fmt: skip
    mentions = list(leaders.mentions)  # those on duty are taken out of it
    found, work = read_markers(content.atoms, parts, mentions, first, last, context)
    if not content.atoms and not content.slots:
        text = " ".join([part.text for part in parts if part.content])
        if text and not markers.is_weekend(parts[0].text):
            context.report.add(
                "S510", Severity.ERROR, place, "Ô nội dung có chữ nhưng không hiểu được việc gì.",
                excerpt=text, action="Không tạo sự kiện; hãy viết lại ô này.",
            )  # fmt: skip
    if not work:
        if not found and (mentions or any(p.units for p in parts)):
            context.report.add(
                "S505", Severity.WARNING, place, "Có người hoặc đơn vị nhưng không có nội dung công việc.",
                excerpt=leaders.printed, action="Không tạo sự kiện; hãy ghi nội dung.",
            )  # fmt: skip
        return found
    units = _read_units(parts)
    columns = (leaders.column if mentions else _NOBODY, units.column)
    reading = align([a.joint for a in work[1:]], [a.half for a in work], columns)
    return found + _read_items(reading, work, mentions, units.units, parts, leaders.printed, first, last, context)


def _read_units(parts: Sequence[Part]) -> _UnitCells:
    """What the unit cells of a row's parts say."""
    if len(parts) == 1:
        texts = tuple([paragraph.text for paragraph in parts[0].units])
        return _read_known(texts) if sum(map(len, texts)) < _LONG else _read_cell(texts)
    halves = column_texts(parts, "units")
    units: list[UnitPart] = []
    for half, half_texts in enumerate(halves):
        found = read_units(half_texts, half)
        if found and units:
            found = (found[0]._replace(before="paragraph"), *found[1:])
        units += found
    return _unit_cells(units)


def _read_cell(texts: tuple[str, ...]) -> _UnitCells:
    return _unit_cells(read_units(texts))


_LONG = 200
"""Longer cells of units are not kept: they do not come again."""
_read_known = lru_cache(maxsize=128)(_read_cell)


def _unit_cells(units: Sequence[UnitPart]) -> _UnitCells:
    return _UnitCells(tuple(units), Column(len(units), _unit_joints(units), tuple([unit.half for unit in units])))


def _report_slots(content: Content, place: Place, context: Context) -> None:
    names = {Slot.MORNING: "Sáng", Slot.AFTERNOON: "Chiều", Slot.EVENING: "Tối", Slot.ALL_DAY: "Cả ngày"}
    for slot in content.empty:
        context.report.add(
            "S504", Severity.INFO, place, f"Buổi {names[slot]} để trống.", excerpt=names[slot] + ":",
            action="Không tạo sự kiện cho buổi này.",
        )  # fmt: skip
    for slip in content.slips:
        context.report.add(
            "S503",
            Severity.WARNING,
            place,
            f"“{slip}:” có lẽ là tên buổi viết sai.",
            excerpt=slip,
            action="Đã đọc là tên buổi.",
        )


def _read_items(
    reading: Reading, atoms: Sequence[Atom], mentions: Sequence[Mention], units: Sequence[UnitPart],
    parts: Sequence[Part], printed: str, first: dt.date, last: dt.date, context: Context,
) -> list[Item]:  # fmt: skip
    found: list[Item] = []
    notes = read_notes(parts)
    for (a, b), run, unit_run, runs in zip(reading.items, *reading.runs, reading.choices[0], strict=True):
        mine = atoms[a:b]
        place = parts[mine[0].half].place
        text = join_text(mine)
        own = mentions[slice(*run)]
        choices = [mentions[slice(*run)] for run in runs if run != _NONE or not mentions]
        own_printed = own[0].printed if len(own) == 1 else "; ".join(dict.fromkeys([m.printed for m in own])) or printed
        attribution = attribute(choices or [own], own, own_printed, context)
        details = read_details(mine, text, place, parts, notes, first, last, context)
        unit_names = joined(units[slice(*unit_run)]) or read_preparing(text)
        if not own:
            named = read_attendees(without_leading_hours(text))
            if any(context.roster.knows(m) for m in named):
                own = named
                attribution = attribute([own], own, "; ".join([m.printed for m in own]), context)
        note = notes
        if not own:
            attribution = nobody(details.text, place, attribution, printed, context)
            note = f"không ghi lãnh đạo nào dự; {notes}" if notes else "không ghi lãnh đạo nào dự"
        elif not attribution.certain:
            doubt = report_choices(details.text, place, [c for c in choices if c] or [own], context)
            note = f"{doubt}; {notes}" if notes else doubt
        found.append(
            Item(
                Kind.EVENT,
                details.first,
                details.last,
                details.slot,
                details.text,
                place,
                details.agenda,
                details.hours,
                unit_names,
                attribution,
                details.location,
                details.cancelled,
                note=note,
            )
        )
    if not reading.sure_cut:
        context.report.add(
            "S507", Severity.INFO, parts[0].place,
            f"Không chắc nội dung này gồm mấy việc; đã chia thành {len(found)} việc.",
            action="Để rõ hơn, hãy ghi mỗi việc một dòng, mở đầu bằng dấu “-”.",
        )  # fmt: skip
    return found
