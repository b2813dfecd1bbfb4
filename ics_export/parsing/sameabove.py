"""Cells that say what the one above them says (*như trên*): "-nt-", "-nt-; Trạm Y tế"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ics_export.model import Cell, Row
from ics_export.parsing.columns import Header, Role
from ics_export.parsing.slots import SLOT_LABEL

DITTO = frozenset(
    ("-nt-", "- nt -", "nt", "-NT-", "NT", "như trên", "Như trên", "-như trên-", '"', "“", "”", "〃", "″", "-//-", "//")
)
"""Signs in a cell that it says the same."""


def as_above(rows: Sequence[Row], header: Header) -> list[Row]:
    """The rows with what stands in the cell above where a cell says that it is the same: "-nt-". Which of several works
    of a row is meant nobody can say, nor whether somebody is on duty again."""
    found: list[Row] = []
    for row in rows:
        above = found[-1].cells if found and len(found[-1].cells) == len(row.cells) else ()
        several = bool(above) and len(re.findall(SLOT_LABEL, header.text(found[-1], Role.CONTENT))) > 1
        if several or any(cell.text.startswith(("Trực", "TRỰC")) for cell in above):
            above = ()
        cells = [_as_above(cell, above[at]) if above else cell for at, cell in enumerate(row.cells)]
        found.append(row._replace(cells=tuple(cells)))
    return found


def _as_above(cell: Cell, above: Cell) -> Cell:
    """A cell with what stands in the cell above it for such a sign, alone or before others: "-nt-; Trạm Y tế"."""
    if len(cell.paragraphs) != 1:
        return cell
    text = cell.paragraphs[0].text
    if text in DITTO:
        return above
    sign, mark, others = text.partition(";")
    if not mark or sign not in DITTO or len(above.paragraphs) != 1:
        return cell
    return Cell((cell.paragraphs[0]._replace(text=f"{above.text}; {others.strip()}"),))
