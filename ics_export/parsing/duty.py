"""Days off, observances and duty: the lines of a row that are no work with hours."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ics_export.diagnostics import Severity
from ics_export.model import Attribution, Item, Kind, Place, Slot
from ics_export.parsing import markers
from ics_export.parsing.attribution import LeaderCells, attribute
from ics_export.parsing.context import Context
from ics_export.parsing.cutting import Atom
from ics_export.parsing.dates import day_of
from ics_export.parsing.details import read_hours, read_location
from ics_export.parsing.joints import CERTAIN
from ics_export.parsing.mentions import Mention
from ics_export.parsing.parts import Part
from ics_export.parsing.people import read_mentions
from ics_export.parsing.slots import slot_suffix


def _marker(kind: Kind, text: str, place: Place, first: dt.date, last: dt.date, context: Context) -> Item:
    everyone = Attribution(feeds=context.roster.names)
    return Item(kind, first, last, Slot.ALL_DAY, text.strip(" .;*"), place, attribution=everyone)


def read_markers(
    atoms: Sequence[Atom],
    parts: Sequence[Part],
    mentions: list[Mention],
    first: dt.date,
    last: dt.date,
    context: Context,
) -> tuple[list[Item], list[Atom]]:
    """The markers and duty days among the atoms, and the atoms that are work."""
    found: list[Item] = []
    work: list[Atom] = []
    free = not mentions and not any(p.units for p in parts)
    row = first, last
    for index, atom in enumerate(atoms):
        text = atom.text
        own = day_of(atom.day, *row) if atom.day else None
        first, last = (own, own) if own else row
        if work and atom.day != work[-1].day:
            atom = atom._replace(joint=CERTAIN)  # a day off that parted the two is no work
        if not markers.may_be_marker(text):
            work.append(atom)
            continue
        place, location = parts[atom.half].place, parts[atom.half].location
        note = markers.weekend_with_note(text)
        kind = markers.kind_of(text)
        on_duty = markers.duty(text)
        opens = (atom.slot is None and slot_suffix(text)[0] is None) or atom.italic
        if note is not None:
            found.append(_marker(Kind.WEEKEND, text[: text.index("(")], place, first, last, context))
            who = markers.duty(note)
            if who is not None:
                found += duty_items(who, note, place, mentions, first, last, context, location)
            elif mentions and not markers.is_observance(note) and not (_OF_DAY.match(note) and len(atoms) > index + 1):
                work.append(atom._replace(text=note))
            else:
                found.append(_marker(Kind.OBSERVANCE, note, place, first, last, context))
        elif kind is Kind.HOLIDAY and opens and first.weekday() > 4 and (rest := _REST_AND_NOTE.fullmatch(text)):
            found.append(_marker(Kind.WEEKEND, rest[1], place, first, last, context))
            found.append(_marker(Kind.OBSERVANCE, rest[2], place, first, last, context))
        elif (cut := markers.with_duty(text)) and (off := markers.kind_of(cut[0])):
            found.append(_marker(off, cut[0], place, first, last, context))
            found += duty_items(cut[1], cut[1], place, mentions, first, last, context, location)
        elif kind is not None and not parts[atom.half].hours and (opens or free or text.startswith(_WHOLE_DAY_OFF)):
            if kind is Kind.HOLIDAY and _PLAIN_REST.fullmatch(text) and first.weekday() > 4 and last.weekday() > 4:
                kind = Kind.WEEKEND
            if not opens and atom.slot in _PARTS and _PLAIN_REST.fullmatch(text):
                text = f"{text.strip(' .;*')} ({_PARTS[atom.slot]})"  # "Sáng: Nghỉ"
            found.append(_marker(kind, text, place, first, last, context))
        elif markers.is_staff_duty(text):
            context.report.add(
                "L405", Severity.INFO, place, "Người trực ghi ở đây không có lịch riêng.", excerpt=text,
                action="Không tạo sự kiện.",
            )  # fmt: skip
        elif on_duty == "" and len(mentions) > 1 and any(not markers.is_marker(other.text) for other in atoms):
            work.append(atom._replace(slot=Slot.ALL_DAY))  # who of them it is shows as it does for the works beside it
        elif on_duty is not None:
            who = on_duty or (_by_day_beside(parts, mentions, first, last, context) if first < last else "")
            whole = row if own and who and len(_by_day(who, *row, context)) > 1 else (first, last)
            found += duty_items(who, text, place, mentions, *whole, context, location)
        elif (
            markers.is_observance(text)
            and opens
            and (free or atom.italic or (len(atoms) > index + 1 and not _is_held(text)))
        ):
            on = _observed(text, first, last) if first < last else None
            found.append(_marker(Kind.OBSERVANCE, text, place, on or first, on or last, context))
        else:
            work.append(atom)
    if not atoms and free:
        text = next((p.day_text for p in parts if p.day_text), "")
        if first.weekday() > 4 and last.weekday() > 4:
            found.append(_marker(Kind.WEEKEND, "Nghỉ cuối tuần", parts[0].place, first, last, context))
        elif text:
            context.report.add("S506", Severity.INFO, parts[0].place, "Ngày để trống.", action="Không tạo sự kiện.")
    return found, work


_OF_DAY = re.compile(r"(?:[Nn]gày|[Bb]ầu cử|[Tt]ết)(?!\w)")
"""What a bracket behind a weekend opens with that says what day it is, above the row's work."""


