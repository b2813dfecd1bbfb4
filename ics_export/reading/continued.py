"""Rows whose cells run over several lines (*ô nhiều dòng*): which lines of a text go on the row above.

A table copied from a word processor has a tab between two cells and a line end between the paragraphs of one, and
text torn out of a PDF ends a cell's lines where its column does. Loaded for documents that have such lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ics_export.vietnamese import WEEKDAY

# What a date cell can be made of: numbers, weekdays and the words around them, nothing else.
_DATE_CELL = (
    r"[\s*_<>/bpriu]{0,12}(?:\d{1,2}(?!\d)|(?:thứ|chủ|ngày|từ|cn|t[2-8]|t\.)(?!\w))"
    r"(?:[\s\d,;./&+()*<>–—-]|(?:thứ|chủ|nhật|ngày|từ|đến|và|cn|t[2-8]|hai|ba|tư|năm|sáu|bảy|bẩy|tháng|br"
    r"|[pbiu])(?!\w))*"
)
_DAY_OF_WEEK = r"\d{1,2}(?:\s?/\s?\d{1,2})?\s*[,(]?\s*(?:[Tt]hứ\s|[Cc]hủ\s[Nn]hật)"
_RUNS_ON = (
    r"\s*(?:[-+•*]\s|[ĐđDd]/[cC]|[Đđ]ồng chí|[Cc]ác\s|Lãnh đạo|Toàn |Ban (?:Giám|TV|GĐ|LĐ)|Thường trực|BGH"
    r"|BGĐ|CBCC|CCVC|P?(?:GĐ|CT|BT|HT|TB|CVP)\b|[a-zà-ỹđ(])"
)
_ONLY_HOUR = r"[\d\s:.,()–-]*(?:(?:h|g|giờ|phút|đến|từ|lúc|sáng|chiều)[\d\s:.,()–-]*)*"
_ADDRESSED = r"\s*(?:[ÔB]\.|Ông|Bà|Tập thể)\s"
_HOUR_CELL = r"\s*\d{1,2}\s?(?:[:hg]|giờ)\s?\d{0,2}\b"
_CLOSES = r"\s*(?:Nơi nhận|Ghi chú|Lưu ý|KT\.|TL\.|TM\.|[IVX]+\.\s|Phần\s)"
_HEADS = (
    r"(?:Tuần|TUẦN|Trang|Buổi|BUỔI"
    r"|Sáng(?=\s*(?:[:(\d]|[Tt]hứ|T\d|CN|ngày|mùng|[-–]\s(?!P?[A-ZĐ]{2})|$))|SÁNG|Chiều|CHIỀU|Tối|TỐI|Cả ngày|Ngày|NGÀY"
    r"|Phần|PHẦN|[IVX]+\.|[A-D]\.|Scan)"
)
"""How lines begin that stand between rows: headings of weeks and parts, page numbers, what a scanner prints."""
_BELOW_TABLE = r"(?:Trực|Trên đây|Người|Lịch|Chương trình)(?!\w)|\d{1,2}/\d{1,2}\s?:"
_PLACE_AND_DATE = r",\s*ngày\s.{0,20}tháng"
_OFFICE = (
    r"(?:Q\.\s?|P\.\s?|Phó )?(?:Chánh|Trưởng|Giám đốc|Tổng|Chủ tịch|Bí thư|Hiệu trưởng|Viện trưởng|Cục trưởng)"
    r"(?: [^\W\d]+){0,4}"
)
_SIGNER = r"(?:[^\W\d_]+\.? ?){2,6}"
_HEAD_OF_DAYS = r"(?i)\W*(?:ngày|thứ|thời gian|s?tt)(?!\w)\D*$"
_HALF_WEEKDAY = ("Chủ", "CHỦ", "Thứ", "THỨ")
_REST_OF_WEEKDAY = r"(?i)\s*(?:nhật|hai|ba|tư|năm|sáu|bảy|bẩy)(?!\w)"
_UNFINISHED = (" và", " các", "Các", ",", "Đ/c", "đ/c", "Đồng chí", "đồng chí", " -", " –")
"""How a last cell ends that a line end cut."""
_WANTS_NUMBER = r"(?:^|\W)(?:tháng|năm|quý|số|khóa|khoá|đợt|kỳ|ngày|tầng|lần|-|–)$"
_YEAR = r"\d{4}"
_WITH_YEAR = r"\d/\d{4}\W*$"
_SHORT = 20
"""Characters of a date cell, of the head of its column, and of the last line of another column's head."""
_SHORT_HEAD = 40
"""Characters of a line of a column's head."""
_LONGEST_LINE = 80
"""Characters of a line of the last cell, which is narrow."""
_GAP = 12
"""Lines below a blank one in which its row may go on."""
_NAMED = (
    r"\s*(?:Đ/[cC]|đ/c|Đồng chí|P?(?:GĐ|CT|BT|HT|TB)\s)(?!.*\s(?:họp|dự|chủ trì|đi|làm|trực|kiểm|tiếp|thăm|nghe|gặp)\s)"
    r"[^:]{2,60}$"
)
"""The next name of a leaders' cell, and nothing that he does."""
_LEADS = (
    r"(?:[Đđ]/[cC]|[Đđ]ồng chí|[Cc]ác |Lãnh đạo|Thường trực|BGH|BGĐ|P?(?:GĐ|CT|BT|HT|TB|CCT)(?!\w)"
    r"|(?:Phó )?(?:Chủ tịch|Giám đốc|Bí thư|Hiệu trưởng|Trưởng ban)(?!\w))"
)
"""Who attends the last work of a table, on the last line of its last cell."""
_WORK = r"\s*[-–+•*]?\s*(?:Họp|Dự|Tham dự|Kiểm tra|Tiếp|Làm việc|Nghe|Gặp|Thăm|Hội nghị|Lễ|Đi|Giao ban|Duyệt)(?!\w)"
"""How work begins, which is no name and no unit."""
_FARTHEST = 40
"""Lines of one cell."""
_SOME = 3
"""More lines than these that go on others make a document whose cells run over several lines."""
_PAGE = 5
"""So many lines below the last one of a page the table goes on, if it does: blank ones and a page number."""
_MANY = 12
"""More lines without a tab right below one that has some make a document in which they are of its last cell."""
_FEW_ENDED = 2
"""Rows that end in an empty cell; with so many the document keeps them."""


