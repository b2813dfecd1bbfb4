"""Where the lines of a table whose columns are made of blanks are cut into cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set

RUN = re.compile(r"\S+(?: \S+)*")
LABEL = re.compile(
    r"(?:[\d/.,;:()&+–-]|h(?![a-zà-ỹ])|giờ|phút|thứ|thư|chủ|nhật|cn|t[2-7]|hai|ba|tư|năm|sáu|bảy|bẩy|ngày|từ|đến|và"
    r"|trong tháng|trong tuần|cả tuần|tháng"
    r"|sáng|chiều|tối|trưa|cả|buổi|mùng|mồng|một|bốn|chạp|giêng|tết|âl|làm bù|nghỉ bù|học bù|\s)+",
    re.IGNORECASE,
)
"""What stands in the columns before the content: days, of the moon too, parts of a day, hours, numbers of rows."""
OPENS_BLOCK = re.compile(
    r"Đ/|đ/c|Đồng chí|Lãnh đạo|Các |Ban |BGĐ|Phòng|Văn phòng|VP|Trung tâm|Thanh tra|Chi |Công |Hội |Đoàn |Sở |UBND|Tổ "
    r"|Cơ |Khoa |Viện |Trường |Bệnh viện|Cục |Hạt |Trạm |Đội |Bộ phận|Ủy ban|Mặt trận|MTTQ|Huyện |BHXH|Kho bạc|Đảng "
)
MERGED = re.compile(r"(?:Cả ngày|CẢ NGÀY)\s*:|Kỷ niệm |KỶ NIỆM |Nghỉ |NGHỈ ")
"""What opens a cell merged over the columns of the morning and of the afternoon."""
_NUMBER = r"(?:(?:THỨ|thứ|SỐ|số)\s++)?(?:[IVX]{1,4}|\d{1,2}|NHẤT|HAI|BA|TƯ|NĂM)(?!\w)\s*+"
_DAYS = r"(?i:từ|ngày|đến|tháng|năm|[\d\s/.,:–-])*+"
WEEK_ACROSS = re.compile(
    rf"\s*+(?:TUẦN\s++{_NUMBER}(?:\({_DAYS}\)\S*+(?:\s\S++){{0,8}}+|{_DAYS})|Tuần\s++{_NUMBER}(?:\({_DAYS}\)|{_DAYS}))\s*+$"
)
"""A line between the weeks of a month, across its columns, of a number and days: "TUẦN II (từ ngày 08/4 đến 12/4)". A
line with other words may be a work, "Tuần 3: Giao ban"; only in capitals may words stand behind the days."""
_NEAR = 3
"""So many characters from where its column begins a line of a cell may begin."""
_SHIFT = 9
"""So many characters further left may a column behind the content begin in some lines: letters are not equally wide."""
_BESIDE = 3
"""Lines above and below show where columns begin in one."""


def column_starts(lines: Sequence[str], columns: Sequence[tuple[int, int]]) -> list[int]:
    """Where the columns of these lines begin: below each head and left of it."""
    counted = Counter(match.start() for line in lines for match in RUN.finditer(line.replace("\f", " ")))
    found: list[int] = []
    for number, (start, end) in enumerate(columns):
        lowest = columns[number - 1][1] if number else 0
        around = {at: sum([counted[at + n] for n in (-1, 0, 1)]) for at in range(lowest, end) if counted[at]}
        best = max(around, key=lambda at: (around[at], counted[at], -at), default=start)
        found.append(max(best, found[-1] + 1) if found else best)
    return found


def cut_lines(
    lines: Sequence[str], starts: Sequence[int], content: int, *, by_slots: bool = False
) -> list[tuple[str, ...] | None]:
    """What stands in each column of lines without a blank one between; None for a line of text through columns.
    ``by_slots``: behind the content of the morning stands that of the afternoon."""
    begun = [{match.start() for match in RUN.finditer(line)} for line in lines]
    found: list[tuple[str, ...] | None] = []
    edges: dict[int, int] = {}  # where columns began in the line above, behind one blank
    for at, line in enumerate(lines):
        if WEEK_ACROSS.match(line):
            found.append(None)
            edges = {}
            continue
        beside = set().union(*begun[max(0, at - _BESIDE) : at], *begun[at + 1 : at + 1 + _BESIDE])
        cut = _cut(line, starts, content, beside, edges, by_slots)
        found.append(cut[0] if cut else None)
        edges = cut[1] if cut else {}
    return found


def _cut(
    line: str, starts: Sequence[int], content: int, beside: Set[int], above: Mapping[int, int], by_slots: bool
) -> tuple[tuple[str, ...], dict[int, int]] | None:
    """What stands in each column of a line, and where those begin that one blank parts; ``beside`` is where runs of
    words begin in the lines above and below, ``above`` where such columns begin in the line above."""
    cells: list[list[str]] = [[] for _ in starts]
    edges: dict[int, int] = {}
    for match in RUN.finditer(line):
        start, end = match.span()
        column = max([n for n, at in enumerate(starts) if at - _NEAR <= start], default=0)
        if column == content and start > starts[content] + _NEAR:
            # No line of the content begins so far right: it is the next column's, which stands further left here.
            column += content + 1 < len(starts) and starts[content + 1] - start <= _SHIFT
        elif column > content and cells[column] and column + 1 < len(starts):
            column += starts[column + 1] - start <= _SHIFT  # two runs side by side are of two columns
        while column + 1 < len(starts):
            edge = starts[column + 1]
            cut = _label_edge(line, start, end, edge) if column < content else 0
            if column >= content and not (by_slots and MERGED.match(line, start)):
                cut = _edge(line, start, end, edge, beside, above.get(column + 1, 0))
            if not cut:
                break
            edges[column + 1] = cut
            cells[column].append(line[start:cut].strip())
            start, column = cut, column + 1
        if column < content and end > starts[column + 1] + _NEAR:
            return None
        cells[column].append(line[start:end])
    found = tuple([" ".join(words) for words in cells])
    return (found, edges) if all(not text or LABEL.fullmatch(text) for text in found[:content]) else None


def _label_edge(line: str, start: int, end: int, column: int) -> int:
    """Where behind a day or a part of the day the next column begins, about ``column``, as ``_edge`` says it."""
    words = [at for at in _words(line, start, end) if abs(at - column) <= _NEAR]
    words = [at for at in words if LABEL.fullmatch(line[start:at]) and line[start:at].rstrip()[-1:] not in "-–+"]
    return min(words, key=lambda at: abs(at - column), default=0)


def _edge(line: str, start: int, end: int, column: int, beside: Set[int], above: int) -> int:
    """Where a run of words from ``start`` to ``end`` goes on into the next column, which begins about ``column``; 0
    where it does not. One blank parts them where the words before fill their column.
    """
    words = [at for at in _words(line, start, end) if column - _SHIFT <= at <= column + _NEAR]
    below = next((at for at in words if at in beside and line[at].isupper()), 0)
    if below or end <= column:
        return below
    opened = [at for at in words if OPENS_BLOCK.match(line, at)]
    if opened:
        return opened[0]
    likely = (
        [at for at in words if abs(at - above) < 2]
        or [at for at in words if at in beside]
        or [at for at in words if line[at].isupper()]
        or words
    )
    return min(likely, key=lambda at: abs(at - column), default=0)


def _words(line: str, start: int, end: int) -> list[int]:
    """Where the words of a run begin, but for the first."""
    return [at for at in range(start + 1, end) if line[at - 1] == " "]
