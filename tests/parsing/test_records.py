"""Works of a day told line by line, each line behind its label, in any order."""

from __future__ import annotations

import pytest

from parsing.build import understand

TITLE = "LỊCH CÔNG TÁC TUẦN CỦA LÃNH ĐẠO UBND PHƯỜNG AN KHÊ (từ ngày 03/02/2025 đến ngày 09/02/2025)"
TUESDAY = "\nTHỨ BA, NGÀY 04/02/2025\n\nThời gian: 8 giờ\nNội dung: Giao ban\nChủ trì: Đ/c Lê Thu - PCT UBND phường\n"


def week(*lines: str):
    return understand("\n".join([TITLE, "", "THỨ HAI, NGÀY 03/02/2025", "", *lines, TUESDAY]))


def brief(found) -> list[str]:
    return [
        f"{e.start:%d %H:%M} {e.summary} | {', '.join(e.leaders)} | {e.location or ''} | {', '.join(e.units)}"
        for e in found.events
        if e.start.day == 3 and e.kind.value == "event"
    ]


ONE = ("Thời gian: 7 giờ 30", "Nội dung: Họp xét thầu", "Chủ trì: Đ/c Vũ Đạt - Chủ tịch UBND phường")


@pytest.mark.parametrize(
    "lines",
    [
        ONE,
        (ONE[1], ONE[0], ONE[2]),
        (f"1. {ONE[2]}", ONE[1], ONE[0]),
        (f"- {ONE[1]}", ONE[2], ONE[0]),
    ],
)
def test_the_labels_of_a_work_stand_in_any_order(lines):
    found = week(*lines, "Địa điểm: Phòng họp A", "Đơn vị chuẩn bị: Phòng Kinh tế")
    assert brief(found) == ["03 07:30 Họp xét thầu | Vũ Đạt | Phòng họp A | Phòng Kinh tế"]


@pytest.mark.parametrize("parting", ["", None])
def test_a_label_that_the_work_above_has_opens_the_next(parting):
    blank = [] if parting is None else [parting]
    found = week(*ONE, *blank, "Thời gian: 14 giờ", "Nội dung: Tiếp dân", "Dự: Đ/c Lê Thu - PCT UBND phường")
    assert brief(found) == ["03 07:30 Họp xét thầu | Vũ Đạt |  | ", "03 14:00 Tiếp dân | Lê Thu |  | "]
    assert [i.place.line for i in found.work][:2] == [5, 8 + len(blank)]


def test_who_attends_beside_the_chair_by_dự_and_thành_phần():
    found = week(*ONE, "Dự: Đ/c Lê Thu - PCT UBND phường", "Thành phần: Phòng Kinh tế; mời Công an phường")
    assert brief(found) == ["03 07:30 Họp xét thầu | Vũ Đạt, Lê Thu |  | "]
    found = week(*ONE, "Thành phần: Các Phó Chủ tịch UBND phường, Phòng Kinh tế")
    assert sorted(found.events[0].feeds) == ["Lê Thu", "Vũ Đạt"]


def test_a_part_of_the_day_stands_for_the_hour():
    found = week("Thời gian: Buổi chiều", *ONE[1:])
    assert brief(found) == ["03 13:30 Họp xét thầu | Vũ Đạt |  | "]


def test_a_line_without_a_label_goes_on_the_one_above_and_duty_is_one_of_its_own():
    found = week(ONE[0], ONE[1], "trường mầm non Hoa Sen", ONE[2], "", "Trực lãnh đạo: Đ/c Lê Thu - PCT UBND phường")
    assert "03 07:30 Họp xét thầu trường mầm non Hoa Sen | Vũ Đạt |  | " in brief(found)
    assert [(e.summary, e.leaders) for e in found.events if e.duty] == [("Trực lãnh đạo", ("Lê Thu",))]


def test_a_line_of_another_kind_leaves_the_day_to_the_ordinary_reading():
    found = week(*ONE, "", "9h00: Đ/c Lê Thu - PCT kiểm tra chợ")
    assert any("kiểm tra chợ" in i.text for i in found.work)
    assert any("Họp xét thầu" in i.text for i in found.work)