class Continued:
    """Which lines of one document go on the row above them; ``bars`` part its cells, or else tabs do."""

    def __init__(self, lines: Sequence[str], bars: bool) -> None:
        self._lines = lines
        self._bars = bars
        self._widest = max(line.count("\t") + 1 for line in lines)
        self._full = not bars and _keeps_empty_cells(lines, self._widest)
        self._found = 0
        self._many = (
            sum("\t" in above and below != "" and "\t" not in below for above, below in pairwise(lines)) > _MANY
        )

    def goes_on(self, pending: Sequence[str], cells: Sequence[str], width: int, number: int) -> bool:
        """Whether line ``number``, of these ``cells``, goes on the last of the ``pending`` cells of the row above; no
        row so far had more than ``width``."""
        joined = len(pending) + len(cells) - 1
        if pending[0].rstrip().endswith(_HALF_WEEKDAY) and len(cells) > 1 and re.match(_REST_OF_WEEKDAY, cells[0]):
            return False  # "Chủ" in the date cell, and "nhật" in the one below it
        if joined > width and len(pending) + len("\t".join(cells).rstrip().split("\t")) - 1 > width:
            found = False
        else:
            line = self._lines[number - 1]
            found = _opens_no_row(pending, cells, width, self._bars, line)
            if not found and self._full and width == self._widest and 1 < len(pending) < width:
                found = True
            if not found and len(cells) == 1 and len(pending) == width > 2:
                unfinished = pending[-1].rstrip().endswith(_UNFINISHED) and _is_of_a_cell(
                    self._lines[number - 1].strip()
                )
                several = self._found > _SOME or "\n" in "".join(pending[:-1])
                found = unfinished or (several and self._in_last_cell(number)) or _next_slot(pending[-1], cells[0])
        self._found += found
        return found

    def spans_gap(self, pending: Sequence[str], width: int, number: int) -> bool:
        """Whether the row above goes on below the blank line ``number``, one of its cells holding it, in a document
        whose cells run over several lines: up to the next row, which opens with a day, stand the cells that it lacks,
        or further names of its last cell and nothing else."""
        if self._bars or self._found <= _SOME or re.fullmatch(_DATE_CELL, pending[0], re.IGNORECASE) is None:
            return False
        lacking = width - len(pending)
        for at in range(number, min(number + _GAP, len(self._lines))):
            line = self._lines[at]
            first = line.partition("\t")[0]
            if "\f" in line or first.isupper() or re.match(_HEADS, first) or re.match(_CLOSES, first):
                return False
            if first.strip() and re.fullmatch(_DATE_CELL, first, re.IGNORECASE):
                return lacking == 0 and at > number and "\t" in line
            lacking -= line.count("\t")
            if line.strip() and (lacking < 0 or not (lacking < width - len(pending) or _is_of_a_cell(line.strip()))):
                return False
            if line.strip() and len(pending) == width and re.match(_NAMED, line) is None:
                return False
            if re.match(_WORK, first) or re.search(r"\s(?:đi|họp|dự|chủ trì|trực)\s", first):
                return False
        return False

    def goes_on_head(self, pending: Sequence[str], cells: Sequence[str]) -> bool:
        """Whether a line goes on a table's header, "Đơn vị", below it "chuẩn bị" and the rest: words without digits,
        which make it no broader than the document's rows."""
        if len(pending[0]) >= _SHORT or not re.match(_HEAD_OF_DAYS, pending[0]):
            return False
        capitals = all(map(str.isupper, (*pending, *cells)))
        short = all(len(cell) < _SHORT_HEAD and not any(map(str.isdigit, cell)) for cell in cells)
        if not (capitals or cells[0][:1].islower()):
            return False  # "Hàng ngày", below a header that is whole
        if not short or not cells[0].strip() or re.fullmatch(_DATE_CELL, cells[0], re.IGNORECASE):
            return False
        return len(cells) > 1 and len(pending) + len(cells) - 1 <= self._widest

    def _in_last_cell(self, number: int) -> bool:
        """Whether line ``number`` goes on the last cell of the row above, in a document whose cells run over several
        lines: without a blank line between, a further row stands below, and the line is no heading and no page number.
        """
        if not _is_of_a_cell(self._lines[number - 1].strip()):
            return False
        further = self._lines[number : number + _FARTHEST]
        below = next((below for below in further if "\t" in below or not below.strip()), "")
        if "\t" in below:
            return True  # or else a page or the table ends there
        line = self._lines[number - 1].strip()
        if re.fullmatch(_OFFICE, line) and any("\t" in text for text in further[:_PAGE]):
            return True  # "Giám đốc" at the end of a page
        return (self._many or re.match(_LEADS, line) is not None) and not self._is_below_table(number)

    def _is_below_table(self, number: int) -> bool:
        """Whether line ``number``, with no row below it, stands under a table's last row: words of a signature or of
        duty, a date, or an officer's title without a name.
        """
        line = self._lines[number - 1].strip()
        if line.isupper() or re.match(_BELOW_TABLE, line) or re.search(_PLACE_AND_DATE, line.lower()):
            return True
        if re.fullmatch(_OFFICE, line) is None or any("\t" in below for below in self._lines[number : number + _PAGE]):
            return False  # a page ends here, and the table goes on
        below = [line.strip() for line in self._lines[number : number + 2]]
        return not below or not below[0] or re.fullmatch(_SIGNER, below[0]) is not None


