"""Cells that hold more than one entry (*mục*), told apart before the columns are lined up.

What tells them apart is the rest of the document (the same names alone in other cells), or a part of the day or a
number that each entry bears. Most documents need none of it: what does it is loaded for those that do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from itertools import chain

from ics_export.model import EMPTY, Paragraph
from ics_export.parsing.barenames import from_board, known_alone, parted, standing_boards
from ics_export.parsing.details import is_cancelled
from ics_export.parsing.names import is_surname
from ics_export.parsing.openings import HONORIFIC
from ics_export.parsing.parts import Part
from ics_export.parsing.slots import opens_dashed, opens_slot
from ics_export.parsing.standins import STRUCK, STRUCK_UNIT, replaced
from ics_export.parsing.titles import SHORT
from ics_export.parsing.units import read_units
from ics_export.parsing.words import CAPITAL, SMALL, has_capitals

DITTO = ("nt", "NT", "Nt", "n.t", "hư trên", "hư sáng", "hư chiều", "hư buổi", '"', "“", "”", "″", "'", "〃", "//")
"""One of these stands in every sign of *như trên*."""
Cells = Sequence[tuple[Part, ...]]
"""The parts of each day of a document."""


def told_apart(days: Cells) -> list[tuple[Part, ...]]:
    """The parts of each day with the entries of their cells in paragraphs of their own, or in parts where the cells say
    which work each entry is for."""
    parts = [part for day in days for part in day]
    dashed = [p.text for part in parts for p in part.content[:1] if "-" in p.text[:12] or "–" in p.text[:12]]
    if len(dashed) > _FEW and sum(map(opens_dashed, dashed)) > _FEW:
        days, parts = _each(days, lambda part: (_colons_for_dashes(part),))
    several = {id(day) for day in days if len(day[0].day.dates) > 1 and any(map(_names_day, day))}
    if several:
        from ics_export.parsing.owndays import on_their_days

        days = [on_their_days(day) if id(day) in several else day for day in days]
        parts = [part for day in days for part in day]
    leaders, helping = _beside(parts)
    capitals = list(filter(has_capitals, leaders))
    if capitals:
        from ics_export.parsing.capitals import titled_in_capitals

        known = frozenset().union(*map(titled_in_capitals, capitals))
        days, parts = _each(days, lambda part: (_in_small(part, known),))
        leaders, helping = _beside(parts)
    said = "\n".join(chain(leaders, helping))
    if any(sign in said for sign in DITTO):
        from ics_export.parsing.ditto import spelt_out

        days, parts = _each(days, lambda part: (spelt_out(part),))
        leaders, helping = _beside(parts)
    if STRUCK in said:
        days = [
            tuple([_without_struck(part) if not _near_put_off(part, day) else part for part in day]) for day in days
        ]
        parts = [part for day in days for part in day]
        leaders, helping = _beside(parts)
    alone = known_alone(leaders)
    if len(alone) > 1:
        days, parts = _each(days, lambda part: (parted(part, alone),))
        leaders, helping = _beside(parts)
    names = _names_told_apart(leaders)
    if names:
        days, parts = _each(days, lambda part: (_names_parted(part, names),))
        leaders, helping = _beside(parts)
    boards = standing_boards(leaders)
    if boards:
        rows = parts
        days, parts = _each(days, lambda part: (from_board(part, boards, rows),))
    units = _units_told_apart(helping)
    if units:
        days, parts = _each(days, lambda part: (_units_parted(part, units),))
    if any(":" in text or "(" in text or text.startswith(("Sáng ", "SÁNG ")) for text in leaders):
        from ics_export.parsing.slotcells import by_slot

        days, parts = _each(days, by_slot)
        leaders, helping = _beside(parts)
    further = [part for part in parts if part.participants or part.places or part.remarks]
    if EMPTY in leaders or any(p.text == EMPTY for x in further for p in (*x.participants, *x.places, *x.remarks)):
        from ics_export.parsing.slotcells import without_filling

        days, parts = _each(days, lambda part: (without_filling(part),))
    if any(len(part.content) > 1 and _lined_up(part) for part in parts):
        from ics_export.parsing.slotcells import by_paragraph

        days, parts = _each(days, lambda part: by_paragraph(part) if _lined_up(part) else (part,))
    if any(_maybe_numbered(text) for text in chain(leaders, helping) if text[:1] in "(0123456789NnVvMm"):
        from ics_export.parsing.numbered import by_number

        days, parts = _each(days, by_number)
    return list(days)


def _in_small(part: Part, known: frozenset[str]) -> Part:
    """``part`` with the names of its leaders that are in capitals as others are; ``known`` are the document's."""
    from ics_export.parsing.capitals import names_in_small

    return part._replace(leaders=tuple([p._replace(text=names_in_small(p.text, known)) for p in part.leaders]))


