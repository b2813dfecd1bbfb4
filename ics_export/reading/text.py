"""Plain text: rows are lines, cells are parted by tabs or bars, cells may run over several lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from ics_export.diagnostics import Report
from ics_export.model import Cell, Document, Paragraph, Place, Row
from ics_export.reading.decoding import decode
from ics_export.reading.markup import paragraphs

# Needed for tables drawn with bars, and for cells that run over several lines: compiled when one is met.
_RULE = r"[\s|:+=_\-–—]*"
# What a date cell can be made of: numbers, weekdays and the words around them, nothing else.
_DATE_CELL = (
    r"[\s*_<>/bpriu]{0,12}(?:\d{1,2}(?!\d)|(?:thứ|chủ|ngày|từ|cn|t[2-8]|t\.)(?!\w))"
    r"(?:[\s\d,;./&+()*<>–—-]|(?:thứ|chủ|nhật|ngày|từ|đến|và|cn|t[2-8]|hai|ba|tư|năm|sáu|bảy|bẩy|tháng|br"
    r"|[pbiu])(?!\w))*"
)
_WEEKDAY = r"(?:thứ\s(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|t[2-7]|chủ\snhật|cn)"
_DAY_AND_MONTH = r"\s*\(?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?\)?\s*"
_RUNS_ON = (
    r"\s*(?:[-+•*]\s|[ĐđDd]/[cC]|[Đđ]ồng chí|[Cc]ác\s|Lãnh đạo|Toàn |Ban (?:Giám|TV)|Thường trực|BGH|BGĐ|CBCC|CCVC"
    r"|P?(?:GĐ|CT|BT|HT|TB|CVP)\b|[ÔB]\.\s|Ông\s|Bà\s|Phó\s|Giám đốc|Chủ tịch|Hiệu trưởng|Bí thư|[a-zà-ỹđ(])"
)
_HOUR_CELL = r"\s*\d{1,2}\s?(?:[:hg]|giờ)\s?\d{0,2}\b"
_CLOSES = r"\s*(?:Nơi nhận|Ghi chú|Lưu ý|KT\.|TL\.|TM\.|[IVX]+\.\s|Phần\s)"


class TextReader:
    """Text torn out of Word, a PDF or a scan."""

    def detect(self, head: bytes) -> bool:
        """Always true: plain text has no mark of its own, so this reader is asked last."""
        return True

    def read(self, name: str, data: bytes, report: Report) -> Document:
        """The document in ``data``; raises ``UserError`` where the bytes are no text, or no table to be read."""
        text = decode(name, data, report)
        lines = text.split("\n")
        if "    " in text and (text.count("\t") + text.count("|")) * 10 < len(lines):
            from ics_export.reading.aligned import aligned_rows

            rows = aligned_rows(name, lines, report)
            if rows:
                return Document(name, rows, tuple(lines))
        return split(name, text)


def split(name: str, text: str) -> Document:
    """``text`` (clean, lines ended by ``\n``) as a document."""
    if any(word in text for word in _BROKEN_WEEKDAYS):
        text = re.sub(_BROKEN_WEEKDAY, r"\n\1 ", text)
    lines = text.split("\n")
    bars = "|" in text and _is_open(lines)
    quoted = '"' in text and re.search(_OPENS_QUOTE, text) is not None
    full = 0 if bars or "\t\n" not in text else _full_width(lines)
    rows: list[Row] = []
    pending: list[str] = []  # the cells of the row being read
    start, width, broken, gap, pending_gap = 0, 0, 0, False, False
    for number, line in enumerate(lines, 1):
        if "\f" in line:
            line = line.replace("\f", "")
            gap = True
        if quoted and pending and _in_quotes(pending, lines, number, width):
            first, *others = line.split("\t")
            pending[-1] += "\n" + first
            pending += others
            continue
        if not line or line.isspace():
            # A row whose cells are all empty is a gap too.
            if pending:
                _finish(pending, name, start, pending_gap, rows)
                pending = []
            gap = True
            continue
        cells = _cells(line, bars, width > 2)
        if cells is None:
            continue
        goes_on = pending and not gap and _continues(pending, cells, width, bars, line)
        if full and not goes_on and pending and not gap and width == full:
            goes_on = 1 < len(pending) <= full - len(cells) + 1 and len(pending) < full
        if not (goes_on or gap or quoted) and 1 < len(pending) <= width and _heads_days(pending[0]):
            goes_on = _is_rest_of_head(pending, cells, lines)
        if not goes_on and pending and not gap and len(cells) == 1 and len(pending) == width > 2:
            goes_on = (broken > _SOME_BROKEN or "\n" in "".join(pending[:-1])) and _in_last_cell(lines, number)
        if goes_on:
            if cells[0] and line.lstrip().startswith("|"):
                cells = ["", *cells]  # a bar parts it from the cell that the line end broke off
            pending[-1] += "\n" + cells[0]
            pending += cells[1:]
            broken += 1
            width = width if quoted else max(width, len(pending))
            continue
        if pending:
            _finish(pending, name, start, pending_gap, rows)
        elif rows and not gap and len(cells) > 1 and _goes_below(rows[-1], cells):
            above = rows.pop()
            cells[0] = f"{above.cells[0].text}\n{cells[0]}"
            gap = above.after_gap
        pending, start, pending_gap, gap = cells, number, gap, False
        if len(cells) > 1:
            width = max(width, len(cells))
        elif not (quoted and _in_quotes(pending, lines, number + 1, width)):
            _finish(pending, name, start, pending_gap, rows)
            pending = []
    if pending:
        _finish(pending, name, start, pending_gap, rows)
    if broken > _MANY_BROKEN and "<p" not in text:
        from ics_export.reading.wrapped import is_wrapped, unwrapped

        rows = unwrapped(rows) if is_wrapped(rows) else rows
    return Document(name, tuple(rows), tuple(lines))


def _finish(pending: Sequence[str], name: str, start: int, gap: bool, rows: list[Row]) -> None:
    """Add the row of these cells, which began in line ``start``, unless all are empty."""
    place = Place(name, start)
    found = _read_known(tuple(pending)) if len(pending) > 1 and sum(map(len, pending)) < _LONG else _read_cells(pending)
    if any(found):
        rows.append(Row(tuple([Cell(held, place) for held in found]), place, gap))


def _is_open(lines: Sequence[str]) -> bool:
    """Whether bars only part the cells of a document's lines, so that one before the first word stands behind an empty
    cell; in Markdown every line begins with one, but for those that lost their first cells.
    """
    barred = [line.lstrip() for line in lines if line.count("|") > 1]
    if any(line.startswith("|-") and re.fullmatch(_RULE, line) for line in barred):
        return False  # Markdown's ruling line
    return not all(line.startswith("|") for line in barred)


def _read_cells(cells: Sequence[str]) -> tuple[tuple[Paragraph, ...], ...]:
    """The paragraphs of a row's cells."""
    return tuple(
        [paragraphs(_unquoted(cell) if "\n" in cell or '""' in cell else cell) if cell else () for cell in cells]
    )


