"""How a document lays out its tables (*kiểu bảng*): ordinary ones, or others told as if they were. What reads the rarer
layouts is loaded for the documents that have them."""

from __future__ import annotations

import re

from ics_export.diagnostics import Report, Severity
from ics_export.model import Document, Place
from ics_export.parsing.columns import Role
from ics_export.parsing.tabling import Table, cut_tables
from ics_export.parsing.words import CROSSES


def with_tables(document: Document, report: Report) -> tuple[Document, list[Table]]:
    """A document with its tables told as ordinary ones, and those, none where it has none; findings for what looks like
    work outside them."""
    if _has_crosses(document):
        from ics_export.parsing.markedcolumns import by_marks

        document = by_marks(document)
    if _has_days(document):
        from ics_export.parsing.daycolumns import by_day

        document = by_day(document, report)
    of_tables = Report()
    tables = cut_tables(document, of_tables)
    if not tables:
        document = _otherwise(document, report)
        tables = cut_tables(document, of_tables)
        if not tables:
            from ics_export.parsing.daylines import with_whole_lines

            document = with_whole_lines(document)
    elif any(map(_says_duty_alone, tables)):
        document, tables, of_tables = _under_leaders(document, tables, of_tables)
    elif left_out := _outside(of_tables):
        document, tables, of_tables = _above_tables(document, tables, of_tables, left_out)
    report.extend(of_tables.findings)
    return document, tables


def _has_crosses(document: Document) -> bool:
    """Whether a cross stands alone in a cell of a broad row, as where each leader has a column: few documents have
    any."""
    broad = [row.cells[2:] for row in document.rows if len(row.cells) > _NARROW]
    return not CROSSES.isdisjoint([p.text for cells in broad for cell in cells for p in cell.paragraphs[:1]])


def _has_days(document: Document) -> bool:
    """Whether weekdays stand side by side in a broad row, as where each day has a column: few documents have such."""
    last = [row.cells[-2].paragraphs for row in document.rows if len(row.cells) > _NARROW]
    heads = [cell[0].text for cell in last if cell and cell[0].text[:1] in "TtCc"]
    return any(len(head) < _LONGEST_DAY and _DAY.match(head) for head in heads)


_LONGEST_DAY = 40  # characters
_DAY = re.compile(r"(?i)(?:thứ\s|t[2-7]|chủ\s|cn)")
_NARROW = 3
"""Columns; when, what and two leaders are more."""


def _otherwise(document: Document, report: Report) -> Document:
    """A document without an ordinary table, as if it had one: from one that has a column for each leader, or that was
    copied with a cell on each line. Few are so: what reads them is loaded for those only.
    """
    from ics_export.parsing.cellwise import from_cells
    from ics_export.parsing.leadercolumns import by_leader

    if any(len(row.cells) > 2 for row in document.rows):
        document = by_leader(document)
    found = from_cells(document)
    if found is None:
        return document
    document, line, count = found
    report.add(
        "T207", Severity.WARNING, Place(document.name, line), "Bảng được chép mỗi ô một dòng.",
        action=f"Đã ghép lại thành {count} hàng theo cột; hãy so với văn bản gốc.",
    )  # fmt: skip
    return document


def _outside(report: Report) -> int:
    """How many rows of work were found outside every table."""
    return sum(finding.code == "T205" for finding in report.findings)


def _says_duty_alone(table: Table) -> bool:
    """Whether of a table's columns that of those on duty is known, and several others are not: each a leader's?"""
    roles = table.header.roles
    return Role.CONTENT not in roles and Role.DUTY in roles and roles.count(None) > 1


def _under_leaders(document: Document, tables: list[Table], report: Report) -> tuple[Document, list[Table], Report]:
    """A document as if its table with a column for each leader, and one for who is on duty, were an ordinary one."""
    from ics_export.parsing.leadercolumns import by_leader

    told, again = by_leader(document), Report()
    cut = cut_tables(told, again)
    better = any(table.header.has(Role.CONTENT) for table in cut)
    return (told, cut, again) if better else (document, tables, report)


def _above_tables(
    document: Document, tables: list[Table], report: Report, left_out: int
) -> tuple[Document, list[Table], Report]:
    """A document that has rows outside its tables, as if those of a table with a column for each leader above them were
    ordinary ones, where so fewer are ``left_out``: such a month above a table of duty."""
    from ics_export.parsing.leadercolumns import by_leader

    first = tables[0].start
    above = by_leader(document._replace(rows=document.rows[:first])).rows
    told, again = document._replace(rows=(*above, *document.rows[first:])), Report()
    cut = cut_tables(told, again)
    better = len(cut) > len(tables) and _outside(again) < left_out
    return (told, cut, again) if better else (document, tables, report)
