"""Works that stand below leaders: "- PCT.KT: 8 giờ, họp …", "1. Đồng chí Bí thư:" and its points below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ics_export.model import Paragraph, Slot
from ics_export.parsing import markers
from ics_export.parsing.attendance import read_attendees
from ics_export.parsing.details import without_leading_hours
from ics_export.parsing.parts import Part
from ics_export.parsing.people import opens_mention, read_mentions
from ics_export.parsing.slots import opens_slot, slot_of
from ics_export.parsing.units import opens_unit
from ics_export.parsing.words import BULLET, BULLETS

POINT = re.compile(rf"(?:{BULLET}|(?:\d{{1,2}}|[a-zđ])[.)])\s*(?=\S)")
"""The bullet, number or letter of a point."""
LONGEST_LABEL = 24
Dealt = tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]
"""Leaders, and the works that they head."""
_Growing = tuple[tuple[Paragraph, ...], list[Paragraph]]
"""The same while further paragraphs may be theirs."""


def by_leader(content: Sequence[Paragraph]) -> list[Dealt]:
    """A day's paragraphs as (leaders, work): "- PCT.KT: 8 giờ, họp … 14 giờ, kiểm tra …" opens the work of one leader,
    which goes on until the next bullet; "1. Đồng chí Bí thư:" heads the points below it, until one of its own rank,
    another heading, "Văn phòng:", or, below points with bullets, a part of the day without one. What no leader opens,
    and a point that names somebody itself, stands with nobody."""
    found: list[_Growing] = []
    heading: tuple[Paragraph, ...] = ()
    rank, bulleted = "", False
    for paragraph in content:
        who, work = _opened_by_leader(paragraph)
        sign = _sign(paragraph.text)
        if heading and who is None and (_heads_others(paragraph.text) or _leaves_points(paragraph.text, found)):
            heading, bulleted = (), False
            found.append(((), [paragraph]))
        elif who is not None:
            leader = (Paragraph(who),)
            heading, rank = (leader, sign) if not work.text else ((), "")
            bulleted = sign != ""
            found.append((leader, [work] if work.text else []))
        elif (
            found
            and found[-1][0]
            and bulleted
            and sign == ""
            and not (heading or is_slot(paragraph.text) or _names_somebody(paragraph.text))
        ):
            found[-1][1].append(paragraph)  # a line of his without a bullet: "Chiều làm việc …"
        elif heading and not paragraph.soft and (sign == "" or sign != rank):
            found.append((() if _names_somebody(paragraph.text) else heading, [paragraph]))
        elif found and (paragraph.soft or not (found[-1][0] or heading)):
            found[-1][1].append(paragraph)
        else:
            heading = ()
            found.append(((), [paragraph]))
    return [part for part in _together(found) if part[1]] or [((), ())]


def _heads_others(text: str) -> bool:
    """Whether a line is a heading of no leader's: "Văn phòng:", "3. Các phòng ban:"."""
    head = POINT.sub("", text, count=1).rstrip()
    return head.endswith(":") and opens_unit(head[:-1]) and not is_slot(text)


def _leaves_points(text: str, found: Sequence[_Growing]) -> bool:
    """Whether a line without a bullet says a part of the day and a work below points with bullets."""
    above = found[-1][1] if found else []
    return bool(above) and _sign(above[-1].text) != "" and _sign(text) == "" and opens_slot(text) and not is_slot(text)


def _together(parts: Sequence[_Growing]) -> list[Dealt]:
    """The parts, those of one heading that follow each other as one."""
    found: list[_Growing] = []
    for leader, work in parts:
        if found and leader and found[-1][0] is leader:
            found[-1][1].extend(work)
        else:
            found.append((leader, work))
    return [(leader, tuple(work)) for leader, work in found]


def _sign(text: str) -> str:
    """The rank of a point by its bullet: the bullet itself, "1" for a number, "a" for a letter, "" for none."""
    match = POINT.match(text)
    if match is None:
        return ""
    first = text[0]
    return "1" if first.isdigit() else "a" if first.isalpha() else first