def _names_day(part: Part) -> bool:
    """Whether the content of a row may head its work with days."""
    texts = [paragraph.text for paragraph in part.content]
    if any("gày " in text or "GÀY " in text or "hứ " in text or "HỨ " in text for text in texts):
        return True
    return any(text.lstrip("*-+•– ")[:1].isdigit() and ":" in text[2:12] for text in texts)  # "06/02: Họp"


def _beside(parts: Sequence[Part]) -> tuple[list[str], list[str]]:
    """The paragraphs of the leaders' and of the units' cells, each once: the same stand in many rows."""
    leaders = dict.fromkeys([paragraph.text for part in parts for paragraph in part.leaders])
    units = dict.fromkeys([paragraph.text for part in parts for paragraph in part.units])
    return [*leaders], [*units]


def _each(days: Cells, tell: Callable[[Part], tuple[Part, ...]]) -> tuple[Cells, list[Part]]:
    told = [tuple([one for part in day for one in tell(part)]) for day in days]
    return told, [part for day in told for part in day]


def _near_put_off(part: Part, day: Sequence[Part]) -> bool:
    """Whether a work of ``part`` is put off, so that who is struck beside it may be his who attended it; where a page
    break cut a row of the ``day``, any work of it.
    """
    cut = any(other.after_gap for other in day[1:])
    return any(is_cancelled(paragraph.text) for one in (day if cut else (part,)) for paragraph in one.content)


def _without_struck(part: Part) -> Part:
    """``part`` with who is struck in its leaders' cell told behind who goes in his place, units the same."""
    units, leaders = ([paragraph.text for paragraph in cell] for cell in (part.units, part.leaders))
    if any(STRUCK in text for text in units):
        part = part._replace(units=tuple(map(Paragraph, replaced(units, STRUCK_UNIT))))
    if any(STRUCK in text for text in leaders):
        part = part._replace(leaders=tuple(map(Paragraph, replaced(leaders))))
    return part


_FEW = 3
"""More cells than these that open with "Sáng - …" make a style of it."""
_DASHED = r"(?<!\w)(Sáng|SÁNG|Chiều|CHIỀU|Tối|TỐI)\s[-–]\s"
_WEEKEND = ("thứ bảy ", "thứ bẩy ", "chủ nhật ")
_BEHIND_NAME = r"(?:[A-Z]|Đ)\w*\s$"


def _colons_for_dashes(part: Part) -> Part:
    """``part`` with a colon behind its slot words where a cell does not open with one, and other cells of the document
    write them with a dash: "Kỷ niệm 65 năm ngành Sáng - Họp"; but for those that may end a name ("Lê Minh Sáng - …").
    """
    if not part.content or any(opens_dashed(paragraph.text) for paragraph in part.content):
        return part

    def mark(match: re.Match[str]) -> str:
        before = match.string[max(0, match.start() - 12) : match.start()]
        named = re.search(_BEHIND_NAME, before) and not before.lower().endswith(_WEEKEND)
        return match[0] if named and match[1] in ("Sáng", "SÁNG") else f"{match[1]}: "

    return part._replace(content=tuple([p._replace(text=re.sub(_DASHED, mark, p.text)) for p in part.content]))


def _maybe_numbered(text: str) -> bool:
    """Whether a number, "1.", "(1)" or "Nội dung 1:", may open a paragraph of leaders or units."""
    return not text[:1].isalpha() or text.startswith(_NUMBERING)


def _lined_up(part: Part) -> bool:
    """Whether the cells of a row have as many paragraphs each, those of the content open with a part of the day, and
    one of them may hold several works."""
    if not 1 < len(part.content) == len(part.leaders) == len(part.units):
        return False
    several = any(" - " in paragraph.text[8:] or " – " in paragraph.text[8:] for paragraph in part.content)
    return several and all(opens_slot(paragraph.text) for paragraph in part.content)


_NUMBERING = ("Nội dung ", "nội dung ", "ND ", "Việc ", "việc ", "Mục ", "mục ")


