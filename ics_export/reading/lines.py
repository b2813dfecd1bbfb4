"""Rows that are lines of a page (*mỗi dòng một hàng*): each holds of every cell one line or nothing.

A PDF's table is copied so where a program goes line by line over all columns. The lines of one row are put together
again; what the columns' widths broke in them is wrapped.py's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, zip_longest

from ics_export.model import Cell, Paragraph, Row
from ics_export.vietnamese import WEEKDAY

_FEWEST = 12
"""Lines that go on in a small letter make a document of lines, where they are a third of all."""
_FEWEST_PARTS = 10
"""Of so many lines that open a row one may have a cell that begins with a small letter, or nothing but its date."""
_NUMBER = re.compile(r"(?<![\d/])\d{1,2}(?!\d)")
_GOES_ON = (",", "-", "–", "đến", "và", "&", "+", "/", "(")
"""How the upper line of a date ends that has more below it."""


def are_lines(rows: Sequence[Row]) -> bool:
    """Whether the rows of a document are lines of its page: so many of them go on a sentence, and have no date.

    The line that opens a row goes on nothing. In a table whose rows are slots ("sáng"), or whose units are written
    small ("các phòng"), it does, and such a table's rows are left as they are; so are those of one whose date stands
    in the middle of its row, for nobody knows where that begins.
    """
    wide = [row for row in rows if len(row.cells) > 1]
    going_on = sum(any(map(_goes_on, row.cells)) for row in wide)
    undated = sum(not row.cells[0].paragraphs for row in wide)
    if going_on < _FEWEST or going_on * 3 <= len(wide) or undated * 4 <= len(wide):
        return False
    opening = [
        row
        for above, row in pairwise(wide)
        if row.cells[0].paragraphs and not above.cells[0].paragraphs and any(_says_day(row.cells[0].text))
    ]
    doubtful = sum(any(map(_goes_on, row.cells[1:])) or not any(c.paragraphs for c in row.cells[1:]) for row in opening)
    return doubtful * _FEWEST_PARTS <= len(opening)


def _goes_on(cell: Cell) -> bool:
    """Whether a cell goes on a sentence: it begins with a small letter, and no name or cross of a leader's stands in
    it."""
    text = cell.paragraphs[0].text if cell.paragraphs else ""
    return text[:1].islower() and len(text) > 1 and not text.startswith(("đ/c", "đc ", "đồng chí"))


def put_together(rows: Sequence[Row]) -> list[Row]:
    """``rows`` with the lines of one row as one, a paragraph for each line; a gap above ends a row. What stands above
    the table's head stays as it is, and so does what stands below the head of a further table.
    """
    dated = next((at for at, row in enumerate(rows) if len(row.cells) > 2 and any(_says_day(row.cells[0].text))), 0)
    start = dated
    while start and len(rows[start - 1].cells) > 1 and not rows[start].after_gap:
        start -= 1
    if any(re.match(_IN_NO_HEAD, cell.text) for row in rows[start:dated] for cell in row.cells):
        return list(rows)  # the first day's date stands in the middle of its row
    end = _further_table(rows, start)
    found = list(rows[:start])
    lines: list[Row] = []
    for row in rows[start:end]:
        if lines and (len(row.cells) < 2 or row.after_gap or _begins(lines, row)):
            found.append(_one(lines))
            lines = []
        if len(row.cells) < 2:
            found.append(row)
        else:
            lines.append(row)
    if lines:
        found.append(_one(lines))
    return [*found, *rows[end:]]


_IN_NO_HEAD = r"[-–+•*]\s|(?i:sáng|chiều|tối|cả ngày)\s?:|\d"
"""How a cell opens that is no head of a column."""
_SLOT_OR_HOUR = r"(?i)\W*(?:sáng|chiều|tối|cả ngày|\d{1,2}\s?(?:[:hg]|giờ)\s?\d{0,2})\W*$"


def _further_table(rows: Sequence[Row], start: int) -> int:
    """Where a table stands below the one that begins at ``start``, under a title and a head of its own; or the end."""
    head = rows[start].cells[0].text
    for at in range(start + 1, len(rows)):
        first = rows[at].cells[0].text
        opens = len(rows[at - 1].cells) < 2 <= len(rows[at].cells) and first[:1].isupper() and first != head
        if opens and not any(_says_day(first)):
            return at
    return len(rows)


def _begins(lines: Sequence[Row], row: Row) -> bool:
    """Whether a line begins a row: with a date, while the lines above it have theirs whole."""
    text = row.cells[0].text
    if not text:  # a slot or an hour in a column of its own
        return re.match(_SLOT_OR_HOUR, row.cells[1].text) is not None and any(line.cells[1].text for line in lines)
    if text[:1].islower():
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
        cells.append(Cell((*held[:1], *soft)))
    return first._replace(cells=tuple(cells))
