"""Tables copied with one cell on each line: the rows are put together again.

A word processor or a browser that copies a table as plain text may end every cell with a line end. What is left is the
header, one word to a line, then the cells; empty ones are blank lines, or are missing. Which column a line stood in is
told by what it looks like and by the order of the columns: a walk over the lines, each in a column right of the one
above or in a new row, with the least that is unlikely (``_cost``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from ics_export.model import Cell, Document, Paragraph, Row
from ics_export.parsing.columns import Header, Role, bind, role_of
from ics_export.parsing.dates import read_weekdays
from ics_export.parsing.ditto import may_hold
from ics_export.parsing.groups import opens_body
from ics_export.parsing.joints import opens_action
from ics_export.parsing.people import opens_mention, read_mentions
from ics_export.parsing.slots import HOUR, opens_slot, slot_of
from ics_export.parsing.units import opens_unit
from ics_export.parsing.words import BULLETS
from ics_export.tuples import NamedTuple

_DAY_WORDS = re.compile(r"(?<!\w)(?:ngày|từ|đến|hết|và|tháng|năm)(?!\w)")
_DAY_REST = re.compile(r"[\d\s/.,;()*+–-]*:?\s*")
_HOURS = re.compile(rf"{HOUR}(?:\s?(?:-|–|đến)\s?{HOUR})?")
_OPENS_HOUR = re.compile(rf"\(?{HOUR}")
_PLACE = re.compile(
    r"(?:Phòng (?:[Hh]ọp|[Gg]iao ban|[Tt]iếp|khách|Hội|học|làm việc)|P\.? ?[Hh]ọp|Hội trường|HT\s|Nhà |Sân |Trụ sở"
    r"|Trung tâm (?:HN|Hội nghị)|Điểm cầu|Tầng |[Tt]ại |Tập trung|Khách sạn|Thư viện|Khu |Hiện trường"
    r"|Bưu điện|Quảng trường|Công viên|Hà Nội|TP\.? ?\w|Thành phố |Thị xã |Thị trấn |Huyện |Xã |Tỉnh [A-ZĐ]"
    r"|Trực tuyến|Online)"
)
_CLOSING = re.compile(
    r"(?:[IVX]+\.\s|[A-D]\.\s|Nơi nhận|Lưu ý|Ghi chú|Trên đây|"
    r"Lịch (?:này|công tác|làm việc)|KT\.|TL\.|TM\.|TUQ\.|T/L|GIÁM ĐỐC|CHỦ TỊCH"
    r"|CHÁNH|HIỆU TRƯỞNG|TRƯỞNG|Đề nghị|Văn phòng|Rất mong|Trực |Tuần (?:trước|sau|hiện tại)|LIÊN KẾT)"
)
_PAGE_NUMBER = r"(?:[Tt]rang\s)?[-–\s]*\d{1,3}(?:\s?/\s?\d{1,3})?[-–\s]*"
_NEVER = 1e9
_FREE, _LIKELY, _ODD, _WRONG = 0.0, 0.4, 1.5, 6.0
"""What it costs that a line of its looks stands in a column, from what is expected to what is not."""
_LEAST_ROWS = 2
_MOST_LINES = 5000
"""Lines of a table: a month of many columns has a thousand."""
_SHORT = 30
"""Characters of an entry that may stand beside a sign of *như trên*: "-nt-; Trạm Y tế"."""
_MOST = 1.6
"""Above this cost a line, the lines are no table's cells."""


class _Line(NamedTuple):
    """A line below the header: its row, None for a blank line."""

    row: Row | None


class _Walk(NamedTuple):
    """The cheapest way to a line: its cost, the way to the line above, the column, and whether a row begins here."""

    cost: float
    above: _Walk | None
    column: int
    opens: bool


