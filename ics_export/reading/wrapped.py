"""Cells whose lines end where the column does (*xuống dòng theo bề rộng cột*), as a PDF's text has them.

Such a line end says nothing, but one that leaves room for the next word says that a paragraph ends there.
"""

from __future__ import annotations

from collections.abc import Sequence

from ics_export.model import Cell, Paragraph, Row

_FEWEST = 5
"""Lines that go on in a small letter make a document of wrapped cells …"""
_SHARE = 0.25
"""… where they are so great a part of the lines below others in a cell, for paragraphs seldom begin so …"""
_NARROW = 60
"""… or where no line has more characters, as some paragraph of a month always has."""
_FULL = 0.85
"""A line of a column is full, its next word included, from this part of the longest: letters differ in breadth."""

_BULLETS = ("-", "–", "+", "•", "*")


def is_wrapped(rows: Sequence[Row]) -> bool:
    """Whether the lines of a document's cells end where their columns do."""
    cells = [
        cell.paragraphs for row in rows if len(row.cells) > 2 for cell in row.cells[1:] if len(cell.paragraphs) > 1
    ]
    below = [paragraph.text for cell in cells for paragraph in cell[1:]]
    going_on = sum(text[:1].islower() for text in below)
    if going_on < _FEWEST:
        return False
    longest = max(len(paragraph.text) for cell in cells for paragraph in cell)
    return longest <= _NARROW or going_on >= _SHARE * len(below)


def unwrapped(rows: Sequence[Row]) -> list[Row]:
    """``rows`` with the lines of each cell that its column's width broke put together again; days stay as they are."""
    longest: dict[int, int] = {}
    for row in rows:
        for at, cell in enumerate(row.cells) if len(row.cells) > 2 else ():
            for above in cell.paragraphs[:-1]:
                longest[at] = max(longest.get(at, 0), len(above.text))
    return [
        row._replace(
            cells=(row.cells[0], *[_cell(cell, longest.get(at, 0)) for at, cell in enumerate(row.cells[1:], 1)])
        )
        if len(row.cells) > 2
        else row
        for row in rows
    ]


def _cell(cell: Cell, width: int) -> Cell:
    lines: list[Paragraph] = []
    last = ""  # the line above
    for paragraph in cell.paragraphs:
        word = paragraph.text.partition(" ")[0]
        ended = word in _BULLETS and last.endswith((";", ":", "."))
        if lines and not ended and (word[:1].islower() or len(last) + 1 + len(word) > _FULL * width):
            lines[-1] = lines[-1]._replace(text=f"{lines[-1].text} {paragraph.text}")
        else:
            lines.append(paragraph)
        last = paragraph.text
    return cell._replace(paragraphs=tuple(lines))
