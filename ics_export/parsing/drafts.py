"""What a row's words say before it is asked whose roster and which days they are for.

All of it hangs on the words alone, so a row that comes again (in the weeks of a month, in its corrections, year after
year) is read once. Dates, people and findings are items.py's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from ics_export.model import EMPTY, Paragraph, Slot
from ics_export.parsing import markers
from ics_export.parsing.alignment import Column, Joint, Run, align
from ics_export.parsing.attribution import ROLE, LeaderCells, column_texts, leader_column, read_leader_cell
from ics_export.parsing.content import Content, read_cell
from ics_export.parsing.cutting import Atom
from ics_export.parsing.details import without_leading_hours
from ics_export.parsing.itemtext import Words, read_words
from ics_export.parsing.mentions import Mention
from ics_export.parsing.parts import Part
from ics_export.parsing.placeholders import holds_place, perhaps_anybody
from ics_export.parsing.units import OFFICE, UnitPart, joined, read_preparing, read_units
from ics_export.tuples import NamedTuple

_SAME_AGAIN = Joint(0.0, 1.5)
_UNIT_JOINTS = {
    "paragraph": Joint(0.0, 1.5),
    " ": Joint(0.0, 1.4),
    ";": Joint(1.3, 0.2),
    ",": Joint(2.2, 0.0),
    "-": Joint(0.4, 0.8),
}
_UNIT_HELD = Joint(2.0, 0.2)
_UNIT_HELD_BY_OFFICE = Joint(1.0, 0.4)
"""The office and a centre of the same body; "Văn phòng Trung tâm …" is rarely one."""
_UNIT_MAY_STAND = Joint(0.5, 0.4)
_UNIT_OF_BOARD = Joint(0.0, 1.2)
"""The office and a board (*Ban*) behind it are two as a rule; "Văn phòng Ban An toàn giao thông" is one."""
_UNIT_LOWER = Joint(3.0, 0.0)


_NONE: Run = (0, 0)
_NOBODY = Column(0)


class UnitCells(NamedTuple):
    """What the unit cells of a row say: the units, each with its page, and the same as numbers for the alignment."""

    units: tuple[UnitPart, ...]
    column: Column


class Draft(NamedTuple):
    """An item without its days: its words, the mentions it has in the chosen reading (``own``) and in every near one
    (``choices``), the words that name them, and the units that prepare it.

    ``named`` are those its own words name where no cell does; ``half`` is its page.
    """

    words: Words
    half: int
    own: tuple[Mention, ...]
    choices: tuple[tuple[Mention, ...], ...]
    printed: str
    named: tuple[Mention, ...]
    units: tuple[str, ...]


class Drafts(NamedTuple):
    """The items of a row; ``sure_cut`` is false where a near reading cuts the content elsewhere."""

    drafts: tuple[Draft, ...]
    sure_cut: bool


class RowWords(NamedTuple):
    """What the cells of a row say; ``drafts`` is None where some of it is no plain work: a day off, duty, nothing."""

    content: Content
    drafts: Drafts | None


def read_row(part: Part, slot: Slot | None, leaders: LeaderCells) -> RowWords:
    """The words of a row that no page break cut, ``slot`` being in force at its beginning; ``leaders`` is what its
    leaders' cell says.
    """
    cells = part.content, part.units, part.leaders
    if sum([len(p.text) for cell in cells for p in cell]) < _LONG:
        return _read_known(*cells, slot)
    return _read_row(part.content, part.units, leaders, slot)


def _read_row(
    paragraphs: tuple[Paragraph, ...], units: tuple[Paragraph, ...], leaders: LeaderCells, slot: Slot | None
) -> RowWords:
    content = read_cell(paragraphs, slot)
    if not content.atoms or any(markers.is_marker(atom.text) for atom in content.atoms):
        return RowWords(content, None)
    unit_cell = read_unit_cell(tuple([paragraph.text for paragraph in units]))
    return RowWords(content, _read_drafts(content.atoms, leaders.mentions, leaders, unit_cell))


@lru_cache(maxsize=64)
def _read_known(
    paragraphs: tuple[Paragraph, ...], units: tuple[Paragraph, ...], people: tuple[Paragraph, ...], slot: Slot | None
) -> RowWords:
    """``_read_row``, kept for the rows of two months: they come again in its weeks and corrections."""
    return _read_row(paragraphs, units, read_leader_cell(tuple([paragraph.text for paragraph in people])), slot)


_ENDLESS = 32
"""Mentions of an item: more of them are not its own."""
_LONG = 1500
"""Characters of a row; longer ones are not kept, for they do not come again."""


def read_drafts(work: Sequence[Atom], mentions: Sequence[Mention], leaders: LeaderCells, units: UnitCells) -> Drafts:
    """The items that ``work`` makes, with their units and ``mentions`` (of ``leaders``, but for those on duty)."""
    length = len(leaders.printed) + sum([len(one.text) for some in (work, units.units) for one in some])
    return (_read_known_drafts if length < _LONG else _read_drafts)(tuple(work), tuple(mentions), leaders, units)


def _read_drafts(
    work: tuple[Atom, ...], mentions: tuple[Mention, ...], leaders: LeaderCells, units: UnitCells
) -> Drafts:
    column = leaders.column
    if any(map(holds_place, mentions)):
        parting = ("paragraph", " ") if any(mention.before == " " for mention in mentions[1:]) else ("paragraph",)
        blocks = 1 + sum(mention.before in parting for mention in mentions[1:])
        works = 1 + sum(atom.joint.cut < atom.joint.join for atom in work[1:])
        if blocks != works:  # "Đ/c Bình PGĐ", and below it "Phòng QLKH", beside one work; beside several, whose is it?
            several = works > 1 and any(holds_place(m) and m.printed != EMPTY for m in mentions)
            mentions = tuple([perhaps_anybody(m) if several else m for m in mentions])
            mentions = tuple([m._replace(maybe=m.maybe or several) for m in mentions if not holds_place(m)])
            column = leader_column(mentions)
    helping = units.column
    if _dealt_alike(work, mentions, units.units):
        together = any(unit.text[:1].islower() or re.search(ROLE, unit.text) for unit in units.units)
        joint = _MAY_BE_DEALT if together else _DEALT  # "Văn phòng; các phòng"
        column = _parted_by_semicolons(column, [mention.before for mention in mentions], joint)
        helping = _parted_by_semicolons(helping, [unit.before for unit in units.units], joint)
    columns = (column if mentions else _NOBODY, helping)
    reading = align([atom.joint for atom in work[1:]], [atom.half for atom in work], columns)
    drafts = []
    taken: dict[tuple[int, int], tuple[Mention, ...]] = {}
    for (a, b), run, unit_run, runs in zip(reading.items, *reading.runs, reading.choices[0], strict=True):
        words = read_words(work[a:b])
        own = tuple(mentions[slice(*run)])
        for near in runs:
            if near not in taken:
                some = mentions[slice(*near)]
                # Of an endless row each item may have everybody: each of them once.
                once = some if len(some) < _ENDLESS else {(m.key, m.printed, m.maybe): m for m in some}.values()
                taken[near] = tuple(once)
        choices = tuple([taken[near] for near in runs if near != _NONE or not mentions]) or (own,)
        if own and all(mention.printed == EMPTY for mention in own):
            own, choices = (), ()  # a place held for nobody: the work's own words may say who attends
        printed = own[0].printed if len(own) == 1 else "; ".join(dict.fromkeys([m.printed for m in own]))
        drafts.append(
            Draft(
                words,
                work[a].half,
                own,
                choices,
                printed or ("" if choices == () else leaders.printed),
                () if own else _named_in(words.text),
                joined(units.units[slice(*unit_run)]) or read_preparing(words.text) or _sections_in(words.text),
            )
        )
    return Drafts(tuple(drafts), reading.sure_cut)


def _dealt_alike(work: Sequence[Atom], mentions: Sequence[Mention], units: Sequence[UnitPart]) -> bool:
    """Whether semicolons alone part as many units, and as many leaders, as there are works: "Văn phòng; Thanh tra" and
    "Đ/c Diệp; Đ/c Khôi" beside two. Of either list alone all may be for each work."""
    count = sum([mention.before == ";" for mention in mentions])
    if not count or count != sum([unit.before == ";" for unit in units]) or len(units) != count + 1:
        return False
    if not {mention.before for mention in mentions} <= {"", ";", ","}:
        return False
    if any(mention.group or re.search(ROLE, mention.printed) for mention in mentions):
        return False  # "Đ/c Hoàn GĐ; các PGĐ", "Đ/c Hoàn GĐ chủ trì; Đ/c An dự": all are for each
    return count == sum([atom.joint.cut < atom.joint.join for atom in work[1:]])


def _named_in(text: str) -> tuple[Mention, ...]:
    """Who attends by the words of a work itself; few programmes say it there, the others don't load what reads it."""
    from ics_export.parsing.attendance import read_attendees

    return read_attendees(without_leading_hours(text))


