"""Tables with a column for each day of a week."""

from __future__ import annotations

import pytest

from ics_export.model import Slot
from parsing.build import document, understand

TITLE = "LỊCH CÔNG TÁC TUẦN 06 NĂM 2025 CỦA SỞ THỦY SẢN (Từ ngày 03/02/2025 đến ngày 09/02/2025)"
DAYS = "\tThứ Hai 03/02\tThứ Ba 04/02\tThứ Tư 05/02\tThứ Năm 06/02\tThứ Sáu 07/02"


def week(*lines):
    return understand(document(lines, header=None, title=TITLE))


def brief(found):
    return [(i.first.day, i.last.day, i.slot, i.text, i.attribution.feeds) for i in found.work]


def test_a_row_for_each_leader():
    found = week(
        f"Lãnh đạo{DAYS}",
        "Đ/c Hoàn GĐ\tSáng: Họp giao ban Chiều: Tiếp công dân\t\t\t\tSáng: Kiểm tra tàu cá",
        "Đ/c Bình PGĐ\tChiều: Họp Hội đồng thi đua\tCả ngày: Kiểm tra cảng cá\t\t\t",
    )
    assert brief(found) == [
        (3, 3, Slot.MORNING, "Họp giao ban", ("Hoàn",)),
        (3, 3, Slot.AFTERNOON, "Tiếp công dân", ("Hoàn",)),
        (3, 3, Slot.AFTERNOON, "Họp Hội đồng thi đua", ("Bình",)),
        (4, 4, Slot.ALL_DAY, "Kiểm tra cảng cá", ("Bình",)),
        (7, 7, Slot.MORNING, "Kiểm tra tàu cá", ("Hoàn",)),
    ]


def test_a_row_for_each_part_of_the_day():
    found = week(
        f"Buổi{DAYS}",
        "Sáng\tHọp giao ban (đ/c Hoàn GĐ)\t\tKiểm tra cảng cá (đ/c Bình PGĐ)\t\t",
        "Chiều\t\t\t\t\tTiếp công dân (đ/c Hoàn GĐ)",
    )
    assert [(day, slot, feeds) for day, _, slot, _, feeds in brief(found)] == [
        (3, Slot.MORNING, ("Hoàn",)),
        (5, Slot.MORNING, ("Bình",)),
        (7, Slot.AFTERNOON, ("Hoàn",)),
    ]


def test_parts_of_the_day_below_each_leader():
    found = week(
        f"Lãnh đạo\tBuổi{DAYS}",
        "Đ/c Hoàn GĐ\tSáng\tHọp giao ban\t\t\t\t",
        "\tChiều\t\tTiếp công dân\t\t\t",
        "Đ/c Bình PGĐ\tSáng\t\t\tKiểm tra cảng cá\t\t",
    )
    assert brief(found) == [
        (3, 3, Slot.MORNING, "Họp giao ban", ("Hoàn",)),
        (4, 4, Slot.AFTERNOON, "Tiếp công dân", ("Hoàn",)),
        (5, 5, Slot.MORNING, "Kiểm tra cảng cá", ("Bình",)),
    ]


def test_cells_that_run_over_several_lines():
    found = week(
        "Lãnh đạo\tThứ Hai",
        "03/02\tThứ Ba",
        "04/02\tThứ Tư",
        "05/02\tThứ Năm",
        "06/02",
        "Ông Trần Văn Hoàn",
        "Giám đốc\tS: Họp giao ban",
        "C: Tiếp công dân\t\tS: - 8h00: Họp chi bộ",
        "- 10h00: Gặp mặt báo chí\t",
        "Bà Lê Thị Bình",
        "Phó Giám đốc\t\tCả ngày: Kiểm tra cảng cá\t\t",
        "",
        "Ghi chú:",
        "- Lịch này thay giấy mời",
    )
    assert brief(found) == [
        (3, 3, Slot.MORNING, "Họp giao ban", ("Trần Văn Hoàn",)),
        (3, 3, Slot.AFTERNOON, "Tiếp công dân", ("Trần Văn Hoàn",)),
        (4, 4, Slot.ALL_DAY, "Kiểm tra cảng cá", ("Lê Thị Bình",)),
        (5, 5, Slot.MORNING, "Họp chi bộ", ("Trần Văn Hoàn",)),
        (5, 5, Slot.MORNING, "Gặp mặt báo chí", ("Trần Văn Hoàn",)),
    ]


@pytest.mark.parametrize(
    ("trip", "days"),
    [("Tập huấn tại Huế (từ ngày 04 đến hết ngày 06/02)", [(4, 6)]), ("Tập huấn tại Huế", [])],
)
def test_a_row_that_lacks_cells_has_one_over_the_days_that_it_says(trip, days):
    found = week(f"Lãnh đạo{DAYS}", f"Đ/c Hoàn GĐ\t\t{trip}\tHọp giao ban", "Đ/c Bình PGĐ\tTiếp công dân\t\t\t\t")
    read = brief(found)
    assert [(first, last) for first, last, _, text, _ in read if "Tập huấn" in text] == days
    assert [first for first, _, _, text, _ in read if text == "Họp giao ban"] == ([7] if days else [])
    assert [first for first, _, _, text, _ in read if text == "Tiếp công dân"] == [3]
    assert ("T203" in found.codes) == (days == [])


