"""Cells that hold more than one entry (*mục*), told apart before the columns are lined up.

What tells them apart is the rest of the document (the same names alone in other cells), or a part of the day or a
number that each entry bears. Most documents need none of it: what does it is loaded for those that do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ics_export.model import Paragraph
from ics_export.parsing.barenames import from_board, known_alone, parted, standing_boards
from ics_export.parsing.parts import Part
from ics_export.parsing.slots import opens_dashed
from ics_export.parsing.units import read_units

Cells = Sequence[tuple[Part, ...]]
"""The parts of each day of a document."""


def told_apart(days: Cells) -> list[tuple[Part, ...]]:
    """The parts of each day with the entries of their cells in paragraphs of their own, or in parts where the cells say
    which work each entry is for."""
    parts = [part for day in days for part in day]
    if sum([opens_dashed(paragraph.text) for part in parts for paragraph in part.content[:1]]) > _FEW:
        days, parts = _each(days, lambda part: (_colons_for_dashes(part),))
    alone = known_alone([part.leaders for part in parts])
    if len(alone) > 1:
        days, parts = _each(days, lambda part: (parted(part, alone),))
    boards = standing_boards(parts)
    if boards:
        rows = parts
        days, parts = _each(days, lambda part: (from_board(part, boards, rows),))
    units = _known_units(parts)
    if len(units) > 1:
        days, parts = _each(days, lambda part: (_units_parted(part, units),))
    if any(":" in p.text or "(" in p.text for part in parts for p in part.leaders):
        from ics_export.parsing.slotcells import by_slot

        days, parts = _each(days, by_slot)
    if any(part.content and _maybe_numbered(part) for part in parts):
        from ics_export.parsing.numbered import by_number

        days, parts = _each(days, by_number)
    return list(days)


def _each(days: Cells, tell: Callable[[Part], tuple[Part, ...]]) -> tuple[Cells, list[Part]]:
    told = [tuple([one for part in day for one in tell(part)]) for day in days]
    return told, [part for day in told for part in day]


_FEW = 3
"""More cells than these that open with "Sáng - …" make a style of it."""
_DASHED = r"(?<!\w)(Sáng|SÁNG|Chiều|CHIỀU|Tối|TỐI)\s[-–]\s"
_BEHIND_NAME = r"(?:[A-Z]|Đ)\w*\s$"


def _colons_for_dashes(part: Part) -> Part:
    """``part`` with a colon behind its slot words where a cell does not open with one, and other cells of the document
    write them with a dash: "Kỷ niệm 65 năm ngành Sáng - Họp"; but for those that may end a name ("Lê Minh Sáng - …").
    """
    if not part.content or any(opens_dashed(paragraph.text) for paragraph in part.content):
        return part

    def mark(match: re.Match[str]) -> str:
        named = re.search(_BEHIND_NAME, match.string[max(0, match.start() - 12) : match.start()])
        return match[0] if named and match[1] in ("Sáng", "SÁNG") else f"{match[1]}: "

    return part._replace(content=tuple([p._replace(text=re.sub(_DASHED, mark, p.text)) for p in part.content]))


def _maybe_numbered(part: Part) -> bool:
    """Whether a number, "1.", "(1)" or "Nội dung 1:", may open the cell of a row's leaders or units."""
    return any(cell and cell[0].text[:1] in "(0123456789NnVvMm" for cell in (part.leaders, part.units))


def _known_units(parts: Sequence[Part]) -> frozenset[str]:
    """The units that stand alone in some cell of a document, where another has several of which it is in doubt whether
    they are: "Văn phòng Ban Tuyên giáo".
    """
    found: set[str] = set()
    doubtful = False
    for part in parts:
        for paragraph in part.units:
            units = read_units((paragraph.text,))
            if len(units) == 1:
                found.add(paragraph.text)
            elif any(unit.held or unit.may_stand for unit in units):
                doubtful = True
    return frozenset(found) if doubtful else frozenset()


def _units_parted(part: Part, known: frozenset[str]) -> Part:
    """``part`` with each units' paragraph that is made of ``known`` units alone as a paragraph for each."""
    paragraphs: list[Paragraph] = []
    for paragraph in part.units:
        texts = _made_of(paragraph.text, known) if " " in paragraph.text and paragraph.text not in known else []
        paragraphs += [paragraph._replace(text=text) for text in texts] or [paragraph]
    return part if len(paragraphs) == len(part.units) else part._replace(units=tuple(paragraphs))


def _made_of(text: str, known: frozenset[str]) -> list[str]:
    """The ``known`` texts that make up a text, each as long as can be; none where they do not."""
    words, found = text.split(" "), []
    at = 0
    while at < len(words):
        end = next((end for end in range(len(words), at, -1) if " ".join(words[at:end]) in known), 0)
        if not end:
            return []
        found.append(" ".join(words[at:end]))
        at = end
    return found