def _sections_in(text: str) -> tuple[str, ...]:
    """The sections listed behind people at the end of a work's words, "(PHT Hiển; K. Cơ khí)"; as rare."""
    if not (text.rstrip(" .;")[-1:] == ")" or " - " in text or " – " in text):
        return ()
    from ics_export.parsing.listed import sections_at_end

    return sections_at_end(text)


def _parted_by_semicolons(column: Column, before: Sequence[str], parting: Joint) -> Column:
    """A column whose semicolons part entries; ``before`` is what stands before each of its marks."""
    joints = zip(column.joints, before[1:], strict=True)
    return column._replace(joints=tuple([parting if sign == ";" else joint for joint, sign in joints]))


_DEALT = Joint(0.2, 1.2)
_MAY_BE_DEALT = Joint(0.4, 0.6)
_read_known_drafts = lru_cache(maxsize=64)(_read_drafts)
"""Beside days off and observances too, whose rows ``read_row`` does not keep."""


def read_units_of(parts: Sequence[Part]) -> UnitCells:
    """What the unit cells of a row's parts say."""
    return read_unit_cell(*[tuple([paragraph.text for paragraph in part.units]) for part in parts])


def read_unit_cell(*pages: tuple[str, ...]) -> UnitCells:
    """What the paragraphs of one unit cell say, on one page or on more."""
    known = sum([len(text) for page in pages for text in page]) < _LONG_CELL
    return (_read_unit_cell_known if known else _read_unit_cell)(*pages)


