"""Leaders' cells that say for which part of the day (*buổi*) each of them comes: "Sáng: Đ/c Hoàn; chiều: Đ/c Bình"."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from ics_export.model import EMPTY, Paragraph, Slot
from ics_export.parsing.content import read_cell
from ics_export.parsing.joints import opens_action
from ics_export.parsing.markers import is_marker
from ics_export.parsing.parts import Part
from ics_export.parsing.slots import opens_dashed, read_marks, slot_of
from ics_export.parsing.units import read_units
from ics_export.parsing.words import BULLET, BULLETS

_LABEL = re.compile(
    r"(?:^|(?<=[\s;,.(+–-]))(?:[Bb]uổi\s+)?(?P<w>[Ss]áng|SÁNG|[Cc]hiều|CHIỀU|[Tt]ối|TỐI|[Cc]ả ngày|[SC](?=:))"
    r"\s*[:：]\s*"
    r"|^(?P<dashed>Sáng|SÁNG|Chiều|CHIỀU)\s+[-–]\s+(?=[Đđ]/c|[Đđ]ồng chí)"
)
_BEHIND = re.compile(r"\s*\((?:buổi\s+)?(?P<w>[Ss]áng|[Cc]hiều|[Tt]ối|[SC])\)\s*(?:[;,.]|$|và\s)?\s*")
_EDGES = " \t;,.-–+*•"


def by_slot(part: Part) -> tuple[Part, ...]:
    """``part`` as one part for each part of the day, where its leaders' cell names some and its content is of the same
    ones or of none; otherwise itself, without the slot words in its leaders' cell, for those are nobody's names. Behind
    a leader of another part of the day than any of the work one stays: he may attend (``people``).
    """
    leaders = _dealt(part.leaders) if any(sign in p.text for p in part.leaders for sign in ":(-–") else None
    if leaders is None:
        return (part,)
    named = [slot for slot, _ in leaders if slot]
    content = _content_by_slot(part.content)
    printed = [slot for slot, _ in content if slot]
    whole = {slot for slot in (part.slot, *printed) if slot} or {Slot.ALL_DAY}
    plain = part._replace(leaders=tuple([p for slot, some in leaders for p in _labelled(slot, some, whole)]))
    if len(set(named)) < len(named) or len(set(printed)) < len(printed) or part.slot:
        return (plain,)
    if not printed and len(named) > 1:
        slots = [(slot, part.content) for slot in named]  # one work, one leader in the morning, another afterwards
    elif set(named) <= set(printed) and len(content) == len(printed) > 1:
        slots = [(slot, paragraphs) for slot, paragraphs in content if slot]
    else:
        return (plain,)
    units = _dealt(part.units)
    helpers = read_units([part.units[0].text]) if len(part.units) == 1 else ()
    flattened = [unit.text for unit in helpers] if all(unit.before == " " for unit in helpers[1:]) else []
    works = [_works(work) for _, work in slots] if len(flattened) > 1 else []
    split = []
    # "Đ/c Hoàn; chiều: Đ/c Bình": who stands before the first label comes at the parts of the day before it.
    first = any(_LABEL.search(p.text) for p in part.leaders) and bool(printed) and printed[0] not in named
    for number, (slot, work) in enumerate(slots):
        meant = (slot,) if first and slot in named else (slot, None)
        own = tuple([p for at, paragraphs in leaders if at in meant for p in paragraphs])
        helping = part.units
        if units is not None:
            helping = tuple([p for at, paragraphs in units if at in (slot, None) for p in paragraphs])
        elif len(part.units) == len(slots):
            helping = (part.units[number],)
        elif len(part.units) == sum([len(some) for _, some in slots]):
            before = sum([len(some) for _, some in slots[:number]])  # a unit for each work
            helping = part.units[before : before + len(work)]
        elif len(flattened) == sum(works) > 0:
            before = sum(works[:number])
            helping = tuple(map(Paragraph, flattened[before : before + works[number]]))
        split.append(part._replace(content=work, leaders=own, units=helping, slot=slot, alone=True))
    return tuple(split)


def _works(content: tuple[Paragraph, ...]) -> int:
    """How many works a content has, as far as it alone says."""
    return 1 + sum([atom.joint.cut < atom.joint.join for atom in read_cell(content).atoms[1:]])


def _holds_list(text: str) -> bool:
    """Whether several works stand in a paragraph behind its slot's mark: "- Kiểm tra … - Họp …"."""
    if text.lstrip()[:1] not in BULLETS:
        return False
    return any(opens_action(text, match.end()) for match in re.finditer(rf"\w[.;]?\s{BULLET}\s", text))


