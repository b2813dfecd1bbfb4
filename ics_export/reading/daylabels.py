"""Where days stand in a table whose columns are made of blanks: at the top of their lines or in the middle, and which
lines are whose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ics_export.diagnostics import UserError
from ics_export.reading.pageheads import Head
from ics_export.reading.spans import NO_WORK, Lines, cost_of_days, part_days
from ics_export.tuples import NamedTuple

_DATE = re.compile(r"(?<!hứ )(?<!\w)\d{1,2}(?!\w)")
HOUR = r"\(?\d{1,2}\s?(?:h(?![a-zà-ỹ])|g\d|giờ|:\d)"
_OPENS = re.compile(rf"[-–+•*]\s|{HOUR}|[(“\"]?(?:[A-Z]|[ĐÁÂÔƯỦỨÝÍÚ])")
_TITLE = re.compile(
    r"(?!(?:VP|TT|TTr)(?!\w))(?:Q\.)?P?(?:[A-Z]|Đ){1,3}(?![\w./])"
    r"(?!\s(?:TT\s|Thường trực\s)?(?!Sở|UBND|HĐND|Ban|Chi|Đảng)[A-ZĐÁÂÔƯỦỨÝÍÚ]\w*\s[A-ZĐÁÂÔƯỦỨÝÍÚ])"
)
"""A title that goes on the line above, "Đ/c Nhung" and below it "PGĐ", and opens none: "PCT Đoàn Thúy Vinh"."""


class Line(NamedTuple):
    """One line of a table: its number, and what stands in each column."""

    number: int
    cells: tuple[str, ...]


class Style(NamedTuple):
    """How a document writes: whether days and the words behind them stand at the top of their lines, else in the
    middle; whether a day's number stands before its weekday; whether beside each work, on its first line, begins who
    prepares it and who attends it; the column whose numbers count the rows (*TT*), None where there is none."""

    days_on_top: bool
    words_on_top: bool
    number_first: bool
    by_works: bool
    numbers: int | None


def stands_at_top(blocks: Sequence[tuple[Sequence[Line], Head]], behind: int) -> bool:
    """Whether the words of the column of days, or of the one so many ``behind`` it, stand in the first lines of their
    rows: nearly all such lines look like the first of a row."""
    begin = [
        line.cells[table.content] != "" and opening(line, table.content) < 1.5
        for block, table in blocks
        for above, line in zip((None, *block), block, strict=False)
        if line.cells[table.day + behind] and not (above and above.cells[table.day + behind])
    ]
    return sum(begin) * 10 > len(begin) * 8


def days_on_top(
    name: str, blocks: Sequence[Sequence[tuple[bool, list[Line] | int]]], tables: Sequence[Head], style: Style
) -> bool:
    """Whether days stand at the top of their lines: they look so, and no less than if they stood in the middle. Raises
    ``UserError`` where they stand in the middle and it is in doubt which lines are whose."""
    several: list[tuple[Line, list[tuple[int, int, str]], Lines]] = []
    for some, table in zip(blocks, tables, strict=True):
        for paged, block in some:
            dates = [] if isinstance(block, int) else read_labels(block, table.day, style, dates=True)
            if not isinstance(block, int) and dates:
                several.append((block[dates[:2][-1][0]], dates, day_lines(block, table, style, paged)))
    spots = [([date[:2] for date in dates], seen) for _, dates, seen in several]
    top = sum([cost_of_days(dates, seen, top=True) for dates, seen in spots])
    middle = sum([cost_of_days(dates, seen, top=False) for dates, seen in spots])
    if style.days_on_top and top <= middle:
        return True
    for line, dates, seen in several:
        if len(dates) > 1 and not part_days([date[:2] for date in dates], seen):
            raise UserError(_mixed(name, line, dates))
    return False


def number_first(blocks: Sequence[tuple[Sequence[Line], Head]]) -> bool:
    """Whether in dates of two lines the number stands above its weekday."""
    halves = [
        [(any(map(str.isdigit, day)), re.search(_WEEKDAY, day) is not None) for day in days]
        for block, table in blocks
        for days in pairwise([line.cells[table.day] for line in block])
    ]
    number, weekday = (True, False), (False, True)
    first, last = halves.count([number, weekday]), halves.count([weekday, number])
    if first != last:
        return first > last
    days = [line.cells[table.day] for block, table in blocks for line in block if line.cells[table.day]]
    return bool(days) and days[0][0].isdigit()


_WEEKDAY = r"(?i)(?<!\w)(?:thứ|chủ|cn|t[2-7])(?!\w)"


def numbers_of_rows(blocks: Sequence[tuple[Sequence[Line], Head]]) -> int | None:
    """The column before the days' whose numbers count the rows one by one, each beside the first words of a day and at
    the top of its row; None where there is none. Numbers in the middle of their rows don't say where those begin."""
    days = {table.day for _, table in blocks}
    if len(days) != 1 or not (day := days.pop()):
        return None
    lines = [line for block, _ in blocks for line in block if line.cells[day - 1]]
    numbers = [line.cells[day - 1].rstrip(".") for line in lines]
    counted = numbers == [str(number) for number in range(1, len(numbers) + 1)]
    if len(numbers) < _FEWEST_ROWS or not counted or not all(line.cells[day] for line in lines):
        return None
    return day - 1 if stands_at_top(blocks, -1) else None


_FEWEST_ROWS = 5
"""Numbers one by one; fewer may be days of the month."""


