"""Which parts of a day are one row: the halves that a page break left of it, the lines of one cell."""

from __future__ import annotations

import re
from itertools import pairwise

from ics_export.model import Slot, slot_of_hour
from ics_export.parsing import markers
from ics_export.parsing.content import continues
from ics_export.parsing.details import read_hours
from ics_export.parsing.groups import opens_body
from ics_export.parsing.joints import opens_action
from ics_export.parsing.parts import Part
from ics_export.parsing.rows import DayRow
from ics_export.parsing.slots import DOES, opens_slot
from ics_export.parsing.words import BULLETS
from ics_export.tuples import NamedTuple


class Group(NamedTuple):
    """Parts whose columns are lined up together."""

    parts: tuple[Part, ...]
    slot: Slot | None


def groups_of(day: DayRow, sparse: bool) -> list[Group]:
    """The parts of a day that belong together: halves of a row that a page break cut, not rows of their own."""
    if len(day.parts) == 1:
        return [Group(day.parts, day.parts[0].slot)]
    groups: list[Group] = []
    above_slot: Slot | None = None  # of the row above, by its cell or its hour
    for part in day.parts:
        inherits = sparse and not part.day.dates
        slot = part.slot or (above_slot if inherits and not part.hours else None)
        above_slot = _slot_by_hour(part.hours, above_slot if inherits else None) if part.hours and not slot else slot
        if groups:
            above = groups[-1].parts[-1]
            # The parts of one day in a list of days stand in one place, and no page break cut them.
            runs_on = (
                above.place != part.place
                and bool(above.content and part.content)
                and (continues(above.content[-1].text, part.content[0].text) or _is_rest(above, part))
                and not _stands_alone(above, part)
            )
            upper = not above.day.dates and bool(part.day.dates)  # the date stands in the lower half of one row
            lacks = part.after_gap or not part.leaders or not part.units
            alone = part.alone and above.place == part.place
            if sparse and part.after_gap and part.slot is None and not part.day.dates:
                runs_on = runs_on or not (part.leaders or part.units or part.hours)
            cut = runs_on or upper or not part.content or (not sparse and lacks and not alone)
            if (
                cut
                and not part.hours
                and not (part.counted and above.counted)
                and (part.slot is None or part.slot is groups[-1].slot)
            ):
                groups[-1] = Group((*groups[-1].parts, part), groups[-1].slot)
                continue
        groups.append(Group((part,), slot))
    return groups


def _slot_by_hour(hours: str, above: Slot | None) -> Slot | None:
    """The slot of a row that prints its hours and no part of the day; the one ``above`` where those name no start."""
    clock = read_hours(hours)
    return slot_of_hour(clock.hours.start) if above and clock and clock.hours.start else above


def _stands_alone(above: Part, part: Part) -> bool:
    """Whether a row is one of its own, though it begins in a small letter: it has leaders as the row ``above`` has, no
    page break parts them, and nothing above is left open."""
    if not part.leaders or not above.leaders or part.after_gap or part.day_text:
        return False
    text = above.content[-1].text
    if text.count("(") > text.count(")") or text.count("“") > text.count("”"):
        return False
    does = DOES if text.endswith(_GO_ON) else f"{DOES}|{_DOES_TOO}"
    if not re.match(rf"(?:{does}|\d)(?!\w)", part.content[0].text):
        return False  # "… Phát triển chỉ dẫn địa lý", and below a page break "nhung hươu"
    who = above.leaders[-1].text
    ended = not who.endswith((",", ";", "-")) and who.count("(") <= who.count(")")
    return ended and part.leaders[0].text[:1].isupper() and not text.endswith(_LEFT_OPEN)


_DOES_TOO = (
    "khai giảng|bế giảng|ra quân|tọa đàm|toạ đàm|bàn giao|phúc tra|khởi công|khánh thành|khởi động|phát động|xét"
    "|rà soát|sơ duyệt|tổng duyệt|hội thảo|hội nghị|phỏng vấn|chào cờ|mít tinh|diễn tập|ra mắt|hội ý|biểu dương"
    "|tuyên dương|đại hội|chia tay|bốc thăm|thông qua|trả lời"
)
_GO_ON = (
    "Lễ", "lễ", "Hội đồng", "hội đồng", "tổ chức", "Hội nghị", "hội nghị", "khoa học", "Hội thi", "hội thi", "buổi",
    "lớp", "Đoàn", "đoàn", "Tổ", "tổ", "Ban", "công tác",
)  # fmt: skip
"""What goes on with what it is for: "Lễ", below it "khánh thành cầu"."""
_LEFT_OPEN = (",", "-", "–", "(", " và", " của", " về", " tại", " cho", " với", " các")
_BODIES = ("Đoàn ", "Công đoàn ", "Hội ", "Đảng ủy ", "Chi bộ ", "Tổ ", "Lãnh đạo ")
"""Those who do something, beside the bodies that ``opens_body`` knows."""


def fused(group: Group) -> Part | None:
    """The first lower part of a group that has leaders and units as the one above has and that no page break parts from
    it, so that it may be a row of its own."""
    for above, part in pairwise(group.parts):
        parted = part.after_gap or part.day_text or above.place == part.place
        if part.leaders and above.leaders and part.units and above.units and part.content and not parted:
            return part
    return None


def _is_rest(above: Part, part: Part) -> bool:
    """Whether a row with nothing but content is the rest of the one above, as a line of a PDF is that a capital opens:
    "… dự án Nhà máy xử lý rác Khe", below it "Mây"."""
    if part.units or part.leaders or part.participants or part.hours or part.slot or part.location or part.notes:
        return False
    if part.day.dates or part.duty or not (above.units or above.leaders or above.content):
        return False
    text = part.content[0].text
    opens = text[:1] in BULLETS or opens_slot(text) or opens_action(text) or text[:1].isdigit() or text[:1] in '(“"'
    does = (opens_body(text) or text.startswith(_BODIES)) and re.search(
        rf"\s(?:{DOES})(?!\w)", text
    )  # "Đoàn thanh tra Bộ làm việc tại Sở"
    return not (opens or does) and above.content[-1].text[-1:].isalnum() and not markers.is_marker(text)
