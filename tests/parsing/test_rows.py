"""Rows: how cells stand in the text, and rows cut by page breaks put together again."""

from __future__ import annotations

import unicodedata

import pytest

from ics_export.model import Slot
from parsing.build import HEADER, document, rows, understand

ROWS = (
    (
        "03 Thứ Hai",
        "Sáng: Họp giao ban Chiều: Kiểm tra cơ sở",
        "Văn phòng Sở Phòng Khai thác",
        "Đ/c Hoàn GĐ Đ/c Bình PGĐ",
    ),
    ("04 Thứ Ba", "Cả ngày: Tập huấn", "Văn phòng Sở", "Đ/c Hoàn GĐ"),
)
MEANT = [(3, "Họp giao ban", "Hoàn"), (3, "Kiểm tra cơ sở", "Bình"), (4, "Tập huấn", "Hoàn")]


def brief(found) -> list[tuple[int, str, str]]:
    """Day, words and feeds of each item."""
    return [(i.first.day, i.text, " ".join(i.attribution.feeds)) for i in found.work]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("\t".join, id="tabs"),
        pytest.param(lambda cells: "| " + " | ".join(cells) + " |", id="bars"),
        pytest.param(lambda cells: "|" + "|".join(cells) + "|", id="bars without blanks"),
        pytest.param(lambda cells: " | ".join(cells), id="bars between"),
        pytest.param(lambda cells: "\t".join(cells) + "\t", id="a tab too many"),
        pytest.param(lambda cells: "\t".join(f" {c} " for c in cells), id="blanks around"),
    ],
)
def test_cells_are_parted_by_tabs_or_bars(row):
    text = document([row(r) for r in ROWS], header=None).replace("\n\n03", "\n\n" + row(HEADER) + "\n03", 1)
    if row(HEADER) not in text:
        lines = document([], header=None).rstrip("\n").split("\n")
        text = "\n".join([*lines, row(HEADER), *(row(r) for r in ROWS), ""])
    assert brief(understand(text)) == MEANT


def test_a_markdown_table_has_a_ruling_line():
    lines = ["| " + " | ".join(cells) + " |" for cells in (HEADER, *ROWS)]
    lines.insert(1, "|---|:--|:-:|---|")
    assert brief(understand(document(lines, header=None))) == MEANT


def test_where_bars_stand_between_cells_only_a_line_may_begin_with_an_empty_one():
    header, first, second = (
        "Ngày | Buổi | Nội dung | Lãnh đạo",
        "03 | Sáng | Họp | Đ/c Hoàn",
        " | Chiều | Thăm xã | Đ/c An",
    )
    week = "TUẦN 2 (từ ngày 10/02 đến ngày 16/02)"
    lines = [header, first, second, week, "Từ 10-12/02 | Cả ngày | Tập huấn | Đ/c An", "13/02 | Sáng | Họp | Đ/c Hoàn"]
    found = understand(document(lines, header=None))
    assert [(i.first.day, i.last.day, i.slot, i.text) for i in found.work] == [
        (3, 3, Slot.MORNING, "Họp"),
        (3, 3, Slot.AFTERNOON, "Thăm xã"),
        (10, 12, Slot.ALL_DAY, "Tập huấn"),
        (13, 13, Slot.MORNING, "Họp"),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=repr)
def test_line_ends(end):
    assert brief(understand(document(ROWS).replace("\n", end))) == MEANT


def test_a_missing_last_cell_is_an_empty_one():
    found = rows(*ROWS, "08, 09\tThứ Bảy, Chủ nhật")
    assert brief(found) == MEANT
    assert [m.text for m in found.markers] == ["Thứ Bảy, Chủ nhật"]


def test_decomposed_letters_are_the_same_letters():
    assert brief(understand(unicodedata.normalize("NFD", document(ROWS)))) == MEANT


@pytest.mark.parametrize(
    "gap", [[], [""], ["\f"], ["", "2", ""], ["", "- 2 -", ""]], ids=["none", "blank", "feed", "number", "dashes"]
)
def test_the_header_may_repeat_after_a_page_break(gap):
    assert brief(rows(ROWS[0], *gap, "\t".join(HEADER), ROWS[1])) == MEANT