def _mixed(name: str, line: Line, dates: Sequence[tuple[int, int, str]]) -> str:
    return (
        f"{name}:{line.number + 1}: các cột chỉ cách nhau bằng dấu cách, ngày ({dates[0][2]}; {dates[1][2]}) in ở giữa "
        "ô và không có dòng trống giữa các ngày, nên không rõ dòng nào thuộc ngày nào; hãy chép lại bảng từ văn bản "
        "gốc, các cột cách nhau bằng dấu tab"
    )


def day_lines(block: Sequence[Line], table: Head, style: Style, paged: bool) -> Lines:
    """What the lines of a block look like to whoever looks for where its days begin."""
    looks = [opening(line, table.content) for line in block]
    opens: list[float] = []
    parts: list[float] = []
    width = max([len(line.cells[table.content]) for line in block], default=0)
    above = ""
    below = [line.cells[table.content] for line in block]  # the first words of content at each line or below it
    for number in range(len(below) - 2, -1, -1):
        below[number] = below[number] or below[number + 1]
    for number, (line, plain) in enumerate(zip(block, looks, strict=True)):
        text, beside = line.cells[table.content], any(line.cells[table.content + 1 :])
        full = len(above) + 1 + len(text.partition(" ")[0]) > width  # so the line above may go on here
        above = text or above
        parts.append(_part(text))
        if not text and below[number][:1].islower():
            opens.append(_NO_WORK)  # below it a work goes on
        elif (re.match(_DAY_OFF, text) and not beside) or re.match(_OBSERVED, text):
            opens.append(0.0)
        elif (line.cells[table.day] and not text[:1].islower()) or (parts[-1] and parts[-1] == int(parts[-1])):
            opens.append(min(plain, 0.5))
        elif not text:
            opens.append(_NO_WORK)
        else:  # a day begins with its part, or somebody beside or half a line below; a work's second line with neither
            beside = beside or (number + 1 < len(block) and _stands_beside(block[number + 1], table.content))
            opens.append(plain if parts[-1] or beside else plain + 1.0)
        opens[-1] += _GOES_ON if full else 0.0
    words = read_labels(block, table.day + 1, style, dates=False) if table.day + 1 < table.content else []
    labels = [(first, last, _part(text)) for first, last, text in words]
    return Lines(looks, opens, parts, labels, paged)


def _stands_beside(line: Line, content: int) -> bool:
    """Whether a line has nothing but who attends and who prepares the work on the line above."""
    cells = [cell for cell in line.cells[content + 1 :] if cell]
    return not line.cells[content] and cells != [] and all(c[0].isupper() and not _TITLE.match(c) for c in cells)


def _part(text: str) -> float:
    """Which part of the day a line opens, by its word or its hour, 0 for none; an observance stands above them all."""
    part = re.match(_PART, text)
    if part:
        return _RANKS[part[1].lower()]
    hour = re.match(_HOUR_THERE, text)
    if hour:
        return 1.5 if int(hour[1]) < 12 else 2.5 if int(hour[1]) < 18 else 3.5
    return 1 if re.match(_OBSERVED, text) else 0


_HOUR_THERE = rf"(?:[-–+*•]\s)?(?={HOUR})\(?(\d{{1,2}})"
_OBSERVED = r"Kỷ niệm (?:lần thứ |\d|Ngày |ngày )"
_PART = r"(?:[-–+*•]\s)?(?:[Bb]uổi )?([Ss]áng|SÁNG|[Cc]hiều|CHIỀU|[Tt]ối|TỐI|[Cc]ả ngày|CẢ NGÀY|[SC](?=\s?:))(?!\w)"
_RANKS = {"s": 1, "c": 2, "sáng": 1, "cả ngày": 1, "chiều": 2, "tối": 3}
_DAY_OFF = r"(?i)(?:thứ (?:bảy|bẩy|7)|chủ nhật|cn|nghỉ)(?!\w)"
_NO_WORK = 3.0
"""What it costs that a day begins at a line that has no work in it."""
_GOES_ON = 0.75
"""What it costs that a day begins below a line that fills its column."""


def read_labels(block: Sequence[Line], column: int, style: Style, *, dates: bool) -> list[tuple[int, int, str]]:
    """The words that a column before the content has in a block: from which line to which, and what they are."""
    found: list[tuple[int, int, str]] = []
    for number, line in enumerate(block):
        text = line.cells[column]
        if dates and style.numbers is not None:
            begins = line.cells[style.numbers] != ""
        else:
            begins = not found or _is_label(found[-1][2], text, style, dates)
        if text and found and not begins:
            found[-1] = found[-1][0], number, f"{found[-1][2]} {text}"
        elif text:
            found.append((number, number, text))
    return found


def _is_label(above: str, text: str, style: Style, dates: bool) -> bool:
    """Whether the words of a line begin a label of their own, and don't go on with those ``above``."""
    if above.endswith(("-", "–", ",", "/", "Cả", "cả", "Buổi", "đến")):
        return False
    if not dates:
        return not text[:1].islower()
    if style.number_first:
        return text[:1].isdigit() or re.match(_MISREAD_DAY, text) is not None
    # One date is a weekday and a day, in this order.
    return bool(_DATE.search(above)) and (not text[:1].isdigit() or _DATE.search(text) is not None)


_MISREAD_DAY = r"[OolI]\d(?!\w)"
"""A day of which a scan made a letter: "O2 Thứ Hai"."""


def opening(line: Line, content: int) -> float:
    """How little a line looks like the first of a row, 0 for one that does."""
    text, beside = line.cells[content], [cell for cell in line.cells[content + 1 :] if cell]
    if not text:
        return NO_WORK[bool(beside)]
    if any(not cell[0].isupper() or _TITLE.match(cell) for cell in beside) or not _OPENS.match(text):
        return 3.0
    return 0.0 if beside else 0.5 if not text[0].isalpha() else 1.0
