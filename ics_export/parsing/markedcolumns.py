"""Tables with a column for each leader in which a cross says who attends: one leaders' column is made of them."""

from __future__ import annotations

from collections.abc import Sequence

from ics_export.model import Cell, Document, Paragraph, Row
from ics_export.parsing.columns import Role, role_of
from ics_export.parsing.leadercolumns import is_leader
from ics_export.parsing.words import CROSSES
from ics_export.tuples import NamedTuple

_MOST_OTHERS = 0.2
"""So great a part of what stands in the leaders' columns may be words ("chủ trì") and not crosses."""


_FEWEST = 4
"""Columns: when, what and two leaders."""


class _Head(NamedTuple):
    """The header of such a table: the leaders' columns, what is said above them, and how many rows it takes."""

    leaders: dict[int, str]
    words: Cell
    height: int


def by_marks(document: Document) -> Document:
    """The document with the leaders' columns of such tables as one, in which the names stand that are crossed.

    What stands in such a column and is no cross is said behind the name: "GĐ Nam (chủ trì)".
    """
    rows: list[Row] = []
    head: _Head | None = None
    index = 0
    while index < len(document.rows):
        row = document.rows[index]
        found = _head(document.rows[index : index + 2])
        if found and (head or _crossed(document.rows[index + found.height :], found)):
            head = found
            rows.append(_with(row, head, head.words))
            index += head.height
            continue
        rows.append(row if head is None or len(row.cells) <= min(head.leaders) else _with(row, head, _who(row, head)))
        index += 1
    return document._replace(rows=tuple(rows)) if head else document


def _head(rows: Sequence[Row]) -> _Head | None:
    """The header that opens these rows, with the leaders in its own row or, under a common head, in the one below."""
    if not rows or len(rows[0].cells) < _FEWEST:
        return None
    cells = rows[0].cells
    roles = [role_of(cell.text) for cell in cells]
    if roles[0] not in (Role.DATE, Role.TIME, Role.NUMBER) or Role.CONTENT not in roles:
        return None
    leaders = {at: cell.text for at, cell in enumerate(cells) if roles[at] in (None, Role.LEADERS) and _is_head(cell)}
    if len(leaders) > 1:
        return _Head(leaders, Cell((Paragraph("Lãnh đạo"),)), 1)
    below = rows[1].cells if len(rows) > 1 else ()
    leaders = {at: cell.text for at, cell in enumerate(below) if cell.paragraphs}
    if len(leaders) > 1 and all(map(_is_head, [below[at] for at in leaders])) and min(leaders) < len(cells):
        return _Head(leaders, cells[min(leaders)], 2)
    return None


def _is_head(cell: Cell) -> bool:
    return cell.paragraphs != () and is_leader(cell.text)


def _crossed(rows: Sequence[Row], head: _Head) -> bool:
    """Whether crosses, and hardly anything else, stand in the leaders' columns below a header."""
    again = {head.words.text, *head.leaders.values()}  # the header behind a page break
    texts = [row.cells[at].text for row in rows for at in head.leaders if at < len(row.cells)]
    said = [text for text in texts if text and text not in again]
    others = sum(text not in CROSSES for text in said)
    return len(said) > others and others <= _MOST_OTHERS * len(said)


def _who(row: Row, head: _Head) -> Cell:
    """The cell of those whom a row's crosses name."""
    names = []
    for at, name in head.leaders.items():
        text = row.cells[at].text if at < len(row.cells) else ""
        if text:
            names.append(name if text in CROSSES else f"{name} ({text})")
    return Cell((Paragraph(", ".join(names)),) if names else ())


def _with(row: Row, head: _Head, cell: Cell) -> Row:
    """A row with one cell in place of those of the leaders' columns."""
    first = min(head.leaders)
    kept = [one for at, one in enumerate(row.cells) if at not in head.leaders]
    return row._replace(cells=(*kept[:first], cell, *kept[first:]))
