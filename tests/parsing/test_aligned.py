"""Tables whose columns are made of blanks, as programs print them that keep a PDF's layout."""

from __future__ import annotations

import textwrap
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ics_export.diagnostics import Report, UserError
from ics_export.reading.aligned import aligned_rows
from ics_export.reading.daylabels import Line, numbers_of_rows
from ics_export.reading.linecuts import WEEK_ACROSS
from ics_export.reading.pageheads import Head
from ics_export.reading.spans import part_words
from parsing.build import ISSUED, TITLE, Understood, same_every_time, understand

WIDTHS = (12, 8, 44, 18, 20)
HEAD = ("Ngày", "Buổi", "Nội dung công việc", "Đơn vị chuẩn bị", "Lãnh đạo dự")


def printed(*rows: tuple[str, ...], head: tuple[str, ...] = HEAD, between: str = "") -> str:
    """A table as a page shows it, every cell at the top of its row; a row's cells wrapped to their columns."""
    lines = []
    for row in (head, *rows):
        cells = [textwrap.wrap(cell, width - 2) or [""] for cell, width in zip(row, WIDTHS, strict=True)]
        for number in range(max(map(len, cells))):
            line = [cell[number] if number < len(cell) else "" for cell in cells]
            lines.append("".join(text.ljust(width) for text, width in zip(line, WIDTHS, strict=True)).rstrip())
        lines += [between] if between or row is head else []
    return "\n".join(lines)


def month(table: str) -> Understood:
    return understand(f"{ISSUED}\n\n{TITLE}\n\n{table}\n")


def brief(found: Understood) -> list[tuple[int, str, str, str]]:
    return [
        (
            i.first.day,
            i.slot.value if i.slot else "",
            i.text,
            " ".join(n.rpartition(" ")[2] for n in i.attribution.feeds),
        )
        for i in found.work
    ]


ROWS = (
    ("03 Thứ Hai", "Sáng", "Họp giao ban với các đơn vị trực thuộc về kế hoạch tháng", "Văn phòng", "Đ/c Hoàn GĐ"),
    ("", "Chiều", "Kiểm tra cảng cá Cửa Lạch", "Phòng Khai thác và Hậu cần", "Đ/c Bình PGĐ, Đ/c An PGĐ"),
    ("04 Thứ Ba", "Cả ngày", "Tập huấn", "Phòng Tổ chức", "Đ/c An PGĐ"),
)
WORK = [
    (3, "morning", "Họp giao ban với các đơn vị trực thuộc về kế hoạch tháng", "Hoàn"),
    (3, "afternoon", "Kiểm tra cảng cá Cửa Lạch", "Bình An"),
    (4, "all_day", "Tập huấn", "An"),
]


def test_words_stand_at_the_top_of_their_rows():
    found = month(printed(*ROWS))
    assert brief(found) == WORK
    assert [i.units for i in found.work] == [("Văn phòng",), ("Phòng Khai thác và Hậu cần",), ("Phòng Tổ chức",)]
    assert [f.code for f in found.findings if f.code == "T209"] == ["T209"]  # it is said that positions were read


def test_a_head_may_stand_on_two_lines_and_come_again_on_each_page():
    first, second = printed(*ROWS[:2]), printed(ROWS[2])
    pages = [page.replace("Đơn vị chuẩn bị", "Đơn vị        ") for page in (first, second)]
    pages = [page.replace("\n", f"\n{' ' * 64}chuẩn bị\n", 1) for page in pages]
    found = month(f"{pages[0]}\n\nSở Thủy sản - tháng 2\n\f{' ' * 40}2\n\n{pages[1]}\n\nSở Thủy sản - tháng 2\n")
    assert brief(found) == WORK


def test_a_row_that_a_page_break_cut_goes_on():
    table = printed(*ROWS).split("\n")
    at = next(number for number, line in enumerate(table) if "trực thuộc" in line)
    found = month("\n".join([*table[:at], f"\f{' ' * 40}2", *table[at:]]))
    assert brief(found) == WORK