def _read_unit_cell(*pages: tuple[str, ...]) -> UnitCells:
    units: list[UnitPart] = []
    above: list[str] = []  # the last page that has some
    for half, texts in enumerate(column_texts(pages, "units")):
        found = read_units(texts, half)
        if found and units:
            found = (found[0]._replace(before=";" if _not_ended(above) else "paragraph"), *found[1:])
        units += found
        above = texts or above
    return UnitCells(
        tuple(units),
        Column(
            len(units),
            _unit_joints(units, any(len(texts) > 1 for texts in pages)),
            tuple([unit.half for unit in units]),
        ),
    )


def _not_ended(texts: Sequence[str]) -> bool:
    """Whether the units above a page break go on below it: "Phòng A;", where no other paragraph ends so."""
    return texts[-1].endswith(";") and not any(text.endswith(";") for text in texts[:-1])


_LONG_CELL = 200
"""Characters; longer cells of units are not kept."""
_read_unit_cell_known = lru_cache(maxsize=128)(_read_unit_cell)


def _unit_joints(units: Sequence[UnitPart], parted: bool) -> tuple[Joint, ...]:
    """The joints between units; ``parted``: paragraphs part those of the cell, so that one of them is one unit."""
    joints = []
    for above, unit in pairwise(units):
        joint = _UNIT_JOINTS.get(unit.before, _UNIT_JOINTS[","])
        if unit.held:
            joint = _UNIT_HELD_BY_OFFICE if above.text in OFFICE and unit.text.startswith("Trung tâm ") else _UNIT_HELD
        elif unit.may_stand:
            joint = _UNIT_OF_BOARD if above.text in OFFICE else _UNIT_HELD if parted else _UNIT_MAY_STAND
        elif unit.text[0].islower() and unit.before != "paragraph":
            joint = _UNIT_LOWER
        if above.text == unit.text:
            joint = _SAME_AGAIN
        joints.append(joint)
    return tuple(joints)
