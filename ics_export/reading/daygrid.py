"""Tables with a column for each day of a week (*lưới tuần*), whose cells run over several lines of text.

Copied from a word processor such a table has a tab between two cells and a line end between the lines of one, in its
header too: "Thứ Hai" and below it "06/10". A row begins with whom or what part of the day it is for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ics_export.model import Cell, Place, Row
from ics_export.reading.markup import paragraphs
from ics_export.vietnamese import WEEKDAY

_WEEKDAY = re.compile(rf"(?i){WEEKDAY}(?!\w)")
_DATE = re.compile(r"\W*(?:ngày\s)?\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?\W*|\W*\d{1,2}\W*")
_SLOT = re.compile(r"(?i)(?:buổi\s)?(?:sáng|chiều|tối|cả ngày)\W*")
_PERSON = re.compile(
    r"(?:Đ/[cC]|đ/c|Đồng chí|[ÔO]ng|Bà|Thầy|Cô|(?:GS|PGS|TS|ThS|BS|CKI{1,2})\.)\s?[^\W\d_].{1,60}"
    r"|(?:Giám đốc|Phó [Gg]iám đốc|Chủ tịch|Phó [Cc]hủ tịch|Hiệu trưởng|Phó [Hh]iệu trưởng|Bí thư|Phó [Bb]í thư).{0,60}"
)
_FEWEST = 4
"""Days that a week's columns name."""
_LONGEST_LABEL = 3
"""Lines of a row's label below its first."""


def regrouped(name: str, lines: Sequence[str], rows: Sequence[Row]) -> list[Row] | None:
    """The ``rows`` of a text with those of such a table put together from its ``lines``; None where there is none, or
    where no row of it runs over several lines."""
    head = _head(lines)
    if head is None:
        return None
    first, below, words = head
    starts = _row_starts(lines, below)
    if not starts or starts[0] != below:
        return None
    end = _end(lines, starts)
    if sum(first < row.place.line <= end for row in rows) == 1 + len(starts) == end - first:
        return None  # each row is a line
    found = [row for row in rows if row.place.line <= first]
    found.append(Row(tuple([Cell(paragraphs(word)) for word in words]), Place(name, first + 1)))
    for start, stop in zip(starts, [*starts[1:], end], strict=True):
        cells = "\n".join(line for line in lines[start:stop] if line.strip()).split("\t")
        if len(cells) > len(words):
            return None
        found.append(Row(tuple([Cell(paragraphs(cell)) for cell in cells]), Place(name, start + 1)))
    return found + [row for row in rows if row.place.line > end]


def _head(lines: Sequence[str]) -> tuple[int, int, list[str]] | None:
    """The header of such a table: its first line, the line below its last, and the words of its cells."""
    for number, line in enumerate(lines):
        if "\t" not in line:
            continue
        cells = _cells(line)
        if len(cells) < 2 or not _WEEKDAY.match(cells[1]) or _WEEKDAY.match(cells[0]):
            continue
        below = number + 1
        while below < len(lines) and _DATE.fullmatch((said := _cells(lines[below]))[0]):
            following = said[1:]
            if not all(map(_WEEKDAY.match, following)):
                break
            cells[-1] += f" {said[0]}"
            cells += following
            below += 1
        days = cells[1:]
        if len(days) >= _FEWEST and all(map(_WEEKDAY.match, days)):
            return number, below, cells
    return None


def _cells(line: str) -> list[str]:
    return [" ".join(cell.split()) for cell in line.split("\t")]


def _row_starts(lines: Sequence[str], below: int) -> list[int]:
    """The lines that open rows: the part of a day, or somebody, and a tab behind it or few lines below."""
    by_slot = _SLOT.fullmatch(_cells(lines[below])[0]) is not None if below < len(lines) else False
    label = _SLOT if by_slot else _PERSON
    found: list[int] = []
    for number in range(below, len(lines)):
        first, tab, _ = lines[number].partition("\t")
        if not label.fullmatch(" ".join(first.split())) or (
            found and not any("\t" in line for line in lines[found[-1] : number])
        ):
            continue  # "Ông Khúc Hữu Thắng", and below it "Hiệu trưởng"
        near = lines[number + 1 : number + 1 + _LONGEST_LABEL]
        tabbed = next((at for at, line in enumerate(near) if "\t" in line), None)
        if tab or (tabbed is not None and all(line.strip() for line in near[:tabbed])):
            found.append(number)
    return found


def _end(lines: Sequence[str], starts: Sequence[int]) -> int:
    """The line where the table ends: a blank one below its last row, or the text's end."""
    return next((at for at in range(starts[-1], len(lines)) if not lines[at].strip()), len(lines))