def _units_told_apart(texts: Sequence[str]) -> dict[str, list[str]]:
    """The units' paragraphs of a document (of ``texts``) in which it is in doubt where one unit ends, "Văn phòng Ban
    Tuyên giáo", each with the units it is made of, where all of these stand alone in other cells.
    """
    known: set[str] = set()
    doubtful: list[str] = []
    for text in texts:
        units = read_units((text,))
        if len(units) == 1:
            known.add(text)
        elif any(unit.held or unit.may_stand for unit in units):
            doubtful.append(text)
    return {text: made for text in doubtful if (made := _made_of(text, known))}


def _names_told_apart(texts: Sequence[str]) -> dict[str, list[str]]:
    """Of the leaders' paragraphs of a document (``texts``) those that are full names side by side, "Lê Hoàn Trần Thị
    Bình", each with the names it is made of, where all of these stand alone in other cells.
    """
    bare = [text for text in texts if " " in text and text.replace(" ", "").replace("-", "").isalpha()]
    bare = [text for text in bare if all(word.istitle() or word == "-" for word in text.split(" "))]
    known = {text for text in bare if 1 < len(text.split(" ")) < _LONGEST_NAME}
    found = {
        text: _made_of(text.replace(" - ", " "), known - {text}) for text in bare if text.count(" ") > _LEAST_BLANKS
    }
    made = {text: names for text, names in found.items() if len(names) > 1}
    crowded = [text for text in found if text not in made and text not in known]
    if crowded:
        given = {name.rstrip().rpartition(" ")[2] for text in texts for name in re.findall(_OFFICIAL, text)}
        given |= {text.rpartition(" ")[2] for text in known}
        made |= {text: names for text in crowded if (names := _full_names(text.replace(" - ", " "), given))}
    return made


def _full_names(text: str, given: Set[str]) -> list[str]:
    """The full names side by side that make up a text, each ending in a name by which the document calls somebody
    (``given``): "Tôn Quốc Khải Giáp Hữu Nghiêm"; none where they do not, or where they may be one person's."""
    words, found, first = text.split(" "), [], 0
    for at, word in enumerate(words):
        further = words[at + 1] if at + 1 < len(words) else ""
        ends = not further or is_surname(further) or further not in given  # "Lê Thị An Bình" goes on
        if word in given and ends and at - first in _WORDS_BEFORE_GIVEN:
            found.append(" ".join(words[first : at + 1]))
            first = at + 1
    certain = len(words) >= _LONGEST_NAME or all(is_surname(name.partition(" ")[0]) for name in found)
    return found if len(found) > 1 and first == len(words) and certain else []


_OFFICIAL = rf"(?:{HONORIFIC.pattern}|(?<!\w){SHORT}\s)\s*((?:{CAPITAL}{SMALL}+(?:\s|$|(?=\W)))+)"
"""Somebody named behind an address or a title: "A. Hà", "PGĐ Nghiêm"."""
_WORDS_BEFORE_GIVEN = (1, 2, 3)
_LONGEST_NAME = 6
_LONGEST_UNIT = 64
"""Words in one; looking for a longer one in a cell of nothing but words would take minutes."""
_LEAST_BLANKS = 2
"""Blanks in two names side by side, of two words each, are more."""


def _names_parted(part: Part, names: Mapping[str, Sequence[str]]) -> Part:
    if not any(paragraph.text in names for paragraph in part.leaders):
        return part
    paragraphs = [p._replace(text=text) for p in part.leaders for text in names.get(p.text, (p.text,))]
    return part._replace(leaders=tuple(paragraphs))


def _units_parted(part: Part, units: Mapping[str, Sequence[str]]) -> Part:
    """``part`` with a paragraph for each of the ``units`` that one of its units' paragraphs is made of."""
    if not any(paragraph.text in units for paragraph in part.units):
        return part
    paragraphs = [p._replace(text=text) for p in part.units for text in units.get(p.text, (p.text,))]
    return part._replace(units=tuple(paragraphs))


def _made_of(text: str, known: Set[str]) -> list[str]:
    """The ``known`` texts that make up a text, each as long as can be; none where they do not."""
    words, found = text.split(" "), []
    longest = min(_LONGEST_UNIT, max((each.count(" ") + 1 for each in known), default=0))
    at = 0
    while at < len(words):
        ends = range(min(len(words), at + longest), at, -1)
        end = next((end for end in ends if " ".join(words[at:end]) in known), 0)
        if not end:
            return []
        found.append(" ".join(words[at:end]))
        at = end
    return found
