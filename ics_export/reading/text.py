"""Plain text: rows are lines, cells are parted by tabs or bars, cells may run over several lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from ics_export.diagnostics import Report
from ics_export.model import Cell, Document, Place, Row
from ics_export.reading.decoding import decode
from ics_export.reading.markup import paragraphs
from ics_export.vietnamese import WEEKDAY

if TYPE_CHECKING:
    from ics_export.reading.continued import Continued

# Needed for tables drawn with bars, and for days of two lines: compiled when one is met.
_RULE = r"[\s|:+=_\-–—]*"
_DAY_AND_MONTH = r"\s*\(?(?:\d{1,2}\s?[,–-]\s?)?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?\)?\s*"


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
        if "\t" not in text and (",," in text or ";;" in text):
            from ics_export.reading.delimited import read_delimited

            table = read_delimited(name, text)
            if table:
                return table
        return split(name, text)


def split(name: str, text: str) -> Document:
    """``text`` (clean, lines ended by ``\n``) as a document."""
    if any(word in text for word in _BROKEN_WEEKDAYS):
        text = re.sub(_BROKEN_WEEKDAY, r"\n\1\2 ", text)
    if _BARE_NUMBER.search(text) and "\t" in text:
        text = _with_days_beside(text)
    source = text.split("\n")
    if "\\|" in text:
        text = text.replace("\\|", _BAR)  # Markdown's, in a cell
    lines = text.split("\n")
    bars = "|" in text and _is_open(lines)
    quoted = '"' in text and re.search(_OPENS_QUOTE, text) is not None
    if ('\t"' in text or '\t "' in text) and len(re.findall(_QUOTED_CELL, text)) > _FEW_QUOTED:
        text = re.sub(_QUOTED_CELL, r"\1", text)
        lines = text.split("\n")
    continued: Continued | None = None
    rows: list[Row] = []
    pending: list[str] = []  # the cells of the row being read
    start, width, broadest, broken, gap, pending_gap = 0, 0, 0, 0, False, False
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
            if pending and continued and continued.spans_gap(pending, width, number):
                continue
            if pending:
                _finish(pending, name, start, pending_gap, rows)
                pending = []
            gap = True
            continue
        cells = _cells(line, bars, width > 2)
        if cells is None:
            continue
        goes_on = False
        head = start == broadest and len(cells) > 1 and not any(map(str.isdigit, line))
        if len(pending) > 1 and not gap and (head or _may_go_on(pending, cells, width)):
            if continued is None:
                from ics_export.reading.continued import Continued

                continued = Continued(lines, bars)
            goes_on = continued.goes_on(pending, cells, width, number)
            if head and not goes_on:
                goes_on = continued.goes_on_head(pending, cells)
        if goes_on:
            if cells[0] and line.lstrip().startswith("|"):
                cells = ["", *cells]  # a bar parts it from the cell that the line end broke off
            pending[-1] += "\n" + cells[0]
            pending += cells[1:]
            broken += 1
            if len(pending) > width and not quoted:
                width = len(pending)
            continue
        if pending:
            _finish(pending, name, start, pending_gap, rows)
        elif rows and not gap and len(cells) > 1 and _goes_below(rows[-1], cells):
            above = rows.pop()
            cells[0] = f"{above.cells[0].text}\n{cells[0]}"
            gap = above.after_gap
        pending, start, pending_gap, gap = cells, number, gap, False
        if len(cells) > 1:
            if len(cells) > width:
                width, broadest = len(cells), number
        elif not (quoted and _in_quotes(pending, lines, number + 1, width)):
            _finish(pending, name, start, pending_gap, rows)
            pending = []
    if pending:
        _finish(pending, name, start, pending_gap, rows)
    if re.search(_IN_COLUMNS, text):
        from ics_export.reading.daygrid import regrouped

        rows = regrouped(name, lines, rows) or rows
    if len(rows) > _MANY_ROWS and sum([not row.cells[0].paragraphs for row in rows]) > _MANY_BROKEN:
        from ics_export.reading.lines import are_lines, put_together

        if are_lines(rows):
            rows, broken = put_together(rows), len(rows)
    if (broken > _MANY_BROKEN or text.count("<br") > _MANY_BROKEN) and "<p" not in text:
        from ics_export.reading.wrapped import is_wrapped, unwrapped

        rows = unwrapped(rows, broken <= _MANY_BROKEN) if is_wrapped(rows) else rows
    return Document(name, tuple(rows), tuple(source))


_BAR = "\x05"
"""What stands for a bar that parts no cells, until they are read."""


def _may_go_on(pending: Sequence[str], cells: Sequence[str], width: int) -> bool:
    """Whether a line has so few cells that it may go on the row above: most do not, and need no closer look."""
    if len(pending) + len(cells) - 1 <= width:
        return True
    return not cells[-1] and (len(pending) < width or not any(cells[1:]))


def _finish(pending: Sequence[str], name: str, start: int, gap: bool, rows: list[Row]) -> None:
    """Add the row of these cells, which began in line ``start``, unless all are empty."""
    found = _read_known(tuple(pending)) if len(pending) > 1 and sum(map(len, pending)) < _LONG else _read_cells(pending)
    if found:
        rows.append(Row(found, Place(name, start), gap))


def _is_open(lines: Sequence[str]) -> bool:
    """Whether bars only part the cells of a document's lines, so that one before the first word stands behind an empty
    cell; in Markdown every line begins with one, but for those that lost their first cells.
    """
    barred = [line.lstrip() for line in lines if line.count("|") > 1]
    if any("--" in line and re.fullmatch(_RULE, line) for line in barred if line[0] == "|"):
        return False  # Markdown's ruling line
    return not all(line.startswith("|") for line in barred)


def _read_cells(cells: Sequence[str]) -> tuple[Cell, ...]:
    """The cells of a row, none where all are empty."""
    found = [paragraphs(_unquoted(cell) if "\n" in cell or '""' in cell else cell) if cell else () for cell in cells]
    if any(_BAR in cell for cell in cells):
        found = [tuple([p._replace(text=p.text.replace(_BAR, "|")) for p in cell]) for cell in found]
    return tuple(map(Cell, found)) if any(found) else ()


_IN_COLUMNS = r"\t\s{0,2}(?:Thứ|THỨ)\s{1,2}(?:[Tt]ư|TƯ|4)(?!\w)"
"""A day in the middle of a week behind a tab, as where each has a column."""
_BROKEN_WEEKDAYS = ("THỨ\n", "Thứ\n", "CHỦ\n", "Chủ\n")
_BROKEN_WEEKDAY = r"(?m)^([*+•-][^\S\n]{0,3})?(THỨ|Thứ|CHỦ|Chủ)\n(?=(?i:hai|ba|tư|năm|sáu|bảy|bẩy|nhật)(?!\w))"
"""A weekday whose second word a line end put on the line below, where it opens the heading of a day."""
_BARE_NUMBER = re.compile(r"\n[\dOolI]{1,2}(?:/\d{1,2})?\n")
"""A line that is a number alone: a page's, or a day's."""
_WEEKDAY_CELL = r"(?:Th[ứửưừự]\s\S{1,4}|Ch[ủúu]\s[Nn]h\S{1,3}|CN)\t"
_DAY_ABOVE = rf"(?m)^([\dOolI]{{1,2}}(?:/\d{{1,2}})?)\n(?={_WEEKDAY_CELL})"
_FEWEST_ABOVE = 3


def _with_days_beside(text: str) -> str:
    """``text`` with the days that stand on the lines above their weekdays, in the first cells of rows, on the lines of
    these; above a few weekdays such numbers are the pages'."""
    above = len(re.findall(_DAY_ABOVE, text))
    if above < _FEWEST_ABOVE or above * 2 < len(re.findall(rf"(?m)^{_WEEKDAY_CELL}", text)):
        return text
    return re.sub(_DAY_ABOVE, r"\n\1 ", text)