def test_every_column_runs_on_over_a_page_break():
    found = rows(
        (
            "03",
            "Sáng: Họp giao ban Chiều: Khai mạc huấn luyện dân quân tự vệ năm",
            "Văn phòng Sở Tự vệ",
            "Đ/c Hoàn GĐ Đ/c Bình",
        ),
        "",
        ("", "2025; Tối: Gặp mặt", "cơ quan Công đoàn ngành", "PGĐ Đ/c Hoàn GĐ"),
        ROWS[1],
    )
    assert brief(found)[:3] == [
        (3, "Họp giao ban", "Hoàn"),
        (3, "Khai mạc huấn luyện dân quân tự vệ năm 2025", "Bình"),
        (3, "Gặp mặt", "Hoàn"),
    ]
    assert [i.units for i in found.work][:3] == [("Văn phòng Sở",), ("Tự vệ cơ quan",), ("Công đoàn ngành",)]
    assert [leader.title for leader in found.programme.leaders] == ["GĐ", "PGĐ"]


def test_a_mended_page_break_is_said():
    found = rows(("03", "Sáng: Làm việc về dự án", "Văn phòng", "Đ/c Hoàn GĐ"), "", ("", "nước mắm", "", ""), ROWS[1])
    assert [(f.code, f.severity.value, f.place.line) for f in found.findings] == [
        ("D304", "info", found.line_of("nước mắm"))
    ]


def test_a_place_is_the_line_of_its_row():
    found = rows(*ROWS)
    assert [i.place.line for i in found.work] == [found.line_of("Thứ Hai")] * 2 + [found.line_of("Thứ Ba")]
    assert {i.place.file for i in found.work} == {"thang.txt"}


def test_hyphens_before_the_month_of_the_programme_are_no_spans():
    work = ("Sáng: Họp", "Văn phòng", "Đ/c Hoàn GĐ")
    found = rows(("01-02 Thứ Bảy", *work), ("03-02 Thứ Hai", *work), ("04-02 Thứ Ba", *work))
    assert [(i.first.day, i.last.day) for i in found.work] == [(1, 1), (3, 3), (4, 4)]
    found = rows(("01-02", *work), ("03-04", *work), ("05-06", *work))  # no month 4 or 6 in February
    assert [(i.first.day, i.last.day) for i in found.work] == [(1, 2), (3, 4), (5, 6)]


def test_the_same_day_in_two_rows():
    found = rows(
        ("03", "Sáng: Họp giao ban", "Văn phòng", "Đ/c Hoàn GĐ"),
        ("03", "Chiều: Kiểm tra cơ sở", "Phòng Khai thác", "Đ/c Bình PGĐ"),
        ROWS[1],
    )
    assert brief(found) == MEANT


def test_dates_only_in_the_first_row_of_a_day():
    header = ("Ngày", "Buổi", "Nội dung", "Lãnh đạo")
    found = rows(
        ("03", "Sáng", "Họp giao ban", "Đ/c Hoàn GĐ"),
        ("", "Chiều", "Kiểm tra cơ sở", "Đ/c Bình PGĐ"),
        ("04", "Sáng", "Tập huấn", "Đ/c Hoàn GĐ"),
        ("", "Chiều", "Tiếp công dân", "Đ/c Bình PGĐ"),
        header=header,
    )
    assert [(i.first.day, i.slot.value, i.text) for i in found.work] == [
        (3, "morning", "Họp giao ban"),
        (3, "afternoon", "Kiểm tra cơ sở"),
        (4, "morning", "Tập huấn"),
        (4, "afternoon", "Tiếp công dân"),
    ]
    assert [i.attribution.feeds for i in found.work] == [("Hoàn",), ("Bình",), ("Hoàn",), ("Bình",)]


