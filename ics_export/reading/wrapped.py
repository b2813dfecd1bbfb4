"""Cells whose lines end where the column does (*xuống dòng theo bề rộng cột*), as a PDF's text has them.

Such a line end says nothing, but one that leaves room for the next word says that a paragraph ends there.
"""

from __future__ import annotations

import re
from collections import Counter
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

_OUTLYING = 1.25
"""A line longer by so much than the usual full one is none that the column's width broke."""
_FEWEST_OF_COLUMN = 3
_OPENS = (
    r"(?:đ/c|đc|đồng chí|các|lãnh đạo|toàn|phòng|văn phòng|ban|chi cục|trung tâm|thanh tra|hội trường|tại|trực|sáng"
    r"|chiều|tối|cả ngày)(?!\w)"
)
"""Words that open a paragraph in small letters too, where a secretary writes so."""
_FULL_NAME = r"[^\W\d_]+(?: [^\W\d_]+){1,3}$"
_DANGLING = (
    " và",
    " với",
    " của",
    " tại",
    " các",
    " về",
    " cho",
    " số",
    " từ",
    " đến",
    " do",
    " ở",
    " lúc",
    " hồi",
    ",",
    "-",
    "–",
    "(",
)
"""What no paragraph ends with."""

_ENDS = (".", ";", ":", ")")
"""What a paragraph ends with more often than a line that the column's width broke."""

_HOUR = re.compile(r"\d{1,2}\s?(?:h(?!\w*[a-z])|g\d|giờ|:\d)")
_BULLETS = ("-", "–", "+", "•", "*")


def is_wrapped(rows: Sequence[Row]) -> bool:
    """Whether the lines of a document's cells end where their columns do."""
    day = _day_column(rows)
    cells = [
        cell.paragraphs
        for row in rows
        if len(row.cells) > 2
        for at, cell in enumerate(row.cells)
        if at != day and len(cell.paragraphs) > 1
    ]
    below = [paragraph.text for cell in cells for paragraph in cell[1:]]
    going_on = sum(text[:1].islower() for text in below)
    if going_on < _FEWEST:
        return False
    longest = max(len(paragraph.text) for cell in cells for paragraph in cell)
    return longest <= _NARROW or going_on >= _SHARE * len(below)


def unwrapped(rows: Sequence[Row], marked: bool = False) -> list[Row]:
    """``rows`` with the lines of each cell that its column's width broke put together again; days stay as they are.

    ``marked``: the lines end in tags (``<br>``), which part paragraphs but where the column of the work itself shows
    that they do not.
    """
    day = _day_column(rows)
    lengths: dict[int, list[int]] = {}
    for row in rows:
        for at, cell in enumerate(row.cells) if len(row.cells) > 2 else ():
            lengths.setdefault(at, []).extend([len(above.text) for above in cell.paragraphs[:-1]])
    if marked and not _wraps(rows, max(lengths, key=lambda at: sum(lengths[at]))):
        return list(rows)
    widths = {at: _width(found) if _wraps(rows, at) else max(found) for at, found in lengths.items() if found}
    return [
        row._replace(
            cells=tuple([cell if at == day else _cell(cell, widths.get(at, 0)) for at, cell in enumerate(row.cells)])
        )
        if len(row.cells) > 2
        else row
        for row in rows
    ]


def _day_column(rows: Sequence[Row]) -> int:
    """The column that says the days, whose lines are no wrapped ones; it need not be the first."""
    said: Counter[int] = Counter()
    for row in rows:
        for at, cell in enumerate(row.cells) if len(row.cells) > 2 else ():
            said[at] += any(len(p.text) < _LONGEST_DAY and _DAY.match(p.text) is not None for p in cell.paragraphs)
    return max(said, key=lambda at: (said[at], -at), default=0)


_DAY = re.compile(
    r"(?:Từ )?(?:ngày )?\d{1,2}(?!\w)(?!\s?(?:h|g|giờ|:))|(?:Thứ|THỨ|Chủ nhật|CN|T[2-7])(?!\w)", re.IGNORECASE
)
_LONGEST_DAY = 24


def _wraps(rows: Sequence[Row], at: int) -> bool:
    """Whether enough lines of a column go on the one above in a small letter, with no word that opens a cell so."""
    below = [
        paragraph.text for row in rows if len(row.cells) > max(2, at) for paragraph in row.cells[at].paragraphs[1:]
    ]
    going_on = sum(text[:1].islower() and not re.match(_OPENS, text) for text in below)
    return going_on >= _FEWEST_OF_COLUMN and going_on >= _SHARE * len(below)


def _width(lengths: Sequence[int]) -> int:
    """How many characters a column has room for: as the longest of its lines, but for a few that are no lines of it."""
    usual = sorted(lengths)[len(lengths) * 3 // 4]
    return max([length for length in lengths if length <= _OUTLYING * usual])


def _cell(cell: Cell, width: int) -> Cell:
    lines: list[Paragraph] = []
    last = ""  # the line above
    for paragraph in cell.paragraphs:
        if lines and _goes_on(lines[-1].text, last, paragraph.text, width):
            lines[-1] = lines[-1]._replace(text=f"{lines[-1].text} {paragraph.text}")
        else:
            lines.append(paragraph)
        last = paragraph.text
    return cell._replace(paragraphs=tuple(lines))


def _goes_on(above: str, last: str, text: str, width: int) -> bool:
    """Whether a line goes on the paragraph ``above``, whose ``last`` line stands right above it."""
    word = text.partition(" ")[0]
    if word in _BULLETS and last.endswith((";", ":", ".")):
        return False
    if _HOUR.match(text) and _HOUR.match(last) and not last.endswith(_DANGLING):
        return False  # in a column of hours
    if _is_full_name(text) and _is_full_name(last):
        return False
    full = 1 if last[-1:] in _ENDS and not word[:1].islower() else _FULL
    if word[:1].islower() or len(last) + 1 + len(word) > full * width:
        return True
    if above.count("(") > above.count(")") and ")" in text and "(" not in text.partition(")")[0]:
        return True
    return last.endswith(_DANGLING)


def _is_full_name(line: str) -> bool:
    """Whether a line is somebody's name and nothing else: two to four words, each with a capital."""
    return re.match(_FULL_NAME, line) is not None and line.istitle()
