"""Plain text: rows are lines, cells are parted by tabs or bars, cells may run over several lines."""

from __future__ import annotations

import re

from ics_export.diagnostics import Report
from ics_export.model import Cell, Document, Place, Row
from ics_export.reading.decoding import decode
from ics_export.reading.markup import paragraphs

_RULE = re.compile(r"[\s|:+=_\-–—]*")
# What a date cell can be made of: numbers, weekdays and the words around them, nothing else.
_DATE_CELL = re.compile(
    r"[\s*_<>/bpriu]{0,12}(?:\d{1,2}(?!\d)|(?:thứ|chủ|ngày|từ|cn|t[2-8]|t\.)(?!\w))"
    r"(?:[\s\d,;./&+()*<>–—-]|(?:thứ|chủ|nhật|ngày|từ|đến|và|cn|t[2-8]|hai|ba|tư|năm|sáu|bảy|bẩy|tháng|br|"
    r"[pbiu])(?!\w))*",
    re.IGNORECASE,
)
_RUNS_ON = re.compile(
    r"\s*(?:[-+•*]\s|[ĐđDd]/[cC]|[Đđ]ồng chí|[Cc]ác\s|Lãnh đạo|Toàn |Ban (?:Giám|TV)|Thường trực|BGH|BGĐ|CBCC|"
    r"CCVC|P?(?:GĐ|CT|BT|HT|TB|CVP)\b|[a-zà-ỹđ(])"
)
_HOUR_CELL = re.compile(r"\s*\d{1,2}\s?(?:[:hg]|giờ)\s?\d{0,2}\b")
_CLOSES = re.compile(r"\s*(?:Nơi nhận|Ghi chú|Lưu ý|KT\.|TL\.|TM\.|[IVX]+\.\s|Phần\s)")


class TextReader:
    """Text torn out of Word, a PDF or a scan."""

    def detect(self, head: bytes) -> bool:
        """Always true: plain text has no mark of its own, so this reader is asked last."""
        return True

    def read(self, name: str, data: bytes, report: Report) -> Document:
        """The document in ``data``; raises ``UserError`` where the bytes are no text."""
        return split(name, decode(name, data, report))


def split(name: str, text: str) -> Document:
    """``text`` (clean, lines ended by ``\\n``) as a document."""
    lines = text.split("\n")
    rows: list[Row] = []
    pending: list[str] = []  # the cells of the row being read
    start, width, gap, pending_gap = 0, 0, False, False

    def flush() -> None:
        nonlocal pending
        if pending:
            place = Place(name, start)
            cells = tuple(Cell(paragraphs(_unquoted(c)), place) for c in pending)
            if any(c.paragraphs for c in cells):
                rows.append(Row(cells, place, pending_gap))
            pending = []

    for number, line in enumerate(lines, 1):
        if "\f" in line:
            line = line.replace("\f", "")
            gap = True
        if not line or line.isspace():
            # A row whose cells are all empty is a gap too.
            flush()
            gap = True
            continue
        cells = _cells(line)
        if cells is None:
            continue
        if pending and not gap and _continues(pending, cells, width):
            if line.lstrip().startswith("|"):
                cells = ["", *cells]  # a bar parts it from the cell that the line end broke off
            pending[-1] += "\n" + cells[0]
            pending += cells[1:]
            continue
        flush()
        pending, start, pending_gap, gap = cells, number, gap, False
        if len(cells) > 1:
            width = max(width, len(cells))
        else:
            flush()
    flush()
    return Document(name, tuple(rows), tuple(lines))


def _cells(line: str) -> list[str] | None:
    """The cells of a line; None for a ruling line ("|---|---|")."""
    if "\t" in line:
        return line.split("\t")
    if "|" in line and (line.lstrip().startswith("|") or line.count("|") > 1):
        if _RULE.fullmatch(line):
            return None
        bare = line.strip()
        return bare.removeprefix("|").removesuffix("|").split("|")
    return [line]


def _continues(pending: list[str], cells: list[str], width: int) -> bool:
    """Whether a line goes on the last cell of the row before it: together they have no more cells than a row, and the
    line opens no row of its own (an empty first cell or one that names a day)."""
    if len(pending) < 2 or len(pending) + len(cells) - 1 > width:
        return False
    first = cells[0]
    if not first.strip() or _CLOSES.match(first) or _HOUR_CELL.match(first):
        return False
    if len(first) < 60 and _DATE_CELL.fullmatch(first):
        return False
    return len(pending) < width or _RUNS_ON.match(first) is not None


def _unquoted(cell: str) -> str:
    """A cell without the quotation marks that spreadsheets put around line ends."""
    if "\n" in cell and len(cell) > 1 and cell[0] == '"' == cell.rstrip()[-1]:
        return cell.strip()[1:-1].replace('""', '"')
    return cell
