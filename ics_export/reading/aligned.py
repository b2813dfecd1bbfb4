"""Columns made of blanks: a table as programs print it that keep a PDF's layout (``pdftotext -layout``).

A line of such a text is a line of the page: of each cell it holds one line or nothing, and what belongs to one row is
told by where it stands. A column begins where most lines below its head begin a run of words; a blank line parts days;
a word of a column before the content (*ngày*, *buổi*) stands at the top or in the middle of the lines it is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from ics_export.diagnostics import Report, Severity, UserError
from ics_export.model import Cell, Place, Row
from ics_export.reading.daylabels import (
    HOUR,
    Line,
    Style,
    day_lines,
    days_on_top,
    number_first,
    numbers_of_rows,
    opening,
    read_labels,
    stands_at_top,
)
from ics_export.reading.linecuts import MERGED, OPENS_BLOCK, WEEK_ACROSS, column_starts, cut_lines
from ics_export.reading.markup import paragraphs
from ics_export.reading.pageheads import Head, find_heads, furniture_of
from ics_export.reading.scannedays import mended
from ics_export.reading.spans import part_days, part_words
from ics_export.tuples import NamedTuple

_OPENS_WORK = re.compile(rf"(?i:sáng|chiều|tối|cả ngày)\s*:|[-–+•*]\s|{HOUR}")
"""What a work opens with, but for one that is the first of its row."""
_FEW_ASTRAY = 5
"""Lines that run through the columns of a table; more of them, and half as many as others, show that it has none."""
_ROOM = 8
"""A line shorter by so much has room for another word, letters not being equally wide."""


class _Piece(NamedTuple):
    """Lines that make one row: ``day`` and ``label`` are its words before the content, ``table`` and ``block`` the
    numbers of its table and of its lines without a blank one; ``paged``: a page break stands above."""

    lines: tuple[Line, ...]
    day: str
    label: str
    table: int
    block: int
    paged: bool


def aligned_rows(name: str, lines: Sequence[str], report: Report) -> tuple[Row, ...]:
    """The rows of a text whose columns are made of blanks; () where no line of it looks like the head of a table.

    Raises ``UserError`` where days stand in the middle of their lines and neither blank lines nor the lines themselves
    say which line is of which day.
    """
    tables = list(find_heads(lines))
    if not tables:
        return ()
    furniture = furniture_of(lines, {table.first for table in tables})
    found: list[_Piece | Row] = [_plain(name, at, lines[at]) for at in range(tables[0].first) if lines[at].strip()]
    bounds = [table.first for table in tables[1:]] + [len(lines)]
    ends = [_section_below(lines, table.last + 1, end) for table, end in zip(tables, bounds, strict=True)]
    lines = mended(
        name, lines, [at for table, end in zip(tables, ends, strict=True) for at in range(table.last + 1, end)], report
    )
    blocks = [
        _blocks(lines, table, range(table.last + 1, end), furniture) for table, end in zip(tables, ends, strict=True)
    ]
    for some in blocks:
        _refuse_astray(name, lines, some)
    read = [[block for _, block in some if not isinstance(block, int)] for some in blocks]
    pairs = [(block, table) for some, table in zip(read, tables, strict=True) for block in some]
    style = Style(
        stands_at_top(pairs, 0),
        stands_at_top(pairs, 1),
        number_first(pairs),
        _by_works([(line, table.content) for block, table in pairs for line in block]),
        numbers_of_rows(pairs),
    )
    style = style._replace(days_on_top=days_on_top(name, blocks, tables, style))
    place = Place(name, tables[0].first + 1)
    report.add(
        "T209", Severity.WARNING, place, "Các cột của bảng chỉ cách nhau bằng dấu cách.", excerpt=tables[0].texts[0],
        action="Đã chia ô theo vị trí chữ; hãy soát lại ngày, buổi và người dự.",
    )  # fmt: skip
    widths = [
        [
            max([len(line.cells[n]) for block in some for line in block if not MERGED.match(line.cells[n])], default=0)
            for n in range(len(table.texts))
        ]
        for some, table in zip(read, tables, strict=True)
    ]
    for number, table in enumerate(tables):
        found.append(_row(name, table.first, [[text] for text in table.texts], gap=True))
        for at, (paged, block) in enumerate(blocks[number]):
            if isinstance(block, int):
                found.append(_across(name, block, lines[block], table))
                continue
            new = [
                _Piece(some, day, label, number, at, paged and not part)
                for part, (day, label, some) in enumerate(_pieces(block, table, style, paged))
            ]
            if paged:
                _over_page(name, found, new, style, report)
            found += new
        found += [_plain(name, at, lines[at]) for at in range(ends[number], bounds[number]) if lines[at].strip()]
    return tuple(
        [
            _piece_row(name, one, tables[one.table], widths[one.table], style) if isinstance(one, _Piece) else one
            for one in found
        ]
    )


def _refuse_astray(name: str, lines: Sequence[str], blocks: Sequence[tuple[bool, list[Line] | int]]) -> None:
    """Raise ``UserError`` where so many lines of a table run through its columns that it has none."""
    astray = [block for _, block in blocks if isinstance(block, int) and not WEEK_ACROSS.match(lines[block])]
    kept = sum([len(block) for _, block in blocks if not isinstance(block, int)])
    if len(astray) > _FEW_ASTRAY and len(astray) * 2 > kept:
        raise UserError(
            f"{name}:{astray[0] + 1}: các cột chỉ cách nhau bằng dấu cách, nhưng nhiều dòng không theo cột nào; "
            "hãy chép lại bảng từ văn bản gốc, các cột cách nhau bằng dấu tab"
        )


def _section_below(lines: Sequence[str], first: int, end: int) -> int:
    """Where in some lines a table ends: above whom it is sent to ("Nơi nhận:"), beside the signature, and above a
    section with a table of its own, "III. LỊCH TRỰC TẾT" and a head in capitals that names days; else ``end``."""
    for number in range(first, end):
        if re.match(r"\s*N[oơ]i nh[aâậ]n\s*:", lines[number], re.IGNORECASE) or (
            lines[number].isupper() and re.match(_SIGNED, lines[number])
        ):
            return number
        section = re.match(r"\s*[IVX]{1,4}[.)]\s+(\S.{5,})$", lines[number])
        if section and section[1].isupper():
            below = next((line.strip() for line in lines[number + 1 : end] if line.strip()), "")
            if (
                re.match(r"(?:NGÀY|THỨ|THỜI GIAN|STT|TT)(?!\w)", below)
                and below.isupper()
                and re.search(r"\s{3}", below)
            ):
                return number
    return end


_SIGNED = r"\s{20,}(?:T[LM]|KT|TUQ)\.\s+\S"
"""In whose name somebody signs, in capitals on the right: "TL. THƯỜNG TRỰC HĐND TỈNH"."""


def _plain(name: str, number: int, line: str) -> Row:
    """A line of text outside of the table; wide blanks part what stands side by side."""
    return _row(name, number, [[run] for run in re.split(r"\s{3,}", line.strip())], gap=False)


def _across(name: str, number: int, line: str, table: Head) -> Row:
    """A line of text in a table: a week above its days stands in their column, whatever else outside of all."""
    if WEEK_ACROSS.match(line):
        return _row(name, number, [[line.strip()] if at == table.day else [] for at in range(len(table.texts))], False)
    return _plain(name, number, line)


def _row(name: str, number: int, cells: Sequence[Sequence[str]], gap: bool) -> Row:
    found = [tuple([one for text in texts if text for one in paragraphs(text)]) for texts in cells]
    return Row(tuple(map(Cell, found)), Place(name, number + 1), gap)


def _blocks(
    lines: Sequence[str], table: Head, numbers: range, furniture: Set[int]
) -> list[tuple[bool, list[Line] | int]]:
    """The lines of a table that no blank line parts, and the numbers of lines of text; whether a page break stands
    above each."""
    found: list[tuple[bool, list[Line] | int]] = []
    for page in _pages(lines, numbers, furniture):
        paged = True
        starts = column_starts([lines[number] for number in page], table.columns)
        block: list[int] = []
        for number in (*page, None):
            if number is not None and lines[number].strip():
                block.append(number)
                continue
            read: list[Line] = []
            texts = [lines[at].replace("\f", " ") for at in block]
            for at, cells in zip(block, cut_lines(texts, starts, table.content, by_slots=table.by_slots), strict=True):
                if cells is not None:
                    read.append(Line(at, cells))
                    continue
                if read:
                    found.append((paged, read))
                found.append((paged and not read, at))
                paged, read = False, []
            if read:
                found.append((paged, read))
            paged, block = paged and not block, []
    return found


def _pages(lines: Sequence[str], numbers: range, furniture: Set[int]) -> list[list[int]]:
    """The numbers of a table's lines, page by page."""
    pages: list[list[int]] = [[]]
    for number in numbers:
        if "\f" in lines[number] and pages[-1]:
            pages.append([])
        if number not in furniture:
            pages[-1].append(number)
    return pages