_BROKEN_WEEKDAYS = ("THỨ\n", "Thứ\n", "CHỦ\n", "Chủ\n")
_BROKEN_WEEKDAY = r"(?m)^(THỨ|Thứ|CHỦ|Chủ)\n(?=(?i:hai|ba|tư|năm|sáu|bảy|bẩy|nhật)(?!\w))"
"""A weekday whose second word a line end put on the line below, where it opens the heading of a day."""
_DAY_OF_WEEK = r"\d{1,2}(?:\s?/\s?\d{1,2})?\s*[,(]?\s*(?:[Tt]hứ\s|[Cc]hủ\s[Nn]hật)"
_LONG = 1500
"""Characters of a row; longer ones are not kept, for they do not come again."""
_read_known = lru_cache(maxsize=64)(_read_cells)
"""The rows of two months: they come again in its weeks and corrections."""


def _cells(line: str, bars: bool, below: bool) -> list[str] | None:
    """The cells of a line; None for a ruling line ("|---|---|"). ``bars``: they only part cells; ``below``: a row of a
    table stands above, so that one bar may be of a row that a line end broke.
    """
    if "\t" in line:
        return line.split("\t")
    if "|" in line and (line.lstrip().startswith("|") or line.count("|") > 1 or (bars and below)):
        if re.fullmatch(_RULE, line):
            return None
        if bars:
            return line.split("|")
        bare = line.strip()
        return bare.removeprefix("|").removesuffix("|").split("|")
    return [line]


