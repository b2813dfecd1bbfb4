"""One day's row becomes items: parts put together, content cut, columns lined up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ics_export.diagnostics import Report, Severity
from ics_export.model import Item, Place, Slot
from ics_export.parsing import markers
from ics_export.parsing.alignment import Column, Joint, Reading, align
from ics_export.parsing.attendance import read_attendees
from ics_export.parsing.attribution import (
    attribute,
    column_texts,
    leader_joints,
    leader_mentions,
    nobody,
    report_choices,
)
from ics_export.parsing.content import Atom, Content, continues, read_content
from ics_export.parsing.context import Context
from ics_export.parsing.details import without_leading_hours
from ics_export.parsing.duty import read_markers
from ics_export.parsing.itemtext import join_text, read_details
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


class _Group(NamedTuple):
    """Parts whose columns are lined up together."""

    parts: tuple[Part, ...]
    slot: Slot | None


def day_items(day: DayRow, context: Context, sparse: bool) -> list[Item]:
    """The items of a day's row, in printed order; ``sparse``: the table dates only the first row of each day."""
    spans = _spans(day.dates)
    found: list[Item] = []
    slot: Slot | None = None
    for group in _groups(day, sparse):
        if group.slot is None and not group.parts[0].hours:
            # A row below, without a mark of its own, is still in the slot of the row above.
            group = group._replace(slot=slot)
        for first, last in spans:
            found += _group_items(group, first, last, context if (first, last) == spans[0] else _quiet(context))
        slots = read_content([(p, 0) for part in group.parts for p in part.content]).slots
        slot = slots[-1] if slots else group.slot
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
            cut = runs_on or upper or not part.content or (not sparse and (part.after_gap or not part.leaders or not part.units))
            if cut and not part.hours and (part.slot is None or part.slot is groups[-1].slot):
                groups[-1] = _Group((*groups[-1].parts, part), groups[-1].slot)
                continue
        groups.append(_Group((part,), slot))
    return groups


def _unit_joints(units: Sequence[UnitPart]) -> tuple[Joint, ...]:
    joints = []
    for above, unit in zip(units, units[1:], strict=False):
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


def _group_items(group: _Group, first: dt.date, last: dt.date, context: Context) -> list[Item]:
    parts = group.parts
    paragraphs = [(p, half) for half, part in enumerate(parts) for p in part.content]
    content = read_content(paragraphs, group.slot)
    _report_slots(content, parts[0].place, context)
    mentions, unread = leader_mentions(parts)
    for words in unread:
        context.report.add(
            "L405", Severity.INFO, parts[0].place, "Chữ trong cột lãnh đạo không chỉ người có lịch riêng.", excerpt=words.strip(),
            action="Chỉ ghi lại trong phần mô tả.",
        )  # fmt: skip
    printed = "; ".join(t for texts in column_texts(parts, "leaders", len(parts) > 1) for t in texts)
    found, work = read_markers(content.atoms, parts, mentions, first, last, context)
    if paragraphs and not content.atoms and not content.slots and not markers.is_weekend(parts[0].text):
        context.report.add(
            "S510", Severity.ERROR, parts[0].place, "Ô nội dung có chữ nhưng không hiểu được việc gì.",
            excerpt=" ".join(p.text for p, _ in paragraphs), action="Không tạo sự kiện; hãy viết lại ô này.",
        )  # fmt: skip
    if not work:
        if not found and (mentions or any(p.units for p in parts)):
            context.report.add(
                "S505", Severity.WARNING, parts[0].place, "Có người hoặc đơn vị nhưng không có nội dung công việc.",
                excerpt=printed, action="Không tạo sự kiện; hãy ghi nội dung.",
            )  # fmt: skip
        return found
    units: list[UnitPart] = []
    for half, texts in enumerate(column_texts(parts, "units", len(parts) > 1)):
        found_units = read_units(texts, half)
        if found_units and units:
            found_units = (found_units[0]._replace(before="paragraph"), *found_units[1:])
        units += found_units
    columns = (
        Column(len(mentions), leader_joints(mentions), tuple(m.half for m in mentions)),
        Column(len(units), _unit_joints(units), tuple(u.half for u in units)),
    )
    reading = align([a.joint for a in work[1:]], [a.half for a in work], columns)
    return found + _read_items(reading, work, mentions, units, parts, printed, first, last, context)


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
    reading: Reading, atoms: Sequence[Atom], mentions: Sequence[Mention], units: Sequence[UnitPart], parts: Sequence[Part],
    printed: str, first: dt.date, last: dt.date, context: Context,
) -> list[Item]:  # fmt: skip
    found: list[Item] = []
    for index, (a, b) in enumerate(reading.items):
        mine = atoms[a:b]
        place = parts[mine[0].half].place
        own = mentions[slice(*reading.runs[0][index])]
        choices = [mentions[slice(*run)] for run in reading.choices[0][index] if run != (0, 0) or not mentions]
        own_printed = "; ".join(dict.fromkeys(m.printed for m in own)) or printed
        attribution = attribute(choices or [own], own, own_printed, context)
        item = read_details(mine, place, parts, first, last, context)
        unit_names = joined(units[slice(*reading.runs[1][index])]) or read_preparing(join_text(mine))
        if not own:
            named = read_attendees(without_leading_hours(join_text(mine)))
            own = named if any(context.roster.knows(m) for m in named) else own
            attribution = attribute([own], own, "; ".join(m.printed for m in own), context) if own else attribution
        if not own:
            attribution = nobody(item, attribution, printed, context)
        elif not attribution.certain:
            report_choices(item, choices, context)
        found.append(replace(item, units=unit_names, attribution=attribution))
    if not reading.sure_cut:
        context.report.add(
            "S507", Severity.INFO, parts[0].place, f"Không chắc nội dung này gồm mấy việc; đã chia thành {len(found)} việc.",
            action="Để rõ hơn, hãy ghi mỗi việc một dòng, mở đầu bằng dấu “-”.",
        )  # fmt: skip
    return found
