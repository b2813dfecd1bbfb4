"""One day's row becomes items: content cut, columns lined up, each item's details read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ics_export.diagnostics import Report, Severity
from ics_export.model import Attribution, Hours, Item, Kind, Paragraph, Place, Slot
from ics_export.parsing import markers
from ics_export.parsing.alignment import Column, Joint, Reading, align
from ics_export.parsing.attendance import read_attendees
from ics_export.parsing.content import Atom, Content, continues, read_content, slot_suffix
from ics_export.parsing.dates import Period, make_date, read_span
from ics_export.parsing.details import Clock, is_cancelled, read_change, read_hours, read_location
from ics_export.parsing.people import Mention, Roster, read_mentions
from ics_export.parsing.rows import DayRow, Part
from ics_export.parsing.units import UnitPart, joined, opens_unit, read_preparing, read_units

_LEADER_JOINTS = {
    "paragraph": Joint(0.0, 1.5),
    " ": Joint(0.0, 1.5),
    ";": Joint(1.3, 0.2),
    ",": Joint(2.5, 0.0),
    "và": Joint(3.0, 0.0),
    "-": Joint(0.2, 1.2),
    "+": Joint(0.2, 1.2),
}
"""Boundaries between people: a new paragraph or a bare "Đ/c" opens a block, a comma or "và" keeps one together."""
_DEPUTIES_AFTER_NAME = Joint(2.0, 0.2)
_DEPUTIES_PARAGRAPH = Joint(0.6, 0.6)
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


@dataclass(frozen=True, slots=True)
class Context:
    """What a row is read with: the roster, the period, where findings go."""

    roster: Roster
    period: Period
    report: Report


@dataclass(frozen=True, slots=True)
class _Group:
    """Parts whose columns are lined up together."""

    parts: tuple[Part, ...]
    slot: Slot | None


def day_items(day: DayRow, context: Context, sparse: bool) -> list[Item]:
    """The items of a day's row, in printed order; ``sparse``: the table dates only the first row of each day."""
    spans = _spans(day.dates)
    found: list[Item] = []
    for group in _groups(day, sparse):
        for first, last in spans:
            found += _group_items(group, first, last, context if (first, last) == spans[0] else _quiet(context))
    return found


def _quiet(context: Context) -> Context:
    """The same context without findings: a row of several days is reported once."""
    return replace(context, report=Report())


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
            cut = runs_on or upper or not part.content or (not sparse and (part.after_gap or not part.leaders))
            if cut and not part.hours and (part.slot is None or part.slot is groups[-1].slot):
                groups[-1] = _Group((*groups[-1].parts, part), groups[-1].slot)
                continue
        groups.append(_Group((part,), slot))
    return groups


def _cells(parts: Sequence[Part], name: str, mends: bool) -> list[list[str]]:
    """The paragraphs of a column by page, a phrase cut by a page break put together on the first page."""
    halves: list[list[str]] = []
    for part in parts:
        texts = [p.text for p in getattr(part, name)]
        above = next((h for h in reversed(halves) if h), None)
        if texts and above and mends and _mends(above[-1], texts[0], name):
            above[-1] = f"{above[-1]} {texts[0]}"
            texts = texts[1:]
        halves.append(texts)
    return halves


def _mends(above: str, below: str, name: str) -> bool:
    if above.endswith((",", "-", "–", " và", "các", "Các", "Đ/c", "đ/c", "/")):
        return True
    if name == "units":
        return not opens_unit(below.lstrip("-–+ "))
    mentions, _ = read_mentions([below])
    if mentions and mentions[0].key.startswith("title:"):
        last, _ = read_mentions([above])
        return bool(last) and bool(last[-1].name) and not last[-1].title
    return not mentions


def leader_mentions(parts: Sequence[Part]) -> tuple[list[Mention], list[str]]:
    """The mentions in the leaders' cells of a row's parts, each with its page, and words that named nobody."""
    mentions: list[Mention] = []
    unread: list[str] = []
    for half, texts in enumerate(_cells(parts, "leaders", len(parts) > 1)):
        found, left = read_mentions(texts, half)
        if found and mentions:
            found = (replace(found[0], before="paragraph"), *found[1:])
        mentions += found
        unread += left
    return mentions, unread


def text_mentions(parts: Sequence[Part]) -> list[Mention]:
    """The people that a row's own words name as attending, where its leaders' column names none."""
    found: list[Mention] = []
    content = read_content([(p, half) for half, part in enumerate(parts) for p in part.content])
    for atom in content.atoms:
        who = markers.duty(atom.text)
        text = _without_leading_hours(slot_suffix(atom.text)[1])
        found += read_mentions([who])[0] if who else read_attendees(text)
    return found