def _names_somebody(text: str) -> bool:
    """Whether a point says itself who attends: "- 16h00: Thường trực Huyện ủy hội ý"."""
    text = POINT.sub("", text, count=1)
    return any(opens_mention(without_leading_hours(words)) for words in (text, text.partition(":")[2].lstrip()))


def _opened_by_leader(paragraph: Paragraph) -> tuple[str | None, Paragraph]:
    """Who opens a paragraph before a colon, None where nobody does, and what stands behind it."""
    match = POINT.match(paragraph.text)
    text = paragraph.text[match.end() :] if match else paragraph.text
    head, colon, rest = text.partition(":")
    if head.endswith(_HEADS_NAMES) and (names := re.match(_NAMES, rest)):
        head, rest = f"{head}:{names[0][:-1]}", rest[names.end() :]  # "các PCT: Hoàng Văn Bình, Lê An: 8 giờ, họp …"
    if (
        not colon
        or len(head) > 120
        or head.count("(") > head.count(")")
        or not opens_mention(head)
        or markers.duty(text) is not None
    ):
        return None, paragraph
    before, away, where = head.partition(" đi ")
    if away and rest.strip() and "(" not in head:
        head, rest = before, f"Đi {where}: {rest.strip()}"  # "Đ/c An đi công tác tại Hà Nội: dự …"
    mentions, unread = read_mentions([head])
    if not mentions or unread or any(m.group == "" and m.key.startswith("title:") and m.title == "" for m in mentions):
        return None, paragraph
    if not rest.strip() and read_attendees(head):
        return None, paragraph  # "Ban Thường vụ họp:" leads in an agenda
    return head.strip(), paragraph._replace(text=rest.strip(), soft=False)


_HEADS_NAMES = ("PCT", "PGĐ", "PBT", "PHT", "Phó Chủ tịch", "Phó Giám đốc", "Phó Bí thư", "đ/c", "đồng chí")
_NAME = r"(?:[A-Z]|Đ)\w*(?:\s(?:[A-Z]|Đ)\w*){0,5}"
_NAMES = rf"\s*{_NAME}(?:(?:,|\svà)\s{_NAME}){{0,7}}\s?:"
"""Names alone, up to the colon behind the last of them."""


def under_leaders(parts: Sequence[Part]) -> list[Part]:
    """The parts of a table without a column of leaders, those whose content heads works with leaders ("Chủ tịch:", and
    below it "- 7h30: Chào cờ") as one part for each of them."""
    found: list[Part] = []
    for part in parts:
        headed = any(p.text.rstrip().endswith(":") and _opened_by_leader(p)[0] is not None for p in part.content)
        if part.leaders or part.hours or not headed or len(part.content) < 2:
            found.append(part)
            continue
        dealt = in_slots(by_leader(part.content))
        found += [
            part._replace(content=work, leaders=leader, slot=slot or part.slot, alone=True)
            for leader, work, slot in dealt
        ]
    return found


def in_slots(dealt: Sequence[Dealt]) -> list[tuple[tuple[Paragraph, ...], tuple[Paragraph, ...], Slot | None]]:
    """The works of leaders, each with the part of the day that a line above has named for all who follow: "* SÁNG:"."""
    found = []
    slot: Slot | None = None
    for number, (leader, work) in enumerate(dealt, 1):
        heads = [paragraph.text for paragraph in work if is_slot(paragraph.text)]
        if len(heads) < len(work) or number == len(dealt) or not dealt[number][0]:
            found.append((leader, work, slot if leader else None))
        if heads:
            slot = slot_of(heads[-1].strip(f"{BULLETS} "))
    return found


def is_slot(text: str) -> bool:
    """Whether a line says a part of the day and nothing else."""
    return len(text) < LONGEST_LABEL and slot_of(text.strip(f"{BULLETS} ")) is not None
