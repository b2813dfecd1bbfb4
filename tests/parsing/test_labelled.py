"""Works of a list of days whose cells stand behind labels, as web pages print a table."""

from __future__ import annotations

import pytest

from parsing.build import understand

BEFORE = "BAN DÂN TỘC TỈNH SƠN LÂM\n\nCHƯƠNG TRÌNH CÔNG TÁC THÁNG 02 NĂM 2025\n"


def days(*lines: str) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    next_day = "Sáng: Nội dung: Họp chi bộ. Lãnh đạo dự: đ/c Hoàn, Trưởng ban; đ/c An, Phó Trưởng ban."
    text = "\n".join([BEFORE, "Ngày 03/02 (thứ Hai):", *lines, "", "Ngày 04/02 (thứ Ba):", next_day])
    return [
        (item.slot.value if item.slot else "", item.text, item.units, item.attribution.feeds)
        for item in understand(text).work
        if item.first.day == 3
    ]


A = ("morning", "Họp A", ("Văn phòng",), ("Hoàn",))
B = ("afternoon", "Họp B", (), ("An",))


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Sáng: Nội dung: Họp A. Chuẩn bị: Văn phòng. Lãnh đạo dự: đ/c Hoàn, Trưởng ban.",
            "Chiều: Nội dung: Họp B. Lãnh đạo dự: đ/c An, Phó Trưởng ban.",
        ),
        (
            "Sáng: Nội dung: Họp A. Lãnh đạo dự: đ/c Hoàn, Trưởng ban. Chuẩn bị: Văn phòng.",
            "Chiều (14h00): Nội dung: Họp B. Lãnh đạo dự: đ/c An, Phó Trưởng ban.",
        ),
        (
            "Sáng: Nội dung: Họp A. Chuẩn bị: Văn phòng. Lãnh đạo dự: đ/c Hoàn, Trưởng ban. "
            "Chiều: Nội dung: Họp B. Lãnh đạo dự: đ/c An, Phó Trưởng ban.",
        ),
        (
            "Sáng:",
            "- Nội dung: Họp A. Chuẩn bị: Văn phòng. Lãnh đạo dự: đ/c Hoàn, Trưởng ban.",
            "Chiều:",
            "- Nội dung: Họp B. Lãnh đạo dự:",
            "đ/c An, Phó Trưởng ban.",
        ),
    ],
)
def test_each_label_opens_a_cell_of_its_work(lines):
    assert days(*lines) == [A, B]


def test_a_second_nội_dung_is_a_second_work_of_its_part_of_the_day():
    found = days(
        "Chiều: Nội dung: Họp A. Lãnh đạo dự: đ/c Hoàn, Trưởng ban. "
        "Nội dung: Họp B. Lãnh đạo dự: đ/c An, Phó Trưởng ban."
    )
    assert sorted(found) == [("afternoon", "Họp A", (), ("Hoàn",)), B]


def test_where_the_labels_do_not_say_whose_they_are_everybody_may_attend():
    """Two "lãnh đạo dự" around one "nội dung": nothing is cut, and nobody is left out."""
    found = days(
        "Sáng: Lãnh đạo dự: đ/c Hoàn, Trưởng ban. Nội dung: Họp A. Lãnh đạo dự: đ/c An, Phó Trưởng ban. Nội dung: Họp B"
    )
    assert {name for *_, feeds in found for name in feeds} == {"Hoàn", "An"}
    assert len(found) == 1


@pytest.mark.parametrize(
    "heading", ["Ngày 08, 09/02 (thứ Bảy, Chủ nhật): Nghỉ.", "Ngày 08 - 09/02 (thứ Bảy - Chủ nhật): Nghỉ."]
)
def test_a_heading_may_name_several_days(heading):
    found = understand(f"{BEFORE}\nNgày 07/02 (thứ Sáu):\nSáng: Họp A. Đ/c Hoàn GĐ dự\n\n{heading}\n")
    assert [(i.first.day, i.last.day) for i in found.markers] == [(8, 9)]
    assert [i.text for i in found.work if "Ngày 08" in i.text] == []
