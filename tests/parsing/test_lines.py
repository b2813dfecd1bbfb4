"""What is a line of a page, a line that its column broke, or the text below a table, and what only looks so.

What is put together here stands in feeds as certain, so each rule has beside it the tables that it must leave alone.
"""

from __future__ import annotations

import pytest

from parsing.build import rows


def read(found) -> list[tuple[int, str, tuple[str, ...]]]:
    return [(item.first.day, item.text, item.attribution.feeds) for item in found.work]


DAYS = range(3, 25)


@pytest.mark.parametrize("place", ["hội trường Sở", "phòng họp số 1"])
def test_rows_of_one_slot_each_stay_rows_whatever_their_small_letters(place):
    table = [
        line
        for day in DAYS
        for line in (
            (f"{day:02}", f"Sáng: họp giao ban tại {place}", "các phòng", "Đ/c Hoàn GĐ"),
            ("", "Chiều: kiểm tra cơ sở", "lãnh đạo các phòng", "Đ/c Bình PGĐ"),
        )
    ]
    assert read(rows(*table))[:2] == [(3, f"Họp giao ban tại {place}", ("Hoàn",)), (3, "Kiểm tra cơ sở", ("Bình",))]


def test_whom_a_row_of_its_own_does_not_name_is_not_told_by_the_row_above():
    table = [
        line
        for day in DAYS
        for line in (
            (f"{day:02}", "Sáng: họp giao ban", "các phòng", "Đ/c Hoàn GĐ" if day % 2 else "Đ/c Bình PGĐ"),
            ("", "Chiều: kiểm tra cơ sở", "lãnh đạo các phòng", ""),
        )
    ]
    found = rows(*table)
    assert [item.attribution.certain for item in found.work[:2]] == [True, False]


def test_lines_of_a_page_are_put_together_row_by_row():
    table = [
        line
        for day in DAYS
        for line in (
            (f"{day:02}", "Sáng: Họp giao ban lãnh đạo Sở, triển khai", "Phòng Tổ chức", "Đ/c Hoàn GĐ"),
            ("", "nhiệm vụ trọng tâm của ngành", "cán bộ", ""),
            ("", "Chiều: Kiểm tra cơ sở", "Văn phòng", "Đ/c Bình PGĐ"),
        )
    ]
    assert read(rows(*table))[:2] == [
        (3, "Họp giao ban lãnh đạo Sở, triển khai nhiệm vụ trọng tâm của ngành", ("Hoàn",)),
        (3, "Kiểm tra cơ sở", ("Bình",)),
    ]


@pytest.mark.parametrize(
    ("content", "units", "leaders"),
    [
        ("Sáng: Họp A<br>Chiều: Họp B", "Văn phòng<br>các phòng", "Nguyễn Huy Hoàn<br>Trần Thanh Bình"),
        ("sáng: Họp A<br>chiều: Họp B", "Văn phòng<br>các phòng", "Đ/c Hoàn GĐ<br>Đ/c Bình PGĐ"),
    ],
)
def test_breaks_part_paragraphs_where_the_works_do_not_go_on_behind_them(content, units, leaders):
    found = rows(*[(f"{day:02}", content, units, leaders) for day in DAYS])
    assert [(text, feeds[0][-4:].strip()) for _, text, feeds in read(found)[:2]] == [
        ("Họp A", "Hoàn"),
        ("Họp B", "Bình"),
    ]


def test_two_full_names_in_a_wrapped_cell_are_two_people():
    work = "Sáng: Dự hội nghị trực tuyến với Bộ<br>về chuyển đổi số quốc gia<br>Chiều: Tiếp công dân"
    found = rows(*[(f"{day:02}", work, "Văn phòng", "Nguyễn Huy Hoàn<br>Trần Thanh Bình") for day in DAYS])
    assert read(found)[:2] == [
        (3, "Dự hội nghị trực tuyến với Bộ về chuyển đổi số quốc gia", ("Nguyễn Huy Hoàn",)),
        (3, "Tiếp công dân", ("Trần Thanh Bình",)),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Triển khai 5S: Sàng lọc, sắp xếp",
        "Họp nhóm 3C: đánh giá an toàn",
        "Kiểm tra lớp 4T: tự quản",
        "Km2B: đoạn qua xã",
    ],
)
def test_a_letter_behind_a_digit_is_no_part_of_the_day(words):
    found = rows(("05", f"Chiều: {words}", "Văn phòng", "Đ/c Hoàn GĐ"))
    assert read(found) == [(5, words, ("Hoàn",))]


def test_a_whole_word_behind_a_digit_is_one():
    found = rows(("05", "Sáng: Họp tổ 35Chiều: Họp Đảng ủy", "Văn phòng", "Đ/c Hoàn GĐ"))
    assert [text for _, text, _ in read(found)] == ["Họp tổ 35", "Họp Đảng ủy"]


@pytest.mark.parametrize(
    "below",
    [
        ("Chánh Văn phòng", "Trần Văn Sơn"),
        ("P. Chánh Văn phòng", "Trần Văn Sơn"),
        ("Trực bảo vệ: Đ/c Nam, Đ/c Tú",),
        ("Hà Tĩnh, ngày 28 tháng 02 năm 2025",),
        ("Trên đây là lịch công tác của Lãnh đạo Sở",),
    ],
)
def test_what_stands_below_the_last_row_is_not_of_its_last_cell(below):
    table = [f"{day:02}\tSáng: Họp giao ban\tVăn phòng\tĐ/c Hoàn GĐ\nĐ/c Bằng PGĐ" for day in DAYS]
    found = rows(*table, *below)
    assert found.leaders == ("Hoàn", "Bằng")
    assert read(found)[-1] == (24, "Họp giao ban", ("Hoàn", "Bằng"))


def test_a_header_that_a_scan_repeated_with_other_letters_is_the_same():
    """Else the row below it would be of the day that follows."""
    found = rows(
        ("24", "Sáng: Hội thảo", "Văn phòng", "Đ/c Hoàn GĐ"),
        "",
        "NGAY\tNỘI DUNG CÔNG VIÊC\tCƠ QUAN CHUẦN BỊ\tLÃNH ĐẠO SỜ",
        ("", "Chiều: Làm việc với Công ty", "Thanh tra", "Đ/c Bình PGĐ"),
        ("25", "Sáng: Khảo sát Chiều: Họp", "Văn phòng", "Đ/c An PGĐ"),
    )
    assert read(found)[1] == (24, "Làm việc với Công ty", ("Bình",))
