"""Tables with a column for each leader in which a cross says who attends."""

from __future__ import annotations

import pytest

from parsing.build import document, understand

PLAIN = ("Ngày", "Nội dung", "Đơn vị chuẩn bị", "GĐ Nam", "PGĐ Hà", "PGĐ Sơn", "Địa điểm")
COMMON = ("Ngày", "Nội dung", "Đơn vị chuẩn bị", "Lãnh đạo Sở tham dự", "", "", "Địa điểm")
BELOW = ("", "", "", "GĐ Nam", "PGĐ Hà", "PGĐ Sơn", "")
ROWS = [
    ("03", "Sáng: Giao ban", "Văn phòng", "x", "X", "x", "Phòng họp 1"),
    ("04", "Sáng: Tiếp công dân", "Thanh tra", "", "✓", "", ""),
    ("05", "Sáng: Họp xã", "Văn phòng", "", "", "", "Xã An"),
    ("06", "Chiều: Nghiệm thu", "Thanh tra", "", "x", "+", ""),
]
FEEDS = [["Hà", "Nam", "Sơn"], ["Hà"], ["Hà", "Nam", "Sơn"], ["Hà", "Sơn"]]


@pytest.mark.parametrize("head", [[PLAIN], [COMMON, BELOW]], ids=["a head each", "a common head"])
def test_who_is_crossed_attends(head):
    found = understand(document([*head, *ROWS], header=None))
    assert [sorted(item.attribution.feeds) for item in found.work] == FEEDS
    assert [item.attribution.certain for item in found.work] == [True, True, False, True]
    assert [item.units for item in found.work] == [("Văn phòng",), ("Thanh tra",)] * 2
    assert [item.location for item in found.work] == ["Phòng họp 1", None, "Xã An", None]
    assert [finding.code for finding in found.findings] == ["L402"]


def test_a_header_of_two_rows_is_repeated_behind_a_page_break():
    rest = ("", "của Sở năm 2025 Chiều: Họp", "Thanh tra", "", "x", "", "")
    rows = [
        COMMON,
        BELOW,
        ("03", "Sáng: Giao ban chuyên đề cuối", "Văn phòng", "x", "", "", ""),
        "",
        COMMON,
        BELOW,
        rest,
    ]
    found = understand(document(rows, header=None))
    assert [(item.text, item.attribution.feeds) for item in found.work] == [
        ("Giao ban chuyên đề cuối của Sở năm 2025", ("Nam",)),
        ("Họp", ("Hà",)),
    ]


def test_words_beside_crosses_are_said_of_the_leader():
    rows = [*ROWS, ("07", "Sáng: Kiểm tra", "Thanh tra", "chủ trì", "", "x", "")]
    item = understand(document([PLAIN, *rows], header=None)).work[-1]
    assert (item.attribution.printed, item.attribution.feeds) == ("GĐ Nam (chủ trì); PGĐ Sơn", ("Nam", "Sơn"))


def test_a_table_without_crosses_is_left_as_it_is():
    header = ("Ngày", "Nội dung", "Đơn vị", "Lãnh đạo", "Ghi chú")
    rows = [("03", "Sáng: Họp", "Văn phòng", "Đ/c Nam GĐ", "x"), ("04", "Sáng: Họp", "Văn phòng", "Đ/c Hà PGĐ", "")]
    found = understand(document(rows, header=header))
    assert [item.attribution.feeds for item in found.work] == [("Nam",), ("Hà",)]