NUMBERED = """
TT   Thời gian      Nội dung công việc                    Đơn vị chuẩn bị    Lãnh đạo dự

                        TUẦN I (từ ngày 03/02 đến 07/02) và trực
1    7h30, 03/02    Chào cờ; giao ban các phòng về kế     Văn phòng          Đ/c Hoàn GĐ
                    hoạch tháng
2    Chiều 03/02    Kiểm tra cảng cá Cửa Lạch             Phòng Khai thác    Đ/c Bình PGĐ
3    Sáng 04/02     Tập huấn về nuôi biển                 Phòng Tổ chức      Đ/c An PGĐ
4    9h00 -         Tiếp đoàn của tỉnh bạn                Văn phòng          Đ/c Hoàn GĐ
     10h30, 05/02
5    Sáng 06/02     Chấm thi thợ giỏi trong               Phòng Tổ chức      Đ/c An PGĐ
                    Tuần 2: hội thi của ngành
6    Chiều 07/02    Họp Chi bộ                            Chi ủy             Đ/c Bình PGĐ
"""
COUNTED = [
    (3, "", "Chào cờ; giao ban các phòng về kế hoạch tháng", "Hoàn"),
    (3, "afternoon", "Kiểm tra cảng cá Cửa Lạch", "Bình"),
    (4, "morning", "Tập huấn về nuôi biển", "An"),
    (5, "", "Tiếp đoàn của tỉnh bạn", "Hoàn"),
    (6, "morning", "Chấm thi thợ giỏi trong Tuần 2: hội thi của ngành", "An"),
    (7, "afternoon", "Họp Chi bộ", "Bình"),
]


def test_numbers_that_count_the_rows_say_where_they_begin():
    found = month(NUMBERED)
    assert brief(found) == COUNTED
    weeks = [f.excerpt for f in found.findings if f.code == "T204"]
    assert weeks == ["TUẦN I (từ ngày 03/02 đến 07/02) và trực"]  # but no work that speaks of a week


def test_numbers_in_the_middle_of_their_rows_do_not_say_where_those_begin():
    pairs = [
        (line, head)
        for head in [Head(0, 0, ((0, 4), (5, 12), (20, 40)), ("TT", "Ngày", "Nội dung"), 1, 2)]
        for line in [
            [
                Line(3 * n, ("", "Thứ Hai", "Họp giao ban các phòng")),
                Line(3 * n + 1, (str(n + 1), "03/02", "về kế hoạch của tháng")),
                Line(3 * n + 2, ("", "", "và việc khác")),
            ]
            for n in range(6)
        ]
    ]
    assert numbers_of_rows(pairs) is None
    assert numbers_of_rows([(lines[1:2] + lines[:1], head) for lines, head in pairs]) is None
    top = [([Line(n, (str(n + 1), "03/02", "Họp giao ban"))], pairs[0][1]) for n in range(6)]
    assert numbers_of_rows(top) == 0
    assert numbers_of_rows(top[:4]) is None
    assert numbers_of_rows(top[:3] + top[4:]) is None  # a number is missing


@pytest.mark.parametrize(
    ("line", "heads"),
    [
        ("   TUẦN II (từ ngày 08/4 đến 12/4)", True),
        ("   Tuần 42 (14/10 - 18/10/2024)   ", True),
        ("   TUẦN THỨ NHẤT: từ 01/4 đến 05/4", True),
        ("   Tuần 3", True),
        ("   TUẦN IV (từ 22/4 đến 26/4) và nghỉ lễ", True),
        ("   Tuần 3: Giao ban với các phòng", False),
        ("   Tuần 4 (22/4) họp Chi bộ", False),
        ("   TUẦN 4 HỌP CHI BỘ", False),
        ("   TUẦN II (từ 08/4 đến 12/4)        Văn phòng     Đ/c An", False),
        ("   Tuần lễ áo dài", False),
    ],
)
def test_weeks_across_the_columns(line, heads):
    assert bool(WEEK_ACROSS.match(line)) is heads


def test_one_blank_may_part_two_columns():
    full, unit = "Họp giao ban cùng các đơn vị trực thuộc tại", "Phòng Khai thác H"
    assert (len(full), len(unit)) == (WIDTHS[2] - 1, WIDTHS[3] - 1)  # both fill their columns
    lines = printed(*ROWS).split("\n")
    blank = " " * sum(WIDTHS[:2])
    at = next(number for number, line in enumerate(lines) if line.startswith("03"))
    lines[at : at + 2] = [f"{lines[at][: len(blank)]}{full} {unit} Đ/c Hoàn GĐ", f"{blank}cảng"]
    found = month("\n".join(lines))
    assert brief(found)[0] == (3, "morning", f"{full} cảng", "Hoàn")
    assert found.work[0].units == (unit,)


