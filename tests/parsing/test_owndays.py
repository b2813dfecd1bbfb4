"""Rows of several days whose content heads its work with days."""

from __future__ import annotations

import pytest

from parsing.build import rows


@pytest.mark.parametrize(
    ("content", "found"),
    [
        # the head's form
        ("Ngày 05: Sáng: Họp Chiều: Thăm Ngày 06: Sáng: Tiếp", ["5 m Họp", "5 a Thăm", "6 m Tiếp"]),
        ("Thứ Tư (05/02): Sáng: Họp. Thứ Năm: Chiều: Thăm", ["5 m Họp", "6 a Thăm"]),
        ("Ngày 05: Họp. Ngày 06/02: Tiếp dân", ["5 - Họp", "6 - Tiếp dân"]),
        ("Ngày 05: Sáng: - Họp báo Ngày 06: - Tiếp dân", ["5 m Họp báo", "6 - Tiếp dân"]),
        # how the part of the day below it is marked
        ("Ngày 05: S: Họp C: Thăm Ngày 06: S: Tiếp", ["5 m Họp", "5 a Thăm", "6 m Tiếp"]),
        ("Ngày 05: Sáng - Họp. Chiều - Thăm. Ngày 06: Sáng - Tiếp", ["5 m Họp", "5 a Thăm", "6 m Tiếp"]),
        ("Ngày 05: Sáng họp; chiều thăm hỏi. Ngày 06: Sáng tiếp dân", ["5 m Họp", "5 a Thăm hỏi", "6 m Tiếp dân"]),
        ("Ngày 05: Buổi sáng: Họp. Ngày 06: Cuối giờ chiều: Giao ban", ["5 m Họp", "6 a Cuối giờ chiều: Giao ban"]),
        ("Ngày 05: Sáng (8h00): Họp. Ngày 06: Tối: Thăm", ["5 m Họp", "6 e Thăm"]),
        ("Ngày 05: Cả ngày: Tập huấn. Ngày 06: Sang: Họp", ["5 d Tập huấn", "6 m Họp"]),
        ("Ngày 05: Sáng: Họp Ngày 06: Đi cơ sở", ["5 m Họp", "6 - Đi cơ sở"]),
        # a day of its own behind a head, and one that contradicts its weekday
        ("Thứ Tư: Sáng: Họp; Chiều thứ Năm: Thăm", ["5 m Họp", "6 a Thăm"]),
        ("Ngày 05: Sáng: Họp; 14h00 ngày 06/02: Thăm", ["5 m Họp", "6 m Ngày 06/02: Thăm"]),
        ("Thứ Năm (05/02): Họp. Thứ Sáu (06/02): Thăm", ["5 - Thứ Năm (05/02): Họp", "6 - Thứ Sáu (06/02): Thăm"]),
        ("* 05 (Thứ Tư): Sáng: Họp. * 06 (Thứ Năm): Cả ngày: Thăm", ["5 m Họp", "6 d Thăm"]),
        ("05/02: Sáng: Họp Chiều: Thăm. 06/02: Tiếp dân", ["5 m Họp", "5 a Thăm", "6 - Tiếp dân"]),
        # what stands in brackets behind a head
        ("<p>Ngày 05 (Thứ Tư):</p><p>Sáng: Họp</p><p>Ngày 06 (Thứ Năm):</p><p>Thăm</p>", ["5 m Họp", "6 - Thăm"]),
        ("Ngày 05 (8h00): Họp. Ngày 06 (hoãn): Thăm", ["5 - Họp", "6 - Thăm (hoãn)"]),
        ("Ngày 05/02/2025 (Sáng): Họp. Ngày 06 (buổi chiều): Thăm", ["5 m Họp", "6 a Thăm"]),
        # days in the words of a work below a head
        (
            "<p>Ngày 06: Sáng: Họp</p><p>- Tọa đàm kỷ niệm ngày 3/2</p><p>Ngày 07: Thăm</p>",
            ["6 m Họp", "6 m Tọa đàm kỷ niệm ngày 3/2", "7 - Thăm"],
        ),
        ("Ngày 05: Sáng: Họp Chiều: Thăm (07/02)", ["5 m Họp", "7 a Thăm (07/02)"]),
        ("Ngày 05: Sáng: Họp. Ngày 06: Nghỉ; Kiểm tra chợ", ["5 m Họp", "6 - Kiểm tra chợ"]),
        # a length behind a day of its own
        ("Ngày 05: Sáng: - Họp - Tập huấn kỹ năng (02 ngày)", ["5 m Họp", "5-6 m Tập huấn kỹ năng (02 ngày)"]),
        # no head: more than one of the row's days, or none of them
        ("Các ngày 05, 06: Trực", ["5-6 - Các ngày 05, 06: Trực"]),
        ("Sáng: Ôn lại truyền thống Ngày 20/11: tọa đàm", ["5-7 m Ôn lại truyền thống Ngày 20/11: tọa đàm"]),
    ],
)
def test_a_day_heads_the_work_below_it(content, found):
    assert _told(rows(("05-07", content, "Văn phòng", "Đ/c Hoàn GĐ"))) == found


