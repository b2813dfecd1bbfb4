"""Cells that say what the one above them says (*như trên*): "-nt-", "-nt-; Trạm Y tế"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ics_export.model import Cell, Row
from ics_export.parsing.columns import Header, Role
from ics_export.parsing.slots import SLOT_LABEL

ALONE = (
    r"(?:[-–/]\s?)?(?:nt|NT|Nt|n\.t)\.?(?:\s?[-–/])?|-?[Nn]hư (?:trên|(?:buổi )?(?:sáng|chiều))-?"
    r"|[-–]?\s?[\"“”″'〃]{1,2}\s?[-–]?|-?//-?"
)
"""Pattern of a sign that says the same, in a paragraph of its own."""
BEGINS = "-–/nN\"“”″'〃"
"""What such a sign may begin with."""
_LONGEST = 12  # characters of such a sign


def is_sign(text: str) -> bool:
    """Whether the first entry of a text is such a sign and nothing else; it begins with one of ``BEGINS``."""
    sign = _first(text)[0]
    return 0 < len(sign) <= _LONGEST and re.fullmatch(ALONE, sign) is not None


def _first(text: str) -> tuple[str, str]:
    """The first entry of a text, and the others."""
    first, *others = re.split(r"[;,]", text, maxsplit=1)
    return first, others[0] if others else ""


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
    """A cell with what stands in the cell above it for such a sign, alone or before others: "-nt-; Trạm Y tế"; as it is
    where that would make more than a cell's words of it."""
    if len(cell.paragraphs) != 1 or not is_sign(cell.paragraphs[0].text):
        return cell
    _, others = _first(cell.paragraphs[0].text)
    if not others:
        return above
    said = above.text.split("; ")
    further = [words.strip() for words in others.split(";") if words.strip() and words.strip() not in said]
    text = "; ".join(["; ".join([paragraph.text for paragraph in above.paragraphs]), *further])
    return Cell((cell.paragraphs[0]._replace(text=text),)) if len(text) < _LONGEST_CELL else cell


_LONGEST_CELL = 500
"""Characters of a cell of leaders or units."""