MIDDLE = """\
Ngày        Buổi    Nội dung công việc                          Đơn vị chuẩn bị   Lãnh đạo dự

                    - Họp giao ban với các đơn vị trực          Văn phòng         Đ/c Hoàn GĐ
            Sáng    thuộc
Thứ Hai             - Tiếp công dân                             Thanh tra         Đ/c An PGĐ
 03/02              Kiểm tra cảng cá                            Phòng Khai        Đ/c Bình PGĐ
            Chiều
                                                                thác
{between}
                    Tập huấn nghiệp vụ cho công chức mới        Phòng Tổ chức     Đ/c An PGĐ
Thứ Ba       Cả
                    tuyển dụng năm 2025
 04/02      ngày
"""


def test_words_in_the_middle_of_their_lines_where_blank_lines_part_the_days():
    assert brief(month(MIDDLE.format(between=""))) == [
        (3, "morning", "Họp giao ban với các đơn vị trực thuộc", "Hoàn"),
        (3, "morning", "Tiếp công dân", "An"),
        (3, "afternoon", "Kiểm tra cảng cá", "Bình"),
        (4, "all_day", "Tập huấn nghiệp vụ cho công chức mới tuyển dụng năm 2025", "An"),
    ]


CENTRED = """\
NGÀY            NỘI DUNG CÔNG VIỆC                          ĐƠN VỊ            LÃNH ĐẠO

            Sáng: Giao ban công tác tháng và triển          Văn phòng         Đ/c Hoàn GĐ
 03         khai nhiệm vụ
 Thứ Hai    Chiều: Kiểm tra việc chấp hành ở cảng cá        Phòng Khai thác   Đ/c Bình PGĐ
            Cửa Lạch
            Sáng: Họp Hội đồng                              Văn phòng         Đ/c An PGĐ
 04
            Chiều: Tiếp công dân định kỳ tại trụ sở         Thanh tra         Đ/c Hoàn GĐ
            tiếp dân của tỉnh
 08, 09     Thứ Bảy, Chủ nhật
 10         Cả ngày: Tập huấn nghiệp vụ cho công chức       Phòng Tổ chức     Đ/c An PGĐ
 Thứ Hai    mới tuyển dụng
"""


def test_where_nothing_parts_days_in_the_middle_of_their_lines_the_lines_themselves_tell():
    assert brief(month(CENTRED)) == [
        (3, "morning", "Giao ban công tác tháng và triển khai nhiệm vụ", "Hoàn"),
        (3, "afternoon", "Kiểm tra việc chấp hành ở cảng cá Cửa Lạch", "Bình"),
        (4, "morning", "Họp Hội đồng", "An"),
        (4, "afternoon", "Tiếp công dân định kỳ tại trụ sở tiếp dân của tỉnh", "Hoàn"),
        (10, "all_day", "Tập huấn nghiệp vụ cho công chức mới tuyển dụng", "An"),
    ]
    assert brief(month(MIDDLE.format(between="~").replace("~\n", ""))) == brief(month(MIDDLE.format(between="")))


def test_days_in_the_middle_whose_first_lines_are_in_doubt_are_refused():
    doubtful = CENTRED.replace("Sáng: Họp Hội đồng ", "Họp Hội đồng       ").replace("Chiều: Tiếp", "- Tiếp      ")
    with pytest.raises(UserError, match=r"thang\.txt:\d+: .*không rõ dòng nào thuộc ngày nào; hãy chép lại"):
        month(doubtful.replace("Cửa Lạch\n", "Họp Đảng ủy\n"))


def test_a_text_without_such_a_head_is_none():
    assert aligned_rows("x", ["Ngày    giờ", "Nội dung   khác     và", "Họp   công tác   thứ Hai"], Report()) == ()


WORDS = st.lists(
    st.sampled_from(["họp", "giao", "ban", "kiểm", "tra", "công", "tác", "hội", "nghị", "trực", "thuộc", "biển"]),
    min_size=1,
    max_size=30,
).map(" ".join)


