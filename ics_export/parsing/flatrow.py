"""Rows with too few tabs between their cells or too many: "10 Thứ Năm Chiều: Họp Ban CSLP Đ/c Lợi PCT"."""

from __future__ import annotations

import re

from ics_export.model import Cell, Paragraph, Row
from ics_export.parsing.columns import Header, Role
from ics_export.parsing.groups import find_groups
from ics_export.parsing.joints import opens_action
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
    cells = [Cell() for _ in header.words]
    for role, words in said.items():
        if words.strip() and role in header.columns:
            cells[header.columns[role][0]] = Cell((Paragraph(words.strip()),))
    return row._replace(cells=tuple(cells))


def realigned(row: Row, header: Header) -> Row | None:
    """A row with a tab too many before its leaders, or with one too few, as it should be; None where it shows neither.
    The leaders' column is the last one of the table.
    """
    cells, width = row.cells, len(header.roles)
    last = cells[-1]
    led = last.paragraphs != () and _leaders(f" {last.text}") == 1
    if len(cells) == width + 1:
        content = header.columns[Role.CONTENT][0] if header.has(Role.CONTENT) else 0
        for at in range(len(cells) - 2, 0, -1) if led else ():
            left = (*cells[:at], *cells[at + 1 :])
            if not cells[at].paragraphs and (
                left[content].paragraphs or not any(cell.paragraphs for cell in cells[1:-1])
            ):
                return row._replace(cells=left)
        return None
    if len(cells) != width - 1 or header.roles[-2] is not Role.UNITS or len(last.paragraphs) != 1:
        return None
    start = _leaders(last.text)
    if start < len(last.text) and opens_unit(last.text):
        return row._replace(cells=(*cells[:-1], *_parted(last.text, start)))
    if not led:
        return None
    first = cells[0].text
    day = re.match(_DAY, first) if header.roles[0] is Role.DATE else None
    if day and (opens_slot(first[day.end() :]) or opens_action(first[day.end() :])):
        return row._replace(cells=(*_parted(first, day.end()), *cells[1:]))
    return row._replace(cells=(*cells[:-1], Cell(), last))  # which unit prepares it stays among its words


def _parted(text: str, at: int) -> tuple[Cell, Cell]:
    """The two cells that one was, cut at ``at``."""
    before, behind = (Cell((Paragraph(words.strip()),)) for words in (text[:at], text[at:]))
    return before, behind


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
