"""Days off, weekends, observances and duty: what is no work with hours."""

from __future__ import annotations

import pytest

from ics_export.model import Kind, Slot
from parsing.build import dates, rows, table, understand

CASES = table("markers")
WORK = (
    ("04", "Sáng: Họp giao ban", "Văn phòng", "Đ/c Hoàn GĐ Sở"),
    ("05", "Sáng: Kiểm tra tàu cá", "Văn phòng", "Đ/c An PGĐ Sở"),
)


@pytest.mark.parametrize(("date", "content", "markers", "days"), [pytest.param(*c, id=c[1]) for c in CASES["cases"]])
def test_a_row_that_is_no_work_is_a_marker_in_every_feed(date, content, markers, days):
    found = rows((date, content, "", ""), *WORK)
    assert [f"{i.kind.value} {i.text}" for i in found.markers] == markers
    assert {dates(i.first, i.last) for i in found.markers} == {days}
    assert all(sorted(i.attribution.feeds) == ["An", "Hoàn"] for i in found.markers)
    assert len(found.work) == 2
    assert "L402" not in found.codes


def test_a_marker_is_a_date_with_an_exclusive_end():
    event = next(e for e in rows(("08, 09", "Thứ Bảy, Chủ Nhật", "", ""), *WORK).events if e.kind is Kind.WEEKEND)
    assert (str(event.start), str(event.end)) == ("2025-02-08", "2025-02-10")


@pytest.mark.parametrize(
    "content",
    [
        "<p><i>Kỷ niệm 95 năm Ngày thành lập Đảng.</i></p><p>Sáng: Lễ chào cờ</p>",
        "<i>Kỷ niệm 95 năm Ngày thành lập Đảng</i> Sáng: - Lễ chào cờ",
        "Kỷ niệm 95 năm Ngày thành lập Đảng<br>Sáng: Lễ chào cờ",
    ],
)
def test_an_observance_above_the_days_work_is_a_marker_and_takes_no_leader(content):
    found = rows(("03", content, "Văn phòng", "Đ/c Hoàn GĐ Sở"), *WORK)
    assert [(i.kind, i.text) for i in found.markers] == [(Kind.OBSERVANCE, "Kỷ niệm 95 năm Ngày thành lập Đảng")]
    assert (found.work[0].text, found.work[0].attribution.feeds) == ("Lễ chào cờ", ("Hoàn",))


@pytest.mark.parametrize(
    ("date", "content", "cell", "feeds"), [pytest.param(*c, id=f"{c[1]} / {c[2]}") for c in CASES["duty"]]
)
def test_duty_is_an_all_day_event_of_the_leaders_named(date, content, cell, feeds):
    found = rows((date, content, "", cell), *WORK)
    (duty,) = [e for e in found.events if e.duty]
    assert duty.summary == "Trực lãnh đạo"
    assert sorted(duty.feeds) == sorted(feeds.split())
    assert (str(duty.start), str(duty.end)) == ("2025-02-08", "2025-02-09")
    assert sorted(found.leaders) == ["An", "Hoàn"]


@pytest.mark.parametrize("day_off", ["NGHỈ TẾT DƯƠNG LỊCH", "Nghỉ bù Giỗ Tổ Hùng Vương", "Thứ Bảy"])
@pytest.mark.parametrize("head", ["Trực lãnh đạo", "Lãnh đạo trực", "Trực"])
def test_duty_behind_a_day_off_on_one_line_is_both(day_off, head):
    found = rows(("08", f"{day_off} {head}: Đ/c An PGĐ", "", ""), *WORK)
    assert [(i.text, len(i.attribution.feeds)) for i in found.markers] == [(day_off, 2)]
    assert [i.attribution.feeds for i in found.work if i.duty] == [("An",)]


@pytest.mark.parametrize("mark", [". ", "; "])
def test_duty_behind_an_observance_on_one_line_is_both(mark):
    line = f"Kỷ niệm 48 năm ngày truyền thống ngành (08/02/1977 - 08/02/2025){mark}Trực lãnh đạo: Đ/c An PGĐ"
    found = rows(("08", line, "", ""), *WORK)
    assert [i.text for i in found.markers] == ["Kỷ niệm 48 năm ngày truyền thống ngành (08/02/1977 - 08/02/2025)"]
    assert [(i.text, i.duty, i.attribution.feeds) for i in found.work[:1]] == [("Trực lãnh đạo", True, ("An",))]