def _by_day(who: str, first: dt.date, last: dt.date, context: Context) -> list[tuple[dt.date, str]]:
    """Who is on duty when, by words that say it day by day; [] where they do not, as most that name nobody's day."""
    if not any(map(str.isdigit, who)) and "hứ " not in who and "hủ " not in who and "CN" not in who:
        return []
    from ics_export.parsing.listedduty import by_day

    return by_day(who, first, last, context.period)


def _by_day_beside(
    parts: Sequence[Part], mentions: list[Mention], first: dt.date, last: dt.date, context: Context
) -> str:
    """Who is on duty by the leaders' cell where that says it day by day, "08: Đ/c An", below it "09: Đ/c Bình"; ""
    where it does not. Its ``mentions`` are used up."""
    printed = "; ".join([paragraph.text for part in parts for paragraph in part.leaders])
    if not _by_day(printed, first, last, context):
        return ""
    mentions.clear()
    return printed


def _observed(text: str, first: dt.date, last: dt.date) -> dt.date | None:
    """The one day of a row that an anniversary is of by its own words, "(08/3/1910 - 08/3/2025)"."""
    printed = {(int(day), int(month)) for day, month in re.findall(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?!\d)", text)}
    days = [first + dt.timedelta(number) for number in range((last - first).days + 1)]
    meant = [day for day in days if (day.day, day.month) in printed]
    return meant[0] if len(meant) == 1 else None


def _is_held(text: str) -> bool:
    """Whether an anniversary or a day of something is a meeting that is held: it says where or at what hour, or is a
    *Ngày hội*."""
    return text.startswith("Ngày hội") or read_location(text) is not None or read_hours(text) is not None


def as_duty(item: Item) -> Item:
    """An item that was lined up as work, as the duty that it is where its words say so."""
    if markers.duty(item.text) != "":
        return item
    return item._replace(slot=Slot.ALL_DAY, hours=None, text=_ON_DUTY, duty=True)


def beside_day_off(leaders: LeaderCells, units: Sequence[str], found: Sequence[Item], context: Context) -> list[Item]:
    """The duty of those who stand beside a day off and nothing else; in doubt where no word of the row says so."""
    day = found[0]
    people = [mention for mention in leaders.mentions if mention.group not in ("all", "everyone")]
    if not people or any(item.kind is Kind.EVENT or item.kind is Kind.OBSERVANCE for item in found):
        return []
    said = any(re.search(_ON_DUTY_WORD, text) for text in (leaders.printed, *units))
    mentions = list(people)
    items = duty_items("", leaders.printed, day.place, mentions, day.first, day.last, context)
    if said:
        return items
    context.report.add(
        "S513", Severity.WARNING, day.place, f"Bên cạnh ngày nghỉ có ghi “{leaders.printed}” mà không nói để làm gì.",
        excerpt=leaders.printed, action="Đã hiểu là trực lãnh đạo, đánh dấu chưa chắc chắn.",
    )  # fmt: skip
    return [item._replace(attribution=item.attribution._replace(certain=False)) for item in items]


def column_duty(parts: Sequence[Part], first: dt.date, last: dt.date, context: Context) -> list[Item]:
    """The duty of a day whose table has a column for it beside the work."""
    on_duty = [part for part in parts if part.duty]
    if not on_duty:
        return []
    who = " ".join([paragraph.text for part in on_duty for paragraph in part.duty])
    return duty_items(who, f"Trực lãnh đạo: {who}", on_duty[0].place, [], first, last, context) if who else []


def duty_items(
    who: str,
    text: str,
    place: Place,
    mentions: list[Mention],
    first: dt.date,
    last: dt.date,
    context: Context,
    location: str = "",
) -> list[Item]:
    """The duty of the days ``first`` to ``last``: of those whom ``who`` names, else of the ``mentions``, which are used
    up; ``text`` is all that is printed.
    """
    dated = _by_day(who, first, last, context)
    if dated and all(read_mentions([names])[0] for _, names in dated):
        return [
            item
            for day, names in dated
            for item in duty_items(names, f"Trực lãnh đạo: {names}", place, [], day, day, context, location)
        ]
    open_days = first < last and re.search(_DAYS_SAID, who) is not None
    named, _ = read_mentions([who]) if who else ((), ())
    people = [m for m in named if m.name or m.group or m.title]
    if not people:
        people, mentions[:] = list(mentions), ()
    if not people and re.search(_ELSEWHERE, who):
        context.report.add(
            "S506", Severity.INFO, place, "Lịch trực để ở một bản riêng.", excerpt=who, action="Không tạo sự kiện trực."
        )
        return []
    attribution = attribute([people], people, text, context)
    if people and open_days:
        attribution = attribution._replace(certain=False)
        context.report.add(
            "L402", Severity.WARNING, place, "Không rõ ai trực ngày nào.", excerpt=text[:60],
            action="Đã ghi mọi người vào mọi ngày của hàng, chưa chắc chắn; hãy ghi mỗi ngày một tên.",
        )  # fmt: skip
    if not people:
        attribution = attribution._replace(feeds=context.roster.names, certain=False)
        context.report.add(
            "L402",
            Severity.WARNING,
            place,
            "Không rõ lãnh đạo nào trực.",
            excerpt=text,
            action="Đã đưa vào lịch của mọi lãnh đạo, chưa chắc chắn.",
        )
    return [
        Item(
            Kind.EVENT,
            first,
            last,
            Slot.ALL_DAY,
            _ON_DUTY,
            place,
            attribution=attribution,
            location=location or None,
            duty=True,
            note=text,
        )
    ]


_DAYS_SAID = r"(?<![\d./])\d{1,2}/\d{1,2}\s*:|(?:[Nn]gày|[Tt]hứ|[Cc]hủ)\s\w+(?:[/,\s\d]*):"
"""Days before names, of which nobody could tell whose they are."""
_ON_DUTY = "Trực lãnh đạo"
_PARTS: dict[Slot | None, str] = {Slot.MORNING: "sáng", Slot.AFTERNOON: "chiều", Slot.EVENING: "tối"}
_ON_DUTY_WORD = r"(?i)(?<!thường )(?<!\w)trực(?! thuộc| tiếp| tuyến| quan)(?!\w)"
_WHOLE_DAY_OFF = ("NGHỈ HOÁN ĐỔI", "NGHỈ BÙ", "NGHỈ LỄ", "NGHỈ TẾT")
"""Days off in capitals, also behind a work of the row that is struck out."""
_REST_AND_NOTE = re.compile(r"(?i)(nghỉ)\s*\((ngày [^()]{4,200}|kỷ niệm [^()]{4,200})\)\W*")
"""A weekend day, and what it is the day of: "Nghỉ (Ngày Sách Việt Nam)"."""
_PLAIN_REST = re.compile(r"\W*(?:Nghỉ|NGHỈ)\W*")
_ELSEWHERE = r"(?i)(?:theo|có|xem|kèm)(?: bảng)? lịch(?!\w)|(?<!\w)lịch (?:trực|riêng|kèm|phân công)"
"""Who is on duty stands in a list of its own: "Trực: theo lịch riêng"."""