def from_cells(document: Document) -> tuple[Document, int, int] | None:
    """The document with the rows of such tables put together, the line of the first one's header and how many rows they
    are; None where there is no such table.
    """
    rows = document.rows
    headers = [(at, *found) for at in range(len(rows) - 2) if (found := _header(rows, at))]
    put: list[Row] = []
    taken = line = count = 0
    parted = 0  # up to where the same header, again and again, makes no pages of one table
    starts = [start for start, *_ in headers]
    for start, head, header, first in headers:
        if start < taken:
            continue
        below = bisect_left(starts, first)
        alone = starts[below] if below < len(starts) else len(rows)
        pages = _pages(rows, starts[below:], start, first) if start >= parted else []
        made = _rows_of(rows, pages, document.lines, header) if len(pages) > 1 else None
        if made is None:
            parted = max(parted, pages[-1][1] if pages else 0)
            pages = [(first, _end_of_lines(rows, first, alone))]
            made = _rows_of(rows, pages, document.lines, header)
        if made is None:
            continue
        body, used = made
        put += [*rows[taken:start], head, *body]
        kept = [at for page in pages for at in range(*page)]
        taken, line, count = kept[used - 1] + 1, line or head.place.line, count + len(body)
    return (document._replace(rows=(*put, *rows[taken:])), line, count) if count else None


def _pages(rows: Sequence[Row], headers: Sequence[int], start: int, first: int) -> list[tuple[int, int]]:
    """From where to where the lines of a table are on each of its pages, which repeat the header that stands from
    ``start`` to ``first``; ``headers`` are those below."""
    pages: list[tuple[int, int]] = []
    printed = _texts(rows[start:first])
    following = len(rows)
    for again in headers:
        if again < first:
            continue  # a header in the middle of one
        if _texts(rows[again : again + len(printed)]) != printed:
            following = again
            break
        pages.append((first, _without_number(rows, again)))
        first = again + len(printed)
    end = _end_of_lines(rows, first, following)
    return [*pages, (first, _without_number(rows, end) if end > first else end)]


def _end_of_lines(rows: Sequence[Row], first: int, following: int) -> int:
    """Where the lines of one cell end which begin at ``first``, at most at ``following``."""
    return next((at for at in range(first, following) if len(rows[at].cells) > 1), following)


def _rows_of(
    rows: Sequence[Row], pages: Sequence[tuple[int, int]], source: Sequence[str], header: Header
) -> tuple[tuple[Row, ...], int] | None:
    """``_rows`` of the lines on these pages."""
    if sum([end - first for first, end in pages]) > _MOST_LINES:
        return None
    return _rows([one for page in pages for one in _lines(rows[slice(*page)], source)], header)


def _texts(rows: Sequence[Row]) -> list[str]:
    return [row.cells[0].text for row in rows]


def _without_number(rows: Sequence[Row], end: int) -> int:
    """Where a page ends whose last line, above the row ``end``, is its number: a blank line stands above it, for else
    it may be a day."""
    number = rows[end - 1]
    return end - (number.after_gap and re.fullmatch(_PAGE_NUMBER, number.cells[0].text) is not None)


def _header(rows: Sequence[Row], start: int) -> tuple[Row, Header, int] | None:
    """The header whose cells stand on the lines from ``start`` on, one on each, as a row, with what it means and the
    line behind it; None where there is none. A cell may go on below: "Nội dung", "công việc".
    """
    cells: list[Cell] = []
    roles: set[Role] = set()
    at = start
    for at in range(start, min(start + 16, len(rows))):
        text = rows[at].cells[0].text
        role = role_of(text) if len(rows[at].cells) == 1 else None
        if cells and text[:1].islower() and len(text) < 24:
            cells[-1] = cells[-1]._replace(paragraphs=(*cells[-1].paragraphs, *rows[at].cells[0].paragraphs))
            continue
        again = role in roles and role in (Role.DATE, Role.TIME, Role.CONTENT)
        if role is None or again or any(map(str.isdigit, text)):
            break
        cells.append(rows[at].cells[0])
        roles.add(role)
    head = Row(tuple(cells), rows[start].place, rows[start].after_gap)
    header = bind(head) if len(cells) > (Role.DUTY not in roles) + 1 else None
    return (head, header, at) if header else None


def _lines(rows: Sequence[Row], source: Sequence[str]) -> list[_Line]:
    """The lines of one-celled rows, with the blank ones between them that may be cells: where every paragraph has an
    empty line behind it, those that hold a blank or two.
    """
    between = [source[above.place.line : row.place.line - 1] for above, row in pairwise(rows)]
    spaced = sum(1 for lines in between if "" in lines) * 10 > len(between) * 8
    found = [_Line(rows[0])] if rows else []
    for row, lines in zip(rows[1:], between, strict=True):
        found += [_Line(None) for line in lines if line or not spaced]
        found.append(_Line(row))
    return found