def _continues(pending: list[str], cells: list[str], width: int, bars: bool, line: str) -> bool:
    """Whether a line goes on the last cell of the row before it: together they have no more cells than a row, and the
    line opens no row of its own (an empty first cell or one that names a day); ``bars`` part the cells."""
    if len(pending) < 2:
        return False
    if len(pending) + len(cells) - 1 > width and len(pending) + len("\t".join(cells).rstrip().split("\t")) - 1 > width:
        return False
    first = cells[0]
    if bars and not first and len(pending) < width - 2 and line.lstrip().startswith("|"):
        return any(map(str.strip, cells))  # the row above broke off in the middle
    if not first.strip() or re.match(_CLOSES, first):
        return False
    hour = re.match(_HOUR_CELL, first) is not None
    if hour and not bars and len(pending) < width and len(cells) < width - 1:
        return True  # too few for a row of its own: "10 giờ 15, làm việc …", or the next hour in a cell of hours
    if hour or (len(first) < 60 and re.fullmatch(_DATE_CELL, first, re.IGNORECASE)):
        return _ends_work(pending, first, len(cells), width)
    if len(cells) == 1 and re.match(_DAY_OF_WEEK, first):
        return False  # a row of its own that lost its tabs
    if len(pending) < width or re.match(_RUNS_ON, first):
        return True
    # A header's last words may stand on a line of their own: "LÃNH ĐẠO", below it "SỞ".
    return len(cells) == 1 and len(first) < _SHORT and first.isupper() and all(map(str.isupper, pending))


def _full_width(lines: Sequence[str]) -> int:
    """How many cells each row has in a document that keeps empty ones at their ends, so that one of fewer goes on in
    the next line; 0 where rows may be short."""
    ended = [line.count("\t") + 1 for line in lines if line.endswith("\t") and line[:1].isalnum()]
    widest = max(line.count("\t") + 1 for line in lines)
    if len(ended) < _FEW_ENDED or widest < 3 or set(ended) != {widest}:
        return 0
    for line, below in pairwise([*lines, ""]):
        short = 0 < line.count("\t") < widest - 1 and _names_day(line)
        if short and (not below.strip() or ("\t" in below and _names_day(below))):
            return 0
    return widest


def _names_day(line: str) -> bool:
    """Whether the first cell of a line is a day's."""
    first = line.partition("\t")[0]
    return len(first) < _SHORT and re.fullmatch(_DATE_CELL, first, re.IGNORECASE) is not None


_FEW_ENDED = 2


def _heads_days(cell: str) -> bool:
    """Whether a cell is the head of the column of days, so that the lines below are its table's."""
    return len(cell) < _SHORT and re.match(r"(?i)\W*(?:ngày|thứ|thời gian)(?!\w)\D*$", cell) is not None


def _is_rest_of_head(pending: Sequence[str], cells: Sequence[str], lines: Sequence[str]) -> bool:
    """Whether a line goes on a table's header, "Đơn vị", below it "chuẩn bị" and the rest: words without digits, which
    make it no broader than the document's rows."""
    short = all(len(cell) < _SHORT_HEAD and not any(map(str.isdigit, cell)) for cell in cells)
    if not short or not cells[0].strip() or re.fullmatch(_DATE_CELL, cells[0], re.IGNORECASE):
        return False
    return len(pending) + len(cells) - 1 <= max(line.count("\t") + 1 for line in lines) and len(cells) > 1


_SHORT_HEAD = 40