def _pieces(
    block: Sequence[Line], table: Head, style: Style, paged: bool
) -> Iterator[tuple[str, str, tuple[Line, ...]]]:
    """The rows of a block of lines, parted by their dates and by the words of the column behind, with both."""
    dates = read_labels(block, table.day, style, dates=True)
    words = read_labels(block, table.day + 1, style, dates=False) if table.day + 1 < table.content else []
    opens = [opening(line, table.content) for line in block]
    labels = {first: text for first, _, text in words}
    spots = [word[:2] for word in words]
    starts = [first for first, *_ in dates]
    if not style.days_on_top:
        seen = day_lines(block, table, style, paged)
        starts = part_days([date[:2] for date in dates], seen) if len(dates) > 1 else [0] * len(dates)
    if not starts or starts[0]:
        starts, dates = [0, *starts], [(0, 0, ""), *dates]  # the first lines are of the day above
    for (start, end), (_, _, day) in zip(pairwise([*starts, len(block)]), dates, strict=True):
        parts = part_words(spots, opens, (start, end), top=style.words_on_top, paged=paged and not start)
        first = parts[0][0] if parts else end
        if first > start:
            yield day, "", tuple(block[start:first])
            day = ""
        for begin, until in parts:
            label = next((labels[at] for at in range(begin, until) if at in labels), "")
            yield day, label, tuple(block[begin:until])
            day = ""