def _rows(lines: Sequence[_Line], header: Header) -> tuple[tuple[Row, ...], int] | None:
    """The rows that the lines make, and how many lines with words they take; None where they make no table."""
    roles = header.roles
    width = len(roles)
    content = roles.index(Role.CONTENT) if Role.CONTENT in roles else 0
    blanks = sum(line.row is None for line in lines)
    explicit = blanks * 10 > len(lines)  # then every cell has its line, and few are missing
    missing = 2.0 if explicit else 0.5
    ended, closed = width, width + 1  # the states behind the last row, and below what closes a document
    above = ""  # the last line with words
    reached: dict[int, _Walk] = {-1: _Walk(0.0, None, -1, False)}
    for line in lines:
        here: dict[int, _Walk] = {}

        def reach(state: int, cost: float, above: _Walk, opens: bool, here: dict[int, _Walk] = here) -> None:
            if cost < (here[state].cost if state in here else _NEVER):
                here[state] = _Walk(cost, above, state, opens)

        looks = [_cost(line.row.cells[0].text, role) for role in roles] if line.row else []
        for state, walk in reached.items():
            if line.row is None:
                if state >= ended:
                    reach(state, walk.cost, walk, False)
                    continue
                whole = state == width - 1  # the blank line may part rows
                reach(state, walk.cost + (missing if explicit and not whole else 0.2), walk, False)
                if 0 <= state < width - 1:
                    reach(state + 1, walk.cost + (4.0 if state + 1 == content else 0.0), walk, False)
                elif explicit:
                    reach(0, walk.cost, walk, True)
                if state >= content:
                    reach(ended, walk.cost + 0.1, walk, False)
                continue
            text = line.row.cells[0].text
            closes = line.row.after_gap and _CLOSING.match(text) is not None
            if state >= ended:
                last = closed if closes else state
                cost = _WRONG if _is_day(text) else _LIKELY if last == ended else _FREE
                reach(last, walk.cost + cost, walk, False)
                continue
            if closes:
                reach(closed, walk.cost + (_FREE if state >= content or _ends_rows(above, text) else 4.0), walk, False)
            for column in range(width):
                cost = walk.cost + looks[column]
                if column > state >= 0:
                    reach(column, cost + missing * (column - state - 1), walk, False)
                if column == state:
                    reach(column, cost + _goes_on(above, text, roles[column], missing), walk, False)
                if state < 0 or state >= min(content, width - 2) or roles[state] is Role.DATE:
                    left_out = sum(0.1 if role in (Role.DATE, Role.TIME) else missing for role in roles[:column])
                    short = missing * (width - 1 - state) if state >= 0 else 0.0
                    unsaid = 0.0 if not 0 <= state < content else _LIKELY if _is_weekend(above) else 4.0
                    short = 0.0 if 0 <= state < content else short
                    reach(column, cost + left_out + short + unsaid, walk, True)
        reached, above = here, line.row.cells[0].text if line.row else above
    best = min(reached.values(), key=lambda walk: walk.cost)
    return _put_together(lines, best, width)


def _goes_on(above: str, text: str, role: Role | None, missing: float) -> float:
    """What it costs that a line stands in the same cell as the line above."""
    if role is Role.DATE:
        # "Thứ Hai" and "14/7" are two halves; two whole dates are two rows.
        return _FREE if {_half(above), _half(text)} == {"number", "weekday"} else 5.0
    listed = text[:1] in BULLETS and role is Role.CONTENT
    return 0.2 if listed or text[:1].islower() or above.endswith(",") else 0.4 + missing


def _half(text: str) -> str:
    """What a line of a date cell says: "number", "weekday", or "both"."""
    weekdays, rest = read_weekdays(text.lower())
    return "number" if not weekdays else "both" if any(map(str.isdigit, rest)) else "weekday"


def _is_weekend(text: str) -> bool:
    weekdays, _ = read_weekdays(text.lower())
    return bool(weekdays) and min(weekdays) > 4


def _ends_rows(above: str, text: str) -> bool:
    """Whether a weekend's date alone may be a document's last row, above what closes it and is nobody's duty."""
    return _is_weekend(above) and not text.startswith("Trực ")