def test_a_row_of_duty_with_its_slot_in_a_column_is_no_header():
    found = rows(
        ("03", "", "Nghỉ lễ Ngày Giải phóng miền Nam", "", ""),
        ("", "Cả ngày", "Trực lãnh đạo", "Đ/c An PGĐ", "Bảo vệ, văn thư theo lịch"),
        ("04", "Sáng", "Họp giao ban", "Đ/c Hoàn GĐ", "Các phòng"),
        header=("Ngày", "Buổi", "Nội dung", "Chủ trì", "Thành phần"),
    )
    assert [(i.first.day, i.text, i.duty, i.attribution.feeds) for i in found.work] == [
        (3, "Trực lãnh đạo", True, ("An",)),
        (4, "Họp giao ban", False, ("Hoàn",)),
    ]
    assert [i.text for i in found.markers] == ["Nghỉ lễ Ngày Giải phóng miền Nam"]


@pytest.mark.parametrize(
    "duty",
    [
        ["LỊCH TRỰC TẾT", "", "Ngày\tLãnh đạo trực\tBảo vệ", "28/01\tĐ/c Hoàn\tÔng Tư", "29/01\tĐ/c An\tÔng Năm"],
        [
            "III. PHÂN CÔNG TRỰC",
            "",
            "Ngày trực\tLãnh đạo trực\tCán bộ trực",
            "28/01\tĐ/c Hoàn\tMai",
            "29/01\tĐ/c An\tTú",
        ],
        ["LỊCH TRỰC TẾT", "Ngày\tLãnh đạo Sở\tVăn phòng", "28/01\tĐ/c Hoàn\tĐ/c Lan", "29/01\tĐ/c An\tĐ/c Mai"],
        [
            "LỊCH TRỰC LÃNH ĐẠO",
            "TT\tNgày\tHọ và tên\tChức vụ",
            "1\t28/01\tHoàn\tGiám đốc",
            "2\t29/01\tAn\tPhó Giám đốc",
        ],
    ],
)
def test_a_second_table_says_who_is_on_duty(duty):
    text = "\n".join(
        [
            "CHƯƠNG TRÌNH CÔNG TÁC THÁNG 01 NĂM 2025 CỦA SỞ THỦY SẢN",
            "",
            "Ngày\tNội dung công việc\tCơ quan chuẩn bị\tLãnh đạo Sở",
            "20\tSáng: Họp giao ban\tVăn phòng\tĐ/c Hoàn GĐ Sở",
            "21\tSáng: Kiểm tra tàu cá\tVăn phòng\tĐ/c An PGĐ Sở",
            "",
            *duty,
            "",
        ]
    )
    found = understand(text)
    assert [(str(e.start), e.feeds) for e in found.events if e.duty] == [
        ("2025-01-28", ("Hoàn",)),
        ("2025-01-29", ("An",)),
    ]
    assert sorted(found.leaders) == ["An", "Hoàn"]


@pytest.mark.parametrize("head", ["Trực lãnh đạo", "Lãnh đạo trực", "Trực chỉ huy"])
def test_a_column_of_who_is_on_duty_beside_the_work_is_duty_alone(head):
    """Nobody attends a meeting because he is on duty that day."""
    found = rows(
        ("03", "- Đ/c An PGĐ: Kiểm tra cơ sở", "- 14h00: Đ/c Hoàn GĐ, các PGĐ: Họp", "Đ/c Bình PGĐ"),
        ("04", "", "- 15h00: Đ/c Bình PGĐ: Tiếp công dân", "Đ/c Hoàn GĐ"),
        header=("Ngày", "Sáng", "Chiều", head),
    )
    assert [(i.first.day, i.slot, i.duty, set(i.attribution.feeds)) for i in found.work] == [
        (3, Slot.MORNING, False, {"An"}),
        (3, Slot.AFTERNOON, False, {"Hoàn", "An", "Bình"}),
        (3, Slot.ALL_DAY, True, {"Bình"}),
        (4, Slot.AFTERNOON, False, {"Bình"}),
        (4, Slot.ALL_DAY, True, {"Hoàn"}),
    ]
    assert all(i.attribution.certain for i in found.work)