def _leader_joints(mentions: Sequence[Mention]) -> tuple[Joint, ...]:
    joints = []
    for above, mention in zip(mentions, mentions[1:], strict=False):
        joint = _LEADER_JOINTS.get(mention.before, _LEADER_JOINTS[";"])
        if mention.group == "deputies" and above.group != "deputies":
            if mention.before == " ":
                joint = _DEPUTIES_AFTER_NAME
            elif mention.before == "paragraph":
                joint = _DEPUTIES_PARAGRAPH
        if above.key == mention.key:
            joint = _SAME_AGAIN
        joints.append(joint)
    return tuple(joints)


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
    printed = "; ".join(t for texts in _cells(parts, "leaders", len(parts) > 1) for t in texts)
    found, work = _markers(content.atoms, parts, mentions, first, last, context)
    if not work:
        if not found and (mentions or any(p.units for p in parts)):
            context.report.add(
                "S505", Severity.WARNING, parts[0].place, "Có người hoặc đơn vị nhưng không có nội dung công việc.",
                excerpt=printed, action="Không tạo sự kiện; hãy ghi nội dung.",
            )  # fmt: skip
        return found
    units: list[UnitPart] = []
    for half, texts in enumerate(_cells(parts, "units", len(parts) > 1)):
        found_units = read_units(texts, half)
        if found_units and units:
            found_units = (replace(found_units[0], before="paragraph"), *found_units[1:])
        units += found_units
    columns = (
        Column(len(mentions), _leader_joints(mentions), tuple(m.half for m in mentions)),
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
            "S503", Severity.WARNING, place, f"“{slip}:” có lẽ là tên buổi viết sai.", excerpt=slip, action="Đã đọc là tên buổi."
        )


def _marker(kind: Kind, text: str, place: Place, first: dt.date, last: dt.date, context: Context) -> Item:
    everyone = tuple(leader.name for leader in context.roster.leaders)
    return Item(kind, first, last, Slot.ALL_DAY, text.strip(" .;*"), place, attribution=Attribution(feeds=everyone))


def _markers(
    atoms: Sequence[Atom], parts: Sequence[Part], mentions: list[Mention], first: dt.date, last: dt.date, context: Context
) -> tuple[list[Item], list[Atom]]:
    """The markers and duty days among the atoms, and the atoms that are work."""
    found: list[Item] = []
    work: list[Atom] = []
    free = not mentions and not any(p.units for p in parts)
    for index, atom in enumerate(atoms):
        text, place = atom.text, parts[atom.half].place
        note = markers.weekend_with_note(text)
        kind = markers.kind_of(text)
        on_duty = markers.duty(text)
        opens = atom.slot is None or atom.italic
        if note is not None:
            found.append(_marker(Kind.WEEKEND, text[: text.index("(")], place, first, last, context))
            if mentions:
                work.append(replace(atom, text=note))
            else:
                found.append(_marker(Kind.OBSERVANCE, note, place, first, last, context))
        elif kind is not None and (opens or free):
            found.append(_marker(kind, text, place, first, last, context))
        elif on_duty is not None:
            found += _duty_items(on_duty, text, place, mentions, first, last, context)
        elif markers.is_observance(text) and opens and (free or atom.italic or len(atoms) > index + 1):
            following = next((a for a in atoms[index + 1 :] if a.joint.join < a.joint.cut), None)
            del following
            found.append(_marker(Kind.OBSERVANCE, text, place, first, last, context))
        else:
            work.append(atom)
    if not atoms and free:
        text = next((p.day_text for p in parts if p.day_text), "")
        if first.weekday() > 4 and last.weekday() > 4:
            found.append(_marker(Kind.WEEKEND, "Nghỉ cuối tuần", parts[0].place, first, last, context))
        elif text:
            context.report.add("S506", Severity.INFO, parts[0].place, "Ngày để trống.", action="Không tạo sự kiện.")
    return found, work


