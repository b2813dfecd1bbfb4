"""Lists without a table whose every line says its own day, beside its hour or its part of the day."""

from __future__ import annotations

import pytest

from ics_export.diagnostics import UserError
from parsing.build import understand

TITLE = "SỞ THỦY SẢN\nLỊCH CÔNG TÁC CỦA LÃNH ĐẠO SỞ THÁNG 3 NĂM 2025\n\n"
MONDAY = "- 7h30 ngày 03/3/2025: Giao ban; Đ/c Hoàn GĐ chủ trì.\n"
TUESDAY = "- 14h00 ngày 04/3/2025: Họp xét thi đua; Đ/c Bình PGĐ chủ trì.\n"


def told(line: str) -> tuple[str, str, str, str, list[str]]:
    """Day, slot, hour, words and leaders of what one line says below two others."""
    item = understand(TITLE + MONDAY + TUESDAY + line).work[-1]
    hour = f"{item.hours.start:%H:%M}" if item.hours and item.hours.start else ""
    return f"{item.first:%d}", item.slot or "", hour, item.text.partition(";")[0], list(item.attribution.feeds)


@pytest.mark.parametrize(
    ("line", "slot", "hour"),
    [
        ("- 8h00 ngày 05/3/2025: Tiếp công dân; Đ/c Nga PGĐ.", "", "08:00"),
        ("+ 14 giờ 30 phút, thứ Tư ngày 05/3/2025: Tiếp công dân; Đ/c Nga PGĐ.", "", "14:30"),
        ("3. Từ 8h00 đến 10h00 ngày 05/3/2025: Tiếp công dân; Đ/c Nga PGĐ.", "", "08:00"),
        ("Vào lúc 8g00 ngày 05 tháng 3 năm 2025, Tiếp công dân; Đ/c Nga PGĐ.", "", "08:00"),
        ("- Ngày 05/3/2025, 8h00: Tiếp công dân; Đ/c Nga PGĐ.", "", "08:00"),
        ("- Ngày 05/3/2025 – 8h30 sáng: Tiếp công dân; Đ/c Nga PGĐ.", "morning", "08:30"),
        ("- Sáng ngày 05/3/2025: Tiếp công dân; Đ/c Nga PGĐ.", "morning", ""),
        ("- Chiều thứ Tư (ngày 05/3): Tiếp công dân; Đ/c Nga PGĐ.", "afternoon", ""),
        ("- Sáng ngày 05/3/2025, 8h00: Tiếp công dân; Đ/c Nga PGĐ.", "morning", "08:00"),
        ("- Thứ Tư, ngày 05/3/2025, buổi chiều: Tiếp công dân; Đ/c Nga PGĐ.", "afternoon", ""),
    ],
)
def test_a_line_with_its_own_day(line, slot, hour):
    assert told(line) == ("05", slot, hour, "Tiếp công dân", ["Nga"])


def test_lines_without_a_day_go_on_the_one_above():
    found = understand(TITLE + MONDAY + TUESDAY + "Địa điểm: Phòng họp 1\n- 8h00 ngày 05/3/2025: Tiếp công dân.\n")
    assert [(f"{i.first:%d}", i.location) for i in found.work] == [("03", None), ("04", "Phòng họp 1"), ("05", None)]
    assert [i.place.line for i in found.work] == [4, 5, 7]


def test_a_weekday_that_contradicts_its_date_is_said():
    found = understand(TITLE + MONDAY + TUESDAY + "- 8h00 thứ Năm ngày 05/3/2025: Tiếp công dân; Đ/c Nga PGĐ.\n")
    assert "D306" in found.codes


def test_two_such_lines_are_no_programme():
    with pytest.raises(UserError, match="không thấy bảng"):
        understand(TITLE + MONDAY + TUESDAY)


LABELLED = (
    "1. Họp giao ban\n- Thời gian: 7h30, thứ Hai ngày 03/3/2025.\n- Địa điểm: Phòng họp 1\n- Chủ trì: Đ/c Hoàn GĐ\n"
    "2. Họp xét thi đua\n- Thời gian: Chiều ngày 04/3/2025\n- Chủ trì: Đ/c Bình PGĐ\n"
)


@pytest.mark.parametrize(
    "third",
    [
        "3. Tiếp công dân\n- Thời gian: Ngày 05/3/2025, từ 8h00 đến 11h00\n- Chủ trì: Đ/c Nga PGĐ\n",
        "3. Nội dung: Tiếp công dân\nThời gian: 8 giờ 00 ngày 05/3/2025;\nChủ trì: Đ/c Nga PGĐ\n",
    ],
)
def test_a_work_whose_day_stands_behind_a_label_below_it(third):
    found = understand(TITLE + LABELLED + third)
    assert [(f"{i.first:%d}", i.attribution.feeds) for i in found.work] == [
        ("03", ("Hoàn",)),
        ("04", ("Bình",)),
        ("05", ("Nga",)),
    ]
    assert [i.text.partition(" ")[0] for i in found.work] == ["Họp", "Họp", "Tiếp"]
    assert not any("Thời gian" in i.text for i in found.work)


@pytest.mark.parametrize(
    "unread",
    [
        "- 8h00 ngày 05, 06 và 07/3/2025: Tập huấn\n",
        "Chủ trì: Đ/c Nga PGĐ\nThời gian: 8h00 ngày 05/3/2025\nNội dung: Tiếp công dân\n",
        "4. Tập huấn\nThời gian: trong 3 ngày\n",
    ],
)
def test_a_list_with_a_day_that_is_not_read_is_refused_as_a_whole(unread):
    with pytest.raises(UserError, match="không thấy bảng"):
        understand(TITLE + MONDAY + TUESDAY + "- 8h00 ngày 05/3/2025: Tiếp dân\n" + unread)