def _over_page(name: str, found: list[_Piece | Row], new: list[_Piece], style: Style, report: Report) -> None:
    """Give a day and a label in the first of the ``new`` rows, below a page break, to the lines above it that they are
    for too: a word in the middle of its lines stands on one page of the two."""
    at = len(found) - 1
    while at >= 0 and isinstance(head := found[at], Row) and head.after_gap:
        at -= 1
    above = found[at] if at >= 0 else None
    if not isinstance(above, _Piece):
        return
    if style.number_first and new[0].day and not new[0].day[0].isdigit():
        # "28 Thứ" above, "Sáu" below
        found[at] = above._replace(day=f"{above.day} {new[0].day}") if above.day else above
        new[0] = new[0]._replace(day="")
    if style.days_on_top:
        return
    begin = at
    while begin and isinstance(piece := found[begin - 1], _Piece) and piece[3:5] == above[3:5]:
        begin -= 1
    first, before = found[begin], found[begin - 1] if begin else None
    if not isinstance(first, _Piece):
        return
    if new[0].day and not any(isinstance(piece, _Piece) and piece.day for piece in found[begin : at + 1]):
        ranks = _rank(before.label) if isinstance(before, _Piece) else 0, _rank(first.label)
        if not all(ranks) or ranks[1] <= ranks[0]:  # no later part of the day above
            found[begin] = first._replace(day=new[0].day)
            report.add(
                "T209", Severity.WARNING, Place(name, first.lines[0].number + 1),
                "Cuối trang có hàng không ghi ngày; ngày ghi ở đầu trang sau.",
                excerpt=max(first.lines[0].cells, key=len),
                action=f"Đã lấy ngày “{new[0].day}”.",
            )  # fmt: skip
            new[0] = new[0]._replace(day="")
    above = found[at]
    if isinstance(above, _Piece) and not above.label and not new[0].day:
        found[at] = above._replace(label=new[0].label)
        new[0] = new[0]._replace(label="")


def _rank(label: str) -> int:
    """The order of a part of the day or of an hour as printed; 0 for no words."""
    lowered = label.lower()
    words = {"sáng": 7, "trưa": 12, "chiều": 13, "tối": 19}
    hour = re.match(r"\d{1,2}", label)
    return next((rank for word, rank in words.items() if word in lowered), int(hour[0]) if hour else 0)


def _by_works(lines: Sequence[tuple[Line, int]]) -> bool:
    """Whether what stands beside the first lines of works begins there, nearly everywhere."""
    works = [line.cells[content + 1 :] for line, content in lines if _OPENS_WORK.match(line.cells[content])]
    own = sum(any(cells) and all(not cell or OPENS_BLOCK.match(cell) for cell in cells) for cells in works)
    return own * 10 > len(works) * 9


def _piece_row(name: str, piece: _Piece, table: Head, widths: Sequence[int], style: Style) -> Row:
    """A row as its cells' paragraphs."""
    cells: list[list[str]] = []
    works = {line.number for line in piece.lines if style.by_works and _OPENS_WORK.match(line.cells[table.content])}
    for column in range(len(table.texts)):
        if column == table.day:
            cells.append([piece.day])
        elif column == table.day + 1 and column < table.content:
            cells.append([piece.label])
        else:
            cells.append(_joined(piece.lines, column, table.content, widths[column], works))
    return _row(name, piece.lines[0].number, cells, gap=piece.paged)


def _joined(lines: Sequence[Line], column: int, content: int, width: int, works: Set[int]) -> list[str]:
    """The paragraphs of a column's lines: a line that ends early though the next word had room ends one, and so does
    one above a line that opens another of the ``works``."""
    found: list[str] = []
    last, between = "", 0
    for line in lines:
        text = line.cells[column]
        if text and line.number in works and column >= content:
            found.append(text)
            last, between = text, 0
            continue
        if not text:
            between += column != content and line.cells[content] != ""
            continue
        room = len(last) + 1 + len(text.partition(" ")[0]) <= width - _ROOM and last[-1:] not in ",-–"
        # The lines of one cell may stand between those of the content, not on them: one line lies between two.
        apart = between > 1 or (between == 1 and OPENS_BLOCK.match(text) is not None)
        if not found or apart or text[:2] in ("- ", "+ ", "– ", "• ") or (room and column >= content):
            found.append(text)
        else:
            found[-1] += f" {text}"
        last, between = text, 0
    return found