def test_a_further_morning_stays_with_its_day_where_no_column_says_who_prepares():
    found = rows(
        ("04", "Họp khoa", "Bình bệnh án tháng", "Đ/c Bình PGĐ"),
        ("", "9h00: Tiếp đoàn kiểm tra", "", "Đ/c Hoàn GĐ"),
        ("05", "Dự khai giảng", "Họp hội đồng thuốc", "Đ/c Hoàn GĐ"),
        ("06", "Giao ban", "", "Đ/c Bình PGĐ"),
        ("07", "Giao ban", "", "Đ/c Bình PGĐ"),
        header=("Ngày", "Sáng", "Chiều", "Lãnh đạo"),
    )
    assert [(i.first.day, i.text) for i in found.work][2:4] == [(4, "Tiếp đoàn kiểm tra"), (5, "Dự khai giảng")]


def test_a_morning_between_two_afternoons_is_the_next_days():
    found = rows(
        ("03 Thứ Hai", "Sáng: Họp", "Văn phòng", "Đ/c Hoàn GĐ"),
        ("", "Chiều: Tiếp dân", "Văn phòng", "Đ/c Hoàn GĐ"),
        ("", "Sáng: Dự ngày hội", "Văn phòng", "Đ/c Bình PGĐ"),
        "",
        ("04 Thứ Ba", "Chiều: Kiểm tra", "Văn phòng", "Đ/c Bình PGĐ"),
    )
    assert [day for day, *_ in brief(found)] == [3, 3, 4, 4]


def test_a_whole_row_without_a_date_and_without_a_page_break_is_the_day_aboves():
    found = rows(
        ("03 Thứ Hai", "Sáng: Họp (cả ngày)", "Văn phòng", "Đ/c Hoàn GĐ"),
        ("", "Sáng: Họp đột xuất", "Văn phòng", "Đ/c Bình PGĐ"),
        ("04 Thứ Ba", "Sáng: Chiều: Kiểm tra", "Văn phòng", "Đ/c Bình PGĐ"),
        *ROWS[1:],
    )
    assert [day for day, *_ in brief(found)][:2] == [3, 3]


def test_a_day_off_takes_no_upper_half():
    found = rows(
        *ROWS[:1],
        "",
        ("", "Chiều: Dự gặp mặt", "Văn phòng", "Đ/c Hoàn GĐ"),
        ("08, 09", "Thứ Bảy, Chủ nhật", "", ""),
    )
    assert brief(found)[-1] == (3, "Dự gặp mặt", "Hoàn")


@pytest.mark.parametrize(
    "end",
    [
        ["Nơi nhận:\tT/L BAN THƯỜNG VỤ", "- Thường trực Tỉnh ủy (b/c);\tCHÁNH VĂN PHÒNG", "- Lưu VP.\tĐinh Xuân Bách"],
        ["\tKT. GIÁM ĐỐC", "\tPHÓ GIÁM ĐỐC", "\tTrịnh Quốc Khải"],
        ["\t\t\tGIÁM ĐỐC", "\t\t\tTrịnh Quốc Khải"],
    ],
)
def test_a_signature_in_columns_ends_the_table(end):
    found = rows(*ROWS, "", *end)
    assert brief(found) == MEANT


@pytest.mark.parametrize(
    "running_head",
    ["", "BỆNH VIỆN ĐA KHOA BIỂN XANH - LỊCH CÔNG TÁC TUẦN 06          Trang 2", "CHƯƠNG TRÌNH CÔNG TÁC THÁNG 02"],
)
def test_what_a_page_break_repeats_above_the_table_does_not_end_the_day(running_head):
    header = ("Ngày", "Giờ", "Nội dung", "Chủ trì")
    found = rows(
        ("03", "8h00", "Họp giao ban", "Đ/c Hoàn GĐ"),
        *["", running_head, "", "\t".join(header)],
        ("", "14h00", "Kiểm tra cơ sở", "Đ/c Bình PGĐ"),
        ("04", "8h00", "Tập huấn", "Đ/c Hoàn GĐ"),
        header=header,
    )
    assert brief(found) == MEANT


