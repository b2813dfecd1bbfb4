"""Tables with a column for each leader."""

from __future__ import annotations

from ics_export.model import Slot
from parsing.build import document, understand

TITLE = "LỊCH LÀM VIỆC CỦA BAN GIÁM ĐỐC TUẦN 43 (từ 20/10/2025 đến 26/10/2025)"
HEADER = ("Thứ, ngày", "Buổi", "Giám đốc Nguyễn Đình Quang", "PGĐ Hồ Thị Lan", "PGĐ Bùi Tiến Dũng")


def week(*rows, header=HEADER):
    found = understand(document(rows, header=header, title=TITLE, before="BẢO HIỂM XÃ HỘI TỈNH BẮC GIA"))
    return found, [
        (i.first.day, i.slot, i.text, " ".join(name.split()[-1] for name in i.attribution.feeds)) for i in found.work
    ]


def test_each_cell_is_the_work_of_its_columns_leader():
    found, items = week(
        ("Thứ Hai 20/10", "Sáng", "7h30: Giao ban", "Làm việc tại huyện", ""),
        ("", "Chiều", "", "- 14h00: Duyệt kế hoạch - 16h00: Họp tổ thu nợ", "Kiểm tra công ty"),
        ("Thứ Ba 21/10", "Sáng", "Dự họp UBND tỉnh", "", "Cả ngày: Đối thoại với doanh nghiệp"),
        ("Thứ Bảy 25/10", "", "", "Trực lãnh đạo", ""),
    )
    morning, afternoon = Slot.MORNING, Slot.AFTERNOON
    assert items == [
        (20, morning, "Giao ban", "Quang"),
        (20, morning, "Làm việc tại huyện", "Lan"),
        (20, afternoon, "Duyệt kế hoạch", "Lan"),
        (20, afternoon, "Họp tổ thu nợ", "Lan"),
        (20, afternoon, "Kiểm tra công ty", "Dũng"),
        (21, morning, "Dự họp UBND tỉnh", "Quang"),
        (21, Slot.ALL_DAY, "Đối thoại với doanh nghiệp", "Dũng"),
        (25, Slot.ALL_DAY, "Trực lãnh đạo", "Lan"),
    ]
    assert all(i.attribution.certain for i in found.work)


def test_the_same_work_in_several_columns_is_one():
    _, items = week(
        ("Thứ Hai 20/10", "Sáng", "8h00: Họp Ban Giám đốc", "8h00: Họp Ban Giám đốc", "8h00:  Họp Ban Giám đốc"),
        ("", "Chiều", "Hội nghị trực tuyến (PGĐ Lan cùng dự)", "", "Thăm đơn vị"),
    )
    assert [(text.partition(" (")[0], who) for _, _, text, who in items] == [
        ("Họp Ban Giám đốc", "Quang Lan Dũng"),
        ("Hội nghị trực tuyến", "Quang Lan"),
        ("Thăm đơn vị", "Dũng"),
    ]


def test_the_subject_of_a_cell_merged_over_columns_says_whose_it_is():
    _, items = week(
        (
            "Thứ Hai 20/10 Sáng",
            "8g00: GĐ và PGĐ Lan dự hội nghị; 10g00: Ban Giám đốc họp (PH 1)",
            "",
            "9g00: Thăm đơn vị",
        ),
        ("Chiều", "Họp tổ", "Làm việc tại cơ quan", ""),
        header=("Ngày/Buổi", *HEADER[2:]),
    )
    assert items == [
        (20, Slot.MORNING, "GĐ và PGĐ Lan dự hội nghị", "Quang Lan"),
        (20, Slot.MORNING, "Ban Giám đốc họp (PH 1)", "Quang Dũng Lan"),
        (20, Slot.MORNING, "Thăm đơn vị", "Dũng"),
        (20, Slot.AFTERNOON, "Họp tổ", "Quang"),
        (20, Slot.AFTERNOON, "Làm việc tại cơ quan", "Lan"),
    ]