@settings(same_every_time, max_examples=60)
@given(st.lists(st.tuples(WORDS, st.sampled_from(["Văn phòng", "Phòng Kế hoạch và Đầu tư"])), min_size=2, max_size=9))
def test_rows_come_back_as_they_were_printed(rows):
    table = [
        (f"{number:02}", "Sáng", f"Họp {work}", unit, "Đ/c Hoàn GĐ") for number, (work, unit) in enumerate(rows, 3)
    ]
    found = aligned_rows("x", printed(*table).split("\n"), Report())
    assert [tuple(cell.text for cell in row.cells) for row in found[1:]] == table


@pytest.mark.parametrize(
    ("words", "opens", "top", "spans"),
    [
        ([(1, 1), (4, 4)], [0, 3, 3, 0, 1.5, 3], False, [(0, 3), (3, 6)]),
        ([(0, 0), (3, 3)], [0, 3, 3, 0, 1.5, 3], True, [(0, 3), (3, 6)]),
        ([(3, 3)], [0, 3, 0, 3, 3], False, [(2, 5)]),  # the first lines are nobody's
        ([], [0, 3], False, []),
    ],
)
def test_a_word_is_for_the_lines_around_it(words, opens, top, spans):
    assert part_words(words, opens, (0, len(opens)), top=top, paged=False) == spans


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "text",
    [
        "Ngày    Nội dung    Lãnh đạo\n" * 4000,
        "Ngày    Nội dung    Lãnh đạo\n" + "01      Họp         Đ/c Hoàn GĐ\n" * 4000,
        "Ngày    Nội dung    Lãnh đạo\n" + "\f\n" * 15000,
        "Ngày    Nội dung    Lãnh đạo\n" + "a " * 60000,
        "Ngày    Nội dung    Lãnh đạo\n" + "a  " * 40000,
        "Ngày  Buổi   Nội dung    Lãnh đạo\n" + "01    Sáng   Họp        Đ/c A\n      Chiều  Họp\n" * 2500,
        "Ngày    Nội dung    Lãnh đạo" + "   x" * 30000,
    ],
)
def test_a_hostile_text_takes_no_long_time(text):
    begin = time.process_time()
    with suppress(UserError):
        aligned_rows("x", text.split("\n"), Report())
    assert time.process_time() - begin < 6


SLOT_COLUMNS = """
NGÀY           SÁNG                        CHIỀU                       CHUẨN BỊ          LÃNH ĐẠO

0l, O2     Thứ Bảy, Chủ nhật

O3         Chào cờ, giao ban công tác   Họp Ban Tổ chức lễ hội     Văn phòng         Lãnh đạo Sở
Thứ Hai    tháng 2                      Cầu ngư huyện Cửa Lạch     Phòng Khai thác   Đ/c Bình PGĐ
O4         Kiểm tra cảng cá Hòn         Tiếp công dân định kỳ      Thanh tra         Đ/c An PGĐ
Thứ Bà     Nhạn                                                    Văn phòng         Đ/c Hoàn GĐ

05         Cả ngày: Tập huấn phần mềm quản lý tàu cá tại Hội       Phòng Khai thác   Đ/c An PGĐ
Thứ Tư     trường Sở

Noi nhận:                                                                            GIÁM ĐỐC
"""


def test_columns_of_the_morning_and_of_the_afternoon_in_a_scan():
    found = month(SLOT_COLUMNS)
    assert brief(found) == [
        (3, "morning", "Chào cờ, giao ban công tác tháng 2", "Hoàn Bình An"),
        (3, "afternoon", "Họp Ban Tổ chức lễ hội Cầu ngư huyện Cửa Lạch", "Bình"),
        (4, "morning", "Kiểm tra cảng cá Hòn Nhạn", "An"),
        (4, "afternoon", "Tiếp công dân định kỳ", "Hoàn"),
        (5, "all_day", "Tập huấn phần mềm quản lý tàu cá tại Hội trường Sở", "An"),
    ]
    assert [f.excerpt for f in found.findings if f.code == "D311"] == ["0l, O2", "O3", "O4", "Thứ Bà"]
