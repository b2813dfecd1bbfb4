"""Tables of web pages and of Word's "web page, filtered": rows and cells are tags, and merged cells say their span."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ics_export.diagnostics import Report
from ics_export.model import Cell, Document, Place, Row
from ics_export.reading.decoding import decode
from ics_export.reading.markup import paragraphs
from ics_export.tuples import NamedTuple

# Bounded repeats: an unclosed tag must not cost quadratic time.
_TAG = re.compile(r"<(/?(?:[tT][rRdDhH]|[tT][aA][bB][lL][eE]))(?:[ \t\n\xa0]([^<>]{0,500}))?>")
_SPAN = r"{}span\s?=\s?[\"']?(\d{{1,2}})"
_WIDEST = 40
_HIDDEN = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"), ("<head>", "</head>"))


class _Merged(NamedTuple):
    """A cell with its place, and the columns and rows it takes."""

    cell: Cell
    place: Place
    columns: int = 1
    rows: int = 1


class HtmlReader:
    """A page with a table."""

    def detect(self, head: bytes) -> bool:
        """Whether the bytes hold a table as tags: two rows at least, and a cell that ends."""
        lowered = head.lower()
        return lowered.count(b"<tr") > 1 and (b"</td" in lowered or b"</th" in lowered)

    def read(self, name: str, data: bytes, report: Report) -> Document:
        """The document in ``data``; raises ``UserError`` where the bytes are no text."""
        return split_page(name, decode(name, data, report))


def split_page(name: str, text: str) -> Document:
    """``text`` (clean, lines ended by ``\\n``) as a document.

    A cell merged over several rows stands in each of them, but for one of the first column, which stands in the first
    of them alone, as the date of a day's rows does in plain text; one merged over several columns stands in the first.
    """
    rows: list[Row] = []
    held: dict[int, _Merged] = {}  # by column, the cells of rows above that go on
    gap = False
    for cells, place, words in _blocks(name, _shown(text.replace("\xa0", " "))):
        if cells:
            placed = _placed(cells, held)
            if any(cell.paragraphs for cell in placed):
                rows.append(Row(tuple(placed), place, gap))
                gap = False
        elif words is None:
            held.clear()
            gap = True
        for paragraph in paragraphs(words) if words else ():
            rows.append(Row((Cell((paragraph,)),), place, gap))
            gap = False
    return Document(name, tuple(rows), tuple(text.split("\n")))


def _blocks(name: str, text: str) -> Iterator[tuple[list[_Merged], Place, str | None]]:
    """What a page holds, in order: rows of cells, lines of text, and the bounds of its tables (neither of the two)."""
    cells: list[_Merged] = []
    position = line = 0
    tag = says = ""
    for match in [*_TAG.finditer(text), None]:
        words = text[position : match.start() if match else len(text)]
        place = Place(name, line + 1)
        if tag in ("td", "th"):
            held = paragraphs(" ".join(words.split("\n")))
            cells.append(_Merged(Cell(held), place, _span("col", says), _span("row", says)))
        else:
            if tag != "/td" and tag != "/th":
                if cells:
                    yield cells, cells[0].place, ""
                cells = []
            if tag in ("table", "/table"):
                yield [], place, None
            for number, row in enumerate(words.split("\n") if words.strip() else ()):
                yield [], Place(name, line + number + 1), row
        if match:
            line += words.count("\n") + match[0].count("\n")
            position, tag, says = match.end(), match[1].lower(), match[2] or ""
    if cells:
        yield cells, cells[0].place, ""


def _span(kind: str, says: str) -> int:
    """How many columns or rows a cell takes by its tag, one where it says nothing."""
    match = re.search(_SPAN.format(kind), says, re.IGNORECASE) if "span" in says.lower() else None
    return min(max(1, int(match[1])), _WIDEST) if match else 1


def _placed(cells: Sequence[_Merged], held: dict[int, _Merged]) -> list[Cell]:
    """The cells of a row by column, those that go on from the rows above among them; ``held`` is what goes on below."""
    found: list[Cell] = []
    below: dict[int, _Merged] = {}
    for merged in [*cells, None]:
        while len(found) in held:
            above = held.pop(len(found))
            if above.rows > 2:
                below[len(found)] = above._replace(rows=above.rows - 1)
            found.append(above.cell)
        for number in range(merged.columns if merged else 0):
            assert merged
            cell = Cell() if number else merged.cell._replace(columns=merged.columns, rows=merged.rows)
            if merged.rows > 1:
                below[len(found)] = merged._replace(cell=cell._replace(rows=0) if found else Cell())
            found.append(cell)
    held.update(below)
    return found


def _shown(text: str) -> str:
    """A page without comments, scripts and styles; their line ends stay, so that the lines keep their numbers."""
    for begin, end in _HIDDEN:
        at = text.find(begin)
        while at >= 0:
            until = text.find(end, at)
            if until < 0:
                break
            until += len(end)
            text = text[:at] + "\n" * text.count("\n", at, until) + text[until:]
            at = text.find(begin, at)
    return text
