"""Rows with too few tabs between their cells or too many: "10 Thứ Năm Chiều: Họp Ban CSLP Đ/c Lợi PCT"."""

from __future__ import annotations

import re

from ics_export.model import Cell, Paragraph, Row
from ics_export.parsing.columns import Header, Role
from ics_export.parsing.groups import find_groups
from ics_export.parsing.openings import HONORIFIC
from ics_export.parsing.people import read_mentions
from ics_export.parsing.slots import opens_slot
from ics_export.parsing.titles import find_titles
from ics_export.parsing.units import opens_unit, read_units, unit_openings

_WEEKDAY = r"(?:[Tt]hứ\s\w{1,4}|THỨ\s\w{1,4}|[Cc]hủ\s[Nn]hật|CN|T[2-7])(?!\w)"
_NUMBER = r"\d{1,2}(?:\s?[/-]\s?\d{1,2}(?:\s?[/-]\s?\d{4})?)?"
_DAY = rf"(?:{_NUMBER}\s*[,(]?\s*{_WEEKDAY}\)?|{_WEEKDAY}\s*[,(]?\s*(?:[Nn]gày\s)?{_NUMBER}\)?)\s*[:.-]?\s+"


def with_cells(row: Row, header: Header) -> Row | None:
    """The row that a line below ``header`` was, with a cell for each column; None where it does not open with a day and
    go on with a part of the day or end with leaders.
    """
    text = row.cells[0].text
    day = re.match(_DAY, text)
    if day is None:
        return None
    work = text[day.end() :]
    leaders = _leaders(work) if header.has(Role.LEADERS) else len(work)
    if not opens_slot(work) and leaders == len(work):
        return None
    units = _units(work[:leaders]) if header.has(Role.UNITS) else leaders
    said = {
        Role.DATE: text[: day.end()].strip(" :.-"),
        Role.CONTENT: work[:units],
        Role.UNITS: work[units:leaders],
        Role.LEADERS: work[leaders:],
    }
    cells = [Cell((), row.place) for _ in header.words]
    for role, words in said.items():
        if words.strip() and role in header.columns:
            cells[header.columns[role][0]] = Cell((Paragraph(words.strip()),), row.place)
    return row._replace(cells=tuple(cells))


def realigned(row: Row, header: Header) -> Row | None:
    """A row with a tab too many before its leaders, or with none between its units and them, as it should be; None
    where neither is so. The leaders' column is the last one of the table.
    """
    width = len(header.roles)
    last = row.cells[-1]
    if (
        len(row.cells) == width + 1
        and last.paragraphs
        and not row.cells[-2].paragraphs
        and _leaders(f" {last.text}") == 1
    ):
        return row._replace(cells=(*row.cells[:-2], last))
    if len(row.cells) == width - 1 and header.roles[-2] is Role.UNITS and len(last.paragraphs) == 1:
        start = _leaders(last.text)
        if start < len(last.text) and opens_unit(last.text):
            parts = (last.text[:start].strip(), last.text[start:])
            return row._replace(cells=(*row.cells[:-1], *(Cell((Paragraph(text),), row.place) for text in parts)))
    return None


def _leaders(work: str) -> int:
    """Where the leaders begin who end a line: all that stands behind names somebody."""
    starts = {match.start() for match in HONORIFIC.finditer(work)} | {start for start, _ in find_titles(work)}
    starts |= {group.start for group in find_groups(work)}
    for start in sorted(starts):
        mentions, unread = read_mentions([work[start:]])
        if start and mentions and not unread:
            return start
    return len(work)


def _units(work: str) -> int:
    """Where the last unit begins that ends a text, its length where none does."""
    starts = [at for at in unit_openings(work) if at and len(read_units([work[at:]])) == 1]
    return starts[-1] if starts else len(work)
