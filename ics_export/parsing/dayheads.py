"""Tables whose days are headings: a row, or a line, that names a day and nothing else, above the rows of that day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ics_export.model import Cell, Paragraph, Row
from ics_export.parsing.columns import Header, Role, bind, role_of
from ics_export.parsing.dates import names_days, read_weekdays

_LONGEST = 60
_NUMBERED = r"(?:\d{1,2}|[IVX]{1,4}|[A-H])[.)]\s+"
_NOTE = r"(?<=[\d)])\s*\([^()]*[^\d/().\s-][^()]*\)$"  # "(04/02/2025) (mùng 7 Tết)"
_OWN_DAY = r"(?<![\d/])\d{1,2}/\d{1,2}(?:/\d{4})?(?![\d/])"
_WORDS = ("ngày", "tháng", "năm", "từ", "đến", "và", "mùng", "mồng")


def dateless(header: Header) -> bool:
    """Whether no column of a table is headed as its days' ("Giờ", "Thời gian" or nothing stands for it)."""
    columns = header.columns.get(Role.DATE, ())
    return all(role_of(header.words[index]) is Role.TIME for index in columns)


def day_heading(row: Row) -> tuple[str, str] | None:
    """The day that a row names ("THỨ HAI (13/10/2025)") and what stands behind its colon, None where a row says more
    or names none. A merged cell may be printed once, or once for each column.
    """
    texts = {cell.text for cell in row.cells if cell.paragraphs}
    return heading_of(texts.pop()) if len(texts) == 1 else None


def with_lunar_apart(text: str) -> str:
    """A heading with the lunar date in brackets of its own: "(13/10/2025 - nhằm 22/8 ÂL)"."""
    return re.sub(_LUNAR_INSIDE, r"(\1) (\2)", text) if "(" in text and ("nhằm" in text or "tức" in text) else text


_LUNAR_INSIDE = r"\((\d[^()]*?)\s*[-–,;]\s*((?:nhằm|tức)[^()]*)\)"


def heading_of(text: str) -> tuple[str, str] | None:
    """The same of a text."""
    text = with_lunar_apart(text).strip("*_ ")
    day, _, rest = text.partition(":")
    if len(day) > _LONGEST or ("h" not in day and "H" not in day and "CN" not in day and "T" not in day):
        return None  # letters of every weekday
    noted = re.search(_NOTE, day)
    note = noted[0].strip(" ()") if noted and not read_weekdays(noted[0].lower())[0] else ""
    day = day[: noted.start()] if noted and note else day
    numbered = re.match(_NUMBERED, day)
    day = day[numbered.end() :] if numbered else day
    weekdays, left = read_weekdays(day.lower())
    if not weekdays and not (left.lstrip().startswith("ngày") and "/" in left):
        return None
    for word in _WORDS:
        left = left.replace(word, " ")
    if any(map(str.isalpha, left)):
        return None
    return day.strip(" *_"), " ".join([words for words in (note, rest.strip(" *_")) if words])


def bind_headed(row: Row, above: Row | None, below: Sequence[Row]) -> Header | None:
    """The header without a day's column that a row is, where a day's heading stands above or below it; else None."""
    if len(row.cells) < 3 or not any(day_heading(beside) for beside in (above, *below) if beside):
        return None
    return bind(row, dated=False)


def under_headings(header: Header, body: Sequence[Row]) -> tuple[Header, tuple[Row, ...]] | None:
    """The header and the rows of a table whose days are headings, as those of one that dates the first row of each
    day, in a column put before the others; None where no day is a heading or the rows name days themselves.
    """
    headings = [day_heading(row) for row in body]
    count = sum(heading is not None for heading in headings)
    if not count or sum(map(_dated, [header.text(row, Role.DATE) for row in body], headings)) >= count:
        return None
    roles = (Role.DATE, *[Role.TIME if role is Role.DATE else role for role in header.roles])
    columns = {role: tuple([i for i, other in enumerate(roles) if other is role]) for role in roles if role}
    rows: list[Row] = []
    current: Row | None = None  # the heading whose day it is
    due = alone = False  # whether the next row is to have its date, and whether no row has followed it
    for row, heading in zip(body, headings, strict=True):
        if heading is None:
            own = re.search(_OWN_DAY, header.text(row, Role.DATE))
            if own:  # "14h00 05/02": the rows below it are the heading's again
                date, due = Cell((Paragraph(own[0]),)), True
            else:
                date = current.cells[0] if current and due else Cell()
                due = alone = False
            rows.append(row._replace(cells=(date, *row.cells)))
            continue
        if current and alone:
            rows.append(current)
        day, rest = heading
        current, due, alone = row._replace(cells=(Cell((Paragraph(day),)),)), not rest, not rest
        if rest:
            cells = [Cell()] * len(roles)
            cells[0], cells[columns[Role.CONTENT][0]] = current.cells[0], Cell((Paragraph(rest),))
            rows.append(row._replace(cells=tuple(cells)))
    if current and alone:
        rows.append(current)
    return Header(roles, (None, *header.slots), ("", *header.words), columns), tuple(rows)


def _dated(text: str, heading: tuple[str, str] | None) -> bool:
    """Whether a cell under *Thời gian* names a day of its own."""
    return heading is None and (names_days(text) or read_weekdays(text.lower())[0] != ())
