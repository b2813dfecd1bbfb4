"""Headers of two rows (*tiêu đề hai tầng*): "Nội dung" over "Sáng" and "Chiều", "Phân công" over who leads and who
prepares."""

from __future__ import annotations

from collections.abc import Sequence

from ics_export.model import Cell, Row
from ics_export.parsing.columns import as_printed, bind, role_of
from ics_export.parsing.slots import slot_of

_WIDEST = 24
"""Columns."""


def of_two_rows(rows: Sequence[Row]) -> Row | None:
    """The header that the first two of ``rows`` are together, where the upper one's "Phân công" stands over "Lãnh đạo"
    and "Đơn vị" in the lower one; None where the first is a header alone.

    * Both have as many cells: the lower one has blanks, or the upper one's words, where it says no more.
    * The lower one has more, for the upper one's merged cell is one: those that say more stand side by side below it.
    * The lower one has only those that say more: then the third row has as many cells as both rows together say.
    """
    if len(rows) < 2 or len(rows[0].cells) > _WIDEST:
        return None
    upper, lower = rows[0].cells, rows[1].cells
    above = {cell.text for cell in upper}
    below = [cell for cell in lower if cell.paragraphs and cell.rows and cell.text not in above]
    if len(below) < 2 or len(below) >= len(upper) or not all(map(_says_more, below)):
        return None
    if len(lower) == len(upper):
        if lower[0] in below:
            return None
        found = [[low if low in below else up for up, low in zip(upper, lower, strict=True)]]
    elif len(lower) == len(upper) - 1 + len(below) and not lower[0].paragraphs:
        at = lower.index(below[0])
        if list(lower[at : at + len(below)]) != below:
            return None
        found = [[*upper[:at], *below, *upper[at + 1 :]]]
    elif len(rows) > 2 and len(rows[2].cells) == len(upper) - 1 + len(lower) and len(below) == len(lower):
        found = [[*upper[:at], *lower, *upper[at + 1 :]] for at in range(len(upper) - 1, 0, -1)]
    else:
        return None
    said = {role_of(as_printed(cell.text)) for cell in upper if cell.paragraphs}
    for cells in found:
        whole = rows[0]._replace(cells=tuple(cells))
        header = bind(whole)
        if header and None not in header.roles and said <= {*header.roles, None}:
            return whole
    return None


def _says_more(cell: Cell) -> bool:
    """Whether a cell is one of a header's lower row: the part of a day, or what stands below it."""
    return slot_of(cell.text) is not None or role_of(as_printed(cell.text)) is not None
