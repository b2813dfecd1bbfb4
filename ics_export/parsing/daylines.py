"""Lists of days whose lines a copy broke: a day on two lines ("Thứ hai", below it "21/5"), a bullet or a number on one
of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ics_export.model import Cell, Document, Paragraph, Row
from ics_export.vietnamese import WEEKDAY

_DATE = re.compile(r"\(?\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?\)?\s*:?")
_WEEKDAY = re.compile(WEEKDAY)
_LONGEST = 24  # characters of a day
_FROM = re.compile(r"(?:[Tt]ừ\s)?\d{1,2}\s?(?:h|g|giờ|:)\s?\d{0,2}\s?[-–]")
_HOUR = re.compile(r"\d{1,2}\s?(?:h|g|giờ|:)\s?\d{0,2}:?")
_BULLET = re.compile(r"[-+*•]|\d{1,2}\s?[-.)]")
_NUMBER = re.compile(r"(\d{1,2})\s?-\s*(?=\d{1,2}\s?(?:h|g|giờ|:)\d{0,2}|[^\W\d_])")


def with_whole_lines(document: Document) -> Document:
    """A document without a table with its days and its bullets on the lines that they head; numbers of works before a
    dash, "2- 09h00: …", as others are, "2. 09h00: …"."""
    rows = _joined(document.rows)
    numbered = [match for row in rows if (match := _NUMBER.match(row.cells[0].text))]
    if any(number[1] == "1" for number in numbered) and any(number[1] == "2" for number in numbered):
        rows = [_with_text(row, _NUMBER.sub(r"\1. ", row.cells[0].text, count=1)) for row in rows]
    return document._replace(rows=tuple(rows))


def _joined(rows: Sequence[Row]) -> list[Row]:
    found: list[Row] = []
    for row in rows:
        above = found[-1] if found else None
        if above and len(above.cells) == len(row.cells) == 1 and _one_line(above.cells[0].text, row.cells[0].text):
            upper, lower = above.cells[0].text, row.cells[0].text
            # A heading names the weekday first: "03/02", below it "Thứ Hai", is "Thứ Hai 03/02".
            found[-1] = _with_text(above, f"{lower} {upper}" if _DATE.match(upper) else f"{upper} {lower}")
        else:
            found.append(row)
    return found


def _one_line(above: str, text: str) -> bool:
    """Whether two lines were one: the halves of a day or of hours, or a bullet and what it opens."""
    if len(above) > _LONGEST:
        return False
    if _BULLET.fullmatch(above):
        return not _BULLET.fullmatch(text)
    if len(text) > _LONGEST:
        return False
    if _FROM.fullmatch(above):
        return _HOUR.fullmatch(text) is not None
    bare, lower = above.strip("*_: "), text.strip("*_: ")
    return bool(
        (_WEEKDAY.fullmatch(bare.lower()) and _DATE.fullmatch(lower))
        or (_DATE.fullmatch(bare) and _WEEKDAY.fullmatch(lower.lower()))
    )


def _with_text(row: Row, text: str) -> Row:
    """A row of one cell with another text."""
    if len(row.cells) > 1 or text == row.cells[0].text:
        return row
    first = row.cells[0].paragraphs[0] if row.cells[0].paragraphs else Paragraph("")
    return row._replace(cells=(Cell((first._replace(text=text),)),))
