"""Comma-separated values (RFC 4180), as spreadsheets save a table: quoted cells may hold line ends and commas."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence

from ics_export.model import Cell, Document, Place, Row
from ics_export.reading.linecuts import LABEL
from ics_export.reading.markup import paragraphs

_DELIMITERS = (",", ";")
"""A comma, or what takes its place where the comma is the decimal sign, as in Vietnam."""
_FEWEST_ROWS = 4
_FEWEST_CELLS = 3
_SHARE = 0.8
"""So many of the records at least have as many cells as most: a sentence's commas are no such ones."""


def read_delimited(name: str, text: str) -> Document | None:
    """The document in ``text`` (clean, lines ended by ``\\n``) where it is a table of such values; None where not."""
    for delimiter in _DELIMITERS:
        if delimiter * 2 not in text:  # every programme has empty cells
            continue
        records = _records(text, delimiter)
        counts = Counter(len(cells) for _, cells in records if cells)
        usual, often = counts.most_common(1)[0] if counts else (0, 0)
        if usual >= _FEWEST_CELLS and often >= max(_FEWEST_ROWS, _SHARE * counts.total()):
            return Document(name, _rows(name, records), tuple(text.split("\n")))
    return None


def _records(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """The records of a text, each with the line that it begins in; none where it is no such table."""
    found: list[tuple[int, list[str]]] = []
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in reader:
            found.append((start, cells))
            start = reader.line_num + 1
    except csv.Error:  # a quotation mark that nothing closes: words, no cells
        return []
    return found


def _names_days(text: str) -> bool:
    """Whether a cell says days and nothing else: "Thứ Bảy, CN 28-29/12"."""
    return len(text) < _LONGEST_DAYS and LABEL.fullmatch(text) is not None


_LONGEST_DAYS = 60


def _rows(name: str, records: Sequence[tuple[int, list[str]]]) -> tuple[Row, ...]:
    rows: list[Row] = []
    gap = False
    for line, cells in records:
        held = [Cell(paragraphs(cell)) if cell.strip() else Cell() for cell in cells]
        if not any(cell.paragraphs for cell in held):
            gap = True
            continue
        if not any(cell.paragraphs for cell in held[1:]) and not _names_days(held[0].text):
            held = held[:1]  # a line of the heading, or below the table
        rows.append(Row(tuple(held), Place(name, line), gap))
        gap = False
    return tuple(rows)
