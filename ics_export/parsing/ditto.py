"""What stands for the entry above in a flattened cell (*như trên*): "Phòng A nt Phòng B", "Đ/c Hoàn GĐ -"- Đ/c An"."""

from __future__ import annotations

import re

from ics_export.model import Paragraph
from ics_export.parsing.attribution import read_leader_cell
from ics_export.parsing.mending import as_written
from ics_export.parsing.parts import Part
from ics_export.parsing.sameabove import ALONE
from ics_export.parsing.units import read_units

_DITTO = re.compile(
    r"(?:(?<=[\s,;])|^)"
    r"(?:[-–/]\s?(?:nt|NT|Nt)\s?[-–/]|nt|[Nn]hư trên|[-–]\s?[\"“”″'〃]{1,2}\s?[-–]|-//-|[\"“”″〃])(?=[\s,;]|$)"
)
"""Signs of *như trên* between blanks: "NT" may be somebody's initials there, "//" a stroke between two."""
_EDGES = " ,;"


def may_hold(text: str) -> bool:
    """Whether such a sign stands in a paragraph of leaders or units."""
    return _DITTO.search(text) is not None or re.fullmatch(ALONE, text) is not None


def spelt_out(part: Part) -> Part:
    """``part`` with the leaders and the units that such a sign repeats in its place, each entry a paragraph."""
    return part._replace(leaders=_repeated(part.leaders, leaders=True), units=_repeated(part.units, leaders=False))


def _repeated(cell: tuple[Paragraph, ...], *, leaders: bool) -> tuple[Paragraph, ...]:
    """The paragraphs of a cell, each sign in them replaced by the entry before it; one that opens the cell stays, for
    nothing in the cell says what it repeats."""
    if not any(may_hold(paragraph.text) for paragraph in cell):
        return cell
    found: list[Paragraph] = []
    above: list[str] = []  # the paragraphs of the entry above
    for paragraph in cell:
        if above and re.fullmatch(ALONE, paragraph.text):
            found += [paragraph._replace(text=text) for text in above]
            continue
        above = [*above, paragraph.text] if above and above[-1].endswith((",", ";")) else [paragraph.text]
        position = 0
        for sign in [*_DITTO.finditer(paragraph.text), None]:
            words = paragraph.text[position : sign.start() if sign else None].strip(_EDGES)
            if words:
                found.append(paragraph._replace(text=words))
            if sign:
                last = found[-1].text if found else sign[0]
                found.append(paragraph._replace(text=_last(last, leaders=leaders)))
                position = sign.end()
    return tuple(found)


def _last(text: str, *, leaders: bool) -> str:
    """The last entry of a paragraph: "Đ/c Thoại GĐ, các PGĐ" of "Đ/c An PGĐ Đ/c Thoại GĐ, các PGĐ"."""
    if leaders:
        text = as_written(text)
        cell = read_leader_cell((text,))
        entries = [mention.printed for mention in cell.mentions]
        cuts = [at for at, joint in enumerate(cell.column.joints, 1) if joint.cut < joint.join]
    else:
        units = read_units([text])
        entries = [unit.text for unit in units]
        cuts = [at for at, unit in enumerate(units) if at and unit.before in (" ", "paragraph")]
    first = cuts[-1] if cuts else 0
    at = text.rfind(entries[first]) if entries else -1
    return text[at:] if at >= 0 else text