def _in_last_cell(lines: Sequence[str], number: int) -> bool:
    """Whether line ``number`` goes on the last cell of the row above, in a document whose cells run over several lines:
    without a blank line between, a further row stands below, and the line is no heading, no day and no page number.
    """
    line = lines[number - 1].strip()
    if len(line) > _LONGEST_LINE or line.endswith(":") or not any(map(str.isalpha, line)):
        return False
    if line.isupper() and len(line) > _SHORT:
        return False
    if re.match(_HEADS, line) or re.match(_CLOSES, line) or re.fullmatch(_DATE_CELL, line, re.IGNORECASE):
        return False
    below = next((below for below in lines[number : number + _FARTHEST] if "\t" in below or not below.strip()), "")
    return "\t" in below


_LONGEST_LINE = 80
"""Characters of a line of the last cell, which is narrow."""
_SOME_BROKEN = 3
_HEADS = (
    r"(?:Tuần|TUẦN|Trang|Buổi|BUỔI|Sáng|SÁNG|Chiều|CHIỀU|Tối|TỐI|Cả ngày|Ngày|NGÀY|Phần|PHẦN|[IVX]+\.|[A-D]\.|Scan)"
)


def _ends_work(pending: Sequence[str], first: str, cells: int, width: int) -> bool:
    """Whether a line that opens with an hour or a day is the end of the work above, which a column's width broke off:
    "2)" of "(8h30, tầng", or "20/11" of "Lễ mít tinh" in a row that is short of as many cells as stand behind, and
    whose own day has its weekday.
    """
    if len(pending) >= width:
        return False
    if first.count("(") < first.count(")") and pending[-1].count("(") > pending[-1].count(")"):
        return True
    dated = re.search(_WEEKDAY, pending[0].lower()) is not None and re.search(_WEEKDAY, first.lower()) is None
    if dated and cells == 1 and "\n" not in pending[0]:
        return True  # "… phiên thường kỳ tháng", and below it "01": days have their weekdays here, and work beside them
    return dated and len(pending) == 2 and 1 < cells < width and re.search(r"\w$", pending[-1]) is not None


_SHORT = 20
"""Characters that the last line of a column's head may have."""


def _goes_below(above: Row, cells: list[str]) -> bool:
    """Whether the first of these cells is the lower line of one whose upper line stands above alone: "Thứ 2", below it
    "23/02" and the rest of the row, or "23/02" and below it "Thứ 2"."""
    upper, lower = above.cells[0].text, cells[0]
    if len(above.cells) > 1 or len(upper) > 16 or len(lower) > 16:
        return False
    if re.fullmatch(_DAY_AND_MONTH, upper):
        return re.fullmatch(_WEEKDAY, lower.lower().strip()) is not None
    return re.fullmatch(_WEEKDAY, upper.lower()) is not None and re.fullmatch(_DAY_AND_MONTH, lower) is not None


_MANY_BROKEN = 20
"""Lines that go on a cell; with more of them the lines may be wrapped."""
_OPENS_QUOTE = r'(?m)(?:^|\t) ?"[^"\t\n]*(?:""[^"\t\n]*)*$'
"""A cell of several lines as spreadsheets write it, with quotation marks around."""
_CLOSES_QUOTE = re.compile(r'(?<!")(?:"")*"[ ]*(?:\t|$)')
_FARTHEST = 40
"""Lines of one cell."""


def _in_quotes(pending: Sequence[str], lines: Sequence[str], number: int, width: int) -> bool:
    """Whether line ``number`` stands inside the quotation marks that opened the last cell of the row being read: they
    close below, and no row with all its cells stands between.
    """
    cell = pending[-1].lstrip()
    if not cell.startswith('"') or cell.count('"') % 2 == 0:
        return False
    cells = len(pending)
    for line in lines[number - 1 : number - 1 + _FARTHEST]:
        closing = _CLOSES_QUOTE.search(line)
        tabs = (line.rstrip() if closing else line).count("\t")
        if width > 2 and cells + tabs > width:
            return False
        if closing:
            return True
    return False


def _unquoted(cell: str) -> str:
    """A cell of several lines without the quotation marks that spreadsheets put around line ends."""
    bare = cell.strip()
    if len(bare) > 1 and bare[0] == '"' == bare[-1]:
        return bare[1:-1].replace('""', '"')
    return cell