def _duty_items(
    who: str, text: str, place: Place, mentions: list[Mention], first: dt.date, last: dt.date, context: Context
) -> list[Item]:
    dated = _dated_duty(who, context)
    if dated:
        return [
            item for day, names in dated for item in _duty_items(names, f"Trực lãnh đạo: {names}", place, [], day, day, context)
        ]
    named, _ = read_mentions([who]) if who else ((), ())
    people = [m for m in named if m.name or m.group or m.title] or list(mentions)
    attribution = attribute([people], people, text, context)
    if not people:
        attribution = replace(attribution, feeds=tuple(x.name for x in context.roster.leaders), certain=False)
        context.report.add(
            "L402", Severity.WARNING, place, "Không rõ lãnh đạo nào trực.", excerpt=text, action="Đã đưa vào lịch của mọi lãnh đạo, chưa chắc chắn."
        )
    mentions.clear()
    return [Item(Kind.EVENT, first, last, Slot.ALL_DAY, "Trực lãnh đạo", place, attribution=attribution, duty=True, note=text)]


_DUTY_DAY = re.compile(r"(?:[Nn]gày\s+)?(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?\s*(?:\([^()]*\))?\s*:?\s*")


def _dated_duty(who: str, context: Context) -> list[tuple[dt.date, str]]:
    """Names on duty with a date before each: "ngày 07/02 Đ/c Hạnh; ngày 08/02 Đ/c Việt"."""
    marks = list(_DUTY_DAY.finditer(who))
    if not marks or marks[0].start() > 2:
        return []
    found = []
    for mark, end in zip(marks, [m.start() for m in marks[1:]] + [len(who)], strict=True):
        day = make_date(int(mark[1]), int(mark[2]), int(mark[3]) if mark[3] else None, context.period)
        names = who[mark.end() : end].strip(" ;,.")
        if day and names:
            found.append((day, names))
    return found


