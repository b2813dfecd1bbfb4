"""The tables of a document: where each begins and ends, and what stands between its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, pairwise

from ics_export.diagnostics import Report, Severity
from ics_export.model import Document, Row
from ics_export.parsing.columns import Header, Role, bind, heads, may_head, same_header
from ics_export.parsing.dates import names_days, read_weekdays
from ics_export.parsing.dayheads import bind_headed, dateless, day_heading, under_headings
from ics_export.parsing.signers import is_signing
from ics_export.parsing.slots import HOUR_CELL
from ics_export.tuples import NamedTuple
from ics_export.vietnamese import fold, plain


class Table(NamedTuple):
    """A table: its header, its rows, from where to where (exclusive) it stands among the document's rows, and whether
    its days are headings among its rows."""

    header: Header
    rows: tuple[Row, ...]
    start: int
    end: int
    headed: bool


_MOTTO = ("CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI", "Độc lập", "ĐỘC LẬP")


def _is_letterhead(row: Row) -> bool:
    """Whether a row is none of a table but stands above its title: the state's name or its motto is in it (Decree
    30/2020/NĐ-CP, appendix I), or most columns are empty there."""
    empty = sum(not cell.paragraphs for cell in row.cells)
    return empty * 2 >= len(row.cells) or any(cell.text.startswith(_MOTTO) for cell in row.cells)


def cut_tables(document: Document, report: Report) -> list[Table]:
    """The tables of a document; findings for lines of text inside them and for what looks like work outside."""
    tables: list[Table] = []
    rows = document.rows
    below: list[Row | None] = []  # filled when the first line of text stands in a table
    index = 0
    while index < len(rows):
        above = rows[index - 1] if index else None
        header, top = bind(rows[index]), index
        if header and index + 1 < len(rows) and _may_be_header(rows[index + 1]):
            from ics_export.parsing.twolevels import of_two_rows

            if whole := of_two_rows(rows[index : index + 3]):
                index += 1  # the lower half of the header is read
                rows = (*rows[:index], whole, *rows[index + 1 :])
                header = bind(whole)
        header = header or bind_headed(rows[index], above, rows[index + 1 : index + 2])
        if header is None and len(rows[index].cells) > 1 and (duty := _is_duty(rows, index)):
            header = bind(rows[index], duty=duty)
        if header is None and len(rows[index].cells) > 2 and not tables and not _is_letterhead(rows[index]):
            header = _by_contents(rows, index, report)
        elif (
            header
            and (None in header.roles or header.has(Role.UNITS))
            and not header.has(Role.LEADERS)
            and not header.has(Role.DUTY)
        ):
            header = _by_contents(rows, index, report) or header
        if header is None:
            index += 1
            continue
        body: list[Row] = []
        gap = False
        by_heading = dateless(header)
        if by_heading and above and len(above.cells) == 1 and day_heading(above):
            body.append(above)
        index += 1
        while index < len(rows):
            row = rows[index]
            dated = row.cells[0].text[:1].isdigit()  # so it is no header
            if not dated and _closes(row) and not any(map(_is_work, rows[index + 1 : index + 60])):
                break
            if not dated and same_header(header, row):
                gap = True
            elif len(row.cells) == 1 and by_heading and day_heading(row):
                body.append(row)
            elif len(row.cells) == 1 and (torn := _torn(row, header, report)):
                body.append(torn)
            elif len(row.cells) == 1:
                if not _inside(rows, index, header):
                    below = below or _rows_below(rows)
                    following = below[index]
                    if not _goes_on(following, header, body) and not _goes_on_further(rows, index, header, body):
                        break
                if names_days(row.cells[0].text) and header.roles[0] is Role.DATE:
                    body.append(row)
                else:
                    gap = True
                    report.add(
                        "T204", Severity.INFO, row.place, "Dòng chữ đứng giữa bảng, không thuộc ô nào.",
                        excerpt=row.cells[0].text, action="Đã bỏ qua; nếu là công việc, hãy đặt vào một hàng của bảng.",
                    )  # fmt: skip
            elif not dated and heads(row):
                if body and not gap and not row.after_gap:
                    _report_header(row, report)
                break
            else:
                body.append(row._replace(after_gap=True) if gap else row)
                gap = False
            index += 1
        headed = under_headings(header, body) if by_heading else None
        header, cut = headed or (header, tuple(body))
        tables.append(Table(header, cut, top, index, headed is not None))
    if tables:
        # Above the first table there may be figures and targets, in tables of their own.
        early = [row for row in rows[: tables[0].start] if len(row.cells) > 1 and _names_day(row.cells[0].text)]
        between = [rows[table.end : following.start] for table, following in pairwise(tables)]
        for row in chain(early, *between, rows[tables[-1].end :]):
            _report_outside(row, report)
    return tables


def _may_be_header(row: Row) -> bool:
    """Whether a row's cells are as a header's, more than one of them filled."""
    texts = [cell.text for cell in row.cells if cell.paragraphs]
    return len(texts) > 1 and all(map(may_head, texts))


def _by_contents(rows: Sequence[Row], index: int, report: Report) -> Header | None:
    """The header that a row is by what stands below it, where its words are nobody's."""
    from ics_export.parsing.unknownheads import bind_by_contents

    return bind_by_contents(rows[index], rows[index + 1 : index + 60], report)