@pytest.mark.parametrize("upper", ["Thứ 2", "THỨ HAI", "Thứ Hai", "T2"])
@pytest.mark.parametrize("lower", ["03/02", "(03/02)", "03/02/2025", "3/2"])
def test_a_date_cell_may_be_broken_over_two_lines(upper, lower):
    header = ("Thứ/Ngày", "Giờ", "Nội dung", "Chủ trì")
    lines = [
        *[upper, f"{lower}\t8h00\tHọp giao ban\tĐ/c Hoàn GĐ", "\t14h00\tKiểm tra cơ sở\tĐ/c Bình PGĐ"],
        *["Thứ 3", "04/02\t8h00\tTập huấn\tĐ/c Hoàn GĐ", "\tChiều\tTiếp công dân\tĐ/c Bình PGĐ", "CN", "09/02\t\t\t"],
    ]
    found = rows(*lines, header=header)
    assert brief(found) == [*MEANT, (4, "Tiếp công dân", "Bình")]
    assert found.codes == []


def test_a_row_without_a_date_in_a_header_s_words_is_no_header():
    found = rows(
        ("03", "8h: Giao ban", "Đ/c Hoàn GĐ"),
        ("", "Họp nghe báo cáo công tác phòng chống thiên tai", "Đ/c Bình PGĐ"),
        ("", "Trực lãnh đạo", "Đ/c Hoàn GĐ"),
        ("04", "8h: Tập huấn", "Đ/c Hoàn GĐ"),
        header=("Ngày", "Nội dung", "Chủ trì"),
    )
    assert brief(found) == [
        (3, "Giao ban", "Hoàn"),
        (3, "Họp nghe báo cáo công tác phòng chống thiên tai", "Bình"),
        (3, "Trực lãnh đạo", "Hoàn"),
        (4, "Tập huấn", "Hoàn"),
    ]


@pytest.mark.parametrize("row", [("", "", "", "GIÁM ĐỐC"), ("Nơi nhận hồ sơ", "x", "", "")])
def test_what_looks_like_a_signature_above_more_work_ends_no_table(row):
    found = rows(ROWS[0], row, ("", "Tối: Họp C", "", "Đ/c Hoàn GĐ"), *ROWS[1:])
    assert "Họp C" in [text for _, text, _ in brief(found)]
    assert brief(found)[-1] == MEANT[-1]


def test_a_row_without_its_date_cell_begins_with_its_work():
    found = rows(
        ("03 Thứ Hai", "Sáng: Giao ban", "VP", "Đ/c Hoàn GĐ"),
        ("- Họp ban chấp hành", "VP", "Đ/c Bình PGĐ"),
        ("Chiều: Làm việc với Sở Tài chính đợt 1", "Phòng KH", "Đ/c An PGĐ"),
        ("04 Thứ Ba", "Sáng: Họp", "VP", "Đ/c Hoàn GĐ"),
    )
    assert [(i.first.day, i.slot.value, i.text, i.attribution.feeds) for i in found.work] == [
        (3, "morning", "Giao ban", ("Hoàn",)),
        (3, "morning", "Họp ban chấp hành", ("Bình",)),
        (3, "afternoon", "Làm việc với Sở Tài chính đợt 1", ("An",)),
        (4, "morning", "Họp", ("Hoàn",)),
    ]


def test_duty_in_the_notes_beside_a_day_off():
    found = rows(
        ("01", "Nghỉ", "", "Trực lãnh đạo: đ/c Bình PGĐ"),
        ("03", "Họp", "Tiếp dân (Đ/c Bình PGĐ)", ""),
        header=("Ngày", "Sáng", "Chiều", "Ghi chú"),
    )
    duty = [i for i in found.items if i.duty]
    assert [(i.first.day, i.attribution.feeds) for i in duty] == [(1, ("Bình",))]


@pytest.mark.parametrize("lower", ["Thứ Hai", "Thứ Sáu", "Thứ Bảy"])
def test_a_weekday_below_a_page_break_is_no_header(lower):
    """Its content has words that headers have too: *công tác*."""
    found = rows(
        (f"0{({'Thứ Hai': 3, 'Thứ Sáu': 7, 'Thứ Bảy': 8})[lower]}", "Sáng: Họp Chiều:", "Văn phòng", "Đ/c Hoàn GĐ"),
        "",
        (lower, "Kiểm tra công tác thông tin, cổ động", "Phòng Văn hóa", "Đ/c Bình PGĐ"),
        ("10", "Sáng: Tập huấn", "Văn phòng", "Đ/c Hoàn GĐ"),
    )
    assert [text for _, text, _ in brief(found)] == ["Họp", "Kiểm tra công tác thông tin, cổ động", "Tập huấn"]
    assert "T206" not in found.codes


