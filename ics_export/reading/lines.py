"""Rows that are lines of a page (*mỗi dòng một hàng*): each holds of every cell one line or nothing.

A PDF's table is copied so where a program goes line by line over all columns. The lines of one row are put together
again; what the columns' widths broke in them is wrapped.py's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from ics_export.model import Cell, Paragraph, Row
from ics_export.vietnamese import WEEKDAY

_FEWEST = 12
"""Lines that go on in a small letter make a document of lines, where they are a third of all."""
_NUMBER = re.compile(r"(?<![\d/])\d{1,2}(?!\d)")
_GOES_ON = (",", "-", "–", "đến", "và", "&", "+", "/", "(")
"""How the upper line of a date ends that has more below it."""


def are_lines(rows: Sequence[Row]) -> bool:
    """Whether the rows of a document are lines of its page: so many of them go on a sentence, and have no date."""
    wide = [row for row in rows if len(row.cells) > 1]
    going_on = sum(any(map(_goes_on, row.cells)) for row in wide)
    undated = sum(not row.cells[0].paragraphs for row in wide)
    return going_on >= _FEWEST and going_on * 3 > len(wide) and undated * 4 > len(wide)


def _goes_on(cell: Cell) -> bool:
    """Whether a cell goes on a sentence: it begins with a small letter, and no name or cross of a leader's stands in
    it."""
    text = cell.paragraphs[0].text if cell.paragraphs else ""
    return text[:1].islower() and len(text) > 1 and not text.startswith(("đ/c", "đc ", "đồng chí"))


def put_together(rows: Sequence[Row]) -> list[Row]:
    """``rows`` with the lines of one row as one, a paragraph for each line; a gap above ends a row. What stands above
    the table's head stays as it is.
    """
    start = next((at for at, row in enumerate(rows) if len(row.cells) > 2 and any(_says_day(row.cells[0].text))), 0)
    while start and len(rows[start - 1].cells) > 1 and not rows[start].after_gap:
        start -= 1
    found = list(rows[:start])
    lines: list[Row] = []
    for row in rows[start:]:
        if lines and (len(row.cells) < 2 or row.after_gap or _begins(lines, row)):
            found.append(_one(lines))
            lines = []
        if len(row.cells) < 2:
            found.append(row)
        else:
            lines.append(row)
    if lines:
        found.append(_one(lines))
    return found


def _begins(lines: Sequence[Row], row: Row) -> bool:
    """Whether a line begins a row: with a date, while the lines above it have theirs whole."""
    text = row.cells[0].text
    if not text or text[:1].islower():
        return False
    above = " ".join([line.cells[0].text for line in lines if line.cells[0].paragraphs])
    if not above:
        return True
    if not any(_says_day(above)):
        return any(_says_day(text))  # a table's head stands above it
    if above.endswith(_GOES_ON):
        return False  # "Thứ Tư," and below it "01/11"; "Thứ Bảy," and "Chủ nhật"
    return any(map(all, zip(_says_day(text), _says_day(above), strict=True)))


def _says_day(text: str) -> tuple[bool, bool]:
    """Whether a text names a weekday, or begins to, and whether it holds a day's number."""
    weekday = text.lower() in ("chủ", "thứ") or re.search(WEEKDAY, text.lower()) is not None
    return weekday, _NUMBER.search(text) is not None


def _one(lines: Sequence[Row]) -> Row:
    """The row whose lines these are."""
    first = lines[0]
    cells = []
    for column in zip_longest(*[line.cells for line in lines]):
        held: list[Paragraph] = [paragraph for cell in column if cell for paragraph in cell.paragraphs]
        soft = [paragraph._replace(soft=True) for paragraph in held[1:]]
        cells.append(Cell((*held[:1], *soft), first.place))
    return first._replace(cells=tuple(cells))