def _is_duty(rows: Sequence[Row], index: int) -> str:
    """The words right above a table that say it is one of duty, "Lịch trực lãnh đạo dịp Tết", "" where none do."""
    for row in rows[max(0, index - 2) : index]:
        text = row.cells[0].text
        if len(row.cells) == 1 and len(text) < 120 and re.search(_ON_DUTY, text):
            return text
    return ""


_ON_DUTY = r"(?i)(?<!thường )(?<!\w)trực(?! tuyến| thuộc| tiếp|\w)"


def joined(tables: Sequence[Table]) -> list[Table]:
    """The tables, one that goes on the one above it put together with it: its header is the same and its first row has
    no date, however much a page break put between them."""
    found: list[Table] = []
    for table in tables:
        above = found[-1] if found else None
        if above and above.rows and table.rows and not (above.headed or table.headed):
            first = table.rows[0]
            words = [list(map(fold, each.header.words)) for each in (above, table)]
            if words[0] == words[1] and not table.header.text(first, Role.DATE):
                rows = (*above.rows, first._replace(after_gap=True), *table.rows[1:])
                found[-1] = above._replace(rows=rows, end=table.end)
                continue
        found.append(table)
    return found


def _torn(row: Row, header: Header, report: Report) -> Row | None:
    """The row of a table that a line is which lost its tabs, with a finding; None where it is none."""
    text = row.cells[0].text
    if not (text[:1].isdigit() or text[:1] in "TtCc") or header.roles[0] is not Role.DATE:
        return None
    if not _SHORTEST <= len(text) <= _LONGEST:
        return None
    from ics_export.parsing.flatrow import with_cells

    torn = with_cells(row, header)
    if torn:
        report.add(
            "T208", Severity.WARNING, row.place, "Hàng này mất dấu ngăn giữa các ô.", excerpt=text[:60],
            action="Đã tách lại thành ngày, nội dung, đơn vị và lãnh đạo; hãy so với văn bản gốc.",
        )  # fmt: skip
    return torn


_SHORTEST, _LONGEST = 24, 1500
"""Characters of a line that may be a row of work: its day and more, and no more than a row has."""


def _rows_below(rows: Sequence[Row]) -> list[Row | None]:
    """For each row the next one below that has several cells."""
    below: list[Row | None] = [None] * len(rows)
    for index in range(len(rows) - 1, 0, -1):
        below[index - 1] = rows[index] if len(rows[index].cells) > 1 else below[index]
    return below


def _goes_on(following: Row | None, header: Header, body: Sequence[Row]) -> bool:
    """Whether a table goes on below lines of text: with a row for a day that is not before the last.

    Numbers without a weekday or a month may count the rows of another table; then they begin anew.
    """
    if following is None or len(following.cells) > len(header.words) or heads(following):
        return False
    day = header.text(following, Role.DATE)
    if _names_day(day):
        return True
    if header.roles[:2] == (Role.DATE, Role.TIME) and HOUR_CELL.match(following.cells[0].text):
        return True  # a further work of the day, its date cell left out
    if len(following.cells) < len(header.words):
        return False
    if not day:
        return True  # the lower half of a row
    days = [number for row in body if (number := _first_number(header.text(row, Role.DATE))) is not None]
    number = _first_number(day)
    return number is not None and (not days or number >= days[-1])


def _goes_on_further(rows: Sequence[Row], index: int, header: Header, body: Sequence[Row]) -> bool:
    """Whether a table goes on below lines of text and a torn row: one of the next rows is for a day after the last."""
    below = [row for row in rows[index + 1 : index + _NEAR] if len(row.cells) > 1][:_TORN]
    if not body or rows[index].cells[0].text.startswith(_ANNEXES) or any(map(_ends_table, below)):
        return False
    last = _first_number(header.text(body[-1], Role.DATE))
    for row in below:
        number = _first_number(header.text(row, Role.DATE)) if len(row.cells) == len(header.words) else None
        if last is not None and number is not None and last < number <= last + _TORN:
            return True
    return False