def _put_together(lines: Sequence[_Line], best: _Walk, width: int) -> tuple[tuple[Row, ...], int] | None:
    """The rows of the cheapest walk."""
    steps: list[_Walk] = []
    walk = best
    while walk.above:
        steps.append(walk)
        walk = walk.above
    steps.reverse()
    rows: list[list[list[Row]]] = []
    used = 0
    for line, step in zip(lines, steps, strict=True):
        if step.column >= width:
            continue
        if step.opens:
            rows.append([[] for _ in range(width)])
        if line.row:
            rows[-1][step.column].append(line.row)
            used += 1
    cost = next((step.cost for step in reversed(steps) if step.column < width), 0.0)
    filled = [row for row in rows if any(row)]
    if len(filled) < _LEAST_ROWS or cost > _MOST * used:
        return None
    return tuple([_row(row) for row in filled]), used


def _row(columns: Sequence[Sequence[Row]]) -> Row:
    """A row of these lines, by column."""
    place = next(lines[0].place for lines in columns if lines)
    return Row(tuple(map(_cell, columns)), place, False)


def _cell(lines: Sequence[Row]) -> Cell:
    paragraphs: list[Paragraph] = []
    for line in lines:
        below = bool(paragraphs)
        paragraphs += [p._replace(soft=below and p.text[:1] not in BULLETS) for p in line.cells[0].paragraphs]
    return Cell(tuple(paragraphs))


def _is_day(text: str) -> bool:
    """Whether a line is what a date cell holds: weekdays, days of a month, and nothing else."""
    if len(text) > 48:
        return False
    weekdays, rest = read_weekdays(text.lower())
    rest = _DAY_WORDS.sub(" ", rest)
    digits = any(map(str.isdigit, rest))
    return (bool(weekdays) or digits) and _DAY_REST.fullmatch(rest) is not None and not _too_large(rest)


def _too_large(rest: str) -> bool:
    """Whether the first number is no day of a month."""
    first = re.search(r"\d+", rest)
    return first is not None and not 0 < int(first[0]) <= 31


@lru_cache(maxsize=256)
def _cost(text: str, role: Role | None) -> float:
    """What it costs that a line stands in a column of this role."""
    hour = _HOURS.fullmatch(text.strip(" ()")) is not None
    slot = len(text) < 14 and slot_of(text) is not None
    if role is Role.DATE:
        return _FREE if _is_day(text) and not slot else _WRONG
    if role is Role.TIME:
        return _FREE if hour or slot else _WRONG
    if role is Role.NUMBER:
        return _FREE if text.strip(".").isdigit() else _WRONG
    if may_hold(text) and len(text) < _SHORT:
        return _WRONG if role is Role.CONTENT else _FREE
    if not slot and opens_slot(text):
        return _FREE if role is Role.CONTENT else _WRONG
    if hour or slot or _is_day(text):
        return _ODD if role is Role.CONTENT and _is_weekend(text) else _WRONG
    if role is Role.CONTENT:
        if _OPENS_HOUR.match(text) or opens_action(text):
            return _FREE
        return max(3.0 - 2 * _people(text), 2.0 if _PLACE.match(text) or opens_unit(text) else _FREE)
    if _OPENS_HOUR.match(text):
        return _WRONG
    if role is Role.LEADERS:
        return min(_people(text), _ODD if opens_unit(text) else 3.5)
    if role is Role.PLACE:
        if _PLACE.match(text):
            return _FREE
        return 3.5 if _people(text) < _ODD else _LIKELY if opens_body(text) else 1.0 + len(text) / 100
    if role is Role.UNITS:
        own = (opens_unit(text) and not _MEETING_ROOM.match(text)) or text.startswith("Thư ký ")
        return _FREE if own else 2.5 if _people(text) < _ODD else 2.0
    if role is Role.PARTICIPANTS:
        return _LIKELY if opens_unit(text) else min(_LIKELY + _people(text), _ODD)
    return 2.0


_MEETING_ROOM = re.compile(r"Phòng (?:họp|khách|tiếp)(?!\w)")
"""A place that a department's name might be."""


def _people(text: str) -> float:
    """What it costs that a line names people: least where it names them or groups and nothing else, departments beside
    them perhaps."""
    if len(text) > 160:
        return _WRONG
    found, unread = read_mentions([text])
    addressed = opens_mention(text)
    if found and all(opens_unit(words[:1].upper() + words[1:]) for words in unread) and (addressed or not unread):
        return _FREE if addressed else _LIKELY
    return _LIKELY if addressed else 3.5
