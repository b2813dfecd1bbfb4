"""Cells of several lines: paragraphs as a copied table has them, and lines that end where their column does."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ics_export.reading.text import split
from parsing.build import ISSUED, TITLE, document, rows, understand

HEADER = ("NGÀY", "NỘI DUNG CÔNG VIỆC", "ĐƠN VỊ CHUẨN BỊ", "LÃNH ĐẠO SỞ")


def cells(text: str) -> list[list[str]]:
    """The text of each cell of each row of a table in ``text``."""
    return [[cell.text for cell in row.cells] for row in split("thang.txt", text).rows if len(row.cells) > 1]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        # the last cell's lines: names alone, an abbreviation in capitals
        ("03 Thứ Hai\tSáng: Họp\nChiều: Thăm\tVăn phòng\nPhòng A\tHoàn\nAn\n", ["Văn phòng Phòng A", "Hoàn An"]),
        ("03 Thứ Hai\tHọp\nThăm\tĐ/c An\nĐ/c Bình\tVP\nHĐND-UBND\n", ["Đ/c An Đ/c Bình", "VP HĐND-UBND"]),
        # an hour, a number or a bracket that opens a line of the work
        ("03 Thứ Hai\tSáng: Họp\n10 giờ 15, làm việc\tVP\tAn\n", ["VP", "An"]),
        ("03 Thứ Hai\tHọp phiên thường kỳ tháng\n01\tVP\tAn\n", ["VP", "An"]),
        ("03 Thứ Hai\tHọp (8h30, tại tầng\n2)\tVP\tAn\n", ["VP", "An"]),
        ("03 Thứ Hai\tTiếp công dân (từ 13h30 đến\n16h30)\tVP\tAn\n", ["VP", "An"]),
        # the end of "Lễ mít tinh", for its row is short of two cells and 20/11 has no weekday
        ("03 Thứ Hai\tSáng: Họp\nChiều: Duyệt kịch bản Lễ mít tinh\n20/11\tVP\tAn\n", ["VP", "An"]),
        # the day above its weekday
        ("03/11\nThứ Hai\tHọp\tVP\tAn\n", ["VP", "An"]),
    ],
)  # fmt: skip
def test_a_row_of_several_lines_is_one(lines, found):
    text = "\n".join(["\t".join(HEADER), lines + "04 Thứ Ba\tHọp\tVP\tĐ/c Bình", "05 Thứ Tư\tHọp\tVP\tĐ/c Bình"])
    read = cells(text)
    assert [len(row) for row in read] == [4, 4, 4, 4]
    assert read[1][2:] == found


@pytest.mark.parametrize(
    "header",
    [
        "NGÀY\tNỘI DUNG CÔNG VIỆC\tĐƠN VỊ\nCHUẨN BỊ\tLÃNH ĐẠO SỞ",
        "NGÀY\tNỘI DUNG CÔNG VIỆC\tĐƠN VỊ CHUẨN BỊ\tLÃNH ĐẠO\nSỞ",
        "Ngày\tNội dung công việc\tĐơn vị chủ trì,\nchuẩn bị\tLãnh đạo Sở dự,\nchỉ đạo",
    ],
)
def test_a_header_of_several_lines_is_one(header):
    work = ["03\tSáng: Họp giao ban đầu\ntuần\tVăn phòng\tĐ/c Hoàn GĐ", "04\tSáng: Họp\tThanh tra\tĐ/c An PGĐ"]
    found = understand(document([header, *work], header=None))
    assert [(i.text, i.units, i.attribution.feeds) for i in found.work] == [
        ("Họp giao ban đầu tuần", ("Văn phòng",), ("Hoàn",)),
        ("Họp", ("Thanh tra",), ("An",)),
    ]


def test_what_stands_below_a_table_is_none_of_its_last_cell():
    work = [("03", "Sáng: Họp\nChiều: Thăm", "VP\nVP", "Đ/c Hoàn GĐ\nĐ/c An PGĐ"), "Trên đây là chương trình của Sở"]
    found = rows(*work)
    assert [i.attribution.feeds for i in found.work] == [("Hoàn",), ("An",)]


LEADERS = (("20", "Họp", "VP", "Đ/c Hoàn GĐ"), ("21", "Họp", "VP", "Đ/c Bình PGĐ"))
OF_HOURS = ("Thời gian", "Nội dung công việc", "Cơ quan chuẩn bị", "Lãnh đạo Sở")


@pytest.mark.parametrize(
    ("work", "header", "found"),
    [
        # rows that lost their empty cells at the end: each of its own day or hour
        (
            [("Thứ Hai 10/02", "Họp giao ban"), ("12/02", "Làm việc với tỉnh", "VP")],
            HEADER,
            [(10, "Họp giao ban"), (12, "Làm việc với tỉnh")],
        ),
        (
            [("CN 09/02", "Trực cơ quan"), ("10/02", "Họp giao ban", "VP")],
            HEADER,
            [(9, "Trực cơ quan"), (10, "Họp giao ban")],
        ),
        (
            ["Thứ Hai, ngày 10/02/2025", ("8h00", "Giao ban", "VP"), ("10h00", "Tiếp dân"), ("14h00", "Thăm", "VP")],
            OF_HOURS,
            [(10, "Giao ban"), (10, "Tiếp dân"), (10, "Thăm")],
        ),
        # no second line of a header
        (
            [("Hàng ngày", "Tiếp công dân"), ("10", "Họp", "VP", "Đ/c Hoàn GĐ", "Phòng 1")],
            HEADER,
            [(1, "Tiếp công dân"), (10, "Họp")],
        ),
    ],
)  # fmt: skip
def test_a_short_row_is_no_rest_of_the_one_above(work, header, found):
    last = LEADERS if header is HEADER else [("15h00", "Họp", "VP", "Đ/c Hoàn GĐ")]
    read = rows(*work, *last, header=header)
    assert [(i.first.day, i.text) for i in read.work][: len(found)] == found


@pytest.mark.parametrize(
    "below", [["Chủ tịch", "(Đã ký)"], ["Phó Giám đốc", "Trần Văn Bình"], ["Tập thể lãnh đạo Sở chúc mừng"]]
)
def test_a_signature_right_below_a_table_attends_nothing(below):
    found = rows(LEADERS[1], ("24", "Dự hội nghị tỉnh", "VP", "Đ/c Hoàn GĐ"), *below)
    assert (found.work[-1].attribution.feeds, found.work[-1].attribution.certain) == (("Hoàn",), True)


WORDS = st.sampled_from(
    ["Họp", "giao", "ban", "kiểm", "tra", "Sở", "cơ", "sở", "Lạng", "Sơn", "Phòng", "Kế", "hoạch", "Văn", "phòng", "xã"]
)
CELL = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)
PEOPLE = st.sampled_from(["Đ/c Hoàn GĐ", "các PGĐ Sở", "Đ/c An PGĐ"])
LONG_CELL = st.lists(WORDS, min_size=10, max_size=24).map(" ".join)
"""Broader than every column: a document in which no cell has a second line says nothing of last cells."""
WORK = st.tuples(LONG_CELL, CELL, st.lists(PEOPLE, min_size=1, max_size=3).map(", ".join))
FREE = ["01 Thứ Bảy\tNghỉ\t\t", "02 Chủ nhật\tNghỉ\t\t"]


def wrapped(cell: str, width: int) -> str:
    return "\n".join(textwrap.wrap(cell, width, break_long_words=False))


@given(st.lists(WORK, min_size=4, max_size=12), st.tuples(*[st.integers(12, 28)] * 3))
def test_whatever_the_breadth_of_the_columns_no_word_changes_its_cell(work, widths):
    table = ["\t".join(HEADER), *FREE]
    for number, row in enumerate(work, 3):
        lines = [wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
        table.append("\t".join([f"{number:02} Thứ Hai", *lines]))
    table.append("29 Chủ nhật\tNghỉ\t\t")
    assert [row[1:] for row in cells("\n".join(table))[3:-1]] == [list(row) for row in work]


def test_lines_that_a_narrow_column_broke_are_one_paragraph_and_others_are_not():
    first = "Sáng: Giao ban công tác tháng\ncủa các phòng, đơn vị\nChiều: Họp Ban Tổ chức các\nhoạt động"
    each = ("Sáng: Kiểm tra việc thực hiện\nchế độ ở cơ sở", "Phòng Tổ chức\ncán bộ", "Đ/c Nguyễn Văn\nBình PGĐ")
    work = [
        ("03", first, "Phòng Tổ chức\ncán bộ", "Đ/c Hoàn GĐ,\ncác PGĐ\nĐ/c An PGĐ"),
        *[(f"{day:02}", *each) for day in range(4, 9)],
        ("09", "Chủ nhật", "", ""),
    ]
    found = rows(*work)
    assert [(i.text, i.units, i.attribution.feeds) for i in found.work[:3]] == [
        ("Giao ban công tác tháng của các phòng, đơn vị", ("Phòng Tổ chức cán bộ",), ("Hoàn", "An", "Nguyễn Văn Bình")),
        ("Họp Ban Tổ chức các hoạt động", ("Phòng Tổ chức cán bộ",), ("An",)),
        ("Kiểm tra việc thực hiện chế độ ở cơ sở", ("Phòng Tổ chức cán bộ",), ("Nguyễn Văn Bình",)),
    ]


@pytest.mark.parametrize("end", ["\n", "<br>"])
def test_lines_broken_by_a_column_s_width_are_known_by_the_room_they_leave(end):
    """A capital or a dash may begin such a line; a short line, or one that ends a sentence, ends a paragraph."""
    each = (
        "Sáng: Làm việc với Đoàn\nThanh tra Chính phủ về\nquy hoạch giai đoạn 2021\n- 2030",
        "Phòng\nTổ chức",
        "PGĐ Đỗ Văn\nAn",
    )
    obs = ("Kỷ niệm 78 năm ngày\nThành lập (2/9)\nKiểm tra các xã (cả\nngày)", "Phòng\nTổ chức", "GĐ Lê Thị\nHoàn")
    work = [(f"{day:02}", *[cell.replace("\n", end) for cell in each]) for day in range(3, 9)]
    found = rows(*work, ("10", *[cell.replace("\n", end) for cell in obs]))
    first, last = found.work[0], found.work[-1]
    assert first.text == "Làm việc với Đoàn Thanh tra Chính phủ về quy hoạch giai đoạn 2021 - 2030"
    assert (first.units, first.attribution.feeds) == (("Phòng Tổ chức",), ("Đỗ Văn An",))
    assert (last.text, last.attribution.feeds) == ("Kiểm tra các xã", ("Lê Thị Hoàn",))
    assert len(found.work) == 7


WEEKDAYS = ("Hai", "Ba", "Tư", "Năm", "Sáu")


def test_the_lines_of_a_page_that_are_rows_are_put_together():
    """As a program copies a PDF's table that goes line by line over all columns."""
    lines = ["Thứ,\tNội dung công tác\tLãnh đạo Sở\tĐơn vị", "ngày\t\tchủ trì, dự\tchuẩn bị"]
    for number in range(16):
        lines += [
            f"Thứ {WEEKDAYS[number % 5]},\tSáng: Kiểm tra việc thực hiện chế\tĐ/c An, Phó\tPhòng Tổ chức",
            f"{number // 5 * 7 + number % 5 + 3:02}/02\tđộ ở cơ sở tại các huyện\tGiám đốc\tcán bộ",
            "\tmiền núi\t\t",
        ]
    found = understand("\n".join([ISSUED, TITLE, "", *lines, "Chủ\tNghỉ\t\t", "nhật,\t\t\t", "23/02\t\t\t"]))
    assert len(found.work) == 16
    assert {(i.text, i.units, i.attribution.feeds) for i in found.work} == {
        ("Kiểm tra việc thực hiện chế độ ở cơ sở tại các huyện miền núi", ("Phòng Tổ chức cán bộ",), ("An",))
    }
    assert [i.first.day for i in found.work[:6]] == [3, 4, 5, 6, 7, 10]