def test_the_part_of_the_day_may_stand_in_the_cells():
    _, items = week(
        ("Thứ Hai 20/10", "S: Giao ban C: Thăm đơn vị", "C: Họp chi bộ"),
        ("Thứ Ba 21/10", "", "S: Dự đại hội"),
        header=("Ngày", "Giám đốc", "Phó Giám đốc"),
    )
    assert items == [
        (20, Slot.MORNING, "Giao ban", "đốc"),
        (20, Slot.AFTERNOON, "Thăm đơn vị", "đốc"),
        (20, Slot.AFTERNOON, "Họp chi bộ", "đốc"),
        (21, Slot.MORNING, "Dự đại hội", "đốc"),
    ]


def test_an_empty_row_loses_no_day_below_it():
    _, items = week(
        ("Thứ Hai 20/10", "Sáng", "", "", ""),
        ("", "Chiều", "Giao ban", "", ""),
        ("Thứ Ba 21/10", "Sáng", "Họp", "", ""),
    )
    assert [(day, text) for day, _, text, _ in items] == [(20, "Giao ban"), (21, "Họp")]


def test_words_in_no_column_of_the_header_are_kept_with_one_finding():
    found, items = week(
        ("Thứ Hai 20/10", "Sáng", "Giao ban", "Đi cơ sở", "", "Họp chi bộ quý"),
        ("Thứ Ba 21/10", "Sáng", "Họp", "", ""),
    )
    assert [text for _, _, text, _ in items] == ["Giao ban", "Đi cơ sở", "Họp"]
    assert [one.excerpt for one in found.findings if one.code == "T203"] == ["Họp chi bộ quý"]
    # Whose of the two of that morning it is cannot be told: it stands with both.
    assert ["Họp chi bộ quý" in str(event) for event in found.events] == [True, True, False]


def test_a_column_of_all_stands_beside_those_of_each():
    header = ("Ngày", "Lịch chung", *HEADER[2:], "Đơn vị", "Địa điểm")
    found, items = week(
        (
            "Thứ Hai 20/10",
            "Sáng: Họp giao ban",
            "Chiều: Họp UBND tỉnh",
            "",
            "Chiều: Đi cơ sở",
            "Văn phòng",
            "Hội trường",
        ),
        ("Thứ Ba 21/10", "Sáng: Hội nghị (GĐ Quang, PGĐ Lan)", "", "", "", "", "Hội trường"),
        ("Thứ Tư 22/10", "Sáng: Họp cơ quan (trừ PGĐ Dũng)", "", "", "", "", ""),
        ("Thứ Năm 23/10", "Chiều: Các PGĐ dự tổng kết", "", "", "", "", ""),
        header=header,
    )
    assert [(day, text, who) for day, _, text, who in items] == [
        (20, "Họp giao ban", "Quang Dũng Lan"),
        (20, "Họp UBND tỉnh", "Quang"),
        (20, "Đi cơ sở", "Dũng"),
        (21, "Hội nghị (GĐ Quang, PGĐ Lan)", "Quang Lan"),
        (22, "Họp cơ quan (trừ PGĐ Dũng)", "Quang Lan"),
        (23, "Các PGĐ dự tổng kết", "Dũng Lan"),
    ]
    assert [i.location for i in found.work[:4]] == [
        None,
        None,
        None,
        "Hội trường",
    ]  # of three works nobody can say whose
    assert {i.units for i in found.work[:3]} == {("Văn phòng",)}


def test_a_table_of_duty_below_the_leaders_columns():
    _, items = week(
        ("Thứ Hai 20/10", "Sáng", "7h30: Giao ban", "Làm việc tại huyện", ""),
        ("Thứ Ba 21/10", "Sáng", "", "", "Kiểm tra công ty"),
        "",
        "LỊCH TRỰC LÃNH ĐẠO",
        "",
        ("Ngày", "Lãnh đạo trực"),
        ("Thứ Bảy 25/10", "PGĐ Hồ Thị Lan"),
    )
    assert [(day, text, who) for day, _, text, who in items] == [
        (20, "Giao ban", "Quang"),
        (20, "Làm việc tại huyện", "Lan"),
        (21, "Kiểm tra công ty", "Dũng"),
        (25, "Trực lãnh đạo", "Lan"),
    ]