def test_rows_between_bars_whose_line_a_line_end_broke():
    """A web page's cells, a bar behind each, the date in the first row of a day only."""
    found = rows(
        "Thứ Hai 03/02 | 8:00 | Họp giao ban | Đ/c Hoàn GĐ | P. họp 1 |",
        "9:00 | Hội nghị trực tuyến về tiêm chủng",
        "| Đ/c Bình PGĐ | P. họp 2 |",
        "14:00 (cả ngày) | Kiểm tra cơ sở | Đ/c An PGĐ | |",
        "| | | |",
        "Thứ Ba 04/02 | 8:00 | Tập huấn | Đ/c Hoàn GĐ | P. họp 1 |",
        header=("Ngày | Thời gian | Nội dung | Chủ trì | Địa điểm |",),
    )
    assert brief(found) == [
        (3, "Họp giao ban", "Hoàn"),
        (3, "Hội nghị trực tuyến về tiêm chủng", "Bình"),
        (3, "Kiểm tra cơ sở", "An"),
        (4, "Tập huấn", "Hoàn"),
    ]
    assert [item.slot for item in found.work][2] is Slot.ALL_DAY
    assert found.codes == []


@pytest.mark.parametrize(
    "line",
    [
        "05 Thứ Tư Chiều: Thẩm định hồ sơ vay vốn Ban CSPL Đ/c Bình PGĐ",
        "Thứ Tư 05/02 Chiều: Thẩm định hồ sơ vay vốn Ban CSPL Đ/c Bình PGĐ",
        "05 (Thứ Tư) Chiều: Thẩm định hồ sơ vay vốn Ban CSPL PGĐ Bình",
    ],
)
@pytest.mark.parametrize("gap", [[], [""]])
def test_a_row_that_lost_its_tabs_is_cut_into_cells_again(line, gap):
    found = rows(*ROWS, *gap, line, ("06", "Sáng: Tập huấn", "Văn phòng Sở", "Đ/c Hoàn GĐ"))
    assert brief(found) == [*MEANT, (5, "Thẩm định hồ sơ vay vốn", "Bình"), (6, "Tập huấn", "Hoàn")]
    assert found.work[3].units == ("Ban CSPL",)
    assert found.codes == ["T208"]


def test_a_colleague_without_a_title_is_a_deputy_where_the_others_have_theirs():
    found = rows(
        *ROWS,
        ("05", "Sáng: Tiếp công dân", "Văn phòng Sở", "Khánh"),
        ("06", "Sáng: Giao ban", "Văn phòng Sở", "Đ/c Hoàn GĐ, các PGĐ"),
    )
    assert brief(found)[-1] == (6, "Giao ban", "Hoàn Bình Khánh")


def test_names_without_titles_side_by_side_are_known_by_their_sound():
    """Tones may stand on either vowel: *Thuý* is *Thúy*."""
    found = rows(
        ("03", "Sáng: Họp", "Văn phòng", "Thúy"),
        ("04", "Sáng: Họp", "Văn phòng", "Hòa"),
        ("05", "Sáng: Khai giảng Chiều: Kiểm tra cơ sở", "Văn phòng Phòng QLKH", "Thuý Hoà"),
    )
    assert [(text, who) for _, text, who in brief(found)][2:] == [("Khai giảng", "Thúy"), ("Kiểm tra cơ sở", "Hòa")]


def test_a_list_of_days_over_an_empty_cell_is_no_error():
    """Two headings of days, and below them a row whose first cell is empty, behind a blank line."""
    found = understand(
        document(["Thứ Hai, 03/02", "- Họp", "Thứ Ba, 04/02", "- Tập huấn.", "", "\tchung", "xong"], header=None)
    )
    assert [item.text for item in found.work][:1] == ["Họp"]