def _next_slot(cell: str, line: str) -> bool:
    """Whether a line is the afternoon's in a cell that says who comes in the morning: "Sáng: Đ/c An"."""
    return re.match(_LATER, line) is not None and re.match(_EARLIER, cell) is not None


_SOMEBODY = r"(?:[Đđ]/c|[Đđ]ồng chí|(?:[A-ZĐÁÂẤẨÝỨÔ]\w*[\s,.–-]*){1,6}$)"
_LATER = rf"\s*(?:Chiều|Tối)\s?:\s*{_SOMEBODY}"
_EARLIER = rf"\s*(?:Sáng|Chiều)\s?:\s*{_SOMEBODY}"


def _is_of_a_cell(line: str) -> bool:
    """Whether a line may stand in the last cell of a row: it is no heading, no day, no page number and not long."""
    if len(line) > _LONGEST_LINE or line.endswith(":") or not any(map(str.isalpha, line)):
        return False
    if (line.isupper() and len(line) > _SHORT) or re.match(_HEADS, line) or re.match(_CLOSES, line):
        return False
    return re.fullmatch(_DATE_CELL, line, re.IGNORECASE) is None and not re.match(rf"{WEEKDAY}(?!\w)", line.lower())


def _opens_no_row(pending: Sequence[str], cells: Sequence[str], width: int, bars: bool, line: str) -> bool:
    """Whether a line opens no row of its own, as one with an empty first cell does, or one that names a day."""
    first = cells[0]
    if bars and not first and len(pending) < width - 2 and line.lstrip().startswith("|"):
        return any(map(str.strip, cells))  # the row above broke off in the middle
    if not first.strip() or re.match(_CLOSES, first):
        return False
    hour = re.match(_HOUR_CELL, first) is not None
    timed = re.match(_HOUR_CELL, pending[0]) is not None  # a table whose rows open with hours
    prose = hour and re.fullmatch(_ONLY_HOUR, first) is None
    if hour and not (bars or timed) and len(pending) < width and (prose or len(cells) < width - 1):
        return True  # too few for a row of its own: "10 giờ 15, làm việc …", or the next hour in a cell of hours
    if hour or (len(first) < 60 and re.fullmatch(_DATE_CELL, first, re.IGNORECASE)):
        return _ends_work(pending, first, len(cells), width)
    if len(cells) == 1 and re.match(_DAY_OF_WEEK, first):
        return False  # a row of its own that lost its tabs
    if len(pending) < width or re.match(_RUNS_ON, first):
        return True
    if re.match(_ADDRESSED, first) and len(cells) == 1 and any("\n" in cell for cell in pending):
        return True  # but below a row of one line such words are a signature's
    # A header's last words may stand on a line of their own: "LÃNH ĐẠO", below it "SỞ".
    return len(cells) == 1 and len(first) < _SHORT and first.isupper() and all(map(str.isupper, pending))


