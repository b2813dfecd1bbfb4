"""Tables with a column for each day: every cell becomes a row of its own, of that day and of whom its row is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ics_export.diagnostics import Report, Severity
from ics_export.model import Cell, Document, Paragraph, Row
from ics_export.parsing.columns import bind
from ics_export.parsing.dates import read_weekdays
from ics_export.parsing.people import read_mentions
from ics_export.parsing.slots import HOUR_CELL, slot_of
from ics_export.tuples import NamedTuple

_FEWEST = 3
"""Columns of days that make such a table."""
_DATE = r"\d{1,2}\s?[/.-]\s?\d{1,2}|\d{1,2}"
_SPAN = r"(?i)từ\s(?:ngày\s)?(\d{1,2})(?:/\d{1,2})?\s(?:đến|-|–)\s(?:hết\s)?(?:ngày\s)?(\d{1,2})"


class _Head(NamedTuple):
    """The days of the columns by their numbers, and the column of whom a row is for or of the part of the day."""

    days: dict[int, str]
    labels: tuple[int, ...]


def by_day(document: Document, report: Report) -> Document:
    """The document with the rows of such tables as ordinary ones: the day, the part of it, the work, who leads it, and
    a number, which says that each is a row of its own.

    A label merged over several rows stands in the first of them. A row that lacks cells has one merged over several
    days, where its words say which; else nobody knows which day its cells are of, and a finding says so.
    """
    rows: list[Row] = []
    below: list[tuple[int, Row]] = []  # those of one table, with the numbers of their columns
    head: _Head | None = None
    label: dict[int, Cell] = {}
    for row in document.rows:
        found = _head(row)
        if found:
            rows += _in_turn(below)
            head, label, below = found, {}, []
            words = ("TT", "Thứ, ngày", "Buổi", "Nội dung công việc", "Lãnh đạo")
            rows.append(row._replace(cells=tuple([_said(word) for word in words])))
            continue
        if head is None or _ends(row, head):
            rows += [*_in_turn(below), row]
            head, below = None, []
            continue
        for at in head.labels:
            if row.cells[at].paragraphs:
                label = {other: cell for other, cell in label.items() if other < at} | {at: row.cells[at]}
        below += _told(row, head, label, report)
    return document._replace(rows=(*rows, *_in_turn(below)))


def _ends(row: Row, head: _Head) -> bool:
    """Whether a row stands below the table: it is another's header, or it has fewer cells than days, the first of them
    no label."""
    first = row.cells[0].text
    if bind(row) is not None:
        return True
    return len(row.cells) < len(head.days) and not (slot_of(first) or _names_somebody(first))


def _in_turn(rows: Sequence[tuple[int, Row]]) -> list[Row]:
    """The rows of a table day by day."""
    return [row for _, row in sorted(rows, key=lambda numbered: numbered[0])]


def _head(row: Row) -> _Head | None:
    """The head of such a table, None for other rows: weekdays in turn, behind one column or two of labels."""
    days = {at: cell.text for at, cell in enumerate(row.cells) if at and _is_day(cell.text)}
    if len(days) < _FEWEST or _is_day(row.cells[0].text):
        return None
    in_turn = [read_weekdays(day.lower())[0] for day in days.values()]
    if any(min(below) <= max(above) for above, below in pairwise(in_turn)):
        return None
    labels = tuple(range(min(days)))
    if len(labels) > 2 or len(days) + len(labels) + 1 < len(row.cells):
        return None
    return _Head(days, labels)


def _is_day(words: str) -> bool:
    """Whether a head says a weekday or several, with dates or without, and nothing else."""
    weekdays, left = read_weekdays(words.lower())
    return len(weekdays) > 0 and not any(map(str.isalpha, re.sub("ngày|tháng", "", left))) and len(words) < 40


def _told(row: Row, head: _Head, label: dict[int, Cell], report: Report) -> list[tuple[int, Row]]:
    """A row as one for each of its cells, with the number of the day's column."""
    slot = next((label[at] for at in head.labels if at in label and _says_when(label[at].text)), Cell())
    who = next((label[at] for at in head.labels if at in label and _names_somebody(label[at].text)), Cell())
    who = Cell((Paragraph(who.text),)) if who.paragraphs else who
    cells = list(enumerate(row.cells))[len(head.labels) :]
    lacking = max(head.days) + 1 - len(row.cells)
    days = dict(head.days)
    if lacking > 0:
        merged = _merged(cells, head, lacking)
        if merged is None:
            report.add(
                "T203", Severity.ERROR, row.place, "Hàng này thiếu ô nên không rõ ô nào thuộc ngày nào.",
                excerpt=row.cells[0].text, action="Không tạo sự kiện từ hàng này; hãy chép lại cả bảng từ văn bản gốc.",
            )  # fmt: skip
            return []
        at, over = merged
        days[at] = _from_to(head.days[at], head.days[at + over - 1])
        days |= {later: head.days[later + over - 1] for later in range(at + 1, max(head.days) + 2 - over)}
    found = []
    outside = [cell.text for at, cell in cells if cell.paragraphs and at not in days]
    outside += [one.text for one in label.values() if not (_says_when(one.text) or _names_somebody(one.text))]
    for text in outside:
        report.add(
            "T203", Severity.WARNING, row.place, "Ô nằm ngoài các cột có tiêu đề.", excerpt=text,
            action="Không tạo sự kiện từ ô này; hãy so với văn bản gốc.",
        )  # fmt: skip
    for at, cell in cells:
        if cell.paragraphs and at in days:
            day = days[at]
            if cell.columns > 1 and at + cell.columns - 1 in head.days:
                day = _from_to(day, head.days[at + cell.columns - 1])
            found.append((at, row._replace(cells=(_said("1"), _said(day), slot, cell, who))))
    return found


def _says_when(text: str) -> bool:
    """Whether a row's label is a part of the day or an hour."""
    return slot_of(text) is not None or HOUR_CELL.match(text) is not None


def _from_to(first: str, last: str) -> str:
    """The days from one head's to another's, by their dates where both print them: "14/10 - 16/10"."""
    dates = [re.search(r"\d{1,2}\s?[/.]\s?\d{1,2}", day) for day in (first, last)]
    return " - ".join([date[0] if all(dates) and date else day for date, day in zip(dates, (first, last), strict=True)])


def _names_somebody(text: str) -> bool:
    mentions, unread = read_mentions([text])
    return mentions != () and unread == ()


def _merged(cells: Sequence[tuple[int, Cell]], head: _Head, lacking: int) -> tuple[int, int] | None:
    """Which cell of a row is merged over several days, and over how many, by the days that it says: "(từ ngày 08 đến
    hết ngày 10/10)"; None where none does, or another than the row lacks."""
    for at, cell in cells:
        span = re.search(_SPAN, cell.text)
        if span is None or at not in head.days or at + lacking not in head.days:
            continue
        numbers = [re.search(_DATE, head.days[day]) for day in (at, at + lacking)]
        if all(
            n and int(re.split(r"\D", n[0])[0]) == int(said) for n, said in zip(numbers, span.groups(), strict=True)
        ):
            return at, lacking + 1
    return None


def _said(words: str) -> Cell:
    return Cell((Paragraph(words),))