def by_paragraph(part: Part) -> tuple[Part, ...]:
    """``part`` as one part for each part of the day, where its cells have as many paragraphs as there are: each of the
    content opens with a slot, one with a list of works behind it, and the leaders and units beside it are of that slot.
    """
    count = len(part.content)
    slots = [read_marks(paragraph.text, dashed=False) for paragraph in part.content]
    if part.slot or not count == len(part.leaders) == len(part.units) or any(len(marks) != 1 for marks in slots):
        return (part,)
    if any(marks[0].start for marks in slots) or len({marks[0].slot for marks in slots}) < count:
        return (part,)
    if not any(_holds_list(p.text[marks[0].end :]) for p, marks in zip(part.content, slots, strict=True)):
        return (part,)
    return tuple(
        [
            part._replace(content=(work,), leaders=(who,), units=(unit,), slot=marks[0].slot, alone=True)
            for work, who, unit, marks in zip(part.content, part.leaders, part.units, slots, strict=True)
        ]
    )


def without_filling(part: Part) -> Part:
    """``part`` without the empty paragraphs of its cells of leaders, participants, places and notes that stand beside
    a point of an agenda or beside a marker, where such a cell has a paragraph beside each of the content: what is left
    holds the places of works. Empty participants of other cells hold none."""
    cells = (part.leaders, part.participants, part.places, part.remarks)
    leaders, participants, places, remarks = [_of_works(cell, part.content) for cell in cells]
    if participants is part.participants and len(participants) != len(part.content):
        participants = tuple([paragraph for paragraph in participants if paragraph.text != EMPTY])
    return part._replace(leaders=leaders, participants=participants, places=places, remarks=remarks)


def _of_works(cell: tuple[Paragraph, ...], content: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    if len(cell) != len(content) or all(paragraph.text != EMPTY for paragraph in cell):
        return cell
    kept: list[Paragraph] = []
    agenda = False
    for work, paragraph in zip(content, cell, strict=True):
        agenda = agenda and _POINT.match(work.text) is not None
        if paragraph.text != EMPTY or not (agenda or work.italic or is_marker(work.text)):
            kept.append(paragraph)
        agenda = agenda or work.text.endswith(":")
    return tuple(kept)


_POINT = re.compile(rf"{BULLET}\s")


def _labelled(slot: Slot | None, paragraphs: Sequence[Paragraph], work: Set[Slot]) -> tuple[Paragraph, ...]:
    """The paragraphs of a slot, its word behind each where the work is of other ones."""
    if slot not in _WORDS or slot in work or Slot.ALL_DAY in work:
        return tuple(paragraphs)
    word = _WORDS[slot]
    return tuple([p._replace(text=f"{p.text} ({word})") for p in paragraphs])


_WORDS: dict[Slot | None, str] = {Slot.MORNING: "sáng", Slot.AFTERNOON: "chiều", Slot.EVENING: "tối"}
_Dealt = list[tuple[Slot | None, tuple[Paragraph, ...]]]


def _dealt(paragraphs: Sequence[Paragraph]) -> _Dealt | None:
    """The paragraphs of a cell under the slots that it names, None where it names none; what stands before the first
    label is of no slot, and a label holds until the next."""
    found: _Dealt = []
    labelled, slot = False, None
    for paragraph in paragraphs:
        text = paragraph.text
        labels = [*_LABEL.finditer(text)]
        if not labels and "(" in text:
            position = 0
            for behind in _BEHIND.finditer(text):
                before, _, last = text[position : behind.start()].rpartition(";")
                found.append((None, _only(paragraph, before)))  # "Đ/c Hoàn; Đ/c An (chiều)"
                found.append((_slot(behind), _only(paragraph, last)))
                labelled, position = True, behind.end()
            if position:
                text, slot = text[position:], None
            found.append((slot, _only(paragraph, text)))
            continue
        position = 0
        for label in labels:
            found.append((slot, _only(paragraph, text[position : label.start()])))
            labelled, slot, position = True, _slot(label), label.end()
        found.append((slot, _only(paragraph, text[position:])))
    if not labelled:
        return None
    together: dict[Slot | None, list[Paragraph]] = {}
    for slot, some in found:
        if some:
            together.setdefault(slot, []).extend(some)
    return [(slot, tuple(some)) for slot, some in together.items()]


def _slot(match: re.Match[str]) -> Slot | None:
    return slot_of(match["w"] or match.groupdict().get("dashed", ""))


def _only(paragraph: Paragraph, text: str) -> tuple[Paragraph, ...]:
    """A paragraph with these of its words, none where they say nothing."""
    words = text.strip(_EDGES)
    return (paragraph._replace(text=words),) if words else ()


def _content_by_slot(paragraphs: Sequence[Paragraph]) -> _Dealt:
    """A content's paragraphs cut at its slot marks, each mark with the work below it."""
    found: _Dealt = []
    dashed = any(opens_dashed(paragraph.text) for paragraph in paragraphs)
    for paragraph in paragraphs:
        position = 0
        slot = found[-1][0] if found else None
        for mark in [*read_marks(paragraph.text, dashed), None]:
            words = paragraph.text[position : mark.start if mark else None].strip()
            if words and found and found[-1][0] is slot:
                found[-1] = (slot, (*found[-1][1], paragraph._replace(text=words)))
            elif words:
                found.append((slot, (paragraph._replace(text=words),)))
            if mark:
                slot, position = mark.slot, mark.start
    return found