@pytest.mark.parametrize(
    ("above", "below", "found"),
    [
        ("Ngày 05: Sáng: Họp", "Ngày 06: Sáng: Tiếp", ["5 m Họp", "6 m Tiếp"]),
        ("Ngày 05: Sáng: Họp", "Chiều: Tiếp", ["5 m Họp", "5 a Tiếp"]),
    ],
)
def test_a_head_goes_on_into_the_row_below_without_a_day(above, below, found):
    hoan = ("Văn phòng", "Đ/c Hoàn GĐ")
    assert _told(rows(("05-07", above, *hoan), ("", below, *hoan))) == found


def test_a_head_is_of_a_day_off_an_observance_and_duty_too():
    content = "Ngày 07: Sáng: Họp. Ngày 08: Nghỉ. Ngày 09: Trực: Đ/c Bình PGĐ"
    found = rows(("07-09", content, "Văn phòng", "Đ/c Hoàn GĐ"), ("10", "Sáng: Họp", "", "Đ/c Bình PGĐ"))
    assert sorted((i.first.day, i.last.day, i.text) for i in found.items if i.first.day < 10) == [
        (7, 7, "Họp"), (8, 8, "Nghỉ"), (9, 9, "Trực lãnh đạo"),
    ]  # fmt: skip


def test_duty_behind_a_day_off():
    content = "<p>Thứ Bảy: Nghỉ, trực đ/c Bình</p><p>Chủ nhật: Nghỉ, trực đ/c An</p>"
    found = rows(
        ("08, 09", content, "", ""), ("10", "Sáng: Họp", "", "Đ/c Bình PGĐ"), ("11", "Sáng: Họp", "", "Đ/c An PGĐ")
    )
    assert sorted((i.first.day, i.last.day, i.attribution.feeds) for i in found.items if i.duty) == [
        (8, 8, ("Bình",)), (9, 9, ("An",)),
    ]  # fmt: skip


def test_duty_whose_days_nobody_can_tell_is_open():
    duty = ("25-28", "Trực: 25/02 đến 27/02: Đ/c Bình PGĐ; 28/02: Đ/c An PGĐ", "", "")
    found = rows(duty, ("10", "Sáng: Họp", "", "Đ/c Hoàn GĐ"))
    assert not any(i.attribution.certain for i in found.items if i.duty)
    assert "L402" in found.codes


def test_days_apart_have_each_its_own_work():
    assert _told(rows(("05, 07", "Ngày 05: Sáng: Họp. Ngày 07: Chiều: Thăm", "Văn phòng", "Đ/c Hoàn GĐ"))) == [
        "5 m Họp", "7 a Thăm",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words", [", ĐT: 0913.04.05.06", " (đổi cho đ/c An PGĐ ngày 08/02)", " trực 24/7", " (dịp 30/4)"]
)
def test_numbers_that_are_no_days_of_duty(words):
    found = rows(("08, 09", f"Trực lãnh đạo: Đ/c Bình PGĐ{words}", "", ""), ("10", "Sáng: Họp", "", "Đ/c An PGĐ"))
    assert [(i.first.day, i.last.day) for i in found.items[:1]] == [(8, 9)]


@pytest.mark.parametrize(
    ("content", "leaders"),
    [
        ("Trực lãnh đạo: Ngày 08: Đ/c Bình PGĐ; ngày 09: Đ/c An PGĐ", ""),
        ("Trực lãnh đạo: 08/02 Đ/c Bình PGĐ; 09/02 Đ/c An PGĐ", ""),
        ("Trực lãnh đạo: T7: Đ/c Bình PGĐ, CN: Đ/c An PGĐ", ""),
        ("Trực lãnh đạo: Đ/c Bình PGĐ (08), Đ/c An PGĐ (09)", ""),
        ("Trực lãnh đạo: Thứ Bảy (08/02): Đ/c Bình PGĐ; Chủ nhật (09/02): Đ/c An PGĐ", ""),
        ("Trực lãnh đạo", "<p>08: Đ/c Bình PGĐ</p><p>09: Đ/c An PGĐ</p>"),
    ],
)
def test_duty_day_by_day(content, leaders):
    found = rows(("08, 09", content, "", leaders), ("10", "Sáng: Họp", "", "Đ/c Hoàn GĐ"))
    duty = [(i.first.day, i.last.day, i.attribution.feeds) for i in found.items if i.first.day < 10]
    assert sorted(duty) == [(8, 8, ("Bình",)), (9, 9, ("An",))]


def _told(found):
    """The days, the slot's letter and the text of each work."""
    letters = {"morning": "m", "afternoon": "a", "evening": "e", "all_day": "d", None: "-"}
    return [
        f"{item.first.day}{f'-{item.last.day}' if item.last > item.first else ''} {letters[item.slot]} {item.text}"
        for item in found.work
    ]
