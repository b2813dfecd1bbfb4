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


def _told(found):
    """The days, the slot's letter and the text of each work."""
    letters = {"morning": "m", "afternoon": "a", "evening": "e", "all_day": "d", None: "-"}
    return [
        f"{item.first.day}{f'-{item.last.day}' if item.last > item.first else ''} {letters[item.slot]} {item.text}"
        for item in found.work
    ]