def _ends_table(row: Row) -> bool:
    return heads(row) or _closes(row) or row.cells[0].text.strip(" .").upper() in ("STT", "TT")


_ANNEXES = ("Phụ lục", "PHỤ LỤC", "Danh mục", "DANH MỤC", "Ghi chú", "GHI CHÚ", "Nơi nhận", "NƠI NHẬN")
_NEAR = 12
_TORN = 4
"""So many rows, or days, a table may be torn for."""


def _names_day(text: str) -> bool:
    """Whether a cell names a day beyond doubt: with its weekday or its month."""
    if text.startswith(("Từ ", "từ ", "Ngày ", "ngày ")):
        text = text.partition(" ")[2].removeprefix("ngày ")
    return len(text) < 60 and (("/" in text and names_days(text)) or read_weekdays(text.lower())[0] != ())


def _first_number(text: str) -> int | None:
    """The number of one or two digits that opens a text, None where none does."""
    digits = text[:2] if text[:2].isdecimal() else text[:1]
    return int(digits) if digits.isdecimal() and not text[len(digits) : len(digits) + 1].isdecimal() else None


def _report_outside(row: Row, report: Report) -> None:
    """A finding for what looks like a row of work outside every table: a signature has two cells, work has more, or a
    day in the first.
    """
    if len(row.cells) == 1 and not re.match(_DAY_AND_WORK, row.cells[0].text):
        return
    filled = sum(cell.text != "" for cell in row.cells)
    first = row.cells[0].text
    if len(row.cells) == 1 or filled > 2 or (filled == 2 and (first.isdigit() or _names_day(first))):
        text = " | ".join([cell.text for cell in row.cells if cell.text])
        report.add(
            "T205", Severity.WARNING, row.place, "Hàng này nằm ngoài bảng chương trình.", excerpt=text[:60],
            action="Không tạo sự kiện; nếu là công việc, hãy đưa vào bảng, dưới hàng tiêu đề.",
        )  # fmt: skip


_DAY_AND_WORK = r"\d{1,2}(?:/\d{1,2})?,?\s+\(?(?:[Tt]hứ \w{2,4}|[Cc]hủ [Nn]hật)\)?:?\s+\w"
"""How a row of work begins whose cells ran together: "28 Thứ Sáu Họp tổng kết"."""
_FRAME = ("Tuần trước", "Tuần hiện tại", "Tuần sau")
"""How the row begins that a web page has below a week, to leaf through."""


def _closes(row: Row) -> bool:
    """Whether a row ends the document in two columns, as Word has it: recipients left, "KT. GIÁM ĐỐC" right."""
    first = row.cells[0].text
    if first.startswith(_FRAME):
        return True
    if first[:8].lower().startswith(("nơi", "noi")) and plain(first[:8]) == "noi nhan":
        return first[8:].lstrip()[:1] in ("", ":")
    filled = [cell.text for cell in row.cells if cell.text]
    return not first and len(filled) == 1 and is_signing(filled[0])


def _is_work(row: Row) -> bool:
    """Whether a row below what looks like a signature shows that the table goes on."""
    return (len(row.cells) > 2 and sum(cell.text != "" for cell in row.cells[1:]) > 1) or _names_day(row.cells[0].text)


def _report_header(row: Row, report: Report) -> None:
    """A finding for a header right below a row of work: one of work that looks like it would vanish else."""
    report.add(
        "T206", Severity.WARNING, row.place, "Hàng này được hiểu là tiêu đề của một bảng mới.",
        excerpt=next(cell.text for cell in row.cells if cell.text),
        action="Không tạo sự kiện từ hàng này; nếu là công việc, hãy ghi ngày ở cột đầu.",
    )  # fmt: skip


def _inside(rows: Sequence[Row], index: int, header: Header) -> bool:
    """Whether a line of text stands between two rows of one table: a page number, or what a page break put there."""
    text = rows[index].cells[0].text.strip(" -–")
    if names_days(text):
        return True
    following = next((r for r in rows[index + 1 : index + 3] if len(r.cells) > 1), None)
    # A page's number, "(tiếp)", "…": short words without either are a heading ("Danh bạ").
    of_page = len(text) < 12 and (not text[:1].isalpha() or any(map(str.isdigit, text)))
    return (following is not None and not heads(following) and of_page) or (
        following is not None and same_header(header, following) and len(text) < 40
    )