def attribute(
    choices: Sequence[Sequence[Mention]], own: Sequence[Mention], printed: str, context: Context
) -> Attribution:
    """The attribution of an item from the mentions it has in the chosen reading and in every near one."""
    roster = context.roster
    sets: list[tuple[str, ...]] = []
    certain = True
    for choice in choices:
        names: list[str] = []
        for mention in choice:
            feeds, sure = roster.feeds(mention)
            certain = certain and sure
            names += feeds
        sets.append(tuple(dict.fromkeys(names)))
    union = dict.fromkeys(n for names in sets for n in names)
    order = [leader.name for leader in roster.leaders if leader.name in union]
    named = dict.fromkeys(roster.by_key.get(m.key, "") for m in own)
    return Attribution(
        leaders=tuple(n for n in named if n),
        groups=tuple(dict.fromkeys(m.printed for m in own if m.group)),
        feeds=tuple(order),
        printed=printed,
        certain=certain and all(set(s) == set(union) for s in sets),
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
        item = _details(mine, place, parts, first, last, context)
        unit_names = joined(units[slice(*reading.runs[1][index])]) or read_preparing(_join_text(mine))
        if not own:
            named = read_attendees(_without_leading_hours(_join_text(mine)))
            own = named if any(context.roster.knows(m) for m in named) else own
            attribution = attribute([own], own, "; ".join(m.printed for m in own), context) if own else attribution
        if not own:
            attribution = _nobody(item, attribution, printed, context)
        elif not attribution.certain:
            _report_choices(item, choices, context)
        found.append(replace(item, units=unit_names, attribution=attribution))
    if not reading.sure_cut:
        context.report.add(
            "S507", Severity.INFO, parts[0].place, f"Không chắc nội dung này gồm mấy việc; đã chia thành {len(found)} việc.",
            action="Để rõ hơn, hãy ghi mỗi việc một dòng, mở đầu bằng dấu “-”.",
        )  # fmt: skip
    return found


def _nobody(item: Item, attribution: Attribution, printed: str, context: Context) -> Attribution:
    everyone = tuple(leader.name for leader in context.roster.leaders)
    context.report.add(
        "L402", Severity.WARNING, item.place, "Không ghi lãnh đạo nào dự.", excerpt=item.text[:60],
        action="Đã đưa vào lịch của mọi lãnh đạo, đánh dấu chưa chắc chắn.",
    )  # fmt: skip
    return replace(attribution, feeds=everyone, printed=printed, certain=False)


def _report_choices(item: Item, choices: Sequence[Sequence[Mention]], context: Context) -> None:
    said = " hoặc ".join(dict.fromkeys("“" + "; ".join(m.printed for m in c) + "”" for c in choices if c))
    context.report.add(
        "L401", Severity.WARNING, item.place, f"Không chắc ai dự “{item.text[:60]}”: {said}.", excerpt=item.text[:40],
        action="Đã đưa vào lịch của tất cả những người có thể dự, đánh dấu chưa chắc chắn.",
    )  # fmt: skip


def _join_text(atoms: Sequence[Atom]) -> str:
    return (atoms[0].text + "".join(a.lead + a.text for a in atoms[1:])).strip()


def _details(
    atoms: Sequence[Atom], place: Place, parts: Sequence[Part], first: dt.date, last: dt.date, context: Context
) -> Item:
    agenda: tuple[str, ...] = ()
    text = _join_text(atoms)
    head = text
    lead = next((i for i, a in enumerate(atoms[:-1]) if a.text.endswith(":")), None)
    if lead is not None:
        head = _join_text(atoms[: lead + 1])
        agenda = tuple(a.text.strip(" ;.") for a in atoms[lead + 1 :])
    suffix, head = slot_suffix(head)
    if suffix is None and agenda:
        suffix, shortened = slot_suffix(agenda[-1])
        if suffix:
            agenda = (*agenda[:-1], shortened)
    slot = suffix or atoms[0].slot
    if suffix and atoms[0].slot and suffix is not Slot.ALL_DAY and suffix is not atoms[0].slot:
        slot = suffix
    part = parts[atoms[0].half]
    clock = read_hours(part.hours) or read_hours(atoms[0].hours) or read_hours(head)
    head = _without_leading_hours(head)
    span = read_span(text, first, context.period) if first == last else None
    if span:
        if span[0] == first:
            last = span[1]
            clock = _span_hours(span[2]) or clock
            context.report.add(
                "D307", Severity.INFO, place, f"Việc kéo dài đến {last.day:02}/{last.month:02}.", excerpt=span[2],
                action="Đã tạo một sự kiện nhiều ngày.",
            )  # fmt: skip
        else:
            context.report.add(
                "D308", Severity.INFO, place, "Khoảng ngày in trong nội dung không bắt đầu từ ngày của hàng.", excerpt=span[2],
                action="Đã lấy theo ngày của hàng.",
            )  # fmt: skip
    notes = "; ".join(dict.fromkeys(n for p in parts for n in (p.notes, p.participants) if n))
    cancelled = is_cancelled(text) or (bool(notes) and len(parts) == 1 and _notes_cancel(notes))
    if cancelled:
        context.report.add("S508", Severity.INFO, place, "Việc này ghi là hoãn.", excerpt=head[:60], action="Đã đánh dấu HỦY trong lịch.")
    change = read_change(text)
    if change:
        context.report.add("S509", Severity.INFO, place, "Có ghi điều chỉnh hoặc bổ sung.", excerpt=change, action="Đã giữ nguyên chữ trong tên sự kiện.")
    if slot is None and clock is None:
        context.report.add(
            "S501", Severity.WARNING, place, "Không ghi buổi, cũng không ghi giờ.", excerpt=head[:60],
            action="Đã lấy cả ngày làm việc.",
        )  # fmt: skip
    where = part.location or read_location(text) or None
    return Item(
        Kind.EVENT, first, last, slot, _clean(head), place, agenda, clock.hours if clock else None, location=where,
        cancelled=cancelled, note=notes,
    )  # fmt: skip


def _span_hours(text: str) -> Clock | None:
    """The hours printed with the days of a span: "từ 7h30 ngày 25/8 đến 17h00 ngày 27/8"; None where none are."""
    begin = read_hours(text)
    if begin is None:
        return None
    finish = read_hours(text[begin.end :].replace("đến", " "))
    if finish is None:
        return begin
    return Clock(Hours(begin.hours.start, finish.hours.start), begin.start, begin.end)


def _notes_cancel(notes: str) -> bool:
    lowered = notes.lower().strip(" .(-")
    return lowered.startswith(("hoãn", "tạm hoãn", "hủy", "huỷ", "đã hoãn")) and "buổi" not in lowered


def _without_leading_hours(text: str) -> str:
    clock = read_hours(text)
    if clock is None:
        return text
    before = text[: clock.start].lower().strip(" (-–,")
    if before not in ("", "từ", "lúc", "vào lúc", "hồi", "bắt đầu từ"):
        return text
    rest = text[clock.end :].lstrip(" )'’:,.-–;")
    return rest if len(rest) > 3 else text


def _clean(text: str) -> str:
    text = text.strip().lstrip("-+*•–,;:. ").rstrip(" ;,:-–+*")
    if text.endswith(".") and not text.endswith(".."):
        text = text[:-1]
    return text[:1].upper() + text[1:] if text[:1].islower() else text


def paragraphs_of(parts: Sequence[Part]) -> tuple[Paragraph, ...]:
    """All content paragraphs of a row's parts."""
    return tuple(p for part in parts for p in part.content)
