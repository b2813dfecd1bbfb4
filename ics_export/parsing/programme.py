"""The whole document: heading, tables, roster, then every day's items."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ics_export.config import Config
from ics_export.diagnostics import Report, Severity, UserError
from ics_export.model import Document, Item, Place, Programme, Row
from ics_export.parsing.attribution import read_invitations, read_leaders, text_mentions
from ics_export.parsing.columns import Role
from ics_export.parsing.context import Context, Office
from ics_export.parsing.crowded import told_apart
from ics_export.parsing.dates import Period
from ics_export.parsing.dayheads import heading_of
from ics_export.parsing.duty import duty_items
from ics_export.parsing.halves import groups_of
from ics_export.parsing.heading import is_title, read_classification, read_heading, read_period
from ics_export.parsing.inferring import infer_roster
from ics_export.parsing.items import day_items
from ics_export.parsing.layout import with_tables
from ics_export.parsing.mentions import Mention
from ics_export.parsing.offices import folded_name, home_of, of_office
from ics_export.parsing.parts import Part, read_parts
from ics_export.parsing.people import read_mentions
from ics_export.parsing.peoplefindings import report_people
from ics_export.parsing.periods import heading_date, period_of, report_other_month, report_outside
from ics_export.parsing.rows import DayRow, group
from ics_export.parsing.signers import read_signer
from ics_export.parsing.tabling import Table, joined

if TYPE_CHECKING:
    from ics_export.parsing.listedduty import ListedDuty


def parse(
    document: Document,
    config: Config,
    report: Report,
    *,
    month: tuple[int, int] | None = None,
    allow_classified: bool = False,
) -> Programme:
    """The programme in ``document``.

    ``month`` (year, month) stands in for a heading that names none. Raises ``UserError`` where there is no table, no
    date column, no row, no month, two programmes, or a stamp of secrecy (unless ``allow_classified``).
    """
    name = document.name
    secret = read_classification(document.rows)
    if secret and not allow_classified:
        raise UserError(
            f"{name}:{secret[1]}: văn bản đóng dấu {secret[0]}, không được đưa lên lịch"
            " (Luật Bảo vệ bí mật nhà nước 2018); nếu dấu ấy không còn hiệu lực, chạy lại với --allow-classified"
        )
    document, tables = with_tables(document, report)
    lists = _lists_beside(document, tables) if tables else [_day_list(document)]
    start = min([first for first, _, _, _ in lists] + [table.start for table in tables])
    end = max([last for _, last, _, _ in lists] + [table.end for table in tables])
    tail = document.rows[end:]
    heading = read_heading(document.rows[:start], tail)
    _refuse_two(document, tables)
    period = period_of(name, heading, month, report, lambda: _heads_of_days(document, lists, tables))
    days: list[tuple[DayRow, bool]] = []
    for _, _, _, listed in lists:
        days += [(day, True) for day in group(listed(period, report), period, report, sparse=False, whole=True)]
    for table in joined(tables):
        parts = read_parts(table.rows, table.header, period, report)
        if not table.header.has(Role.LEADERS) and any(p.text.endswith(":") for part in parts for p in part.content):
            from ics_export.parsing.byleader import under_leaders

            parts = under_leaders(parts)
        undated = len([part for part in parts if not part.day.dates and part.content])
        sparse = table.headed or undated * 3 > len(parts)
        days += [(day, sparse) for day in group(parts, period, report, sparse=sparse, headed=table.headed)]
    if not days and not any(table.rows for table in tables):
        line = document.rows[start].place.line
        raise UserError(
            f"{name}:{line}: bảng chỉ có hàng tiêu đề, không có hàng nào; hãy chép lại cả bảng từ văn bản gốc"
        )
    days = [
        (day if cells is day.parts else day._replace(parts=cells), sparse)
        for (day, sparse), cells in zip(days, told_apart([day.parts for day, _ in days]), strict=True)
    ]
    leaders = [read_leaders(day.parts) for day, _ in days]
    organisation = config.organisation or heading.organisation
    bodies, name_of_office = home_of(organisation), folded_name(organisation)
    mentions: list[tuple[Mention, Place]] = []
    for (day, sparse), cells in zip(days, leaders, strict=True):
        if not cells.mentions:
            found = of_office(text_mentions(day.parts), bodies, name_of_office)
            mentions += [(m, day.parts[m.half].place) for m in found]
        elif len(day.parts) == 1:
            mentions += [(m, day.parts[0].place) for m in cells.mentions]
        else:  # rows of one day say each for itself who somebody is
            rows = [(halves.parts, read_leaders(halves.parts).mentions) for halves in groups_of(day, sparse)]
            mentions += [(m, parts[m.half].place) for parts, named in rows for m in named]
    home = Office(name_of_office, frozenset([m.printed for m, _ in mentions]), bodies)
    mentions += [
        (mention, part.place)
        for day, _ in days
        for part in day.parts
        if part.duty
        for mention in read_mentions([paragraph.text for paragraph in part.duty])[0]
    ]
    invited = read_invitations([part for day, _ in days for part in day.parts])
    if invited:
        from ics_export.parsing.participants import only_attending

        mentions += only_attending(invited, mentions, home)
    taken = [(table.start, table.end) for table in tables] + [(first, last) for first, last, _, _ in lists]
    outside = _duty_outside(document, taken, period, report)
    mentions += [(mention, one.place) for one in outside for mention in one.mentions]
    roster = infer_roster(
        tuple([m for m, _ in mentions]), config, heading_date(heading, period), read_signer(tail), home.name
    )
    report_people(mentions, roster, config, report)
    context = Context(roster, period, report, set(), home)
    items: list[Item] = []
    for (day, sparse), cells in zip(days, leaders, strict=True):
        items += day_items(day, cells, context, sparse)
    if any(item.cancelled and ("(" in item.text or "[" in item.text) for item in items):
        from ics_export.parsing.moveddays import on_new_days

        items += on_new_days(items, period, report)
    known = {(item.first, item.attribution.feeds) for item in items if item.duty} if outside else set()
    for one in outside:
        duty = duty_items(one.who, f"Trực lãnh đạo: {one.who}", one.place, [], one.day, one.day, context)
        items += [item for item in duty if (item.first, item.attribution.feeds) not in known]
    if not organisation:
        report.add(
            "H203", Severity.WARNING, _place(document), "Không thấy tên cơ quan ban hành.",
            action="Tên lịch để trống phần cơ quan; hãy ghi organisation trong ics-export.toml.",
        )  # fmt: skip
    dated = [day for day, _ in days]
    report_outside(dated, period, report)
    report_other_month(name, dated, heading, period, report)
    return Programme(
        organisation, heading.title, period.first, period.last, heading.issued, roster.leaders, tuple(items), name
    )


def _duty_outside(
    document: Document, taken: Sequence[tuple[int, int]], period: Period, report: Report
) -> list[ListedDuty]:
    """The duty that lines say outside the rows ``taken`` (from, to) by tables and lists."""
    rows = [
        row
        for number, row in enumerate(document.rows)
        if len(row.cells) == 1 and not any(first <= number < last for first, last in taken)
    ]
    if not any("rực" in row.cells[0].text or "RỰC" in row.cells[0].text for row in rows):
        return []
    from ics_export.parsing.listedduty import read_listed_duty

    return read_listed_duty(rows, period, report)


_List = tuple[int, int, Sequence[int], Callable[[Period, Report], list[Part]]]
"""Where a document lists days (from, to), where their headings stand, and what reads them once the period is known."""


def _day_list(document: Document) -> _List:
    """The days that a document without a table lists; raises ``UserError`` where there are none."""
    found = _list_in(document.rows, 0, alone=True)
    if found is None:
        from ics_export.parsing.datedlines import with_days_first

        found = _list_in(with_days_first(document.rows), 0, alone=True)
    if found is None:
        raise _no_table(document)
    return found


def _lists_beside(document: Document, tables: Sequence[Table]) -> list[_List]:
    """The days listed above, between and below the tables of a document: "LỊCH TRỰC TẾT" may be its only table."""
    if any(table.headed for table in tables):
        return []  # their headings are the tables' own
    found: list[_List] = []
    bounds = [0, *(bound for table in tables for bound in (table.start, table.end)), len(document.rows)]
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        rows = document.rows[start:end]
        if sum(row.cells[0].text.lower().lstrip("-*_ ").startswith(_WEEKDAY_HEADS) for row in rows) > 1:
            listed = _list_in(rows, start)
            if listed and not _is_duty(rows[: listed[0] - start]):
                found.append(listed)
    return found


def _is_duty(above: Sequence[Row]) -> bool:
    """Whether the last line ``above`` a list of days says that it is one of duty."""
    if not above or "rực" not in above[-1].cells[0].text.lower():
        return False
    from ics_export.parsing.listedduty import heads_duty

    return heads_duty(above[-1].cells[0].text)


_WEEKDAY_HEADS = ("thứ ", "chủ nhật", "từ thứ")


def _list_in(rows: Sequence[Row], above: int, *, alone: bool = False) -> _List | None:
    """The days listed in these rows, which have so many ``above`` them in the document.

    Few documents are written so: the module that reads them is loaded for those only.
    """
    from ics_export.parsing.daylist import find_day_list
    from ics_export.parsing.dayworks import read_day_list

    found = find_day_list(rows, alone=alone)
    if found is None:
        return None
    headings = [above + number for number in found.headings]
    return (
        above + found.start,
        above + found.end,
        headings,
        lambda period, report: read_day_list(rows, found, period, report),
    )


def _place(document: Document) -> Place:
    return Place(document.name, 1)


def _no_table(document: Document) -> UserError:
    dated = [row for row in document.rows if len(row.cells) > 2 and heading_of(row.cells[0].text)]
    if len(dated) > 1:
        return UserError(
            f"{document.name}:{dated[0].place.line}: không nhận ra hàng tiêu đề của bảng, nên không biết cột nào ghi"
            " việc, cột nào ghi lãnh đạo; hãy ghi phía trên bảng một hàng như “Ngày”, “Nội dung công việc”, “Lãnh đạo”"
        )
    for row in document.rows:
        if len(row.cells) > 2 and any("nội dung" in c.text.lower() or "công việc" in c.text.lower() for c in row.cells):
            heads = ", ".join(f"“{c.text}”" for c in row.cells if c.text)
            return UserError(
                f"{document.name}:{row.place.line}: bảng không có cột ngày (các cột: {heads});"
                " hãy thêm một cột có tiêu đề “Ngày” hoặc “Thứ, ngày”"
            )
    return UserError(
        f"{document.name}: không thấy bảng chương trình nào (hàng tiêu đề phải có các cột như “Ngày” và"
        " “Nội dung công việc”, cách nhau bằng dấu tab hoặc dấu |); hãy chép lại cả bảng từ văn bản gốc"
    )


def _refuse_two(document: Document, tables: Sequence[Table]) -> None:
    """Two programmes in one file cannot be told apart safely: one heading would date the other's rows."""
    first: tuple[Period, int] | None = None
    for table, following in zip([None, *tables], tables, strict=False):
        start = table.end if table else 0
        between = document.rows[start : following.start]
        for number, row in enumerate(between):
            text = row.cells[0].text
            if len(row.cells) == 1 and is_title(text):
                period, _, _ = read_period(text, None)
                if period is None:  # a title over several lines
                    below = [line.cells[0].text for line in between[number + 1 : number + 3] if len(line.cells) == 1]
                    period, _, _ = read_period(" ".join([text, *[line for line in below if len(line) < 160]]), None)
                if period is None:
                    continue
                if first and first[0] != period:
                    raise UserError(
                        f"{document.name}: có hai chương trình trong một tệp"
                        f" (dòng {first[1]} và dòng {row.place.line}); hãy tách ra mỗi chương trình một tệp"
                    )
                first = first or (period, row.place.line)


def _heads_of_days(document: Document, lists: Sequence[_List], tables: Sequence[Table]) -> list[str]:
    """What heads the days of the lists, and stands in the day's column of the tables."""
    listed = [document.rows[number].cells[0].text for _, _, heads, _ in lists for number in heads]
    return listed + [table.header.text(row, Role.DATE) for table in tables for row in table.rows]