@pytest.mark.parametrize(
    "lines",
    [
        ["03\tChiều: Họp\tPhòng QLMT\t\tĐ/c Bình PGĐ"],  # a tab too many
        ["03\tChiều: Họp\tPhòng QLMT Đ/c Bình PGĐ"],  # one too few
    ],
)
def test_a_tab_missing_or_doubled_before_the_leaders(lines):
    found = rows(*lines, ("04", "Sáng: Tập huấn", "Văn phòng", "Đ/c Hoàn GĐ"))
    assert brief(found) == [(3, "Họp", "Bình"), (4, "Tập huấn", "Hoàn")]
    assert found.work[0].units == ("Phòng QLMT",)
    assert found.codes == ["T208"]


TORN = "09 Thứ Hai\tSáng: Họp tổ rà soát quy chế\tVăn phòng\tĐ/c An PGĐ"


@pytest.mark.parametrize(
    "line",
    [
        TORN.replace("Hai\t", "Hai "),  # none behind the day
        TORN.replace("Hai\t", "Hai\t\t"),  # two behind it
        TORN.replace("chế\t", "chế\t\t"),
        TORN.replace("phòng\t", "phòng "),
        TORN.replace("phòng\t", "phòng\t\t"),
    ],
)
def test_a_tab_missing_or_doubled_anywhere_in_a_row(line):
    found = rows(
        ("03", "Sáng: Tập huấn", "Thanh tra", "Đ/c Hoàn GĐ"), line, ("10", "Sáng: Giao ban", "Thanh tra", "Đ/c An PGĐ")
    )
    item = found.work[1]
    assert (item.first.day, item.text, item.units, item.attribution.feeds) == (
        9,
        "Họp tổ rà soát quy chế",
        ("Văn phòng",),
        ("An",),
    )
    assert "T208" in found.codes


def test_where_the_tab_before_the_unit_is_lost_nothing_is_cut_out_of_the_content():
    found = rows(("03", "Sáng: Tập huấn", "Thanh tra", "Đ/c Hoàn GĐ"), TORN.replace("chế\t", "chế "))
    item = found.work[1]
    assert (item.text, item.units, item.attribution.feeds) == ("Họp tổ rà soát quy chế Văn phòng", (), ("An",))
    assert "T208" in found.codes


def test_the_rest_of_a_work_on_a_line_that_a_capital_opens():
    """A PDF gives a row for each of its lines."""
    found = rows(
        ("03", "Sáng: Thẩm định dự án Nhà máy xử lý rác Khe", "Phòng QLMT", "Đ/c Bình PGĐ"),
        ("", "Mây", "", ""),
        ("", "Chiều: Tiếp công dân", "Thanh tra", "Đ/c Hoàn GĐ"),
        ("04", "Sáng: Họp giao ban các đơn vị", "Văn phòng", "Đ/c Hoàn GĐ"),
        ("", "trực thuộc", "", ""),
    )
    assert [text for _, text, _ in brief(found)] == [
        "Thẩm định dự án Nhà máy xử lý rác Khe Mây",
        "Tiếp công dân",
        "Họp giao ban các đơn vị trực thuộc",
    ]


def test_a_quoted_cell_of_a_spreadsheet_holds_all_its_lines():
    found = rows(
        '"03',
        'Thứ Hai"\t"8h00: Hội nghị ""Đại đoàn kết""',
        "13h30: Bàn giao nhà",
        "",
        '04/2 là ngày nhận"\t"Văn phòng',
        'Phòng QLKH"\t"Đ/c Hoàn GĐ',
        'Đ/c Bình PGĐ"',
        ("04", 'Sáng: "Tập huấn', "Văn phòng", "Đ/c Hoàn GĐ"),
    )
    assert [(day, text.partition("\n")[0], who) for day, text, who in brief(found)] == [
        (3, 'Hội nghị "Đại đoàn kết"', "Hoàn"),
        (3, "Bàn giao nhà 04/2 là ngày nhận", "Bình"),
        (4, '"Tập huấn', "Hoàn"),
    ]