def test_blank_lines_inside_a_cell_do_not_end_its_row():
    found = understand(
        document(
            [
                "NGÀY\tNỘI DUNG CÔNG VIỆC\tCƠ QUAN CHUẨN BỊ\tLÃNH ĐẠO SỞ",
                "03\tSáng: Họp giao ban",
                "Chiều: Tiếp công dân\tVăn phòng",
                "Thanh tra\tĐ/c Hoàn GĐ",
                "Đ/c Bình PGĐ",
                "04\tSáng: Kiểm tra tàu cá trên toàn địa bàn tỉnh",
                "Chiều: Họp Hội đồng\tPhòng Khai thác",
                "",
                "Văn phòng\tĐ/c Bình PGĐ",
                "",
                "Đ/c Hoàn GĐ",
                "05\tSáng: Làm việc với huyện",
                "Chiều: Gặp mặt\t",
                "",
                "Văn phòng",
                "Thanh tra\tĐ/c An PGĐ",
                "Đ/c Hoàn GĐ",
                "06\tSáng: Hội ý\tVăn phòng\tĐ/c Hoàn GĐ",
                "",
                "Lưu ý: Lịch này thay giấy mời",
            ],
            header=None,
        )
    )
    assert [(i.first.day, i.text.split()[0], i.units, i.attribution.feeds) for i in found.work] == [
        (3, "Họp", ("Văn phòng",), ("Hoàn",)),
        (3, "Tiếp", ("Thanh tra",), ("Bình",)),
        (4, "Kiểm", ("Phòng Khai thác",), ("Bình",)),
        (4, "Họp", ("Văn phòng",), ("Hoàn",)),
        (5, "Làm", ("Văn phòng",), ("An",)),
        (5, "Gặp", ("Thanh tra",), ("Hoàn",)),
        (6, "Hội", ("Văn phòng",), ("Hoàn",)),
    ]