_LONG = 1500
"""Characters of a row; longer ones are not kept, for they do not come again."""
_read_known = lru_cache(maxsize=64)(_read_cells)
"""The rows of two months: they come again in its weeks and corrections."""


def _cells(line: str, bars: bool, below: bool) -> list[str] | None:
    """The cells of a line; None for a ruling line ("|---|---|"). ``bars``: they only part cells; ``below``: a row of a
    table stands above, so that one bar may be of a row that a line end broke.
    """
    if "\t" in line:
        if "|" in line or "·" in line:
            line = re.sub(_SPECKS, "", line)
        return line.split("\t")
    if "|" in line and (line.lstrip().startswith("|") or line.count("|") > 1 or (bars and below)):
        if re.fullmatch(_RULE, line):
            return None
        if bars:
            return line.split("|")
        bare = line.strip()
        return bare.removeprefix("|").removesuffix("|").split("|")
    return [line]


def _goes_below(above: Row, cells: list[str]) -> bool:
    """Whether the first of these cells is the lower line of one whose upper line stands above alone: "Thứ 2", below it
    "23/02" and the rest of the row, or "23/02" and below it "Thứ 2"."""
    upper, lower = above.cells[0].text, cells[0]
    if len(above.cells) > 1 or len(upper) > _LONGEST_DAY or len(lower) > _LONGEST_DAY:
        return False
    weekdays = rf"{WEEKDAY}(?:\s?[,–-]\s?{WEEKDAY})?"
    if re.fullmatch(_DAY_AND_MONTH, upper):
        return re.fullmatch(weekdays, lower.lower().strip()) is not None
    return re.fullmatch(weekdays, upper.lower()) is not None and re.fullmatch(_DAY_AND_MONTH, lower) is not None


_LONGEST_DAY = 24
"""Characters of a date or of weekdays that stand alone on a line."""


_SPECKS = r"(?:(?<=\t)|\s)[|·](?=\s*(?:\t|$))"
"""What a scan made of the lines of a table at the ends of cells that tabs part."""
_MANY_BROKEN = 12
"""Lines that go on a cell, or breaks inside cells; with more of them the lines may be wrapped."""
_MANY_ROWS = 36
"""More rows than these may be the lines of a page."""
_OPENS_QUOTE = r'(?m)(?:^|\t) ?"[^"\t\n]*(?:""[^"\t\n]*)*$'
"""A cell of several lines as spreadsheets write it, with quotation marks around."""
_QUOTED_CELL = r'(?<=\t) ?"([^"\t\n]*[,;][^"\t\n]*)" ?(?=\t|$|\n)'
"""A cell of one line in quotation marks, as spreadsheets write those that hold a comma."""
_FEW_QUOTED = 3
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