def test_a_cell_merged_over_days_of_a_web_page():
    rows = [
        "<td>Lãnh đạo</td><td>Thứ Hai 03/02</td><td>Thứ Ba 04/02</td><td>Thứ Tư 05/02</td><td>Thứ Năm 06/02</td>",
        "<td>Đ/c Hoàn GĐ</td><td>Họp giao ban</td><td colspan='2'>Tập huấn tại Huế</td><td>Tiếp công dân</td>",
        "<td>Đ/c Bình PGĐ</td><td></td><td></td><td>Kiểm tra cảng cá</td><td></td>",
    ]
    found = week("<table>", *[f"<tr>{row}</tr>" for row in rows], "</table>")
    assert [(first, last, text) for first, last, _, text, _ in brief(found)] == [
        (3, 3, "Họp giao ban"),
        (4, 5, "Tập huấn tại Huế"),
        (5, 5, "Kiểm tra cảng cá"),
        (6, 6, "Tiếp công dân"),
    ]


def test_names_without_an_address_and_rows_of_one_day_stay_apart():
    rows = [
        "<th>Đồng chí</th><th>Thứ 2<br />(03/02)</th><th>Thứ 3<br />(04/02)</th><th>Thứ 4<br />(05/02)</th>",
        "<td>Ngô Hữu Trạch<br />Bí thư</td><td>Gặp mặt cộng tác viên dư luận xã</td><td></td><td></td>",
        "<td>Siu Klếch<br />Phó Bí thư</td><td>8h00: Công bố kết luận</td><td colspan='2'>Tập huấn</td>",
    ]
    page = [
        "<table>",
        "<thead>",
        f"<tr>{rows[0]}</tr>",
        "</thead>",
        *[f"<tr>{row}</tr>" for row in rows[1:]],
        "</table>",
    ]
    assert [(first, last, text, feeds) for first, last, _, text, feeds in brief(week(*page))] == [
        (3, 3, "Gặp mặt cộng tác viên dư luận xã", ("Ngô Hữu Trạch",)),
        (3, 3, "Công bố kết luận", ("Siu Klếch",)),
        (4, 5, "Tập huấn", ("Siu Klếch",)),
    ]


def test_no_cell_of_a_grid_vanishes():
    found = week(
        "Lãnh đạo\tBuổi\tThứ Hai 03/02\tThứ Ba 04/02\tThứ Tư 05/02\tThứ Bảy, Chủ nhật 08-09/02\tGhi chú",
        "Đ/c Hoàn GĐ\tChiều\tHọp giao ban\t\t\tDự lễ khởi công\tXe riêng",
        "Đ/c Bình PGĐ\t\tTiếp công dân\t\t\t\t",
    )
    assert [(first, last, slot, text) for first, last, slot, text, _ in brief(found)] == [
        (3, 3, Slot.AFTERNOON, "Họp giao ban"),
        (3, 3, None, "Tiếp công dân"),
        (8, 9, Slot.AFTERNOON, "Dự lễ khởi công"),
    ]
    assert [f.excerpt for f in found.findings if f.code == "T203"] == ["Xe riêng"]


def test_hours_may_label_the_rows_of_a_grid():
    found = week(f"Giờ{DAYS}", "7h30\tHọp giao ban\t\t\t\t", "14h00\t\tTiếp công dân\t\t\t")
    assert [(i.first.day, i.hours.start.hour, i.text) for i in found.work] == [
        (3, 7, "Họp giao ban"),
        (4, 14, "Tiếp công dân"),
    ]


def test_a_table_of_duty_below_a_grid():
    found = week(
        f"Lãnh đạo{DAYS}", "Đ/c Hoàn GĐ\tHọp giao ban\t\t\t\t", "Đ/c Bình PGĐ\t\tTiếp công dân\t\t\t", "",
        "LỊCH TRỰC LÃNH ĐẠO", "", "Ngày\tLãnh đạo trực", "08/02 Thứ Bảy\tĐ/c Hoàn GĐ", "09/02 Chủ nhật\tĐ/c Bình PGĐ",
    )  # fmt: skip
    assert [(i.first.day, i.duty, i.attribution.feeds) for i in found.work] == [
        (3, False, ("Hoàn",)),
        (4, False, ("Bình",)),
        (8, True, ("Hoàn",)),
        (9, True, ("Bình",)),
    ]


def test_a_month_below_a_grid():
    found = week(
        f"Lãnh đạo{DAYS}", "Đ/c Hoàn GĐ\tHọp giao ban\t\t\t\t", "",
        "TT\tNgày\tBuổi\tNội dung công việc\tĐơn vị chuẩn bị\tLãnh đạo dự",
        "1\t08\tSáng\tTiếp công dân\tThanh tra\tĐ/c Hoàn GĐ",
    )  # fmt: skip
    assert [(i.first.day, i.text, i.attribution.feeds) for i in found.work] == [
        (3, "Họp giao ban", ("Hoàn",)),
        (8, "Tiếp công dân", ("Hoàn",)),
    ]