def test_a_quoted_cell_of_a_spreadsheet_may_end_in_further_tabs():
    found = rows(
        '03\t"Sáng: Họp',
        'Chiều: Tiếp công dân"\t"Văn phòng',
        'Phòng QLKH"\t"Đ/c Hoàn GĐ',
        'Đ/c Bình PGĐ"\t\t\t',
        ("04", "Sáng: Tập huấn", "Văn phòng", "Đ/c Hoàn GĐ"),
    )
    assert brief(found) == [(3, "Họp", "Hoàn"), (3, "Tiếp công dân", "Bình"), (4, "Tập huấn", "Hoàn")]


def test_a_cell_that_says_as_above_is_the_one_above():
    found = rows(
        ("03", "Sáng: Họp tổ", "Văn phòng", "Đ/c Hoàn GĐ"),
        ("04", "Sáng: Kiểm tra cơ sở", "-nt-", "Đ/c Bình PGĐ"),
        ("05", "Sáng: Tiếp công dân", "Thanh tra", "-nt-"),
        ("06", "Sáng: Giao ban", "Như trên", "Như trên"),
    )
    assert [(*some, item.units) for some, item in zip(brief(found), found.work, strict=True)] == [
        (3, "Họp tổ", "Hoàn", ("Văn phòng",)),
        (4, "Kiểm tra cơ sở", "Bình", ("Văn phòng",)),
        (5, "Tiếp công dân", "Bình", ("Thanh tra",)),
        (6, "Giao ban", "Bình", ("Thanh tra",)),
    ]


def test_a_torn_row_below_a_line_of_text_ends_no_table():
    days = [(f"{day:02}", "Sáng: Kiểm tra", "Văn phòng", "Đ/c Bình PGĐ") for day in (4, 5, 6)]
    found = rows(
        ("03", "Sáng: Họp tổ", "Văn phòng", "Đ/c Hoàn GĐ"), "Bản tin", "Đi cơ sở\tĐ/c An PGĐ\tVăn phòng", *days
    )
    assert [day for day, *_ in brief(found)][-3:] == [4, 5, 6]


def test_paragraphs_that_open_a_slot_each_are_lined_up_with_those_beside_them():
    found = rows(
        (
            "05",
            "<p>Sáng: - Kiểm tra trạm bơm - Kiểm tra kênh chính - Làm việc với xã Húc</p>"
            "<p>Chiều: - Họp tổ - Nghe báo cáo</p>",
            "<p>Phòng KT</p><p>Văn phòng Thanh tra Sở</p>",
            "<p>Đ/c An PGĐ</p><p>Đ/c Hoàn GĐ Đ/c Bình PGĐ</p>",
        ),
        ("06", "Sáng: Tiếp công dân", "Thanh tra", "Đ/c Hoàn GĐ"),
    )
    assert [(text, who) for _, text, who in brief(found)][:5] == [
        ("Kiểm tra trạm bơm", "An"),
        ("Kiểm tra kênh chính", "An"),
        ("Làm việc với xã Húc", "An"),
        ("Họp tổ", "Hoàn"),
        ("Nghe báo cáo", "Bình"),
    ]


def test_the_whole_week_below_a_week_s_heading_is_that_week():
    found = rows(
        ("TUẦN 2 (từ 10/02 đến 14/02)", "", "", ""),
        ("10", "Sáng: Giao ban", "Văn phòng", "Đ/c Hoàn GĐ"),
        ("Cả tuần", "Trưng bày sách tại sảnh", "Văn phòng", "Đ/c An PGĐ"),
    )
    assert [(item.first.day, item.last.day) for item in found.work] == [(10, 10), (10, 14)]


def test_columns_of_those_who_do_the_work_are_the_leaders_where_leaders_stand_in_them():
    header = ("Ngày", "Nội dung", "Đơn vị chuẩn bị", "Người thực hiện")
    work = [(f"{day:02}", "Sáng: Kiểm tra cơ sở", "Văn phòng", "Đ/c An PGĐ") for day in range(3, 8)]
    found = understand(document(work, header=header))
    assert [item.attribution.feeds for item in found.work] == [("An",)] * 5
    assert "T210" in found.codes
