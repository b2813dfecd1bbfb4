"""Tables whose days are headings, and what stands in their columns of hours and notes."""

from __future__ import annotations

import pytest

from parsing.build import document, rows, understand

TITLE = "LỊCH LÀM VIỆC TUẦN 42 (từ 13/10/2025 đến 19/10/2025)"
HEADER = ("STT", "Giờ", "Nội dung", "Chủ trì", "Địa điểm", "Xe / Ghi chú")


def week(*lines, header=HEADER):
    return understand(document([*lines], header=header, title=TITLE, before="CÔNG TY CẤP NƯỚC ĐÔNG HẢI"))


def brief(found) -> list[str]:
    return [f"{i.first:%d} {i.hours.start:%H:%M} {i.text}" if i.hours else f"{i.first:%d} {i.text}" for i in found.work]


@pytest.mark.parametrize(
    "heading",
    [
        "{} ({}/10/2025)\t\t\t\t\t",
        "{}, ngày {}/10/2025\t\t\t\t\t",
        "\t\t{} {}/10\t\t\t",
        "{0} ({1}/10)\t{0} ({1}/10)\t{0} ({1}/10)\t{0} ({1}/10)\t{0} ({1}/10)\t{0} ({1}/10)",
        "{} ({}/10/2025)",
        "**{} ({}/10/2025):**",
        "II. {} ({}/10)\t\t\t\t\t",
        "Ngày {1}/10/2025 ({0})\t\t\t\t\t",
    ],
)
def test_a_row_that_names_a_day_and_nothing_else_dates_the_rows_below_it(heading):
    found = week(
        heading.format("THỨ HAI", 13),
        ("1", "7h30-8h30", "Giao ban tuần", "GĐ", "Phòng họp", ""),
        ("2", "14h00", "Kiểm tra dự án giai đoạn 2", "PGĐ Đức", "", ""),
        "",
        "Trang 1/2",
        "",
        "\t".join(HEADER),
        ("3", "", "Gặp mặt kỷ niệm Ngày Doanh nhân 13/10", "GĐ", "", ""),
        heading.format("Thứ Ba", 14),
        ("1", "8:00", "Họp hội đồng", "PGĐ Đức", "Phòng họp", ""),
    )
    assert brief(found) == [
        "13 07:30 Giao ban tuần",
        "13 14:00 Kiểm tra dự án giai đoạn 2",
        "13 Gặp mặt kỷ niệm Ngày Doanh nhân 13/10",
        "14 08:00 Họp hội đồng",
    ]
    assert {"D301", "D302", "D303"} & set(found.codes) == set()


def test_under_headings_no_column_of_hours_is_needed():
    found = week(
        "THỨ HAI (13/10)\t\t", "8h00: Họp giao ban\tGĐ\tPhòng họp", "Thứ Ba 14/10\t\t", "14h: Tiếp dân\tPGĐ Đức\t",
        header=("Nội dung", "Chủ trì", "Địa điểm"),
    )  # fmt: skip
    assert brief(found) == ["13 08:00 Họp giao ban", "14 14:00 Tiếp dân"]


def test_a_header_below_each_heading():
    head = "\t".join(("Giờ", "Nội dung", "Chủ trì"))
    found = week(
        "Thứ Hai, ngày 13/10", head, "8h00\tHọp giao ban\tGĐ", "Thứ Ba, ngày 14/10", head, "14h\tTiếp dân\tPGĐ Đức",
        header=None,
    )  # fmt: skip
    assert brief(found) == ["13 08:00 Họp giao ban", "14 14:00 Tiếp dân"]


def test_a_day_off_behind_the_heading_itself():
    found = week(
        "THỨ HAI (13/10)\t\t\t\t\t", ("1", "8h00", "Họp", "GĐ", "", ""), "THỨ BA (14/10): Nghỉ bù lễ\t\t\t\t\t",
        "CHỦ NHẬT (19/10)\t\t\t\t\t",
    )  # fmt: skip
    assert [(m.first.day, m.text) for m in found.markers] == [(14, "Nghỉ bù lễ"), (19, "Nghỉ cuối tuần")]


def test_a_row_cut_by_a_page_break_goes_on_below_the_header():
    found = week(
        "THỨ BA (14/10)\t\t\t\t\t",
        ("5", "15h30", "Họp rà soát hồ sơ mời thầu cung cấp ống", "PGĐ Đức", "Phòng họp", ""),
        "Trang 1/2",
        "",
        "\t".join(HEADER),
        ("", "", "gang dẻo năm 2025", "", "tầng 2", ""),
        ("6", "16h", "Tiếp dân", "GĐ", "", ""),
    )
    assert brief(found) == ["14 15:30 Họp rà soát hồ sơ mời thầu cung cấp ống gang dẻo năm 2025", "14 16:00 Tiếp dân"]


def test_where_the_time_column_dates_the_rows_a_weekend_row_is_no_heading():
    found = week(
        ("Thứ Hai 13/10", "Sáng: Họp giao ban", "GĐ"),
        ("Thứ Ba 14/10", "Sáng: Tiếp dân", "PGĐ Đức"),
        ("Thứ Bảy, Chủ nhật 18, 19/10", "", ""),
        header=("Thời gian", "Nội dung", "Chủ trì"),
    )
    assert brief(found) == ["13 Họp giao ban", "14 Tiếp dân"]