def _ends_work(pending: Sequence[str], first: str, cells: int, width: int) -> bool:
    """Whether a line that opens with an hour or a day is the end of the work above, which a column's width broke off:
    "2)" of "(8h30, tầng", or "20/11" of "Lễ mít tinh" in a row that is short of as many cells as stand behind, and
    whose own day has its weekday.
    """
    if len(pending) >= width:
        return False
    if first.count("(") < first.count(")") and pending[-1].count("(") > pending[-1].count(")"):
        return True
    if len(pending) != 2 or not re.search(WEEKDAY, pending[0].lower()) or re.search(WEEKDAY, first.lower()):
        return False
    if "\n" not in pending[0] and re.search(_WANTS_NUMBER, pending[-1].lower()):
        return True  # "… phiên thường kỳ tháng", and below it "01": days have their weekdays here
    if cells == 1:
        return first.startswith("(") or (re.search(_WITH_YEAR, first) is not None and not re.search(_YEAR, pending[0]))
    return 1 < cells < width and "\n" in pending[-1] and re.search(r"\w$", pending[-1]) is not None


def _keeps_empty_cells(lines: Sequence[str], widest: int) -> bool:
    """Whether rows have empty cells at their ends too, so that one of fewer cells goes on in the next line."""
    ended = [line.count("\t") + 1 for line in lines if line.endswith("\t") and line[:1].isalnum()]
    if len(ended) < _FEW_ENDED or widest < 3 or set(ended) != {widest}:
        return False
    for line, below in pairwise([*lines, ""]):
        short = 0 < line.count("\t") < widest - 1 and _names_day(line)
        if short and (not below.strip() or ("\t" in below and _names_day(below))):
            return False
    return True


def _names_day(line: str) -> bool:
    """Whether the first cell of a line is a day's."""
    first = line.partition("\t")[0]
    return len(first) < _SHORT and re.fullmatch(_DATE_CELL, first, re.IGNORECASE) is not None