@pytest.mark.parametrize(
    "content",
    [
        "Sáng: Họp trực tuyến",
        "Sáng: Kiểm tra các đơn vị trực thuộc",
        "Sáng: Hội nghị bàn về nghỉ hưu sớm",
        "Sáng: Thứ trưởng làm việc với Sở",
        "Sáng: Nghỉ mát Công đoàn: họp chuẩn bị",
    ],
)
def test_what_only_looks_like_a_marker_is_work(content):
    found = rows(("03", content, "Văn phòng", "Đ/c Hoàn GĐ Sở"), *WORK)
    assert len(found.work) == 3
    assert not found.markers
    assert not any(i.duty for i in found.work)


WEEK = "LỊCH CÔNG TÁC TUẦN 07 (từ 10/02/2025 đến 16/02/2025)"
ON_DUTY = (("10", "Sáng: Giao ban", "", "Đ/c Hoàn GĐ"), ("11", "Sáng: Họp", "", "Đ/c Bình PGĐ"))


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("Trực lãnh đạo: Thứ Bảy (15/02): đ/c Hoàn; Chủ nhật (16/02): đ/c Bình.", {15: ("Hoàn",), 16: ("Bình",)}),
        ("* Lịch trực lãnh đạo: Đ/c Hoàn - T7, đ/c Bình - CN.", {15: ("Hoàn",), 16: ("Bình",)}),
        ("Phân công trực: ngày 15/02: Đ/c Hoàn GĐ; ngày 16/02: Đ/c Bình.", {15: ("Hoàn",), 16: ("Bình",)}),
        ("Lãnh đạo trực: thứ Bảy, Chủ nhật: Đ/c Lê Văn Nam - PGĐ", {15: ("Lê Văn Nam",), 16: ("Lê Văn Nam",)}),
        ("Trực bảo vệ: Thứ Bảy: Ông Ba; Chủ nhật: Ông Tư.", {}),
        ("Họp trực tuyến: 15/02: Đ/c Hoàn", {}),
    ],
)
def test_a_line_outside_the_table_says_who_is_on_duty(line, days):
    found = rows(*ON_DUTY, title=WEEK, before="SỞ NỘI VỤ TỈNH HÀ SƠN", after=line)
    assert {i.first.day: i.attribution.feeds for i in found.work if i.text == "Trực lãnh đạo"} == days
    assert found.codes == []


def test_duty_outside_the_table_without_a_day_is_told_of():
    found = rows(*ON_DUTY, title=WEEK, before="SỞ NỘI VỤ TỈNH HÀ SƠN", after="Trực lãnh đạo trong tuần: Đ/c Hoàn - GĐ")
    assert found.codes == ["T205"]
    assert len(found.work) == 2


def test_duty_that_stands_in_the_table_too_is_one():
    day = ("15", "Trực lãnh đạo: Đ/c Hoàn GĐ", "", "")
    found = rows(*ON_DUTY, day, title=WEEK, before="SỞ NỘI VỤ TỈNH HÀ SƠN", after="Trực lãnh đạo: ngày 15/02: Đ/c Hoàn")
    assert [i.first.day for i in found.work if i.text == "Trực lãnh đạo"] == [15]


def test_duty_has_its_place():
    header = ("Ngày", "Nội dung", "Lãnh đạo", "Địa điểm")
    found = rows(("15", "Trực lãnh đạo", "Đ/c Hoàn GĐ", "Trụ sở Sở"), header=header)
    assert found.work[0].location == "Trụ sở Sở"


@pytest.mark.parametrize("who", ["theo lịch riêng", "lịch trực kèm theo", "xem lịch Văn phòng"])
def test_duty_in_a_list_of_its_own_is_said_and_is_no_event(who):
    found = rows(("08", f"Trực lãnh đạo: {who}", "", ""), *WORK)
    assert not [e for e in found.events if e.duty]
    assert "S506" in found.codes


@pytest.mark.parametrize("who", ["khu du lịch Hòn Mây", "phòng du lịch"])
def test_duty_beside_any_other_word_of_lich_is_not_lost(who):
    found = rows(("08", f"Trực lãnh đạo: {who}", "", ""), *WORK)
    (duty,) = [e for e in found.events if e.duty]
    assert sorted(duty.feeds) == ["An", "Hoàn"]
    assert "L402" in found.codes