@pytest.mark.parametrize(
    ("note", "cancelled"),
    [
        ("Hoãn", True),
        ("(Hoãn)", True),
        ("Xe 29 chỗ; Hoãn", True),
        ("Hủy xe", False),
        ("Hoãn buổi chiều", False),
        ("Xe 61A-247.18", False),
        ("Bổ sung", False),
    ],
)
def test_a_note_may_put_the_row_off(note, cancelled):
    found = week(
        "THỨ HAI (13/10)\t\t\t\t\t",
        ("1", "7h30", "Giao ban", "GĐ", "", note),
        ("2", "9h", "Tiếp dân", "GĐ", "", ""),
    )
    assert [i.cancelled for i in found.work] == [cancelled, False]
    assert "T203" not in found.codes
    assert ("S509" in found.codes) is (note == "Bổ sung")


def test_a_row_below_a_heading_keeps_the_day_that_it_says_itself():
    found = rows(
        "THỨ HAI (03/02/2025) (mùng 6 Tết)",
        ("8h00", "Họp A", "Đ/c Hoàn GĐ"),
        ("14h00 05/02", "Họp B", "Đ/c Bình PGĐ"),
        ("16h00", "Họp C", "Đ/c Hoàn GĐ"),
        "THỨ BA (04/02/2025)",
        ("8h00", "Họp D", "Đ/c Bình PGĐ"),
        header=("Thời gian", "Nội dung", "Chủ trì"),
    )
    assert sorted((i.first.day, i.text) for i in found.work if "Họp" in i.text) == [
        (3, "Họp A"), (3, "Họp C"), (4, "Họp D"), (5, "Họp B"),
    ]  # fmt: skip


LISTED = (
    "THỨ HAI, NGÀY 13/10:", "- 7 giờ 30: Giao ban tuần. Chủ trì: GĐ. Chuẩn bị: Phòng KD; Phòng KT.", "",
    "THỨ BA, NGÀY 14/10 (nhằm 23 tháng Tám):",
    "- 8 giờ 00: Dự đại hội. Dự: PGĐ Đức - Chủ tịch Công đoàn; mời huyện.", "",
    "TỪ THỨ TƯ, NGÀY 15/10 ĐẾN THỨ SÁU, NGÀY 17/10:", "- Khảo sát tuyến ống. Trưởng đoàn: PGĐ Đức.", "",
)  # fmt: skip


@pytest.mark.parametrize("above", [True, False])
def test_a_list_of_days_beside_a_table_of_duty(above):
    duty = ("C. LỊCH TRỰC", "", ("Ngày", "Trực lãnh đạo"), ("18/10", "GĐ"), ("19/10", "PGĐ Đức"))
    lines = (*LISTED, *duty) if above else (*duty[2:], "", "B. LỊCH CỤ THỂ", "", *LISTED)
    found = understand(document(lines, header=None, title=TITLE, before="CÔNG TY CẤP NƯỚC ĐÔNG HẢI"))
    items = sorted((i.first.day, i.last.day, i.text.split(".")[0], i.attribution.feeds) for i in found.work)
    assert items == [
        (13, 13, "Giao ban tuần", ("GĐ",)),
        (14, 14, "Dự đại hội", ("Đức",)),
        (15, 17, "Khảo sát tuyến ống", ("Đức",)),
        (18, 18, "Trực lãnh đạo", ("GĐ",)),
        (19, 19, "Trực lãnh đạo", ("Đức",)),
    ]
    assert next(i.units for i in found.work if i.first.day == 13) == ("Phòng KD", "Phòng KT")


def test_what_a_page_break_puts_into_a_list_of_days_is_left_out():
    page = ("Trang {}/3", "", "Công ty Cấp nước - Lịch làm việc tuần 42", "")
    found = understand(
        document(
            ["THỨ HAI (13/10):", "• 7:30 - Kiểm tra nhà máy", page[0].format(1), *page[1:], "nước Tân Hiệp",
             "Chủ trì: PTGĐ Kỹ thuật Mạc Đăng Khôi", "Địa điểm: Phòng Tài chính - Kế toán", "",
             "THỨ BA (14/10):", "• 8:00 - Giao ban an toàn", "Chủ trì: PTGĐ Kỹ thuật", page[0].format(2), *page[1:],
             "Địa điểm: Phòng Tài chính - Kế toán", "THỨ TƯ (15/10): Nghỉ", "Trang 3/3"],
            header=None, title=TITLE, before="CÔNG TY CẤP NƯỚC ĐÔNG HẢI",
        )
    )  # fmt: skip
    assert [(i.first.day, i.text.partition(". ")[0], i.location, i.attribution.feeds) for i in found.work] == [
        (13, "Kiểm tra nhà máy nước Tân Hiệp", "Phòng Tài chính - Kế toán", ("Mạc Đăng Khôi",)),
        (14, "Giao ban an toàn", "Phòng Tài chính - Kế toán", ("Mạc Đăng Khôi",)),
    ]
    assert found.codes == ["T204"] * 5
