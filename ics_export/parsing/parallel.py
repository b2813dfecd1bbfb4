"""Rows whose cells hold several works line by line: as many hours in one cell as there are works in another."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ics_export.model import Cell, Paragraph, Row, Slot, slot_of_hour
from ics_export.parsing.columns import Header, Role
from ics_export.parsing.markers import is_observance
from ics_export.parsing.slots import HOUR_CELL, slot_of
from ics_export.parsing.words import BULLETS


def with_date_cell(row: Row, width: int) -> Row:
    """A row whose date cell stands before an hour's, also where it was left out, not only left empty: then the row
    begins with the hour, or with the slot's word. ``width`` is how many columns its table has.
    """
    if len(row.cells) < 2:
        return row
    first, second = row.cells[0].text, row.cells[1].text
    slot_first = len(row.cells) < width and slot_of(first) is not None and slot_of(second) is None
    if slot_first or (HOUR_CELL.match(first) and not HOUR_CELL.match(second)):
        return row._replace(cells=(Cell(), *row.cells))
    return row


def by_hours(row: Row, header: Header) -> list[Row]:
    """A row whose cell of hours holds several, a paragraph each, as one row for each: "8h00", "9h30" beside two works.

    A cell of as many paragraphs is dealt out, another stands in each row, but the date in the first alone. Where the
    leaders are neither as many nor one, whose is which is for the alignment to say: the row stays one, with the hours
    before its works.
    """
    hours = _hours_of(row, header)
    if len(hours) < 2:
        return [row]
    above, works = _works(header.paragraphs(row, Role.CONTENT))
    if len(works) == 1 and len({_part_of_day(hour.text) for hour in hours}) == len(hours):
        # A work of two sessions: "07g30 và 13g30".
        return [
            _with(row, header, {Role.TIME: (hour,)} | ({Role.DATE: ()} if number else {}))
            for number, hour in enumerate(hours)
        ]
    if len(works) != len(hours):
        return [row]
    if len(header.paragraphs(row, Role.LEADERS)) not in (0, 1, len(works)):
        return [_timed(row, header, above, hours, works)]
    rows = [_with(row, header, {Role.CONTENT: above}, only=True)] if above else []
    for number, work in enumerate(works):
        cells = {Role.CONTENT: work, Role.TIME: hours[number : number + 1]}
        for role in (Role.PLACE, Role.LEADERS, Role.UNITS, Role.PARTICIPANTS, Role.NOTES):
            paragraphs = header.paragraphs(row, role)
            if len(paragraphs) == len(works):
                cells[role] = paragraphs[number : number + 1]
        if rows:
            cells[Role.DATE] = ()
        rows.append(_with(row, header, cells)._replace(after_gap=row.after_gap and not rows))
    return rows


def _hours_of(row: Row, header: Header) -> tuple[Paragraph, ...]:
    """The hours or parts of the day in a row's cells of time, a paragraph each; beside a column of parts of the day
    each hour with its part. () where something else stands there."""
    columns = [row.cells[at].paragraphs for at in header.columns[Role.TIME] if at < len(row.cells)]
    if len(columns) != 2:
        hours = _each_hour(header.paragraphs(row, Role.TIME)) if len(columns) == 1 else ()
        return hours if all(HOUR_CELL.match(p.text) or slot_of(p.text) is not None for p in hours) else ()
    parts, hours = columns[0], _each_hour(columns[1])
    if len(parts) != 1 or slot_of(parts[0].text) is None or not all(HOUR_CELL.match(p.text) for p in hours):
        return ()
    return tuple([hour._replace(text=f"{parts[0].text} {hour.text}") for hour in hours])


def _each_hour(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The hours of a cell, a paragraph each: "8h00; 14h00", "07g30 và 13g30"."""
    if len(paragraphs) != 1 or not re.fullmatch(_SEVERAL, paragraphs[0].text):
        return tuple(paragraphs)
    return tuple([paragraphs[0]._replace(text=text) for text in re.split(_BETWEEN, paragraphs[0].text)])


_BETWEEN = r"\s*(?:[,;/]|và)\s*"
_ONE_HOUR = r"\d{1,2}\s?(?:h|g|giờ|:)\s?(?:\d\d)?"
_SEVERAL = rf"{_ONE_HOUR}(?:{_BETWEEN}{_ONE_HOUR})+"


def _part_of_day(text: str) -> Slot | None:
    """The part of the day that an hour or a slot's word says."""
    hour = re.match(r"\d{1,2}", text)
    return slot_of_hour(dt.time(int(hour[0]))) if hour and int(hour[0]) < 24 else slot_of(text)


def _works(paragraphs: Sequence[Paragraph]) -> tuple[tuple[Paragraph, ...], list[tuple[Paragraph, ...]]]:
    """What stands above the works of a cell (an observance), and the paragraphs of each: where the first has a bullet,
    a work begins with each that has the same, else each is one.
    """
    first = next((at for at, paragraph in enumerate(paragraphs) if not is_observance(paragraph.text)), 0)
    above, below = tuple(paragraphs[:first]), paragraphs[first:]
    sign = below[0].text[:1] if below else ""
    if sign not in BULLETS:
        return above, [(paragraph,) for paragraph in below]
    works: list[tuple[Paragraph, ...]] = []
    for paragraph in below:
        if paragraph.text.startswith(sign):
            works.append((paragraph,))
        else:
            works[-1] = (*works[-1], paragraph)
    return above, works


def _timed(
    row: Row,
    header: Header,
    above: tuple[Paragraph, ...],
    hours: Sequence[Paragraph],
    works: Sequence[Sequence[Paragraph]],
) -> Row:
    """A row with its hours before its works: "- 8h00: Họp"."""
    content = [*above]
    for hour, (first, *points) in zip(hours, works, strict=True):
        sign = first.text[:1] if first.text[:1] in BULLETS else "-"
        content += [first._replace(text=f"{sign} {hour.text}: {first.text.lstrip(BULLETS).strip()}"), *points]
    return _with(row, header, {Role.CONTENT: tuple(content), Role.TIME: ()})


def _with(row: Row, header: Header, cells: dict[Role, tuple[Paragraph, ...]], *, only: bool = False) -> Row:
    """A row with these paragraphs under their roles; of the others, it keeps the date's alone where it has these
    ``only``."""
    found = []
    for at, cell in enumerate(row.cells):
        role = header.roles[at] if at < len(header.roles) else None
        if role in cells and at == header.columns[role][0]:
            cell = cell._replace(paragraphs=cells[role])
        elif role in cells or (only and role is not Role.DATE):
            cell = cell._replace(paragraphs=())
        found.append(cell)
    return row._replace(cells=tuple(found))
